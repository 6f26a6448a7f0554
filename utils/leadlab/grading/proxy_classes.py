"""Classes that stand for classes of the learner's, with the operators that those have."""

from __future__ import annotations

import functools
import importlib
import numbers
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from leadlab.grading.proxies import (
    OF_CLASS,
    PRIVATE,
    Link,
    RemoteFunction,
    RemoteObject,
    RemoteType,
    link_of,
    module_of,
    number_of,
    owned,
    refused,
)
from leadlab.grading.special import PLAIN_RECORDS, SPECIAL
from leadlab.grading.wire import BUILTIN_TYPES, Broken, unpack
from leadlab.grading.wire_rows import remembered

FREE = frozenset(
    [
        "__len__",
        "__iter__",
        "__next__",
        "__getitem__",
        "__reversed__",
        "__bool__",
        "__int__",
        "__float__",
        "__index__",
        "__complex__",
        "__round__",
        "__abs__",
        "__neg__",
        "__pos__",
        "__invert__",
        "__enter__",
        "__str__",
        "__repr__",
        "__call__",
        "__hash__",
    ]
)
"""Operators that hand over nothing of the judge's but an index."""
PLAIN = (numbers.Real, str)
METHOD_KINDS = (FunctionType, property, staticmethod, classmethod)
MADE_THERE = {"__init__", "__new__", "__getattribute__", "__getattr__", "__setattr__", "__del__"}
KNOWN_PACKAGES = frozenset(sys.stdlib_module_names) | {"numpy", "pandas", "matplotlib"}


class Proxies:
    """Makes the stand-ins; the same for the same thing."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.known: dict[tuple[str, int], Any] = {}

    def handle(self, told: dict[str, Any]) -> Any:
        """What stands for something that was described."""
        kind = told["kind"]
        if kind == "builtin":
            return BUILTIN_TYPES[told["name"]]
        if kind == "function":
            return self._once("function", told, lambda: RemoteFunction(self.link, told))
        if kind == "class":
            return self.class_of(told)
        if kind == "module":
            return self._once("module", told, lambda: self._object(told, self._module_class(told)))
        if kind == "object":
            return self._once(
                "object", told, lambda: self._object(told, self.class_of(told["class"]))
            )
        if kind == "record":
            return record_maker(str(told["module"]), str(told["name"]))(unpack(told["fields"]))
        raise ValueError(kind)

    def class_of(self, told: dict[str, Any]) -> Any:
        """A class that stands for a class."""
        if told["kind"] == "builtin":
            found = BUILTIN_TYPES[told["name"]]
            return found if issubclass(found, BaseException) else self._plain_class(told)
        return self._once("class", told, lambda: _known_error(told) or self._new_class(told))

    def error(self, told: dict[str, Any], args: list[Any]) -> BaseException:
        """An error that was raised there, to be raised here."""
        kind = self.class_of(told["class"])
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            kind = RuntimeError
        if issubclass(kind, GeneratorExit | StopAsyncIteration):
            kind = RuntimeError
        made: BaseException = kind.__new__(kind)
        made.args = tuple(args)
        if isinstance(kind, RemoteType):
            made.__dict__[f"{PRIVATE}number"] = int(told["id"])
        elif issubclass(kind, StopIteration):
            made.value = args[0] if args else None  # type: ignore[attr-defined]  # StopIteration has it
        return made

    def _once(self, kind: str, told: dict[str, Any], make: Callable[[], Any]) -> Any:
        key = kind, int(told["id"])
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    def _object(self, told: dict[str, Any], kind: Any) -> Any:
        if not (isinstance(kind, type) and issubclass(kind, RemoteObject)):
            kind = self._plain_class({"name": getattr(kind, "__name__", "object"), "special": []})
        made = object.__new__(kind)
        object.__setattr__(made, "_leadlab_link", self.link)
        object.__setattr__(made, "_leadlab_number", int(told["id"]))
        return made

    def _module_class(self, told: dict[str, Any]) -> type:
        return self._plain_class({"name": "module", "special": [], "module": str(told["name"])})

    def _plain_class(self, told: dict[str, Any]) -> type:
        return _class(str(told["name"])[:200], (RemoteObject,), told)

    def _new_class(self, told: dict[str, Any]) -> type:
        bases = [
            self.class_of(each)
            for each in told["bases"]
            if each["kind"] != "builtin" or _is_error(each)
        ]
        errors = tuple(each for each in bases if issubclass(each, BaseException))
        own = (
            errors
            or tuple(each for each in bases if issubclass(each, RemoteObject))
            or (RemoteObject,)
        )
        name = str(told["name"])[:200]
        told = {**told, "link": self.link}
        if str(told.get("module")) == "__main__" and not errors:
            told["given"] = self.link.given_class(name)
        try:
            return _class(name, own, told, error=bool(errors))
        except TypeError:  # an order of bases that Python has no place for
            return _class(name, own[:1], told, error=bool(errors))


@functools.cache
def record_maker(module: str, name: str) -> Callable[[dict[str, Any]], Any]:
    """What makes a record of the course's own anew, by its own class, which refuses what is wrong.

    Raises:
        Broken: no answer may hold such a record.
    """
    if (module, name) not in PLAIN_RECORDS:
        raise Broken(f"A record came that is not taken: {name[:200]!r}.")
    kind = getattr(importlib.import_module(module), name)
    made = remembered(lambda fields: kind(**fields))

    def make(fields: dict[str, Any]) -> Any:
        if not all(value is None or isinstance(value, PLAIN) for value in fields.values()):
            raise ValueError("a record holds what is not plain")
        return made(fields)

    return make


def _is_error(told: dict[str, Any]) -> bool:
    return issubclass(BUILTIN_TYPES[told["name"]], BaseException)


def _known_error(told: dict[str, Any]) -> type | None:
    """The same class here, if it is an error of a library that this process has loaded."""
    module = sys.modules.get(str(told.get("module")))
    if module is None or str(told["module"]).partition(".")[0] not in KNOWN_PACKAGES:
        return None
    found = vars(module).get(str(told["name"]))
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _class(
    name: str, bases: tuple[type, ...], told: dict[str, Any], *, error: bool = False
) -> type:
    body: dict[str, Any] = {f"{OF_CLASS}module": str(told.get("module", ""))}
    if "link" in told:
        body |= {f"{OF_CLASS}link": told["link"], f"{OF_CLASS}number": int(told["id"])}
    if error:
        body["__getattr__"] = _error_attribute
        return _error_class(name, bases, body)
    body["__slots__"] = ()
    body[f"{OF_CLASS}given"] = told.get("given") is not None
    own = {str(each) for each in told.get("own", ())}
    body |= {each: _Attribute(each) for each in own if not each.startswith(("__", PRIVATE))}
    wanted = {str(each) for each in told.get("special", ())} & set(METHODS)
    body |= {each: METHODS[each] for each in wanted}
    body |= _methods_of(told.get("given"))
    if "__eq__" in body and "__hash__" not in body:
        body["__hash__"] = None
    return RemoteType(name, bases, body)


class _Attribute:
    """An attribute that a class of the learner's has itself, whatever its bases have here."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, thing: Any, kind: Any) -> Any:
        if thing is not None:
            return owned(link_of(thing).attribute(number_of(thing), self.name), type(thing))
        link, number = kind.__dict__[f"{OF_CLASS}link"], kind.__dict__[f"{OF_CLASS}number"]
        return owned(link.attribute(number, self.name), kind)


def _methods_of(given: type | None) -> dict[str, Any]:
    """Methods of a class that the course itself wrote: they run here, on the state that is there.

    So it does not matter what a learner's code made of the class.
    """
    if given is None:
        return {}
    return {
        name: each
        for name, each in vars(given).items()
        if isinstance(each, METHOD_KINDS) and name not in MADE_THERE
    }


class RemoteErrorType(RemoteType):
    """A class of errors of the learner's; called here, it makes one here."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: D102, N805 - of a metaclass
        return type.__call__(cls, *args, **kwargs)


def _error_class(name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
    return RemoteErrorType(name, bases, body)


def _error_attribute(self: Any, name: str) -> Any:
    number = self.__dict__.get(f"{PRIVATE}number")
    if number is None or name.startswith("__"):
        raise AttributeError(name)
    link = next(
        each.__dict__[f"{OF_CLASS}link"]
        for each in type(self).__mro__
        if f"{OF_CLASS}link" in each.__dict__
    )
    return link.attribute(number, name)


def _method(name: str) -> Callable[..., Any]:
    def ask(self: Any, *args: Any) -> Any:
        kind, link = type(self), link_of(self)
        if name not in FREE and not link.allowed(kind.__name__, module_of(kind), name):
            return _decided_here(self, name, args)
        return _fitting(name, link.call(number_of(self), args, {}, special=name))

    ask.__name__ = ask.__qualname__ = name
    return ask


def _decided_here(thing: Any, name: str, args: tuple[Any, ...]) -> Any:
    """What is decided without the learner's object having a say."""
    if name == "__contains__":
        return any(each is args[0] or each == args[0] for each in _items(thing))
    if name in ("__setitem__", "__delitem__", "__exit__", "__format__"):
        raise refused(type(thing), name)
    return NotImplemented


def _items(thing: Any) -> Iterator[Any]:
    for count, each in enumerate(iter(thing)):
        if count > 1_000_000:
            raise OverflowError("the answer does not end")
        yield each


def _fitting(name: str, value: Any) -> Any:
    """The value, of the type that Python wants from such a method."""
    wanted = RESULTS.get(name)
    if wanted is not None and type(value) is not wanted:
        raise TypeError(f"{name} returned a {type(value).__name__}")
    return value


RESULTS: dict[str, type] = {
    "__len__": int, "__bool__": bool, "__int__": int, "__float__": float, "__index__": int,
    "__str__": str, "__repr__": str, "__hash__": int, "__complex__": complex,
}  # fmt: skip


def _methods() -> dict[str, Callable[..., Any]]:
    return {name: _method(name) for name in SPECIAL}


METHODS = _methods()

"""What stands in the judge's process for functions, classes and objects of the learner's.

Data crosses by value and is compared here. An object that cannot cross stays with the learner:
what is asked of it is asked there, and what comes back is data again. One thing is never asked
there: an operator, or a method, that would hand over the judge's data to decide something about
it. `answer == 42` is decided here, whatever `__eq__` the answer has.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, Protocol

from leadlab.grading.wire import BUILTIN_TYPES

PRIVATE = "_leadlab_"
OF_CLASS = "_leadlab_class_"
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
METHOD_KINDS = (FunctionType, property, staticmethod, classmethod)
MADE_THERE = {"__init__", "__new__", "__getattribute__", "__getattr__", "__setattr__", "__del__"}
SHOWN = {
    "__name__",
    "__doc__",
    "__module__",
    "__dict__",
    "__annotations__",
    "__qualname__",
    "__wrapped__",
}
KNOWN_PACKAGES = frozenset(sys.stdlib_module_names) | {"numpy", "pandas", "matplotlib"}


class Link(Protocol):
    """The way to the learner's process."""

    def ask(self, do: str, **request: Any) -> dict[str, Any]: ...
    def call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], special: str | None = None
    ) -> Any: ...
    def attribute(self, number: int, name: str) -> Any: ...
    def assign(self, number: int, name: str, value: Any) -> None: ...
    def allowed(self, kind: str, module: str, name: str) -> bool: ...
    def given_class(self, name: str) -> type | None: ...


class RemoteType(type):
    """A class of the learner's."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 - makes an object there
        link, number = cls.__dict__[f"{OF_CLASS}link"], cls.__dict__[f"{OF_CLASS}number"]
        return link.call(number, args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        own = cls.__dict__
        if name.startswith("__") or f"{OF_CLASS}link" not in own:
            raise AttributeError(name)
        return _owned(own[f"{OF_CLASS}link"].attribute(own[f"{OF_CLASS}number"], name), cls)


class RemoteObject:
    """An object of the learner's."""

    __slots__ = ("_leadlab_link", "_leadlab_number")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in SHOWN:
            raise AttributeError(name)
        return _owned(_link(self).attribute(_number(self), name), type(self))

    def __setattr__(self, name: str, value: Any) -> None:
        kind = type(self)
        given = kind.__dict__.get(f"{OF_CLASS}given") is True
        if not given and not _link(self).allowed(kind.__name__, _module(kind), name):
            raise _refused(kind, name)
        _link(self).assign(_number(self), name, value)

    def __deepcopy__(self, memo: Any) -> Any:
        return self


class RemoteFunction:
    """A function of the learner's."""

    def __init__(self, link: Link, told: dict[str, Any]) -> None:
        self._leadlab_link = link
        self._leadlab_told = told
        self._leadlab_number = int(told["id"])
        self._leadlab_owner: type | None = None
        self._leadlab_blank = told.get("blank") is True
        self.__name__ = str(told.get("name") or "function")[:200]
        self.__qualname__ = self.__name__
        doc = told.get("doc")
        self.__doc__ = doc if isinstance(doc, str) else None
        signature = _signature(told.get("signature"))
        if signature is not None:
            self.__signature__ = signature

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 - as the learner has it
        owner = self._leadlab_owner
        if owner is not None and (args or kwargs):
            link = self._leadlab_link
            if not link.allowed(owner.__name__, _module(owner), self.__name__):
                raise _refused(owner, self.__name__)
        return self._leadlab_link.call(self._leadlab_number, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", PRIVATE)):
            raise AttributeError(name)
        return _owned(self._leadlab_link.attribute(self._leadlab_number, name), RemoteFunction)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    def __deepcopy__(self, memo: Any) -> Any:
        return self


def _owned(value: Any, owner: type) -> Any:
    """A method, which knows whose it is."""
    if isinstance(value, RemoteFunction):
        value = RemoteFunction(value._leadlab_link, value._leadlab_told)
        value._leadlab_owner = owner
    return value


class Refused(TypeError):  # noqa: N818 - reads as a sentence: "raise Refused"
    """A test asked an object of the learner's to decide about the judge's data."""


def _refused(kind: type, name: str) -> Refused:
    shown = f"{kind.__name__} object"
    return Refused(f"the answer is a {shown}, whose {name!r} is not the course's to trust")


def _link(thing: Any) -> Link:
    return object.__getattribute__(thing, "_leadlab_link")  # type: ignore[no-any-return]  # a slot


def _number(thing: Any) -> int:
    return object.__getattribute__(thing, "_leadlab_number")  # type: ignore[no-any-return]  # a slot


def _module(kind: type) -> str:
    return str(kind.__dict__.get(f"{OF_CLASS}module", ""))


def remote(thing: Any) -> int | None:
    """Number of what a stand-in stands for; None for anything else."""
    if isinstance(thing, RemoteFunction):
        return thing._leadlab_number
    if isinstance(thing, RemoteType):
        found = thing.__dict__.get(f"{OF_CLASS}number")
        return found if isinstance(found, int) else None
    if isinstance(thing, RemoteObject):
        return _number(thing)
    found = (
        getattr(thing, "__dict__", {}).get(f"{PRIVATE}number")
        if isinstance(thing, BaseException)
        else None
    )
    return found if isinstance(found, int) else None


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
            return _owned(_link(thing).attribute(_number(thing), self.name), type(thing))
        link, number = kind.__dict__[f"{OF_CLASS}link"], kind.__dict__[f"{OF_CLASS}number"]
        return _owned(link.attribute(number, self.name), kind)


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

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
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
        kind, link = type(self), _link(self)
        if name not in FREE and not link.allowed(kind.__name__, _module(kind), name):
            return _decided_here(self, name, args)
        return _fitting(name, link.call(_number(self), args, {}, special=name))

    ask.__name__ = ask.__qualname__ = name
    return ask


def _decided_here(thing: Any, name: str, args: tuple[Any, ...]) -> Any:
    """What is decided without the learner's object having a say."""
    if name == "__contains__":
        return any(each is args[0] or each == args[0] for each in _items(thing))
    if name in ("__setitem__", "__delitem__", "__exit__", "__format__"):
        raise _refused(type(thing), name)
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
    from leadlab.grading.special import SPECIAL

    return {name: _method(name) for name in SPECIAL}


METHODS = _methods()


def _signature(told: Any) -> inspect.Signature | None:
    try:
        parameters = [
            inspect.Parameter(
                str(name),
                list(inspect._ParameterKind)[int(kind)],
                default=... if default else inspect.Parameter.empty,
            )
            for name, kind, default in told
        ]
        return inspect.Signature(parameters)
    except (TypeError, ValueError, IndexError):
        return None


__all__ = ["Proxies", "Refused", "RemoteFunction", "RemoteObject", "RemoteType", "remote"]

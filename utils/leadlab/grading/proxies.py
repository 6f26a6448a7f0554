"""What stands in the judge's process for functions, classes and objects of the learner's.

Data crosses by value and is compared here. An object that cannot cross stays with the learner:
what is asked of it is asked there, and what comes back is data again. One thing is never asked
there: an operator, or a method, that would hand over the judge's data to decide something about
it. `answer == 42` is decided here, whatever `__eq__` the answer has.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

PRIVATE = "_leadlab_"
OF_CLASS = "_leadlab_class_"
SHOWN = {
    "__name__",
    "__doc__",
    "__module__",
    "__dict__",
    "__annotations__",
    "__qualname__",
    "__wrapped__",
}


class Link(Protocol):
    """The way to the learner's process."""

    def call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], special: str | None = None
    ) -> Any:
        """Call something there."""

    def call_each(self, number: int, given: Sequence[Any], *, starred: bool) -> Iterator[Any]:
        """Call something there with one value after the other."""

    def attribute(self, number: int, name: str) -> Any:
        """An attribute of something there."""

    def assign(self, number: int, name: str, value: Any) -> None:
        """Set one."""

    def allowed(self, kind: str, module: str, name: str) -> bool:
        """Whether a class may be handed the judge's data by this method."""

    def given_class(self, name: str) -> type | None:
        """A class that the course itself wrote, as it is here."""


class RemoteType(type):
    """A class of the learner's."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 - makes an object there
        link, number = cls.__dict__[f"{OF_CLASS}link"], cls.__dict__[f"{OF_CLASS}number"]
        return link.call(number, args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        own = cls.__dict__
        if name.startswith("__") or f"{OF_CLASS}link" not in own:
            raise AttributeError(name)
        return owned(own[f"{OF_CLASS}link"].attribute(own[f"{OF_CLASS}number"], name), cls)


class RemoteObject:
    """An object of the learner's."""

    __slots__ = ("_leadlab_link", "_leadlab_number")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in SHOWN:
            raise AttributeError(name)
        return owned(link_of(self).attribute(number_of(self), name), type(self))

    def __setattr__(self, name: str, value: Any) -> None:
        kind = type(self)
        given = kind.__dict__.get(f"{OF_CLASS}given") is True
        if not given and not link_of(self).allowed(kind.__name__, module_of(kind), name):
            raise refused(kind, name)
        link_of(self).assign(number_of(self), name, value)

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
        if args or kwargs:
            self._leadlab_allowed()
        return self._leadlab_link.call(self._leadlab_number, args, kwargs)

    def call_each(self, given: Sequence[Any], *, starred: bool = False) -> Iterator[Any]:
        """Call it with one value after the other, or one tuple of them, over the wire in one go."""
        self._leadlab_allowed()
        return self._leadlab_link.call_each(self._leadlab_number, given, starred=starred)

    def _leadlab_allowed(self) -> None:
        """Hand nothing of the judge's to a method that is not the course's to trust."""
        owner = self._leadlab_owner
        if owner is None:
            return
        if not self._leadlab_link.allowed(owner.__name__, module_of(owner), self.__name__):
            raise refused(owner, self.__name__)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("__", PRIVATE)):
            raise AttributeError(name)
        return owned(self._leadlab_link.attribute(self._leadlab_number, name), RemoteFunction)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    def __deepcopy__(self, memo: Any) -> Any:
        return self


def owned(value: Any, owner: type) -> Any:
    """A method, which knows whose it is."""
    if isinstance(value, RemoteFunction):
        value = RemoteFunction(value._leadlab_link, value._leadlab_told)
        value._leadlab_owner = owner
    return value


class Refused(TypeError):  # noqa: N818 - reads as a sentence: "raise Refused"
    """A test asked an object of the learner's to decide about the judge's data."""


def refused(kind: type, name: str) -> Refused:
    """The error of a test that asks too much of an answer."""
    shown = f"{kind.__name__} object"
    return Refused(f"the answer is a {shown}, whose {name!r} is not the course's to trust")


def link_of(thing: Any) -> Link:
    """The way to where a thing is."""
    return object.__getattribute__(thing, "_leadlab_link")  # type: ignore[no-any-return]  # a slot


def number_of(thing: Any) -> int:
    """Number under which a thing is known there."""
    return object.__getattribute__(thing, "_leadlab_number")  # type: ignore[no-any-return]  # a slot


def module_of(kind: type) -> str:
    """Name of the module that a class says it is of."""
    return str(kind.__dict__.get(f"{OF_CLASS}module", ""))


def remote(thing: Any) -> int | None:
    """Number of what a stand-in stands for; None for anything else."""
    if isinstance(thing, RemoteFunction):
        return thing._leadlab_number
    if isinstance(thing, RemoteType):
        found = thing.__dict__.get(f"{OF_CLASS}number")
        return found if isinstance(found, int) else None
    if isinstance(thing, RemoteObject):
        return number_of(thing)
    found = (
        getattr(thing, "__dict__", {}).get(f"{PRIVATE}number")
        if isinstance(thing, BaseException)
        else None
    )
    return found if isinstance(found, int) else None


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

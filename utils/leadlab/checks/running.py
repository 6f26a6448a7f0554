"""Call a learner's function: once on a simple case first, in time, and with errors explained."""

from __future__ import annotations

import copy
import dis
import inspect
import linecache
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from leadlab.checks.time_limit import TimeUp, within
from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.policies import asked_together

SECONDS = 2.0
PACKAGE = str(Path(__file__).parent.parent)
LIBRARIES = ("site-packages", "dist-packages", "/lib/python3", "<frozen")
BLANK_STEPS = {
    "RESUME", "NOP", "CACHE", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP",
}  # fmt: skip


class NotAttempted(LeadlabError):  # noqa: N818 - a state of an exercise, not a fault
    """The learner has not written an answer yet."""


class LearnerFault(LeadlabError):  # noqa: N818 - reads as a sentence: "raise LearnerFault"
    """The learner's own code stopped, or returned nothing; the message says where."""


def is_blank(value: object) -> bool:
    """Whether a value is what an untouched exercise holds: `...`, `None`, or nothing inside.

    >>> [is_blank(each) for each in (..., None, "  ", [], {"queue": ...}, [..., 2], 0)]
    [True, True, True, True, True, False, False]
    """
    if value is None or value is Ellipsis:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_blank(each) for each in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return all(is_blank(each) for each in value)
    if callable(value):
        return is_blank_function(value)
    size = getattr(value, "size", None)
    return isinstance(size, int) and size == 0


def is_blank_function(function: object) -> bool:
    """Whether a function has no body yet: nothing but a docstring, `pass`, `...` or a constant.

    A stub that raises `NotImplementedError` is recognised when it is called.

    >>> def stub(costs):
    ...     '''Cost of the worst option.'''
    ...     return ...
    >>> is_blank_function(stub), is_blank_function(len)
    (True, False)
    """
    code = getattr(inspect.unwrap(function), "__code__", None) if callable(function) else None
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    kept = {each.argval for each in steps if each.opname in {"LOAD_CONST", "RETURN_CONST"}}
    return {each.opname for each in steps} <= BLANK_STEPS and kept <= {None, Ellipsis}


def call(function: Callable[..., Any], *args: Any, seconds: float = SECONDS, **kwargs: Any) -> Any:
    """Result of the learner's function on copies of the arguments.

    >>> def share(part, whole):
    ...     return part / whole
    >>> call(share, 1, 4)
    0.25
    >>> call(share, 1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    leadlab.checks.running.LearnerFault: share(part=1, whole=0) stopped with ZeroDivisionError: ...

    Raises:
        NotAttempted: the function is an untouched stub.
        LearnerFault: it raised, took longer than `seconds`, or returned `None`.
    """
    _runnable(function)
    shown = _Call(function, args, kwargs)
    given = copy.deepcopy((args, kwargs))
    result = run(lambda: function(*given[0], **given[1]), shown=shown, seconds=seconds)
    return _returned(result, shown)


def call_each(function: Callable[..., Any], cases: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
    """Results of the learner's function for many cases, one after the other as they are asked for.

    A function that lives in another process is asked about all of them in one go, as
    `leadlab.simulation.policies.each_answer` says.

    >>> list(call_each(lambda part, whole: part / whole, [(1, 4), (1, 2)]))
    [0.25, 0.5]

    Raises:
        NotAttempted: as `call`.
        LearnerFault: as `call`, when its case comes.
    """
    in_one_go = asked_together(function)
    if in_one_go is None:
        for case in cases:
            yield call(function, *case)
        return
    _runnable(function)
    answers = in_one_go(function, cases, starred=True)
    for case in cases:
        shown = _Call(function, case, {})
        yield _returned(_explaining(lambda: next(answers), shown), shown)


def _runnable(function: object) -> None:
    if is_blank(function):
        raise NotAttempted("There is nothing to run yet.")
    if not callable(function):
        raise LearnerFault(
            f"Give the function itself; {shortened(repr(function))} is {a_kind(function)}."
        )


class _Call:
    """A call that is written out only if somebody reads of it; most go well."""

    def __init__(self, function: object, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        self.function, self.args, self.kwargs = function, args, kwargs

    def __str__(self) -> str:
        return call_text(self.function, self.args, self.kwargs)


def _returned(result: Any, shown: object) -> Any:
    if result is Ellipsis:
        raise NotAttempted(f"{shown} still returns `...`.")
    if result is None:
        raise LearnerFault(f"{shown} returned None. Did you forget a `return`?")
    return result


def run(
    work: Callable[[], Any], *, shown: object = "Your code", seconds: float = SECONDS,
    tried: str = "",
) -> Any:  # fmt: skip
    """Result of work that runs the learner's code inside, such as a simulation with a policy.

    Args:
        work: a call without arguments.
        shown: what stopped, as the subject of a sentence.
        seconds: time for all of it.
        tried: said in addition when it stops, for example which case was running.
    """
    try:
        return _explaining(lambda: within(seconds, work), shown, tried)
    except TimeUp:
        raise LearnerFault(
            f"{shown} did not finish within {seconds:g} seconds{tried}. "
            "Is there a loop that never ends?"
        ) from None


def _explaining(work: Callable[[], Any], shown: object, tried: str = "") -> Any:
    """Result of work, whose errors become the learner's fault."""
    try:
        return work()
    except (NotAttempted, LearnerFault, TimeUp):
        raise
    except NotImplementedError as stub:
        raise NotAttempted(f"{shown} is not written yet.") from stub
    except BaseException as error:  # SystemExit of the learner must not end a check
        raise LearnerFault(f"{shown} stopped with {explained(error)}{tried}.") from error


def try_once(function: Callable[..., Any], *args: Any, says: str = "one simple case") -> Any:
    """Result of the learner's function on one simple case, before it is used thousands of times.

    >>> def policy(view):
    ...     return view["days"] > 3
    >>> try_once(policy, {"days": 5}, says="a week with five days left")
    True
    """
    try:
        return call(function, *args)
    except LearnerFault as fault:
        raise LearnerFault(f"Tried first on {says}: {fault}") from fault.__cause__


def call_text(function: object, args: Iterable[Any], kwargs: Mapping[str, Any]) -> str:
    """A call as the learner would type it, with the names of the arguments.

    >>> def regret(costs, chosen):
    ...     return costs[chosen] - min(costs)
    >>> call_text(regret, ([3, 5], 1), {})
    'regret(costs=[3, 5], chosen=1)'
    """
    name = str(getattr(function, "__name__", None) or "your function")
    name = "your function" if name == "<lambda>" else name
    given = [shortened(repr(each)) for each in args]
    named = [f"{key}={shortened(repr(value))}" for key, value in kwargs.items()]
    try:
        parameters = list(inspect.signature(function).parameters.values())  # type: ignore[arg-type]  # any object may come
    except (TypeError, ValueError):
        parameters = []
    usual = [each.name for each in parameters if each.kind == each.POSITIONAL_OR_KEYWORD]
    if len(usual) >= len(given):
        given = [f"{key}={value}" for key, value in zip(usual, given, strict=False)]
    return f"{name}({', '.join(given + named)})"


def explained(error: BaseException) -> str:
    """An exception of the learner's code in one phrase, with the line that raised it.

    >>> explained(KeyError("cost"))
    "KeyError: 'cost'"
    """
    try:
        said = shortened(str(error), 120)
    except Exception:  # noqa: BLE001 - the learner's exception may not even print
        said = ""
    phrase = type(error).__name__ + (f": {said}" if said else "")
    place = _learner_line(error.__traceback__)
    return f"{phrase} ({place})" if place else phrase


def a_kind(value: object) -> str:
    """What a value is, in a learner's words.

    >>> a_kind("3"), a_kind([1]), a_kind(2.5)
    ('a text', 'a list', 'a number')
    """
    if isinstance(value, bool):
        return "True or False"
    words = {"str": "a text", "int": "a number", "float": "a number", "NoneType": "nothing"}
    name = type(value).__name__
    if name in words:
        return words[name]
    if inspect.isfunction(value):
        return "a function"
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _learner_line(trace: TracebackType | None) -> str:
    """Line of the deepest frame that is neither ours nor a library's."""
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        name = code.co_filename
        if not name.startswith(PACKAGE) and not any(each in name for each in LIBRARIES):
            text = linecache.getline(name, trace.tb_lineno).strip()
            place = f"line {trace.tb_lineno} of {code.co_name}".replace(" of <module>", "")
            place += f": `{shortened(text, 80)}`" if text else ""
        trace = trace.tb_next
    return place

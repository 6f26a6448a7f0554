"""The errors that leadlab raises, each a sentence that says what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

SEEN_LIMIT = 60


class LeadlabError(Exception):
    """Something that the person at the keyboard can put right.

    >>> raise LeadlabError("Week 0 does not exist; weeks start at 1.")
    Traceback (most recent call last):
    ...
    leadlab.errors.LeadlabError: Week 0 does not exist; weeks start at 1.
    """

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback: the sentence alone."""
        return [str(self)]


class ContentError(LeadlabError):
    """A content file says something that the course cannot use.

    >>> error = ContentError("scenarios/demo.yaml", "state.trust.start", "12 is above 10")
    >>> str(error)
    'scenarios/demo.yaml: state.trust.start: 12 is above 10'
    """

    def __init__(self, file: str, path: str, fault: str, *, line: int | None = None) -> None:
        self.file = file
        self.path = path
        self.fault = fault
        self.line = line
        where = f"{file}:{line}" if line is not None else file
        super().__init__(f"{where}: {path}: {fault}" if path else f"{where}: {fault}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_content_error, (self.file, self.path, self.fault, self.line)


def _rebuild_content_error(file: str, path: str, fault: str, line: int | None) -> ContentError:
    return ContentError(file, path, fault, line=line)


class UnknownName(LeadlabError):  # noqa: N818 - reads as a sentence: "raise UnknownName"
    """A name that nothing answers to, with the nearest name that something does.

    >>> str(UnknownName("scenario", "queue_or_databse", ["queue_or_database", "the_rewrite"]))
    "There is no scenario 'queue_or_databse'. Did you mean 'queue_or_database'?"
    """

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = str(name)
        self.known = tuple(sorted(known))
        super().__init__(_unknown_name_message(kind, self.name, self.known))

    def __reduce__(self) -> tuple[object, ...]:
        return UnknownName, (self.kind, self.name, self.known)


class UnknownWord(LeadlabError, AttributeError):  # noqa: N818 - as above
    """A word that the course does not have, typed after `lab.`.

    >>> str(UnknownWord(str(UnknownName("word", "lab.chekc", ["lab.check"]))))
    "There is no word 'lab.chekc'. Did you mean 'lab.check'?"
    """


class MissingPackage(LeadlabError, ImportError):  # noqa: N818 - as above
    """A package that only some need, and how it is installed.

    >>> str(MissingPackage("The team as an environment", "gymnasium"))
    'The team as an environment needs gymnasium, which is not installed: pip install gymnasium'
    """

    def __init__(self, what: str, package: str) -> None:
        super().__init__(f"{what} needs {package}, which is not installed: pip install {package}")


def _unknown_name_message(kind: str, name: str, known: tuple[str, ...]) -> str:
    start = f"There is no {kind} {shortened(name)!r}."
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"{start} Did you mean {near[0]!r}?"
    if not known:
        return f"{start} There are none yet."
    shown = ", ".join(repr(each) for each in known[:12])
    more = f" and {len(known) - 12} more" if len(known) > 12 else ""
    return f"{start} There are: {shown}{more}."


def shortened(seen: object, limit: int = SEEN_LIMIT) -> str:
    """Text of what was seen, cut so that an error stays one readable sentence.

    >>> shortened("a" * 80, limit=10)
    'aaaaaaaaa…'
    """
    try:
        text = seen if isinstance(seen, str) else repr(seen)
    except Exception:  # noqa: BLE001 - a learner's own class may fail to show itself
        text = f"a {type(seen).__name__} that cannot be shown"
    return text if len(text) <= limit else text[: limit - 1] + "…"

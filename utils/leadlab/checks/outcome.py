"""What came of a check: one of four states, points, and what to look at next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The four states of an exercise; a blank answer is never called wrong.

    >>> Status.ERROR.words
    'error in your code'
    """

    NOT_ATTEMPTED = "not_attempted"
    FAILED = "failed"
    ERROR = "error"
    PASSED = "passed"

    @property
    def words(self) -> str:
        """The state as a learner reads it."""
        return "error in your code" if self is Status.ERROR else self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at, and whether it held.

    >>> Check(says="the cost of waiting", held=True, points=2).earned
    2.0
    >>> str(Check(says="the better option", held=False, message="Compare the two averages."))
    '✗ the better option: Compare the two averages.'
    """

    says: str
    """What was looked at, in the learner's words."""
    held: bool
    points: float = 1.0
    """What the line is worth."""
    share: float | None = None
    """Part of the points that is earned, 0 to 1; all or nothing when it is not given."""
    message: str = ""
    """What to look at, when the line did not hold."""
    tag: str = ""
    """The reasoning fault that the answer shows, if it is a known one."""
    crashed: bool = False
    """Whether the learner's code stopped here."""

    def __post_init__(self) -> None:
        if not self.points >= 0:
            raise ValueError(f"A check is worth 0 points or more, not {self.points!r}.")
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"A share lies between 0 and 1, not {self.share!r}.")
        if self.held:  # what holds leaves nothing to look at
            object.__setattr__(self, "message", "")

    @property
    def earned(self) -> float:
        """Points that this line brings."""
        share = float(self.held) if self.share is None else self.share
        return float(self.points * share)

    @property
    def mark(self) -> str:
        """A sign for the line that needs no colour: held, did not hold, or stopped."""
        return "!" if self.crashed else "✓" if self.held else "✗"

    @property
    def words(self) -> str:
        """The sign in words, for those who hear the page."""
        return "error" if self.crashed else "held" if self.held else "did not hold"

    def __str__(self) -> str:
        return f"{self.mark} {self.says}" + (f": {self.message}" if self.message else "")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outcome:
    """What came of checking an answer.

    >>> lines = (
    ...     Check(says="cost of stopping now", held=True),
    ...     Check(says="cost of stopping in May", held=False, message="May has 20 working days."),
    ... )
    >>> Outcome.of("decision_making.demo", lines, max_points=2)
    decision_making.demo: failed, 1 of 2 points
      ✓ cost of stopping now
      ✗ cost of stopping in May: May has 20 working days.
    """

    exercise: str
    """Id of the exercise."""
    title: str = ""
    """Title of the exercise."""
    status: Status
    points: float
    max_points: float
    lines: tuple[Check, ...] = ()
    """Each thing that was looked at, in order."""
    notes: tuple[str, ...] = ()
    """Sentences about the answer as a whole."""
    tags: tuple[str, ...] = ()
    """Reasoning faults that the answer shows, each once."""
    marked_later: bool = False
    """Whether only the shape of the answer was looked at, because the key is with the marker."""
    fault: str = ""
    """What went wrong in the check itself; empty unless the course is to blame."""

    @classmethod
    def of(
        cls,
        exercise: str,
        lines: Iterable[Check],
        *,
        max_points: float,
        title: str = "",
        notes: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> Outcome:
        """Outcome that follows from the lines of a finished check."""
        kept = tuple(lines)
        points = min(sum(line.earned for line in kept), float(max_points))
        all_tags = dict.fromkeys([line.tag for line in kept if line.tag] + [*tags])
        if any(line.crashed for line in kept):
            status = Status.ERROR
        elif kept and all(line.held for line in kept):
            status = Status.PASSED
        else:
            status = Status.FAILED
        return cls(
            exercise=exercise,
            title=title,
            status=status,
            points=_tidy(points),
            max_points=_tidy(max_points),
            lines=kept,
            notes=tuple(notes),
            tags=tuple(all_tags),
        )

    @property
    def passed(self) -> bool:
        """Whether everything held."""
        return self.status is Status.PASSED

    @property
    def messages(self) -> tuple[str, ...]:
        """Every sentence for the learner: what did not hold first, then the notes."""
        return (*(line.message for line in self.lines if line.message), *self.notes)

    @property
    def headline(self) -> str:
        """The result in one line."""
        if self.marked_later:
            shape = "the shape is right" if self.passed else "the shape is not right yet"
            return f"{shape}; points come when it is marked"
        if self.status is Status.NOT_ATTEMPTED:
            return f"not attempted, {points_in_words(self.max_points)} to earn"
        of = f"{_number(self.points)} of {points_in_words(self.max_points)}"
        return f"{self.status.words}, {of}"

    def __repr__(self) -> str:
        rows = [f"{self.exercise}: {self.headline}"]
        rows += [f"  {line}" for line in self.lines]
        rows += [f"  {note}" for note in self.notes]
        return "\n".join(rows)


def points_in_words(points: float) -> str:
    """Points with their unit, without a needless decimal.

    >>> points_in_words(1.0), points_in_words(2.5)
    ('1 point', '2.5 points')
    """
    return f"{_number(points)} point{'' if points == 1 else 's'}"


def _number(points: float) -> str:
    return f"{round(points, 2):g}"


def _tidy(points: float) -> float:
    return round(float(points), 6)

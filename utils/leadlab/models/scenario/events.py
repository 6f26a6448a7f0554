"""What happened in a story, and why: the record from which the debrief is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from leadlab.models.scenario.conditions import Moment
from leadlab.models.scenario.fields import At, Say

Source = Literal["choice", "beat", "late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Where a change came from: a choice, a scene or a late consequence, and the author's words."""

    source: Source
    beat: str
    id: str
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One state moved from one value to another; `change` is what the range allowed."""

    state: str
    before: float
    after: float
    cause: Cause

    @property
    def change(self) -> float:
        """Difference, after minus before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A fact came out."""

    fact: str
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A fact was asked for, and the person who keeps it did not tell it."""

    fact: str
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSet:
    """Something was noted that later conditions ask for."""

    flag: str
    value: Any
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """The learner chose."""

    beat: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A scene did not happen, since its condition was false."""

    beat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A late consequence arrived, before a scene or in the epilogue."""

    late: str


Event = Change | Learned | Withheld | FlagSet | Took | Skipped | Arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Words that were said at a moment; they are put into text only when somebody reads them."""

    says: tuple[Say, ...]
    moment: Moment
    at: At | None = None
    late: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """An interval that the learner committed to; without ends it was passed over."""

    id: str
    low: float | None = None
    high: float | None = None
    truth: float | None = None

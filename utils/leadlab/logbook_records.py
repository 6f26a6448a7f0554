"""What the logbook keeps, as frozen records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from leadlab.errors import LeadlabError, shortened


class AlreadyRevealed(LeadlabError):  # noqa: N818 - a state, told as a sentence
    """A prediction stands once the fact has been seen.

    >>> str(AlreadyRevealed("framing.jobs_a_day"))
    "You have seen the answer to 'framing.jobs_a_day'; what you said before stands as it was."
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"You have seen the answer to {name!r}; what you said before stands as it was."
        )

    def __reduce__(self) -> tuple[object, ...]:
        return AlreadyRevealed, (self.name,)


class LogbookFault(LeadlabError):  # noqa: N818 - reads as a sentence: "raise LogbookFault"
    """The logbook cannot keep or find what it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the learner said before seeing the fact."""

    name: str
    value: dict[str, Any] | None
    made_at: datetime | None
    revealed_at: datetime | None = None

    @property
    def revealed(self) -> bool:
        """Whether the fact has been seen."""
        return self.revealed_at is not None

    @property
    def skipped(self) -> bool:
        """Whether the fact was seen without a prediction."""
        return self.revealed and self.value is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One check of one answer."""

    exercise: str
    status: str
    points: float
    max_points: float
    tags: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Playthrough:
    """One run through a scenario."""

    id: str
    scenario: str
    seed: int
    cast: dict[str, Any] | None
    choices: tuple[Any, ...] = ()
    forecasts: dict[str, Any] = field(default_factory=dict)
    finished: bool = False
    ending: str | None = None
    started_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReview:
    """One answer to one card."""

    card: str
    rating: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A forecast of the learner's own, and what came."""

    name: str
    about: str
    probability: float | None
    low: float | None
    high: float | None
    level: float | None
    outcome: float | None
    made_at: datetime
    resolved_at: datetime | None


def to_text(moment: datetime | None) -> str:
    """A moment in UTC as sortable text; this moment if none is given.

    >>> to_text(datetime(2026, 1, 5, 9, 30, tzinfo=UTC))
    '2026-01-05T09:30:00.000000+00:00'
    """
    moment = moment or datetime.now(UTC)
    if moment.tzinfo is None:
        raise LogbookFault(f"Give a time with its zone, not {moment.isoformat()}.")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_moment(text: str | None) -> datetime | None:
    """The moment that a text of the logbook stands for."""
    return None if text is None else datetime.fromisoformat(text)


def to_json(value: Any) -> str:
    """JSON text of a plain value; NumPy numbers become Python's.

    >>> to_json({"low": 3, "high": (4, 5)})
    '{"low": 3, "high": [4, 5]}'
    """

    def plain(each: Any) -> Any:
        if hasattr(each, "tolist"):
            return each.tolist()
        if isinstance(each, Mapping):
            return dict(each)
        raise TypeError(type(each).__name__)

    try:
        return json.dumps(value, default=plain, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as fault:
        raise LogbookFault(
            f"The logbook keeps plain values, not {shortened(repr(value))} ({fault})."
        ) from fault


def as_prediction(row: sqlite3.Row) -> Prediction:
    """Record of a row of `predictions`."""
    return Prediction(
        name=row["name"],
        value=None if row["value"] is None else json.loads(row["value"]),
        made_at=to_moment(row["made_at"]),
        revealed_at=to_moment(row["revealed_at"]),
    )


def as_attempt(row: sqlite3.Row) -> Attempt:
    """Record of a row of `attempts`."""
    return Attempt(
        exercise=row["exercise"],
        status=row["status"],
        points=row["points"],
        max_points=row["max_points"],
        tags=tuple(json.loads(row["tags"])),
        at=datetime.fromisoformat(row["at"]),
    )


def as_playthrough(row: sqlite3.Row) -> Playthrough:
    """Record of a row of `playthroughs`."""
    return Playthrough(
        id=row["uid"],
        scenario=row["scenario"],
        seed=row["seed"],
        cast=json.loads(row["cast"]),
        choices=tuple(json.loads(row["choices"])),
        forecasts=json.loads(row["forecasts"]),
        finished=bool(row["finished"]),
        ending=row["ending"],
        started_at=datetime.fromisoformat(row["started_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )


def as_review(row: sqlite3.Row) -> CardReview:
    """Record of a row of `card_reviews`."""
    return CardReview(card=row["card"], rating=row["rating"], at=datetime.fromisoformat(row["at"]))


def as_forecast(row: sqlite3.Row) -> Forecast:
    """Record of a row of `forecasts`."""
    return Forecast(
        name=row["name"],
        about=row["about"],
        probability=row["probability"],
        low=row["low"],
        high=row["high"],
        level=row["level"],
        outcome=row["outcome"],
        made_at=datetime.fromisoformat(row["made_at"]),
        resolved_at=to_moment(row["resolved_at"]),
    )

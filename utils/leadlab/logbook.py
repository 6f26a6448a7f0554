"""The logbook: what the learner predicted, tried, played and learnt, kept on their machine.

Every method is one transaction, so several notebooks may write at once, and a kernel that is
killed in the middle leaves nothing half written.
"""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from leadlab.logbook_exchange import export_tables, take_in_tables
from leadlab.logbook_file import default_place
from leadlab.logbook_records import (
    AlreadyRevealed,
    Attempt,
    CardReview,
    Forecast,
    LogbookFault,
    Playthrough,
    Prediction,
    as_attempt,
    as_forecast,
    as_playthrough,
    as_prediction,
    as_review,
    to_json,
    to_text,
)
from leadlab.logbook_store import Store

SOLUTION = 4

_open_books: dict[tuple[Path, int], Logbook] = {}


def open_logbook() -> Logbook:
    """The learner's logbook, the same one for everything in this process; never raises."""
    which = (default_place(), os.getpid())
    if which not in _open_books:
        _open_books[which] = Logbook(which[0])
    return _open_books[which]


class Logbook(Store):
    """What one learner did; in memory if no place is given.

    >>> book = Logbook(None)
    >>> book.record_attempt("decision_making.evpi", status="passed", points=3, max_points=3).points
    3.0
    >>> book
    Logbook in memory: 1 attempt, 0 predictions, 0 playthroughs
    """

    # Who

    def learner(self) -> str:
        """Name that the learner gave last; empty if none."""
        rows = self.rows("SELECT name FROM learner ORDER BY at DESC, rowid DESC LIMIT 1")
        return str(rows[0]["name"]) if rows else ""

    def set_learner(self, name: str, *, now: datetime | None = None) -> None:
        """Keep the learner's name."""
        self.write("INSERT INTO learner VALUES (?, ?, ?)", _uid(), name, to_text(now))

    # Predictions

    def predict(
        self, name: str, value: Mapping[str, Any], *, now: datetime | None = None
    ) -> Prediction:
        """Keep a prediction; it may be changed until the fact has been seen.

        >>> book = Logbook(None)
        >>> book.predict("framing.jobs_a_day", {"low": 1_000, "high": 9_000}).revealed
        False
        """
        text, at = to_json(dict(value)), to_text(now)

        def work(connection: sqlite3.Connection) -> None:
            changed = connection.execute(
                "INSERT INTO predictions VALUES (?, ?, ?, NULL) ON CONFLICT (name) DO UPDATE "
                "SET value = excluded.value, made_at = excluded.made_at WHERE revealed_at IS NULL",
                (name, text, at),
            )
            if changed.rowcount == 0:
                raise AlreadyRevealed(name)

        self.change(work)
        return self._prediction(name)

    def prediction(self, name: str) -> Prediction | None:
        """The prediction of that name, if there is one or its fact was seen without one."""
        rows = self.rows("SELECT * FROM predictions WHERE name = ?", name)
        return as_prediction(rows[0]) if rows else None

    def predictions(self) -> tuple[Prediction, ...]:
        """Every prediction, by name."""
        return tuple(map(as_prediction, self.rows("SELECT * FROM predictions ORDER BY name")))

    def reveal(self, name: str, *, now: datetime | None = None) -> Prediction:
        """Note that the fact has been seen; the first time counts."""
        self.write(
            "INSERT INTO predictions VALUES (?, NULL, NULL, ?) ON CONFLICT (name) DO UPDATE "
            "SET revealed_at = coalesce(revealed_at, excluded.revealed_at)",
            name, to_text(now),
        )  # fmt: skip
        return self._prediction(name)

    def _prediction(self, name: str) -> Prediction:
        return as_prediction(self.rows("SELECT * FROM predictions WHERE name = ?", name)[0])

    # Exercises

    def record_attempt(
        self,
        exercise: str,
        *,
        status: str,
        points: float,
        max_points: float,
        tags: Iterable[str] = (),
        now: datetime | None = None,
    ) -> Attempt:
        """Keep what came of one check."""
        uid = _uid()
        self.write(
            "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?)",
            uid, exercise, str(status), float(points), float(max_points),
            to_json(list(tags)), to_text(now),
        )  # fmt: skip
        return as_attempt(self.rows("SELECT * FROM attempts WHERE uid = ?", uid)[0])

    def attempts(self, exercise: str | None = None) -> tuple[Attempt, ...]:
        """Attempts at one exercise or at all, oldest first."""
        return tuple(map(as_attempt, self.listed("attempts", "exercise", exercise, "at")))

    def record_hint(self, exercise: str, step: int, *, now: datetime | None = None) -> None:
        """Keep that a hint was seen: 1, 2, 3, or `SOLUTION`; the first time counts."""
        self.write(
            "INSERT OR IGNORE INTO hints VALUES (?, ?, ?)", exercise, int(step), to_text(now)
        )

    def hints_used(self, exercise: str) -> int:
        """How many of the three hints the learner has seen."""
        rows = self.rows(
            "SELECT max(step) FROM hints WHERE exercise = ? AND step < ?", exercise, SOLUTION
        )
        return int(rows[0][0] or 0)

    def solution_seen(self, exercise: str) -> bool:
        """Whether the worked solution has been shown."""
        return bool(
            self.rows("SELECT 1 FROM hints WHERE exercise = ? AND step = ?", exercise, SOLUTION)
        )

    # Scenarios

    def start_playthrough(
        self,
        scenario: str,
        *,
        seed: int,
        cast: Mapping[str, Any] | None = None,
        now: datetime | None = None,
    ) -> Playthrough:
        """Begin a run through a scenario."""
        uid, at = _uid(), to_text(now)
        self.write(
            "INSERT INTO playthroughs VALUES (?, ?, ?, ?, '[]', '{}', 0, 0, NULL, ?, ?)",
            uid, scenario, int(seed), to_json(cast), at, at,
        )  # fmt: skip
        return self.playthrough(uid)

    def save_playthrough(
        self,
        id: str,  # noqa: A002 - the record's own word
        *,
        choices: Iterable[Any],
        forecasts: Mapping[str, Any] | None = None,
        finished: bool = False,
        ending: str | None = None,
        now: datetime | None = None,
    ) -> Playthrough:
        """Keep how far a run has come; choices and forecasts replace the earlier ones."""
        self.write(
            "UPDATE playthroughs SET choices = ?, forecasts = ?, finished = ?, ending = ?, "
            "changed_at = ? WHERE uid = ?",
            to_json(list(choices)), to_json(dict(forecasts or {})), int(finished), ending,
            to_text(now), id,
        )  # fmt: skip
        return self.playthrough(id)

    def abandon_playthrough(self, id: str, *, now: datetime | None = None) -> None:  # noqa: A002 - as above
        """Leave a run for good; it stays in the logbook but is not resumed."""
        self.write(
            "UPDATE playthroughs SET abandoned = 1, changed_at = ? WHERE uid = ?", to_text(now), id
        )

    def playthrough(self, id: str) -> Playthrough:  # noqa: A002 - as above
        """One run, by its id."""
        rows = self.rows("SELECT * FROM playthroughs WHERE uid = ?", id)
        if not rows:
            raise LogbookFault(f"The logbook has no playthrough {id!r}.")
        return as_playthrough(rows[0])

    def open_playthrough(self, scenario: str) -> Playthrough | None:
        """The latest run of a scenario that is neither finished nor abandoned."""
        rows = self.rows(
            "SELECT * FROM playthroughs WHERE scenario = ? AND NOT finished AND NOT abandoned "
            "ORDER BY started_at DESC, rowid DESC LIMIT 1",
            scenario,
        )
        return as_playthrough(rows[0]) if rows else None

    def playthroughs(self, scenario: str | None = None) -> tuple[Playthrough, ...]:
        """Runs through one scenario or all, oldest first."""
        rows = self.listed("playthroughs", "scenario", scenario, "started_at")
        return tuple(map(as_playthrough, rows))

    def set_thread(
        self, name: str, value: Any, *, scenario: str = "", now: datetime | None = None
    ) -> None:
        """Keep what a later scenario will remember."""
        self.write(
            "INSERT INTO threads VALUES (?, ?, ?, ?, ?)",
            _uid(), name, to_json(value), scenario, to_text(now),
        )  # fmt: skip

    def threads(self) -> dict[str, Any]:
        """The latest value of every thread."""
        rows = self.rows("SELECT name, value FROM threads ORDER BY at, rowid")
        return {row["name"]: json.loads(row["value"]) for row in rows}

    # Cards

    def save_card(
        self,
        card: str,
        state: Mapping[str, Any],
        *,
        rating: str | None = None,
        now: datetime | None = None,
    ) -> None:
        """Keep a card's schedule and, where it was answered, the review."""
        text, at = to_json(dict(state)), to_text(now)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO cards VALUES (?, ?, ?)", (card, text, at))
            if rating is not None:
                connection.execute(
                    "INSERT INTO card_reviews VALUES (?, ?, ?, ?)", (_uid(), card, str(rating), at)
                )

        self.change(work)

    def card(self, card: str) -> dict[str, Any] | None:
        """Schedule of one card; None if it was never seen."""
        return self.cards().get(card)

    def cards(self) -> dict[str, dict[str, Any]]:
        """Schedules of all cards that were seen."""
        rows = self.rows("SELECT card, state FROM cards ORDER BY card")
        return {row["card"]: json.loads(row["state"]) for row in rows}

    def card_reviews(self, card: str | None = None) -> tuple[CardReview, ...]:
        """Answers to one card or all, oldest first."""
        return tuple(map(as_review, self.listed("card_reviews", "card", card, "at")))

    # Forecasts

    def record_forecast(
        self,
        name: str,
        *,
        about: str = "",
        probability: float | None = None,
        low: float | None = None,
        high: float | None = None,
        level: float | None = None,
        now: datetime | None = None,
    ) -> Forecast:
        """Keep a forecast: a probability, or a range with its level."""
        uid = _uid()
        numbers = [
            None if each is None else float(each) for each in (probability, low, high, level)
        ]
        self.write(
            "INSERT INTO forecasts VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, NULL)",
            uid, name, about, *numbers, to_text(now),
        )  # fmt: skip
        return as_forecast(self.rows("SELECT * FROM forecasts WHERE uid = ?", uid)[0])

    def resolve_forecast(self, name: str, outcome: float, *, now: datetime | None = None) -> None:
        """Keep what came, for every open forecast of that name."""
        self.write(
            "UPDATE forecasts SET outcome = ?, resolved_at = ? "
            "WHERE name = ? AND resolved_at IS NULL",
            float(outcome), to_text(now), name,
        )  # fmt: skip

    def forecasts(self) -> tuple[Forecast, ...]:
        """Every forecast, oldest first."""
        return tuple(map(as_forecast, self.listed("forecasts", "name", None, "made_at")))

    # All of it

    def export(self, *, now: datetime | None = None) -> dict[str, Any]:
        """Everything in the logbook, ready for JSON."""
        return self.reading(lambda connection: export_tables(connection, to_text(now)))

    def take_in(self, data: object) -> dict[str, int]:
        """Add an exported logbook, and return how many entries of each kind were new."""
        return self.change(lambda connection: take_in_tables(connection, data))

    def __repr__(self) -> str:
        where = f"at {self.place}" if self.place else "in memory"
        counts = []
        for table in ("attempts", "predictions", "playthroughs"):
            count = self.rows(f"SELECT count(*) FROM {table}")[0][0]
            counts.append(f"{count} {table[:-1] if count == 1 else table}")
        return f"Logbook {where}: {', '.join(counts)}"


def _uid() -> str:
    return uuid.uuid4().hex

"""Graded: a threshold by what its errors cost, and whom it misses; a dashboard marked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.free_text import is_untouched, scored_by_oneself
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to
from leadlab.models.alerts.triage import cheapest_within, confusion, triage_hours

ENTRIES = ("app", "phone")
THRESHOLDS = tuple(round(0.1 * each, 1) for each in range(1, 10))
MOST_GAP = 0.1

Rows = Sequence[Mapping[str, Any]]


def draw_reports(rng: np.random.Generator) -> Mapping[str, Any]:
    """A quarter of reports with the scores of a classifier that knows one way in better."""
    while True:
        rows = []
        for entry, real, other in (("app", 90, 420), ("phone", 70, 300)):
            centre = 0.68 if entry == "app" else float(rng.uniform(0.5, 0.56))
            places = np.array(THRESHOLDS)
            up = np.exp(-((places - centre) ** 2) / (2 * 0.2**2))
            down = np.exp(-((places - 0.25) ** 2) / (2 * 0.17**2))
            counts = rng.multinomial(real, up / up.sum()), rng.multinomial(other, down / down.sum())
            rows += [
                {"entry": entry, "score": score, "serious": int(yes), "harmless": int(no)}
                for score, yes, no in zip(THRESHOLDS, *counts, strict=True)
            ]
        own = {
            "hours_to_look": float(rng.choice([0.5, 0.75, 1.0])),
            "hours_if_missed": float(rng.integers(5, 10)),
            "reports": rows,
        }
        costs = sorted((_cost(rows, own, dict.fromkeys(ENTRIES, t)), t) for t in THRESHOLDS)
        one = costs[0][1]
        pairs = _fair_pairs(rows, own)
        gap = abs(_missed(rows, "app", one) - _missed(rows, "phone", one))
        if (
            costs[1][0] - costs[0][0] > 2
            and gap > MOST_GAP + 0.03
            and pairs[1][0] - pairs[0][0] > 2
            and one not in (THRESHOLDS[0], THRESHOLDS[-1])
        ):
            return own


def _cost(rows: Rows, own: Mapping[str, Any], at: Mapping[str, float]) -> float:
    """Hours of looking at what scores enough, and of what was missed."""
    return triage_hours(
        rows, at, hours_to_look=own["hours_to_look"], hours_if_missed=own["hours_if_missed"]
    )


def _missed(rows: Rows, entry: str, threshold: float) -> float:
    return confusion(rows, dict.fromkeys(ENTRIES, threshold), entry=entry).missed_share


def _fair_pairs(rows: Rows, own: Mapping[str, Any]) -> list[tuple[float, tuple[float, ...]]]:
    """Pairs of thresholds whose missed shares differ by little, the cheapest first."""
    return cheapest_within(
        rows, THRESHOLDS, ENTRIES, most_gap=MOST_GAP,
        hours_to_look=own["hours_to_look"], hours_if_missed=own["hours_if_missed"],
    )  # fmt: skip


@exercise(
    "metrics.triage",
    title="A threshold, and whom it misses",
    concepts=("A-13", "F-29", "F-08"),
    points=7,
    hints=(
        "For each threshold: hours of looking at what scores enough, and of what it missed.",
        "A missed share is of the serious ones of that way in, not of all reports.",
        "Of all 81 pairs keep those whose missed shares differ by 0.1 or less; take the cheapest.",
    ),
    solution="""
        reports = [dict(row) for row in own["reports"]]
        steps = sorted({row["score"] for row in reports})
        def hours(app, phone):
            at = {"app": app, "phone": phone}
            return sum(
                own.hours_to_look * (row["serious"] + row["harmless"])
                if row["score"] >= at[row["entry"]] else own.hours_if_missed * row["serious"]
                for row in reports)
        def missed(entry, at):
            mine = {row["score"]: row["serious"] for row in reports if row["entry"] == entry}
            return sum(n for score, n in mine.items() if score < at) / sum(mine.values())
        one = min(steps, key=lambda at: hours(at, at))
        fair = [(app, phone) for app in steps for phone in steps
                if abs(missed("app", app) - missed("phone", phone)) <= 0.1]
        app, phone = min(fair, key=lambda pair: hours(*pair))
        """,
    draw=draw_reports,
    classmates=FEW_CLASSMATES,
)
def triage(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """The cheapest threshold, its cost and its misses by way in, and the cheapest fair pair."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    rows = [dict(row) for row in own["reports"]]
    costs = {each: _cost(rows, own, dict.fromkeys(ENTRIES, each)) for each in THRESHOLDS}
    one = min(costs, key=lambda each: costs[each])
    fewest = _fewest_errors(rows)
    yield close_to(
        given.get("threshold"), one, says="cheapest threshold for all", points=1.5,
        mistakes=[
            *(
                [Mistake(fewest, "errors_alike", "That has the fewest errors; they cost unlike.")]
                if fewest != one
                else []
            ),
        ],
        message="Another threshold costs fewer hours.",
    )  # fmt: skip
    looked = sum(row["serious"] for row in rows if row["score"] < one - 1e-9)
    yield close_to(
        given.get("hours"), costs[one], says="hours that it costs",
        mistakes=[
            Mistake(
                costs[one] - own["hours_if_missed"] * looked, "misses_free",
                "Those are the hours of looking; what was missed costs, too.",
            ),
        ],
    )  # fmt: skip
    everything = sum(row["serious"] + row["harmless"] for row in rows)
    for entry in ENTRIES:
        share = _missed(rows, entry, one)
        below = share * sum(row["serious"] for row in rows if row["entry"] == entry)
        yield close_to(
            given.get(f"missed_{entry}"), share, says=f"share of the serious ones missed, {entry}",
            mistakes=[
                Mistake(1 - share, "found_for_missed", "That is the share that it finds."),
                Mistake(below / everything, "other_whole", "Of the serious ones of that way in."),
            ],
        )  # fmt: skip
    pair = _fair_pairs(rows, own)[0][1]
    seen = (given.get("app"), given.get("phone"))
    near = [close_to(x, y, says="") for x, y in zip(seen, pair, strict=True)]
    same = all(close_to(x, one, says="").held for x in seen)
    yield Check(
        says=f"cheapest pair with a gap of {MOST_GAP:g} or less",
        held=all(line.held for line in near), points=2.5,
        message="One threshold for all misses more of one way in."
        if same
        else "Another pair is within the gap and costs fewer hours, or yours is not within it.",
        tag="gap_unseen" if same else "",
    )  # fmt: skip


def _fewest_errors(rows: Rows) -> float:
    """The threshold with the fewest errors, as if a miss cost what a needless look does."""
    return min(
        THRESHOLDS,
        key=lambda at: sum(
            row["harmless"] if row["score"] >= at - 1e-9 else row["serious"] for row in rows
        ),
    )


CRITERIA = ("decision", "definition", "noise", "gaming", "proposal")
SHORTEST, LONGEST = 110, 280


@exercise(
    "metrics.dashboard",
    title="Score your own critique before you see two others",
    concepts=("F-11", "F-12", "F-16"),
    points=5,
    kind="free text",
    hints=(
        "Take one tile after the other: who would do what differently if it were red?",
        "Give each criterion 0 to 3 by its anchors; nobody else sees the self score.",
        "self_score = {'decision': 2, 'definition': 1, ...}, all five.",
    ),
    solution="""
        A strong one.

        "Keep two of the five. Change fail rate serves the Thursday talk on what to test, and the
        age of the oldest item tells who needs help on Monday. Both need a line: 'deployments that
        caused an incident, of all, last 13 weeks, with its range', since 2 of 19 is anything from
        3 to 31 per cent. The red arrows compare two weeks of a number that moves by six either way
        with no cause; draw limits from last quarter and show an arrow beyond them only. Commits by
        name decide nothing that you would say aloud, and are doubled by Friday by splitting each
        one; take them off, and ask people for what blocks them. Coverage has been rising since it
        is in the bonus, and escaped faults have not fallen; if it stays, put the changed tests
        that noticed something beside it. Velocity of two teams in one chart compares two units.
        Imani owns the page, shows the new one on 12 May, and it ends on 31 August unless somebody
        names a decision that it changed."

        One that is plausible, and weak.

        "The dashboard is a good start, but it could be more actionable. There are many metrics
        and it is not always clear what they mean. I would focus on DORA metrics and make sure
        that the data is correct. Velocity can be misused, so we should be careful. It would also
        help to add targets and colours, so that everybody sees at a glance where we stand."

        The second would fit any dashboard: no tile is named with its fault, nothing is decided by
        it, and targets and colours are what was wrong.
        """,
    untouched=is_untouched,
)
def dashboard(text: str, self_score: Mapping[str, int]) -> Iterator[Check]:
    """Length of the critique and a complete self score; what it is worth, a person marks."""
    yield from scored_by_oneself(
        text,
        self_score,
        kind="critique",
        words=(SHORTEST, LONGEST),
        why=", so that Hendrik reads it.",
        criteria=CRITERIA,
    )

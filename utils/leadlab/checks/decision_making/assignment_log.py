"""Graded reading of a decision log, and the note that is marked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.free_text import is_untouched, scored_by_oneself
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals

TODAY, LIMIT = 120, 14


def draw_log(rng: np.random.Generator) -> Mapping[str, Any]:
    """Decisions with the day on which each was opened and settled; some are still open."""
    while True:
        opened = np.sort(rng.integers(0, 112, size=24))
        took = np.ceil(rng.lognormal(2.3, 0.9, size=24)).astype(int)
        never = rng.random(24) < 0.2
        rows = [
            {"opened": int(day), "settled": None if lost or day + days > TODAY else int(day + days)}
            for day, days, lost in zip(opened, took, never, strict=True)
        ]
        log = _read(rows)
        if 4 <= log["open"] <= 9 and abs(log["share"] - log["share_of_settled"]) > 0.08:
            return {"today": TODAY, "log": rows}


def _read(rows: Any) -> dict[str, float]:
    times = [row["settled"] - row["opened"] for row in rows if row["settled"] is not None]
    old = [row for row in rows if row["opened"] <= TODAY - LIMIT]
    quick = [
        row for row in old if row["settled"] is not None and row["settled"] - row["opened"] <= LIMIT
    ]
    return {
        "median": float(np.median(times)),
        "mean": float(np.mean(times)),
        "open": len(rows) - len(times),
        "share": len(quick) / len(old),
        "share_of_all": sum(days <= LIMIT for days in times) / len(rows),
        "share_of_settled": sum(days <= LIMIT for days in times) / len(times),
    }


@exercise(
    "decision_making.latency",
    title="Read a decision log, the open ones included",
    concepts=("D-16", "D-17", "D-31"),
    points=3,
    hints=(
        "Days are counted from the first; `None` is a decision that is still open today.",
        "A decision younger than 14 days cannot yet have failed to be settled within 14.",
        "Of those opened by day 106: how many have settled - opened <= 14? Open ones have not.",
    ),
    solution="""
        own = lab.instance("decision_making.latency")
        log = pd.DataFrame(own["log"])
        days = log["settled"] - log["opened"]
        old = log["opened"] <= own.today - 14
        answer = {"median_of_settled": days.median(), "open": int(days.isna().sum()),
                  "settled_within_14": (days[old] <= 14).mean()}
        """,
    draw=draw_log,
)
def latency(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Median of the settled, number of the open, and share settled within fourteen days."""
    given = answer if isinstance(answer, Mapping) else {}
    log = _read([dict(row) for row in instance["log"]])
    yield close_to(
        given.get("median_of_settled"), log["median"], says="median days of the settled ones",
        mistakes=[Mistake(log["mean"], "mean_for_median", "That is the mean.")],
    )  # fmt: skip
    yield equals(given.get("open"), log["open"], says="number of open ones")
    yield close_to(
        given.get("settled_within_14"), log["share"], says="share settled within 14 days",
        rel_tol=0.005,
        mistakes=[
            Mistake(
                log["share_of_settled"], "averages_only",
                "That is among the settled; what of those that lie open?",
            ),
            Mistake(
                log["share_of_all"], "young_ones_counted",
                "The youngest have not had their fourteen days yet; leave them out below, too.",
            ),
            Mistake(100 * log["share"], "per_cent", "Give a share between 0 and 1."),
        ],
    )  # fmt: skip


CRITERIA = ("decision first", "reason", "the other view", "what it costs them", "what comes next")
SHORTEST, LONGEST = 80, 220


@exercise(
    "decision_making.note",
    title="Score your own note before you see two others",
    concepts=("D-05", "C-25"),
    points=5,
    kind="free text",
    hints=(
        "Read your note as the person who gets it, standing in a corridor.",
        "Give each criterion 0 to 3 by its anchors; nobody else sees the self score.",
        "self_score = {'decision first': 2, 'reason': 1, ...}, all five.",
    ),
    solution="""
        A strong one.

        "Viktor, the restore test comes before the family portal's second step; it takes Minh from
        Monday to Wednesday. The reason: our backup was last restored nineteen months ago, and
        Yusuf must show the auditor a restore in week 20. I know that you have told Eastmoor
        'in April', and that a slip costs you the second meeting; Sanne argued the same, and the
        table saw it. What it means for you: the portal moves by three days, to the 16th. I will
        write the sentence for Eastmoor with you this afternoon, and if the test fails I ring you
        before anyone else does. We look at the order again on Thursday."

        One that is plausible, and weak.

        "Hi Viktor, as you know quality and security are top priorities for us. After careful
        consideration we have decided to do a restore test, which is industry practice. This may
        have a small effect on some timelines. We are sure that everybody understands. Please
        reach out with any questions."

        The second names no date, no reason that Viktor could repeat, and nothing that it costs
        Viktor. It is polite, and he will ring Margit.
        """,
    untouched=is_untouched,
)
def note(text: str, self_score: Mapping[str, int]) -> Iterator[Check]:
    """Length of the note and a complete self score; what it is worth, a person marks."""
    yield from scored_by_oneself(
        text,
        self_score,
        kind="note",
        words=(SHORTEST, LONGEST),
        why=", so that it is read in a corridor.",
        criteria=CRITERIA,
    )

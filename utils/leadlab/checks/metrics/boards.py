"""Exercises of lesson 09: two clocks on one board, and what a field on a card is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, close_to, equals

FINISHED, OPEN = 9, 6


def draw_bugs(rng: np.random.Generator) -> Mapping[str, Any]:
    """Nine bugs that were fixed and six that are open, each with the days of its moves."""
    reported = np.sort(rng.choice(np.arange(1, 60), size=FINISHED + OPEN, replace=False))
    waited = rng.integers(2, 15, size=FINISHED)
    took = rng.choice(np.arange(1, 24), size=FINISHED, replace=False)
    closed = np.sort(rng.choice(FINISHED + OPEN, size=FINISHED, replace=False))
    still = np.setdiff1d(np.arange(FINISHED + OPEN), closed)
    begun = reported[closed] + waited
    return {
        "reported": [int(day) for day in reported[closed]],
        "begun": [int(day) for day in begun],
        "released": [int(day) for day in begun + took],
        "open_since": [int(day) for day in reported[still]],
        "today": 100,
    }


@exercise(
    "metrics.two_clocks",
    title="Two clocks on one board",
    concepts=("F-03", "F-08", "F-01"),
    points=5,
    hints=(
        "One list of differences a clock, nine numbers each; the median is the fifth in order.",
        "From the report: released less reported. From work begun: released less begun.",
        "numpy.median(numpy.array(own.released) - own.begun); an open bug has no release yet.",
    ),
    solution="""
        import numpy as np

        from_report = np.median(np.array(own.released) - own.reported)
        from_work = np.median(np.array(own.released) - own.begun)
        oldest = own.today - min(own.open_since)
        """,
    draw=draw_bugs,
)
def two_clocks(
    from_report: float, from_work: float, oldest: int, *, instance: Instance
) -> Iterator[Check]:
    """Median days by two definitions, and the age of the oldest open bug."""
    own = instance
    released = np.array(own.released)
    wide, narrow = released - own.reported, released - own.begun
    for given, days, other, says, told in (
        (from_report, wide, narrow, "from the report", "That clock starts when work does."),
        (from_work, narrow, wide, "from work begun", "That clock starts with the report."),
    ):
        yield close_to(
            given, float(np.median(days)), says=f"half of the fixed bugs, {says}", points=2,
            mistakes=[
                Mistake(float(days.mean()), "mean_for_median", "A mean; take the middle one."),
                Mistake(float(np.median(other)), "clocks_swapped", told),
            ],
        )  # fmt: skip
    ages = own.today - np.array(own.open_since)
    yield equals(
        oldest, int(ages.max()), says="age of the oldest open bug", points=1,
        mistakes=[
            Mistake(int(ages.min()), "youngest", "That is the youngest of them."),
            Mistake(int(own.today - min(own.reported)), "counts_closed",
                    "That one is fixed; look among those that are open."),
        ],
    )  # fmt: skip


NEXT, WHOM, STOP, NOTHING = "what to take next", "whom to ask", "when to stop", "no decision"
FIELDS = {
    "severity: who is hurt and how": NEXT,
    "interest: hours a week that a debt costs": NEXT,
    "wanted by: who asked for it": WHOM,
    "knows the code best": WHOM,
    "trigger: what would make us repay it now": STOP,
    "measure: what will tell that it worked": STOP,
    "colour of the month": NOTHING,
    "points, summed over teams": NOTHING,
}
TOLD = {
    ("severity: who is hurt and how", NOTHING): (
        "Two bugs wait; the harm says which is first.", "severity_idle"),
    ("wanted by: who asked for it", NEXT): (
        "A name says whom to ask what it is for; a louder name makes nothing worth more.",
        "name_as_priority"),
    ("trigger: what would make us repay it now", NEXT): (
        "It says when waiting ends; what the debt costs says what comes first.",
        "trigger_as_priority"),
    ("measure: what will tell that it worked", NOTHING): (
        "Without it nobody can say that it is enough, or that it failed.", "measure_idle"),
    ("points, summed over teams", NEXT): (
        "Each team has a unit of its own, so the sum says nothing.", "points_summed"),
}  # fmt: skip


@exercise(
    "metrics.fields",
    title="What is this field for?",
    concepts=("F-02", "F-09"),
    points=4,
    kind="sort, match, order",
    hints=(
        "For each field, think of the talk in which somebody reads it aloud.",
        "Two choose between cards, two name a person, two end something, two do none of it.",
        "A field that no talk needs is work for whoever fills it in.",
    ),
    solution="""
        Harm and interest choose between cards; a name says whom to ask; a trigger and a measure say
        when something ends. A colour and a sum of points decide nothing.
        """,
)
def fields(placed: Mapping[str, str]) -> Iterator[Check]:
    """Eight fields by the decision that they serve."""
    yield from sorted_into(
        placed, FIELDS, groups=(NEXT, WHOM, STOP, NOTHING), points=4, feedback=TOLD
    )

"""The graded dialogue: the learner's choices are replayed, and what came out is looked at.

There is no one path. What counts is what was found out before acting, that no habit of thought
showed over several scenes, and that neither side lost its trust in you.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.dialogue import to_an_ending
from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.models.scenario.debrief import patterns

STORY = "disagree_and_commit"
MANY_FACTS, SOME_FACTS = 4, 3
SIDES = {"team_trust": "the team", "table_trust": "the table"}


def draw_world(rng: np.random.Generator) -> Mapping[str, Any]:
    """The world in which the story is played."""
    return {"story": STORY, "seed": int(rng.integers(1, 10_000))}


@exercise(
    "decision_making.dialogue",
    title="Carry a decision that you voted against",
    concepts=("D-06", "D-08", "D-10", "C-05", "C-25"),
    points=5,
    kind="dialogue",
    hints=(
        "Play it once with lab.play and read the debrief: which facts were there, and where?",
        "Two scenes come before the announcement in which asking costs little. Use them.",
        "Ask for the reason at once, ring the one who could lend a person, ask what it costs.",
    ),
    solution="""
        own = lab.instance("decision_making.dialogue")
        choices = ["c", "a", "b", "d", "b", "b", "b"]
        """,
    draw=draw_world,
)
def dialogue(choices: Sequence[str], *, instance: Instance) -> Iterator[Check]:
    """What was found out, which habits showed, and who trusts you at the end."""
    play = yield from to_an_ending(STORY, choices, seed=instance.seed)
    if play is None:
        return
    known = len(play.moment.known)
    yield Check(
        says=f"facts found out: {known}",
        held=known >= MANY_FACTS,
        points=2,
        share=1.0 if known >= MANY_FACTS else 0.5 if known >= SOME_FACTS else 0.0,
        message="" if known >= MANY_FACTS else "Who in the story knew something and was not asked?",
        tag="" if known >= SOME_FACTS else "shared_info_bias",
    )
    habits = patterns(play)
    yield Check(
        says="no habit showed over several scenes",
        held=not habits,
        message=" ".join(question for _, question in habits),
        tag=habits[0][0] if habits else "",
    )
    low = [side for state, side in SIDES.items() if play.moment.band(state) == "low"]
    yield Check(
        says="neither side has lost its trust in you",
        held=not low,
        message=f"{' and '.join(low)} would not ask you again.".capitalize(),
        tag="promise_without_owner" if low else "",
    )
    yield Check(
        says="all three at once",
        held=known >= MANY_FACTS and not habits and not low,
        message="Each of the three was within reach in this world.",
    )

"""The graded conversation: what was disclosed to the learner, and trust at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.dialogue import conversation as graded_conversation
from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check

STORY = "two_hundred_lines_no_tests"
FACTS = {2: 1.0, 3: 3.5}
"""Points by how many facts were told; four are there to be learned, and nobody needs all."""
TRUST, TRUST_POINTS = 0.4, 1.5


def draw_morning(rng: np.random.Generator) -> Mapping[str, Any]:
    """The world in which the conversation is played."""
    return {"story": STORY, "seed": int(rng.integers(1, 10_000))}


@exercise(
    "mentoring.conversation",
    title="Two hundred lines, and what was behind them",
    concepts=("G-06", "G-12", "P-01", "P-42"),
    points=5,
    kind="dialogue",
    hints=(
        "Play it once with lab.play and read the debrief: what was there, and who kept it?",
        "A question closes what the sentence before it has charged; begin with the morning.",
        "Leave the thread, ask what brought her there, ask what would make tests possible.",
    ),
    solution="""
        own = lab.instance("mentoring.conversation")
        choices = ["d", "b", "a", "e", "a", "a"]
        """,
    draw=draw_morning,
)
def conversation(choices: Sequence[str], *, instance: Instance) -> Iterator[Check]:
    """Facts that were told, and trust of both people at the end."""
    yield from graded_conversation(
        STORY, choices, seed=instance.seed, facts=FACTS, trust=TRUST, trust_points=TRUST_POINTS
    )

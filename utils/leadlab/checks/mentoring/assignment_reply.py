"""The graded reply: its form by program, what it is worth by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.free_text import is_untouched, scored_by_oneself
from leadlab.checks.outcome import Check

CRITERIA = ("heard", "own part", "fact", "question", "next step")
SHORTEST, LONGEST = 90, 220


@exercise(
    "mentoring.reply",
    title="Score your own reply before you see two others",
    concepts=("C-10", "P-08", "P-44", "C-27", "G-03"),
    points=5,
    kind="free text",
    hints=(
        "Read Leila's message again: what is fact, what is a guess, and what does she want?",
        "Give each criterion 0 to 3 by its anchors; nobody else sees the self score.",
        "self_score = {'heard': 2, 'own part': 1, ...}, all five.",
    ),
    solution="""
        A strong one.

        "Leila, you asked for data work in October, in the talk on the app; I have looked it up,
        and I gave the late visits to Kirsty on Wednesday without a word to you. That was wrong in
        the order: I asked one person because she sat in front of me. It had nothing to do with
        what you can do, and I can see that from a train it looks exactly like that. I will not
        take it from Kirsty now; she has begun, and it would be the second person whom I surprise.
        What I do not know is what you would want from such work: the numbers themselves, or to
        decide with them what leaves the app? Those lead to different pieces. There is one of the
        second kind in September, the 22 notes. Shall we talk tomorrow at four, your time? I will
        bring what is coming until winter, and from now on I write such pieces to everybody two
        days before I give them to somebody."

        One that is plausible, and weak.

        "Hi Leila, thanks for your openness, I really appreciate it. I am sorry that you feel
        overlooked. Kirsty was simply a great fit for this one, and I know that you have a lot on
        your plate with the app. Rest assured that remote people are just as important to me. There
        will be other opportunities, and my door is always open."

        The second is sorry for her feeling and not for its own act, gives a reason that it never
        asked about, promises nothing with a day, and asks nothing.
        """,
    untouched=is_untouched,
)
def reply(text: str, self_score: Mapping[str, int]) -> Iterator[Check]:
    """Length of the reply and a complete self score; what it is worth, a person marks."""
    yield from scored_by_oneself(
        text,
        self_score,
        kind="reply",
        words=(SHORTEST, LONGEST),
        why="; she reads it on a train.",
        criteria=CRITERIA,
    )

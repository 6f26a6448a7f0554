"""Answers to the graded dialogue of the assignment."""

from __future__ import annotations

from answer_banks import blank, right, wrong

BANK = {
    "decision_making.dialogue": (
        right(["c", "a", "b", "d", "b", "b", "b"]),
        right(["c", "a", "a", "d", "b", "a", "a"], name="another way"),
        wrong(["c", "c", "a", "c", "b", "c", "a"], name="asks nobody", points=(0, 2)),
        wrong(["c", "a"], name="stops half way", message="goes on after your last choice"),
        wrong(["z"], name="no such choice", message="z"),
        wrong("caad", name="a word", message="the list of your choices"),
        blank([]),
        blank(..., name="untouched"),
    ),
}

GUESSERS = {
    "decision_making.dialogue": lambda rng: ([str(rng.choice(list("abc"))) for _ in range(7)],),
}

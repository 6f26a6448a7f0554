"""Answers to the graded conversation of the assignment on mentoring."""

from __future__ import annotations

from answer_banks import blank, right, wrong

BANK = {
    "mentoring.conversation": (
        right(["d", "b", "a", "e", "a", "a"]),
        wrong(["a", "a", "a", "a", "a", "a"], name="the known form first", points=(0, 2.5)),
        wrong(["a", "c"], name="stops half way", points=0,
              message="goes on after your last choice"),
        wrong(["z"], name="no such choice", points=0, message="z"),
        wrong("dbaeaa", name="a word", points=0, message="the list of your choices"),
        blank([]),
        blank(..., name="untouched"),
    ),
}  # fmt: skip

GUESSERS = {
    "mentoring.conversation": lambda rng: ([str(rng.choice(list("abcd"))) for _ in range(6)],),
}

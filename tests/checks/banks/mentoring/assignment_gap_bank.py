"""Answers to the graded talk about a performance gap: ways to every ending, in ana's world."""

from __future__ import annotations

import numpy as np
from answer_banks import blank, from_instance, right, wrong

OPEN = dict.fromkeys("abcdefgh", "open") | dict.fromkeys("ij", "no ground")


def shown(letters, **other):
    """Lines of a way on which these were shown, others are as given, and the rest is open."""
    return OPEN | dict.fromkeys(letters, "shown") | other


# Joris, the call, a page, the cover away in daylight, Dorothea; no luck in what is found
ASKED, TOLD = list("cbbbbc"), shown("adef")
# the pieces, the day and a pause, everything in writing, Dorothea; Goran tells what is private
HEARD, KEPT = list("abacbc"), shown("abfh", c="private")
# Kirsty's week, the call, Teresa, dates: what a measure rests on, and no door
MEASURED, NO_DOOR = list("bbbdba"), shown("adg")
# a form in which the fourth measure is struck, the cover away in public, and Dorothea
FORMAL, STRUCK = list("abaaac"), shown("abfgh", c="private")


def with_any_luck(_own):
    return [*ASKED, "c", "c"], TOLD, ["a", "d", "e"]


def guess(rng: np.random.Generator):
    groups = ["shown", "private", "open", "no ground"]
    letters = list("abcdefghij")
    return (
        [str(rng.choice(list("abcd"))) for _ in range(8)],
        {letter: str(rng.choice(groups)) for letter in letters},
        [str(each) for each in rng.choice(letters, size=3, replace=False)],
    )


BANK = {
    "mentoring.gap": (
        right(from_instance(with_any_luck)),
        right([*ASKED, "e", "c"], TOLD, ["a", "e"], name="parts"),
        right([*ASKED, "b", "b"], TOLD, ("D", "A"), name="a narrower post"),
        right([*HEARD, "a", "c"], KEPT, ["h", "b"], name="stays, adapted"),
        right([*HEARD, "c", "a"], KEPT | {"a": "private"}, ["h", "b"], name="moves to tools"),
        right([*HEARD, "d", "c"], KEPT, ["a", "b"], name="six weeks more"),
        right([*FORMAL, "e", "c"], STRUCK, ["h", "g"], name="a clean plan, everything asked"),
        right([*FORMAL, "a", "c"], STRUCK, ["a", "b", "g"], name="asked for, not reached"),
        wrong([*MEASURED, "e", "c"], NO_DOOR, ["a", "d"], name="three of six, and parts",
              points=9, message="4 of six are enough"),
        wrong([*MEASURED, "a", "c"], NO_DOOR, ["a", "d"], name="three of six, and stays", points=9),
        wrong(list("bcdbccc"), shown("aefg"), ["a", "g"], name="never asked about the day",
              points=9, tag="single_cause", message="Not known: how a day works"),
        wrong(list("aaaadea"), shown("abgh"), ["a", "h"], name="a count and a form", points=(4, 5),
              tag="single_cause", message="someone who cannot and someone who was not told"),
        wrong([*HEARD, "a", "c"], KEPT | {"c": "shown"}, ["h", "b"], name="the secret on file",
              points=(9.5, 9.7), tag="confidence_broken", message="told to you alone"),
        wrong([*HEARD, "a", "c"], KEPT, ["a", "c"], name="rests on the secret", points=8,
              message="It rests on line c, which is private"),
        wrong([*ASKED, "c", "c"], TOLD | {"b": "shown"}, ["a", "e"], name="true, and never met",
              points=(9.5, 9.7), tag="claimed_unseen"),
        wrong([*ASKED, "c", "c"], TOLD | {"f": "open"}, ["a", "e"], name="forgets Dorothea",
              points=(9.5, 9.7), tag="evidence_left_out"),
        wrong([*ASKED, "c", "c"], TOLD | {"i": "shown"}, ["a", "i"], name="reads a mind",
              points=(7.5, 7.7), tag="mind_reading", message="which is no ground"),
        wrong([*ASKED, "c", "c"], TOLD | {"h": "no ground"}, ["a", "e"], name="unknown as false",
              points=(9.5, 9.7), tag="unknown_as_false"),
        wrong([*ASKED, "c", "c"], TOLD, "ade", name="a word for a list", points=8,
              message="Give a list of letters"),
        wrong([*ASKED, "c", "c"], TOLD, ["a", "z"], name="no such line", points=8, message="z"),
        wrong(list("ddbcdda"), OPEN, [], name="asks nothing, and says so", points=3,
              tag="advice_too_early", message="who asks nothing hurts nobody"),
        wrong(list("ddbcdda"), dict.fromkeys("abcdefghij", "shown"), list("abcdefghij"),
              name="asks nothing, and claims all", points=0, tag="claimed_unseen"),
        wrong(list("cbb"), TOLD, ["a", "e"], name="stops half way", points=0,
              message="goes on after your last choice"),
        wrong(["z"], TOLD, ["a"], name="no such choice", points=0, message="z"),
        blank([], dict.fromkeys(OPEN, ...), [...]),
        blank([...], dict.fromkeys(OPEN, ...), [...], name="as shipped"),
    ),
}  # fmt: skip

GUESSERS = {"mentoring.gap": guess}

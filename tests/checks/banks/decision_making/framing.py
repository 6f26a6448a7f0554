"""Answers to the exercises of the lesson on framing."""

from __future__ import annotations

from answer_banks import blank, right, wrong

from leadlab.checks.decision_making.framing import LINKS, SENTENCES

HATE = "Planners hate the new screen."
TESTS = "Goran's branch passes its 61 tests."

STATED = {
    "who": "Eastmoor's managers, each Monday",
    "tries to": "show their council how many visits were late last week",
    "now": "they count by hand, nine hours a week",
    "constraint": "tender on 4 May; no new database before July",
    "measure": "hours spent on counting, from nine to under one",
}
WITH_SOLUTION = STATED | {"now": "they have no dashboard for late visits yet"}
WITHOUT_NUMBER = STATED | {"measure": "everybody counts a lot less"}
WITHOUT_DATE = STATED | {"constraint": "the usual limits of our platform"}

BANK = {
    "decision_making.fact_or_opinion": (
        right(SENTENCES),
        wrong(
            SENTENCES | {HATE: "fact"}, name="a feeling as a fact", points=(4.9, 5.1),
            tag="opinion_as_fact", message="prove it wrong",
        ),
        wrong(
            SENTENCES | {TESTS: "opinion"}, name="a count as a reading", points=(4.9, 5.1),
            tag="fact_as_opinion",
        ),
        wrong(dict.fromkeys(SENTENCES, "fact"), name="all facts", points=(0.9, 1.1)),
        blank(dict.fromkeys(SENTENCES, ...)),
    ),
    "decision_making.ripples": (
        right(LINKS, "reinforcing"),
        wrong(LINKS, "balancing", name="two minus signs", points=4, tag="loop_sign"),
        wrong(
            dict.fromkeys(LINKS, 1), "reinforcing", name="all plus", points=0, tag="link_sign",
            message="or less",
        ),
        blank(dict.fromkeys(LINKS, ...), ...),
    ),
    "decision_making.problem_statement": (
        right(STATED),
        wrong(
            WITH_SOLUTION, name="no dashboard is not a problem", points=4,
            tag="solution_as_problem", message="'dashboard' is an answer",
        ),
        wrong(WITHOUT_NUMBER, name="no number", points=5, message="Give a number"),
        wrong(WITHOUT_DATE, name="no limit", points=5, message="a date or a limit"),
        wrong(STATED | {"who": ""}, name="one part missing", points=4, message="Name the people"),
        blank(dict.fromkeys(STATED, "")),
    ),
}  # fmt: skip

GUESSERS = {
    "decision_making.fact_or_opinion": lambda rng: (
        {each: str(rng.choice(["fact", "opinion"])) for each in SENTENCES},
    ),
    "decision_making.ripples": lambda rng: (
        {each: int(rng.choice([-1, 1])) for each in LINKS},
        str(rng.choice(["reinforcing", "balancing"])),
    ),
}

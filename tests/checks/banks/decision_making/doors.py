"""Answers to the exercises of the lesson on doors."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.checks.decision_making.doors import DOORS

CODES = "send door codes to phones"
STAND_UP = "stand-up at 10:05"


def in_place(p):
    return 26 * p


def with_copy(p):
    return 4.1 + 2.6 * p


def perfect_copy(p):
    return 4.1


def free_copy(p):
    return 2.6 * p


def least(chance_wrong, cost_back, cost_per_week):
    loss = chance_wrong * cost_back
    costs = {
        "do it": loss,
        "two people": 0.5 * cost_per_week + 0.5 * loss,
        "the table": 2 * cost_per_week + 0.1 * loss,
    }
    return min(costs, key=costs.get)


def all_to_the_table(chance_wrong, cost_back, cost_per_week):
    return "the table"


def never(chance_wrong, cost_back, cost_per_week):
    return "do it"


def by_chance_alone(chance_wrong, cost_back, cost_per_week):
    return "the table" if chance_wrong > 0.25 else "do it"


def committee(chance_wrong, cost_back, cost_per_week):
    return "a committee"


def crash_on_the_grave(chance_wrong, cost_back, cost_per_week):
    return {400.0: "do it"}[cost_back]


def stub(chance_wrong, cost_back, cost_per_week): ...


BANK = {
    "decision_making.which_door": (
        right(DOORS),
        wrong(
            DOORS | {CODES: "two-way"}, name="a secret comes back", points=(3.9, 4.1),
            tag="reversibility_ignored", message="be unread",
        ),
        wrong(
            DOORS | {STAND_UP: "one-way"}, name="a loud one", points=(3.9, 4.1),
            tag="noise_as_stakes",
        ),
        wrong(dict.fromkeys(DOORS, "two-way"), name="everything is tried"),
        blank(dict.fromkeys(DOORS, ...)),
    ),
    "decision_making.copy_or_in_place": (
        right(in_place, with_copy, 4.1 / 23.4),
        right(in_place, with_copy, 0.175, name="rounded"),
        wrong(
            in_place, perfect_copy, 4.1 / 26, name="a copy that never misses", points=1,
            tag="perfect_test", message="misses one fault in ten",
        ),
        wrong(in_place, free_copy, 0.1752, name="a free copy", points=3, tag="free_look"),
        wrong(in_place, with_copy, 17.52, name="per cent", points=2, tag="per_cent"),
        crashing(in_place, lambda p: p / 0, 0.1752, name="divides by zero", points=1),
        blank(stub, stub, ...),
    ),
    "decision_making.how_much_care": (
        right(least),
        wrong(
            all_to_the_table, name="all to the table", points=(0.9, 1.3), tag="over_process",
            message="half a week of waiting 150",
        ),
        wrong(never, name="always do it", points=1, tag="reversibility_ignored"),
        wrong(by_chance_alone, name="by the chance alone", points=(0.9, 4)),
        crashing(committee, name="an unknown answer"),
        crashing(crash_on_the_grave, name="stops on the second", points=1),
        blank(stub),
    ),
}  # fmt: skip

GUESSERS = {
    "decision_making.which_door": lambda rng: (
        {each: str(rng.choice(["one-way", "two-way"])) for each in DOORS},
    ),
}

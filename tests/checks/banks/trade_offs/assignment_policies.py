"""Answers to the graded policies of the assignment."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.simulation import repayment_worlds

SALT = {"salt": "a test of the bank"}


def never(view):
    return 0.0


def a_fifth(view):
    return 0.2


def while_it_hurts(view):
    return 0.35 if view.debt_interest_felt > 0.1 else 0.0


def until_the_end_is_near(view):
    return 0.2 if view.weeks - view.week >= 36 else 0.0


def in_per_cent(view):
    return 20


def a_word(view):
    return "some"


def looks_ahead(view):
    return view.debt_next_month


def forgets_to_return(view):
    share = 0.2 * view.debt_interest_felt  # noqa: F841 - that is the fault


def stub(view): ...


BANK = {
    "trade_offs.repayment": (
        right(repayment_worlds.reference, key=SALT),
        wrong(
            a_fifth, name="a fifth for ever", points=0, key=SALT, tag="horizon_ignored",
            message="who has something of it",
        ),
        wrong(
            never, name="never", points=1, key=SALT, tag="debt_left", message="in the second year",
        ),
        wrong(
            while_it_hurts, name="while it hurts, to the last day", points=(0, 1), key=SALT,
            tag="horizon_ignored",
        ),
        wrong(
            until_the_end_is_near, name="a fixed share until the end is near", points=(5, 7.6),
            key=SALT, message="full points from",
        ),
        crashing(in_per_cent, name="per cent", key=SALT, message="write 0.2"),
        crashing(a_word, name="a word", key=SALT, message="a share of time was expected"),
        crashing(looks_ahead, name="what nobody can know", key=SALT, message="debt_next_month"),
        crashing(forgets_to_return, name="no return", key=SALT, message="forget a `return`"),
        blank(stub, key=SALT),
    ),
}  # fmt: skip

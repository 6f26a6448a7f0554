"""Answers to the exercises of the lesson on the outside view."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong


def harder_to_fake(stars, cases, own_proof):
    return cases >= 2 or (own_proof and cases >= 1)


def by_stars(stars, cases, own_proof):
    return stars > 4000


def open_gate(stars, cases, own_proof):
    return True


def shut_gate(stars, cases, own_proof):
    return False


def per_star(stars, cases, own_proof):
    return "perhaps"


def divides(stars, cases, own_proof):
    return stars / cases > 1000


def stub(stars, cases, own_proof): ...


SHARE = 14_000 / 12

BANK = {
    "decision_making.break_even_volume": (
        right(SHARE, 0.004, (1_900 - SHARE) / 0.004),
        right(1_166.67, 0.004, 183_300, name="rounded"),
        wrong(SHARE, 0.4, (1_900 - SHARE) / 0.4, name="cents", points=1, tag="unit_mismatch"),
        wrong(
            14_000, 0.004, 1_900 / 0.004, name="the entry forgotten", points=1,
            tag="entry_forgotten", message="paid once",
        ),
        blank(..., ..., ...),
    ),
    "decision_making.adoption_gate": (
        right(harder_to_fake),
        wrong(
            by_stars, name="by stars", points=1, tag="gameable_proxy", message="can be bought",
        ),
        wrong(open_gate, name="no gate", points=(0, 1), tag="no_gate"),
        wrong(shut_gate, name="a shut gate", points=(0, 1)),
        crashing(per_star, name="neither true nor false", message="True or False"),
        crashing(divides, name="divides by zero cases", points=0),
        blank(stub),
    ),
}  # fmt: skip

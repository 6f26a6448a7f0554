"""Answers to the exercises of the lesson on calibration."""

from __future__ import annotations

from math import exp, log
from statistics import fmean

from answer_banks import blank, crashing, right, wrong


def pool(chances):
    odds = {who: log(p / (1 - p)) for who, p in chances.items()}
    seen = 0.5 * (odds["Adaeze"] - 1.9) / 0.9 + 0.2 * odds["Tomasz"] + 0.3 * odds["Kirsty"] / 0.35
    return 1 / (1 + exp(-seen))


def plain_mean(chances):
    return fmean(chances.values())


def loudest(chances):
    return max(chances.values())


def constant(chances):
    return 0.6


def per_cent(chances):
    return 100 * plain_mean(chances)


def absent(chances):
    return chances["Rui"]


def stub(chances): ...


BANK = {
    "decision_making.three_weeks": (
        right([0.04, 0.49, 0.36], 0.89 / 3),
        right((0.04, 0.49, 0.36), 0.297, name="rounded"),
        wrong(
            [0.2, 0.7, 0.6], 0.5, name="not squared", tag="not_squared", message="square it",
        ),
        wrong(
            [0.04, 0.09, 0.36], 0.49 / 3, name="the second reversed", points=2,
            tag="outcome_reversed",
        ),
        wrong([0.04, 0.49, 0.36], 0.89, name="the sum", points=3, tag="sum_for_mean"),
        blank([..., ..., ...], ...),
    ),
    "decision_making.pool": (
        right(pool),
        wrong(plain_mean, name="the plain mean", points=1, message="Whose habit can be undone"),
        wrong(loudest, name="the loudest", points=(0, 1)),
        wrong(constant, name="always the same", points=0, tag="no_resolution"),
        crashing(per_cent, name="per cent", message="a chance lies between 0 and 1"),
        crashing(absent, name="somebody absent"),
        blank(stub),
    ),
}  # fmt: skip

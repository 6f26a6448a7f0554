"""Answers on a gate that flakes, and on hours for four kinds of test."""

from __future__ import annotations

from itertools import product

from answer_banks import blank, from_instance, right, wrong

KINDS = ("unit", "contract", "end_to_end", "monitoring")


def red_of(own, worst):
    return 1 - (1 - own.flake) ** (own.tests - own.worst) * (1 - own.worst_flake) ** worst


def hours_of(own, red):
    return own.builds * red / (1 - red) * own.minutes / 60


def gate(own):
    red = red_of(own, own.worst)
    return red, hours_of(own, red), red_of(own, 0)


def follows(own, red):
    return red, hours_of(own, red), red_of(own, 0)


def added(own):
    return follows(own, (own.tests - own.worst) * own.flake + own.worst * own.worst_flake)


def green(own):
    return 1 - gate(own)[0], *gate(own)[1:]


def no_worst(own):
    return follows(own, 1 - (1 - own.flake) ** own.tests)


def once(own):
    red, _, after = gate(own)
    return red, own.builds * red * own.minutes / 60, after


def gain(own):
    red, hours, after = gate(own)
    return red, hours, red - after


def left(own, mix):
    total = 0.0
    for mode, faults in own.faults.items():
        for kind, row in own.catches.items():
            faults *= (1 - row[mode]) ** (mix[kind] / 10)
        total += faults
    return total


def fewest(own):
    steps = own.hours // 10
    tried = []
    for first in product(range(steps + 1), repeat=3):
        if sum(first) <= steps:
            parts = (*first, steps - sum(first))
            mix = {kind: 10 * part for kind, part in zip(KINDS, parts, strict=True)}
            tried.append((left(own, mix), parts))
    return {kind: 10 * part for kind, part in zip(KINDS, min(tried)[1], strict=True)}


def even(own):
    return dict.fromkeys(KINDS, own.hours / 4)


def units(own):
    return {"unit": own.hours}


def too_many(own):
    return {kind: hours + 10 for kind, hours in fewest(own).items()}


def halfway(own):
    return {kind: (hours + own.hours / 4) / 2 for kind, hours in fewest(own).items()}


def below(own):
    return {**fewest(own), "unit": -10}


BANK = {
    "metrics.flaky_gate": (
        right(from_instance(gate)),
        wrong(from_instance(added), name="added", points=1, tag="chances_added"),
        wrong(from_instance(green), name="green", points=3, tag="green_for_red"),
        wrong(from_instance(no_worst), name="without the worst", points=1, tag="worst_forgotten"),
        wrong(from_instance(once), name="run once more", points=3, tag="once_again"),
        wrong(from_instance(gain), name="the gain", points=4, tag="gain_for_rest"),
        blank(..., ..., ...),
    ),
    "metrics.test_mix": (
        right(from_instance(fewest)),
        wrong(from_instance(halfway), name="halfway", points=(1.5, 4.99), tag="mode_unseen"),
        wrong(from_instance(even), name="even", points=1, tag="evenly", message="even split"),
        wrong(from_instance(units), name="unit tests alone", points=1, tag="one_kind"),
        wrong(from_instance(too_many), name="over budget", points=0, tag="over_budget",
              message="They come to"),
        wrong(from_instance(below), name="below nought", points=0, message="from 0 on"),
        wrong({"units": 40}, name="another name", points=0, message="There is no kind 'units'"),
        wrong(5, name="a number", points=0, message="Give a dict"),
        blank(...),
    ),
}  # fmt: skip

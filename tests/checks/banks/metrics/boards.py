"""Answers to the exercises of the lesson on boards."""

from __future__ import annotations

import numpy as np
from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.metrics.boards import FIELDS, NEXT, NOTHING, STOP, WHOM

GROUPS = (NEXT, WHOM, STOP, NOTHING)


def spans(own):
    released = np.array(own.released)
    return released - own.reported, released - own.begun


def worked(own):
    wide, narrow = spans(own)
    return np.median(wide), np.median(narrow), own.today - min(own.open_since)


def means(own):
    wide, narrow = spans(own)
    return wide.mean(), narrow.mean(), worked(own)[2]


def swapped(own):
    wide, narrow, oldest = worked(own)
    return narrow, wide, oldest


def youngest(own):
    return *worked(own)[:2], own.today - max(own.open_since)


def of_all(own):
    oldest = min([*own.open_since, *own.reported])
    return *worked(own)[:2], own.today - oldest + (oldest == min(own.open_since))


def lists(own):
    return own.released, own.begun, own.open_since


MOVED = {"severity: who is hurt and how": NOTHING}
NAMES = {"wanted by: who asked for it": NEXT, "points, summed over teams": NEXT}

BANK = {
    "metrics.two_clocks": (
        right(from_instance(worked)),
        wrong(from_instance(means), name="means", points=1, tag="mean_for_median"),
        wrong(from_instance(swapped), name="swapped", points=1, tag="clocks_swapped"),
        wrong(from_instance(youngest), name="youngest", points=4, tag="youngest"),
        wrong(from_instance(of_all), name="of all", points=4),
        wrong(from_instance(lists), name="lists", points=0),
        blank(..., ..., ...),
    ),
    "metrics.fields": (
        right(FIELDS),
        wrong({**FIELDS, **MOVED}, name="harm is idle", points=(3, 3.5), tag="severity_idle"),
        wrong({**FIELDS, **NAMES}, name="names first", points=(2.4, 3), tag="name_as_priority"),
        wrong(dict.fromkeys(FIELDS, NEXT), name="all the same", points=0),
        wrong([1, 2], name="a list", points=0, message="Give a dictionary"),
        blank({}),
        blank(...),
    ),
}

GUESSERS = {
    "metrics.fields": lambda rng: ({each: GROUPS[rng.integers(4)] for each in FIELDS},),
}

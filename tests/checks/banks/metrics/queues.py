"""Answers to the exercises of the lesson on queues and batches."""

from __future__ import annotations

from math import floor, sqrt

from answer_banks import blank, crashing, from_instance, right, wrong


def worked(own):
    load = own.busy / (1 - own.busy)
    desk = own.spread**2 * load * own.hours
    return own.in_progress / own.a_week, own.backlog / own.a_week, desk


def multiplied(own):
    return own.in_progress * own.a_week, *worked(own)[1:]


def upside_down(own):
    return own.a_week / own.in_progress, *worked(own)[1:]


def until_finished(own):
    cycle, _, desk = worked(own)
    return cycle, (own.backlog + own.in_progress) / own.a_week, desk


def no_spread(own):
    return *worked(own)[:2], own.busy / (1 - own.busy) * own.hours


def spread_once(own):
    return *worked(own)[:2], own.spread * own.busy / (1 - own.busy) * own.hours


def no_load(own):
    return *worked(own)[:2], own.spread**2 * own.hours / (1 - own.busy)


def compared(changes, release, waiting):
    near = max(floor(sqrt(2 * changes * release / waiting)), 1)
    return min((near, near + 1), key=lambda n: release * changes / n + waiting * n / 2)


def rounded(changes, release, waiting):
    return max(round(sqrt(2 * changes * release / waiting)), 1)


def all_wait(changes, release, waiting):
    return max(round(sqrt(changes * release / waiting)), 1)


def cut_off(changes, release, waiting):
    return floor(sqrt(2 * changes * release / waiting))


def always_one(changes, release, waiting):
    return 1


def no_return(changes, release, waiting):
    compared(changes, release, waiting)


def divides_wrongly(changes, release, waiting):
    return changes // (release - release)


def stub(changes, release, waiting):
    return ...


BANK = {
    "metrics.own_queue": (
        right(from_instance(worked)),
        wrong(from_instance(multiplied), name="multiplied", points=4, tag="times_for_by"),
        wrong(from_instance(upside_down), name="upside down", points=4, tag="upside_down"),
        wrong(from_instance(until_finished), name="until finished", points=3, tag="end_for_begin"),
        wrong(from_instance(no_spread), name="no spread", points=3, tag="forgets_spread"),
        wrong(from_instance(spread_once), name="spread once", points=3, tag="spread_not_squared"),
        wrong(
            from_instance(no_load), name="no load", points=3, tag="forgets_load",
            message="not 1 / (1 - busy)",
        ),
        blank(..., ..., ...),
    ),
    "metrics.batch": (
        right(compared),
        wrong(rounded, name="rounded", points=4, message="2.5 rounds to 2"),
        wrong(all_wait, name="all wait", points=1, tag="whole_batch_waits"),
        wrong(cut_off, name="cut off", points=3, tag="no_batch"),
        wrong(always_one, name="always one", points=1),
        crashing(divides_wrongly, name="divides by nought"),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip

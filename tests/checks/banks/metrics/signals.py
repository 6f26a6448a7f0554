"""Answers to the exercises of the lesson on signal and noise."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, median, stdev

from answer_banks import blank, crashing, from_instance, right, wrong


def limits(own):
    values = list(own.weeks)
    moving = mean(abs(b - a) for a, b in pairwise(values))
    centre = mean(values)
    reach = 2.66 * moving
    beyond = [n for n, each in enumerate(values, 1) if abs(each - centre) > reach]
    return values, moving, centre, centre + reach, beyond


def worked(own):
    _, _, centre, high, beyond = limits(own)
    return centre, high, beyond


def by_median(own):
    values, _, _, high, beyond = limits(own)
    return median(values), high, beyond


def by_spread(own):
    values, _, centre, _, beyond = limits(own)
    return centre, centre + 3 * stdev(values), beyond


def three_differences(own):
    _, moving, centre, _, beyond = limits(own)
    return centre, centre + 3 * moving, beyond


def largest(own):
    values, _, centre, _, beyond = limits(own)
    return centre, max(values), beyond


def from_nought(own):
    _, _, centre, high, beyond = limits(own)
    return centre, high, [each - 1 for each in beyond]


def both_rules(values, low, centre, high):
    weeks, row, last = [], 0, 0
    for week, value in enumerate(values, 1):
        side = (value > centre) - (value < centre)
        row = row + 1 if side and side == last else abs(side)
        last = side
        if value < low or value > high or row >= 8:
            weeks.append(week)
    return weeks


def beyond_alone(values, low, centre, high):
    return [week for week, value in enumerate(values, 1) if not low <= value <= high]


def on_the_limit(values, low, centre, high):
    found = set(both_rules(values, low, centre, high))
    return sorted(found | {n for n, each in enumerate(values, 1) if each in (low, high)})


def end_of_row_alone(values, low, centre, high):
    weeks, row, last = [], 0, 0
    for week, value in enumerate(values, 1):
        side = (value > centre) - (value < centre)
        row = row + 1 if side and side == last else abs(side)
        last = side
        if value < low or value > high or row == 8:
            weeks.append(week)
    return weeks


def centre_goes_on(values, low, centre, high):
    weeks, row, last = [], 0, 0
    for week, value in enumerate(values, 1):
        side = (value > centre) - (value < centre) or last
        row = row + 1 if side == last else 1
        last = side
        if value < low or value > high or row >= 8:
            weeks.append(week)
    return weeks


def any_side(values, low, centre, high):
    weeks, row = [], 0
    for week, value in enumerate(values, 1):
        row = row + 1 if value != centre else 0
        if value < low or value > high or row >= 8:
            weeks.append(week)
    return weeks


def every_fall(values, low, centre, high):
    return [week for week in range(2, len(values) + 1) if values[week - 1] < values[week - 2]]


def no_return(values, low, centre, high):
    both_rules(values, low, centre, high)


def stub(values, low, centre, high):
    return ...


BANK = {
    "metrics.own_chart": (
        right(from_instance(worked)),
        wrong(from_instance(by_median), name="by median", points=3, tag="median_for_mean"),
        wrong(from_instance(by_spread), name="by spread", points=2, tag="whole_spread"),
        wrong(
            from_instance(three_differences), name="three differences", points=2,
            tag="difference_for_deviation", message="the factor is 2.66",
        ),
        wrong(from_instance(largest), name="largest", points=2, tag="largest_for_limit"),
        wrong(from_instance(from_nought), name="from nought", points=3, tag="counts_from_nought"),
        blank(..., ..., ...),
    ),
    "metrics.ask": (
        right(both_rules),
        wrong(beyond_alone, name="beyond alone", points=5, tag="misses_rows"),
        wrong(on_the_limit, name="on the limit", points=6, tag="limit_for_beyond"),
        wrong(end_of_row_alone, name="the eighth alone", points=6, tag="misses_rows"),
        wrong(centre_goes_on, name="centre goes on", points=6, tag="centre_counts"),
        wrong(any_side, name="any side", points=5, tag="sides_together"),
        wrong(every_fall, name="every fall", points=1, tag="asks_for_noise"),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip

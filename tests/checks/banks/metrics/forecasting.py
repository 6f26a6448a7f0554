"""Answers to the exercises of the lesson on forecasting."""

from __future__ import annotations

from math import ceil
from statistics import mean, median

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.models.delivery import forecast_weeks


def worked(own):
    left = own.begun + sum(own.added) - sum(own.finished)
    growth = sum(own.added) / len(own.added)
    found = forecast_weeks(own.finished, left, growth=growth)
    return left, growth, found.p50, found.p85


def other_luck(own):
    left, growth, *_ = worked(own)
    found = forecast_weeks(own.finished, left, growth=growth, seed=99, futures=2_000)
    return left, growth, found.p50, found.p85


def scope_stood_still(own):
    return own.begun - sum(own.finished), *worked(own)[1:]


def all_of_it(own):
    left, _, p50, p85 = worked(own)
    return left, sum(own.added), p50, p85


def without_growth(own):
    left, growth, *_ = worked(own)
    found = forecast_weeks(own.finished, left)
    return left, growth, found.p50, found.p85


def by_quantile(outcomes, late, early):
    ordered = sorted(outcomes)
    return int(ordered[ceil(late / (late + early) * len(ordered)) - 1])


def swapped(outcomes, late, early):
    return by_quantile(outcomes, early, late)


def middle(outcomes, late, early):
    return int(median(outcomes))


def rounded_mean(outcomes, late, early):
    return round(mean(map(float, outcomes)))


def worst(outcomes, late, early):
    return int(max(outcomes))


def always_85(outcomes, late, early):
    return by_quantile(outcomes, 85, 15)


def no_return(outcomes, late, early):
    by_quantile(outcomes, late, early)


def out_of_range(outcomes, late, early):
    return sorted(outcomes)[len(outcomes)]


def stub(outcomes, late, early):
    return ...


BANK = {
    "metrics.own_forecast": (
        right(from_instance(worked)),
        right(from_instance(other_luck), name="other luck"),
        wrong(
            from_instance(scope_stood_still), name="scope stood still", points=5,
            tag="scope_stood_still",
        ),
        wrong(from_instance(all_of_it), name="all of it", points=5, tag="total_for_rate"),
        wrong(
            from_instance(without_growth), name="without growth", points=2,
            tag="scope_stands_still", message="Scope grows further",
        ),
        blank(..., ..., ..., ...),
    ),
    "metrics.week_to_name": (
        right(by_quantile),
        wrong(swapped, name="swapped", points=1, tag="prices_swapped"),
        wrong(middle, name="middle", points=1, tag="even_chance"),
        wrong(rounded_mean, name="mean", points=0, tag="mean_week"),
        wrong(worst, name="worst", points=0, tag="worst_case"),
        wrong(always_85, name="always 85", points=0),
        crashing(out_of_range, name="out of range"),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip

"""Answers to the exercises of the lesson on benchmarks."""

from __future__ import annotations

from statistics import mean

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.checks.trade_offs.benchmarks import LOOK_AT, SYMPTOMS
from leadlab.models.tradeoffs import compare_benchmarks

ROUND = "two planners saved the same round, and one change is gone without an error"
SIGNS = tuple(LOOK_AT)


def worked(own):
    saved = own.part * (1 - 1 / own.times)
    return saved, 1 - saved / own.fetch, 1 - own.part / own.fetch


def remaining(own):
    return own.part / own.times, *worked(own)[1:]


def whole(own):
    return own.fetch * (1 - 1 / own.times), 1 / own.times, worked(own)[2]


def shares_saved(own):
    saved, ratio, floor = worked(own)
    return saved, 1 - ratio, 1 - floor


def by_interval(runs_a, runs_b, matters):
    ratio = compare_benchmarks(runs_a, runs_b)
    if ratio.high < 1 - matters:
        return "better"
    if ratio.low > 1 + matters:
        return "worse"
    within = 1 - matters <= ratio.low and ratio.high <= 1 + matters
    return "no matter" if within else "measure more"


def by_means(runs_a, runs_b, matters):
    ratio = mean(runs_b) / mean(runs_a)
    if ratio < 1 - matters:
        return "better"
    return "worse" if ratio > 1 + matters else "no matter"


def by_significance(runs_a, runs_b, matters):
    ratio = compare_benchmarks(runs_a, runs_b)
    if not ratio.shown:
        return "no matter"
    return "better" if ratio.ratio < 1 else "worse"


def never_enough(runs_a, runs_b, matters):
    return "measure more"


def no_return(runs_a, runs_b, matters):
    compare_benchmarks(runs_a, runs_b)


def two_arguments(runs_a, runs_b):
    return "better"


def stub(runs_a, runs_b, matters):
    return ...


BANK = {
    "trade_offs.speed_ceiling": (
        right(from_instance(worked)),
        wrong(from_instance(remaining), name="what remains", points=3, tag="what_remains"),
        wrong(
            from_instance(whole), name="the whole", points=1, tag="part_for_whole",
            message="Only the part gets quicker",
        ),
        wrong(from_instance(shares_saved), name="the saved", points=1, tag="what_is_saved"),
        blank(..., ..., ...),
    ),
    "trade_offs.verdict": (
        right(by_interval),
        wrong(by_means, name="means alone", points=3, tag="noise_for_null"),
        wrong(
            by_significance, name="shown or not", points=2, tag="significance_for_size",
            message="It is real, and within a tenth.",
        ),
        wrong(never_enough, name="never enough", points=2),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        crashing(two_arguments, name="an argument short"),
        blank(stub),
    ),
    "trade_offs.symptoms": (
        right(SYMPTOMS),
        wrong(
            SYMPTOMS | {ROUND: "hot key"}, name="one misplaced", points=(4.5, 5),
            tag="lost_update", message="Who would have noticed",
        ),
        wrong(
            dict.fromkeys(SYMPTOMS, "retry storm"), name="all the same", points=0,
            tag="cold_cache", message="empty after a release",
        ),
        wrong(
            SYMPTOMS | {ROUND: "deadlock"}, name="another word", points=(4.5, 5),
            message="no group 'deadlock'",
        ),
        blank(dict.fromkeys(SYMPTOMS, ...)),
    ),
}  # fmt: skip

GUESSERS = {
    "trade_offs.symptoms": lambda rng: ({each: str(rng.choice(SIGNS)) for each in SYMPTOMS},),
}

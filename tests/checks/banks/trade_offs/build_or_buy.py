"""Answers to the exercises of the lesson on building and buying."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.models.tradeoffs import tornado

LATER = [1.08**-year for year in range(1, 6)]


def worked(own):
    premium = own.dearer * sum(LATER)
    saved = (own.shut - own.open) * LATER[-1]
    return premium, saved, premium / saved


def undiscounted(own):
    premium, saved = own.dearer * 5, own.shut - own.open
    return premium, saved, premium / saved


def out_for_nothing(own):
    premium, saved = own.dearer * sum(LATER), own.shut * LATER[-1]
    return premium, saved, premium / saved


def turned_round(own):
    premium, saved, chance = worked(own)
    return premium, saved, 1 / chance


def per_cent(own):
    premium, saved, chance = worked(own)
    return premium, saved, 100 * chance


def flips(difference, base, ranges):
    bars = tornado(difference, base, ranges)
    return [bar.name for bar in bars if bar.at_low * bar.at_high < 0]


def all_bars(difference, base, ranges):
    return [bar.name for bar in tornado(difference, base, ranges)]


def widest(difference, base, ranges):
    return [tornado(difference, base, ranges)[0].name]


def as_given(difference, base, ranges):
    turning = set(flips(difference, base, ranges))
    return [name for name in ranges if name in turning]


def by_hand(difference, base, ranges):
    return {"price": 1}[next(iter(ranges))] and flips(difference, base, ranges)


def stub(difference, base, ranges):
    return ...


BANK = {
    "trade_offs.way_out": (
        right(from_instance(worked)),
        wrong(from_instance(undiscounted), name="no discount", points=0, tag="no_discount"),
        wrong(
            from_instance(out_for_nothing), name="leaving for nothing", points=1, tag="free_exit",
            message="costs something, too",
        ),
        wrong(from_instance(turned_round), name="turned round", points=2, tag="turned_round"),
        wrong(from_instance(per_cent), name="per cent", points=2, tag="per_cent"),
        blank(..., ..., ...),
    ),
    "trade_offs.what_flips": (
        right(flips),
        wrong(
            all_bars, name="every bar", points=1, tag="width_for_flip", message="every bar",
        ),
        wrong(widest, name="the widest", points=(0, 1), tag="width_for_flip"),
        wrong(as_given, name="in the order given", points=3, tag="unordered"),
        crashing(by_hand, name="knows one table", points=1),
        blank(stub),
    ),
}  # fmt: skip

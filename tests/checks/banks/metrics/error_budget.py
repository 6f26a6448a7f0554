"""Answers to the exercises of the lesson on error budgets."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong


def budget(own):
    return (1 - own.level) * 30 * own.a_day


def worked(own):
    lost = own.outage / 60 * own.hour_share * own.a_day
    return budget(own) / own.ordinary, own.ordinary * 30 / budget(own), lost / budget(own)


def one_day(own):
    return budget(own) / 30 / own.ordinary, *worked(own)[1:]


def shares(own):
    days, _, outage = worked(own)
    return days, own.ordinary / own.a_day, outage


def upside_down(own):
    days, burn, outage = worked(own)
    return days, 1 / burn, outage


def minutes(own):
    return *worked(own)[:2], own.outage / ((1 - own.level) * 30 * 24 * 60)


def whole_hour(own):
    return *worked(own)[:2], own.hour_share * own.a_day / budget(own)


def of_a_day(own):
    days, burn, outage = worked(own)
    return days, burn, 30 * outage


def burning(window, level):
    bad, every = window
    return bad / every / (1 - level) if every else 0.0


def both(long, short, level, rate, least):
    if long[0] < least:
        return False
    return all(burning(window, level) >= rate - 1e-9 for window in (long, short))


def share_alone(long, short, level, rate, least):
    return all(burning(window, level) >= rate - 1e-9 for window in (long, short))


def hour_alone(long, short, level, rate, least):
    return long[0] >= least and burning(long, level) >= rate - 1e-9


def now_alone(long, short, level, rate, least):
    return long[0] >= least and burning(short, level) >= rate - 1e-9


def above(long, short, level, rate, least):
    if long[0] < least:
        return False
    return all(burning(window, level) > rate + 1e-9 for window in (long, short))


def never(long, short, level, rate, least):
    return False


def divides(long, short, level, rate, least):
    long_rate, short_rate = (bad / every / (1 - level) for bad, every in (long, short))
    return long[0] >= least and min(long_rate, short_rate) >= rate - 1e-9


def no_return(long, short, level, rate, least):
    both(long, short, level, rate, least)


def stub(long, short, level, rate, least):
    return ...


BANK = {
    "metrics.level_and_outage": (
        right(from_instance(worked)),
        wrong(from_instance(one_day), name="one day", points=4, tag="day_for_month"),
        wrong(from_instance(shares), name="shares", points=3, tag="share_for_burn"),
        wrong(from_instance(upside_down), name="upside down", points=3, tag="upside_down"),
        wrong(
            from_instance(minutes), name="minutes", points=3, tag="minutes_for_requests",
            message="this hour is busier",
        ),
        wrong(from_instance(whole_hour), name="whole hour", points=3, tag="hour_for_minutes"),
        wrong(from_instance(of_a_day), name="of a day", points=3, tag="day_for_month"),
        blank(..., ..., ...),
    ),
    "metrics.wake": (
        right(both),
        wrong(share_alone, name="share alone", points=5, tag="share_alone"),
        wrong(hour_alone, name="hour alone", points=5, tag="no_short_window"),
        wrong(now_alone, name="now alone", points=5, tag="no_long_window"),
        wrong(above, name="above", points=5, tag="above_for_at_least"),
        wrong(never, name="never", points=4, tag="asleep"),
        crashing(divides, name="divides by nothing", points=4),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip

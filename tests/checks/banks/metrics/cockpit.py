"""Answers to the exercises of the lesson on the cockpit."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong


def by_hand(own):
    return own.minutes * own.a_week / 60


def paid(own, saved):
    return saved, own.build_hours / saved, saved * own.weeks - own.build_hours


def payoff(own):
    return paid(own, by_hand(own) * own.share - own.upkeep)


def no_upkeep(own):
    return paid(own, by_hand(own) * own.share)


def takes_all(own):
    return paid(own, by_hand(own) - own.upkeep)


def in_minutes(own):
    return paid(own, 60 * by_hand(own) * own.share - own.upkeep)


def free_to_build(own):
    saved, payback, left = payoff(own)
    return saved, payback, left + own.build_hours


def pays_by_hand(own):
    saved, _, left = payoff(own)
    return saved, own.build_hours / by_hand(own), left


def blocked(own, days):
    return own.people * own.blocks_a_week * days * own.hours_a_day


def meeting(own):
    return own.people * own.minutes / 60


def asking(own, days):
    return 5 / days * meeting(own) + blocked(own, days / 2)


def checked(own):
    best = min((1, 2, 3, 5, 10), key=lambda days: asking(own, days))
    waits = own.seen * 0.25 + (1 - own.seen) * 2.5
    return asking(own, 1), best, meeting(own) + blocked(own, waits)


def only_meetings(own):
    return 5 * meeting(own), *checked(own)[1:]


def whole_wait(own):
    return 5 * meeting(own) + blocked(own, 1), *checked(own)[1:]


def one_person(own):
    return 5 * own.minutes / 60 + blocked(own, 0.5), *checked(own)[1:]


def daily(own):
    first, _, last = checked(own)
    return first, 1, last


def fortnight(own):
    first, _, last = checked(own)
    return first, 10, last


def sees_all(own):
    return *checked(own)[:2], meeting(own) + blocked(own, 0.25)


def no_talk(own):
    first, best, last = checked(own)
    return first, best, last - meeting(own)


def recall(own, way):
    return own[way]["found"] / (own[way]["found"] + own[way]["missed"])


def priced(own):
    found = own.app["found"] + own.phone["found"]
    looked = found + own.app["needless"] + own.phone["needless"]
    chance = own.hours_to_look / own.hours_if_missed
    return chance, found / looked, recall(own, "app") - recall(own, "phone")


def odds(own):
    look, miss = own.hours_to_look, own.hours_if_missed
    return look / (look + miss), *priced(own)[1:]


def half(own):
    return 0.5, *priced(own)[1:]


def pooled_recall(own):
    chance, _, gap = priced(own)
    found = own.app["found"] + own.phone["found"]
    return chance, found / (found + own.app["missed"] + own.phone["missed"]), gap


def turned(own):
    chance, precision, gap = priced(own)
    return chance, precision, -gap


def of_all_serious(own):
    chance, precision, _ = priced(own)
    serious = sum(own[way][name] for way in ("app", "phone") for name in ("found", "missed"))
    return chance, precision, (own.app["found"] - own.phone["found"]) / serious


def precisions(own):
    chance, precision, _ = priced(own)
    each = {way: own[way]["found"] / (own[way]["found"] + own[way]["needless"])
            for way in ("app", "phone")}  # fmt: skip
    return chance, precision, each["app"] - each["phone"]


BANK = {
    "metrics.automation_payoff": (
        right(from_instance(payoff)),
        wrong(from_instance(no_upkeep), name="no upkeep", tag="free_upkeep",
              message="keep it running"),
        wrong(from_instance(takes_all), name="takes all", tag="takes_all", message="stays by hand"),
        wrong(from_instance(in_minutes), name="minutes", tag="minutes_for_hours"),
        wrong(from_instance(free_to_build), name="free to build", points=3, tag="free_to_build"),
        wrong(from_instance(pays_by_hand), name="by hand", points=3, tag="takes_all"),
        blank(..., ..., ...),
    ),
    "metrics.check_in": (
        right(from_instance(checked)),
        wrong(from_instance(only_meetings), name="meetings alone", points=3, tag="blocks_free"),
        wrong(from_instance(whole_wait), name="the whole wait", points=3, tag="waits_whole"),
        wrong(from_instance(one_person), name="one person", points=3, tag="one_in_the_room"),
        wrong(from_instance(daily), name="every day", points=4, tag="hovering",
              message="Ask less often"),
        wrong(from_instance(fortnight), name="every fortnight", points=4, message="each of the"),
        wrong(from_instance(sees_all), name="sees all", points=3, tag="sees_all"),
        wrong(from_instance(no_talk), name="no talk", points=3, tag="no_talk"),
        blank(..., ..., ...),
    ),
    "metrics.threshold": (
        right(from_instance(priced)),
        wrong(from_instance(odds), name="odds", points=3, tag="miss_without_look"),
        wrong(from_instance(half), name="a half", points=3, tag="half"),
        wrong(from_instance(pooled_recall), name="recall", points=3, tag="recall_for_precision"),
        wrong(from_instance(turned), name="turned", points=2, tag="other_way_round"),
        wrong(from_instance(of_all_serious), name="of all", points=2, tag="other_whole"),
        wrong(from_instance(precisions), name="precisions", points=2, tag="precision_for_recall"),
        blank(..., ..., ...),
    ),
}  # fmt: skip

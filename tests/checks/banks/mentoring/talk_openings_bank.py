"""Answers to the exercises of the lesson on signs and talks."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

KEY = {
    "a": "room", "b": "state", "c": "report", "d": "room",
    "e": "state", "f": "report", "g": "room", "h": "state",
}  # fmt: skip


def heads(own):
    hit = own.people * own.share * own.found
    false = own.people * (1 - own.share) * (1 - own.cleared)
    return hit, false, hit / (hit + false)


def everybody_found(own):
    _, false, share = heads(own)
    return own.people * own.found, false, share


def cleared_turned(own):
    hit, _, share = heads(own)
    return hit, own.people * (1 - own.share) * own.cleared, share


def false_of_all(own):
    hit, _, share = heads(own)
    return hit, own.people * (1 - own.cleared), share


def turned_round(own):
    hit, false, _ = heads(own)
    return hit, false, own.found


def false_forgotten(own):
    hit, _, _ = heads(own)
    return hit, own.people * (1 - own.cleared), hit / (hit + own.people * (1 - own.cleared))


def rhythm(own):
    minutes = own.people * own.minutes_with_notes / own.every_weeks
    weekly = round(own.at_most_share * 2_400) // own.minutes_with_notes
    return minutes / 2_400, weekly, 3.5 * own.every_weeks


def each_week(own):
    return own.people * own.minutes_with_notes / 2_400, *rhythm(own)[1:]


def in_hours(own):
    return 40 * rhythm(own)[0], *rhythm(own)[1:]


def one_too_many(own):
    share, weekly, days = rhythm(own)
    return share, weekly + 1, days


def not_whole(own):
    share, _, days = rhythm(own)
    return share, own.at_most_share * 2_400 / own.minutes_with_notes + 0.01, days


def longest(own):
    return *rhythm(own)[:2], 7 * own.every_weeks


def in_weeks(own):
    return *rhythm(own)[:2], own.every_weeks / 2


BANK = {
    "mentoring.flags": (
        right(from_instance(heads)),
        wrong(
            from_instance(everybody_found), name="found of everybody", points=3,
            tag="base_rate_ignored", message="few are",
        ),
        wrong(from_instance(false_of_all), name="cleared of everybody", points=3,
              tag="base_rate_ignored"),
        wrong(from_instance(cleared_turned), name="cleared turned", points=3,
              tag="share_turned_round"),
        wrong(
            from_instance(turned_round), name="condition turned round", points=2,
            tag="condition_turned_round", message="how many in amber are exhausted",
        ),
        wrong(from_instance(false_forgotten), name="carried on", points=1, tag="carried_on"),
        wrong(6, 18, "25 %", name="someone else's", points=0),
        blank(..., ..., ...),
    ),
    "mentoring.talk_hours": (
        right(from_instance(rhythm)),
        wrong(from_instance(each_week), name="each week", points=2.5, tag="rhythm_forgotten",
              message="with a talk each week"),
        wrong(from_instance(in_hours), name="in hours", points=2.5, tag="hours_for_share"),
        wrong(from_instance(one_too_many), name="one too many", points=2.5,
              message="whole people"),
        wrong(from_instance(not_whole), name="part of a person", points=2.5,
              message="whole people"),
        wrong(from_instance(longest), name="the longest", points=3, tag="longest_for_mean",
              message="the longest time"),
        wrong(from_instance(in_weeks), name="in weeks", points=3, tag="weeks_for_days"),
        wrong("an eighth", "all", 99, name="words", points=0),
        blank(..., ..., ...),
    ),
    "mentoring.talk_openings": (
        right(KEY),
        wrong({**KEY, "b": "room"}, name="a guess for room", points=6.5, tag="room_for_state",
              message="your reading of them"),
        wrong({**KEY, "e": "room"}, name="a yes for room", points=6.5, tag="room_for_state",
              message="somebody who leaves"),
        wrong({**KEY, "c": "room"}, name="status for room", points=6.5, tag="room_for_report"),
        wrong({**KEY, "a": "state"}, name="hours for a state", points=6.5, tag="state_for_room"),
        wrong({**KEY, "g": "report"}, name="about you", points=6.5, tag="report_for_room"),
        wrong(dict.fromkeys(KEY, "room"), name="all room", points=(0, 1)),
        wrong(dict.fromkeys(KEY, "state"), name="all state", points=(0, 1)),
        wrong({**KEY, "h": "number"}, name="no such group", points=(6, 7)),
        wrong("room", name="a word", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(KEY, ...)),
    ),
}  # fmt: skip
GUESSERS = {
    "mentoring.talk_openings": lambda rng: (
        {letter: str(rng.choice(["room", "state", "report"])) for letter in KEY},
    ),
}

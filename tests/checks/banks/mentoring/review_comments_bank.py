"""Answers to the exercises of the lesson on review as teaching."""

from __future__ import annotations

import math

from answer_banks import blank, from_instance, right, wrong

KEY = {
    "a": "say why", "b": "ask", "c": "tool", "d": "talk",
    "e": "say why", "f": "talk", "g": "ask", "h": "tool",
}  # fmt: skip


def worked(own):
    return (f"{own.place}: {own.found}, so {own.follows}. Please {own.change}.",)


def because(own):
    return (f"Please {own.change}, because otherwise {own.follows}.",)


def no_reason(own):
    return (f"{own.place}: please {own.change}.",)


def nothing_follows(own):
    return (f"{own.place}: {own.found}. Please {own.change}, because the house wants it so.",)


def said_so(own):
    return (f"{own.place}: please {own.change}, because I said so.",)


def as_a_question(own):
    return (f"{own.place}: {own.found}, so {own.follows}. Could you {own.change}?",)


def no_change(own):
    return (f"{own.place}: {own.found}, so {own.follows}.",)


def at_the_person(own):
    return (f"You are too hasty. {worked(own)[0]}",)


def mocking(own):
    return (f"For heaven's sake. {worked(own)[0]}",)


def another_case(own):
    reason = "Line 4: the name hides a unit, so the next reader adds days to hours."
    return (f"{reason} Please rename it to `wait_hours`.",)


def load(own, *, each=None, readers=None, knows=None):
    hours = own.people * own.changes_each * own.reads * own.minutes / 60
    return (
        hours / own.seniors if each is None else each,
        math.ceil(hours / own.at_most_hours) if readers is None else readers,
        1 - (1 - own.reads / (own.people - 1)) ** own.changes_of_part if knows is None else knows,
    )


def together(own):
    return load(own, each=load(own)[0] * own.seniors)


def all_read(own):
    return load(own, each=load(own)[0] * own.seniors / own.people)


def one_author(own):
    return load(own, each=load(own)[0] / own.people)


def one_too_few(own):
    return load(own, readers=load(own)[1] - 1)


def missed(own):
    return load(own, knows=1 - load(own)[2])


def added(own):
    return load(own, knows=own.reads * own.changes_of_part / (own.people - 1))


def reads_own(own):
    return load(own, knows=1 - (1 - own.reads / own.people) ** own.changes_of_part)


BANK = {
    "mentoring.ways_to_say": (
        right(KEY),
        wrong({**KEY, "a": "ask"}, name="examined", points=(6, 7), tag="known_and_asked",
              message="hides that"),
        wrong({**KEY, "b": "say why"}, name="told", points=(6, 7), tag="said_without_knowing"),
        wrong({**KEY, "c": "say why"}, name="by hand", points=(6, 7), tag="hand_for_tool"),
        wrong({**KEY, "d": "say why"}, name="third round", points=(6, 7), tag="third_round"),
        wrong({**KEY, "f": "say why"}, name="late design", points=(6, 7), tag="late_design"),
        wrong(dict.fromkeys(KEY, "ask"), name="all asked", points=0),
        wrong("ask", name="a word", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(KEY, ...)),
    ),
    "mentoring.own_comment": (
        right(from_instance(worked)),
        right(from_instance(because), name="because"),
        right(from_instance(as_a_question), name="as a question"),
        wrong(from_instance(no_reason), name="no reason", points=5, tag="no_explains_why"),
        wrong(from_instance(said_so), name="because I said so", points=5, tag="no_explains_why"),
        wrong(from_instance(nothing_follows), name="nothing follows", points=6,
              tag="no_effect_named", message="what follows"),
        wrong(from_instance(no_change), name="no change", points=5, tag="no_actionable"),
        wrong(from_instance(at_the_person), name="at the person", points=5,
              tag="no_not_about_person"),
        wrong(from_instance(mocking), name="mocking", points=5, tag="no_respectful"),
        wrong(from_instance(another_case), name="another case", points=5, tag="another_case"),
        wrong("LGTM", name="approval", points=0),
        wrong(7, name="a number", points=0, message="this is a number"),
        blank(...),
    ),
    "mentoring.review_load": (
        right(from_instance(load)),
        wrong(from_instance(together), name="together", points=4, tag="not_shared"),
        wrong(from_instance(all_read), name="all read", points=4, tag="all_for_few"),
        wrong(from_instance(one_author), name="one author", points=4, tag="one_author"),
        wrong(from_instance(one_too_few), name="one too few", points=4),
        wrong(from_instance(missed), name="missed", points=4, tag="missed_for_read"),
        wrong(from_instance(added), name="added", points=4, tag="chances_added"),
        wrong(from_instance(reads_own), name="reads own", points=4, tag="reads_own"),
        wrong("many", "few", "all", name="words", points=0),
        blank(..., ..., ...),
    ),
}  # fmt: skip


def guessed(rng):
    ways = ("say why", "ask", "tool", "talk")
    return ({letter: str(rng.choice(ways)) for letter in KEY},)


GUESSERS = {"mentoring.ways_to_say": guessed}

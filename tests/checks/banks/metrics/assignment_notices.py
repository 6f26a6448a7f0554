"""Answers to the graded rule for notices."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.simulation.notice_weeks import reference

SALT = {"salt": "a test of the bank"}


def page_all(event):
    return "page"


def message_all(event):
    return "message"


def silence(event):
    return "nothing"


def by_kind(event):
    ways = {"service down": "page", "budget burns": "page", "card moved": "nothing"}
    return ways.get(event.kind, "message")


def wakes_people(event):
    night = not 8 <= event.hour < 18
    return "page" if night else reference(event)


def shouts(event):
    return "shout"


def forgets(event):
    reference(event)


def sees_the_truth(event):
    return "page" if event.true_harm > 1 else "digest"


def stub(event): ...


BANK = {
    "metrics.notices": (
        right(reference, key=SALT),
        wrong(page_all, name="a page for all", points=(0, 0.5), key=SALT, tag="alarm_flood",
              message="heeded less"),
        wrong(message_all, name="a message for all", points=0, key=SALT, tag="nobody_told",
              message="cannot wait"),
        wrong(silence, name="nothing", points=0, key=SALT, message="cannot wait"),
        wrong(by_kind, name="by kind", points=(2, 6), key=SALT, message="full points from"),
        wrong(wakes_people, name="wakes people", points=(0, 6), key=SALT, tag="wakes_for_little",
              message="stop looking"),
        crashing(shouts, name="another way", key=SALT, message="there are page, message"),
        crashing(forgets, name="no return", key=SALT, message="forget a `return`"),
        crashing(sees_the_truth, name="what nobody can know", key=SALT, message="true_harm"),
        blank(stub, key=SALT),
    ),
}  # fmt: skip

"""Answers on what goes into two weeks."""

from __future__ import annotations

from itertools import combinations

from answer_banks import blank, from_instance, right, wrong

UPGRADE = "upgrade the database"


def days(own):
    return own.people * 10 * (1 - own.interruptions)


def worth(own, chosen):
    rows = {row["item"]: row for row in own["items"]}
    return sum(rows[each]["worth"] + 26 * rows[each]["saves_a_week"] for each in chosen)


def fits(own, chosen):
    rows = {row["item"]: row for row in own["items"]}
    return sum(rows[each]["days"] for each in chosen) <= days(own)


def best(own, *, dated=True, technical=True):
    names = [row["item"] for row in own["items"] if row["item"] != UPGRADE]
    if not technical:
        names = [row["item"] for row in own["items"] if row["worth"]]
    first = [UPGRADE] if dated else []
    plans = [
        [*first, *some] for size in range(len(names) + 1) for some in combinations(names, size)
    ]
    return max((plan for plan in plans if fits(own, plan)), key=lambda plan: worth(own, plan))


def planned(own):
    return days(own), best(own)


def no_interruptions(own):
    return own.people * 10, best(own)


def undated(own):
    return days(own), best(own, dated=False)


def features(own):
    return days(own), best(own, technical=False)


def everything(own):
    return days(own), [row["item"] for row in own["items"]]


def twice(own):
    return days(own), [*best(own), UPGRADE]


def upgrade_alone(own):
    return days(own), [UPGRADE]


def none(own):
    return days(own), []


BANK = {
    "metrics.sprint_split": (
        right(from_instance(planned)),
        wrong(from_instance(no_interruptions), name="no interruptions", points=4,
              tag="nobody_interrupts"),
        wrong(from_instance(undated), name="without the date", points=4, tag="date_forgotten"),
        wrong(from_instance(features), name="features alone", points=3, tag="features_only",
              message="come back 26 times"),
        wrong(from_instance(upgrade_alone), name="upgrade alone", points=3, tag="features_only"),
        wrong(from_instance(everything), name="everything", points=1, tag="over_full",
              message="They take"),
        wrong(from_instance(twice), name="twice", points=1, message="twice"),
        wrong(from_instance(none), name="nothing", points=1, message="It is empty"),
        blank(..., ...),
    ),
}  # fmt: skip

"""Answers to the graded threshold and to the self score of the critique."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.metrics import assignment_triage as asked


def sums(own):
    rows = [dict(row) for row in own["reports"]]
    costs = {
        at: sum(
            own.hours_to_look * (row["serious"] + row["harmless"])
            if row["score"] >= at
            else own.hours_if_missed * row["serious"]
            for row in rows
        )
        for at in asked.THRESHOLDS
    }
    one = min(costs, key=costs.get)
    missed = {}
    for entry in ("app", "phone"):
        serious = [row for row in rows if row["entry"] == entry]
        below = sum(row["serious"] for row in serious if row["score"] < one)
        missed[entry] = below / sum(row["serious"] for row in serious)
    _, (app, phone) = asked._fair_pairs(rows, own)[0]
    return {
        "threshold": one,
        "hours": costs[one],
        "missed_app": missed["app"],
        "missed_phone": missed["phone"],
        "app": app,
        "phone": phone,
    }


def changed(**others):
    def given(own):
        return {**sums(own), **{name: other(own) for name, other in others.items()}}

    return from_instance(given)


def looking(own):
    rows = own["reports"]
    one = sums(own)["threshold"]
    return own.hours_to_look * sum(
        row["serious"] + row["harmless"] for row in rows if row["score"] >= one
    )


def alike(own):
    return asked._fewest_errors([dict(row) for row in own["reports"]])


SCORES = {"decision": 2, "definition": 1, "noise": 3, "gaming": 0, "proposal": 2}
LONG = "word " * 150

BANK = {
    "metrics.triage": (
        right(from_instance(sums)),
        right(from_instance(sums), learner="bo", name="another quarter"),
        wrong(changed(threshold=alike), name="fewest errors", points=5.5, tag="errors_alike",
              message="they cost unlike"),
        wrong(changed(hours=looking), name="hours of looking", points=6, tag="misses_free",
              message="what was missed costs"),
        wrong(changed(missed_app=lambda own: 1 - sums(own)["missed_app"]), name="found",
              points=6, tag="found_for_missed", message="that it finds"),
        wrong(changed(app=lambda own: sums(own)["threshold"],
                      phone=lambda own: sums(own)["threshold"]),
              name="one for all", points=4.5, tag="gap_unseen", message="misses more of one way"),
        wrong(changed(app=lambda own: 0.9), name="another pair", points=4.5,
              message="within the gap"),
        blank({"threshold": ..., "hours": ..., "missed_app": ..., "missed_phone": ...,
               "app": ..., "phone": ...}),
    ),
    "metrics.dashboard": (
        right(LONG, SCORES),
        wrong("too short", SCORES, name="two words", points=2.5, message="so that Hendrik reads"),
        wrong(LONG, {**SCORES, "noise": 4}, name="four", points=4.5, message="from 0 to 3"),
        wrong(LONG, {"decision": 1}, name="one score", points=3, message="by the anchors"),
        blank("", dict.fromkeys(SCORES, ...)),
    ),
}  # fmt: skip

"""Answers to the exercises of the lesson on risk and on sources that disagree."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.checks.trade_offs.risk_and_disagreement import cannot_be_left, expected_loss, falling


def worked(own):
    once = own.chance * own.good + (1 - own.chance) * own.bad - own.cost
    staged = own.chance * (own.good - own.cost) - (1 - own.chance) * own.stage
    return once, staged, staged - once


def never_stops(own):
    once, _, _ = worked(own)
    return once, once, 0.0


def stage_lost(own):
    once, staged, _ = worked(own)
    lost = staged - own.chance * own.stage
    return once, lost, lost - once


def free_stage(own):
    once, _, _ = worked(own)
    free = own.chance * (own.good - own.cost)
    return once, free, free - once


def bad_case_forgotten(own):
    return own.chance * (own.good - own.cost), *worked(own)[1:]


def turned_round(own):
    once, staged, may = worked(own)
    return once, staged, -may


def against_nothing(own):
    once, staged, _ = worked(own)
    return once, staged, staged


def direct(needs, part):
    return {user for user, used in needs.items() if part in used}


def with_itself(needs, part):
    return falling(needs, part) | {part}


def arrows_turned(needs, part):
    return set(needs.get(part, []))


def one_by_one(needs, part):
    found = []
    for user, used in needs.items():
        if part in used:
            found += [user, *one_by_one(needs, user)]
    return found


def a_count(needs, part):
    return len(falling(needs, part))


def empty(needs, part):
    return ...


def attentive(risks, week, signs):
    kept = [risk for risk in risks if cannot_be_left(risk, week, signs)]
    return [risk["name"] for risk in sorted(kept, key=lambda risk: -expected_loss(risk))]


def unordered(risks, week, signs):
    return sorted(attentive(risks, week, signs))


def only_dates(risks, week, signs):
    return [risk["name"] for risk in risks if risk["until"] is None or week > risk["until"]]


def ends_today(risks, week, signs):
    ended = [r["name"] for r in risks if r["until"] is not None and week >= r["until"]]
    return [*attentive(risks, week, signs), *ended]


def everything(risks, week, signs):
    return [risk["name"] for risk in sorted(risks, key=lambda risk: -expected_loss(risk))]


def strangers_sign(risks, week, signs):
    return [
        risk["name"]
        for risk in risks
        if cannot_be_left(risk, week, signs) and risk["owner"] in signs
    ]  # fmt: skip


def compares_none(risks, week, signs):
    return [risk["name"] for risk in risks if week > risk["until"]]


def stub(risks, week, signs):
    return ...


BANK = {
    "trade_offs.first_part": (
        right(from_instance(worked)),
        wrong(
            from_instance(never_stops), name="never stops", points=1, tag="duty_for_right",
            message="you may stop",
        ),
        wrong(
            from_instance(stage_lost), name="the stage is thrown away", points=1, tag="stage_lost",
        ),
        wrong(from_instance(free_stage), name="a free stage", points=1, tag="free_stage"),
        wrong(
            from_instance(bad_case_forgotten), name="bad case forgotten", points=4,
            tag="bad_case_forgotten",
        ),
        wrong(from_instance(turned_round), name="turned round", points=3, tag="turned_round"),
        wrong(from_instance(against_nothing), name="against nothing", points=3,
              tag="against_nothing", message="doing all at once is worth something"),
        blank(..., ..., ...),
    ),
    "trade_offs.falls_along": (
        right(falling),
        wrong(direct, name="direct users", points=1, tag="direct_only", message="who needs those"),
        wrong(with_itself, name="itself", points=0, tag="itself"),
        wrong(arrows_turned, name="arrows turned", points=0, tag="arrows_turned"),
        crashing(one_by_one, name="counts twice and runs in circles", points=2),
        crashing(a_count, name="a count", message="Give a set of names"),
        blank(empty),
    ),
    "trade_offs.need_somebody": (
        right(attentive),
        wrong(unordered, name="by name", points=3, tag="unordered", message="These are they"),
        wrong(only_dates, name="dates alone", points=1, tag="trigger_ignored"),
        wrong(ends_today, name="its last week counts", points=2, tag="end_ignored"),
        wrong(everything, name="everything", points=0, tag="end_ignored"),
        wrong(strangers_sign, name="strangers sign", points=(2, 3), tag="signature_ignored"),
        crashing(compares_none, name="compares None", points=0),
        blank(stub),
    ),
}  # fmt: skip

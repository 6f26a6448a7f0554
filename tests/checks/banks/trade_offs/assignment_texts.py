"""Answers to the two texts of the assignment."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.trade_offs.assignment_texts import sums_of

RISK = {
    "risk": "Risk: if the new export maps an hour wrongly, carers get a wrong wage.",
    "likelihood": "Likelihood: as in the trial, {wrong} in {trial}.",
    "harm": "Harm: among {carers} carers some dozens of wages, 30 euro each.",
    "accepted_by": "Accepted by: Agnes Thorvald",
    "until": "Until: {ends}",
    "trigger": "Ends sooner if: one agency takes the export back.",
    "mitigation": "Mitigation: Oskar compares the 100 longest payslips by 3 June.",
    "told": "Told: the pay clerks of the agencies, by letter.",
}
DEBT = {
    "debt": "What it is: the jobs of messages still stand in the main database.",
    "interest": "What it costs today: {euro:.0f} euro a week.",
    "principal": "What repaying takes: {weeks:g} engineer-weeks, once.",
    "payback": "Paid back: after {payback:.0f} weeks.",
    "risk": "If we leave it: a locked morning, twice last year.",
    "range": "How sure: between {low} and {high} hours, counted in February.",
    "alternatives": "Other ways: leave it, and pay on.",
    "ask": "Ask: Sanne, please decide on 14 May.",
}


def record(own, *, without=(), **change):
    rows = [row for name, row in RISK.items() if name not in without]
    known = {
        "carers": f"{own.carers:,}",
        "wrong": own.wrong_in_trial,
        "trial": f"{own.of_payslips_in_trial:,}",
        "ends": own.comparison_ends,
    }
    return "\n".join(rows).format(**known | change)


def memo(own, *, without=(), **change):
    rows = [row for name, row in DEBT.items() if name not in without]
    euro, payback = sums_of(own)
    known = {
        "euro": euro,
        "payback": payback,
        "weeks": sum(own.weeks_to_move_it) / 2,
        "low": own.hours_a_week[0],
        "high": own.hours_a_week[1],
    }
    return "\n".join(rows).format(**known | change)


def all_saved(own):
    return memo(own, payback=sums_of(own)[1] * own.share_that_goes_away)


def lacking(write, part):
    return from_instance(lambda own: write(own, without=(part,)))


NICE = """There is some risk in this release, but the team feels comfortable. We accept it for now
and will monitor the situation closely. All stakeholders are informed."""
VAGUE = """Our technical debt has reached a worrying level and developers are frustrated. We need
to invest in quality now, otherwise we will pay dearly."""

BANK = {
    "trade_offs.risk_record": (
        right(from_instance(record)),
        wrong(
            lacking(record, "accepted_by"), name="nobody accepts", points=6,
            tag="promise_without_owner", message="cannot be asked later",
        ),
        wrong(
            lacking(record, "until"), name="no end", points=(5.6, 5.7), tag="for_now",
            message="ends never",
        ),
        wrong(
            lacking(record, "trigger"), name="no tripwire", points=6, tag="no_tripwire",
            message="before its day",
        ),
        wrong(
            lacking(record, "mitigation"), name="no act", points=6, tag="promise_without_owner",
            message="who does it, and by when",
        ),
        wrong(lacking(record, "risk"), name="no risk", points=6.5, message="what may happen"),
        wrong(lacking(record, "told"), name="nobody told", points=6.5, message="would bear it"),
        wrong(
            from_instance(lambda own: record(own, carers="4", ends="31 March")),
            name="another case", points=(6.2, 6.4), tag="numbers_of_nobody",
            message="has only this page",
        ),
        wrong(NICE, name="comfortable", points=0, message="a team or the management"),
        blank("\n"),
    ),
    "trade_offs.debt_memo": (
        right(from_instance(memo)),
        wrong(
            lacking(memo, "ask"), name="nothing asked", points=6, message="the day by which",
        ),
        wrong(
            lacking(memo, "range"), name="no range", points=6.5, tag="overconfidence",
            message="as a range",
        ),
        wrong(
            lacking(memo, "alternatives"), name="one way", points=6.5, tag="false_dichotomy",
            message="doing nothing",
        ),
        wrong(lacking(memo, "risk"), name="no risk", points=6.5, message="a count of past cases"),
        wrong(
            from_instance(all_saved), name="all of it goes away", points=5.5,
            tag="all_of_it_saved", message="a share stays",
        ),
        wrong(
            from_instance(lambda own: memo(own, euro=9)), name="other sums", points=6,
            tag="hours_for_money", message="in euro",
        ),
        wrong(VAGUE, name="quality", points=(0, 0.5), message="for a period"),
        blank("\n"),
    ),
}  # fmt: skip

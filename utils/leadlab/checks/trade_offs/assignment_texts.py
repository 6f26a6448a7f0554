"""Graded texts of the assignment: a risk that somebody accepts, and a debt in money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.writing import written
from leadlab.models.writing import check_debt_memo, check_risk_acceptance

HOUR, WEEKS_A_MONTH, WEEK_HOURS = 40, 52 / 12, 40


def draw_pay_export(rng: np.random.Generator) -> Mapping[str, Any]:
    """A pay export that starts before two months were compared."""
    return {
        "carers": int(rng.integers(24, 61) * 50),
        "wrong_in_trial": int(rng.integers(2, 10)),
        "of_payslips_in_trial": int(rng.integers(6, 15) * 100),
        "comparison_ends": f"{int(rng.integers(11, 28))} June",
        "euro_to_correct_one": int(rng.integers(5, 13) * 5),
    }


RISK_PARTS = {
    "risk": 0.5,
    "likelihood": 0.5,
    "harm": 0.5,
    "accepted_by": 1.0,
    "until": 1.0,
    "trigger": 1.0,
    "mitigation": 1.0,
    "told": 0.5,
}
RISK_TAGS = {
    "accepted_by": "promise_without_owner",
    "until": "for_now",
    "trigger": "no_tripwire",
    "mitigation": "promise_without_owner",
}


@exercise(
    "trade_offs.risk_record",
    title="A risk that somebody accepts, for a time",
    concepts=("T-18", "T-27"),
    points=7,
    kind="structured text",
    hints=(
        "Read it as the one who is asked in July: who took this, until when, and on what numbers?",
        "Eight parts, each behind a plain label; two of them have a day, two have a name.",
        '"Accepted by: …", "Until: …", "Ends sooner if: …", "Mitigation: NAME does … by DATE".',
    ),
    solution="""
        Risk: if the new export maps an hour wrongly, carers get a wrong wage on the 5th.
        Likelihood: as in the trial, 4 in 900 payslips.
        Harm: at 2,400 carers some 11 wrong wages, 30 euro each to correct, and the rent of 11
        households.
        Accepted by: Agnes Thorvald, head of finance, on 28 May.
        Until: 18 June, the end of Oskar's comparison.
        Ends sooner if: more than 15 wrong payslips are reported, or one agency takes it back.
        Mitigation: Oskar compares the 100 longest payslips by hand by 3 June. Dorothea's people
        have an extra line on the 5th and 6th (Dorothea, by 4 June).
        Told: the pay clerks of all agencies concerned, by letter of 27 May; Teresa.
        """,
    draw=draw_pay_export,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def risk_record(record: str, *, instance: Instance) -> Iterator[Check | str]:
    """Eight parts of an acceptance, and whether it speaks of the case's own numbers."""
    text = record if isinstance(record, str) else ""
    lines = written(record, RISK_PARTS, tags=RISK_TAGS, read=check_risk_acceptance)
    yield from _parts_of(lines)
    wanted = {
        "the carers": float(instance.carers),
        "the trial": float(instance.of_payslips_in_trial),
        "the last day of the comparison": float(instance.comparison_ends.split()[0]),
    }
    said = numbers_in(text)
    missing = [name for name, value in wanted.items() if not _among(value, said, 0.001)]
    yield Check(
        says="the numbers of this case",
        held=not missing,
        share=1 - len(missing) / len(wanted),
        message=f"Missing: {', '.join(missing)}. Whoever reads it later has only this page.",
        tag="numbers_of_nobody" if missing else "",
    )
    yield from check_risk_acceptance(text).limits


def draw_debt(rng: np.random.Generator) -> Mapping[str, Any]:
    """The jobs table: hours that it takes, what moving it takes, and what it has broken."""
    low = int(rng.integers(6, 12))
    weeks = int(rng.integers(3, 7))
    return {
        "hours_a_week": (low, low + int(rng.integers(3, 8))),
        "euro_per_hour": HOUR,
        "weeks_to_move_it": (weeks, weeks + int(rng.integers(1, 4))),
        "share_that_goes_away": float(rng.choice([0.7, 0.75, 0.8, 0.9])),
        "locked_mornings_last_year": int(rng.integers(2, 6)),
        "late_alarms_each": int(rng.integers(4, 13) * 50),
    }


DEBT_PARTS = {
    "debt": 0.5,
    "interest": 0.5,
    "principal": 0.5,
    "payback": 0.5,
    "risk": 0.5,
    "range": 0.5,
    "alternatives": 0.5,
    "ask": 1.0,
}
DEBT_TAGS = {"risk": "cost_unseen", "range": "overconfidence", "alternatives": "false_dichotomy"}


def sums_of(own: Mapping[str, Any]) -> tuple[float, float]:
    """Euro a week that the debt takes, and weeks until moving it has paid, at the middles."""
    hours, weeks = (sum(own[name]) / 2 for name in ("hours_a_week", "weeks_to_move_it"))
    interest = hours * own["euro_per_hour"]
    saved = interest * own["share_that_goes_away"]
    return interest, weeks * WEEK_HOURS * own["euro_per_hour"] / saved


@exercise(
    "trade_offs.debt_memo",
    title="A debt in money, on one page",
    concepts=("T-12", "T-26", "B-07", "B-12"),
    points=7,
    kind="structured text",
    hints=(
        "The reader decides on money and risk and does not know what a lock is.",
        "Interest is a sum for a week or month; payback is the one-off cost by the weekly saving.",
        "payback in weeks = weeks_to_move_it * 40 / (hours_a_week * share_that_goes_away).",
    ),
    solution="""
        lab.template("debt_memo", ...) writes the page from numbers; see the end of the assignment.
        What it is: the jobs of messages still stand in a table of the main database.
        What it costs: 9 to 13 hours a week, at the middle 440 euro.
        What repaying takes: 4 to 6 engineer-weeks, at the middle 8,000 euro, once.
        When it has paid: at 80 % less, after 23 weeks of saving 352 euro.
        If we leave it: a locked morning, three times last year, each with 300 late alarms.
        Other ways: leave it and pay on; or move only the alarms, two weeks for a third of it.
        Ask: Sanne, please decide on 14 May whether it comes before the portal.
        """,
    draw=draw_debt,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def debt_memo(memo: str, *, instance: Instance) -> Iterator[Check | str]:
    """Eight parts of a memo, and whether its sums follow from the learner's own numbers."""
    text = memo if isinstance(memo, str) else ""
    yield from _parts_of(written(memo, DEBT_PARTS, tags=DEBT_TAGS, read=check_debt_memo))
    interest, payback = sums_of(instance)
    said = numbers_in(text)
    yield Check(
        says="what it costs in euro, for a week, month or year",
        held=any(_among(interest * each, said, 0.06) for each in (1, WEEKS_A_MONTH, 52)),
        message="At the middle of your hours, what is it in euro? That sum is not on the page.",
        tag="hours_for_money",
    )
    whole = payback * instance.share_that_goes_away
    yield Check(
        says="when it has paid, in weeks or months",
        held=_among(payback, said, 0.06) or _among(payback / WEEKS_A_MONTH, said, 0.06),
        points=1.5,
        message="That counts as if all of it went away; a share stays."
        if _among(whole, said, 0.02)
        else "Divide the cost of moving it by what goes away in a week; that is not on the page.",
        tag="all_of_it_saved" if _among(whole, said, 0.02) else "",
    )
    yield from check_debt_memo(text).limits


_NUMBER = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+(?!\d)|\d{1,9}(?:\.\d{1,3})?")
_THOUSAND = re.compile(r"^ ?(?:k\b|thousand\b)", re.IGNORECASE)


def numbers_in(text: str) -> list[float]:
    """Every number of a text; "8 k" and "8,000" are 8000.

    >>> numbers_in("8 k, 1,900 euro in 23.5 weeks")
    [8000.0, 1900.0, 23.5]
    """
    found = []
    for hit in _NUMBER.finditer(text[:20_000]):
        written_as = hit.group()
        whole = re.fullmatch(r"\d{1,3}(?:[,.' ]\d{3})+", written_as)
        number = float(re.sub(r"[,.' ]", "", written_as) if whole else written_as)
        found.append(
            number * 1_000 if _THOUSAND.match(text[hit.end() : hit.end() + 10]) else number
        )
    return found


def _among(wanted: float, said: list[float], tolerance: float) -> bool:
    return any(abs(number - wanted) <= tolerance * wanted for number in said)


def _parts_of(lines: Iterator[Check | str]) -> Iterator[Check]:
    return (line for line in lines if isinstance(line, Check))

"""After the quarter: process and outcome apart, and errors split into bias, noise and luck."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from leadlab.simulation.decision_room import Case, RoomFault, RoomState
from leadlab.simulation.decision_room_records import Decision

Verdict = Literal[
    "good decision, good luck",
    "good decision, bad luck",
    "poor decision, good luck",
    "poor decision, bad luck",
]

GOOD_ENOUGH = 0.05
"""A choice is good if it gave away at most this share of the stakes; our convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrierSplit:
    """Mean Brier score of stated chances = bias2 + noise2 + luck, exactly.

    With p stated, q knowable and o what was true: bias2 = (mean (p - q))^2,
    noise2 = variance of p - q, luck = what remains. Luck is what a perfect judge of the same
    evidence would score, plus the chance product of your error and the outcome; its expected
    value is the mean of q (1 - q). `bias` above 0: you said too high.
    """

    brier: float
    bias: float
    noise: float
    luck: float
    expected_luck: float
    count: int

    @property
    def bias2(self) -> float:
        """Square of the bias."""
        return self.bias**2

    @property
    def noise2(self) -> float:
        """Square of the noise."""
        return self.noise**2


def split_brier(
    said: Sequence[float], knowable: Sequence[float], happened: Sequence[bool]
) -> BrierSplit:
    """Split the Brier score of stated chances into bias, noise and luck.

    >>> split = split_brier([0.9, 0.7], [0.7, 0.5], [True, False])
    >>> round(split.bias, 2), round(split.noise, 2), round(split.luck, 2)
    (0.2, 0.0, 0.21)
    """
    if not said:
        raise RoomFault("No chance was stated, so there is nothing to split.")
    p, q = np.asarray(said, dtype=np.float64), np.asarray(knowable, dtype=np.float64)
    o = np.asarray(happened, dtype=np.float64)
    error = p - q
    brier = float(((p - o) ** 2).mean())
    bias, noise = float(error.mean()), float(error.std())
    return BrierSplit(
        brier=brier,
        bias=bias,
        noise=noise,
        luck=brier - bias**2 - noise**2,
        expected_luck=float((q * (1 - q)).mean()),
        count=len(p),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One decision looked back upon, in thousand euro.

    result = best_expected - process_loss + luck - delay_cost - spent.
    `best_expected`: value of the best option at the knowable chance; `process_loss`: what the
    chosen one was worth less; `luck`: what came beyond the expected value of the choice.
    `unlooked`: net value of the best look or question that was left out; an expectation, so it is
    part of the verdict on the process and no part of the sum.
    """

    decision: Decision
    option: str
    lapsed: bool
    undone: bool
    said: float | None
    knowable: float
    happened: bool
    best_expected: float
    process_loss: float
    unlooked: float
    luck: float
    waited_weeks: int
    delay_cost: float
    spent: float
    result: float

    @property
    def verdict(self) -> Verdict:
        """Quality of the choice, then of what happened to it."""
        given_away = self.process_loss + self.unlooked
        good = given_away <= GOOD_ENOUGH * self.decision.stakes
        if good:
            return "good decision, good luck" if self.luck >= 0 else "good decision, bad luck"
        return "poor decision, good luck" if self.luck >= 0 else "poor decision, bad luck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """A finished quarter: each decision, and whose chances were off in which way.

    `yours` is None if you stated no chance; `advisers` holds those who were asked, by id.
    """

    judged: tuple[Judged, ...]
    yours: BrierSplit | None
    advisers: dict[str, BrierSplit]

    @property
    def result(self) -> float:
        """Sum of the results."""
        return sum(each.result for each in self.judged)

    @property
    def process_loss(self) -> float:
        """What the choices gave away, given what could be known when they were made."""
        return sum(each.process_loss for each in self.judged)

    @property
    def unlooked(self) -> float:
        """Expected net value of the looks and questions that were left out."""
        return sum(each.unlooked for each in self.judged)

    @property
    def luck(self) -> float:
        """What chance added or took."""
        return sum(each.luck for each in self.judged)

    @property
    def delay_cost(self) -> float:
        """What waiting cost."""
        return sum(each.delay_cost for each in self.judged)

    @property
    def spent(self) -> float:
        """What was paid for information."""
        return sum(each.spent for each in self.judged)

    def __repr__(self) -> str:
        poor = sum(each.verdict.startswith("poor") for each in self.judged)
        forecasts = ""
        if self.yours is not None:
            forecasts = (
                f"; your chances: Brier {self.yours.brier:.3f} = bias^2 {self.yours.bias2:.3f}"
                f" + noise^2 {self.yours.noise2:.3f} + luck {self.yours.luck:.3f}"
            )
        return (
            f"Debrief({len(self.judged)} decisions): result {self.result:.1f} thousand euro, "
            f"given away by choices {self.process_loss:.1f}, luck {self.luck:+.1f}, "
            f"delay {self.delay_cost:.1f}, looks {self.spent:.1f}; {poor} poor{forecasts}"
        )

    def _repr_html_(self) -> str:
        names = (
            "decision",
            "choice",
            "you said",
            "knowable",
            "true",
            "given away",
            "unlooked",
            "luck",
        )
        head = "".join(f'<th scope="col">{name}</th>' for name in (*names, "result", "verdict"))
        rows = "".join(_row(each) for each in self.judged)
        return (
            "<table><caption>Process and outcome apart, thousand euro</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _row(each: Judged) -> str:
    said = "-" if each.said is None else f"{each.said:.0%}"
    choice = each.decision.option(each.option).text + (" (nobody decided)" if each.lapsed else "")
    cells = [
        choice + (", undone later" if each.undone else ""),
        said,
        f"{each.knowable:.0%}",
        "yes" if each.happened else "no",
        f"{each.process_loss:.1f}",
        f"{each.unlooked:.1f}",
        f"{each.luck:+.1f}",
        f"{each.result:.1f}",
        each.verdict,
    ]
    body = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{html.escape(each.decision.title)}</th>{body}</tr>'


def debrief(state: RoomState) -> Debrief:
    """Look back on a finished quarter."""
    if not state.over:
        raise RoomFault(
            f"The quarter is in week {state.week} of {state.room.weeks}; "
            "the debrief comes after the last week."
        )
    judged = tuple(_judged(case) for case in state.cases)
    stated = [each for each in judged if each.said is not None]
    heard: dict[str, list[tuple[float, Judged]]] = {}
    for case, each in zip(state.cases, judged, strict=True):
        for statement in case.statements:
            heard.setdefault(statement.adviser, []).append((statement.chance, each))
    return Debrief(
        judged=judged,
        yours=_split([(each.said or 0.0, each) for each in stated]) if stated else None,
        advisers={name: _split(pairs) for name, pairs in sorted(heard.items())},
    )


def _split(pairs: Sequence[tuple[float, Judged]]) -> BrierSplit:
    return split_brier(
        [said for said, _ in pairs],
        [each.knowable for _, each in pairs],
        [each.happened for _, each in pairs],
    )


def _judged(case: Case) -> Judged:
    decision = case.decision
    if case.option is None or case.knowable is None or case.truth is None or case.result is None:
        raise RoomFault(f"{case.id!r} was never settled.")  # cannot be in a finished quarter
    chance = case.knowable
    expected = [chance * yes + (1 - chance) * no for yes, no in decision.table]
    chosen = [option.id for option in decision.options].index(case.option)
    payoff = decision.table[chosen][0 if case.truth else 1]
    return Judged(
        decision=decision,
        option=case.option,
        lapsed=case.lapsed,
        undone=bool(case.undone),
        said=case.probability,
        knowable=chance,
        happened=case.truth,
        best_expected=max(expected),
        process_loss=max(expected) - expected[chosen],
        unlooked=case.unlooked or 0.0,
        luck=payoff - expected[chosen],
        waited_weeks=(case.decided_week or decision.week) - decision.week,
        delay_cost=case.delay_cost,
        spent=case.spent,
        result=case.result,
    )

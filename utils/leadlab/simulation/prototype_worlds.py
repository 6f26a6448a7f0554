"""Stop, prototype or commit: one bet per world, a look that costs, and policies compared.

All money in thousand euro. Arrays have one axis: (worlds,).
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.policies import (
    FloatArray,
    Game,
    PairedDifference,
    PolicyFault,
    each_answer,
    in_step,
    paired_difference,
    same_for_a_class,
    stopped,
)

Signal = Literal["good", "bad"]
ANSWERS = ("commit", "prototype", "stop")
AFTER_PROTOTYPE = ("commit", "stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class BetView:
    """What a lead can know about one bet.

    `prior` chance that it works; `success` and `failure` what commit pays then and otherwise;
    `prototype_cost` its price, delay included; `good_if_works` and `good_if_fails` the chances
    of a good signal; `signal` is None before the prototype. Stop pays 0.

    >>> bet = BetView(prior=0.6, success=50, failure=-30, prototype_cost=4,
    ...               good_if_works=0.9, good_if_fails=0.2)
    >>> round(bet.chance, 2), round(bet.seen("good").chance, 2)
    (0.6, 0.87)
    """

    prior: float
    success: float
    failure: float
    prototype_cost: float
    good_if_works: float
    good_if_fails: float
    signal: Signal | None = None

    @property
    def chance(self) -> float:
        """Chance that it works, after the signal if there is one (Bayes)."""
        if self.signal is None:
            return self.prior
        good = self.signal == "good"
        works = self.good_if_works if good else 1 - self.good_if_works
        fails = self.good_if_fails if good else 1 - self.good_if_fails
        seen = self.prior * works + (1 - self.prior) * fails
        return self.prior * works / seen if seen > 0 else self.prior

    @property
    def value_of_commit(self) -> float:
        """Expected payoff of commit at the present chance, before the price of a prototype."""
        return self.chance * self.success + (1 - self.chance) * self.failure

    def seen(self, signal: Signal) -> BetView:
        """The same bet after a prototype that gave `signal`."""
        values = {name: getattr(self, name) for name in KNOWN_BEFORE}
        return BetView(**values, signal=signal)


KNOWN_BEFORE = tuple(each.name for each in fields(BetView) if each.name != "signal")


Policy = Callable[[BetView], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BetRanges:
    """Ranges from which the worlds are drawn, evenly; every one is a design assumption."""

    prior: tuple[float, float] = (0.1, 0.8)
    success: tuple[float, float] = (15.0, 120.0)
    failure: tuple[float, float] = (-90.0, -10.0)
    prototype_cost: tuple[float, float] = (1.0, 18.0)
    good_if_works: tuple[float, float] = (0.6, 0.98)
    good_if_fails: tuple[float, float] = (0.02, 0.45)
    loss_limit: float = field(default=40.0)

    def __post_init__(self) -> None:
        faults = []
        for each in fields(self):
            found = getattr(self, each.name)
            if each.name != "loss_limit" and not found[0] <= found[1]:
                faults.append(f"{each.name} runs from {found[0]:g} to {found[1]:g}")
        for name in ("prior", "good_if_works", "good_if_fails"):
            low, high = getattr(self, name)
            if not 0 <= low <= high <= 1:
                faults.append(f"{name} must stay between 0 and 1")
        if faults:
            raise LeadlabError(f"BetRanges: {'; '.join(faults)}.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PrototypeRuns:
    """What a policy earned over many worlds, in thousand euro.

    `payoffs` one per world; `breach_rate` share of worlds that lost more than `loss_limit`;
    `against` the paired difference to each rival on the same worlds.
    """

    payoffs: FloatArray
    answers: dict[str, int]
    loss_limit: float
    against: dict[str, PairedDifference]

    @property
    def worlds(self) -> int:
        """How many worlds were tried."""
        return len(self.payoffs)

    @property
    def mean(self) -> float:
        """Mean payoff per world."""
        return float(self.payoffs.mean())

    @property
    def p10(self) -> float:
        """Payoff below which one world in ten fell."""
        return float(np.quantile(self.payoffs, 0.1))

    @property
    def breach_rate(self) -> float:
        """Share of worlds that lost more than the limit."""
        return float((self.payoffs < -self.loss_limit).mean())

    def beats(self, rival: str) -> bool:
        """Whether the whole 95 % interval against `rival` lies above 0."""
        return self.against[rival].better

    def __repr__(self) -> str:
        rivals = "; ".join(f"against {name} {gap}" for name, gap in self.against.items())
        return (
            f"PrototypeRuns({self.worlds:,} worlds): mean {self.mean:.2f} thousand euro, "
            f"p10 {self.p10:.1f}, breach rate {self.breach_rate:.1%}"
            + (f"; {rivals}" if rivals else "")
        )

    def _repr_html_(self) -> str:
        head = (
            f"<table><caption>{self.worlds:,} worlds, thousand euro each</caption><thead><tr>"
            '<th scope="col">measure</th><th scope="col">value</th></tr></thead><tbody>'
        )
        rows = [
            ("mean", f"{self.mean:.2f}"),
            ("10th percentile", f"{self.p10:.1f}"),
            (f"lost more than {self.loss_limit:g}", f"{self.breach_rate:.1%}"),
            *((f"against {name}, 95 % interval", str(gap)) for name, gap in self.against.items()),
        ]
        body = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th><td>{value}</td></tr>'
            for name, value in rows
        )
        return f"{head}{body}</tbody></table>"


def do_nothing(view: BetView) -> str:  # noqa: ARG001 - a policy takes the view, even unread
    """Stop, always."""
    return "stop"


def popular_rule(view: BetView) -> str:
    """When unsure, prototype and do what it says; commit above 70 %, stop below 20 %."""
    if view.signal is not None:
        return "commit" if view.signal == "good" else "stop"
    if view.prior > 0.7:
        return "commit"
    return "prototype" if view.prior >= 0.2 else "stop"


def reference(view: BetView) -> str:
    """Commit, stop or look, whichever has the highest expected value."""
    now = max(view.value_of_commit, 0.0)
    if view.signal is None:
        good = view.prior * view.good_if_works + (1 - view.prior) * view.good_if_fails
        looked = (
            good * max(view.seen("good").value_of_commit, 0.0)
            + (1 - good) * max(view.seen("bad").value_of_commit, 0.0)
            - view.prototype_cost
        )
        if looked > now:
            return "prototype"
    return "commit" if view.value_of_commit > 0 else "stop"


BASELINES: dict[str, Policy] = {
    "do nothing": do_nothing,
    "popular rule": popular_rule,
    "reference": reference,
}

SIMPLE_BET = BetView(
    prior=0.5,
    success=40,
    failure=-40,
    prototype_cost=2,
    good_if_works=0.9,
    good_if_fails=0.1,
)


def evaluate(
    policy: Policy,
    *,
    worlds: int = 1_000,
    seed: int = 7,
    ranges: BetRanges | None = None,
    baselines: dict[str, Policy] | None = None,
) -> PrototypeRuns:
    """Payoffs of a policy over fresh worlds, beside three rivals that get the same luck.

    The policy is first tried on one simple bet. It answers "commit", "prototype" or "stop";
    after a prototype it is asked again, with the signal in the view, for "commit" or "stop".
    The interval against each rival is the mean paired difference +- 1.96 standard errors.

    >>> runs = evaluate(reference, worlds=200, seed=1)
    >>> runs.worlds, runs.against["reference"].mean
    (200, 0.0)
    """
    if not callable(policy):
        raise PolicyFault("before the first world", f"{shortened(policy)} cannot be called")
    simple = [SIMPLE_BET, SIMPLE_BET.seen("good"), SIMPLE_BET.seen("bad")]
    tried = each_answer(policy, simple)
    for view in simple:
        _answer(tried, view, "tried on a simple bet")
    ranges = ranges or BetRanges()
    drawn = _draw(worlds, seed, ranges)
    payoffs, answers = _play(policy, drawn)
    if baselines is None:
        rivals = _of_rivals(worlds, seed, ranges)
    else:
        rivals = {name: _play(rival, drawn)[0] for name, rival in baselines.items()}
    return PrototypeRuns(
        payoffs=payoffs,
        answers=answers,
        loss_limit=ranges.loss_limit,
        against={name: paired_difference(payoffs, theirs) for name, theirs in rivals.items()},
    )


@same_for_a_class
def _of_rivals(worlds: int, seed: int, ranges: BetRanges) -> dict[str, FloatArray]:
    """Payoffs of the three rivals."""
    drawn = _draw(worlds, seed, ranges)
    return {name: _play(rival, drawn)[0] for name, rival in BASELINES.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Drawn:
    """Worlds with what is hidden: whether each works, and what its prototype would say."""

    views: tuple[BetView, ...]
    works: tuple[bool, ...]
    signals: tuple[Signal, ...]


@same_for_a_class
def _draw(worlds: int, seed: int, ranges: BetRanges) -> _Drawn:
    if not (isinstance(worlds, int) and 1 <= worlds <= 100_000):
        raise LeadlabError(f"worlds: expected 1 to 100,000, but saw {shortened(worlds)}.")
    visible, hidden = np.random.default_rng(seed).spawn(2)
    names = [each.name for each in fields(ranges) if each.name != "loss_limit"]
    columns = {}
    for name in names:
        low, high = getattr(ranges, name)
        columns[name] = visible.uniform(low, high, size=worlds)
    works = hidden.random(worlds) < columns["prior"]
    good = hidden.random(worlds) < np.where(
        works, columns["good_if_works"], columns["good_if_fails"]
    )
    rows = zip(*(columns[name].tolist() for name in names), strict=True)
    return _Drawn(
        views=tuple(BetView(**dict(zip(names, row, strict=True))) for row in rows),
        works=tuple(works.tolist()),
        signals=tuple("good" if said else "bad" for said in good.tolist()),
    )


def _play(policy: Policy, drawn: _Drawn) -> tuple[FloatArray, dict[str, int]]:
    answers = dict.fromkeys(ANSWERS, 0)
    worlds = range(len(drawn.views))
    return np.array(in_step(policy, [_bet(drawn, world, answers) for world in worlds])), answers


def _bet(drawn: _Drawn, world: int, answers: dict[str, int]) -> Game[float]:
    """One world as a game; what it pays."""
    view = drawn.views[world]
    answer = _answer((yield view), view, f"in world {world + 1}")
    answers[answer] += 1
    paid = 0.0
    if answer == "prototype":
        paid = view.prototype_cost
        after = view.seen(drawn.signals[world])
        answer = _answer((yield after), after, f"in world {world + 1}, after the prototype")
    won = view.success if drawn.works[world] else view.failure
    return (won if answer == "commit" else 0.0) - paid


def _answer(answers: Iterator[str], view: BetView, when: str) -> str:
    try:
        answer = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(when, error) from error
    allowed = ANSWERS if view.signal is None else AFTER_PROTOTYPE
    if not isinstance(answer, str) or answer not in allowed:
        wanted = " or ".join(f'"{each}"' for each in allowed)
        hint = ". Did you forget a return statement?" if answer is None else ""
        raise PolicyFault(
            when,
            f"it returned {shortened(repr(answer))} where {wanted} was expected{hint}",
            came_back=answer,
        )
    return answer


def exact_value(policy: Policy, view: BetView) -> float:
    """Expected payoff of a policy on one bet, over all that may be true and be seen.

    >>> round(exact_value(reference, SIMPLE_BET), 1)
    14.0
    """
    answer = _answer(each_answer(policy, [view]), view, "on one bet")
    if answer != "prototype":
        return view.value_of_commit if answer == "commit" else 0.0
    good = view.prior * view.good_if_works + (1 - view.prior) * view.good_if_fails
    total = -view.prototype_cost
    chances: dict[Signal, float] = {"good": good, "bad": 1 - good}
    for signal, chance in chances.items():
        after = view.seen(signal)
        said = each_answer(policy, [after])
        if _answer(said, after, "after the prototype") == "commit":
            total += chance * after.value_of_commit
    return total

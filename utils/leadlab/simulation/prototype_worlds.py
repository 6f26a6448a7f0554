"""Stop, prototype or commit: one bet per world, a look that costs, and policies compared.

All money in thousand euro. Arrays have one axis: (worlds,).
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.policies import (
    FloatArray,
    PairedDifference,
    PolicyFault,
    each_answer,
    paired_difference,
    same_for_a_class,
    stopped,
)
from leadlab.simulation.prototype_bets import (
    AFTER_PROTOTYPE,
    ANSWERS,
    BASELINES,
    SIMPLE_BET,
    BetView,
    Policy,
    Signal,
)
from leadlab.simulation.records import Records


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

    >>> from leadlab.simulation.prototype_bets import reference
    >>> runs = evaluate(reference, worlds=200, seed=1)
    >>> runs.worlds, runs.against["reference"].mean
    (200, 0.0)
    """
    if not callable(policy):
        raise PolicyFault("before the first world", f"{shortened(policy)} cannot be called")
    simple = [SIMPLE_BET, SIMPLE_BET.seen("good"), SIMPLE_BET.seen("bad")]
    tried = each_answer(policy, simple)
    for allowed in (ANSWERS, AFTER_PROTOTYPE, AFTER_PROTOTYPE):
        _answer(tried, allowed, "tried on a simple bet")
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
    """Worlds by their fields, and what is hidden: whether each works, what its prototype says."""

    views: Records[BetView]
    works: npt.NDArray[np.bool_]
    signals: tuple[Signal, ...]

    def column(self, name: str) -> FloatArray:
        """One field of all worlds."""
        return np.array(self.views.columns[name])

    def after_prototype(self, worlds: Sequence[int]) -> Records[BetView]:
        """What is seen of some worlds once their prototypes have spoken."""
        seen = self.views.take(np.array(worlds, dtype=np.intp)).columns
        return Records(BetView, seen | {"signal": [self.signals[world] for world in worlds]})


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
    shown = {name: values.tolist() for name, values in columns.items()}
    return _Drawn(
        views=Records(BetView, shown | {"signal": [None] * worlds}),
        works=works,
        signals=tuple("good" if said else "bad" for said in good.tolist()),
    )


def _play(policy: Policy, drawn: _Drawn) -> tuple[FloatArray, dict[str, int]]:
    """All worlds side by side: what is said first, then what is said after each prototype."""
    worlds = range(len(drawn.views))
    said = _said(policy, drawn.views, worlds, ANSWERS, "in world {}")
    counts = Counter(said)
    looked = [world for world in worlds if said[world] == "prototype"]
    after = drawn.after_prototype(looked)
    when = "in world {}, after the prototype"
    for world, answer in zip(
        looked, _said(policy, after, looked, AFTER_PROTOTYPE, when), strict=True
    ):
        said[world] = answer
    won = np.where(drawn.works, drawn.column("success"), drawn.column("failure"))
    payoffs = np.where([answer == "commit" for answer in said], won, 0.0)
    payoffs[looked] -= drawn.column("prototype_cost")[looked]
    return payoffs, {answer: counts[answer] for answer in ANSWERS}


def _said(
    policy: Policy,
    views: Sequence[BetView],
    worlds: Sequence[int],
    allowed: tuple[str, ...],
    when: str,
) -> list[str]:
    """The answers to some views, one for each world."""
    answers = each_answer(policy, views) if worlds else iter(())
    return [_answer(answers, allowed, when, world) for world in worlds]


def _answer(
    answers: Iterator[str], allowed: tuple[str, ...], when: str, world: int | None = None
) -> str:
    """The next answer; `when` has a place for the number of the world."""
    try:
        answer = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(_told(when, world), error) from error
    if isinstance(answer, str) and answer in allowed:
        return answer
    wanted = " or ".join(f'"{each}"' for each in allowed)
    hint = ". Did you forget a return statement?" if answer is None else ""
    fault = f"it returned {shortened(repr(answer))} where {wanted} was expected{hint}"
    raise PolicyFault(_told(when, world), fault, came_back=answer)


def _told(when: str, world: int | None) -> str:
    return when if world is None else when.format(world + 1)


def exact_value(policy: Policy, view: BetView) -> float:
    """Expected payoff of a policy on one bet, over all that may be true and be seen.

    >>> from leadlab.simulation.prototype_bets import reference
    >>> round(exact_value(reference, SIMPLE_BET), 1)
    14.0
    """
    allowed = ANSWERS if view.signal is None else AFTER_PROTOTYPE
    answer = _answer(each_answer(policy, [view]), allowed, "on one bet")
    if answer != "prototype":
        return view.value_of_commit if answer == "commit" else 0.0
    good = view.prior * view.good_if_works + (1 - view.prior) * view.good_if_fails
    total = -view.prototype_cost
    chances: dict[Signal, float] = {"good": good, "bad": 1 - good}
    for signal, chance in chances.items():
        after = view.seen(signal)
        said = each_answer(policy, [after])
        if _answer(said, AFTER_PROTOTYPE, "after the prototype") == "commit":
            total += chance * after.value_of_commit
    return total

"""One bet as a lead sees it, before and after a prototype, and three ways to decide on it.

All money in thousand euro.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

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
        chance = self.chance
        return chance * self.success + (1 - chance) * self.failure

    def seen(self, signal: Signal) -> BetView:
        """The same bet after a prototype that gave `signal`."""
        return BetView(
            prior=self.prior,
            success=self.success,
            failure=self.failure,
            prototype_cost=self.prototype_cost,
            good_if_works=self.good_if_works,
            good_if_fails=self.good_if_fails,
            signal=signal,
        )


Policy = Callable[[BetView], str]

SIMPLE_BET = BetView(
    prior=0.5,
    success=40,
    failure=-40,
    prototype_cost=2,
    good_if_works=0.9,
    good_if_fails=0.1,
)


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

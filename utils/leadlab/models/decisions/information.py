"""What it is worth to know more before choosing.

Axis order: payoffs (actions, states), likelihood (signals, states), posterior (signals, states).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.models.decisions.inputs import (
    CHANCE_TOLERANCE,
    FloatArray,
    UnusableInput,
    chances,
    numbers,
    same_length,
)
from leadlab.models.decisions.payoffs import payoff_table


def evpi(payoffs: npt.ArrayLike, prior: npt.ArrayLike) -> float:
    """Expected value of perfect information: the ceiling for the price of any look.

    Formula: EVPI = E[max_a u(a, s)] - max_a E[u(a, s)], in the unit of the payoffs.
    Source: Howard 1966, "Information Value Theory", IEEE Trans. Systems Sci. Cyb. SSC-2(1).

    >>> evpi([[500, -300], [0, 0]], [0.6, 0.4])
    120.0

    Args:
        payoffs: table (actions, states).
        prior: the chance of each state; together 1.
    """
    table, weights = payoff_table(payoffs, prior)
    gain = float(table.max(axis=0) @ weights - (table @ weights).max())
    return max(gain, 0.0)  # rounding may leave a speck below zero


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SampleInformation:
    """What a look is worth, and what to do after each thing that it can say.

    `value` in the unit of the payoffs, before the price of the look;
    `signal_chance` one per signal; `posterior` (signals, states), a row of the prior where a
    signal cannot occur; `best_action` one position per signal; `best_value` the expected payoff
    after each signal; `prior_action` what you would do without the look.
    """

    value: float
    signal_chance: FloatArray
    posterior: FloatArray
    best_action: tuple[int, ...]
    best_value: FloatArray
    prior_action: int

    @property
    def changes_choice(self) -> bool:
        """Whether any signal that can occur leads to another action than none at all."""
        return self.value > 0

    def net(self, cost: float) -> float:
        """Worth of the look after its price, in the unit of the payoffs."""
        return self.value - cost


def evsi(
    payoffs: npt.ArrayLike, prior: npt.ArrayLike, likelihood: npt.ArrayLike
) -> SampleInformation:
    """Expected value of sample information: the worth of an imperfect look.

    Formula: EVSI = sum_k max_a sum_s u_as p_s l_ks - max_a sum_s u_as p_s, with l_ks the chance
    of signal k in state s. In the unit of the payoffs; buy the look if EVSI exceeds its cost.
    Source: Raiffa and Schlaifer 1961, general knowledge. 0 <= EVSI <= EVPI.

    >>> log = evsi([[40, -30], [5, 25]], [0.7, 0.3], [[0.9, 0.2], [0.1, 0.8]])
    >>> round(log.value, 2), log.best_action
    (10.75, (0, 1))

    Args:
        payoffs: table (actions, states).
        prior: the chance of each state; together 1.
        likelihood: table (signals, states); each column adds to 1.
    """
    table, weights = payoff_table(payoffs, prior)
    chance, after = posterior(weights, likelihood)
    values = after @ table.T  # (signals, actions)
    best = values.argmax(axis=1)
    prior_values = table @ weights
    prior_action = int(prior_values.argmax())
    # a signal that does not change the act keeps it: ties stay with what you would do anyway
    stay = np.isclose(values[:, prior_action], values.max(axis=1), rtol=1e-12, atol=1e-12)
    best[stay] = prior_action
    best_value = values[np.arange(len(best)), best]
    gain = float(chance @ (best_value - values[:, prior_action]))
    return SampleInformation(
        value=max(gain, 0.0),
        signal_chance=chance,
        posterior=after,
        best_action=tuple(int(action) for action in best),
        best_value=best_value,
        prior_action=prior_action,
    )


def posterior(prior: npt.ArrayLike, likelihood: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Chance of each signal, and of each state after it.

    Formula (Bayes): P(k) = sum_s l_ks p_s; P(s | k) = l_ks p_s / P(k). Unit: chances.

    >>> chance, after = posterior([0.7, 0.3], [[0.9, 0.2], [0.1, 0.8]])
    >>> chance.round(2).tolist(), after[0].round(3).tolist()
    ([0.69, 0.31], [0.913, 0.087])

    Returns:
        (signals,) and (signals, states). Where a signal cannot occur its row is the prior.
    """
    weights = chances(prior, "prior")
    table = numbers(likelihood, "likelihood", axes=2)
    same_length(len(weights), table.shape[1], "likelihood columns", "state")
    if (table < 0).any() or (np.abs(table.sum(axis=0) - 1) > CHANCE_TOLERANCE).any():
        raise UnusableInput(
            "likelihood: each column is one state and its chances of all signals must add to 1, "
            f"but the columns add to {table.sum(axis=0).round(6).tolist()}. "
            "Rows are what the look can say; columns are what may be true."
        )
    joint = table * weights
    chance = joint.sum(axis=1)
    safe = np.where(chance > 0, chance, 1.0)[:, None]
    after = np.where(chance[:, None] > 0, joint / safe, weights)
    return chance, after

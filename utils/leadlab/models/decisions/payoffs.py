"""Actions against states: expected value, caution, regret and the point where the choice flips.

Axis order throughout: payoffs are (actions, states). Any one unit of money or benefit.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.models.decisions.inputs import (
    FloatArray,
    UnusableInput,
    chances,
    number,
    numbers,
    same_length,
)


def expected_value(payoffs: npt.ArrayLike, prior: npt.ArrayLike) -> float:
    """Mean payoff of one action over the states.

    Formula: EV = sum_s p_s u_s, in the unit of the payoffs.
    Source: definition of the mean; as a rule of choice it needs payoffs that carry your
    attitude to risk (Howard 1966).

    >>> expected_value([500, -300], [0.6, 0.4])
    180.0

    Args:
        payoffs: one payoff per state.
        prior: the chance of each state; together 1.
    """
    row = numbers(payoffs, "payoffs", axes=1)
    weights = chances(prior, "prior")
    same_length(len(row), len(weights), "prior", "payoff")
    return float(row @ weights)


def expected_values(payoffs: npt.ArrayLike, prior: npt.ArrayLike) -> FloatArray:
    """Mean payoff of each action over the states.

    Formula: EV_a = sum_s p_s u_as, in the unit of the payoffs. Source: as `expected_value`.

    >>> expected_values([[500, -300], [0, 0]], [0.6, 0.4]).tolist()
    [180.0, 0.0]
    """
    table, weights = payoff_table(payoffs, prior)
    return np.asarray(table @ weights, dtype=np.float64)


def best_action(payoffs: npt.ArrayLike, prior: npt.ArrayLike) -> int:
    """Position of the action with the highest expected value; the first one on a tie.

    Formula: argmax_a sum_s p_s u_as. Unit: position, starting at 0.

    >>> best_action([[500, -300], [0, 0]], [0.6, 0.4])
    0
    """
    return int(np.argmax(expected_values(payoffs, prior)))


def maximin(payoffs: npt.ArrayLike) -> int:
    """Position of the action whose worst payoff is best.

    Formula: argmax_a min_s u_as. Source: Wald 1950, general knowledge.

    >>> maximin([[500, -300], [0, 0]])
    1
    """
    return int(np.argmax(numbers(payoffs, "payoffs", axes=2).min(axis=1)))


def regrets(payoffs: npt.ArrayLike) -> FloatArray:
    """Regret of each action in each state: what the best action there would have paid more.

    Formula: r_as = max_b u_bs - u_as, in the unit of the payoffs. Source: Savage 1951,
    general knowledge.

    >>> regrets([[500, -300], [0, 0]]).tolist()
    [[0.0, 300.0], [500.0, 0.0]]
    """
    table = numbers(payoffs, "payoffs", axes=2)
    return np.asarray(table.max(axis=0) - table, dtype=np.float64)


def minimax_regret(payoffs: npt.ArrayLike) -> int:
    """Position of the action whose largest regret is smallest.

    Formula: argmin_a max_s r_as. Source: Savage 1951, general knowledge.
    Caveat: adding an option that nobody would choose can change the answer.

    >>> minimax_regret([[500, -300], [0, 0]])
    0
    """
    return int(np.argmin(regrets(payoffs).max(axis=1)))


def break_even_chance(*, win: float, lose: float, otherwise: float = 0.0) -> float:
    """Chance of winning at which a bet pays as much as leaving it.

    Formula: p* = (otherwise - lose) / (win - lose). Unit: chance, 0 to 1.

    >>> break_even_chance(win=500, lose=-300)
    0.375

    Args:
        win: payoff of the bet when it comes off.
        lose: payoff of the bet when it does not.
        otherwise: payoff of the alternative, the same in both cases.
    """
    above, below = number(win, "win"), number(lose, "lose")
    safe = number(otherwise, "otherwise")
    if not below < above:
        raise UnusableInput(f"win must be above lose, but saw win={win!r}, lose={lose!r}.")
    if not below <= safe <= above:
        raise UnusableInput(
            f"otherwise: {otherwise!r} lies outside lose to win, so no chance makes both equal."
        )
    return (safe - below) / (above - below)


def break_even(payoffs: npt.ArrayLike) -> float | None:
    """Chance of the first of two states at which two actions pay the same, or None.

    Formula: p* = d_1 / (d_1 - d_0), with d_s the lead of the first action in state s.
    None when one action is at least as good in both states: no chance flips the choice.

    >>> round(break_even([[40, -30], [5, 25]]), 2)
    0.61
    """
    table = numbers(payoffs, "payoffs", axes=2)
    if table.shape != (2, 2):
        raise UnusableInput(
            f"payoffs: break_even compares 2 actions in 2 states, but saw {table.shape[0]} "
            f"actions and {table.shape[1]} states. Compare two actions at a time."
        )
    lead = table[0] - table[1]
    if lead[0] * lead[1] >= 0:
        return None
    return float(lead[1] / (lead[1] - lead[0]))


def payoff_table(payoffs: npt.ArrayLike, prior: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Payoffs (actions, states) and prior as arrays that fit each other."""
    table = numbers(payoffs, "payoffs", axes=2)
    weights = chances(prior, "prior")
    same_length(table.shape[1], len(weights), "prior", "state (column of the payoffs)")
    return table, weights

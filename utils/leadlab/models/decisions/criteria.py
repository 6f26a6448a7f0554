"""Options against criteria: the weighted matrix, how firmly it stands, and dominance.

Axis order throughout: scores are (options, criteria), and more is better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.models.decisions.inputs import (
    FloatArray,
    UnusableInput,
    number,
    numbers,
    same_length,
)

TIE = 1e-12


def weighted_scores(scores: npt.ArrayLike, weights: npt.ArrayLike) -> FloatArray:
    """Weighted mean score of each option.

    Formula: total_i = sum_j w_j s_ij / sum_j w_j. Weights are taken relative to
    their sum, so 3, 2, 5 and 30, 20, 50 say the same.
    Source: the additive value model (Keeney and Raiffa 1976), general knowledge.

    >>> weighted_scores([[4, 1], [2, 3]], [3, 1]).tolist()
    [3.25, 2.25]

    Args:
        scores: table (options, criteria), any unit that is the same in all columns; more is better.
        weights: one per criterion, none negative, not all zero.

    Returns:
        One total per option, in the unit of the scores.
    """
    table, shares = _matrix(scores, weights)
    return _totals(table, shares)


def ranking(totals: npt.ArrayLike) -> tuple[int, ...]:
    """Positions of the options from best to worst; ties keep the given order.

    Formula: a stable sort by descending total. Unit: positions, starting at 0.

    >>> ranking([2.5, 4.0, 3.0])
    (1, 2, 0)
    """
    order = np.argsort(-numbers(totals, "totals", axes=1), kind="stable")
    return tuple(int(position) for position in order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """The weight whose change, others rescaled, first changes the winner.

    `weight_to` is the point of the tie; a hair beyond it `new_winner` leads.
    `change` = `weight_to - weight_from`, both as shares of 1.
    """

    criterion: int
    weight_from: float
    weight_to: float
    winner: int
    new_winner: int

    @property
    def change(self) -> float:
        """Change of the weight, as a share of 1."""
        return self.weight_to - self.weight_from


def smallest_flip(scores: npt.ArrayLike, weights: npt.ArrayLike) -> Flip | None:
    """Smallest change of one weight that changes the winner, or None if no single weight can.

    When weight k moves to t, the others are rescaled by (1-t)/(1-w_k), so totals are linear in t:
    total_i(t) = t s_ik + (1-t) r_i, with r_i the mean of option i over the other criteria.
    Option b overtakes winner a at t = (r_a - r_b) / ((r_a - r_b) - (s_ak - s_bk)).
    Source: one-way sensitivity analysis; the formula is derived here.

    >>> flip = smallest_flip([[5, 1], [3, 4]], [0.7, 0.3])
    >>> flip.criterion, flip.winner, flip.new_winner, round(flip.weight_to, 3)
    (0, 0, 1, 0.6)
    """
    table, shares = _matrix(scores, weights)
    winner = ranking(_totals(table, shares))[0]
    found: list[tuple[float, float, Flip]] = []
    for criterion in range(len(shares)):
        found += _flips_of(table, shares, winner, criterion)
    if not found:
        return None
    return min(found, key=lambda entry: entry[:2])[2]


def _flips_of(
    table: FloatArray, shares: FloatArray, winner: int, criterion: int
) -> list[tuple[float, float, Flip]]:
    """Flips by one weight, each with its size and the (negative) speed of the overtaking."""
    held = shares[criterion]
    others = np.delete(shares, criterion)
    if len(others) == 0:
        return []
    # a weight of 1 leaves nothing to rescale: the others then share what is freed equally
    rest = others / others.sum() if others.sum() > TIE else np.full(len(others), 1 / len(others))
    without = np.delete(table, criterion, axis=1) @ rest
    lead_here = table[winner, criterion] - table[:, criterion]
    lead_elsewhere = without[winner] - without
    found = []
    for rival in range(len(table)):
        slope = lead_here[rival] - lead_elsewhere[rival]
        if rival == winner or abs(slope) <= TIE:
            continue
        tie = min(max(-lead_elsewhere[rival] / slope, -1.0), 2.0)
        if abs(tie - held) <= TIE:  # level now: no change at all, and not a speck of rounding
            tie = float(held)
        beyond = tie < 1 - TIE if slope < 0 else tie > TIE
        if -TIE <= tie <= 1 + TIE and beyond:
            flip = Flip(
                criterion=criterion,
                weight_from=float(held),
                weight_to=float(min(max(tie, 0.0), 1.0)),
                winner=winner,
                new_winner=rival,
            )
            found.append((round(abs(flip.change), 12), -abs(float(slope)), flip))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSensitivity:
    """How often each option wins when the weights are only roughly known.

    `win_share` is one share of 1 per option; `mean_rank` starts at 1 for the best.
    """

    win_share: tuple[float, ...]
    mean_rank: tuple[float, ...]
    draws: int
    concentration: float | None


def weight_sensitivity(
    scores: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    concentration: float | None = 20.0,
    draws: int = 10_000,
    seed: int = 7,
) -> WeightSensitivity:
    """Share of plausible weightings in which each option wins.

    Weights are drawn from a Dirichlet distribution with mean w and total `concentration`:
    sd of weight j = sqrt(w_j (1 - w_j) / (concentration + 1)). Its default, 20, is a design
    assumption (range 5 to 200); None draws uniformly from all weightings there are.

    >>> weight_sensitivity([[5, 5], [3, 3]], [0.5, 0.5]).win_share
    (1.0, 0.0)
    """
    table, shares = _matrix(scores, weights)
    if concentration is not None:
        concentration = number(concentration, "concentration", least=0.01)
    count = int(number(draws, "draws", least=1))
    rng = np.random.default_rng(seed)
    if concentration is None:
        drawn = rng.dirichlet(np.ones(len(shares)), size=count)
    else:
        drawn = np.zeros((count, len(shares)))
        counted = shares > 0
        drawn[:, counted] = rng.dirichlet(shares[counted] * concentration, size=count)
    totals = drawn @ table.T
    places = np.argsort(np.argsort(-totals, axis=1, kind="stable"), axis=1, kind="stable") + 1
    return WeightSensitivity(
        win_share=tuple(float(share) for share in (places == 1).mean(axis=0)),
        mean_rank=tuple(float(place) for place in places.mean(axis=0)),
        draws=count,
        concentration=concentration,
    )


def dominated(scores: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Whether another option is at least as good in every column and better in one.

    Formula: i is dominated if some b has s_bj >= s_ij for all j and s_bj > s_ij for one j.
    Columns may be criteria or states. Source: Pareto dominance, a definition.

    >>> dominated([[3, 3], [2, 3], [1, 5]]).tolist()
    [False, True, False]
    """
    table = numbers(scores, "scores", axes=2)
    no_worse = (table[:, None, :] >= table[None, :, :]).all(axis=2)
    better = (table[:, None, :] > table[None, :, :]).any(axis=2)
    return np.asarray((no_worse & better).any(axis=0), dtype=np.bool_)


def pareto_front(scores: npt.ArrayLike) -> tuple[int, ...]:
    """Positions of the options that nothing dominates.

    Formula: all i that are not `dominated`. Unit: positions, starting at 0.

    >>> pareto_front([[3, 3], [2, 3], [1, 5]])
    (0, 2)
    """
    return tuple(int(position) for position in np.flatnonzero(~dominated(scores)))


def winning_weights(scores: npt.ArrayLike) -> tuple[tuple[float, float] | None, ...]:
    """For each option, the weights of the first of two criteria at which its total is the highest.

    Formula: i is highest at w where w (s_i0 - s_j0) + (1 - w) (s_i1 - s_j1) >= 0 for all j, an
    interval since each condition is linear in w. None: no weight finds the option, though it may
    be on the Pareto front. Source: unsupported points of a front, Das and Dennis (1997).

    >>> winning_weights([[10, 0], [0, 10], [4, 4]])
    ((0.5, 1.0), (0.0, 0.5), None)

    Args:
        scores: Points, shape (options, 2); more is better.
    """
    table = numbers(scores, "scores", axes=2)
    if table.shape[1] != 2:
        raise UnusableInput(f"scores: expected 2 criteria, but saw {table.shape[1]}.")
    found: list[tuple[float, float] | None] = []
    for own in table:
        first, second = (own - table).T
        slope = first - second
        rising, falling, level = slope > 0, slope < 0, slope == 0
        low = float(np.max(-second[rising] / slope[rising], initial=0.0))
        high = float(np.min(-second[falling] / slope[falling], initial=1.0))
        wins = low <= high + TIE and not (second[level] < 0).any()
        found.append((low, max(low, high)) if wins else None)
    return tuple(found)


def _totals(table: FloatArray, shares: FloatArray) -> FloatArray:
    """Weighted totals in which equal ones are equal, whatever the order of the sums."""
    return np.asarray(np.round(table @ shares, 12), dtype=np.float64)


def _matrix(scores: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    table = numbers(scores, "scores", axes=2)
    given = numbers(weights, "weights", axes=1)
    same_length(table.shape[1], len(given), "weights", "criterion")
    if (given < 0).any() or given.sum() <= 0:
        raise UnusableInput(
            f"weights: none may be negative and one must be above 0, but saw {given.tolist()}."
        )
    return table, given / given.sum()

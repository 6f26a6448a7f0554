"""What an effect size says: how two groups overlap, who is ahead, and what few people can show.

Two bells of equal width, their means d widths apart; the measures are those of Cohen 1988,
Statistical Power Analysis for the Behavioral Sciences, and of McGraw and Wong 1992, A common
language effect size statistic, Psychological Bulletin 111(2), 361-365.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from leadlab.errors import LeadlabError, shortened

BELL = NormalDist()
LEVEL = 0.95


class UnusableEffect(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about an effect that is none, or a group of nobody."""


def overlap(effect: float) -> float:
    """Share of either bell that lies under the other one too: 2 Phi(-|d| / 2).

    >>> overlap(0), round(overlap(0.41), 2), round(overlap(2), 2)
    (1.0, 0.84, 0.32)
    """
    return 2 * BELL.cdf(-abs(_finite(effect=effect)) / 2)


def ahead(effect: float) -> float:
    """Chance that one drawn from the helped group is ahead of one drawn from the other.

    The difference of two bells is a bell sqrt(2) as wide, so it is Phi(d / sqrt(2)).

    >>> ahead(0), round(ahead(0.41), 2)
    (0.5, 0.61)
    """
    return BELL.cdf(_finite(effect=effect) / math.sqrt(2))


def above_middle(effect: float) -> float:
    """Share of the helped group that is above the middle of the other one (Cohen's U3).

    >>> round(above_middle(0.41), 2)
    0.66
    """
    return BELL.cdf(_finite(effect=effect))


def effect_of_shares(helped: float, others: float) -> float:
    """Effect at which such shares of two groups lie above one line.

    >>> round(effect_of_shares(0.72, 0.49), 2), effect_of_shares(0.5, 0.5)
    (0.61, 0.0)

    Args:
        helped: Share of the helped group above the line, between 0 and 1.
        others: Share of the other group above it, between 0 and 1.
    """
    for name, share in (("helped", helped), ("others", others)):
        if not 0 < share < 1:
            raise UnusableEffect(
                f"{name}: give a share between 0 and 1, not {shortened(repr(share))}."
            )  # fmt: skip
    return BELL.inv_cdf(helped) - BELL.inv_cdf(others)


def share_harmed(mean: float, spread: float) -> float:
    """Share of effects below nought, where effects themselves form a bell.

    >>> round(share_harmed(0.41, 1.34), 2), share_harmed(0.41, 0)
    (0.38, 0.0)

    Args:
        mean: Mean effect.
        spread: Standard deviation of the effects; 0 where all are alike.
    """
    _finite(mean=mean)
    if not (math.isfinite(spread) and spread >= 0):
        raise UnusableEffect(f"spread: give a number of 0 or more, not {shortened(repr(spread))}.")
    if spread == 0:
        return float(mean < 0)
    return BELL.cdf(-mean / spread)


def spread_for(mean: float, harmed: float) -> float:
    """Spread of the effects at which such a share of them lies below nought.

    >>> round(spread_for(0.41, 0.38), 1)
    1.3

    Args:
        mean: Mean effect, above 0.
        harmed: Share below nought, above 0 and below a half.
    """
    if not 0 < harmed < 0.5 or not _finite(mean=mean) > 0:
        raise UnusableEffect("Give a mean above 0, and a share harmed between 0 and a half.")
    return -mean / BELL.inv_cdf(harmed)


def effect_interval(effect: float, first: int, second: int) -> tuple[float, float]:
    """Where the true effect may lie, at 95 %, when so many people gave this one.

    The usual large-sample formula; with few people it is, if anything, too narrow.

    >>> low, high = effect_interval(0.4, 4, 4)
    >>> round(low, 1), round(high, 1)
    (-1.0, 1.8)

    Args:
        effect: The effect that was seen.
        first: People in one group, 2 or more.
        second: People in the other, 2 or more.
    """
    _finite(effect=effect)
    for name, count in (("first", first), ("second", second)):
        if count < 2:
            raise UnusableEffect(f"{name}: give 2 people or more, not {shortened(repr(count))}.")
    both = first + second
    error = math.sqrt(both / (first * second) + effect**2 / (2 * both))
    reach = BELL.inv_cdf((1 + LEVEL) / 2) * error
    return effect - reach, effect + reach


def group_needed(effect: float, *, power: float = 0.8) -> int:
    """People in each of two groups so that an effect is told from nothing with such a chance.

    >>> group_needed(0.5), group_needed(0.41)
    (63, 94)

    Args:
        effect: The true effect, not 0.
        power: Chance to tell it, between 0 and 1.
    """
    if _finite(effect=effect) == 0 or not 0 < power < 1:
        raise UnusableEffect("Give an effect other than 0, and a power between 0 and 1.")
    reach = BELL.inv_cdf((1 + LEVEL) / 2) + BELL.inv_cdf(power)
    return math.ceil(2 * (reach / effect) ** 2)


def gap_by_choice(fit: float) -> float:
    """Effect that is seen where help does nothing, and the upper half was chosen for it.

    Who is chosen goes with how good they were anyway by a correlation `fit`: the means of the two
    halves lie 4 fit phi(0) apart, and each half is narrower than all were together.

    >>> gap_by_choice(0), round(gap_by_choice(0.3), 2)
    (0.0, 0.49)
    """
    if not 0 <= fit <= 1:
        raise UnusableEffect(f"fit: give a correlation from 0 to 1, not {shortened(repr(fit))}.")
    apart = 4 * fit * BELL.pdf(0)
    return apart / math.sqrt(1 - (apart / 2) ** 2)


def _finite(**given: float) -> float:
    name, value = next(iter(given.items()))
    if not math.isfinite(value):
        raise UnusableEffect(f"{name}: give a number, not {shortened(repr(value))}.")
    return float(value)

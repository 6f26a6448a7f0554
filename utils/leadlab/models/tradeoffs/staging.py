"""What it is worth to be able to stop, or to go on: a small binomial tree (real options)."""

from __future__ import annotations

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number


def option_value(
    *,
    worth: float,
    cost: float,
    up: float,
    down: float,
    steps: int,
    rate: float = 0.0,
    may_wait: bool = True,
) -> float:
    """Worth today of the right, not the duty, to pay `cost` for something whose worth moves.

    Risk-neutral binomial tree: each step the worth is multiplied by `up` or `down`.
    With `may_wait=False` one decides now: max(worth - cost, 0).

    >>> round(option_value(worth=100, cost=100, up=1.2, down=0.8, steps=1), 2)
    10.0

    Args:
        worth: Worth of the finished thing if one had it today.
        cost: Price of getting it, the same in every step.
        up: Factor of a good step, above 1 + rate.
        down: Factor of a bad step, below 1 + rate.
        steps: Times at which one learns and may decide.
        rate: Rate of a step.
        may_wait: Whether one may decide later.

    Source: Cox, Ross and Rubinstein (1979), in the use of Dixit and Pindyck (1994).
    """
    now = max(number(worth, name="worth", least=0) - number(cost, name="cost", least=0), 0.0)
    if not may_wait:
        return now
    growth = 1 + number(rate, name="rate", least=-0.999_999)
    if not down < growth < up:
        raise UnusableTradeoff(
            f"down {down:g} < 1 + rate {growth:g} < up {up:g} does not hold; "
            "a step must be able to be worse and better than the rate."
        )
    if not (isinstance(steps, int) and 1 <= steps <= 1_000):
        raise UnusableTradeoff(f"steps: expected 1 to 1,000, but saw {steps!r}.")
    chance = (growth - down) / (up - down)
    worths = [worth * up**ups * down ** (steps - ups) for ups in range(steps + 1)]
    values = [max(each - cost, 0.0) for each in worths]
    for step in range(steps - 1, -1, -1):
        values = [
            max(
                (chance * values[ups + 1] + (1 - chance) * values[ups]) / growth,
                worth * up**ups * down ** (step - ups) - cost,
            )
            for ups in range(step + 1)
        ]
    return values[0]

"""Forecasts that share their luck are those that each would be alone."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.models.delivery import forecast, forecast_weeks

PAST = [5, 0, 7, 3, 6, 2, 4, 8]
BOARDS = [
    {"items": 40, "growth": 1.0},
    {"items": 9},  # ends sooner than the board before, and draws fewer weeks
    {"items": 60, "growth": 2.5},  # and this one goes on where nobody has drawn
    {"items": 20, "split": (1, 2.5)},
    {"items": 40, "growth": 1.0},
]


def alone(past: list[int], items: int, *, growth: float, split: tuple[float, float], seed: int):
    """The same futures from a plain loop over one generator, which keeps nothing."""
    rng = np.random.default_rng(seed)
    need = np.ceil(items * rng.uniform(*split, size=500) - 1e-9)
    done = np.zeros(500, dtype=int)
    for week in range(1, forecast.MOST_WEEKS + 1):
        need -= rng.choice(np.array(past, dtype=float), size=500)
        done[(done == 0) & (need <= 0)] = week
        need += growth
    return np.where(done == 0, forecast.MOST_WEEKS + 1, done).tolist()


@pytest.mark.parametrize("seed", [7, np.int64(7), 8])
def test_boards_one_after_the_other_have_the_luck_of_each_alone(seed: int) -> None:
    """Whatever the boards before have drawn of it."""
    for board in BOARDS:
        asked = {"growth": 0.0, "split": (1.0, 1.0), **board}
        found = forecast_weeks(PAST, futures=500, seed=seed, **asked)  # type: ignore[arg-type]

        assert alone(PAST, seed=int(seed), **asked) == found.outcomes.tolist()


def test_without_a_seed_two_forecasts_differ() -> None:
    """Fresh luck is not kept for the next one."""
    one, other = (
        forecast_weeks(PAST, 40, futures=500, seed=None)  # type: ignore[arg-type]
        for _ in range(2)
    )

    assert one.outcomes.tolist() != other.outcomes.tolist()


def test_a_forecast_that_is_stopped_leaves_no_luck_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A week that was drawn and not kept would give the next board another luck."""
    whole = forecast_weeks(PAST, 40, futures=500, seed=9).outcomes.tolist()
    forecast._kept_luck.cache_clear()
    luck = forecast._kept_luck(9, 500, len(PAST), (1.0, 1.0))

    class Stops(list):
        def append(self, _: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(luck, "_weeks", Stops())
    with pytest.raises(KeyboardInterrupt):
        forecast_weeks(PAST, 40, futures=500, seed=9)

    assert whole == forecast_weeks(PAST, 40, futures=500, seed=9).outcomes.tolist()

"""What review takes and who knows a part by it, against second ways to count them."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.errors import LeadlabError
from leadlab.models.growth import first_answer, have_read, reviews


def test_hours_are_counted_change_by_change() -> None:
    """Handing each reading to the reader with least so far gives the same hours for each."""
    load = reviews(8, changes=3, minutes=40, readers=4, reads=2)
    hours = [0.0] * load.readers
    for _ in range(8 * 3 * 2):
        hours[hours.index(min(hours))] += 40 / 60

    assert pytest.approx(sum(hours)) == load.hours
    assert pytest.approx(max(hours)) == load.hours_each


@pytest.mark.parametrize("limit", [1.5, 3, 4, 16])
def test_so_many_readers_are_enough_and_one_fewer_is_not(limit: float) -> None:
    """With the readers that are named nobody reads longer, and with one fewer somebody does."""
    load = reviews(8, changes=3, minutes=40)
    needed = load.readers_for(limit)

    assert load.hours / needed <= limit
    assert needed == 1 or load.hours / (needed - 1) > limit


@pytest.mark.parametrize("looks", [1, 2, 5])
def test_the_first_answer_is_the_mean_wait_over_a_day(looks: int) -> None:
    """Changes spread over the day each wait for the next look."""
    ends = np.arange(1, looks + 1) * 8 / looks
    asked = np.linspace(0, 8, 100_001)[:-1]
    waits = ends[np.searchsorted(ends, asked, side="right")] - asked

    assert pytest.approx(waits.mean(), abs=1e-3) == first_answer(looks)


@pytest.mark.parametrize(("changes", "others", "reads"), [(12, 7, 1), (4, 5, 2), (0, 3, 1)])
def test_who_has_read_a_part_is_drawn_by_lot(changes: int, others: int, reads: int) -> None:
    """Drawing the readers of each change, so many of the others have read one in the end."""
    rng = np.random.default_rng(2)
    have = np.zeros((20_000, others), dtype=bool)
    for _ in range(changes):
        drawn = rng.random(have.shape).argsort(axis=1)[:, :reads]
        np.put_along_axis(have, drawn, values=True, axis=1)

    assert pytest.approx(have.mean(), abs=0.005) == have_read(changes, others, reads=reads)


def test_impossible_reviews_are_named() -> None:
    """Nobody to read, no time between looks, and more readers than people are refused."""
    for call, name in (
        (lambda: reviews(0, changes=3, minutes=40), "people"),
        (lambda: reviews(8, changes=-1, minutes=40), "changes"),
        (lambda: reviews(8, changes=3, minutes=40).readers_for(0), "hours"),
        (lambda: first_answer(0), "look"),
        (lambda: have_read(3, 2, reads=3), "reads"),
    ):
        with pytest.raises(LeadlabError, match=name):
            call()

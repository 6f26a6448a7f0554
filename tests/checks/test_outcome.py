"""An outcome is one of four states, with points and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.checks.outcome import Check, Outcome, Status, points_in_words

SHARES = st.none() | st.floats(0, 1)
CHECKS = st.builds(
    Check, says=st.text(min_size=1), held=st.booleans(), points=st.floats(0, 10), share=SHARES,
    crashed=st.booleans(), message=st.text(), tag=st.sampled_from(["", "a", "b"]),
)  # fmt: skip


def test_an_outcome_reads_as_a_list_of_what_held() -> None:
    """The plain form says state, points and each line, with a sign that needs no colour."""
    lines = [
        Check(says="one", held=True, points=2),
        Check(says="two", held=False, message="Look again."),
        Check(says="three", held=False, points=0, message="It stopped.", crashed=True),
    ]
    outcome = Outcome.of("demo.one", lines, max_points=3, notes=["A note."])

    assert repr(outcome) == (
        "demo.one: error in your code, 2 of 3 points\n"
        "  ✓ one\n  ✗ two: Look again.\n  ! three: It stopped.\n  A note."
    )
    assert ("Look again.", "It stopped.", "A note.") == outcome.messages


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([Check(says="a", held=True)], Status.PASSED),
        ([Check(says="a", held=True), Check(says="b", held=False)], Status.FAILED),
        ([Check(says="a", held=False, share=1.0)], Status.FAILED),
        ([Check(says="a", held=True), Check(says="b", held=False, crashed=True)], Status.ERROR),
        ([], Status.FAILED),
    ],
)
def test_the_state_follows_from_the_lines(lines: list[Check], status: Status) -> None:
    """Everything held is passed; a crash is an error; the rest, nothing included, is failed."""
    assert status is Outcome.of("demo.one", lines, max_points=1).status


@given(st.lists(CHECKS, max_size=6), st.floats(0.5, 20))
def test_points_stay_between_nothing_and_all(lines: list[Check], most: float) -> None:
    """Whatever the lines earn, an outcome is worth neither less than 0 nor more than its points."""
    outcome = Outcome.of("demo.one", lines, max_points=most)

    assert 0 <= outcome.points <= outcome.max_points
    assert len(set(outcome.tags)) == len(outcome.tags)


@pytest.mark.parametrize("worth", [{"points": -1}, {"points": float("nan")}, {"share": 1.5}])
def test_a_check_is_worth_something_possible(worth: dict[str, float]) -> None:
    """Negative points and shares above one are mistakes of an author."""
    with pytest.raises(ValueError, match="not"):
        Check(says="a", held=True, **worth)


def test_points_have_their_unit() -> None:
    """One point is a point."""
    assert ("1 point", "0.5 points", "3 points") == tuple(map(points_in_words, (1, 0.5, 3)))

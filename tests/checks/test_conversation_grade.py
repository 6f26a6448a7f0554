"""A conversation is graded on what was disclosed and on trust, replayed from the choices."""

from __future__ import annotations

from itertools import product

import pytest

from leadlab import catalog
from leadlab.checks.dialogue import conversation, played
from leadlab.checks.outcome import Check
from leadlab.models.scenario import conversation_outcome

STORY = "two_hundred_lines_no_tests"
SEED = 3
ALL_TOLD = ["c", "b", "a", "e", "c", "a"]
NOTHING_TOLD = ["a", "a", "b", "c", "b", "b"]


def graded(choices: object, trust: float = 0.4) -> list[Check]:
    """Lines for choices in world 3: 2 points for two facts, 4 for four; 2 for trust."""
    return list(
        conversation(STORY, choices, seed=SEED, facts={2: 2.0, 4: 4.0}, trust=trust, trust_points=2)  # type: ignore[arg-type]  # learners give what they like
    )


def test_everything_told_and_trust_kept_earns_everything() -> None:
    """Four facts and both people above 0.4 of the range: 6 of 6."""
    lines = graded(ALL_TOLD)

    assert 6 == sum(line.earned for line in lines)
    assert all(line.held for line in lines)


def test_nothing_told_earns_nothing_and_names_the_habit() -> None:
    """Told before asked, in public: no fact, and the one it was about does not speak any more."""
    lines = graded(NOTHING_TOLD)

    assert 0 == sum(line.earned for line in lines)
    assert "advice_too_early" in {line.tag for line in lines}
    assert "How openly Adaeze speaks with you" in lines[-1].message


def test_part_of_what_was_there_earns_its_part() -> None:
    """Two of four facts, looked up by trying every way: 2 of 4 points, not 3 and not 0."""
    ways = (list(way) for way in product("ad", "bd", "ac", "b", "b", "ab"))
    two = next(way for way in ways if len(told(way)) == 2)

    assert 2 == graded(two)[1].earned
    assert not graded(two)[1].held


def told(way: list[str]) -> tuple[str, ...]:
    """Facts that a way brings out."""
    play, _ = played(STORY, way, seed=SEED)
    assert play is not None
    return conversation_outcome(play).told


@pytest.mark.parametrize(
    "choices",
    [[], None, "cbaeca", 7, ["c", ""], ["zz"], ["c", "b"], [*ALL_TOLD, "a"], [["c"], "b"]],
)
def test_what_is_no_way_to_an_end_earns_nothing_and_says_why(choices: object) -> None:
    """No list, a blank, a choice that is not there, too few or too many: one line, no exception."""
    (line,) = graded(choices)

    assert not line.held
    assert line.message


def test_the_grade_is_the_outcome_of_the_same_play() -> None:
    """What is graded is what `conversation_outcome` says of the replayed choices."""
    play, fault = played(STORY, ALL_TOLD, seed=SEED)

    assert "" == fault
    assert play is not None
    assert catalog.scenario(STORY).private_facts == tuple(
        sorted(conversation_outcome(play).told, key=list(play.scenario.facts).index)
    )

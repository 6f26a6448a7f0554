"""The talk about a performance gap is graded on what was found out, whatever came of it."""

from __future__ import annotations

import pytest

from leadlab import catalog
from leadlab.checks.dialogue import played
from leadlab.checks.instances import Instance
from leadlab.checks.mentoring.assignment_gap import STORY, gap, groups_of
from leadlab.checks.outcome import Check
from leadlab.models.scenario import Playthrough

WORLD = 549
ASKED, HEARD = list("cbbbbc"), list("abacbc")
FULL = {
    "tools": [*ASKED, "c", "c"],
    "narrow": [*ASKED, "b", "c"],
    "adapted_end": [*HEARD, "a", "c"],
    "kindness": [*HEARD, "d", "c"],
    "fell_short": list("abadaaac"),
    "parted_well": list("abadaaec"),
    "clean_plan": list("abaaacec"),
    "asked_only": list("abaaacac"),
}
"""A way to each ending in world 549 that finds four of six."""


def play_of(way: list[str], seed: int = WORLD) -> Playthrough:
    """The way through in a world."""
    play, fault = played(STORY, way, seed=seed)
    assert play is not None, fault
    return play


def graded(way: list[str], seed: int = WORLD) -> list[Check]:
    """Lines for a way, with all that it found placed rightly and the decision resting on that."""
    key = groups_of(play_of(way, seed))
    lines = {letter: right[0] for letter, right in key.items()}
    rests_on = [letter for letter in "abdegh" if lines[letter] == "shown"]
    return list(gap(way, lines, rests_on, instance=Instance("mentoring.gap", {"seed": seed})))


def earned(way: list[str], seed: int = WORLD) -> float:
    """Points for a way."""
    return round(sum(line.earned for line in graded(way, seed)), 6)


@pytest.mark.parametrize(("ending", "way"), FULL.items())
def test_each_ending_can_be_reached_with_all_points(ending: str, way: list[str]) -> None:
    """Ten points wait on a way to every ending; none is the right one."""
    assert (ending, 10.0) == (play_of(way).ending.id, earned(way))


def test_no_ending_is_left_out() -> None:
    """The ways above cover the endings of the story."""
    assert {each.id for each in catalog.scenario(STORY).endings} == set(FULL)


@pytest.mark.parametrize("seed", [1, WORLD])
@pytest.mark.parametrize("asked", ["cbbbbc", "bbadbc", "addac", "dcddc", "aaabc"])
def test_points_go_by_what_was_asked_and_not_by_what_was_decided(asked: str, seed: int) -> None:
    """The same questions earn the same, whether Goran stays, moves, goes or waits."""
    ends = [decision + last for decision in "abcde" for last in "abc"]
    ways = [[*asked, *end] for end in ends if played(STORY, [*asked, *end], seed=seed)[0]]

    assert len(ways) == len(ends)
    assert 1 == len({earned(way, seed) for way in ways})


@pytest.mark.parametrize("seed", range(100, 120))
def test_a_way_through_earns_all_in_any_world(seed: int) -> None:
    """Nobody loses a point because Goran did not speak on that day."""
    assert 10.0 == earned([*ASKED, "c", "c"], seed)


def test_what_is_asked_at_goran_s_expense_costs_its_point() -> None:
    """A form, the cover away in public and a month of nights: all is known, and he is bent."""
    harsh = {line.says: line for line in graded(list("abaaadec"), seed=1)}

    assert not harsh["Goran came to the decision upright"].held


def test_dignity_is_read_when_the_decision_falls() -> None:
    """To part bends Goran more than to stay; the point is for how the decision was reached."""
    parted, stays = ([*HEARD, end, "c"] for end in "ea")
    low, high = (play_of(way).moment.values["dignity"] for way in (parted, stays))

    assert low < high
    assert earned(parted) == earned(stays)

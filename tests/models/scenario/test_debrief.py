"""The debrief: causes, what would have changed the end, what was missed, calibration."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.scenario import (
    Playthrough,
    Scenario,
    World,
    begin,
    compare_branch,
    debrief,
    follow,
    replay,
)


@pytest.fixture(name="pushed")
def _pushed(story: Scenario, world: World) -> Playthrough:
    """Pushed, then kicked, in a warm world with a rusty hinge; a forecast was given."""
    seeds = (
        seed
        for seed in range(1_000)
        if dict(begin(story, world, seed=seed).draws) == {"cause": "hinge", "frost": False}
    )
    return replay(
        story, world, seed=next(seeds), choices=["c", "c"], forecasts={"left": (1.0, 5.0)}
    )


def test_a_cause_list_names_each_change_and_adds_up(pushed: Playthrough) -> None:
    """Trust: 5, pushed down to 0 (not to -4), kicked (already at 0), up 1 by word."""
    trust = debrief(pushed).causes[0]

    assert ("trust", 5, 1) == (trust.state, trust.start, trust.end)
    assert [-5, 1] == [line.change for line in trust.lines]
    assert "Push the door with a shoulder while nobody is watching you." == trust.lines[0].text
    assert ("People talk.", True) == (trust.lines[1].text, trust.lines[1].late)


def test_the_timeline_shows_buys_costs_and_principle_afterwards(pushed: Playthrough) -> None:
    """What was bracketed for the author is shown when it can no longer steer."""
    first = debrief(pushed).timeline[0]

    assert ("c", "something", "something else") == (first.choice, first.buys, first.costs)
    assert (("Trust", -5), ("Days left", 2)) == first.changes


def test_alternatives_are_found_by_replaying_every_other_choice(pushed: Playthrough) -> None:
    """Asking first and kicking later ends in time or not; each alternative says which."""
    found = debrief(pushed)

    assert {("one", "a"), ("one", "b"), ("two", "b")} == {
        (each.beat, each.choice) for each in found.alternatives
    }
    for each in found.alternatives:
        assert each.changes_ending == (each.ending != found.ending)
    assert set(found.would_change) <= set(found.alternatives)


def test_elsewhere_luck_decides(with_change: Callable[..., Scenario], world: World) -> None:
    """Where the days at the start are drawn, the same choices end in time in some worlds only."""
    story = with_change("state", "days", "start", to=[10, 14])
    ended = debrief(follow(begin(story, world, seed=1), {"one": "b", "two": "b"}))

    assert {"In time", "Out of time"} == set(ended.elsewhere)


def test_the_same_choices_elsewhere_are_shares_of_worlds(pushed: Playthrough) -> None:
    """A sound decision can end badly: the shares over other worlds add up to one."""
    assert 1 == pytest.approx(sum(debrief(pushed).elsewhere.values()))


def test_missed_facts_are_those_that_held_in_this_world(pushed: Playthrough) -> None:
    """The spare key and the rust were both there to see; each says where."""
    assert ("asking Rui", "looking") == tuple(fact.found_by for fact in debrief(pushed).missed)


def test_a_pattern_is_asked_when_two_choices_carry_its_tag(
    pushed: Playthrough, story: Scenario, world: World
) -> None:
    """One push is an event, two are a pattern."""
    once = replay(story, world, seed=pushed.seed, choices=["c", "b"])

    assert (("hero_reflex", "Whose door was it?"),) == debrief(pushed).patterns
    assert () == debrief(once).patterns


def test_a_forecast_stands_beside_the_fact_with_its_score(pushed: Playthrough) -> None:
    """Interval score at 80 %: width, and ten times the distance by which it missed."""
    line = debrief(pushed).forecasts[0]
    miss = max(0, line.truth - 5)

    assert (1, 5, pushed.values["days"]) == (line.low, line.high, line.truth)
    assert (miss == 0) == line.inside
    assert 4 + 10 * miss == pytest.approx(line.score)


def test_two_branches_of_one_decision_stand_side_by_side(pushed: Playthrough) -> None:
    """Yours is what you played; the other shares its world and the later choices."""
    both = compare_branch(pushed, "one", "b")

    assert ("c", "b") == (both.yours.choice, both.other.choice)
    assert debrief(pushed).ending == both.yours.ending
    assert pushed.values["days"] == both.yours.gauges[0].value
    assert ("The hinge is rusty.",) == both.other.learned


def test_what_cannot_be_compared_is_told(
    pushed: Playthrough, story: Scenario, world: World
) -> None:
    """An unknown decision, an unknown choice, and a story that is still going."""
    with pytest.raises(UnknownName, match="There is no decision in this run 'oen'"):
        compare_branch(pushed, "oen", "a")
    with pytest.raises(UnknownName, match="There is no choice at 'one' 'z'"):
        compare_branch(pushed, "one", "z")
    with pytest.raises(LeadlabError, match="still going"):
        debrief(begin(story, world, seed=1))


def test_the_list_of_choices_plays_the_same_story_again(pushed: Playthrough) -> None:
    """What is printed as a list is what `replay` takes, even where pages number fewer choices."""
    told = next(line for line in debrief(pushed).lines() if "as a list: " in line)
    again = replay(
        pushed.scenario,
        pushed.world,
        seed=pushed.seed,
        choices=json.loads(told.partition(": ")[2]),
        forecasts={"left": (1.0, 5.0)},
    )

    assert pushed.events == again.events


def test_the_debrief_can_be_read_as_plain_lines(pushed: Playthrough) -> None:
    """Everything that the debrief says is there without a picture."""
    text = "\n".join(debrief(pushed).lines())

    for part in ("-5  Push the door", "Turning point: Who was asked first.", "Whose door was it?"):
        assert part in text

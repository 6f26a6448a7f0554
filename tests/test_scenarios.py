"""Every scenario that ships: it parses, has no fault, can end in each of its ends, and restores."""

from __future__ import annotations

import dataclasses
from random import Random

import pytest

from leadlab import catalog_scenarios
from leadlab.models.scenario import begin, choose, debrief, follow, intervals, replay
from leadlab.models.scenario.branches import same_choices_elsewhere
from leadlab.models.scenario.lint_walk import settled, walk

NAMES = catalog_scenarios.scenario_names()
OF_LUCK = [name for name in NAMES if "luck" in catalog_scenarios.scenario(name).twist]
RUNS = 12


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_has_no_fault(name: str) -> None:
    """What the linter calls a fault does not ship; warnings are for the author to judge."""
    found = [str(each) for each in catalog_scenarios.checked(name) if each.severity == "fault"]

    assert [] == found


@pytest.mark.parametrize("name", NAMES)
def test_every_ending_is_reached_in_some_world(name: str) -> None:
    """An ending that no world and no path leads to is a promise that is not kept."""
    story = catalog_scenarios.scenario(name)

    assert {each.id for each in story.endings} == set(
        walk(story, catalog_scenarios.world()).endings
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cast", ["base", "second", "third"])
def test_a_run_can_be_read_in_every_cast_and_restored(name: str, cast: str) -> None:
    """Every text on the way and in the debrief is filled; the stored choices give the same run."""
    story, world = catalog_scenarios.scenario(name), catalog_scenarios.world()
    play = follow(replay(story, world, seed=5, choices=[], cast=cast), {})
    text = "\n".join([*debrief(play).lines(), str(dataclasses.asdict(play.scene)["paragraphs"])])

    again = replay(story, world, seed=5, choices=play.choices, forecasts=intervals(play), cast=cast)
    assert play.choices == again.choices
    assert play.scene == again.scene
    assert "{ada" not in text
    if cast != "base":
        base = [world.people[person].name for person in world.casts[cast]]
        assert [] == [person for person in base if person in text]


@pytest.mark.parametrize("name", OF_LUCK)
def test_what_the_author_calls_luck_reaches_an_ending(name: str) -> None:
    """Where the twist is luck, the same choices end differently in some other world."""
    endings = []
    for seed in range(RUNS):
        play = settled(
            begin(catalog_scenarios.scenario(name), catalog_scenarios.world(), seed=seed)
        )
        luck = Random(seed)
        while not play.finished:
            play = settled(choose(play, luck.choice(play.offered).id))
        endings.append(len(same_choices_elsewhere(play, worlds=40)))

    assert max(endings) > 1

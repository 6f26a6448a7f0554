"""The talk about a performance gap: what opens, what luck decides, and whose work is counted."""

from __future__ import annotations

import random

import pytest

from leadlab.catalog_scenarios import scenario, world
from leadlab.models.scenario import Playthrough, begin, choose, replay, skip_forecast
from leadlab.models.scenario.events import Change

STORY = scenario("performance_gap")
WRITTEN = ["b", "b", "b", "b", "b", "a", "a", "c"]
"""Kirsty's week, Goran's day and the call, a page, the cover taken away in daylight, dates."""


def wandering(seed: int) -> Playthrough:
    """A whole run with choices taken at random."""
    luck = random.Random(seed)
    play = begin(STORY, world(), seed=seed)
    while not play.finished:
        offered = play.offered
        play = choose(play, luck.choice(offered).id) if offered else skip_forecast(play)
    return play


def test_what_can_only_be_told_is_never_got_by_asking_for_it() -> None:
    """Goran's hearing comes after the day, and then a pause or a page that rests on no call."""
    openings = set()
    for play in map(wandering, range(400)):
        taken = dict(play.taken)
        if "hearing" in play.moment.known:
            openings.add((taken["talk"], taken["pause"] == "a", taken["form"] == "d"))

    assert {("b", True, False), ("b", True, True), ("b", False, True)} == openings


def test_the_same_talks_end_in_two_ways() -> None:
    """How far Goran can come is the world's; a sound way through falls short in some."""
    ends = {replay(STORY, world(), seed=seed, choices=WRITTEN).ending.id for seed in range(1, 60)}

    assert {"adapted_end", "fell_short"} <= ends


def test_an_ending_says_only_what_was_done_before() -> None:
    """Waiting is called so where it was one, and nobody parts decently from work that is enough."""
    for play in map(wandering, range(400)):
        taken, output = dict(play.taken), play.moment.values["output"]
        if play.ending.id == "kindness":
            assert taken["well"] == "d" or taken["cover"] == "c"
        if play.ending.id == "parted_well":
            assert output < 0.8 or taken["middle"] == "b"
        if play.ending.id == "asked_only":
            assert "c" not in (taken["form"], taken["cover"])


@pytest.mark.parametrize("decision", ["b", "d", "e"])
def test_nobody_counts_screens_that_were_not_asked_for(decision: str) -> None:
    """Where the work was narrowed, no week without Kirsty shows whose the new screens had been."""
    narrow = [*WRITTEN[:4], "c", "b", decision, "c"]
    play = replay(STORY, world(), seed=4, choices=narrow)

    causes = {event.cause.id for event in play.events if isinstance(event, Change)}

    assert "no_cover_now" not in causes


def test_the_line_about_the_calls_is_spoken_of_only_where_it_stands() -> None:
    """Goran names a line of your page if it is on it, and else that there is none."""
    page = skip_forecast(replay(STORY, world(), seed=6, choices=["b", "b", "d", "d", "b"]))
    lines = [
        text
        for part in page.scene.consequences
        for _, text in part.paragraphs
        if "your page" in text
    ]

    assert ["nothing in it about the calls" in text for text in lines] == [True]


@pytest.mark.parametrize("seed", range(1, 6))
def test_work_that_was_two_peoples_is_not_counted_as_one(seed: int) -> None:
    """Where Kirsty goes on repairing, the figure drops when she is away for a week."""
    kept = [*WRITTEN[:4], "c", *WRITTEN[5:]]
    play = replay(STORY, world(), seed=seed, choices=kept)
    drops = [
        event.change
        for event in play.events
        if isinstance(event, Change) and event.cause.id == "no_cover_now"
        if event.state == "output"
    ]

    assert [-0.1] == pytest.approx(drops)

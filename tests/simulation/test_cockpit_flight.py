"""The cockpit flight: turns that fit, levers that reach the engine, and parts that add up."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from leadlab.catalog_team import default_team
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.alerts import outcome_of, read_rules
from leadlab.simulation.alert_log import LOG_KINDS, PRESETS, happenings_of
from leadlab.simulation.cockpit_debrief import (
    CHANGES,
    LEVERS,
    causes_of_dials,
    changed_flight,
    counted,
    dials,
    replayed,
)
from leadlab.simulation.cockpit_flight import (
    DRIVERS,
    FOCUS_SHARE,
    PERIODS,
    WEEKS,
    CockpitFlight,
    Turn,
    drawing_error,
    flat_error,
)
from leadlab.simulation.engine import simulate
from leadlab.simulation.team_policy import Policy


def turn(weeks: int = 4, **values: object) -> Turn:
    """A turn with a wide range."""
    return Turn(**{"weeks": weeks, "low": 5, "high": 45, **values})  # type: ignore[arg-type]  # levers by name


def flown(seed: int = 3, notices: str = "usual", **levers: object) -> CockpitFlight:
    """A whole flight of four turns under the same levers."""
    flight = CockpitFlight(start=default_team(), seed=seed, notices=notices)
    for weeks in (6, 6, 6, 8):
        flight = flight.fly(turn(weeks, **levers))
    return flight


@pytest.mark.parametrize(
    ("before", "weeks", "words"),
    [((), 1, "has 1 weeks"), ((), 9, "2 to 8"), ((8, 8), 9, "10 are left"),
     ((8, 8), 0, "0 weeks"), ((8, 8, 5), 4, "leave a single week"),
     ((8, 8, 8, 2), 2, "over")],
)  # fmt: skip
def test_a_turn_that_does_not_fit_is_a_sentence(
    before: tuple[int, ...], weeks: int, words: str
) -> None:
    """Turns have two to eight weeks, and none leaves a week alone."""
    flight = CockpitFlight(start=default_team(), seed=3)
    for each in before:
        flight = flight.fly(turn(each))

    with pytest.raises(LeadlabError, match=words):
        flight.fly(turn(weeks))


def test_a_range_the_wrong_way_round_and_unknown_rules_are_sentences() -> None:
    """Low comes first; a set of rules has a name."""
    with pytest.raises(LeadlabError, match="low end comes first"):
        Turn(low=9, high=3)
    with pytest.raises(UnknownName, match="usual"):
        CockpitFlight(start=default_team(), seed=1, notices="usul")


def test_turns_are_one_policy_after_the_other() -> None:
    """Flown in turns or as one list of weekly plans, the same items are finished."""
    flight = CockpitFlight(start=default_team(), seed=5)
    flight = flight.fly(turn(4, wip_limit=8)).fly(turn(6, review="two"))
    runs = simulate(
        flight.team,
        lambda view: Policy(wip_limit=8) if view.week <= 4
        else Policy(review="two") if view.week <= 10 else Policy(),
        weeks=WEEKS, replications=1, seed=5,
    )  # fmt: skip

    assert int(runs.finished[0, :4].sum()) == flight.facts[0].finished
    assert int(runs.finished[0, 4:10].sum()) == flight.facts[1].finished


def test_what_was_flown_stands_when_the_next_turn_comes() -> None:
    """A later turn changes nothing before it."""
    first = CockpitFlight(start=default_team(), seed=4).fly(turn(5, wip_limit=20))
    later = first.fly(turn(6, wip_limit=4))

    assert first.facts[0].finished == later.facts[0].finished
    assert first.weekly("queue") == later.weekly("queue")[:5]


def test_days_are_those_of_a_plain_loop_over_the_log() -> None:
    """The 85th percentile of a turn from begin and end of each item that was finished in it."""
    flight = flown()
    begun, days = {}, []
    for each in flight.log:
        if each.kind == "start":
            begun[each.item] = each.time_days
        if each.kind == "finish" and each.item in begun and 7 <= each.week <= 12:
            days.append(each.time_days - begun[each.item])

    assert pytest.approx(np.quantile(days, 0.85)) == flight.facts[1].days


def test_no_review_has_no_queue_and_no_load() -> None:
    """Hidden drivers are those of the plan: without reviews nothing waits and nobody is busy."""
    flight = flown(review="none")

    assert [0.0] * 26 == flight.weekly("load")
    assert max(flight.weekly("queue")) == 0


def test_one_named_reviewer_is_busier_than_eight_colleagues() -> None:
    """The driver rises where the same work meets fewer hours."""
    assert np.mean(flown(review="single").weekly("load")) > np.mean(flown().weekly("load")) + 10


@pytest.mark.parametrize("seed", range(1, 4))
def test_every_driver_is_asked_for_by_some_seed(seed: int) -> None:
    """Three seeds in a row draw three drivers, each over six periods."""
    flight = flown(seed)

    assert DRIVERS[seed % 3] == flight.driver
    assert len(PERIODS) == len(flight.driver_by_period())
    assert (
        pytest.approx(np.mean(flight.weekly(flight.driver.name)[20:]))
        == (flight.driver_by_period()[-1])
    )


def test_a_drawing_is_scored_by_its_distance() -> None:
    """The truth scores 0; a flat line at its first value what it moves by."""
    true = flown().driver_by_period("queue")

    assert 0 == drawing_error(true, true)
    assert pytest.approx(np.mean([abs(each - true[0]) for each in true])) == flat_error(true)
    with pytest.raises(LeadlabError, match="2 points for 6"):
        drawing_error([1, 2], true)


@pytest.mark.parametrize("name", FOCUS_SHARE)
def test_the_time_that_notices_take_is_counted_from_the_log(name: str) -> None:
    """The shares stand in the code; here they are counted again, over twelve half-years."""
    minutes = []
    for seed in range(12):
        runs = simulate(default_team(), Policy(), weeks=WEEKS, replications=1, seed=seed)
        rules = read_rules(PRESETS[name], kinds=list(LOG_KINDS))
        told = outcome_of(rules, happenings_of(runs), people=8, weeks=WEEKS)
        minutes.append(told.focus_minutes)

    assert pytest.approx(np.mean(minutes) / (40 * 60), abs=0.012) == FOCUS_SHARE[name]


def test_notices_are_interruptions_of_the_team() -> None:
    """Telling everybody takes a sixth of the week more than telling as usual."""
    usual = CockpitFlight(start=default_team(), seed=3).team.interruptions
    loud = CockpitFlight(start=default_team(), seed=3, notices="everybody").team.interruptions

    assert pytest.approx(FOCUS_SHARE["everybody"] - FOCUS_SHARE["usual"], abs=1e-3) == loud - usual


def test_the_parts_of_the_levers_add_up_to_the_flight() -> None:
    """Usual plan and all parts together are the dials as flown; a lever left alone adds nothing."""
    flight = flown(seed=2, notices="everybody", wip_limit=6, review="two")
    found = causes_of_dials(flight)

    for name, value in counted(flight).items():
        added = sum(part[name] for part in found.parts.values())
        assert pytest.approx(value, abs=1e-6) == found.usual[name] + added
    assert set(LEVERS) == set(found.parts)
    assert {0.0} == set(found.parts["tests"].values())


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_moves_one_lever_in_every_turn(change: str) -> None:
    """Everything else stays as it was flown."""
    flight = flown(wip_limit=11, batch_size=5, review="single", tests=0.1, notices="usual")
    changed = changed_flight(flight, change)
    levers = ("wip_limit", "batch_size", "review", "tests")
    moved = {
        name for name in levers
        if {getattr(each, name) for each in changed.turns}
        != {getattr(each, name) for each in flight.turns}
    }  # fmt: skip

    assert 1 == len(moved) + (changed.notices != flight.notices)
    assert math.isfinite(replayed(replace(flight, seed=9), change)["value"])


def test_a_smaller_limit_is_quicker_and_finishes_less() -> None:
    """The trade of the flight: days fall, and so do items (Sjoberg 2018 saw both)."""
    usual, small = flown(), flown(wip_limit=6)

    assert dials(small)["days"] < dials(usual)["days"] - 2
    assert dials(small)["value"] < dials(usual)["value"] - 20
    assert 40.0 == dials(small)["forecasts"]

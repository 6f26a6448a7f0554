"""A scenario file with faults: every fault at once, each with its path and what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from leadlab.models.scenario import Scenario, ScenarioFaults, World, parse_scenario


def faults_of(data: Any, world: World) -> dict[str, str]:
    """Faults by path."""
    with pytest.raises(ScenarioFaults) as caught:
        parse_scenario(data, world)
    return {fault.where: fault.text for fault in caught.value.faults}


def test_the_small_story_is_read(story: Scenario) -> None:
    """A whole scenario is read, amounts and lines in their short forms included."""
    first = story.beats[0].choices[0].do[0]

    assert (-3, -1, True) == (first.effects["days"].low, first.effects["days"].high, True)
    assert ("rui", "Is it locked?") == (story.beats[0].say[1].speaker, story.beats[0].say[1].text)
    assert ("trust",) == story.debrief.causes


def test_faults_of_shape_come_all_at_once_with_their_paths(data: Any, world: World) -> None:
    """Two slips in two places are two faults, each with what was meant or allowed."""
    data["beats"][0]["choices"][0]["efects"] = {}
    data["state"]["days"]["better"] = "mor"
    data["beats"][1]["at"]["time"] = "9:5"
    del data["tension"]

    found = faults_of(data, world)

    assert "is missing" == found["tension"]
    assert "did you mean 'more'" in found["state.days.better"]
    assert "allowed are" in found["beats[0].choices[0].efects"]
    assert '"09:05"' in found["beats[1].at.time"]


def test_a_field_with_a_slip_is_answered_with_the_nearest_field(data: Any, world: World) -> None:
    """`lern` inside a happening is answered with the fields of a happening."""
    data["beats"][0]["choices"][0]["do"][0]["lerns"] = ["spare"]

    found = faults_of(data, world)

    where = "beats[0].choices[0].do[0].lerns"
    assert "there is no such field; did you mean 'learns'?" == found[where]


@pytest.mark.parametrize(
    ("path", "value", "where", "says"),
    [
        (("beats", 0, "say", 0), "{adda} waits.", "beats[0].say[0]", "did you mean 'ada'"),
        (("beats", 0, "say", 0), "{ada.the} waits.", "beats[0].say[0]", "did you mean 'they'"),
        (("beats", 0, "say", 0), "{=dais} left.", "beats[0].say[0]", "did you mean 'days'"),
        (("beats", 0, "say", 0), "An { alone.", "beats[0].say[0]", "stands alone"),
        (("beats", 0, "say", 0), {"minh": "Hi."}, "beats[0].say[0]", "no speaker 'minh'"),
        (("beats", 1, "if"), "frots", "beats[1].if", "did you mean 'frost'"),
        (("beats", 1, "if"), "knows('spar')", "beats[1].if", "did you mean 'spare'"),
        (("beats", 1, "if"), "chose('one', 'd')", "beats[1].if", "choice of beat 'one'"),
        (("beats", 1, "if"), "thread('count')", "beats[1].if", "threads: reads"),
        (
            ("beats", 0, "choices", 0, "goto"),
            "too",
            "beats[0].choices[0].goto",
            "did you mean 'two'",
        ),
        (("beats", 0, "choices", 2, "late"), ["bil"], "beats[0].choices[2].late", "'bill'"),
        (("late", 0, "before"), "tow", "late[0].before", "did you mean 'two'"),
        (("late", 0, "effects"), {"trus": 1}, "late[0].effects.trus", "did you mean 'trust'"),
        (("people",), ["ada", "riu"], "people[1]", "did you mean 'rui'"),
        (("threads", "reads"), {"door": "ajar"}, "threads.reads.door", "'shut', 'open'"),
        (("patterns", 0, "tag"), "hero_reflx", "patterns[0].tag", "did you mean 'hero_reflex'"),
        (("debrief", "causes"), ["truts"], "debrief.causes[0]", "did you mean 'trust'"),
        (("facts", "spare", "private"), "pf_spar", "facts.spare.private", "'pf_spare'"),
        (("beats", 2, "id"), "one", "beats[2].id", "used twice"),
    ],
)
def test_every_name_is_looked_up(
    data: Any, world: World, path: tuple[Any, ...], value: Any, where: str, says: str
) -> None:
    """A name that nothing answers to is a fault where it stands, with the nearest right one."""
    here = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value

    assert says in faults_of(data, world)[where]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("state", "days", "start"), 21, "outside the range"),
        (("state", "days", "start"), [3, 1], "lower end first"),
        (("state", "days", "range"), [5, 5], "lower end first"),
        (("state", "days", "bands"), [0, 30], "two cuts inside"),
        (("draws", "frost"), {"chance": 2}, "between 0 and 1"),
        (("draws", "frost"), {"chance": 0.2, "between": [1, 2]}, "weights of values"),
        (("draws", "frost"), {"some": 4, "of": ["a", "b"]}, "from 0 to 2"),
        (("beats", 1, "if"), "frost >", "cannot be read"),
        (("late", 1, "at"), None, "shown in the epilogue"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(
    data: Any, world: World, path: tuple[Any, ...], value: Any, says: str
) -> None:
    """Ranges, chances and bands are checked when the file is read."""
    here = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value

    assert any(says in text for text in faults_of(data, world).values())


def test_five_visible_states_are_one_too_many(data: Any, world: World) -> None:
    """A learner watches four gauges at most."""
    for name in ("p", "q", "r"):
        data["state"][name] = data["state"]["days"]

    assert "at most 4 states are visible" in faults_of(data, world)["state"]


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_mapping_is_no_scenario(data: object, world: World) -> None:
    """An empty or odd file is told as such."""
    assert "a scenario is a mapping" in faults_of(data, world)[""]


def test_one_name_for_two_things_is_a_fault(
    with_change: Callable[..., Scenario], data: Any, world: World
) -> None:
    """State, draws, flags and facts share one namespace."""
    data["draws"]["trust"] = {"chance": 0.5}

    assert any("give each its own name" in text for text in faults_of(data, world).values())

"""A small closed story in which every number can be worked out by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from leadlab.models.scenario import Scenario, World, parse_scenario, parse_world

WORLD: dict[str, Any] = {
    "people": {
        "ada": {"name": "Ada", "full": "Ada Brook", "pronoun": "she", "post": "engineer"},
        "rui": {
            "name": "Rui",
            "full": "Rui Sol",
            "pronoun": "they",
            "post": "junior",
            "hours": [{"days": ["mon", "tue"], "start": "09:00", "end": "15:00"}],
        },
    },
    "casts": {"second": {"ada": {"name": "Ben", "full": "Ben Lake", "pronoun": "they"}}},
    "private_facts": {"pf_spare": {"who": "rui", "fact": "x", "comes_out": "y"}},
    "threads": {
        "door": {"values": ["shut", "open"], "default": "shut"},
        "count": {"range": [0, 9], "default": 0},
    },
    "tags": {"hero_reflex": "Doing it yourself", "novelty_bias": "New counts as better"},
    "pronouns": {
        "she": {
            "they": "she",
            "them": "her",
            "their": "her",
            "theirs": "hers",
            "themself": "herself",
        },
        "they": {
            "they": "they",
            "them": "them",
            "their": "their",
            "theirs": "theirs",
            "themself": "themself",
            "plural": True,
        },
    },
    "verbs": {
        "s": {"singular": "s", "plural": ""},
        "is": {"singular": "is", "plural": "are"},
    },
    "calendar": {
        "first_monday": "2026-01-05",
        "day_names": {
            "mon": "Monday",
            "tue": "Tuesday",
            "wed": "Wednesday",
            "thu": "Thursday",
            "fri": "Friday",
            "sat": "Saturday",
            "sun": "Sunday",
        },
        "month_names": ["January", "February", "March", "April"],
    },
    "avoided": ["synergy"],
    "moods": ["angry"],
}

FEEDBACK = {
    "buys": "something",
    "costs": "something else",
    "feedback": "It was sound with what was known.",
    "principle": "Ask what would change your mind.",
}


def a_choice(name: str, act: str, **more: Any) -> dict[str, Any]:
    """Choice with everything that the debrief needs."""
    return {"id": name, "act": act, **FEEDBACK, **more}


STORY: dict[str, Any] = {
    "name": "small",
    "title": "A door",
    "module": "01_decision_making",
    "minutes": 3,
    "week": 2,
    "tension": "Now or sure.",
    "you_know": ["The door is shut."],
    "people": ["ada", "rui"],
    "state": {
        "days": {"title": "Days left", "range": [0, 20], "start": 10, "better": "more"},
        "trust": {"title": "Trust", "range": [0, 10], "start": 5, "better": "more"},
        "debt": {"title": "Debt", "range": [0, 10], "start": [2, 4], "better": "less",
                 "visible": False},
    },
    "draws": {"cause": {"lock": 1, "hinge": 1}, "frost": {"chance": 0.5}},
    "facts": {
        "spare": {"text": "{rui} has a spare key.", "found_by": "asking {rui}",
                  "private": "pf_spare"},
        "rust": {"text": "The hinge is rusty.", "found_by": "looking", "if": "cause == 'hinge'"},
    },
    "threads": {
        "reads": {"door": "shut"},
        "writes": [
            {"thread": "door", "value": "open", "if": "knows('spare')"},
            {"thread": "door", "value": "shut"},
            {"thread": "count", "value_of": "count(knows('spare'), knows('rust'))"},
        ],
    },
    "forecasts": [
        {"id": "left", "before": "two", "question": "Days at the end?", "truth": "days",
         "unit": "days"}
    ],
    "beats": [
        {
            "id": "one",
            "title": "Day 1",
            "at": {"week": 2, "day": "mon", "time": "10:00"},
            "place": "the hall",
            "say": ["{ada} waits.", {"rui": "Is it locked?"}],
            "choices": [
                a_choice(
                    "a",
                    "Ask {rui} for the key before anybody touches the door.",
                    do=[{"effects": {"days": [-3, -1], "trust": 1}, "learns": ["spare"]}],
                ),
                a_choice(
                    "b",
                    "Look at the hinge together with {ada} until the coffee comes.",
                    do=[
                        {"effects": {"days": [-2, 0], "debt": 1}, "learns": ["rust"]},
                        {"if": "cause == 'hinge'", "effects": {"trust": 2}, "say": ["Rust."]},
                    ],
                ),
                a_choice(
                    "c",
                    "Push the door with a shoulder while nobody is watching you.",
                    do=[{"effects": {"trust": -9, "days": 2}, "set": {"pushed": True}}],
                    late=["bill"],
                    tags=["hero_reflex"],
                ),
            ],
        },
        {
            "id": "frosty",
            "title": "A cold night",
            "at": {"week": 2, "day": "mon", "time": "14:00"},
            "place": "the yard",
            "if": "frost",
            "do": [{"effects": {"debt": "2 * (cause == 'lock')"}, "because": "It froze."}],
            "say": [{"by": "trust", "low": "Silence.", "middle": "A nod.", "high": "A laugh."}],
            "choices": [
                a_choice("a", "Bring the heater from the office and lose the afternoon.",
                         do=[{"effects": {"days": -1, "trust": 1}}]),
                a_choice("b", "Leave the yard as it is until the morning comes.",
                         do=[{"effects": {"trust": -1, "days": 1}}], goto="end"),
            ],
        },
        {
            "id": "two",
            "title": "Day 2",
            "at": {"week": 2, "day": "tue", "time": "10:00"},
            "place": "the hall",
            "say": ["{=days} days are left.", {"if": "knows('spare')", "say": "There is a key."}],
            "choices": [
                a_choice("a", "Use the spare key now and tell {rui} about it.",
                         **{"if": "knows('spare')"}, do=[{"effects": {"days": 1}}]),
                a_choice("b", "Order a new door and put the cost in writing.",
                         do=[{"effects": {"days": -4, "trust": 1}}]),
                a_choice("c", "Kick the door once more and hope that it gives.",
                         do=[{"effects": {"trust": -1, "days": 2}}], tags=["hero_reflex"]),
            ],
        },
    ],
    "late": [
        {
            "id": "bill",
            "if": "pushed",
            "before": "two",
            "effects": {"days": [-2, -1]},
            "say": ["A bill arrives."],
            "because": "The frame broke.",
        },
        {
            "id": "word",
            "at": {"week": 4, "day": "mon", "time": "09:00"},
            "effects": {"trust": 1},
            "say": ["Word gets round."],
            "because": "People talk.",
        },
    ],
    "endings": [
        {"id": "key", "title": "With a key", "if": "knows('spare') and chose('two', 'a')",
         "say": ["It opens."], "defensible": "You asked.", "not_if": "The key was not yours."},
        {"id": "in_time", "title": "In time", "if": "days >= 7", "say": ["It opens late."],
         "defensible": "There was time."},
        {"id": "out_of_time", "title": "Out of time", "say": ["It stays shut."],
         "defensible": "Nobody could know."},
    ],
    "patterns": [{"tag": "hero_reflex", "question": "Whose door was it?"}],
    "debrief": {
        "causes": "trust",
        "turning_point": {"beat": "one", "say": "Who was asked first."},
        "views": [{"who": "One", "say": "Ask."}, {"who": "Another", "say": "Push."}],
        "question": "Which key lies with somebody else?",
    },
    "roles": [{"who": "rui", "private": "You have a key."}],
}  # fmt: skip


@pytest.fixture(scope="session", name="world")
def _world() -> World:
    """World of two people."""
    return parse_world(WORLD)


@pytest.fixture(scope="session", name="story")
def _story(world: World) -> Scenario:
    """The small story."""
    return parse_scenario(STORY, world)


@pytest.fixture(name="data")
def _data() -> dict[str, Any]:
    """Data of the small story, to be broken."""
    return copy.deepcopy(STORY)


@pytest.fixture(name="with_change")
def _with_change(world: World) -> Callable[..., Scenario]:
    """Makes the small story with one thing changed: a path and a new value."""

    def make(*path: str | int, to: Any) -> Scenario:
        changed = copy.deepcopy(STORY)
        here: Any = changed
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = to
        return parse_scenario(changed, world)

    return make

"""A story small enough to see through: two beats, a forecast, a late consequence, three ends."""

from __future__ import annotations

from leadlab.models.scenario import Playthrough, Scenario, World, begin, parse_scenario

STORY = {
    "name": "small_story",
    "title": "A door & a <key>",
    "module": "01_decision_making",
    "minutes": 3,
    "week": 6,
    "tension": "Now or sure.",
    "you_know": ["The door is shut.", "The key is with {minh}."],
    "people": ["adaeze", "minh"],
    "state": {
        "days_left": {"title": "Days left", "range": [0, 10], "start": 8, "better": "more"},
        "trust": {"title": "Trust of {adaeze}", "range": [0, 10], "start": 5, "better": "more"},
    },
    "draws": {"locked": {"chance": 0.5}},
    "facts": {
        "spare": {"text": "There is a spare key.", "found_by": "asking {minh}"},
    },
    "threads": {"reads": {}, "writes": []},
    "forecasts": [
        {
            "id": "days",
            "before": "day_2",
            "question": "Days left at the end?",
            "unit": "days",
            "truth": "days_left",
        }
    ],
    "beats": [
        {
            "id": "day_1",
            "title": "Day 1",
            "at": {"week": 6, "day": "mon", "time": "10:00"},
            "place": "the hall",
            "say": ["{adaeze} waits.", {"adaeze": "Shall I kick it?"}],
            "choices": [
                {
                    "id": "a",
                    "act": "Ask {minh} for the key before anybody does anything at all.",
                    "buys": "a fact",
                    "costs": "a day",
                    "do": [
                        {"effects": {"days_left": -1, "trust": 1}, "learns": ["spare"]},
                        {"say": [{"minh": "There is a spare one."}]},
                    ],
                    "principle": "Ask who holds the key.",
                    "feedback": "Asking was cheap here.",
                },
                {
                    "id": "b",
                    "act": "Let {adaeze} kick the door open while nobody is in the hall.",
                    "buys": "speed",
                    "costs": "a door",
                    "do": [{"effects": {"days_left": 0, "trust": -2}, "say": ["It hurts."]}],
                    "late": ["bill"],
                    "principle": "A kick cannot be undone.",
                    "feedback": "The door will be paid for.",
                },
            ],
        },
        {
            "id": "day_2",
            "title": "Day 2",
            "at": {"week": 6, "day": "tue", "time": "10:00"},
            "place": "the yard",
            "say": ["It is cold."],
            "choices": [
                {
                    "id": "a",
                    "act": "Write down what happened and send it to both of them.",
                    "do": [{"effects": {"days_left": -2, "trust": 2}}],
                    "principle": "Written is remembered.",
                    "feedback": "A page is enough.",
                },
                {
                    "id": "b",
                    "act": "Say nothing more about the door and go on with the work.",
                    "do": [{"effects": {"days_left": 0, "trust": -1}}],
                    "principle": "Silence has a price.",
                    "feedback": "Somebody will ask.",
                },
            ],
        },
    ],
    "late": [
        {
            "id": "bill",
            "at": {"week": 8, "day": "fri", "time": "09:00"},
            "effects": {"days_left": -3},
            "say": ["A bill for the door arrives."],
            "because": "The door was kicked.",
        }
    ],
    "endings": [
        {
            "id": "calm",
            "title": "A calm week",
            "if": "trust >= 6",
            "say": ["{adaeze} says good morning first."],
            "defensible": "Trust was what you were short of.",
            "not_if": "nobody had known about the key",
        },
        {
            "id": "cold",
            "title": "A cold week",
            "say": ["Nobody mentions it."],
            "defensible": "The days were what counted.",
        },
    ],
    "debrief": {
        "causes": "days_left",
        "turning_point": {"beat": "day_1", "say": "The first minute decided most of it."},
        "views": [
            {"who": "A locksmith", "say": "Ask."},
            {"who": "A fire fighter", "say": "Kick."},
        ],
        "evidence": ["littles_law"],
        "question": "Who holds your key?",
    },
}


def small_story(world: World) -> Scenario:
    """The story, read by the engine."""
    return parse_scenario(STORY, world)


def begun(world: World, *, seed: int = 1) -> Playthrough:
    """The story at its start."""
    return begin(small_story(world), world, seed=seed)

"""The linter finds each fault that it promises to find, and nothing in a story without faults."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from leadlab.models.scenario import Fault, Scenario, World, lint, parse_scenario

Change = tuple[tuple[str | int, ...], Any]

FREE = {
    "do": [{"effects": {"days": 3, "trust": 3}}],
    "buys": "x",
    "costs": "y",
    "feedback": "z.",
    "principle": "p.",
}


def changed(data: Any, world: World, *changes: Change) -> Scenario:
    """Small story with some things changed."""
    data = copy.deepcopy(data)
    for path, value in changes:
        here = data
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = value
    return parse_scenario(data, world)


@pytest.fixture(name="found")
def _found(data: Any, world: World) -> Callable[..., list[Fault]]:
    """Faults of the small story with some things changed."""

    def find(*changes: Change, worlds: int = 80) -> list[Fault]:
        return lint(changed(data, world, *changes), world, worlds=worlds)

    return find


def test_a_story_without_faults_has_none(found: Callable[..., list[Fault]]) -> None:
    """The small story is clean, and the linter says how far it walked."""
    faults = [fault for fault in found() if fault.severity == "fault"]
    notes = [fault.text for fault in found() if fault.severity == "note"]

    assert [] == faults
    assert 1 == len(notes)
    assert "paths of the first world walked" in notes[0]


ACT_A = ("beats", 0, "choices", 0, "act")


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ([(ACT_A, "Ask for it.")], "beats[0].choices[0].act", "3 words"),
        ([(ACT_A, "one " * 17)], "beats[0].choices[0].act", "17 words"),
        (
            [(("beats", 1, "choices", 0, "feedback"), None)],
            "beats[1].choices[0]",
            "feedback is missing",
        ),
        ([(("beats", 1, "choices", 0, "costs"), None)], "beats[1].choices[0]", "costs is missing"),
        ([(("beats", 0, "say"), "Stop!")], "beats[0].say[0]", "exclamation"),
        ([(("beats", 0, "say"), "Synergy waits.")], "beats[0].say[0]", "avoid 'synergy'"),
        ([(("beats", 0, "say"), "{ada} is angry.")], "beats[0].say[0]", "is a mood"),
        ([(("beats", 0, "say"), "She waits.")], "beats[0].say[0]", "written by hand"),
        ([(("beats", 0, "say"), "word " * 22 + "word.")], "beats[0].say[0]", "23 words"),
        (
            [(("beats", 0, "at", "time"), "18:00")],
            "beats[0].say[1]",
            "Rui is not at work on Monday at 18:00",
        ),
        (
            [(("beats", 1, "say"), [{"by": "trust", "low": "A.", "middle": "A.", "high": "A."}])],
            "beats[1].say[0]",
            "say the same",
        ),
        (
            [(("beats", 1, "say"), [{"by": "trust", "low": [], "middle": "A.", "high": "B."}])],
            "beats[1].say[0]",
            "each of low, middle and high",
        ),
        ([(("beats", 1, "if"), "days > 99")], "beats[1]", "no path reaches beat 'frosty'"),
        (
            [(("beats", 2, "choices", 0, "if"), "days > 99")],
            "beats[2].choices[0]",
            "never offered",
        ),
        ([(("endings", 0, "if"), "days > 99")], "endings[0]", "no path ends in 'key'"),
        ([(("endings", 2, "if"), "days > 1")], "endings[2].if", "the last ending has no `if`"),
        ([(("endings", 0, "if"), None)], "endings[0]", "no `if`"),
        ([(("late", 0, "if"), "days > 99")], "late[0]", "'bill' never arrives"),
        (
            [(("facts", "moon"), {"text": "x", "found_by": "y"})],
            "facts.moon",
            "lets it be learned",
        ),
        (
            [(("state", "idle"), {"title": "I", "range": [0, 1], "start": 0, "better": "more",
                                  "visible": False})],
            "state.idle",
            "nothing ever changes",
        ),
        ([(("draws", "idle"), {"chance": 0.5})], "draws.idle", "asks for this draw"),
        (
            [(("facts", "rust", "if"), "cause == 40")],
            "facts.rust.if",
            "no value of the draw 'cause' '40'",
        ),
        (
            [(("facts", "rust", "if"), "cause in ('hinge', 'hing')")],
            "facts.rust.if",
            "did you mean 'hinge'",
        ),
        ([(("patterns",), [])], "patterns", "no pattern asks"),
        ([(("patterns", 0, "question"), "Think.")], "patterns[0].question", "write a question"),
        ([(("debrief", "question"), "Think.")], "debrief.question", "question to take to work"),
        (
            [(("patterns", 0, "tag"), "novelty_bias")],
            "patterns[0]",
            "fewer than two choices carry",
        ),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_stands(
    found: Callable[..., list[Fault]], changes: list[Change], where: str, says: str
) -> None:
    """One change, one fault, with its path."""
    assert any(fault.where == where and says in fault.text for fault in found(*changes))


def test_a_choice_twice_as_long_as_its_neighbour_is_unbalanced(
    found: Callable[..., list[Fault]],
) -> None:
    """Length must not give an option away; 8 beside 16 is allowed, 7 and 16 is not."""
    short = (("beats", 1, "choices", 0, "act"), "one " * 7)
    long = (("beats", 1, "choices", 1, "act"), "one " * 16)

    texts = [fault.text for fault in found(short, long)]
    assert any("more than twice the shortest" in text for text in texts)


def test_a_dead_end_is_found_by_walking(found: Callable[..., list[Fault]]) -> None:
    """A scene in which no choice may be offered stops the walk, and the fault says where."""
    changes = [(("beats", 2, "choices", k, "if"), "knows('spare')") for k in range(3)]

    assert any("beat 'two' offers no choice here" in fault.text for fault in found(*changes))


def test_a_condition_that_breaks_on_some_path_is_a_fault(
    found: Callable[..., list[Fault]],
) -> None:
    """A flag that is not set yet cannot be compared with a number."""
    faults = found((("beats", 1, "if"), "pushed > 1"))

    assert any('"pushed > 1" cannot be worked out' in fault.text for fault in faults)


def test_a_dominated_choice_is_found_with_its_late_effects(
    found: Callable[..., list[Fault]],
) -> None:
    """Dearer, no better, nothing learned: beaten in every world, so no real choice."""
    dear = (("beats", 1, "choices", 1, "do"), [{"effects": {"days": -3, "trust": 0}}])
    cheap = (("beats", 1, "choices", 0, "do"), [{"effects": {"days": -1, "trust": 1}}])
    on = (("beats", 1, "choices", 1, "goto"), None)
    text = "'b' is never better than 'a'"

    assert any(text in fault.text for fault in found(dear, cheap, on))

    saved = (("beats", 1, "choices", 1, "do"), [{"effects": {"days": 1, "trust": -1}}])
    assert not any(text in fault.text for fault in found(saved, cheap, on))

    late = (("beats", 1, "choices", 1, "late"), ["bill"])
    gift = (("late", 0, "effects"), {"days": 9})
    always = (("late", 0, "if"), None)
    rescued = found(dear, cheap, on, late, gift, always)
    assert not any(text in fault.text for fault in rescued)


def test_what_is_learned_keeps_a_dear_choice_alive(found: Callable[..., list[Fault]]) -> None:
    """A choice that costs more and tells something is a trade, not a blunder."""
    dear = (("beats", 1, "choices", 1, "do"), [{"effects": {"days": -3}, "learns": ["spare"]}])
    cheap = (("beats", 1, "choices", 0, "do"), [{"effects": {"days": -1}}])
    on = (("beats", 1, "choices", 1, "goto"), None)

    assert not any("never better than" in fault.text for fault in found(dear, cheap, on))


def test_a_choice_that_beats_all_others_is_found(found: Callable[..., list[Fault]]) -> None:
    """One option that is best on everything is no choice."""
    best = {"id": "d", "act": "Wait until the sun has warmed the door a little.", **FREE}
    others = [
        {"id": name, "act": f"Stand in the yard and count the stones to {name}.", **FREE,
         "do": [{"effects": {"days": -cost}}]}
        for name, cost in (("a", 1), ("b", 2))
    ]  # fmt: skip

    faults = found((("beats", 1, "choices"), [best, *others]))
    assert any("'d' beats or equals every other choice" in fault.text for fault in faults)


def test_two_choices_that_do_the_same_are_one(found: Callable[..., list[Fault]]) -> None:
    """Two acts with the same outcome in every world make no difference."""
    same = [{"effects": {"days": -1}}]
    changes = [(("beats", 1, "choices", k, "do"), same) for k in (0, 1)]

    faults = found(*changes, (("beats", 1, "choices", 1, "goto"), None))
    assert any("make no difference" in fault.text for fault in faults)

"""Conversations: what is kept, what opens it, what the debrief says of it, and what is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from leadlab.checks.own_words import read_own_words
from leadlab.errors import LeadlabError
from leadlab.models.scenario import (
    Playthrough,
    Scenario,
    ScenarioFaults,
    World,
    begin,
    choose,
    conversation_outcome,
    debrief,
    follow,
    intervals,
    lint,
    parse_scenario,
    replay,
    write,
)
from leadlab.models.scenario.chance import chance
from leadlab.models.scenario.lint_walk import preferred, settled

SPARE: dict[str, Any] = {
    "text": "{rui} has a spare key.",
    "private": "pf_spare",
    "kept_by": "rui",
    "opens": "trust >= 6",
    "says": [{"rui": "There is another one."}],
    "closed": [{"rui": "I have to go."}],
    "matters": "The door need not be broken.",
    "question": "“Who else has a key?”",
}
RUST: dict[str, Any] = {
    "text": "{rui} has oiled the hinge.",
    "kept_by": "rui",
    "if": "cause == 'hinge'",
    "says": [{"rui": "I did it on Sunday."}],
    "matters": "Somebody already cared.",
    "question": "“What have you tried?”",
}


@pytest.fixture(name="talk_data")
def _talk_data(data: dict[str, Any]) -> dict[str, Any]:
    """The small story, in which {rui} keeps two facts and the first scene asks for own words.

    Trust begins at 5. Choice a of scene one asks for the key, which opens at 6; b brings trust to
    6 or 7 and, where the hinge is the cause, the oil; in scene two the key can be asked for again.
    """
    data["facts"] = {"spare": SPARE, "rust": RUST}
    data["conversation"] = {"trust": "trust"}
    first, _, second = data["beats"]
    first["own_words"] = {"ask": "What do you say to {rui}?", "read_as": "question"}
    first["choices"][1]["do"] = [
        {"effects": {"trust": [1, 2], "days": -1}, "learns": ["rust"], "say": ["A nod."]}
    ]
    second["choices"][1]["do"] = [{"effects": {"days": -2}, "learns": ["spare"]}]
    return data


@pytest.fixture(name="talk")
def _talk(talk_data: dict[str, Any], world: World) -> Scenario:
    return parse_scenario(talk_data, world)


@pytest.fixture(name="warm")
def _warm(talk: Scenario, world: World) -> Callable[..., Playthrough]:
    """Plays choices in the first world without frost whose cause is the hinge."""
    wanted = {"cause": "hinge", "frost": False}
    seeds = (s for s in range(1_000) if dict(begin(talk, world, seed=s).draws) == wanted)
    seed = next(seeds)
    return lambda *choices, **more: replay(talk, world, seed=seed, choices=choices, **more)


def words_of(play: Playthrough) -> list[str]:
    """Everything that follows from the last choice."""
    return [each.text for part in play.scene.consequences for each in part.paragraphs]


def test_a_fact_is_told_where_the_state_has_opened_it(warm: Callable[..., Playthrough]) -> None:
    """At trust 5 the question for the key is evaded, after trust has risen to 6 it is answered."""
    evaded, answered = warm("a"), warm("b", "b")

    assert ["I have to go."] == words_of(evaded)
    assert "spare" not in evaded.moment.known
    assert ["There is another one."] == words_of(answered)[:1]
    assert "spare" in answered.moment.known


def test_the_effects_of_a_question_come_after_what_it_opens(
    warm: Callable[..., Playthrough],
) -> None:
    """Choice a raises trust from 5 to 6, and that does not open the fact that it asks for."""
    play = warm("a")

    assert 6 == play.values["trust"]
    assert () == conversation_outcome(play).told


def test_what_was_told_stays_in_sight(warm: Callable[..., Playthrough]) -> None:
    """The next scene lists it under the name of who told it, after the words of the happening."""
    play = warm("b")

    assert ["A nod.", "I did it on Sunday."] == words_of(play)
    assert [("Rui", "Rui has oiled the hinge.")] == [tuple(each) for each in play.scene.told]


def test_the_debrief_names_the_question_and_the_turn(warm: Callable[..., Playthrough]) -> None:
    """After a, kicked: the oil was to be had by b in scene one; the key was asked for too early."""
    facts = {each.id: each for each in debrief(warm("a", "c")).private}

    assert [("one", "b")] == [(turn.beat, turn.choice) for turn in facts["rust"].turns]
    assert ("Day 1",) == facts["spare"].asked_at
    assert [("two", "b")] == [(turn.beat, turn.choice) for turn in facts["spare"].turns]
    assert "“Who else has a key?”" in facts["spare"].how


def test_a_fact_of_another_world_is_not_there_to_learn(talk: Scenario, world: World) -> None:
    """Where the lock is the cause, nobody has oiled anything, so nothing was missed."""
    seeds = (s for s in range(1_000) if begin(talk, world, seed=s).draws["cause"] == "lock")
    play = follow(begin(talk, world, seed=next(seeds)), {"one": "c", "two": "c"})

    assert ["spare"] == [each.id for each in debrief(play).private]
    assert ("spare",) == conversation_outcome(play).kept


def test_the_outcome_is_what_was_told_and_trust(warm: Callable[..., Playthrough]) -> None:
    """Told 1 of 2; trust of the range 0 to 10 as a share, by hand: 5 + 1, +1 by word: 0.7."""
    found = conversation_outcome(warm("a", "b"))

    assert (("spare",), ("rust",)) == (found.told, found.kept)
    assert 0.5 == found.told_share
    assert {"trust": 0.7} == found.trust
    assert 0.7 == found.trust_share


def runs(talk: Scenario, world: World, count: int = 60) -> Iterator[Playthrough]:
    """Stories played to their end at random, with own words in every other one."""
    for seed in range(count):
        play = settled(begin(talk, world, seed=seed))
        while not play.finished:
            if play.scene.own_words and chance("words", seed) < 0.5:
                play = write(play, f"What: <{seed}>?")
            play = settled(choose(play, preferred(play, seed)))
        yield play


def test_a_replay_tells_the_same_facts(talk: Scenario, world: World) -> None:
    """Whatever was chosen and written: the stored choices and words give the same run."""
    for play in runs(talk, world):
        again = replay(
            talk, world, seed=play.seed, choices=play.choices, forecasts=intervals(play),
            words=dict(play.words),
        )  # fmt: skip

        assert conversation_outcome(play) == conversation_outcome(again)
        assert play.events == again.events
        assert play.words == again.words


def test_the_debrief_names_each_fact_once(talk: Scenario, world: World) -> None:
    """Told or kept, each fact of the world stands once in the lines, and no other does."""
    for play in runs(talk, world):
        lines = "\n".join(debrief(play).lines())
        there = {"spare": 1, "rust": int(play.draws["cause"] == "hinge")}

        assert there["spare"] == lines.count("Rui has a spare key.")
        assert there["rust"] == lines.count("Rui has oiled the hinge.")


def test_own_words_change_nothing_but_the_debrief(warm: Callable[..., Playthrough]) -> None:
    """The same choices with and without words: the same events; the words stand by the choice."""
    silent, spoken = warm("a", "c"), warm("a", "c", words={"one": "Who has a key?"})

    assert silent.events == spoken.events
    assert "Who has a key?" == debrief(spoken).timeline[0].words
    assert None is debrief(silent).timeline[0].words


def test_own_words_can_be_taken_back_and_are_not_asked_for_everywhere(
    warm: Callable[..., Playthrough],
) -> None:
    """An empty sentence takes it back; a scene that asks for none says so."""
    play = write(write(warm(), "Who has a key?"), "  ")

    assert () == play.words
    with pytest.raises(LeadlabError, match="does not ask for words"):
        write(warm("a"), "Who has a key?")


def test_own_words_are_read_by_the_reader_that_the_scene_names() -> None:
    """Advice in the form of a question is quoted; a message is read for its three parts."""
    assert "Why not ask Minh?" == read_own_words("Why not ask Minh?", "question")["no_advice"].span
    assert not read_own_words("You were late.", "feedback")["situation"].present
    assert read_own_words("Please rename this, because it hides a time.", "review_comment").findings


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"closed": None}, "both"),
        ({"question": None}, "needs question"),
        ({"kept_by": "nobody"}, "nobody"),
        ({"opens": "trusst > 1"}, "trusst"),
        ({"kept_by": None}, "write `kept_by:` too"),
    ],
)
def test_a_half_written_fact_is_refused(
    talk_data: dict[str, Any], world: World, change: dict[str, Any], says: str
) -> None:
    """A part that is missing or a name that nothing answers to is named with its path."""
    fact = {**SPARE, **change}
    talk_data["facts"]["spare"] = {key: value for key, value in fact.items() if value is not None}

    with pytest.raises(ScenarioFaults) as caught:
        parse_scenario(talk_data, world)
    assert ("facts", "spare") == caught.value.faults[0].path[:2]
    assert says in str(caught.value)


def test_kept_facts_need_a_measure_of_trust(talk_data: dict[str, Any], world: World) -> None:
    """Without `conversation` there is nothing to grade a conversation by."""
    del talk_data["conversation"]

    with pytest.raises(ScenarioFaults, match="conversation"):
        parse_scenario(talk_data, world)


def faults(data: dict[str, Any], world: World) -> str:
    """What the linter calls a fault."""
    found = lint(parse_scenario(data, world), world, worlds=30)
    return "\n".join(str(each.text) for each in found if each.severity == "fault")


def test_the_linter_finds_a_fact_that_is_never_told(
    talk_data: dict[str, Any], world: World
) -> None:
    """A threshold above the range is out of reach."""
    talk_data["facts"]["spare"]["opens"] = "trust > 10"

    assert "in no world that was walked is this fact told" in faults(talk_data, world)


def test_the_linter_finds_a_fact_that_every_choice_tells(
    talk_data: dict[str, Any], world: World
) -> None:
    """Told by all three choices of the first scene, it cannot be missed either."""
    for choice in talk_data["beats"][0]["choices"]:
        choice["do"] = [{**choice["do"][0], "learns": ["rust"]}]
    found = faults(talk_data, world)

    assert "every choice tells 'rust'" in found
    assert "nobody can miss this fact" in found


def test_the_linter_finds_a_choice_without_a_price(talk_data: dict[str, Any], world: World) -> None:
    """Choice a of the first scene costs days; without that it only gains."""
    assert "gains and costs nothing" not in faults(talk_data, world)
    talk_data["beats"][0]["choices"][0]["do"] = [{"effects": {"trust": 1}, "learns": ["spare"]}]

    assert "'a' gains and costs nothing" in faults(talk_data, world)


def test_the_linter_finds_somebody_who_tells_while_away(
    talk_data: dict[str, Any], world: World
) -> None:
    """{rui} is at work until 15:00; a fact that is asked for at 16:00 cannot be told then."""
    assert "Rui is not at work" not in faults(talk_data, world)
    choice = talk_data["beats"][2]["choices"][1]
    choice["do"][0]["at"] = {"week": 2, "day": "tue", "time": "16:00"}

    assert "Rui is not at work on Tuesday at 16:00" in faults(talk_data, world)

"""The state machine: effects, skips, late consequences, forecasts, endings, threads."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.scenario import (
    Playthrough,
    Scenario,
    World,
    begin,
    choose,
    commit_forecast,
    debrief,
    intervals,
    replay,
    skip_forecast,
)
from leadlab.models.scenario.events import Change

seeds = st.integers(0, 10_000)
picks = st.lists(st.integers(0, 5), min_size=8, max_size=8)


def played(story: Scenario, world: World, seed: int, pick: list[int]) -> Playthrough:
    """Story played to its end, at each scene the choice of this number, forecasts given."""
    play = begin(story, world, seed=seed)
    for number in pick:
        while play.due is not None:
            play = commit_forecast(play, number, number + 4)
        if play.finished:
            break
        play = choose(play, play.offered[number % len(play.offered)].id)
    return play


def world_where(story: Scenario, world: World, **draws: object) -> int:
    """First seed whose world is like this."""
    for seed in range(1_000):
        if dict(begin(story, world, seed=seed).draws) == draws:
            return seed
    raise AssertionError(draws)


def test_the_first_scene_tells_what_you_know_and_offers_choices(
    story: Scenario, world: World
) -> None:
    """The opening text comes once; acts are shown, effects are not."""
    scene = begin(story, world, seed=1).scene

    assert ("The door is shut.",) == tuple(each.text for each in scene.opening)
    assert ("Ada waits.", "Is it locked?") == tuple(each.text for each in scene.paragraphs)
    assert (None, "Rui") == tuple(each.speaker for each in scene.paragraphs)
    assert ("a", "b", "c") == tuple(name for name, _ in scene.choices)
    assert "Ask Rui for the key before anybody touches the door." == scene.choices[0][1]
    assert ("Days left", "Trust") == tuple(gauge.title for gauge in scene.gauges)
    assert "Week 2, Monday 10:00" == scene.when


def test_a_closed_path_has_the_numbers_of_the_file(story: Scenario, world: World) -> None:
    """Push, warm night: 10 days + 2, trust 5 - 9 stopped at 0, then the bill before day 2."""
    seed = world_where(story, world, cause="lock", frost=False)
    play = choose(begin(story, world, seed=seed), "c")

    assert {"days": 12, "trust": 0} == {name: play.values[name] for name in ("days", "trust")}
    assert play.scene.forecast is not None
    assert () == play.scene.choices

    play = skip_forecast(play)
    assert play.values["days"] in {10, 11}
    assert ("A bill arrives.",) == tuple(
        each.text for part in play.scene.consequences for each in part.paragraphs
    )
    assert [True] == [part.late for part in play.scene.consequences]

    play = choose(play, "c")
    assert play.finished
    assert 1 == play.values["trust"]  # stopped at 0 again, then the epilogue's word
    assert "in_time" == play.ending.id
    assert {"door": "shut", "count": 0} == play.thread_writes


def test_a_scene_is_skipped_when_its_condition_is_false(story: Scenario, world: World) -> None:
    """The cold night happens in cold worlds only, and its own happening comes before the choice."""
    warm = choose(
        begin(story, world, seed=world_where(story, world, cause="lock", frost=False)), "b"
    )
    cold = choose(
        begin(story, world, seed=world_where(story, world, cause="lock", frost=True)), "b"
    )

    assert "two" == warm.scene.beat
    assert "frosty" == cold.scene.beat
    assert 1 + 2 == cold.values["debt"] - cold.start.values["debt"]


def test_a_fact_is_learned_only_in_a_world_where_it_holds(story: Scenario, world: World) -> None:
    """Looking at the hinge tells of rust only where there is rust."""
    for cause, known in (("hinge", {"rust"}), ("lock", set())):
        seed = world_where(story, world, cause=cause, frost=False)
        assert known == choose(begin(story, world, seed=seed), "b").moment.known


def test_a_choice_with_a_condition_is_offered_only_when_it_holds(
    story: Scenario, world: World
) -> None:
    """The spare key can be used by those who know of it."""
    seed = world_where(story, world, cause="lock", frost=False)
    knowing = skip_forecast(choose(begin(story, world, seed=seed), "a"))
    guessing = skip_forecast(choose(begin(story, world, seed=seed), "b"))

    assert ["a", "b", "c"] == [choice.id for choice in knowing.offered]
    assert ["b", "c"] == [choice.id for choice in guessing.offered]
    with pytest.raises(UnknownName, match="There is no choice here"):
        choose(guessing, "a")


def test_goto_end_leaves_out_what_lies_between(story: Scenario, world: World) -> None:
    """After `goto: end` neither the forecast nor the consequence before the last scene comes."""
    seed = world_where(story, world, cause="lock", frost=True)
    play = replay(story, world, seed=seed, choices=["c", "b"])

    assert play.finished
    assert () == play.forecasts
    assert "bill" not in play.passed


def test_a_forecast_is_asked_before_the_scene_and_settled_at_the_end(
    story: Scenario, world: World
) -> None:
    """No choice before the forecast; the truth is looked up when the story has ended."""
    seed = world_where(story, world, cause="lock", frost=False)
    play = choose(begin(story, world, seed=seed), "a")

    with pytest.raises(LeadlabError, match="A forecast comes first"):
        choose(play, "b")
    with pytest.raises(LeadlabError, match="lower end first"):
        commit_forecast(play, 5, 3)

    done = choose(commit_forecast(play, 2, 6), "b")
    assert [(2, 6, done.values["days"])] == [(f.low, f.high, f.truth) for f in done.forecasts]
    assert {"left": (2, 6)} == intervals(done)
    with pytest.raises(LeadlabError, match="has ended"):
        choose(done, "a")


def test_a_settled_forecast_takes_its_truth_from_that_scene(
    with_change: Callable[..., Scenario], world: World
) -> None:
    """With `settled: two` the truth is the value on arrival there."""
    story = with_change("forecasts", 0, "settled", to="two")
    seed = world_where(story, world, cause="lock", frost=False)
    play = commit_forecast(choose(begin(story, world, seed=seed), "b"), 1, 20)

    assert play.values["days"] == play.forecasts[0].truth


def test_threads_come_from_outside_or_from_the_default(story: Scenario, world: World) -> None:
    """A thread that an earlier story wrote replaces the default; others are not taken over."""
    assert "shut" == begin(story, world, seed=1).moment.threads["door"]
    play = begin(story, world, seed=1, threads={"door": "open", "other": 1})
    assert {"door": "open"} == play.moment.threads


@pytest.mark.parametrize(
    ("draw", "allowed"),
    [
        ({"x": 1, "y": 0}, {"x"}),
        ({"between": [3, 5]}, {3, 4, 5}),
        ({"chance": 0}, {False}),
        ({"chance": "1 if thread('door') == 'shut' else 0"}, {True}),
        ({"some": 2, "of": ["p", "q", "r"]}, {("p", "q"), ("p", "r"), ("q", "r")}),
    ],
)
def test_every_value_that_a_draw_allows_comes_up_and_no_other(
    with_change: Callable[..., Scenario], world: World, draw: object, allowed: set[object]
) -> None:
    """Weights, numbers, chances and selections are drawn from the seed."""
    story = with_change("draws", "extra", to=draw)

    assert allowed == {begin(story, world, seed=seed).draws["extra"] for seed in range(60)}


@settings(max_examples=60)
@given(seed=seeds, pick=picks)
def test_a_replay_is_the_play(story: Scenario, world: World, seed: int, pick: list[int]) -> None:
    """Choices and forecasts are enough to restore a run, at its end and half way."""
    play = played(story, world, seed, pick)
    again = replay(story, world, seed=seed, choices=play.choices, forecasts=intervals(play))

    assert play == again
    assert play.scene == again.scene


@settings(max_examples=60)
@given(seed=seeds, pick=picks)
def test_causes_add_up_and_ranges_hold(
    story: Scenario, world: World, seed: int, pick: list[int]
) -> None:
    """Every state ends at its start plus its causes, and never leaves its range on the way."""
    play = played(story, world, seed, pick)

    for name in story.state:
        moved = sum(e.change for e in play.events if isinstance(e, Change) and e.state == name)
        assert play.values[name] == pytest.approx(play.start.values[name] + moved)
    for event in play.events:
        if isinstance(event, Change):
            low, high = story.state[event.state].range
            assert low <= event.after <= high
    for causes in debrief(play).causes:
        total = sum(line.change for line in causes.lines)
        assert causes.end - causes.start == pytest.approx(total)


@settings(max_examples=30)
@given(seed=seeds, pick=picks)
def test_nothing_that_was_handed_out_ever_changes(
    story: Scenario, world: World, seed: int, pick: list[int]
) -> None:
    """Playing on leaves the earlier playthrough as it was."""
    before = begin(story, world, seed=seed)
    values, scene = copy.deepcopy(dict(before.moment.values)), copy.deepcopy(before.scene)
    played(story, world, seed, pick)
    choose(before, "c")

    assert values == dict(before.moment.values)
    assert scene == before.scene
    with pytest.raises(AttributeError):
        before.seed = 2  # type: ignore[misc]  # that it is frozen is the point


@settings(max_examples=30)
@given(seed=seeds)
def test_branches_share_their_luck(story: Scenario, world: World, seed: int) -> None:
    """What a later scene brings does not depend on the branch that led there."""

    def heater(first: str) -> float:
        play = replay(story, world, seed=seed, choices=[first])
        if play.due is not None:
            play = skip_forecast(play)
        before = play.values["days"]
        return choose(play, "b").values["days"] - before if play.scene.beat == "two" else 0

    assert heater("a") == heater("b")
    assert begin(story, world, seed=seed).draws == begin(story, world, seed=seed).draws


def test_a_story_that_offers_no_choice_says_where(
    with_change: Callable[..., Scenario], world: World
) -> None:
    """A dead end names the scenario, the scene, the seed and the way there."""
    choices = [{"id": "a", "act": "x", "if": "days > 99"}]
    story = with_change("beats", 2, "choices", to=choices).model_copy(update={"endings": ()})

    with pytest.raises(LeadlabError, match="beat 'two' offers no choice here"):
        replay(story, world, seed=world_where(story, world, cause="lock", frost=False),
               choices=["a"], forecasts={"left": (1, 2)})  # fmt: skip


@pytest.mark.parametrize(
    ("better", "change", "words", "verdict"),
    [
        ("more", 1, "up a little, better", "better"),
        ("less", 1, "up a little, worse", "worse"),
        ("more", -4, "down, worse", "worse"),
        ("less", -9, "down a lot, better", "better"),
        ("middle", 6, "up a lot, worse", "worse"),
        ("more", 0, "unchanged", "same"),
    ],
)
def test_words_and_verdict_of_a_gauge_agree_with_its_direction(
    with_change: Callable[..., Scenario],
    world: World,
    better: str,
    change: int,
    words: str,
    verdict: str,
) -> None:
    """Debt that rises is worse, trust that rises is better, the middle is left for the worse."""
    story = with_change("state", "days", "better", to=better)
    data = story.model_dump(by_alias=True)
    data["beats"][0]["choices"][0]["do"] = [{"effects": {"days": change}}]
    data["beats"] = data["beats"][:1]
    small = Scenario.model_validate({**data, "late": [], "forecasts": []})

    gauge = choose(begin(small, world, seed=1), "a").scene.gauges[0]
    assert (words, verdict, change) == (gauge.change_words, gauge.verdict, gauge.change)

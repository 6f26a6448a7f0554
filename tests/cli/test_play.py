"""`leadlab play`: a story in the terminal, by hand and from a list of choices."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from click.testing import CliRunner, Result

from leadlab import catalog_scenarios
from leadlab.catalog_evidence import evidence
from leadlab.cli import main
from leadlab.models.scenario import commit_forecast, follow, replay

NAME = "queue_or_database"


def leadlab(*words: str, typed: str | None = None) -> Result:
    """Result of a command line."""
    return CliRunner().invoke(main, ["play", *words], input=typed)


@pytest.fixture(scope="module", name="way")
def _way() -> list[str]:
    """Choices that lead to an end in world 7."""
    story = catalog_scenarios.scenario(NAME)
    play = follow(replay(story, catalog_scenarios.world(), seed=7, choices=[]), {})
    return list(play.choices)


def test_without_a_name_all_scenarios_are_listed() -> None:
    """The list is what can be played."""
    assert list(catalog_scenarios.scenario_names()) == leadlab().output.split()


def test_choices_lead_to_a_scene_that_a_program_can_read(way: list[str]) -> None:
    """JSON holds the scene, and at the end the ending, the threads and the debrief."""
    half = json.loads(leadlab(NAME, "--seed", "7", "--choices", way[0], "--json").output)
    done = json.loads(leadlab(NAME, "--seed", "7", "--choices", ",".join(way), "--json").output)

    assert ([way[0]], False, None) == (half["choices"], half["scene"]["finished"], half["debrief"])
    assert (way, True) == (done["choices"], done["scene"]["finished"])
    assert "jobs_store" in done["threads"]
    assert done["debrief"]["timeline"][0]["choice"] == way[0]


def test_a_story_can_be_played_by_hand_to_its_debrief(way: list[str]) -> None:
    """Wrong keys are asked again, nothing is told twice, and the debrief comes at the end."""
    lines, play = (
        ["zz"],
        replay(catalog_scenarios.scenario(NAME), catalog_scenarios.world(), seed=7, choices=[]),
    )
    for taken, choice in enumerate(way):
        play = replay(play.scenario, play.world, seed=7, choices=way[:taken])
        if play.due is not None:
            lines += ["from one to two", "2 5"]
            play = commit_forecast(play, 2, 5)
        lines.append("abcdefg"[[name for name, _ in play.scene.choices].index(choice)])

    result = leadlab(NAME, "--seed", "7", typed="\n".join(lines) + "\n")

    assert 0 == result.exit_code
    assert "Write two numbers" in result.output
    assert "=== Debrief" in result.output
    assert "2 to 5" in result.output
    said = Counter(line for line in result.output.splitlines() if line.startswith("Birgitta: "))
    assert {1} == set(said.values())


def test_the_debrief_names_the_source_and_the_strength_of_what_was_measured() -> None:
    """Evidence is printed with citation, mark and grade, and the question to take home is last."""
    name = "dashboard_that_watches_commits"
    output = leadlab(name, "--seed", "9", "--choices", "c,d,a,a,b,a").output
    words = " ".join(output.split())

    for each in map(evidence, catalog_scenarios.scenario(name).debrief.evidence):
        assert f"{each.citation}. Checked: {each.mark_words}." in words
        assert f"Strength: {each.grade_words}. Mind: {each.caveat}" in words
    assert words.rindex("To take to work") > words.rindex("Strength: ")


def test_choices_have_letters_without_gaps() -> None:
    """Which choices a story holds back cannot be read off the letters."""
    result = leadlab(NAME, "--seed", "7", typed="a\na\na\na\n\n")

    assert "  a. " in result.output
    assert "a_blind" not in result.output


def test_effects_are_never_shown_before_choosing() -> None:
    """The first scene shows acts without brackets and gauges without what is to come."""
    output = leadlab(NAME, "--seed", "7", "--choices", "").output
    first = catalog_scenarios.scenario(NAME).beats[0]

    assert "--- " in output
    for choice in first.choices:
        assert f"  {choice.id}. " in output
        assert str(choice.buys) not in output


def test_another_branch_is_shown_beside_yours(way: list[str]) -> None:
    """`--instead` replays one decision with another choice."""
    beat = catalog_scenarios.scenario(NAME).beats[0]
    other = next(choice.id for choice in beat.choices if choice.id != way[0])
    words = (NAME, "--seed", "7", "--choices", ",".join(way), "--instead")

    output = leadlab(*words, f"{beat.id}:{other}").output
    assert "You: " in output
    assert "Instead: " in output
    assert "such as" in leadlab(*words, "nonsense").output


def test_what_does_not_exist_is_answered_with_the_nearest_name() -> None:
    """Wrong names and wrong choices are usage errors of one sentence."""
    name, choice = leadlab("queue_or_databse"), leadlab(NAME, "--choices", "zz")

    assert (2, 2) == (name.exit_code, choice.exit_code)
    assert "Did you mean 'queue_or_database'" in name.output
    assert "There is no choice here" in choice.output


def test_lint_prints_what_is_wrong_and_how_far_it_walked() -> None:
    """A clean scenario has no faults, and the walk says what it covered."""
    result = leadlab(NAME, "--lint")

    assert 0 == result.exit_code
    assert "paths of the first world walked" in result.output
    assert f"{NAME}: 0 faults" in result.output


def test_own_words_are_read_in_the_terminal_and_stand_in_the_debrief() -> None:
    """The first sentence is commented on with its words, an empty line goes on without."""
    words = "Why not write the tests on Tuesday?"
    lines = ["c", words, "b", "", "a", "e", "c", "", "a"]

    result = leadlab("two_hundred_lines_no_tests", "--seed", "3", typed="\n".join(lines) + "\n")

    assert 0 == result.exit_code, result.output
    assert f'These words: "{words}"' in result.output
    assert f"In your own words: “{words}”" in result.output
    assert "What you were told so far" in result.output
    assert 1 == result.output.split("=== Debrief")[1].count("In your own words:")


def test_a_program_can_read_how_a_conversation_is_measured() -> None:
    """JSON holds what was told and the shares; a story without a conversation holds nothing."""
    way = ["two_hundred_lines_no_tests", "--seed", "3", "--choices"]
    found = json.loads(leadlab(*way, "c,b,a,e,c,a", "--json").output)["conversation"]
    none = json.loads(leadlab(NAME, "--seed", "7", "--choices", "a", "--json").output)

    assert {"watch", "harness", "twice", "branch"} == set(found["told"])
    assert 1.0 == found["told_share"]
    assert 0 <= found["trust_share"] <= 1
    assert none["conversation"] is None

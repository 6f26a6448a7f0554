"""The player shows one point of a story, keeps every step, and goes on where the learner was."""

from __future__ import annotations

import pytest

from leadlab import catalog
from leadlab.catalog_evidence import evidence
from leadlab.errors import LeadlabError
from leadlab.logbook import Logbook
from leadlab.models.scenario import begin, choose, commit_forecast, parse_scenario
from leadlab.views.markup import escape, inline
from leadlab.views.player import ScenarioPlayer
from leadlab.views.playthroughs import open_player
from views.small_story import STORY


@pytest.fixture(name="world", scope="module")
def _world():
    return catalog.world()


@pytest.fixture(name="story", scope="module")
def _story(world):
    return parse_scenario(STORY, world)


@pytest.fixture(name="player")
def _player(story, world):
    return ScenarioPlayer(begin(story, world, seed=1))


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def page_of(player: ScenarioPlayer) -> str:
    """Everything that the player shows as text."""
    return player.story.value


def to_the_end(player: ScenarioPlayer, first: str = "a", second: str = "a") -> None:
    """Play the small story without a forecast."""
    player.choices[first].click()
    player.forecast["skip"].click()
    player.choices[second].click()


def test_the_first_scene_says_what_you_know(player):
    """Before the first choice stand the situation, the gauges and the scene."""
    for text in ("The door is shut.", "Days left: <strong>8", "Day 1", "Shall I kick it?"):
        assert text in page_of(player)


def test_a_choice_is_a_button_with_its_key(player):
    """Every choice is a full-width button that says its key and its act."""
    texts = [button.description for button in player.choices.values()]

    assert texts[0].startswith("1.  Ask ")
    assert all("leadlab-choice" in button._dom_classes for button in player.choices.values())


def test_nothing_of_the_future_is_shown(player):
    """What a choice buys, costs and moves is not on the page before it is taken."""
    for text in ("speed", "a fact", "cannot be undone"):
        assert text not in page_of(player)


def test_a_choice_shows_what_followed(player):
    """After a choice stand its words, what moved, and a move of the focus and the voice."""
    player.choices["a"].click()

    assert "What followed" in page_of(player)
    assert "There is a spare one." in page_of(player)
    assert "down a little, worse" in page_of(player)
    assert "Days left: 7 (down a little, worse)" in player.spoken
    assert player.access.focus["of"] == ".leadlab-heading"


def test_change_is_said_in_words(player):
    """No gauge relies on colour: its direction and its meaning are words."""
    player.choices["b"].click()

    assert "down, worse" in page_of(player)
    assert "leadlab-bar" in page_of(player)


def test_a_forecast_comes_before_the_scene(player):
    """The scene waits until a range is given or refused."""
    player.choices["a"].click()
    assert {} == player.choices

    player.forecast["low"].value, player.forecast["high"].value = "9", "4"
    player.forecast["keep"].click()
    assert "lower end first" in player.note.value

    player.forecast["low"].value, player.forecast["high"].value = "4", "9"
    player.forecast["keep"].click()
    assert (4, 9) == (player.play.forecasts[0].low, player.play.forecasts[0].high)
    assert list("ab") == list(player.choices)


def test_the_end_leads_to_the_debrief(player):
    """After the ending come the timeline, causes, facts, other branches and a question."""
    to_the_end(player)
    player.look_back.click()

    assert "It ended: A calm week." == player.sentence()
    text = "".join(getattr(child, "value", "") or "" for child in player.debrief.children)
    for part in (
        "A calm week", "a fact", "Asking was cheap here.", "Why: Days left", "Who holds your key?",
        "A fire fighter", "The first minute", "none given", "hundred other worlds",
        "Your choices as a list: <code>[&quot;",
    ):  # fmt: skip
        assert part in text


def test_the_debrief_shows_what_was_measured_with_its_source_and_strength(player):
    """Evidence that the story leans on stands with its figure, citation, mark and grade."""
    to_the_end(player)
    player.look_back.click()

    text = "".join(getattr(child, "value", "") or "" for child in player.debrief.children)
    found = evidence("littles_law")
    for part in (found.citation, found.mark_words, found.grade_words, found.caveat):
        assert inline(part) in text or escape(part) in text


def test_facts_that_were_missed_are_named_with_their_place(player):
    """The debrief says what was there to learn and where."""
    to_the_end(player, "b", "b")
    player.look_back.click()

    text = "".join(str(getattr(child, "value", "")) for child in player.debrief.children)
    assert "There is a spare key." in text
    assert "asking " in text


def test_one_decision_is_replayed_beside_the_other_branch(player):
    """Both branches stand side by side, each with its ending."""
    to_the_end(player)
    player.look_back.click()
    view = player.debrief
    view.replay.click()
    assert "Choose a decision first" in view.beside.value

    view.branch.value = ("day_1", "b")
    view.replay.click()

    for part in ("What you did", "The other branch", "A calm week", "It hurts."):
        assert part in view.beside.value


def test_a_cause_list_adds_up_and_says_so(player):
    """The causes lead from the start to the end of a state, late ones marked."""
    to_the_end(player, "b", "b")
    player.look_back.click()

    text = player.debrief.children[0].value
    assert "Days left went from 8 to 5" in text
    assert "The door was kicked. (arrived later)" in text


def test_foreign_text_is_escaped(player, is_safe):
    """A title with angle brackets stays a title."""
    assert "&lt;key&gt;" in page_of(player)
    to_the_end(player)
    player.look_back.click()
    for child in player.debrief.children:
        assert is_safe(str(getattr(child, "value", "")))


def test_without_widgets_the_scene_can_still_be_read(player, is_safe):
    """The fallback holds the scene and its choices."""
    html = player._repr_mimebundle_()["text/html"]

    assert "Shall I kick it?" in html
    assert "Let " in html
    assert is_safe(html)


def test_every_step_is_kept_at_once(story, world, book):
    """A choice is in the logbook before the next scene is read."""
    player = open_player(story, world, book, seed=3)
    player.choices["a"].click()

    stored = book.open_playthrough("small_story")
    assert (("day_1:a",), False) == (stored.choices, stored.finished)


def test_running_the_cell_again_goes_on(story, world, book):
    """A reload or a new kernel takes the run up where it was left, forecast included."""
    first = open_player(story, world, book, seed=3)
    first.choices["a"].click()
    first.forecast["low"].value, first.forecast["high"].value = "2", "6"
    first.forecast["keep"].click()

    again = open_player(story, world, Logbook(book.place))

    assert again.play.choices == first.play.choices
    assert again.play.forecasts == first.play.forecasts
    assert again.play.seed == 3
    assert list("ab") == list(again.choices)


def test_a_finished_story_opens_at_its_end(story, world, book):
    """After the end, the cell shows the end and offers another world."""
    to_the_end(open_player(story, world, book, seed=3))

    again = open_player(story, world, book)
    assert again.play.finished

    again.another.click()
    assert () == again.play.choices
    assert again.play.seed != 3
    assert book.open_playthrough("small_story").seed == again.play.seed


def test_the_same_world_can_be_played_again(story, world, book):
    """Replay on the same seed is allowed for learning."""
    player = open_player(story, world, book, seed=3)
    to_the_end(player)
    player.same.click()

    assert (3, ()) == (player.play.seed, player.play.choices)


def test_a_world_that_is_asked_for_is_played(story, world, book):
    """A seed other than that of the open run begins that world; its own goes on."""
    open_player(story, world, book, seed=3).choices["a"].click()

    assert ("a",) == open_player(story, world, book, seed=3).play.choices
    other = open_player(story, world, book, seed=4)
    assert (4, ()) == (other.play.seed, other.play.choices)
    assert 4 == open_player(story, world, book).play.seed


def test_restart_leaves_the_open_run(story, world, book):
    """A restart begins anew and the left run is not taken up again."""
    open_player(story, world, book, seed=3).choices["a"].click()

    fresh = open_player(story, world, book, seed=3, restart=True)

    assert () == fresh.play.choices
    assert () == book.open_playthrough("small_story").choices


def test_a_story_that_changed_begins_again(story, world, book):
    """A stored choice that no longer exists costs the run, not the cell."""
    stored = book.start_playthrough("small_story", seed=3)
    book.save_playthrough(stored.id, choices=["gone"], forecasts={})

    player = open_player(story, world, book)

    assert () == player.play.choices
    assert "has changed" in page_of(player)


def test_scenes_that_changed_under_their_choices_begin_again(story, world, book):
    """A choice of the same name in another scene is not the choice that was taken."""
    stored = book.start_playthrough("small_story", seed=3)
    book.save_playthrough(stored.id, choices=["day_0:a"], forecasts={})

    player = open_player(story, world, book)

    assert () == player.play.choices
    assert "has changed" in page_of(player)


def test_a_step_that_cannot_be_kept_is_told_and_the_story_goes_on(story, world):
    """A logbook that is busy costs a sentence, not the scene; the next step keeps both."""
    kept = []

    def keep(play):
        kept.append(play.choices)
        if len(kept) == 1:
            raise LeadlabError("Another notebook is writing to the logbook.")

    player = ScenarioPlayer(begin(story, world, seed=1), keep=keep)
    player.choices["a"].click()

    assert "could not be kept. Another notebook" in page_of(player)
    player.forecast["skip"].click()
    assert "could not be kept" not in page_of(player)
    assert [("a",), ("a",)] == kept


def test_the_end_writes_threads_and_forecasts(story, world, book):
    """What a story leaves behind and the learner's own ranges are in the logbook."""
    writes = {"reads": {}, "writes": [{"thread": "jobs_store", "value": "tuned"}]}
    leaving = parse_scenario(
        {**STORY, "threads": {**writes, "reads": {"jobs_store": "table"}}}, world
    )
    player = open_player(leaving, world, book, seed=3)
    player.choices["a"].click()
    player.forecast["low"].value, player.forecast["high"].value = "2", "6"
    player.forecast["keep"].click()
    player.choices["a"].click()

    assert {"jobs_store": "tuned"} == book.threads()
    (forecast,) = book.forecasts()
    assert (2, 6, 5) == (forecast.low, forecast.high, forecast.outcome)


def test_the_machine_and_the_player_agree(story, world, player):
    """The player adds nothing to the story that the machine tells."""
    player.choices["b"].click()
    player.forecast["low"].value, player.forecast["high"].value = "1", "2"
    player.forecast["keep"].click()
    player.choices["a"].click()

    by_hand = choose(commit_forecast(choose(begin(story, world, seed=1), "b"), 1, 2), "a")
    assert by_hand == player.play


def test_an_unfinished_story_has_no_debrief(story, world):
    """The debrief comes after the end."""
    from leadlab.views.debrief import DebriefView

    player = ScenarioPlayer(begin(story, world, seed=1))
    with pytest.raises(LeadlabError):
        DebriefView(player.play, board=player)


def test_a_pause_is_offered_after_so_many_scenes(story, world, book):
    """The welcome page plays a few scenes; what followed is told, the next scene waits."""
    player = open_player(story, world, book, seed=1, scenes=1)
    player.choices["a"].click()

    assert not player.choices
    assert not player.forecast
    assert "A pause" in page_of(player)


def test_the_story_goes_on_after_the_pause(story, world, book):
    """Nothing is lost by the pause: the next scene is the one that would have come."""
    player = open_player(story, world, book, seed=1, scenes=1)
    player.choices["a"].click()
    player.go_on.click()
    straight = ScenarioPlayer(choose(begin(story, world, seed=1), "a"))

    assert list(straight.forecast) == list(player.forecast)
    assert straight.play.scene == player.play.scene


def test_the_pause_is_over_once_the_story_went_further(story, world, book):
    """Running the welcome cell again shows the scene where the learner was."""
    player = open_player(story, world, book, seed=1, scenes=1)
    player.choices["a"].click()
    player.go_on.click()
    player.forecast["skip"].click()
    player.choices["a"].click()
    again = open_player(story, world, book, seed=1, scenes=1)

    assert "A pause" not in page_of(again)

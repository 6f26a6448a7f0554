"""The player of a conversation: own words, what was told, and the debrief of what was kept."""

from __future__ import annotations

import pytest

from leadlab import catalog
from leadlab.logbook import Logbook
from leadlab.models.scenario import begin, parse_scenario
from leadlab.views.own_words import NOTHING, OwnWordsBox
from leadlab.views.player import ScenarioPlayer
from leadlab.views.playthroughs import open_player
from views.small_talk import small_talk

NASTY = 'What <img src=x onerror=alert(1)> & `rm`: did you see, "Minh"? No? It is 10:30.'


@pytest.fixture(name="talk", scope="module")
def _talk():
    return parse_scenario(small_talk(), catalog.world())


@pytest.fixture(name="player")
def _player(talk):
    return ScenarioPlayer(begin(talk, catalog.world(), seed=1))


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def box_of(player: ScenarioPlayer) -> OwnWordsBox:
    """The box for own words, which is there."""
    assert player.own_words is not None
    return player.own_words


def to_the_end(player: ScenarioPlayer, first: str, second: str) -> str:
    """Play to the debrief and give its page."""
    player.choices[first].click()
    player.forecast["skip"].click()
    player.choices[second].click()
    player.look_back.click()
    assert player.debrief is not None
    return "".join(getattr(each, "value", "") or "" for each in player.debrief.children)


def test_a_sentence_is_read_back_with_its_words_and_the_limits(player):
    """Advice in the form of a question is quoted with what to do and what no program can judge."""
    box_of(player).area.value = "Why don't you ask Leila?"
    box_of(player).read.click()

    comment = box_of(player).comment.value
    assert "“Why don&#x27;t you ask Leila?”" in comment
    assert "Ask what they have thought of" in comment
    assert "cannot judge whether the question is wise" in comment
    assert "to look at" in player.spoken


def test_own_words_can_be_left_out(player):
    """An empty box is no obstacle; asked to read it, the player says what to do."""
    box_of(player).read.click()
    assert NOTHING in box_of(player).comment.value
    player.choices["a"].click()

    assert () == player.play.words
    assert ["a"] == list(player.play.choices)


def test_a_scene_that_asks_for_none_has_no_box(player):
    """The second scene goes straight to its choices."""
    player.choices["a"].click()
    player.forecast["skip"].click()

    assert player.own_words is None


def test_own_words_are_kept_with_the_choice_and_taken_up_again(talk, book):
    """Colons, quotes and tags come back letter by letter, and stand in the debrief."""
    first = open_player(talk, catalog.world(), book, seed=3)
    box_of(first).area.value = NASTY
    first.choices["a"].click()

    again = open_player(talk, catalog.world(), book)

    assert (("day_1", NASTY),) == again.play.words
    assert again.play.taken == first.play.taken
    assert again.play.moment.known == first.play.moment.known


def test_own_words_are_safe_on_every_page(player, is_safe):
    """A tag that the learner writes is text: in the comment and in the debrief."""
    box_of(player).area.value = NASTY
    box_of(player).read.click()
    comment = box_of(player).comment.value
    debrief = to_the_end(player, "a", "b")

    assert is_safe(comment)
    assert is_safe(debrief)
    assert "<img" not in comment + debrief
    assert "In your own words: “What &lt;img" in debrief


def test_what_was_told_stays_on_the_page(player):
    """The next scene holds it under the name of who told it; what was kept is not there."""
    player.choices["a"].click()
    player.forecast["skip"].click()

    page = player.story.value
    assert "What you were told (1)" in page
    assert "<b>Minh</b> Minh has a second key." in page
    assert "paid for" not in page


def test_the_debrief_tells_what_was_kept_and_the_question(player):
    """Told, with its scene; kept, with the question that came too early and a turn that did not."""
    page = to_the_end(player, "a", "b")

    told, _, kept = page.partition("What was kept from you")
    assert "Told in “Day 1”." in told
    assert "You asked in “Day 1”, and it was not the moment." in kept
    assert "“What did it cost you?”" in kept
    assert "It was possible here: Day 2: “Write down what happened" in kept


def test_each_fact_stands_once_in_the_debrief(player):
    """Neither among the ordinary facts nor twice."""
    page = to_the_end(player, "a", "a")

    assert 1 == page.count("Minh has a second key.")
    assert 1 == page.count("The key was paid for by Minh.")

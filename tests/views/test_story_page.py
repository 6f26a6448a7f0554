"""A story in a notebook that is graded: a page to read instead of a player."""

from __future__ import annotations

import subprocess
import sys

import pytest

import leadlab as lab
from leadlab.errors import LeadlabError
from leadlab.views.player import ScenarioPlayer
from leadlab.views.story_page import StoryPage

NAME = "queue_or_database"


@pytest.fixture(name="graded")
def _graded(monkeypatch):
    monkeypatch.setenv("LEADLAB_STUDENT", "ana")


@pytest.mark.usefixtures("graded")
def test_a_graded_story_is_a_page_with_the_scene_and_its_choices():
    """The page shows what the player shows where nothing can be pressed, and says it in text."""
    page = lab.play(NAME, seed=7)
    assert isinstance(page, StoryPage)
    player = ScenarioPlayer(page.play)
    assert player.fallback_html() == page._repr_html_()
    assert repr(page).startswith(page.play.scenario.title)
    assert page.play.scene.choices
    for _, act in page.play.scene.choices:
        assert act.split("*")[0] in page._repr_html_()


@pytest.mark.usefixtures("graded")
def test_a_graded_story_is_that_of_its_seed():
    """The same seed begins the same story, and a wrong one is refused as by the player."""
    assert repr(lab.play(NAME, seed=7)) == repr(lab.play(NAME, seed=7))
    assert lab.play(NAME).play.seed > 0
    with pytest.raises(LeadlabError, match="whole number"):
        lab.play(NAME, seed="seven")


def test_a_story_in_a_learners_own_notebook_is_played():
    """Nobody is graded: the player comes."""
    assert isinstance(lab.play(NAME, seed=7), ScenarioPlayer)


def test_what_grading_has_at_hand_makes_no_widgets():
    """A stage with everything of the course has imported no library of widgets."""
    code = (
        "import sys; from leadlab.grading.stock import Stock, import_all; "
        "import_all(Stock.WHOLE); print('ipywidgets' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"

"""Explorers answer the keyboard with a new picture, and nobody is shut out."""

from __future__ import annotations

import pytest

from leadlab.views.explorers import EXPLORERS

SLIDERS = {
    "weighted_matrix": "Weight of “quiet nights”",
    "two_way_doors": "Price of the way back",
    "reference_class": "Your estimate, in weeks",
    "value_of_information": "Chance that the table will do, in %",
    "pareto_front": "Weight of speed, in %",
    "cost_of_ownership": "Weeks of upkeep a year",
    "benchmark_noise": "Runs of each",
    "order_of_work": "Lost if the date is missed",
    "option_tree": "Chance of the good case, in %",
    "team": "Time for debt, in %",
    "effect_overlap": "Mean effect, in hundredths",
    "rare_sign": "Exhausted, in %",
}
PICTURE = "() => document.querySelector('.leadlab-board img')?.src"


@pytest.fixture(name="board")
def _board(page, lab, request):
    subject = request.node.callspec.params["subject"]
    # a logbook of its own: a flight that another test has flown would open on its debrief
    empty = 'import os, tempfile\n\nos.environ["LEADLAB_HOME"] = tempfile.mkdtemp()\n'
    source = f'{empty}import leadlab as lab\n\nlab.explore("{subject}")'
    page.open(lab.write(f"explore_{subject}.ipynb", [source, "1 + 1"])).run_all()
    page.wait_for_text("Predict first")
    page.tab_to("1.")
    page.page.keyboard.press("1")
    page.page.wait_for_function(
        "() => document.activeElement?.classList.contains('leadlab-heading')"
    )
    return page


@pytest.mark.parametrize("subject", SLIDERS)
def test_a_slider_moves_the_picture(board, subject):
    """An arrow key on a slider brings a new picture and a new sentence."""
    board.tab_to(SLIDERS[subject])
    before = board.page.evaluate(PICTURE)
    said = board.page.inner_text(".leadlab-board [role=status] p")

    for _ in range(3):
        board.page.keyboard.press("ArrowRight")

    board.page.wait_for_function(f"(before) => ({PICTURE})() !== before", arg=before)
    board.page.wait_for_function(
        "(said) => document.querySelector('.leadlab-board [role=status] p').innerText !== said",
        arg=said,
    )


@pytest.mark.parametrize("subject", ["two_way_doors"])
def test_the_notebooks_keys_leave_the_cell_of_a_slider_alone(board, subject):
    """`d d`, `b` and `x` on a focused slider change no cell."""
    board.tab_to(SLIDERS[subject])
    for key in ("d", "d", "b", "x"):
        board.page.keyboard.press(key)

    assert 2 == len(board.cells())


@pytest.mark.parametrize("subject", ["two_way_doors"])
def test_a_picture_has_the_sentence_as_its_name(board, subject):
    """Who does not see the picture hears what it shows."""
    named = board.page.evaluate(
        """() => {
            const id = document.querySelector('.leadlab-board img').getAttribute('aria-labelledby');
            return document.getElementById(id).innerText;
        }"""
    )

    assert named.startswith("At 60 %, trying is worth")


@pytest.mark.parametrize("subject", EXPLORERS)
def test_an_explorer_can_be_used_by_everyone(board, subject):
    """axe-core finds nothing to complain about, in either theme, table open."""
    if subject in SLIDERS:
        board.tab_to("Show the numbers")
        board.page.keyboard.press("Enter")
        board.page.wait_for_selector(".leadlab-board table")

    assert {"light": [], "dark": []} == board.violations_by_theme()

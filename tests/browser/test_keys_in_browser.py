"""Number keys and the focus hold also where the page is slow."""

from __future__ import annotations

import pytest

# a logbook of its own: a flight that another test has flown would open where it ended
SLOW = """
import os, tempfile
os.environ["LEADLAB_HOME"] = tempfile.mkdtemp()
from leadlab.views.base import Accessibility
Accessibility._esm = (
    "await new Promise((go) => setTimeout(go, 2500));\\n" + str(Accessibility._esm)
)
"""
SOURCE = 'import leadlab as lab\nlab.explore("debt_harbour")'
SECTIONS = """
import ipywidgets as widgets
from leadlab.views.base import Board, html
from leadlab.views.markup import heading

board = Board("Pages")
def turn():
    board.go_to(".leadlab-heading")
    board.show(html(heading("Second page")), widgets.HTML("new"))
board.show(html(heading("First page")), board.button("Turn the page", turn, key="1"))
board
"""
HEADING = """(text) => document.activeElement?.classList.contains("leadlab-heading")
    && document.activeElement.innerText === text"""


@pytest.fixture(name="slow")
def _slow(page, lab):
    page.open(lab.write("slow_keys.ipynb", [SLOW, SOURCE])).run_all()
    return page


def test_a_board_is_shown_once_its_keys_listen(slow):
    """A number key that is pressed as soon as its button can be reached is never lost."""
    slow.wait_for_text("Predict first")
    slow.tab_to("1.")
    slow.page.keyboard.press("1")

    slow.wait_for_text("quarter 1 of 6")
    assert [] == slow.errors()


def test_the_focus_goes_on_to_the_new_page(page, lab):
    """A wish to go to a heading may precede its page; the focus goes on from the old one."""
    page.open(lab.write("pages.ipynb", [SECTIONS])).run_all()
    page.wait_for_text("First page")
    page.tab_to("1.")
    page.page.keyboard.press("1")

    page.page.wait_for_function(HEADING, arg="Second page")

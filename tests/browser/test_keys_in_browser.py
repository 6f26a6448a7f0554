"""Number keys, presses and the focus hold also where the page or the kernel is slow."""

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
SLIDER = """
import ipywidgets as widgets
from leadlab.views.base import Board, html
from leadlab.views.markup import heading

board = Board("Days")
days = widgets.IntSlider(value=1, min=0, max=9, description="Days")
def keep():
    board.show(html(heading(f"Kept: {days.value} days")))
board.show(html(heading("How many days?")), days, board.button("Keep it", keep, key="1"))
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


def move_slider(page, notebook: str, *, busy: float) -> None:
    """Open the board of days, and move its slider from 1 to 6 while the kernel works."""
    page.open(notebook).run_all()
    page.wait_for_text("How many days?")
    page.page.locator(".leadlab-board .noUi-handle").focus()
    page.keep_busy(busy)
    for _ in range(5):
        page.page.keyboard.press("ArrowRight")
        page.page.wait_for_timeout(40)


@pytest.mark.parametrize("way", ["Enter", "number key", "mouse"])
def test_a_button_waits_for_a_slider_that_was_moved_while_the_kernel_was_busy(page, lab, way):
    """The press never overtakes the last value, however slow the kernel and however it is made."""
    move_slider(page, lab.write(f"slider_{len(way)}.ipynb", [SLIDER]), busy=3)
    button = page.page.get_by_role("button", name="Keep it")
    if way == "mouse":
        button.click()
    else:
        button.focus()
        page.page.keyboard.press("Enter" if way == "Enter" else "1")

    page.wait_for_text("Kept:")
    page.wait_for_text("Kept: 6 days")
    assert [] == page.errors()


def test_a_kernel_that_is_started_anew_leaves_no_press_waiting(page, lab):
    """What the old kernel never read holds back nothing in the board of the new one."""
    move_slider(page, lab.write("slider_anew.ipynb", [SLIDER]), busy=600)
    page.page.get_by_role("button", name="Keep it").click()
    page.restart()
    page.run_all()
    page.wait_for_text("How many days?")
    page.page.get_by_role("button", name="Keep it").click()

    page.wait_for_text("Kept: 1 days")
    assert [] == page.errors()

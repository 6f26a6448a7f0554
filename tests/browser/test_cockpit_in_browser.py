"""Instruments of the cockpit in a real browser: keys, pointer, and nobody shut out."""

from __future__ import annotations

import pytest

CARD = '.leadlab-workcard[data-id="{}"]'
WHERE = """(id) => document.querySelector(`.leadlab-workcard[data-id="${id}"]`)
    ?.closest(".leadlab-lane")?.getAttribute("aria-label")?.split(",")[0]"""
SAID = "(text) => document.querySelector('.leadlab-board').innerText.includes(text)"


@pytest.fixture(name="board")
def _board(page, lab):
    page.open(
        lab.write("board.ipynb", ['import leadlab as lab\nlab.cockpit("board", "bugs")', "1 + 1"])
    ).run_all()
    page.wait_for_text("Being fixed")
    page.page.wait_for_selector(CARD.format("B-103"))
    return page


def waits_in(page, card: str, lane: str) -> None:
    """Wait until a card lies in a column."""
    page.page.wait_for_function(f"([id, lane]) => ({WHERE})(id) === lane", arg=[card, lane])


def test_a_card_is_moved_by_keyboard_alone(board):
    """Tab to the board, arrows to a card, Enter, arrows, Enter; the focus stays on the card."""
    board.tab_to("Wrong plural")
    board.page.keyboard.press("ArrowRight")
    assert board.focused().startswith("Rota prints")
    for key in ("Enter", "ArrowRight", "ArrowRight", "Enter"):
        board.page.keyboard.press(key)

    waits_in(board, "B-103", "Being checked")
    assert board.focused().startswith("Rota prints")
    assert 2 == len(board.cells())


def test_a_full_column_says_so_and_escape_changes_nothing(board):
    """The limit is a sentence on the page; a card let go with Escape stays."""
    board.page.focus(CARD.format("B-103"))
    for key in ("Enter", "ArrowRight", "Enter"):
        board.page.keyboard.press(key)
    board.page.wait_for_function(SAID, arg="Being fixed is full, 3 of 3: Rota prints")
    for key in ("Enter", "ArrowLeft", "Escape"):
        board.page.keyboard.press(key)

    assert "Confirmed" == board.page.evaluate(WHERE, "B-103")


def test_a_card_is_dragged_into_another_column(board):
    """A pointer takes the card along, and the place under it counts."""
    card = board.page.locator(CARD.format("B-111")).bounding_box()
    lane = board.page.locator(".leadlab-lane").nth(1).bounding_box()
    mouse = board.page.mouse
    mouse.move(card["x"] + 20, card["y"] + 10)
    mouse.down()
    mouse.move(card["x"] + 60, card["y"] + 30, steps=4)
    mouse.move(lane["x"] + 30, lane["y"] + 40, steps=4)
    mouse.up()

    waits_in(board, "B-111", "Confirmed")
    board.page.wait_for_function(SAID, arg="moved from Reported to Confirmed, 4 of 6")


def test_a_board_can_be_used_by_everyone(board):
    """axe-core finds nothing to complain about, everything open, in either theme."""
    for start in ("Show: move", "Show: change", "Show the cards", "Show the flow"):
        board.tab_to(start)
        board.page.keyboard.press("Enter")
    board.page.wait_for_selector(".leadlab-board table")

    assert {"light": [], "dark": []} == board.violations_by_theme()


SLIDERS = {
    "battery": "One item becomes at most",
    "burn": "Weeks that have passed",
    "dashboard": "Before and after day",
    "planner": "Planned items that you promise",
    "timeline": "Half of the time within",
}
PICTURE = "() => document.querySelector('.leadlab-board img')?.src"


@pytest.mark.parametrize("name", SLIDERS)
def test_a_chart_answers_the_keyboard_and_shuts_nobody_out(page, lab, name):
    """Predict, move a slider by an arrow key, read a new picture; axe finds nothing, table open."""
    page.open(
        lab.write(f"{name}.ipynb", [f'import leadlab as lab\nlab.cockpit("{name}")'])
    ).run_all()
    page.wait_for_text("Predict first")
    page.tab_to("1.")
    page.page.keyboard.press("1")
    page.page.wait_for_selector(".leadlab-board img")
    page.tab_to(SLIDERS[name])
    before = page.page.evaluate(PICTURE)
    page.page.keyboard.press("ArrowLeft")
    page.page.keyboard.press("ArrowLeft")
    page.page.wait_for_function(f"(before) => ({PICTURE})() !== before", arg=before)
    page.tab_to("Show the numbers")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector(".leadlab-board table")

    assert {"light": [], "dark": []} == page.violations_by_theme()

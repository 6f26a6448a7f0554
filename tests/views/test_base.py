"""A board can be used by keyboard and screen reader, headless, and on paper."""

from __future__ import annotations

import pytest

from leadlab.views.base import Accessibility, Board, NumbersBeside, html


@pytest.fixture(name="board")
def _board() -> Board:
    return Board("Doors <evil>")


def rule_of(board: Board, widget: object) -> dict[str, str]:
    """Attributes that the browser will put on an input."""
    return next(
        rule["put"] for rule in board.access.rules if f"{rule['of']}" in widget._dom_classes
    )


def test_a_button_calls_its_action_and_names_its_key(board):
    """A key is visible in the text and known to the browser."""
    pressed = []
    button = board.button("Open it", lambda: pressed.append(1), key="2")
    board.show(button)

    button.click()

    assert [1] == pressed
    assert "2.  Open it" == button.description
    assert {"data-leadlab-key": "2", "aria-keyshortcuts": "2"} == rule_of(board, button)


def test_a_slider_is_named(board):
    """The visible label of a slider is its accessible name."""
    slider = board.slider("Chance, in %", min=0, max=100)
    board.show(slider)

    names = [r["put"]["aria-label"] for r in board.access.rules if r["of"] in slider._dom_classes]
    assert ["Chance, in %", "Chance, in %, value"] == names


def test_naming_twice_adds_to_the_first(board):
    """A later attribute joins the earlier ones, and the browser is told."""
    button = board.button("Open", lambda: None)
    board.show(button)
    board.name(button, "Open the door", aria_pressed="false")
    board.name(button, "", aria_pressed="true")

    assert {"aria-label": "Open the door", "aria-pressed": "true"} == rule_of(board, button)


def test_names_go_out_with_the_inputs(board):
    """A redrawn box sends all its names at once, and none of those that left."""
    board.show(board.button("Old", lambda: None, key="1"))
    board.forget_names()
    new = board.button("New", lambda: None, key="2")
    assert 1 == len(board.access.rules)

    board.show(new)

    assert [{"data-leadlab-key": "2", "aria-keyshortcuts": "2"}] == [
        rule["put"] for rule in board.access.rules
    ]


def test_the_same_words_are_announced_again(board):
    """Saying the same twice is two announcements."""
    board.say("Day 2")
    first = board.access.spoken
    board.say("Day 2")

    assert first != board.access.spoken
    assert "Day 2" == board.spoken


def test_a_board_falls_back_to_a_sentence(board, is_safe):
    """Where no widget can stand, the page shows a title and a sentence, escaped."""
    board.say("Nine doors.")

    bundle = board._repr_mimebundle_()

    assert "Doors <evil>: Nine doors." == bundle["text/plain"]
    assert "Nine doors." in bundle["text/html"]
    assert is_safe(bundle["text/html"])
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_browser_part_is_a_file_that_asks_nobody(board):
    """The script in the browser fetches nothing and evaluates nothing."""
    script = str(Accessibility._esm)

    assert "export default" in script
    for word in ("http", "eval(", "innerHTML", "import "):
        assert word not in script


def test_the_table_opens_and_closes(board):
    """The numbers are there on request and cost nothing before."""
    beside = NumbersBeside(board)
    beside.set([("week", "bugs"), (1, 4)])
    assert "" == beside.table.value

    beside.button.click()
    assert "<td>4</td>" in beside.table.value

    beside.button.click()
    assert not beside.is_open


def test_html_carries_its_look():
    """Each output stands alone."""
    assert html("<p>x</p>").value.startswith("<style>")

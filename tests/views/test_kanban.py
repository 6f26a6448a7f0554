"""The board of the cockpit shows what its model says and moves only what may be moved."""

from __future__ import annotations

import json

import pytest

import leadlab as lab
from leadlab.catalog_boards import board_names
from leadlab.errors import UnknownName
from leadlab.models import boards
from leadlab.views.cockpit.open_board import open_board


@pytest.fixture(name="made")
def _made():
    lanes = [
        boards.Column(name="To do"),
        boards.Column(name="Doing", means="working", limit=1),
        boards.Column(name="Done", means="done"),
    ]
    items = [boards.Item(id="a", title="<b>First</b>"), boards.Item(id="b", title="Second")]
    return open_board(boards.work_board(lanes, items))


def drawn(made) -> dict[str, list[str]]:
    """Ids by column as the browser gets them."""
    state = json.loads(made.area.wire.value)
    return {lane["name"]: [each["id"] for each in lane["cards"]] for lane in state["lanes"]}


def wish(made, item: str, to: str, place: int = 0, turn: int = 1) -> None:
    """What the browser sends when a card is put down."""
    made.area.wish = {"item": item, "to": to, "place": place, "turn": turn}


def test_a_wish_moves_the_card_and_is_told(made):
    """The browser's wish goes through the model; the answer is drawn and spoken."""
    wish(made, "a", "Doing")

    assert {"To do": ["b"], "Doing": ["a"], "Done": []} == drawn(made)
    assert "moved from To do to Doing, 1 of 1." in made.spoken
    assert "Doing is full, 1 of 1." in made.sentence()


def test_a_full_column_refuses_and_says_why(made):
    """Nothing moves, and the sentence stands on the page."""
    wish(made, "a", "Doing")
    wish(made, "b", "Doing", turn=2)

    assert ["b"] == drawn(made)["To do"]
    assert made.spoken.startswith("Doing is full, 1 of 1: Second stays in To do.")
    assert made.spoken.split(":")[0] in made.words.value


@pytest.mark.parametrize(
    "strange", [{}, {"item": "zz", "to": "Done"}, {"item": "a", "to": "Nowhere"}]
)
def test_a_strange_wish_changes_nothing(made, strange):
    """Whatever a browser sends, the board stays whole."""
    before = drawn(made)
    made.area.wish = {**strange, "turn": 9}

    assert before == drawn(made)
    assert made.spoken.startswith("There is no")


def test_the_form_moves_like_the_pointer(made):
    """Where no script runs, two lists and a button do the same."""
    made.form.button.click()
    made.item.value, made.to.value = "b", "Doing"
    made.form.inside.children[-1].click()

    assert ["b"] == drawn(made)["Doing"]


def test_undo_goes_back_step_by_step(made):
    """Each press takes one change back, until nothing is left to undo."""
    for turn, to in enumerate(("Doing", "Done"), 1):
        wish(made, "a", to, turn=turn)
    assert ["a"] == drawn(made)["Done"]

    made.undo.click()
    assert ["a"] == drawn(made)["Doing"]
    made.undo.click()

    assert ["a", "b"] == drawn(made)["To do"]
    assert made.undo.disabled


def test_columns_are_renamed_added_and_taken_away(made):
    """The editor changes the board, and the form offers the new columns."""
    editor = made.editor
    made.form.button.click()
    editor.column.value = "Doing"
    editor.column_name.value, editor.limit.value = "Building", "2"
    editor.keep()
    editor.column.value = "Building"
    editor.column_name.value, editor.limit.value = "Review", ""
    editor.means.value = "waiting"
    editor.add()

    assert ["To do", "Building", "Review", "Done"] == list(drawn(made)) == list(made.to.options)
    assert 2 == made.work.column("Building").limit

    editor.column.value = "Review"
    editor.remove()

    assert ["To do", "Building", "Done"] == list(drawn(made))


@pytest.mark.parametrize(
    ("limit", "name", "said"),
    [("many", "Doing", "write a whole number"), ("0", "Doing", "from 1 up"),
     ("1", "", "1 to 60 characters"), ("1", "Done", "Two columns are called")],
)  # fmt: skip
def test_a_slip_in_the_editor_is_a_sentence(made, limit, name, said):
    """A column that cannot be leaves the board as it was."""
    editor = made.editor
    editor.column.value = "Doing"
    editor.limit.value, editor.column_name.value = limit, name
    editor.keep()

    assert said in made.spoken
    assert ["To do", "Doing", "Done"] == list(drawn(made))


def test_cycle_time_is_told_by_where_its_clock_starts():
    """The course's board of features: two definitions, two numbers."""
    made = open_board("features")
    made.editor.start.value = "Ideas"
    wide = made.editor.words.value
    made.editor.start.value = "Building"

    assert "started in Ideas, half of 3 finished cards took at most 22 days" in wide
    assert "started in Building, half of 3 finished cards took at most 10 days" in (
        made.editor.words.value
    )


def test_foreign_titles_run_nothing(made, is_safe):
    """A title with markup is shown as text, in the columns, the table and the still picture."""
    made.numbers.button.click()

    assert is_safe(made.fallback_html())
    assert "<b>First</b>" not in made.fallback_html() + made.numbers.table.value


@pytest.mark.parametrize("name", board_names())
def test_every_board_of_the_course_opens(name):
    """Each shows its columns, what it asks for, and every item in the table."""
    made = lab.cockpit("board", name)
    made.numbers.button.click()

    for each in made.work.items:
        assert each.title in made.numbers.table.value.replace("&#x27;", "'")
    assert all(not ids for ids in drawn(lab.cockpit("board", name, empty=True)).values())


def test_a_board_of_your_own_has_your_columns():
    """Names of columns are enough."""
    made = lab.cockpit("board", ["Soon", "Now", "Done"])

    assert ["Soon", "Now", "Done"] == list(drawn(made))


def test_looking_back_shows_the_day_and_a_move_there_starts_anew():
    """Day 12 is the replay to day 12; a move on it drops what came later, and undo returns."""
    made = open_board("bugs")
    end = drawn(made)
    made.day.value = 12
    then = made.work

    assert made.whole.as_of(12).places() == then.places()
    assert 12 == made.flow.mark.get_xdata()[0]

    wish(made, "B-103", "Being fixed")
    assert "B-103" in drawn(made)["Being fixed"]
    assert 12 == made.work.day == made.whole.day
    made.undo.click()

    assert end == drawn(made)
    assert 30 == made.day.value


def test_the_lines_of_the_flow_are_the_models():
    """Each line is the band of its column, the first column left out."""
    made = open_board("features")
    days, bands = boards.cumulative_bands(made.work)

    for line, band in zip(made.flow.lines, bands[1:], strict=True):
        assert (days.tolist(), band.tolist()) == tuple(each.tolist() for each in line.get_data())


def test_other_columns_get_other_lines():
    """A column more is a line more, on the same place of the page."""
    made = open_board("bugs")
    editor = made.editor
    editor.column.value = "Being fixed"
    editor.column_name.value, editor.limit.value = "Paired on", ""
    editor.add()

    assert 5 == len(made.flow.lines)
    assert made.flow.picture.image in made.children


def test_a_teams_world_and_a_file_open_as_boards(tmp_path):
    """Runs and a file of moves are sources like the course's boards."""
    runs = lab.simulate(lab.Team(), lab.Policy(), weeks=4, replications=2)
    team = lab.cockpit("board", runs, replication=1)
    path = tmp_path / "moves.csv"
    path.write_text("item,status,at\n1,To do,2026-03-02\n1,Done,2026-03-04\n")

    assert int(runs.finished[1].sum()) == len(team.work.places()["Done"])
    assert {"To do": [], "Done": ["1"]} == drawn(lab.cockpit("board", str(path)))
    assert "Day 0 is 2026-03-02" in lab.cockpit("board", path).children[1].value


def test_an_unknown_instrument_or_board_is_one_sentence():
    """A slip is answered with the nearest name."""
    with pytest.raises(UnknownName, match="Did you mean 'board'"):
        lab.cockpit("boad")
    with pytest.raises(UnknownName, match="Did you mean 'bugs'"):
        lab.cockpit("board", "bug")

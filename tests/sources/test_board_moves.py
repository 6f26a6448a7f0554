"""A board from files that tools export: every shape, and every bad row told with its row."""

from __future__ import annotations

import json

import pytest

from leadlab.errors import LeadlabError
from leadlab.models import boards
from leadlab.models.boards import UnusableBoard
from leadlab.models.delivery import UnusableLog
from leadlab.sources.board_moves import board_from_export

OPENED, CLOSED = "2026-03-02T09:00Z", "2026-03-05T09:00Z"
MOVES = """item,status,at,title
7,Ready,2026-03-02T09:00+01:00,Swap visits
8,Ready,2026-03-02T10:00+01:00,Night sync
7,Building,2026-03-03T09:00+01:00,
7,In review,2026-03-05T09:00+01:00,
8,Building,2026-03-05T10:00+01:00,
7,Closed,2026-03-06T21:00+01:00,
"""


def written(tmp_path, text: str, name: str = "moves.csv"):
    """Path of a file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_a_move_becomes_a_board(tmp_path):
    """Columns in the order in which items came, their meaning by name, days from local midnight."""
    read = board_from_export(written(tmp_path, MOVES), zone="Europe/Berlin")

    assert "WorkBoard(Ready 0, Building 1, In review 0, Closed 1)" == repr(read.board)
    assert ["waiting", "working", "waiting", "done"] == [c.means for c in read.board.columns]
    assert [3.5] == boards.cycle_days(read.board).tolist()
    assert 0.375 == read.board.moves[0].day
    assert "Swap visits" == read.board.item("7").title
    assert "Day 0 is 2026-03-02" in read.notes[-1]
    assert "are taken to mean: Ready (waiting), Building (working)" in read.notes[0]


def test_rows_in_any_order_give_the_same_board(tmp_path):
    """A file is sorted by its times, not by its rows."""
    head, *rows = MOVES.splitlines()
    turned = "\n".join([head, *reversed(rows)])
    straight = board_from_export(written(tmp_path, MOVES)).board
    other = board_from_export(written(tmp_path, turned, "turned.csv")).board

    assert straight.places() == other.places()


def test_columns_can_be_named_and_then_must_hold(tmp_path):
    """With columns of your own a status that is none of them is told by its number."""
    path = written(tmp_path, MOVES)
    lanes = ["Ready", "Building", "In review", "Closed"]

    assert lanes == list(board_from_export(path, columns=lanes).board.places())
    with pytest.raises(UnusableBoard, match="move 4 goes to 'In review'"):
        board_from_export(path, columns=["Ready", "Building", "Closed"])


def test_jiras_history_becomes_a_board(tmp_path):
    """An issue began in what its first change came from; without a change it is where it was."""

    def change(at: str, before: str, after: str):
        return {
            "created": at,
            "items": [{"field": "status", "fromString": before, "toString": after}],
        }

    issues = [
        {
            "key": "V-1",
            "fields": {"created": "2026-03-02T09:00:00.000+0100", "summary": "Swap"},
            "changelog": {
                "histories": [
                    change("2026-03-06T09:00:00.000+0100", "In Progress", "Done"),
                    change("2026-03-03T09:00:00.000+0100", "To Do", "In Progress"),
                ]
            },
        },
        {
            "key": "V-2",
            "fields": {"created": "2026-03-04T09:00:00.000+0100", "status": {"name": "To Do"}},
            "changelog": {"histories": []},
        },
    ]
    path = written(tmp_path, json.dumps({"issues": issues}), "jira.json")
    read = board_from_export(path)

    assert "WorkBoard(To Do 1, In Progress 0, Done 1)" == repr(read.board)
    assert [3.0] == boards.cycle_days(read.board).tolist()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("issues.csv", f"number,createdAt,closedAt\n4,{OPENED},{CLOSED}\n5,{OPENED},\n"),
        (
            "issues.json",
            json.dumps(
                [
                    {"iid": 4, "created_at": OPENED, "closed_at": CLOSED},
                    {"iid": 5, "created_at": OPENED, "closed_at": None},
                ]
            ),
        ),
    ],
)
def test_githubs_and_gitlabs_issues_become_three_columns(tmp_path, name, text):
    """A row an item has no statuses: created, started and finished are the columns."""
    read = board_from_export(written(tmp_path, text, name))

    assert ["To do", "In progress", "Done"] == list(read.board.places())
    assert ("4",) == read.board.places()["Done"]
    assert any("No start of work is known" in each for each in read.notes)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("9,Ready,yesterday,", r"at: row 7 is 'yesterday', expected a time like"),
        ("9,Ready,,", "row 7 has no time"),
        (",Ready,2026-03-02,", "row 7 has no item"),
        ("9, ,2026-03-02,", "row 7 has no status"),
        ("9,Ready,03/04/2026,", "at: row 7 is '03/04/2026'"),
    ],
)
def test_a_bad_row_is_told_with_its_row(tmp_path, row, said):
    """The first row that cannot be read is named by its number."""
    with pytest.raises(UnusableLog, match=said):
        board_from_export(written(tmp_path, MOVES + row + "\n"))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("moves.csv", "status,at\nReady,2026-03-02\n", "no column for the item"),
        ("moves.csv", "a,b\n1,2\n", "there is no column for 'item'"),
        ("moves.csv", "", "is empty"),
        ("moves.csv", "item,status,at\n", "no item comes into any column"),
        ("moves.json", '{"issues": [{"changelog": {"histories": []}}]}', "needs the columns key"),
        ("moves.txt", "x", "expected a file that ends in"),
        ("one.csv", "item,status,at\n1,Only,2026-03-02\n", "2 to 12 columns"),
    ],
)
def test_a_file_that_is_no_board_is_one_sentence(tmp_path, name, text, said):
    """What is wrong with the file is said, and what it should hold."""
    with pytest.raises(LeadlabError, match=said):
        board_from_export(written(tmp_path, text, name))


def test_a_missing_file_is_one_sentence(tmp_path):
    """No traceback for a slip in a path."""
    with pytest.raises(UnusableLog, match="There is no file"):
        board_from_export(tmp_path / "nowhere.csv")

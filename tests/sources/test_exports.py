"""Files in the shapes that GitHub, GitLab, Jira and spreadsheets export."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from leadlab.models import delivery
from leadlab.models.delivery import UnusableLog
from leadlab.sources.exports import Export, from_export

GITHUB = {
    "deployments.json": [
        {"id": 1, "sha": "a", "environment": "production", "created_at": "2026-03-03T09:00:00Z"},
        {"id": 2, "sha": "b", "environment": "staging", "created_at": "2026-03-03T10:00:00Z"},
        {"id": 3, "sha": "c", "environment": "production", "created_at": "2026-03-10T09:00:00Z"},
    ],
    "pull_requests.json": [
        {"number": 7, "createdAt": "2026-03-01T09:00:00Z", "mergedAt": "2026-03-02T09:00:00Z",
         "commits": [{"authoredDate": "2026-02-27T09:00:00Z"}]},
        {"number": 8, "createdAt": "2026-03-05T09:00:00Z", "mergedAt": "2026-03-06T09:00:00Z",
         "commits": []},
        {"number": 9, "createdAt": "2026-03-12T09:00:00Z", "mergedAt": None},
    ],
    "issues.json": [
        {"number": 20, "createdAt": "2026-03-03T12:00:00Z", "closedAt": "2026-03-03T15:00:00Z",
         "labels": [{"name": "Incident"}]},
        {"number": 21, "createdAt": "2026-03-04T12:00:00Z", "closedAt": None, "labels": []},
    ],
}  # fmt: skip
GITLAB = {
    "deployments.json": [
        {"iid": 1, "status": "success", "environment": {"name": "production"},
         "deployable": {"finished_at": "2026-03-03T10:00:00.000+01:00"},
         "created_at": "2026-03-03T09:00:00.000+01:00"},
        {"iid": 2, "status": "failed", "environment": {"name": "production"},
         "deployable": {"finished_at": "2026-03-04T10:00:00.000+01:00"},
         "created_at": "2026-03-04T09:00:00.000+01:00"},
        {"iid": 3, "status": "success", "environment": {"name": "production"},
         "deployable": None, "created_at": "2026-03-10T10:00:00.000+01:00"},
    ],
    "merge_requests.json": [
        {"iid": 7, "created_at": "2026-02-27T10:00:00.000+01:00",
         "merged_at": "2026-03-02T10:00:00.000+01:00"},
        {"iid": 8, "created_at": "2026-03-05T10:00:00.000+01:00",
         "merged_at": "2026-03-06T10:00:00.000+01:00"},
        {"iid": 9, "created_at": "2026-03-12T10:00:00.000+01:00", "merged_at": None},
    ],
    "issues.json": [
        {"iid": 20, "type": "INCIDENT", "created_at": "2026-03-03T12:00:00.000Z",
         "closed_at": "2026-03-03T15:00:00.000Z"},
        {"iid": 21, "type": "ISSUE", "created_at": "2026-03-04T12:00:00.000Z", "closed_at": None},
    ],
}  # fmt: skip


def folder_of(place: Path, files: dict[str, object]) -> Path:
    """A folder with one file for each name; texts as they are, everything else as JSON."""
    place.mkdir(exist_ok=True)
    for name, held in files.items():
        text = held if isinstance(held, str) else json.dumps(held)
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("files", [GITHUB, GITLAB], ids=["GitHub", "GitLab"])
def test_the_same_story_is_read_from_either_export(tmp_path: Path, files) -> None:
    """Two deployments; four days of lead time each; one failure, six hours after it went out."""
    export = from_export(folder_of(tmp_path, files))
    found = delivery.measures(export.log)
    lead = export.log.changes.set_index("change")["deployment"].where(lambda d: d.notna(), "none")
    assert {"7": "1", "8": "3", "9": "none"} == lead.to_dict()
    assert 4.0 == found.lead_time.value
    assert 0.5 == found.change_fail_rate.value
    assert pytest.approx(6 / 24) == found.recovery_time.value
    assert ["20", "21"] == export.items["item"].tolist()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (GITHUB, "1 deployment to elsewhere than production"),
        (GITHUB, "Begun with the first commit: 1 change."),
        (GITHUB, "1 of 1 incidents began within 24 hours"),
        (GITHUB, "issues.json: 1 item by name or label an incident"),
        (GITLAB, "1 deployment without success"),
        (GITLAB, "Not merged, and so not deployed: 1 change."),
        (GITLAB, "No column says which deployments were unplanned"),
        ({"items.json": GITHUB["issues.json"]}, "No start of work is known"),
        ({"changes.json": GITHUB["pull_requests.json"]}, "There is no file of deployments"),
        ({"deployments.json": GITHUB["deployments.json"]}, "There is no file of changes"),
        ({"deployments.json": GITHUB["deployments.json"]}, "There is no file of incidents"),
    ],
)
def test_each_assumption_is_said(tmp_path: Path, files, said: str) -> None:
    """A sentence for whatever the file does not say itself."""
    export = from_export(folder_of(tmp_path, files))
    told = (*export.notes, *(export.log.notes if export.log else ()))
    assert any(said in note for note in told), told


JIRA_CSV = """Issue key,Issue Type,Created,Resolved
VIS-1,Story,02/Mar/26 9:15 AM,05/Mar/26 9:15 AM
VIS-2,Bug,28/Mar/26 11:00 PM,29/Mar/26 11:00 PM
VIS-3,Bug,04/Mar/26 9:15 AM,
"""


def test_a_jira_spreadsheet_is_read_in_the_zone_it_was_written_in(tmp_path: Path) -> None:
    """From eleven to eleven over the night when the clocks go forward are 23 hours."""
    (tmp_path / "jira.csv").write_text(JIRA_CSV, encoding="utf-8")
    items = from_export(tmp_path / "jira.csv", zone="Europe/Berlin").items.set_index("item")
    took = items["finished_at"] - items["started_at"]
    assert pd.Timedelta(hours=23) == took["VIS-2"]
    assert pd.Timedelta(days=3) == took["VIS-1"]
    assert pd.isna(items["finished_at"]["VIS-3"])


def test_work_begins_where_jira_says_that_it_moved(tmp_path: Path) -> None:
    """The first move to In Progress counts, not the second, and not a change of the assignee."""

    def history(when: str, status: str, field: str = "status") -> dict[str, object]:
        return {"created": when, "items": [{"field": field, "toString": status}]}

    issue = {
        "key": "VIS-1",
        "fields": {"created": "2026-03-02T09:00:00.000+0100",
                   "resolutiondate": "2026-03-06T09:00:00.000+0100"},
        "changelog": {"histories": [
            history("2026-03-05T09:00:00.000+0100", "In Progress"),
            history("2026-03-03T09:00:00.000+0100", "In Progress", field="assignee"),
            history("2026-03-04T09:00:00.000+0100", "In Progress"),
        ]},
    }  # fmt: skip
    items = from_export(folder_of(tmp_path, {"jira.json": {"issues": [issue]}})).items
    assert pd.Timedelta(days=2) == (items["finished_at"] - items["started_at"])[0]


def ours(name: str, text: str, place: Path) -> Export:
    """A folder with our own deployments and one more file."""
    files = {"deployments.csv": "deployment,deployed_at,unplanned\nd1,2026-03-03T09:00Z,no\n"}
    return from_export(folder_of(place, {**files, name: text}))


def log_of(export: Export) -> list[tuple[str, str]]:
    """Change and deployment of every change that was deployed."""
    assert export.log is not None
    table = export.log.changes.dropna(subset="deployment")
    return list(zip(table["change"], table["deployment"], strict=True))


def test_our_own_columns_need_no_guess(tmp_path: Path) -> None:
    """What names its deployment is not put down to another one; rows may come in any order."""
    export = ours(
        "changes.csv",
        "change,committed_at,deployment\nb,2026-03-02T09:00Z,d1\na,2026-03-01T09:00Z,d1\n"
        "c,2026-03-02T10:00Z,\n",
        tmp_path,
    )
    assert {"a": "d1", "b": "d1"} == dict(log_of(export))
    assert not any("taken to be" in note for note in (*export.notes, *export.log.notes))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("changes.csv", "change,when\na,2026-03-01\n", "changes.csv: there is no column for 'comm"),
        ("changes.csv", "", "changes.csv is empty"),
        ("changes.csv", "change,committed_at\na,03/04/2026\n", "row 1 is '03/04/2026'"),
        ("changes.csv", "change,committed_at,deployment\na,2026-03-01,d9\n", "names the deploy"),
        ("changes.json", "{", "changes.json: line 1 is no JSON"),
        ("changes.json", "[1]", "record 1 is 1, expected fields with names"),
        ("changes.json", "7", "expected a list of records"),
        ("changes.json", "[" * 100_000, "nested too deep"),
        ("changes.csv", 'change,committed_at\n"a,2026-03-01\n', "this is no table"),
        ("changes.csv", "change,committed_at\na,2026-03-01,x,y,z\nb,2026\n", "changes.csv"),
        ("incidents.csv", "incident,started_at,resolved_at\ni,2026-03-04,2026-03-03\n", "before"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    """Which file, which row, what was expected."""
    with pytest.raises(UnusableLog, match=said):
        ours(name, text, tmp_path)


@pytest.mark.parametrize(
    ("place", "options", "said"),
    [
        ("nowhere", {}, "There is no file or folder"),
        ("", {}, "holds no file that ends in"),
        ("", {"zone": "Mars"}, "no time zone"),
        ("", {"blame_hours": -1}, "expected 0 or more"),
    ],
)
def test_a_place_that_holds_nothing_is_a_sentence(
    tmp_path: Path, place: str, options, said: str
) -> None:
    """What was looked for."""
    with pytest.raises(UnusableLog, match=said):
        from_export(tmp_path / place, **options)


def test_an_environment_that_nothing_went_to_is_refused(tmp_path: Path) -> None:
    """The names that are there are told."""
    with pytest.raises(UnusableLog, match="there are: production, staging"):
        from_export(folder_of(tmp_path, GITHUB), environment="live")


def test_a_spreadsheet_of_a_windows_office_is_read(tmp_path: Path) -> None:
    """Semicolons, a byte-order mark, UTF-16 and Windows letters."""
    text = "item;started_at;finished_at\nBüro;2026-03-01;2026-03-02\n"
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "cp1252")):
        path = tmp_path / f"items{number}.csv"
        path.write_bytes(text.encode(encoding))
        assert ["Büro"] == from_export(path).items["item"].tolist()

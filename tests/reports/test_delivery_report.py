"""The delivery report: what stands in it, and what can never get into it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from reports.delivery_pages import busy_items, busy_log

from leadlab.models import delivery
from leadlab.reports.delivery import ReportNotWritten, report, report_html
from leadlab.reports.delivery_sections import measure_rows, sections


def test_a_report_has_a_part_for_everything_there_is() -> None:
    """Measures, the older definition, weeks, lead times; items, throughput, forecast."""
    titles = [part.title for part in sections(busy_log(), busy_items())]
    assert titles == [
        "Five measures of delivery",
        "The same events under another definition",
        "Deployments by week",
        "How long changes take",
        "How long items take",
        "Throughput: signal and noise",
        "When the open items may be done",
    ]


def test_the_table_says_what_the_model_says() -> None:
    """Value and interval of each row are those of the measure, in the same words."""
    found = delivery.measures(busy_log())
    rows = measure_rows(found)[1:]
    assert [str(each) for each in found] == [f"{name}: {v} {i}" for name, v, i, *_ in rows]
    assert "20" == rows[3][3]


def test_the_sentence_below_a_picture_counts_what_is_in_the_log() -> None:
    """Four of the twenty deployments caused an incident."""
    weeks = next(part for part in sections(busy_log(), None) if "week" in part.title)
    shown = sum(int(row[2]) for row in _cells(weeks))
    assert "4 caused an incident" in weeks.said
    assert 4 == shown


def _cells(part) -> list[tuple[str, ...]]:
    """Rows of the table beside a figure, without its head."""
    rows = re.findall(r"<tr>(.*?)</tr>", part.figure, flags=re.DOTALL)
    return [tuple(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)) for row in rows[1:]]


def test_nothing_that_a_file_says_becomes_markup() -> None:
    """Titles and notes are text, whatever is in them; the page allows no script and no request."""
    evil = "<script>alert(1)</script>"
    page = report_html(busy_log(note=evil), title=evil, notes=[evil])
    assert evil not in page
    assert 3 == page.count("&lt;script&gt;alert(1)&lt;/script&gt;")  # title, heading, one note
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", page)


def test_an_earlier_report_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    """A report may be made again; a file of somebody else's keeps its bytes."""
    place, other = tmp_path / "new" / "delivery.html", tmp_path / "thesis.html"
    report(busy_log(), to=place, title="First")
    report(busy_log(), to=place, title="Second")
    other.write_text("My thesis", encoding="utf-8")
    with pytest.raises(ReportNotWritten, match="is no delivery report"):
        report(busy_log(), to=other)
    assert "<h1>Second</h1>" in place.read_text(encoding="utf-8")
    assert "My thesis" == other.read_text(encoding="utf-8")


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """No log and no items; a place that is a file's child."""
    with pytest.raises(ReportNotWritten, match="nothing to report"):
        report(to=tmp_path / "x.html")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ReportNotWritten, match="could not be written"):
        report(busy_log(), to=tmp_path / "file" / "x.html")


def test_items_of_which_none_is_done_are_no_error() -> None:
    """It says so, in one part."""
    items = busy_items()
    items["finished_at"] = pd.Series(pd.NaT, index=items.index, dtype=items["finished_at"].dtype)
    assert ["No item is finished yet."] == [part.said for part in sections(None, items)]

"""The debt memo: its sums, its two forms, and what happens to what is already there."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import leadlab as lab
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.tradeoffs import debt_sums
from leadlab.models.tradeoffs.inputs import UnusableTradeoff
from leadlab.models.writing import check_debt_memo

OWN: dict[str, Any] = {
    "debt": "The jobs of messages stand in a table of the main database, for now.",
    "hours_a_week": (9, 13),
    "weeks_to_repay": (4, 6),
    "share_that_goes_away": 0.8,
    "incidents_a_year": 3,
    "euro_per_incident": (500, 2_000),
    "risk": "A locked morning: alarms come late.",
    "other_ways": ["Move only the alarms: two weeks, a third of the saving."],
    "ask": "Sanne, please decide whether it comes before the portal.",
    "by": "14 May",
}
NASTY = '<script>alert("1")</script> & <b>bold</b>'


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag; they have to be closed in order."""
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep a text under the tag that it stands in."""
        if data.strip():
            self.texts.setdefault(self._open[-1], []).append(data.strip())


def test_the_sums_follow_by_hand() -> None:
    """11 hours at 40 euro are 440; 5 weeks of 40 hours are 8,000; 8,000 / 352 is 22.7."""
    sums = debt_sums(hours_a_week=(9, 13), weeks_to_repay=(4, 6), share_that_goes_away=0.8)

    assert (360, 440, 520) == (sums.cost_a_week.low, sums.cost_a_week.middle, sums.cost_a_week.high)
    assert 8_000 == sums.repaying.middle
    assert pytest.approx(8_000 / 352) == sums.payback_middle
    assert sums.payback is not None
    assert pytest.approx((6_400 / 416, 9_600 / 288)) == (sums.payback.low, sums.payback.high)
    assert pytest.approx(352 * 104 - 8_000) == sums.left_over_middle


def test_nothing_saved_is_never_paid() -> None:
    """A debt that repaying does not end has no payback, and the page says so."""
    memo = lab.template("debt_memo", hours_a_week=5, weeks_to_repay=2, share_that_goes_away=0)

    assert "| It has paid for itself after, in weeks | never | never | never |" in memo
    assert "Never by what it saves" in memo


def test_the_reader_finds_every_part_of_a_filled_memo() -> None:
    """The page has what the assignment asks of a memo."""
    assert () == check_debt_memo(lab.template("debt_memo", **OWN)).missing


def test_the_page_is_accessible() -> None:
    """A language, a title, one main heading, headings in order, a named table with its heads."""
    page = Page(lab.template("debt_memo", **OWN).html)
    tags = [tag for tag, _ in page.tags]
    heads = [more["scope"] for tag, more in page.tags if tag == "th"]

    assert ("html", {"lang": "en"}) == page.tags[0]
    assert page.texts["title"][0].startswith("Debt memo: The jobs of messages")
    assert (1, 1, 1) == (tags.count("h1"), tags.count("main"), tags.count("caption"))
    assert 7 == tags.count("h2")
    assert ["col"] * 3 + ["row"] * 5 == heads
    assert "script" not in tags


@pytest.mark.parametrize("word", ["debt", "risk", "ask", "by"])
def test_what_is_typed_is_shown_and_not_obeyed(word: str) -> None:
    """Markup in a word of the learner is text on the page and in the Markdown."""
    memo = lab.template("debt_memo", **{**OWN, word: NASTY})

    assert "script" not in [tag for tag, _ in Page(memo.html).tags]
    assert NASTY in " ".join(text for texts in Page(memo.html).texts.values() for text in texts)
    assert "<script" not in memo
    assert "<script" not in memo._repr_html_()


def test_both_forms_are_saved(tmp_path: Path) -> None:
    """A folder is made if there is none, and saving the same again changes nothing."""
    memo = lab.template("debt_memo", **OWN)
    first = memo.save(tmp_path / "new" / "folder")

    assert ["debt_memo.md", "debt_memo.html"] == [path.name for path in first]
    assert [str(memo), memo.html] == [path.read_text(encoding="utf-8") for path in first]
    assert first == memo.save(tmp_path / "new" / "folder")


def test_an_edited_memo_is_never_overwritten(tmp_path: Path) -> None:
    """What somebody wrote into the file stays; the new one gets a number."""
    memo = lab.template("debt_memo", **OWN)
    markdown, _ = memo.save(tmp_path)
    markdown.write_text("mine", encoding="utf-8")
    again = memo.save(tmp_path)

    assert "mine" == markdown.read_text(encoding="utf-8")
    assert ["debt_memo_2.md", "debt_memo_2.html"] == [path.name for path in again]


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    """A file in the place of the folder is told so."""
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(LeadlabError, match="could not be written"):
        lab.template("debt_memo", **OWN).save(tmp_path / "file")


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"hours_a_weak": 3}, UnknownName, "hours_a_week"),
        ({"hours_a_week": (13, 9)}, UnusableTradeoff, r"lower end comes first: \(9, 13\)"),
        ({"hours_a_week": (1, 2, 3)}, UnusableTradeoff, "a number or a pair"),
        ({"hours_a_week": -1}, UnusableTradeoff, "hours_a_week"),
        ({"weeks_to_repay": "four"}, UnusableTradeoff, "weeks_to_repay"),
        ({"share_that_goes_away": 80}, UnusableTradeoff, "share_that_goes_away"),
        ({"debt": 5}, LeadlabError, "debt: give a text"),
    ],
)
def test_a_slip_is_a_sentence(
    change: dict[str, Any], error: type[LeadlabError], words: str
) -> None:
    """It names the number, what was seen, and what is allowed."""
    with pytest.raises(error, match=words):
        lab.template("debt_memo", **{**OWN, **change})


def test_what_is_missing_is_named() -> None:
    """Without hours or weeks there is no memo; without words there are gaps to fill."""
    with pytest.raises(LeadlabError, match="weeks_to_repay"):
        lab.template("debt_memo", hours_a_week=3)
    assert "[still to write: what may go wrong]" in lab.template(
        "debt_memo", hours_a_week=3, weeks_to_repay=1
    )
    with pytest.raises(UnknownName, match="debt_memo"):
        lab.template("adr", hours_a_week=3)


def test_the_plain_template_is_still_a_text_to_fill_in() -> None:
    """Without numbers it is the form."""
    assert lab.template("debt_memo").startswith("# Debt memo: <!--")


def test_a_memo_needs_no_picture_and_no_widget() -> None:
    """Filling it loads neither matplotlib nor ipywidgets."""
    program = (
        "import json, sys, leadlab as lab; lab.template('debt_memo', hours_a_week=1, "
        "weeks_to_repay=1); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert set() == {"matplotlib", "ipywidgets"} & set(json.loads(done.stdout))

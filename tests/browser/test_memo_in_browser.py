"""The debt memo as a saved page: readable for everyone, deaf to what was typed, one sheet long."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import leadlab as lab

RUN_AXE = """async () => {
    const seen = await axe.run();
    return seen.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 150)}`);
}"""
OWN: dict[str, Any] = {
    "debt": "The jobs of messages stand in a table of the main database.",
    "hours_a_week": (9, 13),
    "weeks_to_repay": (4, 6),
    "share_that_goes_away": 0.8,
    "incidents_a_year": 3,
    "euro_per_incident": (500, 2_000),
    "risk": "A locked morning: alarms come late.",
    "other_ways": ["Move only the alarms.", "<img src=x onerror=alert(1)>"],
    "ask": "Sanne, please decide whether it comes before the portal.",
    "by": "14 May",
}


@pytest.fixture(name="page_of_memo")
def _page_of_memo(chromium: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """The saved HTML page, opened."""
    context = chromium.new_context(color_scheme=getattr(request, "param", "light"))
    page = context.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: page.dialogs.append(dialog.message))
    _, path = lab.template("debt_memo", **OWN).save(tmp_path)
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("page_of_memo", ["light", "dark"], indirect=True)
def test_a_memo_can_be_read_by_everyone(page_of_memo: Any) -> None:
    """axe-core finds nothing, in both themes."""
    page_of_memo.evaluate(AXE_SCRIPT)

    assert [] == page_of_memo.evaluate(RUN_AXE)


def test_what_was_typed_does_nothing(page_of_memo: Any) -> None:
    """Markup in an answer is read as text."""
    assert page_of_memo.get_by_text("<img src=x onerror=alert(1)>").is_visible()
    assert ([], 0) == (page_of_memo.dialogs, page_of_memo.locator("img").count())


def test_a_memo_is_one_sheet_of_paper(page_of_memo: Any) -> None:
    """Printed on A4 it has one page."""
    printed = page_of_memo.pdf(format="A4")

    assert [b"1"] == re.findall(rb"/Count (\d+)", printed)

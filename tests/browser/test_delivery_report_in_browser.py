"""The delivery report in a real browser: readable for everyone, and asking nobody for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from reports.delivery_pages import busy_items, busy_log

from leadlab.reports.delivery import report

RUN_AXE = """async () => {
    const seen = await axe.run();
    return seen.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 150)}`);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_report_can_be_read_by_everyone(chromium: Any, tmp_path: Path, theme: str) -> None:
    """axe-core finds nothing with every table open, and the page requests nothing but itself."""
    place = report(busy_log(), items=busy_items(), to=tmp_path / "report.html")
    context = chromium.new_context(color_scheme=theme, bypass_csp=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN_AXE)
    context.close()

    assert [] == found
    assert [place.as_uri()] == asked

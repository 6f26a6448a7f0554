"""The metric charter as a saved page: readable for everyone, deaf to what was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import leadlab as lab

RUN_AXE = """async () => {
    const seen = await axe.run();
    return seen.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 150)}`);
}"""
CARD = {"owner": "Imani Diallo", "guard": "<img src=x onerror=alert(1)>", "ends": "31 August"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_charter_can_be_read_by_everyone(chromium: Any, tmp_path: Path, scheme: str) -> None:
    """axe-core finds nothing in either theme, and markup in a card is read as text."""
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    charter = lab.template("metric_charter", team="Visits", metrics={"Failed": CARD, "Age": CARD})
    _, path = charter.save(tmp_path)
    page.goto(path.as_uri())
    page.evaluate(AXE_SCRIPT)

    assert [] == page.evaluate(RUN_AXE)
    assert 0 == page.locator("img").count()
    assert page.get_by_text(CARD["guard"]).first.is_visible()
    context.close()

"""Filled forms as saved pages: readable for everyone, deaf to what was typed, one sheet long."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import leadlab as lab
from leadlab import catalog
from leadlab.notebook_template import FORMS
from leadlab.views.form_page import Form

RUN_AXE = """async () => {
    const seen = await axe.run();
    return seen.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 150)}`);
}"""
TYPED = "Three lines <img src=x onerror=alert(1)> of some length, as somebody would write them."


@pytest.fixture(name="form_page", params=FORMS)
def _form_page(chromium: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """The saved HTML page of a form with every part filled, opened."""
    page = chromium.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: page.dialogs.append(dialog.message))
    keys = Form.read(catalog.template(request.param)).keys
    _, path = lab.template(request.param, **dict.fromkeys(keys, TYPED)).save(tmp_path)
    page.goto(path.as_uri())
    yield page
    page.close()


def test_a_form_can_be_read_by_everyone(form_page: Any) -> None:
    """axe-core finds nothing."""
    form_page.evaluate(AXE_SCRIPT)

    assert [] == form_page.evaluate(RUN_AXE)


def test_markup_that_was_typed_does_nothing(form_page: Any) -> None:
    """Markup in an answer is read as text."""
    assert ([], 0) == (form_page.dialogs, form_page.locator("img").count())


def test_a_form_is_one_sheet_of_paper(form_page: Any) -> None:
    """Printed on A4 it has one page."""
    printed = form_page.pdf(format="A4")

    assert [b"1"] == re.findall(rb"/Count (\d+)", printed)

"""Feedback pages in a real browser: readable for everyone, and deaf to what strangers put in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

sys.path.insert(0, str(Path(__file__).parent.parent / "grading"))

from graded_page import ATTACKS, html, png, ran, shown

RUN_AXE = """async () => {
    const seen = await axe.run();
    return seen.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 150)}`);
}"""
COVERED = """() => {
    const heading = document.querySelector('h1');
    heading.scrollIntoView();
    const box = heading.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 5, box.top + box.height / 2);
    return top === heading ? '' : top?.outerHTML?.slice(0, 200) ?? 'nothing is there';
}"""


@pytest.fixture(name="look")
def _look(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page as a file, and notes what it asked for and said."""
    contexts = []

    def open_page(content: str, **options: Any) -> Any:
        path = tmp_path / "p1.html"
        path.write_text(content, encoding="utf-8")
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.asked, page.failed, page.dialogs = [], [], []
        page.on("request", lambda request: page.asked.append(request.url[:80]))
        page.on("requestfailed", lambda each: page.failed.append(f"{each.url}: {each.failure}"))
        page.on("dialog", lambda dialog: page.dialogs.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_can_be_read_by_everyone(look: Any, theme: str) -> None:
    """axe-core finds nothing, folded parts opened; a table and a figure are among them."""
    table = "<table><tr><th></th><th>a</th></tr><tr><th>0</th><td>1</td></tr></table>"
    figure = shown(image__png=png(9, 9), text__plain="Two lines that cross.")
    content = html(ran("x", figure, shown(text__html=table)))
    page = look(content, color_scheme=theme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(AXE_SCRIPT)

    assert [] == page.evaluate(RUN_AXE)


def test_a_page_can_be_walked_by_keyboard(look: Any) -> None:
    """The first Tab skips to the tasks; a link of the overview leads to its task."""
    page = look(html())
    page.keyboard.press("Tab")
    assert "To the tasks" == page.evaluate("document.activeElement.innerText")
    page.get_by_role("link", name="2. Square").press("Enter")

    assert page.url.endswith("#task-2")
    assert "Worth another look" in page.locator(":target").inner_text()


def test_no_attack_reaches_the_reader(look: Any, tmp_path: Path) -> None:
    """No program runs, nothing is asked for, nothing covers the page, even without its policy."""
    page = look(html(), bypass_csp=True)
    for name, cell in ATTACKS.items():
        (tmp_path / "p1.html").write_text(html(cell), encoding="utf-8")
        page.reload()
        outside = [url for url in page.asked if not url.startswith(("file:", "data:"))]

        assert (name, []) == (name, outside + page.dialogs)
        assert (name, "Problem set 1: feedback for ana") == (name, page.title())
        assert (name, "") == (name, page.evaluate(COVERED))
        assert (name, 3) == (name, page.locator(".verdict:visible").count())


def test_the_policy_stops_what_gets_onto_a_page(look: Any) -> None:
    """A program, a style and a picture written into the file do nothing."""
    inside = (
        "<script>document.title = 'owned'</script><style>h1 { display: none }</style>"
        "<img src='https://example.org/a.png' onerror=\"document.title = 'owned'\"></main>"
    )
    page = look(html().replace("</main>", inside))
    page.wait_for_load_state("networkidle")

    assert "Problem set 1: feedback for ana" == page.title()
    assert ["https://example.org/a.png: csp"] == page.failed
    assert page.locator("h1").is_visible()


def test_a_page_can_be_printed(look: Any) -> None:
    """On paper there is the verdict, and not the links for the screen."""
    page = look(html())
    page.emulate_media(media="print")

    assert page.locator(".verdict").first.is_visible()
    assert not page.locator("footer").is_visible()

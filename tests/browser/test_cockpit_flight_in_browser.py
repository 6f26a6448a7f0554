"""The cockpit is flown from its first page to its debrief by the keyboard alone."""

from __future__ import annotations

from typing import Any

SOURCE = 'import leadlab as lab\nlab.explore("cockpit_flight")'


def fly(page: Any, then: str) -> None:
    """As many weeks as a turn may have, a forecast, and off."""
    page.press("Weeks until you look again", "End")
    page.press("Items finished, at most", "PageUp", 4)
    page.press("Fly these weeks", "Enter")
    page.arrive(then)


def test_a_half_year_by_keyboard_alone(page, lab):
    """Predict, four turns with a restart between, draw, reveal, replay; axe clean throughout."""
    page.open(lab.write("cockpit.ipynb", [SOURCE])).run_all()
    page.wait_for_text("Predict first")
    page.press("1.", "1")
    page.arrive("from week 1")
    page.press("Fly these weeks", "Enter")
    page.wait_for_text("Nothing was flown yet")
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    page.press("Who is told of what", "ArrowDown", 2)
    fly(page, "from week 9")

    page.restart().run_all()
    page.wait_for_text("from week 9")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    page.press("Items in progress, at most", "ArrowLeft", 4)
    fly(page, "from week 17")
    fly(page, "from week 25")
    fly(page, "Draw what no instrument showed")

    page.press("Weeks 5 to 8", "ArrowRight", 4)
    assert [] == page.violations()
    page.press("Show what it was", "Enter")
    page.arrive("4. What next")
    assert page.page.get_by_text("and were off by").first.is_visible()
    page.press("One change", "ArrowDown")
    page.press("Fly it again with this change", "Enter")
    page.wait_for_text("as you flew")

    assert {"light": [], "dark": []} == page.violations_by_theme()
    assert [] == page.errors()

"""The cockpit is flown from its first page to its debrief by the keyboard alone."""

from __future__ import annotations

from typing import Any

HEADING = "() => document.activeElement?.classList.contains('leadlab-heading')"
SOURCE = 'import leadlab as lab\nlab.explore("cockpit_flight")'


def press(page: Any, name: str, key: str, times: int = 1) -> None:
    """Tab to something and press a key there."""
    page.tab_to(name)
    for _ in range(times):
        page.page.keyboard.press(key)
    page.page.wait_for_timeout(150)  # a person is slower too; values travel one by one


def arrive(page: Any, text: str) -> None:
    """The next page stands there, and the focus is on its heading."""
    page.wait_for_text(text)
    page.page.wait_for_function(HEADING)


def fly(page: Any, then: str) -> None:
    """As many weeks as a turn may have, a forecast, and off."""
    press(page, "Weeks until you look again", "End")
    press(page, "Items finished, at most", "PageUp", 4)
    press(page, "Fly these weeks", "Enter")
    arrive(page, then)


def test_a_half_year_by_keyboard_alone(page, lab):
    """Predict, four turns with a restart between, draw, reveal, replay; axe clean throughout."""
    page.open(lab.write("cockpit.ipynb", [SOURCE])).run_all()
    page.wait_for_text("Predict first")
    press(page, "1.", "1")
    arrive(page, "from week 1")
    press(page, "Fly these weeks", "Enter")
    page.wait_for_text("Nothing was flown yet")
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    press(page, "Who is told of what", "ArrowDown", 2)
    fly(page, "from week 9")

    page.restart().run_all()
    page.wait_for_text("from week 9")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    press(page, "Items in progress, at most", "ArrowLeft", 4)
    fly(page, "from week 17")
    fly(page, "from week 25")
    fly(page, "Draw what no instrument showed")

    press(page, "Weeks 5 to 8", "ArrowRight", 4)
    assert [] == page.violations()
    press(page, "Show what it was", "Enter")
    arrive(page, "4. What next")
    assert page.page.get_by_text("and were off by").first.is_visible()
    press(page, "One change", "ArrowDown")
    press(page, "Fly it again with this change", "Enter")
    page.wait_for_text("as you flew")

    assert {"light": [], "dark": []} == page.violations_by_theme()
    assert [] == page.errors()

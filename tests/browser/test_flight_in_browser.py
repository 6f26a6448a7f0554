"""Debt harbour is flown from its first page to its debrief by the keyboard alone."""

from __future__ import annotations

from typing import Any

HEADING = "() => document.activeElement?.classList.contains('leadlab-heading')"
SOURCE = 'import leadlab as lab\nlab.explore("debt_harbour")'


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


def fly(page: Any, number: int) -> None:
    """One quarter: an answer, a forecast, and off."""
    press(page, "Your answer", "ArrowDown")
    press(page, "Time for debt, in %", "ArrowRight", 3)
    press(page, "Items finished, at most", "PageUp", 10)
    press(page, f"Fly quarter {number}", "Enter")
    arrive(page, f"quarter {number + 1} of 6" if number < 6 else "Draw what drove the debt")


def test_a_flight_by_keyboard_alone(page, lab):
    """Predict, six quarters with a restart between, draw, reveal, replay; axe clean throughout."""
    page.open(lab.write("harbour.ipynb", [SOURCE])).run_all()
    page.wait_for_text("Predict first")
    press(page, "1.", "1")
    arrive(page, "quarter 1 of 6")
    press(page, "Fly quarter 1", "Enter")
    page.wait_for_text("Nothing was flown yet")
    page.tab_to("Your answer")  # round the page, since the button lies at its end

    page.page.keyboard.press("ArrowDown")
    press(page, "Items finished, at most", "PageUp", 10)
    press(page, "Fly quarter 1", "Enter")
    arrive(page, "quarter 2 of 6")
    fly(page, 2)

    page.restart().run_all()
    page.wait_for_text("quarter 3 of 6")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    for number in range(3, 7):
        fly(page, number)

    press(page, "Quarter 2, days", "ArrowRight", 4)
    assert [] == page.violations()
    press(page, "Show what it was", "Enter")
    arrive(page, "4. What next")
    press(page, "One change", "ArrowDown")
    press(page, "Fly it again with this change", "Enter")
    page.wait_for_text("as you flew")
    press(page, "Fixed and adaptive repayment", "Enter")
    page.wait_for_text("(best fixed)")

    assert {"light": [], "dark": []} == page.violations_by_theme()
    assert [] == page.errors()

"""Debt harbour is flown from its first page to its debrief by the keyboard alone."""

from __future__ import annotations

from typing import Any

SOURCE = 'import leadlab as lab\nlab.explore("debt_harbour")'


def fly(page: Any, number: int) -> None:
    """One quarter: an answer, a forecast, and off."""
    page.press("Your answer", "ArrowDown")
    page.press("Time for debt, in %", "ArrowRight", 3)
    page.press("Items finished, at most", "PageUp", 10)
    page.press(f"Fly quarter {number}", "Enter")
    page.arrive(f"quarter {number + 1} of 6" if number < 6 else "Draw what drove the debt")


def test_a_flight_by_keyboard_alone(page, lab):
    """Predict, six quarters with a restart between, draw, reveal, replay; axe clean throughout."""
    page.open(lab.write("harbour.ipynb", [SOURCE])).run_all()
    page.wait_for_text("Predict first")
    page.press("1.", "1")
    page.arrive("quarter 1 of 6")
    page.press("Fly quarter 1", "Enter")
    page.wait_for_text("Nothing was flown yet")
    page.tab_to("Your answer")  # round the page, since the button lies at its end

    page.page.keyboard.press("ArrowDown")
    page.press("Items finished, at most", "PageUp", 10)
    page.press("Fly quarter 1", "Enter")
    page.arrive("quarter 2 of 6")
    fly(page, 2)

    page.restart().run_all()
    page.wait_for_text("quarter 3 of 6")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    for number in range(3, 7):
        fly(page, number)

    page.press("Quarter 2, days", "ArrowRight", 4)
    assert [] == page.violations()
    page.press("Show what it was", "Enter")
    page.arrive("4. What next")
    page.press("One change", "ArrowDown")
    page.press("Fly it again with this change", "Enter")
    page.wait_for_text("as you flew")
    page.press("Fixed and adaptive repayment", "Enter")
    page.wait_for_text("(best fixed)")

    assert {"light": [], "dark": []} == page.violations_by_theme()
    assert [] == page.errors()

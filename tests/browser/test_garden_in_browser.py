"""The garden is led from its first page to its debrief by the keyboard alone."""

from __future__ import annotations

from typing import Any

SOURCE = 'import leadlab as lab\nlab.explore("garden")'
OUTPUT, CAPABILITY = (
    "Items that hold, in nine months",
    "Items a month that the team can do at the end",
)


def lead(page: Any, number: int) -> None:
    """One month as the form stands, with a few words for Rui."""
    page.press("Rui hears", "ArrowDown")
    page.press(f"Lead month {number}", "Enter")
    page.arrive(f"month {number + 1} of 9" if number < 9 else "Nine months are over")


def test_nine_months_by_keyboard_alone(page, lab):
    """Predict, two ranges, nine months with a restart between, other ways; axe clean throughout."""
    page.open(lab.write("garden.ipynb", [SOURCE])).run_all()
    page.wait_for_text("Predict first")
    page.press("2.", "2")
    page.arrive("Two ranges, before anything is done")
    page.press("Commit both and begin", "Enter")
    page.wait_for_text("Nothing was begun yet")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    for name in (OUTPUT, CAPABILITY):
        page.press(f"{name}: at most", "End")
    page.press("Commit both and begin", "Enter")
    page.arrive("month 1 of 9")

    page.press("Kirsty works in", "ArrowDown")
    page.press("Kirsty beside", "ArrowDown", 2)
    page.press("Kirsty, level", "ArrowUp")
    lead(page, 1)
    lead(page, 2)
    page.restart().run_all()
    page.wait_for_text("month 3 of 9")
    assert {"light": [], "dark": []} == page.violations_by_theme()
    page.page.evaluate("() => document.querySelector('.leadlab-heading').focus()")
    for number in range(3, 10):
        lead(page, number)

    page.wait_for_text("beside Leila, level 3, consult")
    page.wait_for_text("luck of this flight")
    page.press("Lead it otherwise", "Enter")
    page.wait_for_text("as you flew")
    page.press("The three ways in drawn worlds", "Enter")
    page.wait_for_text("No way is best at everything")
    page.press("Show what the model assumes", "Enter")
    page.wait_for_text("Back to all defaults")

    assert {"light": [], "dark": []} == page.violations_by_theme()
    assert [] == page.errors()

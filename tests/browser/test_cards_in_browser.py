"""Cards and forms are readable in both themes and can be filled in by keyboard."""

from __future__ import annotations

import pytest

OUTCOME = """\
from leadlab.checks.outcome import Check, Outcome
from leadlab.views.outcome_card import outcome_card
held = Check(says="the first", held=True)
missed = Check(says="the second", held=False, message="Compare the two.")
outcome_card(Outcome.of("demo.card", [held, missed], max_points=2))"""
CELLS = (
    "import leadlab as lab\nfrom leadlab import catalog",
    'lab.lesson("01_decision_making/01_framing")',
    "lab.evidence(catalog.evidence_ids()[0])",
    OUTCOME,
    "names = {p.kind: p.id for p in catalog.predictions()}\nlab.predict(names['interval'])",
    "lab.predict(names['choice'])",
    'lab.cards("01_decision_making/01_framing")',
    "lab.reveal(names['choice'], skip=True)",
    'lab.lesson("01_decision_making/01_framing", part="foot")',
)


HEARS_THREE = """() => document.activeElement?.closest('.leadlab-board')
    ?.querySelector('button[data-leadlab-key="3"]')"""


@pytest.fixture(name="cards")
def _cards(page, lab):
    page.open(lab.write("cards.ipynb", CELLS)).run_all()
    page.wait_for_text("Key points")
    return page


def test_cards_can_be_read_by_everyone(cards):
    """axe-core finds nothing to complain about in cards and forms."""
    assert [] == cards.errors()
    assert {"light": [], "dark": []} == cards.violations_by_theme()


def test_a_card_is_turned_and_graded_by_keyboard(cards):
    """0 turns the card, a number grades it, and the next card has the focus."""
    cards.tab_to("0.", most=120)
    cards.page.keyboard.press("0")
    cards.wait_for_text("How well did you know it?")
    cards.page.wait_for_function(HEARS_THREE)
    cards.page.keyboard.press("3")

    cards.page.wait_for_function(
        "() => /Card|Last card/.test(document.activeElement?.innerText ?? '')"
    )
    assert len(CELLS) == len(cards.cells())

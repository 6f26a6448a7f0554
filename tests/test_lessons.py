"""Each lesson keeps the rules of a lesson, and each rule notices a lesson that does not.

What may be stored in a notebook is tested in `test_notebooks.py`, heads and files in
`test_course.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lesson_rules as rules
import pytest
from lesson_rules import RULES, Cell, Page, Rule

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(
    path
    for path in (ROOT / "course").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)  # fmt: skip
PAGES = {path.relative_to(ROOT / "course").as_posix(): Page.read(path) for path in NOTEBOOKS}
SOUND = PAGES["01_decision_making/04_outside_view.ipynb"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_lesson_keeps_the_rule(page: Page, rule: Rule) -> None:
    """Every notebook of the course keeps every rule; the list says what to mend."""
    assert [] == list(rule(page))


def test_words_around_the_lessons_keep_the_voice() -> None:
    """Cards, predictions, hints, templates and key points do without the avoided words."""
    said = [
        f"{where}: {fault}"
        for where, text in rules.words_around_the_lessons()
        for fault in rules.avoided(text)
    ]

    assert [] == said


def swapped(old: str, new: str) -> Callable[[Page], Page]:
    """A page on which one piece of text reads otherwise."""

    def change(page: Page) -> Page:
        assert any(old in cell.text for cell in page.cells)
        return with_cells(
            page, *(replace(cell, text=cell.text.replace(old, new)) for cell in page.cells)
        )

    return change


def without(piece: str) -> Callable[[Page], Page]:
    """A page without the cells that hold a piece of text."""
    return lambda page: with_cells(page, *(cell for cell in page.cells if piece not in cell.text))


def inserted(at: int, text: str, *, code: bool = False) -> Callable[[Page], Page]:
    """A page with one cell more."""
    return lambda page: with_cells(
        page, *page.cells[:at], Cell(code=code, text=text), *page.cells[at:]
    )


def with_cells(page: Page, *cells: Cell) -> Page:
    """The page with other cells."""
    return replace(page, cells=cells)


BROKEN: tuple[tuple[Rule, str, Callable[[Page], Page]], ...] = (
    (rules.begins_with_its_head, "no import", swapped("import leadlab as lab\n\n", "")),
    (rules.begins_with_a_case, "a definition first", inserted(1, "The **outside view** counts.")),
    (
        rules.begins_with_a_case,
        "nobody there",
        inserted(1, " ".join(["Forecasts of long projects vary."] * 20)),
    ),
    (rules.asks_before_it_tells, "no prediction", without("lab.predict(")),
    (
        rules.asks_before_it_tells,
        "told first",
        inserted(1, 'lab.reveal("outside_view.group_planning")', code=True),
    ),
    (rules.asks_before_it_tells, "never told", without("lab.reveal(")),
    (
        rules.has_something_to_try_soon,
        "nothing to try",
        lambda page: without("lab.forecasting")(without("lab.explore(")(page)),
    ),
    (rules.lets_act_between_texts, "a long text", inserted(6, "word " * 121)),
    (rules.keeps_code_short, "thirteen lines", inserted(6, "x = 1\n" * 13, code=True)),
    (rules.keeps_one_sentence_a_line, "two on a line", inserted(6, "It rains. Nobody minds.")),
    (rules.orders_its_sections, "a title", swapped("## Evidence", "# Evidence")),
    (rules.orders_its_sections, "a level skipped", swapped("## Evidence", "#### Evidence")),
    (rules.orders_its_sections, "twice", swapped("## Evidence", "## Worked")),
    (rules.orders_its_sections, "out of order", swapped("## Try", "## Yours, too early")),
    (rules.says_when_it_fails, "no limits", swapped("## When this fails", "## Outlook")),
    (rules.shows_its_evidence, "no card at all", without("lab.evidence(")),
    (
        rules.shows_its_evidence,
        "a figure without its card",
        inserted(6, "## A number\n\nA study found that 30 % are late."),
    ),
    (rules.gives_practice_with_hints, "no exercise", without("lab.check(")),
    (rules.gives_practice_with_hints, "no hint", without("lab.hint(")),
    (rules.ends_with_cards_and_foot, "no cards", without("lab.cards(")),
    (rules.ends_with_cards_and_foot, "no notes", without("**Timing**")),
    (
        rules.ends_with_cards_and_foot,
        "a note too early",
        lambda page: with_cells(page, page.cells[-1], *page.cells),
    ),
    (rules.calls_what_exists, "no such explorer", swapped("reference_class", "class_of_one")),
    (rules.calls_what_exists, "no such word", inserted(6, "lab.guess()", code=True)),
    (
        rules.calls_what_exists,
        "no such argument",
        inserted(6, 'lab.play("the_rewrite", chapters=3)', code=True),
    ),
    (rules.asks_all_its_predictions, "one left out", without("other_five_sixths")),
    (rules.links_to_what_is_there, "a dead link", inserted(6, "[next](99_nowhere.ipynb)")),
    (rules.keeps_the_voice, "an avoided word", inserted(6, "It is simply a count.")),
    (rules.keeps_the_voice, "a shout", inserted(6, "Count them!")),
)


@pytest.mark.parametrize(
    ("rule", "change"),
    [(rule, change) for rule, _, change in BROKEN],
    ids=[f"{rule.__name__}-{name}" for rule, name, _ in BROKEN],
)
def test_a_rule_notices_a_broken_lesson(rule: Rule, change: Callable[[Page], Page]) -> None:
    """A sound lesson that is broken in one place is found out by the rule for it."""
    assert [] == list(rule(SOUND))
    assert [] != list(rule(change(SOUND)))


def test_every_rule_has_been_seen_to_fail() -> None:
    """There is a broken lesson for each rule."""
    assert set(RULES) == {rule for rule, _, _ in BROKEN}

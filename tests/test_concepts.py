"""The concepts: none is lost, and a finished module teaches and practises all of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadlab import catalog
from leadlab.cli.content import exercise_concepts, gaps

ROOT = Path(__file__).parent.parent
ASKED = re.compile(r'lab\.(?:check|grade)\(\\"([a-z_]+\.[a-z_]+)\\"')

IDS_PER_LETTER = {
    "R": 54, "D": 31, "T": 31, "X": 27, "G": 43, "C": 30, "P": 44, "B": 33, "A": 13, "F": 35,
    "S": 27, "Q": 15,
}  # fmt: skip

SAME = [
    ("B-09", "C-16"), ("B-25", "X-22"), ("B-27", "C-13"), ("P-41", "P-31"), ("P-38", "X-21"),
    ("G-42", "X-16"), ("A-10", "D-25"), ("A-11", "D-24"), ("F-29", "A-13"), ("T-30", "T-01"),
    ("G-37", "R-49"), ("G-38", "G-25"), ("P-35", "P-19"), ("P-20", "D-22"), ("R-52", "R-44"),
    ("B-30", "B-07"),
]  # fmt: skip


@pytest.mark.parametrize("letter", IDS_PER_LETTER)
def test_no_concept_is_lost(letter: str) -> None:
    """The ids of each letter run from 01 to the last one without a gap."""
    expected = [f"{letter}-{n:02}" for n in range(1, IDS_PER_LETTER[letter] + 1)]

    assert expected == [name for name in catalog.concepts() if name.startswith(letter)]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_idea_is_taught_once(one: str, other: str) -> None:
    """Two ids for one idea point at each other's lessons and practice."""
    rows = {row.concept: row for row in catalog.coverage(exercises=exercise_concepts())}

    assert set(rows[one].taught_in) == set(rows[other].taught_in)
    assert set(rows[one].practised_by) == set(rows[other].practised_by)


def test_titles_are_short_and_words_are_one_sentence() -> None:
    """A concept fits into a line of the coverage table and is said in one breath."""
    assert [] == [
        each.id
        for each in catalog.concepts().values()
        if len(each.title) > 50 or len(each.words) > 140
    ]


def test_deciding_together_belongs_to_decision_making() -> None:
    """The rows on communication that belong to deciding together are answered for in module 01."""
    own = {each.id for each in catalog.concepts().values() if each.module == "01_decision_making"}

    assert {f"D-{n:02}" for n in range(1, 32)} <= own
    assert {"C-01", "C-04", "C-05", "C-14", "C-24", "C-25", "C-27"} <= own


@pytest.mark.parametrize("module", [each.id for each in catalog.course().modules if each.finished])
def test_a_finished_module_teaches_and_practises_every_concept(module: str) -> None:
    """Each concept has a lesson, and an exercise, story, card or prediction; gaps are named."""
    assert () == gaps(catalog.coverage(module, exercises=exercise_concepts()))


def asked_in() -> Iterator[tuple[str, str]]:
    """Each exercise with the last lesson that may have taught what it asks for."""
    for path in sorted((ROOT / "course").glob("*/*.ipynb")):
        for name in ASKED.findall(path.read_text(encoding="utf-8")):
            yield name, f"{path.parent.name}/{path.stem}"
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        last = [each.id for each in catalog.course().lessons if each.module == path.parent.name][-1]
        for name in ASKED.findall(path.read_text(encoding="utf-8")):
            yield name, last


def test_nothing_is_asked_before_it_is_taught() -> None:
    """An exercise names concepts of its own lesson or of one before it."""
    order = [each.id for each in catalog.course().lessons]
    taught = {row.concept: row.taught_in for row in catalog.coverage()}
    concepts = exercise_concepts()
    early = [
        (name, concept)
        for name, place in asked_in()
        for concept in concepts[name]
        if not any(order.index(lesson) <= order.index(place) for lesson in taught[concept])
    ]

    assert [] == early


def test_an_exercise_practises_only_what_exists() -> None:
    """Exercises and stories name concepts of the list."""
    practised = catalog.practised_by(exercise_concepts())

    assert set() == practised.keys() - catalog.concepts().keys()


def test_a_missing_lesson_or_practice_is_told_by_name() -> None:
    """Without its exercises, stories and cards a concept would be reported, title included."""
    row = catalog.Coverage(
        concept="D-01",
        title="A decision has four steps",
        module="01_decision_making",
        taught_in=(),
        practised_by=(),
    )

    assert ("D-01 (A decision has four steps) lacks a lesson and practice",) == gaps([row])

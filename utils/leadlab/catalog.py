"""The catalog: everything that the course is made of, by name.

One door to the content folder. Loading is lazy and kept; a faulty entry costs only itself;
`faults` reports everything that is wrong in one go.

>>> lesson("02_doors").id
'01_decision_making/02_doors'
>>> evidence("brier_trainig")
Traceback (most recent call last):
...
leadlab.errors.UnknownName: There is no evidence 'brier_trainig'. Did you mean 'brier_training'?
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from leadlab.catalog_cards import (
    Card,
    Prediction,
    card_decks,
    card_documents,
    card_faults,
    cards,
    prediction,
    prediction_documents,
    prediction_faults,
    prediction_ids,
    predictions,
)
from leadlab.catalog_concepts import (
    Concept,
    concept,
    concept_faults,
    concepts,
    concepts_document,
)
from leadlab.catalog_course import (
    Course,
    Lesson,
    Module,
    Outcome,
    course,
    course_document,
    course_faults,
    lesson,
    lesson_ids,
    module,
    next_lesson,
)
from leadlab.catalog_coverage import Coverage, Practice, coverage, practised_by, taught_in
from leadlab.catalog_data import (
    DatasetFacts,
    dataset,
    dataset_facts,
    dataset_faults,
    dataset_names,
    template,
    template_faults,
    template_names,
)
from leadlab.catalog_evidence import (
    Evidence,
    evidence,
    evidence_document,
    evidence_faults,
    evidence_ids,
)
from leadlab.catalog_files import Document, clear, use_root
from leadlab.catalog_records import unknown_reference
from leadlab.errors import ContentError

if TYPE_CHECKING:
    from leadlab.catalog_scenarios import scenario, scenario_names, world

__all__ = [
    "Card", "Concept", "Course", "Coverage", "DatasetFacts", "Evidence", "Lesson", "Module",
    "Outcome", "Practice", "Prediction", "card_decks", "cards", "clear", "concept", "concepts",
    "course", "coverage", "dataset", "dataset_facts", "dataset_names", "evidence", "evidence_ids",
    "faults", "lesson", "lesson_ids", "module", "next_lesson", "practised_by", "prediction",
    "prediction_ids", "predictions", "scenario", "scenario_names", "taught_in", "template",
    "template_names", "use_root", "world",
]  # fmt: skip

CARDS_PER_LESSON = (5, 8)

_FROM_SCENARIOS = ("scenario", "scenario_names", "world")


def __getattr__(name: str) -> Any:
    if name in _FROM_SCENARIOS:
        from leadlab import catalog_scenarios

        return getattr(catalog_scenarios, name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def faults() -> tuple[ContentError, ...]:
    """Everything that is wrong with the content, in the order of the files.

    >>> [str(fault) for fault in faults() if fault.file == "evidence.yaml"]
    []
    """
    found: list[ContentError] = []
    for part in (
        course_faults,
        concept_faults,
        evidence_faults,
        card_faults,
        prediction_faults,
        dataset_faults,
        template_faults,
        _scenario_faults,
        _decision_room_faults,
        _flight_faults,
        _garden_faults,
        _fact_faults,
        _board_faults,
        _broken_references,
    ):
        found.extend(part())
    return tuple(sorted(found, key=lambda fault: (fault.file, fault.line or 0, fault.path)))


def _scenario_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_scenarios import scenario_faults

    return tuple(scenario_faults())


def _decision_room_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_decision_room import decision_room_faults

    return decision_room_faults()


def _fact_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_facts import fact_faults

    return fact_faults()


def _board_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_boards import board_faults

    return board_faults()


def _flight_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_flights import flight_faults

    return flight_faults()


def _garden_faults() -> tuple[ContentError, ...]:
    from leadlab.catalog_garden import garden_faults

    return garden_faults()


def _broken_references() -> Iterator[ContentError]:
    yield from _references_of_the_course()
    yield from _references_of_concepts_and_evidence()
    yield from _references_of_cards()
    yield from _references_of_predictions()


def _references_of_the_course() -> Iterator[ContentError]:
    document = course_document()
    for m, data in enumerate(_rows(document.data, "modules")):
        for n, entry in enumerate(_rows(data, "lessons")):
            here = ("modules", m, "lessons", n)
            yield from _unknown(document, here, entry, "prerequisites", "lesson", lesson_ids())
            yield from _unknown(document, here, entry, "concepts", "concept", concepts())
            for k, book in enumerate(_rows(entry, "reading")):
                where = (*here, "reading", k)
                yield from _unknown(document, where, book, "evidence", "evidence", evidence_ids())


def _references_of_concepts_and_evidence() -> Iterator[ContentError]:
    modules = [each.id for each in course().modules]
    document = concepts_document()
    for n, entry in enumerate(_rows(document.data)):
        yield from _unknown(document, (n,), entry, "modules", "module", modules)
        yield from _unknown(document, (n,), entry, "same_as", "concept", concepts())
    document = evidence_document()
    for n, entry in enumerate(_rows(document.data)):
        yield from _unknown(document, (n,), entry, "module", "module", modules)


def _references_of_cards() -> Iterator[ContentError]:
    for name, document in card_documents().items():
        if name not in lesson_ids():
            yield document.fault((), unknown_reference("lesson", name, lesson_ids()))
        for n, entry in enumerate(_rows(document.data)):
            yield from _unknown(document, (n,), entry, "concept", "concept", concepts())
        if name in lesson_ids() and lesson(name).finished:
            count = len(_rows(document.data))
            fewest, most = CARDS_PER_LESSON
            if not fewest <= count <= most:
                says = f"a finished lesson has {fewest} to {most} cards, here are {count}"
                yield document.fault((), says)


def _references_of_predictions() -> Iterator[ContentError]:
    for document in prediction_documents():
        for n, entry in enumerate(_rows(document.data)):
            yield from _unknown(document, (n,), entry, "lesson", "lesson", lesson_ids())
            yield from _unknown(document, (n,), entry, "evidence", "evidence", evidence_ids())
            yield from _unknown(document, (n,), entry, "concepts", "concept", concepts())
            name, of = str(entry.get("id")), entry.get("lesson")
            if of in lesson_ids() and name.partition(".")[0] != lesson(of).word:
                says = f"{name!r} belongs to {of!r}, so it begins with {lesson(of).word + '.'!r}"
                yield document.fault((n, "id"), says)


def _rows(data: Any, key: str | None = None) -> list[dict[str, Any]]:
    """List of mappings at a key, empty where there is something else (a fault of its own)."""
    here = data if key is None else data.get(key) if isinstance(data, dict) else None
    return [row if isinstance(row, dict) else {} for row in here] if isinstance(here, list) else []


def _unknown(
    document: Document,
    path: tuple[str | int, ...],
    entry: Mapping[str, Any],
    field: str,
    kind: str,
    known: Collection[str],
) -> Iterator[ContentError]:
    value = entry.get(field)
    if isinstance(value, str) and value not in known:
        yield document.fault((*path, field), unknown_reference(kind, value, known))
    if isinstance(value, list):
        for n, name in enumerate(value):
            if isinstance(name, str) and name not in known:
                where = (*path, field, n)
                yield document.fault(where, unknown_reference(kind, name, known))

"""Which lesson teaches a concept and what practises it, derived from the content itself.

Lessons list the concepts that they teach. Cards, predictions and scenarios name the concepts
that they practise. Exercises live on a higher floor and are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from leadlab.catalog_cards import card_decks, cards, predictions
from leadlab.catalog_concepts import concepts
from leadlab.catalog_course import course
from leadlab.errors import ContentError

T = TypeVar("T")

Kind = Literal["exercise", "scenario", "card", "prediction"]


@dataclass(frozen=True, slots=True, order=True)
class Practice:
    """One thing that practises a concept.

    >>> print(Practice("scenario", "queue_or_database"))
    scenario queue_or_database
    """

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Where one concept is taught and practised, its twins under another id included."""

    concept: str
    title: str
    module: str
    taught_in: tuple[str, ...]
    practised_by: tuple[Practice, ...]
    same_as: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing: a lesson, practice, or nothing."""
        wanted = {"a lesson": self.taught_in, "practice": self.practised_by}
        return tuple(name for name, found in wanted.items() if not found)


def taught_in() -> Mapping[str, tuple[str, ...]]:
    """Lessons that teach each concept.

    >>> taught_in()["D-13"]
    ('01_decision_making/02_doors',)
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(concepts(), ())
    for lesson in course().lessons:
        for name in lesson.concepts:
            found[name] = (*found.get(name, ()), lesson.id)
    return found


def practised_by(
    exercises: Mapping[str, Iterable[str]] | None = None,
) -> Mapping[str, tuple[Practice, ...]]:
    """What practises each concept.

    Args:
        exercises: Concepts of each exercise, by its name.
    """
    found: dict[str, list[Practice]] = {name: [] for name in concepts()}
    handed: tuple[tuple[Kind, Mapping[str, Iterable[str]]], ...] = (
        ("exercise", exercises or {}),
        ("scenario", _scenario_concepts()),
        ("card", _card_concepts()),
        ("prediction", {each.id: each.concepts for each in predictions()}),
    )
    for kind, sources in handed:
        for name, practised in sources.items():
            for concept in practised:
                found.setdefault(concept, []).append(Practice(kind, name))
    return {name: tuple(sorted(practices)) for name, practices in found.items()}


def coverage(
    module: str | None = None,
    *,
    exercises: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Coverage, ...]:
    """Coverage of every concept, or of those of one module, in the order of the list."""
    lessons, practice = taught_in(), practised_by(exercises)
    twins = _twins()
    return tuple(
        Coverage(
            concept=each.id,
            title=each.title,
            module=each.module,
            taught_in=_gathered(lessons, twins[each.id]),
            practised_by=_gathered(practice, twins[each.id]),
            same_as=twins[each.id][1:],
        )
        for each in concepts().values()
        if module in (None, each.module)
    )


def _gathered(found: Mapping[str, tuple[T, ...]], ids: Iterable[str]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for name in ids for item in found.get(name, ())))


def _twins() -> Mapping[str, tuple[str, ...]]:
    """Each concept with the ids that mean the same, itself first."""
    alike: dict[str, dict[str, None]] = {name: {name: None} for name in concepts()}
    for name, concept in concepts().items():
        for other in concept.same_as:
            alike[name][other] = None
            alike.setdefault(other, {other: None})[name] = None
    return {name: tuple(ids) for name, ids in alike.items()}


def _card_concepts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for deck in card_decks():
        try:
            found |= {card.key: card.concept for card in cards(deck)}
        except ContentError:
            continue  # reported by `faults`
    return found


def _scenario_concepts() -> Mapping[str, tuple[str, ...]]:
    from leadlab.catalog_scenarios import scenario, scenario_names

    found: dict[str, tuple[str, ...]] = {}
    for name in scenario_names():
        try:
            found[name] = tuple(scenario(name).practises)
        except ContentError:
            continue  # reported by `faults`
    return found

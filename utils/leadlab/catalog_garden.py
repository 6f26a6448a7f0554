"""The garden of the course, from its content file and the file of the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from leadlab.catalog_files import cached, read_document
from leadlab.catalog_records import Record, Sentence, Slug, Text, make_record
from leadlab.errors import ContentError, LeadlabError
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_records import Area, Garden, Gardener

FILE = "garden.yaml"
WORLD = "world.yaml"
FULL_WEEK, MOST_KNOWN = 40, 5


class AreaEntry(Record):
    """An area as it is written in the file."""

    id: Slug
    title: Text
    demand: Annotated[float, Field(gt=0)]
    difficulty: Annotated[float, Field(ge=0, le=1)]


class GardenEntry(Record):
    """The whole file."""

    title: Text
    introduction: Sentence
    people: Annotated[tuple[Slug, ...], Field(min_length=2)]
    areas: Annotated[tuple[AreaEntry, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GardenCourse:
    """The garden with what is said of it."""

    title: str
    introduction: str
    garden: Garden


@cached
def _loaded() -> GardenCourse | tuple[ContentError, ...]:
    document, world = read_document(FILE), read_document(WORLD)
    if document.faults or world.faults:
        return document.faults or world.faults
    entry = make_record(GardenEntry, document, (), document.data)
    if isinstance(entry, tuple):
        return entry
    known = world.data["people"]
    try:
        garden = Garden(
            people=tuple(_gardener(known[each], entry.areas) for each in entry.people),
            areas=tuple(
                Area(name=each.id, title=each.title, demand=each.demand, difficulty=each.difficulty)
                for each in entry.areas
            ),
        )
    except KeyError as error:
        return (document.fault(("people",), f"{error} is not known in the world"),)
    except LeadlabError as error:
        return (document.fault((), str(error)),)
    return GardenCourse(title=entry.title, introduction=entry.introduction, garden=garden)


def garden_course() -> GardenCourse:
    """The garden of the course with its texts.

    >>> garden_course().title
    'The garden'
    """
    found = _loaded()
    if isinstance(found, tuple):
        raise found[0]
    return found


def default_garden(**coefficients: float) -> Garden:
    """The six people and four areas of the course, with some coefficients changed.

    >>> [person.name for person in default_garden().people][:2]
    ['Adaeze', 'Leila']
    >>> default_garden(pair_time=0.5).coefficients.pair_time
    0.5
    """
    garden = garden_course().garden
    if not coefficients:
        return garden
    return Garden(
        people=garden.people, areas=garden.areas,
        coefficients=GardenCoefficients().changed(**coefficients),
    )  # fmt: skip


def garden_faults() -> tuple[ContentError, ...]:
    """Faults of the content file, with line and path."""
    found = _loaded()
    return found if isinstance(found, tuple) else ()


def _gardener(entry: dict[str, Any], areas: tuple[AreaEntry, ...]) -> Gardener:
    about = entry["about"]
    return Gardener(
        name=entry["name"],
        posts=about["hours_week"] / FULL_WEEK,
        skills={each.id: about["knows"][each.id] / MOST_KNOWN for each in areas},
        exhaustion=about["exhaustion"],
        trust=about["trust"],
    )

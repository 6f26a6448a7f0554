"""Flights of the course, from their content files; the team is that of the world."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from leadlab.catalog_files import cached, content_files, read_document
from leadlab.catalog_records import Record, Sentence, Slug, Text, make_record
from leadlab.catalog_team import default_team
from leadlab.errors import ContentError, LeadlabError, UnknownName
from leadlab.simulation import flight as records
from leadlab.simulation.team_policy import Policy

FOLDER = "flights"


class AnswerEntry(Record):
    """An answer as it is written in the file."""

    id: Slug
    text: Text
    weeks: Annotated[int, Field(ge=0, le=52)] = 0
    change: dict[str, Any] = Field(default_factory=dict)


class EventEntry(Record):
    """An event as it is written in the file."""

    id: Slug
    title: Text
    text: Sentence
    answers: Annotated[tuple[AnswerEntry, ...], Field(min_length=2)]


class CourseEntry(Record):
    """The whole file."""

    title: Text
    introduction: Sentence
    legs: Annotated[int, Field(ge=1, le=20)]
    leg_weeks: Annotated[int, Field(ge=1, le=52)]
    events: tuple[EventEntry, ...]


@cached
def _loaded() -> dict[str, records.Course | tuple[ContentError, ...]]:
    return {
        file.split("/")[-1].removesuffix(".yaml"): _read(file)
        for file in content_files(FOLDER, ".yaml")
    }


def course(name: str) -> records.Course:
    """A flight by its name.

    >>> course("debt_harbour").weeks
    78
    """
    found = _loaded()
    if name not in found:
        raise UnknownName("flight", name, found)
    known = found[name]
    if isinstance(known, tuple):
        raise known[0]
    return known


def flight_faults() -> tuple[ContentError, ...]:
    """Faults of the content files, with line and path."""
    return tuple(
        fault for found in _loaded().values() if isinstance(found, tuple) for fault in found
    )


def _read(file: str) -> records.Course | tuple[ContentError, ...]:
    document = read_document(file)
    if document.faults:
        return document.faults
    entry = make_record(CourseEntry, document, (), document.data)
    if isinstance(entry, tuple):
        return entry
    ids = [each.id for each in entry.events]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        return (document.fault(("events",), f"these ids stand twice: {', '.join(twice)}"),)
    try:
        return records.Course(
            name=file.split("/")[-1].removesuffix(".yaml"),
            title=entry.title,
            introduction=entry.introduction,
            legs=entry.legs,
            leg_weeks=entry.leg_weeks,
            events=tuple(_event(each) for each in entry.events),
            team=default_team(),
        )
    except (LeadlabError, TypeError) as error:
        return (document.fault((), str(error)),)


def _event(entry: EventEntry) -> records.Event:
    answers = tuple(records.Answer(**each.model_dump()) for each in entry.answers)
    for each in answers:  # a change that no plan can have is a fault of the file
        Policy().changed(**each.change)
    return records.Event(id=entry.id, title=entry.title, text=entry.text, answers=answers)

"""The decision room of the course, from its content file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from leadlab.catalog_files import cached, read_document
from leadlab.catalog_records import Record, Sentence, Slug, Text, make_record
from leadlab.errors import ContentError, LeadlabError
from leadlab.simulation import decision_room_records as records

FILE = "decision_room.yaml"

Chance = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Week = Annotated[int, Field(ge=1)]


class OptionEntry(Record):
    """An option as it is written in the file."""

    id: Slug
    text: Text
    payoffs: tuple[float, float]
    undo_cost: Amount | None = None


class LookEntry(Record):
    """A look as it is written in the file."""

    id: Slug
    text: Text
    cost: Amount
    hours: Amount
    weeks: Annotated[int, Field(ge=0)]
    yes_if_true: Chance
    yes_if_false: Chance


class AdviserEntry(Record):
    """An adviser as written in the file."""

    id: Slug
    name: Text
    noise: Annotated[float, Field(gt=0)]


class DecisionEntry(Record):
    """A decision as it is written in the file."""

    id: Slug
    title: Text
    text: Sentence
    claim: Sentence
    base_rate: Annotated[float, Field(gt=0, lt=1)]
    week: Week
    due: Week
    delay_per_week: Amount
    default: Slug
    options: Annotated[tuple[OptionEntry, ...], Field(min_length=2)]
    looks: tuple[LookEntry, ...] = ()
    advisers: tuple[Slug, ...] = ()


class RoomEntry(Record):
    """The whole file."""

    title: Text
    weeks: Week
    money: Amount
    hours_per_week: Annotated[float, Field(gt=0)]
    advisers: tuple[AdviserEntry, ...]
    decisions: Annotated[tuple[DecisionEntry, ...], Field(min_length=1)]


@cached
def _loaded() -> records.Room | tuple[ContentError, ...]:
    document = read_document(FILE)
    if document.faults:
        return document.faults
    entry = make_record(RoomEntry, document, (), document.data)
    if isinstance(entry, tuple):
        return entry
    try:
        return _room(entry)
    except LeadlabError as error:
        return (document.fault((), str(error)),)


def decision_room(*, assumptions: records.RoomAssumptions | None = None) -> records.Room:
    """Room of the course, with other assumptions if some are given.

    >>> len(decision_room().decisions)
    12
    """
    found = _loaded()
    if isinstance(found, tuple):
        raise found[0]
    if assumptions is None:
        return found
    return records.Room(
        title=found.title,
        weeks=found.weeks,
        money=found.money,
        hours_per_week=found.hours_per_week,
        decisions=found.decisions,
        advisers=found.advisers,
        assumptions=assumptions,
    )


def decision_room_faults() -> tuple[ContentError, ...]:
    """Faults of the content file, with line and path."""
    found = _loaded()
    return found if isinstance(found, tuple) else ()


def _room(entry: RoomEntry) -> records.Room:
    return records.Room(
        title=entry.title,
        weeks=entry.weeks,
        money=entry.money,
        hours_per_week=entry.hours_per_week,
        advisers=tuple(records.Adviser(**each.model_dump()) for each in entry.advisers),
        decisions=tuple(_decision(each) for each in entry.decisions),
    )


def _decision(entry: DecisionEntry) -> records.Decision:
    plain = entry.model_dump(exclude={"options", "looks"})
    return records.Decision(
        **plain,
        options=tuple(records.Option(**each.model_dump()) for each in entry.options),
        looks=tuple(records.Look(**each.model_dump()) for each in entry.looks),
    )

"""The concepts: what the course has to teach, whoever teaches it where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from leadlab.catalog_files import Document, cached, read_document
from leadlab.catalog_records import Loaded, Record, Sentence, Text, make_records
from leadlab.errors import ContentError

CONCEPTS_FILE = "concepts.yaml"

ConceptId = Annotated[str, Field(pattern=r"^[A-Z]-\d\d$")]


class Concept(Record):
    """One thing to be taught; where it is taught and practised is derived, not written here."""

    id: ConceptId
    title: Text
    words: Sentence
    modules: Annotated[tuple[str, ...], Field(min_length=1)]
    same_as: tuple[ConceptId, ...] = ()

    @property
    def module(self) -> str:
        """The module that answers for it."""
        return self.modules[0]


@cached
def concepts_document() -> Document:
    """The concepts file as plain data."""
    return read_document(CONCEPTS_FILE)


@cached
def _load() -> Loaded[Concept]:
    return make_records(Concept, "concept", concepts_document())


def concept(name: str) -> Concept:
    """Concept of this id.

    >>> concept("D-13").module
    '01_decision_making'
    """
    return _load()[name]


def concepts() -> Mapping[str, Concept]:
    """All concepts by id, in the order of the file."""
    return _load().records


def concept_faults() -> tuple[ContentError, ...]:
    """Faults of the concepts file itself."""
    return _load().faults

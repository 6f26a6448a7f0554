"""The evidence: every figure that the course prints, with its source and its strength."""

from __future__ import annotations

from typing import Literal

from leadlab.catalog_files import Document, cached, read_document
from leadlab.catalog_records import Loaded, Record, Sentence, Slug, Text, make_records
from leadlab.errors import ContentError

EVIDENCE_FILE = "evidence.yaml"

MARKS = {
    "V": "read in the source itself or its abstract",
    "V_by_quotation": "the source's own words, quoted alike in independent texts",
    "V2": "met in secondary sources only",
    "GK": "general knowledge, not checked",
    "DA": "our own design assumption; no study says so",
}

GRADES = {
    "A": "a law of arithmetic, or a replicated meta-analysis",
    "B": "several field studies, or one meta-analysis with known bias",
    "C": "one study, a seller's data, or self-report",
    "D": "a practitioner's rule, or folklore",
}


class Evidence(Record):
    """One figure with citation, mark, grade and caveat."""

    id: Slug
    value: Sentence
    citation: Text
    doi: Text | None = None
    url: Text | None = None
    mark: Literal["V", "V_by_quotation", "V2", "GK", "DA"]
    grade: Literal["A", "B", "C", "D"]
    caveat: Sentence
    module: str

    @property
    def mark_words(self) -> str:
        """What the mark means.

        >>> evidence("planning_fallacy").mark_words
        'met in secondary sources only'
        """
        return MARKS[self.mark]

    @property
    def grade_words(self) -> str:
        """What the grade means."""
        return GRADES[self.grade]

    @property
    def address(self) -> str | None:
        """Address of the source, where there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@cached
def evidence_document() -> Document:
    """The evidence file as plain data."""
    return read_document(EVIDENCE_FILE)


@cached
def _load() -> Loaded[Evidence]:
    return make_records(Evidence, "evidence", evidence_document())


def evidence(name: str) -> Evidence:
    """Evidence of this id.

    >>> evidence("brier_training").grade
    'B'
    """
    return _load()[name]


def evidence_ids() -> tuple[str, ...]:
    """Ids of all evidence, in the order of the file."""
    return tuple(_load().records)


def evidence_faults() -> tuple[ContentError, ...]:
    """Faults of the evidence file itself."""
    return _load().faults

"""Clauses that speak of the person addressed."""

from __future__ import annotations

from collections.abc import Iterator

from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.words import word_group


def about_you(text: str) -> Iterator[Clause]:
    """Clauses whose subject is the person addressed."""
    return (each for each in clauses(text) if each.subject == "you")


def is_hypothetical(clause: Clause) -> bool:
    """Whether a clause asks, wishes or supposes instead of telling."""
    return (
        clause.link in {"if", "unless", "whether", "whoever", "whatever", "lest"}
        or (clause.inverted and clause.link != "why" and not clause.negated)
        or (clause.modal in word_group("asked") and not _wont(clause))
        or "going" in clause.aux
    )


def _wont(clause: Clause) -> bool:
    return clause.negated and clause.modal in {"will", "would", "'d"} and not clause.inverted


def extent(clause: Clause) -> tuple[int, int]:
    """Start and end in the text of a clause from its subject on."""
    tokens = clause.tokens
    first = (
        clause.subject_from
        if clause.subject_from < clause.verb and clause.subject_from >= clause.start
        else clause.start
    )
    last = clause.end - 1
    while last > clause.verb and (
        tokens[last].is_mark or tokens[last].low in {"and", "but", "so", "or"}
    ):
        last -= 1
    return tokens[min(first, clause.verb)].start, tokens[last].end


COPULAS = word_group("copulas")

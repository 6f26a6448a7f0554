"""Checks of a structured text: one line for each part, with the words that it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from leadlab.checks.outcome import Check
from leadlab.checks.running import a_kind
from leadlab.models.writing import Finding, TextReport, check_decision_record

OPEN = re.compile(r"\[still to write: [^\]\n]*\]")
"""What a filled template shows where nothing was written; its words are ours."""


def has(finding: Finding, *, points: float = 1.0, tag: str = "") -> Check:
    """Whether a text has a part; where it has, the line quotes the words.

    >>> report = check_decision_record("Decided by: Imani")
    >>> print(has(report["owner"]))
    ✓ who decided: "Imani"
    >>> print(has(report["reversibility"]))
    ✗ how hard it is to undo: Say what going back would cost in time and money, and until when it \
is possible.
    """
    if finding.present:
        says = f'{finding.says}: "{finding.quote}"' if finding.span else finding.says
        return Check(says=says, held=True, points=points)
    return Check(says=finding.says, held=False, points=points, message=finding.message, tag=tag)


def written(
    text: object,
    parts: Mapping[str, float],
    *,
    tags: Mapping[str, str] | None = None,
    read: Callable[[str], TextReport] = check_decision_record,
) -> Iterator[Check | str]:
    """One check for each part of a text that is asked for, then the reader's limits.

    >>> lines = written("Decided by: Imani", {"owner": 1, "rationale": 1})
    >>> print(next(lines))
    ✓ who decided: "Imani"

    Args:
        text: The text, a decision record if nothing else is said.
        parts: Name of each part and its points; see `leadlab.models.writing` for the names.
        tags: Reasoning fault that a missing part shows; the part's name with `no_` if not given.
        read: Which reader looks at it.
    """
    if not isinstance(text, str):
        told = f"Give the record as a text in triple quotes; this is {a_kind(text)}."
        yield Check(says="a text", held=False, points=sum(parts.values()), message=told)
        return
    report = read(OPEN.sub("", text))
    for name, points in parts.items():
        yield has(report[name], points=points, tag=(tags or {}).get(name, f"no_{name}"))
    yield from report.limits

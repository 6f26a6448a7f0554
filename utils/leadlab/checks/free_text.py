"""A text that a person marks: its length, and what the learner makes of it before others do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from leadlab.checks.outcome import Check

POINTS_OF_LENGTH, POINTS_OF_CRITERION = 2.5, 0.5
LEAST, MOST = 0, 3
"""Marks of a self score."""


def is_untouched(given: object) -> bool:
    """Whether a text or a self score is still what the notebook ships.

    >>> is_untouched("  "), is_untouched({"fact": ...}), is_untouched({"fact": 2})
    (True, True, False)
    """
    if isinstance(given, Mapping):
        return all(each is ... for each in given.values())
    return isinstance(given, str) and not given.strip()


def scored_by_oneself(
    text: object,
    self_score: object,
    *,
    kind: str,
    words: tuple[int, int],
    why: str,
    criteria: Sequence[str],
) -> Iterator[Check]:
    """Length of a text and a complete self score; what the text is worth, a person marks.

    >>> wanted = {"kind": "reply", "words": (1, 9), "why": "", "criteria": ["fact"]}
    >>> found = scored_by_oneself("Yes.", {"fact": 2}, **wanted)
    >>> [(each.says, each.held) for each in found]
    [('a reply of 1 words', True), ("self score for 'fact'", True)]

    Args:
        text: What the learner wrote.
        self_score: A mark for each criterion.
        kind: What the text is, such as "reply".
        words: Fewest and most words.
        why: The rest of the sentence on length, such as "; she reads it on a train."
        criteria: What a self score covers.
    """
    shortest, longest = words
    count = len(text.split()) if isinstance(text, str) else 0
    yield Check(
        says=f"a {kind} of {count} words",
        held=shortest <= count <= longest,
        points=POINTS_OF_LENGTH,
        message=f"Between {shortest} and {longest} words{why}",
    )
    given = self_score if isinstance(self_score, Mapping) else {}
    for criterion in criteria:
        seen = given.get(criterion)
        yield Check(
            says=f"self score for {criterion!r}",
            held=isinstance(seen, int) and not isinstance(seen, bool) and LEAST <= seen <= MOST,
            points=POINTS_OF_CRITERION,
            message=f"A whole number from {LEAST} to {MOST}, by the anchors.",
        )

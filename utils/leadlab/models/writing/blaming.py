"""The kinds of blame in an incident note, found sentence by sentence.

Each list of phrases is one kind: a virtue that was lacking, a duty not done, irony and so on. A
phrase that blames nobody when a machine is its subject ("the kernel panicked") names the person
as `@`, so that every sentence is read with its people put as that mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.writing.language import read
from leadlab.models.writing.people_marked import pattern, with_people_marked
from leadlab.models.writing.words import phrases

VERDICTS = (
    "blame_lacking", "blame_attention", "blame_diligence", "blame_skill", "blame_motive",
    "blame_duty", "blame_irony", "blame_standard",
)  # fmt: skip
"""The lists that hold verdicts on somebody, by kind."""

Span = tuple[int, int]


def blaming(text: str, *names: str) -> Iterator[Span]:
    """Sentences that hold a phrase of the lists and do not reject it.

    >>> text = "Bea lost her nerve. The kernel panicked. We don't blame a lack of care."
    >>> [text[start:end] for start, end in blaming(text, *VERDICTS)]
    ['Bea lost her nerve.']
    """
    for sentence in read(text):
        line = with_people_marked(sentence)
        for name in names:
            hit = pattern(name).search(line)
            if hit and not is_rejected(line, hit.start(), hit.end()):
                yield sentence[0].start, sentence[-1].end
                break


_INSTEAD = re.compile(
    r"\b(?:rather than|instead of|in place of|not by|and not|(?:asked?|asks) (?:\w+ )?whether)\b"
)
_TURN = re.compile(r" (?:;|but|yet|however|still|though|nevertheless) ")


def is_rejected(line: str, start: int, end: int) -> bool:
    """Whether a phrase is named in order to be rejected, in its own part of the sentence.

    >>> line = "we do n't use human error as a cause"
    >>> is_rejected(line, line.index("human"), line.index(" as"))
    True
    """
    line = line.lower()
    turns = [0, *(hit.end() for hit in _TURN.finditer(line)), len(line)]
    low = max(each for each in turns if each <= start)
    high = min(each for each in turns if each >= end)
    rejected = phrases("blame_rejected").search(line, low, high)
    return bool(rejected or _INSTEAD.search(line, low, start))

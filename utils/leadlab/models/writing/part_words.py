"""The words by which people name and tell the parts of a text, read from a list per kind.

A row of a list holds a part, a kind and a regular expression:

- `label`: a heading or label that announces the part; what it must hold is looked for besides.
- `tells`: a label that makes any words behind it the part, such as "Not your call".
- `cue`: words by which a sentence alone is known.
- `opens`: words by which one of the first sentences is known, as "Her points" is at the top.
- `not`: words that make a sentence or a `tells` line none.

`{NAME}` stands for a name and `{DAY}` for a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from leadlab.models.writing.words import entries

_NAME = (
    r"(?-i:\b(?!(?:The|This|That|It|We|You|He|She|They|I|Team|Squad|Somebody|Someone|Everyone|"
    r"Everybody|Nobody|Whoever|Who|Ownership)\b)[A-Z][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of one part; a pattern that is None finds nothing."""

    label: re.Pattern[str] | None
    tells: re.Pattern[str] | None
    cue: re.Pattern[str] | None
    never: re.Pattern[str] | None
    opens: re.Pattern[str] | None = None

    def announces(self, label: str) -> bool:
        """Whether a label makes any words behind it this part."""
        return _hit(self.tells, label.strip(" *_#:.?"))

    def tell(self, sentence: str, *, early: bool = False) -> bool:
        """Whether a sentence without a label tells this part; `early` if it is one of the first."""
        known = _hit(self.cue, sentence) or (early and _hit(self.opens, sentence))
        return known and not self.forbid(sentence)

    def forbid(self, sentence: str) -> bool:
        """Whether something in a sentence makes it none."""
        return _hit(self.never, sentence)


SORTS = ("label", "tells", "cue", "not", "opens")
NO_WORDS = PartWords(None, None, None, None)


@cache
def part_words(kind: str, part: str, day: str) -> PartWords:
    r"""The words of one part of a kind of text.

    >>> limits = part_words("delegation", "limits", r"\d+ May")
    >>> limits.announces("Not your call"), limits.tell("Leave the billing side alone.")
    (True, True)
    >>> limits.tell("Leave on time.")
    False

    Args:
        kind: The kind of text, as in the name of its list.
        part: The name of the part.
        day: A pattern for a day.
    """
    if not kind:
        return NO_WORDS
    rows = [entry.split(None, 2) for entry in entries(f"parts_{kind}")]
    mine = {
        sort: [words for name, found, words in rows if name == part and found == sort]
        for sort in SORTS
    }
    return PartWords(*(_joined(mine[sort], day) for sort in SORTS))


def _joined(rows: list[str], day: str) -> re.Pattern[str] | None:
    if not rows:
        return None
    joined = "|".join(f"(?:{row})" for row in rows)
    return re.compile(joined.replace("{NAME}", _NAME).replace("{DAY}", day), re.IGNORECASE)


def _hit(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None

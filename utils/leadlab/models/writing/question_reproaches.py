"""Know a question that holds a verdict in its frame: "how long were you going to sit on that?".

The frames, kept as data, rest on a few classes: a degree of a feeling that nobody stated, a harm
that is taken to have been done, agreement that is asked for, doubt by "really", "actually" and
"ever", a plan to hide, set expressions that carry a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_frames import frames
from leadlab.models.writing.question_openers import written_out
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

_DEGREE = re.compile(r"\bhow (?:\w+ly )?(?P<felt>[\w-]+)\b")
_SHORTEST_STEM = 4


def reproaches(line: str, before: Sequence[Sequence[Token]] = ()) -> bool:
    """Whether the frame of a question shows the verdict that it expects.

    >>> reproaches("how relieved were you ?"), reproaches("how sure were you ?")
    (True, False)
    """
    line = written_out(line)
    return not _takes_up(line, before) and bool(frames("reproaches").search(line))


def _takes_up(line: str, before: Sequence[Sequence[Token]]) -> bool:
    """Whether a feeling was named before, by them: "you said you're nervous. How nervous?"."""
    hit = _DEGREE.search(line)
    if hit is None or not before or hit["felt"] not in words("felt_degrees"):
        return False
    stem = hit["felt"][: max(_SHORTEST_STEM, len(hit["felt"]) - 3)]
    told = said(before[-1])
    return stem in told and bool(re.search(r"\byou(?:'re|'ve|'d)?\b", told))


def is_loaded(line: str) -> bool:
    """Whether a word or set expression carries a verdict into a question.

    >>> is_loaded("who dropped the ball ?"), is_loaded("who dropped the index ?")
    (True, False)
    """
    return bool(phrases("question_idioms").search(line) or phrases("loaded_more").search(line))

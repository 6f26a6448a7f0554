"""Tell a sentence that says something from one that has only the words of its kind."""

from __future__ import annotations

import re

_STOCK = re.compile(
    r"(?:about|above|again|all|also|and|any|are|because|been|before|being|better|both|but|can|"
    r"change|changes|chose|chosen|come|comes|consequence|consequences|cost|costs|could|date|"
    r"decide|decided|decision|different|differently|does|doing|done|each|else|even|everything|"
    r"for|from|get|gets|getting|give|gives|goes|going|gone|good|great|had|has|have|hence|here|"
    r"how|into|its|itself|just|less|like|made|make|makes|may|might|more|most|much|must|negative|"
    r"new|nobody|not|nothing|now|off|one|only|option|options|other|our|out|over|part|positive|"
    r"reason|reasons|reverse|review|right|same|see|should|since|some|somebody|someone|something|"
    r"somewhat|sure|take|takes|than|that|the|their|them|then|there|therefore|these|they|thing|"
    r"things|think|this|those|undo|until|use|using|very|want|was|way|ways|well|were|what|when|"
    r"where|which|who|why|will|with|worse|would|wrong|you|back)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def says_little(sentence: str, *, least: int = 1) -> bool:
    """Whether a sentence consists of words that any sentence of its kind could have.

    >>> says_little("Things get better."), says_little("Adaeze sleeps until seven.")
    (True, False)
    >>> says_little("We will do it, because it is what we do.")
    True
    >>> says_little("We restore, because restore.", least=2)
    True

    Args:
        sentence: What is read.
        least: How many different words of its own it needs.
    """
    words = {word.casefold() for word in _WORD.findall(sentence)}
    return sum(not _STOCK.fullmatch(word) for word in words) < least

"""How many there are, in words for a note."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "tag"), counted(1200, "commit")
    ('1 tag', '1,200 commits')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

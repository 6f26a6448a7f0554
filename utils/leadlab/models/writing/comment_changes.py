"""Where a review comment names a change that its author can make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.language import plain, read, unquoted
from leadlab.models.writing.question_units import said
from leadlab.models.writing.requests import is_imperative
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases

Span = tuple[int, int]

_UNDERSTANDING = re.compile(
    r"\b(?:explain|tell|show|help|remind) (?:it |this |that |the \S+ )?(?:to )?(?:me|us)\b|"
    r"\blet me (?:know|spell|explain|think)\b|\b(?:ship|merge) it\b|\btake (?:the|your) time\b|"
    r"\b(?:keep|carry) (?:it )?(?:up|on)\b|\bexplain the \S+ to me\b|\blook forward\b|"
    r"\bignore me\b|\bapproved\b"
)


def changes(text: str) -> Iterator[Span]:
    """Where a comment names a change that the author can make.

    >>> text = "Odd. This could be a set."
    >>> [text[start:end] for start, end in changes(text)]
    ['This could be a set.']
    """
    if phrases("waivers").search(unquoted(plain(text)).lower()):
        return
    for sentence in read(text):
        line = said(sentence)
        if _UNDERSTANDING.search(line) and " comment" not in line:
            continue
        if commands(sentence) or phrases("change_requests").search(line):
            yield sentence[0].start, sentence[-1].end


_NO_COMMAND = re.compile(
    r"^(?:ping me|feel free to (?:merge|ship|land|go|ask|ping|reach|grab)|how|what|why|"
    r"who|where|when|thanks|thank|look|wait|see|hold|well|note|imagine|guess|"
    r"think|let|congratulations|love|like|"
    r"trust|clean (?:,|and)|oh|wow|no|yes|ok|okay|ship|merging|hang|hope|"
    r"sounds|looks|seems|feels|approved|lgtm)\b"
)
_EDIT = re.compile(
    r"(?:^|[,;:.!] |\b(?:and|then|but|only|nit|only :|one thing|still|so|also|just|"
    r"instead|maybe|perhaps) [:,]? ?)(?:add|remove|"
    r"rmove|delete|rename|move|extract|inline|use|"
    r"replace|return|split|close|free|drop|make|call|put|check|test|wrap|guard|escape|handle|catch|"
    r"log|cache|store|serialise|serialize|hash|undo|revert|rebase|squash|document|format|run|write|"
    r"rewrite|take|turn|swap|unroll|cap|cancel|get this|get that|spell|pass|raise|throw|mark|"
    r"declare|"
    r"initialise|initialize|validate|sort|start|stop|lock|unlock|release|avoid|prefer|consider|"
    r"keep|"
    r"throw|try|bump|pin|update|fix|translate|clean|read|cite|name|set|mock|skip|limit|cover|"
    r"give|link|merge the|merge these|combine)\b(?! (?:you|it up|me)\b)"
)


def commands(sentence: Sequence[Token]) -> bool:
    """Whether a sentence tells the author what to do: "and add a test".

    >>> commands(read("Clever, so add a comment.")[0])
    True
    """
    line = said(sentence)
    if sentence[-1].low == "?" or len(sentence) < 2 or _NO_COMMAND.search(line):
        return False
    if is_imperative(sentence) or _EDIT.search(line):
        return True
    return bool(
        re.search(r"^`?[^ ]+`? (?:instead of|rather than)|->|(?:^| )s ?/ ?[^/]+/[^/]*/", line)
    )

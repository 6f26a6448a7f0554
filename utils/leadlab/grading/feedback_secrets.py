"""What a feedback page must not tell: the hidden parts of tests, wherever they turn up.

The hidden part of a test can show in its source, in the message or the traceback of an error, in
what a learner's function prints when the test calls it, and in outputs elsewhere that repeat it.
Who has read it while the code ran, and writes it in other letters, is not found here: that it
cannot be read is the work of the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import Any

from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

SHORTEST = 12
"""Characters of a hidden line that gives something away; shorter ones are in every program."""
OWN_CHECK = re.compile(r"\b(?:lab|leadlab)\.grade\(")
"""A check that prints its explanation itself and keeps what learners' code prints to itself."""
ELEMENT = re.compile("<[^>]*>")
HIDDEN_FAILED = "A part of this check that is not shown did not hold."
NOT_SHOWN = "(What was printed here is not shown: it could tell the hidden part of a check.)"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Hides the hidden parts, or shows them where the instructor asks for it."""

    show: bool = False
    steps: tuple[Any, ...] = (
        ClearHiddenTests(enforce_metadata=False),
        ClearMarkScheme(enforce_metadata=False),
    )
    """nbgrader's own, which know the marks around hidden parts."""
    lines: tuple[str, ...] = field(default=())
    """Hidden lines of the notebook in hand."""

    @classmethod
    def by_settings(cls, config: Any, *, show: bool = False) -> Secrets:
        """With the marks that a course has set in its configuration."""
        kinds = (ClearHiddenTests, ClearMarkScheme)
        return cls(show, tuple(kind(config=config, enforce_metadata=False) for kind in kinds))

    def of(self, sources: Iterable[str]) -> Secrets:
        """The same, for a notebook with these cells."""
        found = {line for source in sources for line in self._hidden_lines(source)}
        return replace(self, lines=tuple(sorted(found)))

    def visible(self, source: str) -> str:
        """Source of a cell without its hidden part."""
        return source if self.show else _visible(source, self.steps)

    def hides(self, source: str) -> bool:
        """Whether a cell has a part that is not shown."""
        return self.visible(source) != source

    def guard(self, text: str) -> str:
        """Text that was put out, unless it repeats a hidden line."""
        if self.show or not self.lines:
            return text
        seen = text + unescape(ELEMENT.sub("", text))
        return NOT_SHOWN if any(line in seen for line in self.lines) else text

    def error(self, source: str, said: str) -> str:
        """What an error in a test says, unless it comes from a hidden part."""
        if not self.hides(source):
            return self.guard(said)
        kind, _, message = said.partition(": ")
        if message and message.strip() in self.visible(source):
            return said
        return HIDDEN_FAILED if kind == "AssertionError" else f"{kind}. {HIDDEN_FAILED}"

    def printed(self, source: str, text: str) -> str:
        """What was printed while a test ran."""
        if self.hides(source) and not OWN_CHECK.search(self.visible(source)):
            return NOT_SHOWN if text.strip() else ""
        return self.guard(text)

    def _hidden_lines(self, source: str) -> Iterable[str]:
        if not self.hides(source):
            return ()
        visible = set(map(str.strip, self.visible(source).splitlines()))
        lines = (line.strip() for line in source.splitlines())
        return [each for each in lines if len(each) >= SHORTEST and each not in visible]


@lru_cache(maxsize=1_024)
def _visible(source: str, steps: tuple[Any, ...]) -> str:
    """By nbgrader's own rules; nothing where its marks do not match."""
    cell = new_code_cell(source, metadata={"nbgrader": {"grade": True}})
    try:
        for step in steps:
            cell, _ = step.preprocess_cell(cell, {}, 0)
    except RuntimeError:
        return ""
    return str(cell.source)

"""The box for a sentence of one's own, and what the text checkers say about it."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.checks.own_words import read_own_words
from leadlab.models.scenario.scene import OwnWordsPrompt
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.views.base import Board, html, typed
from leadlab.views.markup import bullets, escape, inline

NOTHING = "Write a sentence first, or go on without one."


class OwnWordsBox(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Asks for the learner's own sentence before a choice; it can be left empty."""

    def __init__(self, prompt: OwnWordsPrompt, *, board: Board) -> None:
        """Make the box.

        Args:
            prompt: What is asked for, how it is read, and what was written before.
            board: The board that this view is shown in; it names the inputs.
        """
        self.prompt, self._board = prompt, board
        self.report: TextReport | None = None
        self.area = typed(
            widgets.Textarea,
            value=prompt.written,
            placeholder="your own words; leave it empty to go on without",
            rows=2,
            layout={"width": "100%", "max_width": "46rem"},
        )
        board.name(self.area, f"In your own words: {prompt.ask}")
        self.read: Any = board.button("Read it back to me", self._read)
        self.comment = html("")
        super().__init__(
            [
                html(
                    f"<p><strong>Before you choose, in your own words:</strong> "
                    f"{inline(prompt.ask)}</p>"
                ),
                self.area,
                self.read,
                self.comment,
            ]
        )

    @property
    def text(self) -> str:
        """What stands in the box."""
        return str(self.area.value)

    def _read(self) -> None:
        if not self.text.strip():
            self.report = None
            self.comment.value = html(f"<p>→ {NOTHING}</p>").value
            self._board.say(NOTHING)
            return
        self.report = read_own_words(self.text, self.prompt.read_as)
        self.comment.value = html(report_html(self.report)).value
        self._board.say(report_spoken(self.report))


def report_html(report: TextReport) -> str:
    """What a sentence holds and lacks, with the words it rests on, and what nobody can judge."""
    held = bullets(f"{_quoted(each)}" for each in report.findings if each.present)
    lacks = bullets(f"{_quoted(each)}. {each.advice}" for each in report.missing)
    parts = [f"<p>To look at:</p>{lacks}"] if lacks else []
    parts += [f"<p>There, as far as a program can read it:</p>{held}"] if held else []
    parts += [f'<p class="leadlab-soft">{escape(" ".join(report.limits))}</p>']
    return f'<div class="leadlab-card quiet">{"".join(parts)}</div>'


def report_spoken(report: TextReport) -> str:
    """What a screen reader says about a sentence: how much to look at, and the first of it."""
    if not report.missing:
        return "Nothing to look at was found. It cannot tell whether the sentence is wise."
    first = report.missing[0]
    return f"{len(report.missing)} to look at. {first.says}: {first.advice}"


def _quoted(finding: Finding) -> str:
    return f"{finding.says}: “{finding.quote}”" if finding.span else finding.says

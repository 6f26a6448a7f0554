"""The debrief of a story: what happened, why, and what would have changed it."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.catalog_evidence import evidence
from leadlab.models.scenario.branches import Branch, Comparison, compare_branch
from leadlab.models.scenario.conversation import PrivateFact
from leadlab.models.scenario.debrief import CalibrationLine, Debrief, Step, debrief
from leadlab.models.scenario.machine import Playthrough
from leadlab.views.base import Board, html
from leadlab.views.cause_picture import cause_figure, cause_rows
from leadlab.views.evidence_card import evidence_card
from leadlab.views.markup import SAFE_KEYS, bullets, escape, heading, inline, percent, table_html
from leadlab.views.scene_text import consequences_html, gauge_text


class DebriefView(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The debrief, with one decision that can be replayed beside another branch."""

    def __init__(self, play: Playthrough, *, board: Board) -> None:
        """Look back at a finished story.

        Args:
            play: The story, ended.
            board: The board that this view is shown in; it names the inputs.
        """
        self.play = play
        self.facts: Debrief = debrief(play)
        self._board = board
        self.comparison: Comparison | None = None
        self.beside = html("")
        self.branch = widgets.Dropdown(
            options=[("Choose a decision …", None), *self._other_choices()],
            index=0,
            description="Instead",
            style={"description_width": "5rem"},
            layout={"width": "100%", "max_width": "46rem"},
        )
        board.name(self.branch, "Decision to replay")
        self.replay = board.button("Put both branches side by side", self._compare)
        board.name(self.beside, "", on="self", role="status")
        super().__init__(
            [
                html(_what_happened(self.facts) + _why(self.facts)),
                html(_what_else(self.facts)),
                self.branch,
                self.replay,
                self.beside,
                html(_to_think_about(self.facts)),
            ]
        )
        self.add_class("leadlab-debrief")

    def __repr__(self) -> str:
        return "\n".join(self.facts.lines())

    def _other_choices(self) -> list[tuple[str, tuple[str, str]]]:
        return [
            (f"{each.title}: {each.act}", (each.beat, each.choice))
            for each in self.facts.alternatives
        ]

    def _compare(self) -> None:
        if self.branch.value is None:
            self.beside.value = html("<p>→ Choose a decision first.</p>").value
            return
        self.comparison = compare_branch(self.play, *self.branch.value)
        self.beside.value = html(comparison_html(self.comparison)).value


def comparison_html(comparison: Comparison) -> str:
    """Two branches of one decision, side by side."""
    return (
        f"<h4>{inline(comparison.title)}</h4><p>The same world, the same luck, and the same "
        f'choices afterwards where they were offered.</p><div class="leadlab-two">'
        f"{_branch('What you did', comparison.yours)}"
        f"{_branch('The other branch', comparison.other)}</div>"
    )


def _branch(title: str, branch: Branch) -> str:
    learned = bullets(branch.learned)
    known = f"<p><strong>You knew at the end</strong></p>{learned}" if learned else ""
    gauges = bullets(f"{gauge.title}: {gauge.shown}" for gauge in branch.gauges)
    return (
        f'<div class="leadlab-card quiet"><h4>{title}</h4><p>{inline(branch.act)}</p>'
        f"{consequences_html(branch.consequences)}"
        f"<p><strong>It ended: {inline(branch.ending)}</strong></p>{gauges}{known}</div>"
    )


def _what_happened(facts: Debrief) -> str:
    steps = "".join(_step(step) for step in facts.timeline)
    not_if = f"<p>It would not be, if: {inline(facts.not_if)}</p>" if facts.not_if else ""
    return (
        f"{heading(f'Looking back: {facts.ending}')}"
        f"<p><strong>What makes this end defensible:</strong> {inline(facts.defensible)}</p>"
        f"{not_if}<h4>What you did, what it bought, what it cost</h4><ol>{steps}</ol>"
        f"<p>Your choices as a list: <code>{escape(facts.way)}</code></p>"
    )


def _step(step: Step) -> str:
    trade = "; ".join(
        f"{word}: {text}" for word, text in (("bought", step.buys), ("cost", step.costs)) if text
    )
    moved = ", ".join(f"{title} {change:+g}" for title, change in step.changes if change)
    when = f'<span class="leadlab-soft">({escape(step.when)})</span>'
    parts = [f"<strong>{inline(step.title)}</strong> {when}<br>{inline(step.act)}"]
    if step.words:
        parts.append(f"In your own words: “{escape(' '.join(step.words.split()))}”")
    parts += [f"<em>{inline(trade)}</em>"] if trade else []
    parts += [f"Moved at once: {inline(moved)}."] if moved else []
    parts += [inline(step.feedback)] if step.feedback else []
    parts += [f"<strong>{inline(step.principle)}</strong>"] if step.principle else []
    return f"<li>{'<br>'.join(parts)}</li>"


def _why(facts: Debrief) -> str:
    if not facts.causes:
        return ""
    first, *rest = facts.causes
    out = f"<h4>Why: {inline(first.title)}</h4>{cause_figure(first)}{table_html(cause_rows(first))}"
    for each in rest:
        table = table_html(cause_rows(each))
        out += (
            f"<details><summary {SAFE_KEYS}>Why: {inline(each.title)}, {each.start:g} to "
            f"{each.end:g} {escape(each.unit)}</summary>{table}</details>"
        )
    learned, missed = (
        bullets(facts.learned),
        bullets(
            f"{fact.text} Found by: {fact.found_by}."
            + (
                " Nobody should have to ask for it; it is told or it is not."
                if fact.only_told
                else ""
            )
            for fact in facts.missed
        ),
    )
    out += f"<h4>What you found out</h4>{learned}" if learned else ""
    out += f"<h4>What was there to learn, and where</h4>{missed}" if missed else ""
    return out + _kept_by_others(facts.private) + _forecasts(facts.forecasts)


def _kept_by_others(facts: tuple[PrivateFact, ...]) -> str:
    out = ""
    for title, told in (("What you were told", True), ("What was kept from you", False)):
        items = "".join(
            f"<li><strong>{escape(fact.who)}</strong>: {inline(fact.text)}<br>"
            f"{inline(fact.matters)}<br><em>{inline(fact.how)}</em></li>"
            for fact in facts
            if fact.told is told
        )
        out += f"<h4>{title}</h4><ul>{items}</ul>" if items else ""
    return out


def _forecasts(lines: tuple[CalibrationLine, ...]) -> str:
    if not lines:
        return ""
    rows: list[tuple[object, ...]] = [("forecast", "your range", "it was", "held")]
    for line in lines:
        given = line.inside is not None
        yours = f"{line.low:g} to {line.high:g}" if given else "none given"
        held = {True: "✓ inside", False: "✗ outside", None: "–"}[line.inside]
        rows.append((line.question, yours, f"{line.truth:g} {line.unit}".strip(), held))
    return f"<h4>Your forecasts</h4>{table_html(rows)}"


def _what_else(facts: Debrief) -> str:
    out = f"<h4>The turning point</h4><p>{inline(facts.turning_point[1])}</p>"
    others = bullets(
        f"{each.title}: “{each.act}” leads to “{each.ending}”." for each in facts.would_change
    )
    out += "<h4>What would have changed the ending</h4>"
    out += others or "<p>No other single choice would have, in this world.</p>"
    shares = bullets(f"{title}: {percent(share)}" for title, share in facts.elsewhere.items())
    out += f"<p>The same choices in a hundred other worlds end like this:</p>{shares}"
    return f"{out}<h4>Replay one decision</h4>"


def _to_think_about(facts: Debrief) -> str:
    out = ""
    if facts.patterns:
        questions = bullets(question for _, question in facts.patterns)
        out += f"<h4>A question about your way of choosing</h4>{questions}"
    views = "".join(
        f'<div class="leadlab-card quiet"><h4>{inline(who)}</h4><p>{inline(said)}</p></div>'
        for who, said in facts.views
    )
    out += f'<h4>Two views</h4><div class="leadlab-two">{views}</div>{_measured(facts)}'
    return f"{out}<h4>To take to work</h4><p><strong>{inline(facts.question)}</strong></p>"


def _measured(facts: Debrief) -> str:
    if not facts.evidence:
        return ""
    cards = "".join(
        f'<div class="leadlab-card quiet">{evidence_card(evidence(name)).body}</div>'
        for name in facts.evidence
    )
    return (
        f"<details><summary {SAFE_KEYS}>What has been measured elsewhere, and how far to trust it"
        f"</summary>{cards}</details>"
    )


def ending_text(play: Playthrough) -> str:
    """The last state of a finished story, in words."""
    gauges: list[Any] = [gauge_text(gauge) for gauge in play.scene.gauges]
    return "; ".join(gauges)

"""A scene as HTML: who says what, how things stand, and what followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leadlab.models.scenario.scene import Consequence, Gauge, Scene
from leadlab.models.scenario.text import Paragraph
from leadlab.views.markup import SAFE_KEYS, escape, heading, inline


def paragraphs_html(paragraphs: Iterable[Paragraph]) -> str:
    """Narration as paragraphs, speech under the name of who speaks.

    >>> paragraphs_html([Paragraph(None, "It snows."), Paragraph("Minh", "Again.")])
    '<p>It snows.</p><p class="leadlab-say"><b>Minh</b> Again.</p>'
    """
    return "".join(
        f'<p class="leadlab-say"><b>{escape(each.speaker)}</b> {inline(each.text)}</p>'
        if each.speaker
        else f"<p>{inline(each.text)}</p>"
        for each in paragraphs
    )


def gauge_text(gauge: Gauge) -> str:
    """A gauge and how it moved, in words.

    >>> gauge_text(Gauge(id="d", title="Days left", value=8, shown="8 days", unit="days", low=0,
    ...     high=20, better="more", band="middle", change=-2, change_words="down, worse",
    ...     verdict="worse"))
    'Days left: 8 days (down, worse)'
    """
    moved = "" if gauge.change == 0 else f" ({gauge.change_words})"
    return f"{gauge.title}: {gauge.shown}{moved}"


def gauges_html(gauges: Iterable[Gauge]) -> str:
    """Gauges as words with a bar each; the words alone would do."""
    cells = []
    for gauge in gauges:
        full = 100 * (gauge.value - gauge.low) / (gauge.high - gauge.low)
        moved = ""
        if gauge.change != 0:
            sign = f'<span aria-hidden="true">{"↑" if gauge.change > 0 else "↓"}</span>'
            moved = f"{sign} {escape(gauge.change_words)}"
        bar = f'<div class="leadlab-bar" aria-hidden="true"><div style="width:{full:.0f}%">'
        cells.append(
            f"<div>{escape(gauge.title)}: <strong>{escape(gauge.shown)}</strong>"
            f"{bar}</div></div><small>{moved}</small></div>"
        )
    return f'<div class="leadlab-gauges">{"".join(cells)}</div>' if cells else ""


def consequences_html(consequences: Iterable[Consequence]) -> str:
    """What followed from the last choice, late arrivals under their own moment."""
    parts = []
    for each in consequences:
        words = paragraphs_html(each.paragraphs)
        if each.heading:
            words = f"<h4>{escape(each.heading)}</h4>{words}"
        parts.append(f'<div class="leadlab-card quiet">{words}</div>' if each.late else words)
    return "".join(parts)


def told_html(told: Sequence[Paragraph]) -> str:
    """What somebody who keeps it has told so far, folded away until it is wanted."""
    if not told:
        return ""
    return (
        f"<details><summary {SAFE_KEYS}>What you were told ({len(told)})</summary>"
        f"{paragraphs_html(told)}</details>"
    )


def scene_html(scene: Scene, *, taken: str = "") -> str:
    """The whole scene but for its buttons.

    Args:
        scene: What the learner sees now.
        taken: What the learner did last, in the words of the choice.
    """
    html = ""
    if taken:
        html += f'{heading("What followed")}<p class="leadlab-soft">You: {inline(taken)}</p>'
    html += consequences_html(scene.consequences)
    if scene.opening:
        html += heading("What you know", level=3) + paragraphs_html(scene.opening)
    if scene.finished:
        return f"{html}{heading(scene.title)}{paragraphs_html(scene.paragraphs)}" + gauges_html(
            scene.gauges
        )
    html += gauges_html(scene.gauges)
    if scene.forecast is not None:
        return html
    html += told_html(scene.told)
    where = f'<p class="leadlab-soft">{escape(scene.when)}, {escape(scene.place)}</p>'
    return html + heading(scene.title) + where + paragraphs_html(scene.paragraphs)


def scene_spoken(scene: Scene) -> str:
    """What a screen reader says when the scene changes."""
    moved = [gauge_text(gauge) for gauge in scene.gauges if gauge.change != 0]
    now = "A forecast is due" if scene.forecast else scene.title
    return ". ".join([now.rstrip("."), *moved]) + "."


def scene_plain(scene: Scene) -> str:
    """The point that a story has reached, in one sentence."""
    if scene.finished:
        return f"It ended: {scene.title}."
    if scene.forecast is not None:
        return f"A forecast is due: {scene.forecast.question}"
    count = len(scene.choices)
    return f"{scene.when}: {scene.title}, with {count} choice{'s' * (count != 1)}."

"""Small pieces of HTML that every view is made of, escaped and readable in both themes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Rows = Sequence[Sequence[object]]
SAFE_KEYS = 'data-lm-suppress-shortcuts="true"'


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card:
    """Something to read, as plain text and as HTML.

    >>> Card(plain="Three of four hold.", body="<p>Three of four hold.</p>")
    Three of four hold.
    """

    plain: str
    """The whole content for a terminal, a log and a screen without HTML."""
    body: str
    """The same as HTML, every foreign text already escaped."""
    kind: str = ""
    """A word for the look: good, look, bad, quiet."""

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return page(f'<div class="{classes("leadlab-card", self.kind)}">{self.body}</div>')


def escape(text: object) -> str:
    """Text that can stand in HTML and in a quoted attribute.

    >>> escape('<b>"5 > 3"</b>')
    '&lt;b&gt;&quot;5 &gt; 3&quot;&lt;/b&gt;'
    """
    return html.escape(str(text), quote=True)


def prose(text: object) -> str:
    """Escaped text with paragraphs at blank lines, `code` and **strong**.

    >>> prose("Wait **two** days.")
    '<p>Wait <strong>two</strong> days.</p>'
    """
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", str(text)) if part.strip()]
    return "".join(f"<p>{inline(part)}</p>" for part in paragraphs)


def inline(text: object) -> str:
    """Escaped text in one line, with `code` and **strong**.

    >>> inline("a < `b`")
    'a &lt; <code>b</code>'
    """
    safe = escape(text)
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", safe)


def title_html(inner: str) -> str:
    """The title of a card: bold, and no heading, so that a notebook's contents stay its own.

    >>> title_html("Hint 1 of 3")
    '<p class="leadlab-title">Hint 1 of 3</p>'
    """
    return f'<p class="leadlab-title">{inner}</p>'


def heading(text: str, *, level: int = 3, css: str = "") -> str:
    """A heading that the focus can be moved to.

    >>> heading("Day 1")
    '<h3 tabindex="-1" class="leadlab-heading" data-lm-suppress-shortcuts="true">Day 1</h3>'
    """
    style_class = f"leadlab-heading {css}".strip()
    return (
        f'<h{level} tabindex="-1" class="{style_class}" data-lm-suppress-shortcuts="true">'
        f"{escape(text)}</h{level}>"
    )


def bullets(items: Iterable[object], *, ordered: bool = False) -> str:
    """A list of escaped items, or nothing when there are none.

    >>> bullets(["a", "b"]), bullets([])
    ('<ul><li>a</li><li>b</li></ul>', '')
    """
    inner = "".join(f"<li>{inline(item)}</li>" for item in items)
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def table_html(rows: Rows, *, caption: str = "") -> str:
    """A table whose first row and first column are headings.

    >>> table_html([("option", "score"), ("queue", 3)])
    '<table><thead><tr><th scope="col">option</th><th scope="col">score</th></tr></thead>\
<tbody><tr><th scope="row">queue</th><td>3</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    lines = []
    for first, *rest in rows[1:]:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        lines.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def classes(*names: str) -> str:
    """Class names in one attribute, empty ones left out.

    >>> classes("leadlab-card", "")
    'leadlab-card'
    """
    return " ".join(name for name in names if name)


@cache
def stylesheet() -> str:
    """The rules of `leadlab.css`, as an element that may stand in front of any output."""
    text = Path(__file__).with_name("leadlab.css").read_text(encoding="utf-8")
    return f"<style>{re.sub(r'/[*].*?[*]/', '', text, flags=re.DOTALL)}</style>"


def page(body: str) -> str:
    """HTML that carries its own look and can be shown alone.

    >>> page("<p>Hello</p>").endswith('<div class="leadlab"><p>Hello</p></div>')
    True
    """
    return f'{stylesheet()}<div class="leadlab">{body}</div>'


def minutes_text(minutes: int) -> str:
    """A duration as a person says it.

    >>> minutes_text(1), minutes_text(20), minutes_text(90)
    ('1 minute', '20 minutes', '1 hour 30 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in parts if n) or "0 minutes"


def percent(share: float) -> str:
    """A share of 1 as a person says it.

    >>> percent(0.275)
    '28 %'
    """
    return f"{share * 100:.0f} %"

"""A stranger's text, code, pictures and HTML, made safe and readable on a page.

Markdown goes through mistune and HTML through nh3 (ammonia), which keeps a short list of elements
and no class, id, style or event. Pictures are PNG and JPEG of bounded size, read no further than
their headers. Marks that turn the direction of writing are shown instead of obeyed.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import mistune
import nh3
from markupsafe import Markup, escape
from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LONGEST_TEXT = 20_000
"""Characters of one text that are shown; the rest is counted."""
LONGEST_SOURCE = 50_000
LONGEST_HTML = 60_000
PICTURE_BYTES = 3_000_000
PICTURE_PIXELS = 25_000_000
ELEMENTS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl"),
    *("dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "s", "samp"),
    *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "u", "ul", "var"),
}
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}}
ATTRIBUTES["th"] = {*ATTRIBUTES["td"], "scope"}
SCHEMES = {"http", "https", "mailto"}
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that change the direction of what follows, so that a line reads unlike it runs."""
ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
EMPTY_HEADER = re.compile(r"<th>\s*</th>")
"""A corner that pandas leaves empty; as a heading it would be read out as one without a name."""
PNG = b"\x89PNG\r\n\x1a\n"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG's marks in front of height and width."""


def plain(text: str, limit: int = LONGEST_TEXT) -> str:
    r"""Text without colours of a terminal and what cannot be shown, cut to a limit.

    >>> plain("\x1b[31mred\x1b[0m\u202egnp")
    'red⟨U+202E⟩gnp'
    """
    cut = len(text) - limit
    text = ANSI.sub("", text[:limit])
    text = UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    text = TURNING.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)
    return f"{text}\n… {cut:,} more characters were cut." if cut > 0 else text


class _Demoted(mistune.HTMLRenderer):
    """Headings below those of the page, pictures as their descriptions."""

    def heading(self, text: str, level: int, **_: Any) -> str:
        """A heading at least two levels below the page's own."""
        level = min(level + 1, 6) if level > 1 else 3
        return f"<h{level}>{text}</h{level}>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        """The description of a picture that lies elsewhere, which an offline page cannot show."""
        return f"<em>[picture: {escape(text or 'without description')}]</em>"


_MARKDOWN = mistune.create_markdown(
    renderer=_Demoted(escape=False), plugins=["table", "strikethrough"]
)
_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = PythonLexer(stripnl=False)


@lru_cache(maxsize=2_048)
def prose(text: str) -> Markup:
    """Markdown as safe HTML.

    >>> prose("*c*<script>d</script>").strip()
    Markup('<p><em>c</em></p>')
    """
    text = plain(text, LONGEST_SOURCE)
    try:
        return cleaned(str(_MARKDOWN(text)))
    except RecursionError:
        return Markup("<pre>{}</pre>").format(text)


def cleaned(html: str) -> Markup:
    """HTML with what is on the short list, and nothing else."""
    safe = nh3.clean(html, tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return Markup(safe)


@lru_cache(maxsize=2_048)
def code(source: str) -> Markup:
    """Python with classes for its parts; the page's own style colours them."""
    text = plain(source, LONGEST_SOURCE)
    return Markup(colour(text, _LEXER, _FORMATTER).rstrip("\n"))


def table(html: str) -> Markup:
    """HTML that code put out, such as a table of pandas."""
    safe = cleaned(plain(html, LONGEST_HTML))
    return Markup(EMPTY_HEADER.sub("<td></td>", safe))


def picture(data: Mapping[str, Any]) -> tuple[str, str]:
    """A `data:` address for a PNG or JPEG among outputs, and what is wrong with it.

    Both are empty where there is no such picture.
    """
    for kind in ("image/png", "image/jpeg"):
        if kind not in data:
            continue
        given = data[kind]
        text = "".join(given) if isinstance(given, list) else str(given)
        if len(text) > PICTURE_BYTES * 4 // 3:
            return "", "A picture of more than 3 MB was left out."
        try:
            content = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            return "", "A picture that cannot be read was left out."
        width, height = size(content)
        if not width * height:
            return "", "A picture that cannot be read was left out."
        if width * height > PICTURE_PIXELS:
            return "", f"A picture of {width:,} x {height:,} points was left out."
        return f"data:{kind};base64,{base64.b64encode(content).decode()}", ""
    if "image/svg+xml" in data:
        return "", "A picture in SVG was left out; PNG is shown."
    return "", ""


def size(content: bytes) -> tuple[int, int]:
    """Width and height in a PNG's or JPEG's header; zeros where it is neither.

    >>> size(b"GIF89a")
    (0, 0)
    """
    if content.startswith(PNG) and content[12:16] == b"IHDR":
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if not content.startswith(b"\xff\xd8"):
        return 0, 0
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        if content[at + 1] in FRAMES:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return 0, 0

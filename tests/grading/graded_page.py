"""A graded notebook as grading leaves it, with what a hostile learner would put into it."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

from plain_course import code, notebook, role, text

from leadlab.grading.feedback import render
from leadlab.grading.feedback_marks import Mark, Marks
from leadlab.grading.feedback_page import Page, page_of
from leadlab.grading.feedback_secrets import Secrets

SECRET = "assert square(-7) == 49, 'of a negative number'"
HIDDEN = f"assert square(3) == 9\n### BEGIN HIDDEN TESTS\n{SECRET}\n### END HIDDEN TESTS"
MARKS = Marks(
    penalty=1.0,
    most={"square_test": 3.0, "essay": 4.0, "add_test": 2.0},
    cells={
        "square_test": Mark(0.0),
        "add_test": Mark(2.0),
        "essay": Mark(0.0, waits=True),
    },
    comments={"essay": "Say *why*."},
)


def png(width: int, height: int) -> str:
    """A PNG that says it is so large, with next to nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height) if width * height < 10_000 else b"")
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + parts).decode()


def shown(**data: str) -> dict[str, Any]:
    """An output with these forms; `__` in a name stands for `/`."""
    forms = {
        name.replace("__", "/").replace("svg_xml", "svg+xml"): each for name, each in data.items()
    }
    return {"output_type": "display_data", "data": forms, "metadata": {}}


def printed(content: str) -> dict[str, Any]:
    """What was printed."""
    return {"output_type": "stream", "name": "stdout", "text": content}


def error(said: str, *, kind: str = "AssertionError", trace: str = "") -> dict[str, Any]:
    """What was raised."""
    return {"output_type": "error", "ename": kind, "evalue": said, "traceback": [trace or said]}


def ran(source: str, *outputs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """A code cell with outputs."""
    return {**code(source, **metadata), "outputs": list(outputs)}


def graded(*more: dict[str, Any], check: dict[str, Any] | None = None) -> dict[str, Any]:
    """A graded notebook: a right answer, a wrong one with a hidden test, an essay that waits."""
    test = role("square_test", grade=True, locked=True, points=3)
    cells = [
        text("# Problem set 1"),
        text("## 1. Add (2 points)\n\nTwo numbers."),
        ran("def add(a, b):\n    return a + b", **role("add", solution=True)),
        ran("assert add(1, 2) == 3", **role("add_test", grade=True, locked=True)),
        text("## 2. Square (3 points)"),
        ran("def square(x):\n    return 9", **role("square", solution=True)),
        ran(HIDDEN, check or error("of a negative number", trace=SECRET), **test),
        text("## 3. Why (4 points, marked by a person)"),
        text("Because it closes.", **role("essay", grade=True, solution=True)),
        *more,
    ]
    return notebook(cells)


def page(document: dict[str, Any], *, show: bool = False) -> Page:
    """What a learner is shown of it."""
    return page_of(document, MARKS, Secrets(show=show), student="ana", notebook="p1")


def html(*more: dict[str, Any], check: dict[str, Any] | None = None, show: bool = False) -> str:
    """The page as a file."""
    return render(page(graded(*more, check=check), show=show))


DOWN = "<h3>below</h3>"
ATTACKS = {
    "script in Markdown": text("<script>document.title = 'owned'</script>" + DOWN),
    "event in Markdown": text("<img src=x onerror=\"document.title='owned'\">" + DOWN),
    "link in Markdown": text("[here](javascript:document.title='owned')" + DOWN),
    "link in other letters": text("[here](JaVa&#x53;cript&colon;document.title='owned')" + DOWN),
    "data link": text("[here](data:text/html,<script>1</script>)" + DOWN),
    "picture from elsewhere": text("![a](https://example.org/a.png)" + DOWN),
    "frame": text("<iframe srcdoc='<script>1</script>'></iframe>" + DOWN),
    "style that covers the page": text("<style>*{display:none}</style>" + DOWN),
    "style of an element": text(
        "<div style='position:fixed;inset:0;background:red'>x</div>" + DOWN
    ),
    "class of ours": text("<div class='card good' id='task-1'>✓ Holds</div>" + DOWN),
    "form": text("<form action='https://example.org'><input name=password></form>" + DOWN),
    "meta": text("<meta http-equiv=refresh content='0;url=https://example.org'>" + DOWN),
    "base": text("<base href='https://example.org/'>" + DOWN),
    "closing tags": text("</section></main></body></html><script>1</script>" + DOWN),
    "nested tags": text("<scr<script>ipt>document.title='owned'</scr</script>ipt>" + DOWN),
    "comment that does not end": text("<!-- <script>" + DOWN),
    "title that does not end": text("<title><textarea><plaintext>" + DOWN),
    "math and svg": text("<math><mtext><svg><style><img src=x onerror=1></style></svg>" + DOWN),
    "heading": text("# <script>document.title='owned'</script> <b onclick=1>x"),
    "html output": ran("x", shown(text__html="<script>document.title='owned'</script>" + DOWN)),
    "event in output": ran(
        "x", shown(text__html="<b onmouseover=\"document.title='owned'\">x</b>")
    ),
    "svg output": ran("x", shown(image__svg_xml="<svg onload=\"document.title='owned'\"/>")),
    "script output": ran("x", shown(application__javascript="document.title='owned'")),
    "latex output": ran("x", shown(text__latex="$\\href{javascript:1}{x}$")),
    "markup printed": ran("x", printed("</code></pre><script>document.title='owned'</script>")),
    "markup raised": ran("x", error("<script>1</script>", kind="<img src=x onerror=1>")),
    "markup in code": ran("'</code></pre><script>document.title=1</script>'"),
    "picture that breaks out": ran("x", shown(image__png='"><script>1</script>')),
    "picture with a breaking text": ran(
        "x", shown(image__png=png(2, 2), text__plain='"><script>1</script>')
    ),
    "picture of a billion points": ran("x", shown(image__png=png(60_000, 60_000))),
    "turning letters": ran("# \u202e }if isAdmin\u2066", printed("\u202egnp")),
    "colours of a terminal": ran("x", printed("\x1b[31mred\x1b]0;owned\x07\x1b[2J")),
    "zero bytes and half characters": ran("'\0'", printed("\ud800\0\x08")),
    "endless output": ran("x", printed("y" * 3_000_000)),
    "endless line of a table": ran("x", shown(text__html="<table>" + "<tr><td>1" * 100_000)),
    "deep html": ran("x", shown(text__html="<div>" * 50_000)),
    "deep Markdown": text(">" * 20_000 + "x"),
    "brackets in Markdown": text("[" * 20_000),
    "stars in Markdown": text("*a " * 10_000),
    "backticks in Markdown": text("`" * 10_001 + " " + "`" * 10_002),
    "many outputs": ran("x", *[printed("a")] * 5_000),
    "odd output": {**code("x"), "outputs": [{"output_type": "x"}, {"output_type": "error"}]},
}
"""What a hostile learner may put into a notebook, by name."""

"""What a cell prints, shows and raises, as notebooks have it, and cut where it is long."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

CUT = "\n[What came after this was cut.]\n"
IMAGES = 4
"""So many times the bytes of text may pictures have."""
MOST_OUTPUTS = 200
MOST_COUNTED, DEPTH = 1_000_000, 40
SURROGATE = re.compile("[\ud800-\udfff]")
OWN = str(Path(__file__).parent)
HIDDEN_FRAMES = (OWN, "/IPython/", "<frozen ")


class Outputs:
    """Outputs of one cell, in order.

    >>> made = Outputs(1000)
    >>> made.write("stdout", "a"), made.write("stdout", "b")
    (None, None)
    >>> made.all
    [{'output_type': 'stream', 'name': 'stdout', 'text': 'ab'}]
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.text_left = most
        self.image_left = IMAGES * most
        self.cut = False
        self.all: list[dict[str, Any]] = []
        self._parts: list[str] = []

    def write(self, name: str, text: str) -> None:
        """Something printed."""
        if self.text_left <= 0:
            self.cut = True
            return
        if len(text) > self.text_left:
            text, self.cut = text[: self.text_left] + CUT, True
        self.text_left -= len(text)
        last = self.all[-1] if self.all else None
        if last is None or last["output_type"] != "stream" or last["name"] != name:
            if self._full():
                return
            last = {"output_type": "stream", "name": name, "text": _Text()}
            self.all.append(last)
        last["text"].parts.append(text)

    def show(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **more: Any) -> None:
        """Something shown: `display_data` or `execute_result`."""
        kept = {}
        for name, content in data.items():
            size = len(content) if isinstance(content, str) else len(repr(content))
            pool = "image_left" if name.startswith("image/") else "text_left"
            left = getattr(self, pool)
            if size <= left or name == "text/plain":
                setattr(self, pool, left - size)
                kept[name] = content if size <= max(left, 200) else content[: max(left, 200)] + CUT
            else:
                self.cut = True
        if kept and not self._full():
            self.all.append({"output_type": kind, "data": kept, "metadata": metadata, **more})

    def fail(self, name: str, text: str, lines: list[str]) -> None:
        """An error, which is never left out."""
        most = max(self.most // 4, 1000)
        whole = "\n".join(lines)
        lines = lines if len(whole) <= most else [whole[:most], CUT]
        self.all.append(
            {"output_type": "error", "ename": name[:200], "evalue": text[:most], "traceback": lines}
        )

    def clear(self) -> None:
        """Take all back, as `clear_output` does."""
        self.all.clear()

    def plain(self) -> list[dict[str, Any]]:
        """All of them, as plain JSON."""
        return [
            {**each, "text": str(each["text"])} if each["output_type"] == "stream" else each
            for each in self.all
        ]

    def _full(self) -> bool:
        self.cut = self.cut or len(self.all) >= MOST_OUTPUTS
        return len(self.all) >= MOST_OUTPUTS


class _Text:
    """A text that grows; joined once, at the end."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def __str__(self) -> str:
        return "".join(self.parts)

    def __repr__(self) -> str:
        return repr(str(self))


class Stream(io.TextIOBase):
    """A text file that writes into the outputs of the cell that runs."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name = name
        self.outputs = outputs

    def write(self, text: str) -> int:
        """Take a text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.outputs.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """It is."""
        return True

    def isatty(self) -> bool:
        """It is none."""
        return False


def trace(
    kind: type[BaseException], error: BaseException, frames: TracebackType | None
) -> list[str]:
    """Lines of a traceback, without the frames that are ours."""
    try:
        chain = traceback.TracebackException(kind, error, frames, limit=60, compact=True)
    except Exception:  # noqa: BLE001 - an error of a learner's may not even print
        return [f"{kind.__name__}"]
    _trim(chain, set())
    try:
        return "".join(chain.format()).rstrip("\n").split("\n")
    except Exception:  # noqa: BLE001 - as above
        return [f"{kind.__name__}"]


def _trim(chain: traceback.TracebackException | None, seen: set[int]) -> None:
    while chain is not None and id(chain) not in seen:
        seen.add(id(chain))
        kept = [each for each in chain.stack if not _ours(each.filename)]
        chain.stack = traceback.StackSummary.from_list(kept or list(chain.stack)[-1:])
        _trim(chain.__context__, seen)
        chain = chain.__cause__


def _ours(name: str) -> bool:
    return any(part in name for part in HIDDEN_FRAMES)


def said(error: BaseException) -> str:
    """What an error says; nothing if it cannot."""
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an error of a learner's may not even print
        return ""


def sanitised(outputs: Any, most: int) -> tuple[dict[str, Any], ...]:
    """Outputs that came from a learner's process, made anew from what notebooks allow.

    >>> sanitised([{"output_type": "stream", "name": "x", "text": "a", "more": 1}, 7], 100)
    ({'output_type': 'stream', 'name': 'stdout', 'text': 'a'},)
    """
    made = Outputs(most)
    for each in outputs[: 2 * MOST_OUTPUTS] if isinstance(outputs, list) else ():
        if isinstance(each, dict):
            _enter(made, each)
    return tuple(made.plain())


def _enter(made: Outputs, given: dict[str, Any]) -> None:
    kind = given.get("output_type")
    if kind == "stream":
        made.write(
            "stderr" if given.get("name") == "stderr" else "stdout", _text(given.get("text"))
        )
    elif kind in ("display_data", "execute_result"):
        data, count = given.get("data"), given.get("execution_count")
        forms = (
            {str(name)[:100]: form for name, form in data.items()} if isinstance(data, dict) else {}
        )
        forms = {
            name: form
            for name, form in forms.items()
            if isinstance(form, str) or (name.endswith("json") and _shallow(form, DEPTH))
        }
        forms = {
            name: _text(form) if isinstance(form, str) else form for name, form in forms.items()
        }
        known = isinstance(count, int) and 0 <= count < MOST_COUNTED
        more = {"execution_count": count if known else None}
        made.show(kind, forms, {}, **(more if kind == "execute_result" else {}))
    elif kind == "error":
        lines = given.get("traceback")
        told = [_text(line) for line in lines] if isinstance(lines, list) else []
        made.fail(_text(given.get("ename")), _text(given.get("evalue")), told)


def _shallow(form: Any, depth: int) -> bool:
    """Whether JSON is plain, and not deep."""
    if isinstance(form, dict | list):
        inner = form.values() if isinstance(form, dict) else form
        return depth > 0 and all(_shallow(each, depth - 1) for each in inner)
    return not isinstance(form, str) or not SURROGATE.search(form)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Iterable) and not isinstance(value, dict):
        return _text("".join(each for each in value if isinstance(each, str)))
    return ""

"""Texts that no checker may stumble over, and what holds of every report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from leadlab.models.writing import TextReport

ODD = {
    "empty": "",
    "blanks": " \n\t\n ",
    "hundred kB": "On Monday you closed the ticket, and two customers left. " * 1_800,
    "one word": "x" * 100_000,
    "no blanks": "you," * 25_000,
    "stars": "*" * 50_000,
    "bars": "| " * 40_000,
    "spaces": "a" + " " * 100_000 + "b",
    "brackets": "(" * 50_000,
    "quotes": "\"' " * 30_000,
    "marks": "?! " * 30_000,
    "tags": "<a " * 30_000,
    "fence": "```\n" * 20_000,
    "comment": "<!--" * 20_000,
    "labels": "Impact: " * 10_000,
    "numbers": "1 2 3 4 " * 10_000,
    "Chinese": "你在星期一关闭了工单。",
    "Arabic": "لقد أغلقت التذكرة يوم الاثنين",
    "Thai": "คุณปิดตั๋วในวันจันทร์",
    "emoji": "👍🏽 👨‍👩‍👧 🚀 ✅",
    "HTML": "<script>alert(1)</script><b>You</b> closed <img src=x onerror=alert(1)> it.",
    "code": "```python\nif you.care():\n    raise Always\n```",
    "inline code": "`you` `always` `hate`",
    "nulls": "\0" * 1_000,
    "surrogate": "\ud800 you closed it",
    "combining": "é" * 2_000 + "z̸" * 2_000,
    "right to left": "\u202eyou closed it\u202c",
}


def check_odd(check: Callable[[str], TextReport], name: str) -> TextReport:
    """The report on an odd text, after what must hold of it; no text may take long."""
    text = ODD[name]
    started = time.process_time()
    report = check(text)
    assert time.process_time() - started < 5, "a pattern backtracks"
    check_report(report, text)
    return report


def check_report(report: TextReport, text: str) -> None:
    """Every finding quotes the text, says what to do and what cannot be judged."""
    for finding in report.findings:
        assert finding.span in text
        assert finding.advice.endswith(".")
        assert finding.cannot
        assert "<script" not in str(finding)
        assert "<img" not in str(finding)
    assert report.limits


def f1_of(pairs: Sequence[tuple[bool, bool]]) -> float:
    """F1 of (said, true) pairs; 1 where nothing was to be found and nothing was said."""
    both = sum(said and true for said, true in pairs)
    either = sum(said for said, _ in pairs) + sum(true for _, true in pairs)
    return 2 * both / either if either else 1.0

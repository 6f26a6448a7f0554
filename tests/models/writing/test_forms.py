"""The readers of risk acceptances and debt memos: parts, quotes, measured quality, any text."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.models.writing import TextReport, check_debt_memo, check_risk_acceptance
from leadlab.models.writing import debt_memo as debt
from leadlab.models.writing import risk_acceptance as risk
from leadlab.models.writing.forms import lines_of, sentences_of

TEXTS = Path(__file__).parents[2] / "data" / "texts"
Reader = Callable[[str], TextReport]
READERS: dict[str, tuple[Reader, Any]] = {
    "risk_acceptance": (check_risk_acceptance, risk),
    "debt_memo": (check_debt_memo, debt),
}
LABELLED = {
    name: [
        json.loads(row)
        for row in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for name in READERS
}
EVERY = [(name, row) for name, rows in LABELLED.items() for row in rows]
PARTS = [(name, part) for name, (_, module) in READERS.items() for part in module.SAYS]

COMPLETE = {
    "risk_acceptance": {
        "risk": "Risk: if the second test finds a hole, somebody reads door codes.",
        "likelihood": "Likelihood: 2 in 100.",
        "harm": "Harm: 1,140 households.",
        "accepted_by": "Accepted by: Margit Solheim",
        "until": "Valid until: 12 June",
        "trigger": "Ends at once if: five refused requests come in a minute.",
        "mitigation": "Mitigation: Minh limits the requests by 25 May.",
        "told": "Told: Birgitta Lehn, on 21 May.",
    },
    "debt_memo": {
        "debt": "What it is: the jobs table stands in the main database for now.",
        "interest": "What it costs today: 11 hours a week.",
        "principal": "What repaying takes: five engineer-weeks.",
        "payback": "Paid back: after 18 weeks.",
        "risk": "Risk: a locked morning, twice last year.",
        "range": "How sure: between 9 and 14 hours, we counted.",
        "alternatives": "Other ways: leave it, and pay on.",
        "ask": "Ask: Sanne, please decide on 14 May.",
    },
}


@pytest.mark.parametrize("name", READERS)
def test_a_form_in_plain_labels_lacks_nothing(name: str) -> None:
    """What a learner writes behind plain labels is found, whole."""
    report = READERS[name][0]("\n".join(COMPLETE[name].values()))

    assert () == report.missing


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_each_part_is_missed_alone(name: str, part: str) -> None:
    """Taking one part away is noticed, and nothing else is."""
    rows = [row for key, row in COMPLETE[name].items() if key != part]
    report = READERS[name][0]("\n".join(rows))

    assert [part] == [each.name for each in report.missing]
    assert READERS[name][1].SAYS[part][1] in report[part].message


@pytest.mark.parametrize(("name", "row"), EVERY, ids=[row["id"] for _, row in EVERY])
def test_a_finding_quotes_the_text(name: str, row: dict[str, Any]) -> None:
    """The words that a finding rests on stand in the text exactly so."""
    words = " ".join(row["text"].split())
    for finding in READERS[name][0](row["text"]).findings:
        assert finding.present == bool(finding.span)
        assert " ".join(finding.span.split()) in words, finding


def f1(name: str, part: str, split: str) -> float:
    """F1 of one label on one half of the set."""
    pairs = [
        (READERS[name][0](row["text"])[part].present, row["labels"][part])
        for row in LABELLED[name]
        if row["split"] == split
    ]
    both = sum(said and true for said, true in pairs)
    return 2 * both / (sum(said for said, _ in pairs) + sum(true for _, true in pairs))


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_a_reader_is_as_good_as_it_says(name: str, part: str) -> None:
    """F1 of 0.9 where the words were tuned, and no less than 0.6 on texts written afterwards."""
    assert f1(name, part, "dev") >= 0.9
    assert f1(name, part, "test") >= 0.6


@pytest.mark.parametrize("name", READERS)
def test_a_text_without_substance_gets_little(name: str) -> None:
    """Stock sentences that any paper could have hold no part, in the whole set."""
    for row in LABELLED[name]:
        if not any(row["labels"].values()):
            found = [each.name for each in READERS[name][0](row["text"]).findings if each.present]
            assert len(found) <= 1, (row["id"], found)


@pytest.mark.parametrize("name", READERS)
def test_the_set_has_enough_of_each(name: str) -> None:
    """At least 40 texts, both halves, and each label true and false in both."""
    rows = LABELLED[name]

    assert len(rows) >= 40
    assert len({row["id"] for row in rows}) == len(rows)
    for split in ("dev", "test"):
        half = [row["labels"] for row in rows if row["split"] == split]
        assert len(half) >= 12
        for part in READERS[name][1].SAYS:
            assert {True, False} == {labels[part] for labels in half}, (split, part)


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    """Whatever is typed, there are eight findings and no exception."""
    for read, module in READERS.values():
        report = read(text)
        assert list(module.SAYS) == [each.name for each in report.findings]
        assert all(each.advice and each.cannot for each in report.findings)


ODD = {
    "empty": "",
    "hundred kB": "We accept it until 3 May if it fails. " * 3_000,
    "one line": "x" * 100_000,
    "digits": "1 " * 50_000,
    "numbers": "1,000," * 20_000,
    "headings": "# a\n" * 30_000,
    "stars": "*" * 50_000,
    "bars": "| " * 40_000,
    "labels": "a: " * 30_000,
    "capitals": "A. B " * 20_000,
    "spaces": "a" + " " * 100_000 + "b",
    "brackets": "(" * 50_000,
    "between": "between one " * 10_000,
    "comment": "<!--" * 20_000,
    "fence": "```\n" * 20_000,
    "Chinese": "# 风险\n我们接受到六月。",
    "Arabic": "# خطر\nنقبل",
    "emoji": "# 🚀\n✅ 🎉",
    "HTML": "<script>alert(1)</script><h1>Accepted by: Jan</h1>",
    "code": "def accept():\n    return 'risk'\n" * 100,
    "nulls": "\0" * 1_000,
    "surrogate": "\ud800 until 3 May",
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_are_read_quickly(name: str, odd: str) -> None:
    """No text makes a pattern run away."""
    read, module = READERS[name]
    started = time.process_time()
    report = read(ODD[odd])

    assert time.process_time() - started < 5, "a pattern backtracks"
    assert (module.TOO_LONG in report.limits) is (len(ODD[odd]) > 20_000)
    assert set(module.LIMITS) <= set(report.limits)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_says_the_same_twice(name: str) -> None:
    """The same text gets the same findings."""
    for row in LABELLED[name][:6]:
        assert READERS[name][0](row["text"]) == READERS[name][0](row["text"])


def test_markup_is_quoted_as_it_stands_and_escaped_by_whoever_shows_it() -> None:
    """A quote is the learner's own text; it is the page that escapes it."""
    span = check_risk_acceptance("Accepted by: <b>Jan de Boer</b>")["accepted_by"].span

    assert "<b>Jan de Boer</b>" == span


def test_sentences_keep_names_whole() -> None:
    """An abbreviation does not end a sentence."""
    assert ("Signed by Mr. Hall.", "Until 3 May.") == sentences_of(
        "Signed by Mr. Hall. Until 3 May."
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("## Valid until\n3 May", "until"),
        ("**Valid until**: 3 May", "until"),
        ("Valid until: 3 May", "until"),
        ("- Valid until: 3 May", "until"),
        ("5. Valid until: 3 May", "until"),
        ("| Valid until | 3 May |", "until"),
        ("We had a talk. Valid until: 3 May", "until"),
        ("Valid until\n3 May", "until"),
    ],
)
def test_a_label_is_understood_in_every_common_form(text: str, role: str) -> None:
    """Headings, bold words, lists, tables and plain labels name what stands behind them."""
    found = [line for line in lines_of(text, risk.ROLES) if line.text == "3 May"]

    assert [role] == [line.role for line in found]

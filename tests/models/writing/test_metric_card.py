"""The reader of metric cards: parts, quotes, labelled texts, any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_texts import f1_of

from leadlab.models.writing.metric_card import SAYS, check_metric_card

TEXTS = Path(__file__).parents[2] / "data" / "texts" / "metric_card.jsonl"
ROWS = [json.loads(row) for row in TEXTS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_labelled_cards_are_read_as_labelled(row: dict[str, Any]) -> None:
    """Each part of each labelled card is found, or missed, as its label says."""
    report = check_metric_card(row["text"])

    assert row["labels"] == {name: report[name].present for name in SAYS}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_finding_quotes_the_text(row: dict[str, Any]) -> None:
    """The words that a finding rests on stand in the text exactly so."""
    words = " ".join(row["text"].split())

    for finding in check_metric_card(row["text"]).findings:
        assert finding.present == bool(finding.span)
        assert " ".join(finding.span.split()) in words, finding


FRESH = [
    json.loads(row)
    for row in (TEXTS.parent / "metric_card_fresh.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("split", "least"), [("dev", 0.97), ("test", 0.88)])
def test_cards_in_free_wording_are_read_too(split: str, least: float) -> None:
    """On cards in free wording the parts keep the F1 that the guide prints, less a part or two."""
    pairs = []
    for row in FRESH:
        if row["split"] == split:
            report = check_metric_card(row["text"])
            pairs += [(report[name].present, row["labels"][name]) for name in SAYS]

    assert f1_of(pairs) >= least


@pytest.mark.parametrize(
    ("text", "name", "present"),
    [
        ("It lets Ann choose each week between two vendors.", "decision", True),
        ("It is good to know.", "decision", False),
        ("The bill of the provider feeds it.", "source", True),
        ("From many places.", "source", False),
        ("Over 5 % Ann quarantines the part.", "action", True),
        ("Over 5 % is bad.", "action", False),
        ("Ann quarantines the part.", "action", False),
        ("We also watch the share of reopened ones.", "guard", True),
        ("We watch it closely.", "guard", False),
        ("Nobody's bonus depends on it.", "not_for", True),
        ("The bonus depends on it.", "not_for", False),
        ("It lapses on 3 May.", "stop", True),
        ("It lapses some day.", "stop", False),
        ("In charge: Ann Berg", "owner", True),
        ("In charge: all of us", "owner", False),
    ],
)
def test_a_part_needs_what_makes_it_one(text: str, name: str, present: bool) -> None:
    """A verb of choosing needs a choice, a value an act, an end a day, an owner a name."""
    assert present == check_metric_card(text)[name].present


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """Whatever comes, there is a report with every part in it."""
    assert list(SAYS) == [each.name for each in check_metric_card(text).findings]

"""The reader of metric cards: parts, quotes, labelled texts, any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """Whatever comes, there is a report with every part in it."""
    assert list(SAYS) == [each.name for each in check_metric_card(text).findings]

"""The checker of incident notes tells blame from facts and conditions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from blame_ideas import IDEAS, hits, near_misses
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_texts import ODD, check_odd, check_report, f1_of

from leadlab.models.writing import check_incident_note
from leadlab.models.writing.incident_note import SAYS

TEXTS = Path(__file__).parents[2] / "data" / "texts"
LABELLED = [
    json.loads(line)
    for name in ("blameless", "blameless_more", "blameless_transcribed", "blameless_rounds")
    for line in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]


@cache
def missing(text: str) -> tuple[str, ...]:
    """What a note lacks."""
    return tuple(each.name for each in check_incident_note(text).missing)


def test_the_checker_is_as_good_as_it_says() -> None:
    """On the notes that it was tuned on blame is found with an F1 of 0.95."""
    pairs = [
        (bool(missing(each["text"])), each["label"] == "blaming")
        for each in LABELLED
        if each["split"] == "dev"
    ]
    assert f1_of(pairs) >= 0.95


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ravi should have checked the name.", ("no_should_have",)),
        ("The failover should have taken 30 seconds.", ()),
        ("If only Mirela had read it, we would be fine.", ("no_should_have",)),
        ("If only the log had listed it, we would be fine.", ()),
        ("The backup job failed to start.", ()),
        ("The engineer failed to notice it.", ("no_verdict",)),
        ("Root cause: human error.", ("goes_past_error",)),
        ('The first draft said "human error". We struck that out.', ()),
        ("We don't use human error as a cause.", ()),
        ("Action: staff are to be more careful.", ("remedy_in_system",)),
        ("Action: the tool asks for the name.", ()),
        ("She carelessly closed the alert.", ("no_verdict",)),
        ("Kamal deployed at 16:50. There was no rule against it.", ()),
        ("", ()),
    ],
)
def test_the_definitions_hold(text: str, expected: tuple[str, ...]) -> None:
    """Notes on the edge of each definition fall on the right side."""
    assert expected == missing(text)


@pytest.mark.parametrize("idea", IDEAS)
def test_each_kind_of_blame_is_read(idea: str) -> None:
    """Every sentence that blames in this way lacks something; the near misses lack nothing."""
    assert [] == [text for text in hits(idea) if not missing(text)]
    assert [] == [text for text in near_misses(idea) if missing(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We don't use human error as a cause.", ()),
        ("Nobody is to blame; the names differ by one hyphen.", ()),
        ("Nobody is to blame, but Ravi was careless.", ("no_verdict",)),
        ("The auditors asked whether somebody had been negligent.", ()),
        ("It was not a lack of care; both prompts read db1.", ()),
    ],
)
def test_blame_that_is_named_to_be_rejected_is_none(text: str, expected: tuple[str, ...]) -> None:
    """A rejection holds for its own part of a sentence, not for what stands behind "but"."""
    assert expected == missing(text)


def test_a_finding_quotes_the_text_and_says_what_to_do() -> None:
    """The words that a finding rests on stand in the text exactly so."""
    for item in LABELLED:
        check_report(check_incident_note(item["text"]), item["text"])


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_survived(name: str) -> None:
    """No text makes an exception, takes long, or brings its markup into the report."""
    check_odd(check_incident_note, name)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    """Whatever is typed, there are four findings and no exception."""
    assert list(SAYS) == [each.name for each in check_incident_note(text).findings]

"""The checker of review comments finds reason, change, question, praise, tone and target."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_texts import ODD, check_odd, check_report, f1_of
from person_ideas import IDEAS, hits, near_misses

from leadlab.models.writing import check_review_comment
from leadlab.models.writing.review_comments import SAYS

TEXTS = Path(__file__).parents[2] / "data" / "texts"
LABELLED = [
    json.loads(line)
    for name in ("review_comments", "review_comments_more", "review_comments_transcribed")
    for line in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
ON_WHOM = [
    json.loads(line)
    for line in (TEXTS / "about_person_rounds.jsonl").read_text(encoding="utf-8").splitlines()
]
LABELS = ("explains_why", "actionable", "respectful", "asks", "praise", "about_person")


@cache
def found(text: str) -> frozenset[str]:
    """The labels that a comment has, in the words of the labelled sets."""
    report = check_review_comment(text)
    names = {each.name for each in report.findings if each.present}
    about = set() if "not_about_person" in names else {"about_person"}
    return frozenset(names - {"not_about_person"} | about)


@pytest.mark.parametrize("label", LABELS)
def test_the_checker_is_as_good_as_it_says(label: str) -> None:
    """On the comments that it was tuned on each label reaches an F1 of 0.9."""
    pairs = [
        (label in found(each["text"]), each["labels"][label])
        for each in LABELLED
        if each["split"] == "dev"
    ]
    assert f1_of(pairs) >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why isn't this `const`?", {"asks", "respectful"}),
        ("Should this be `const`?", {"actionable", "asks", "respectful"}),
        ("This could be `const`, leave it if you like.", {"respectful"}),
        ("Please explain the 0.83 to me.", {"respectful"}),
        ("Please explain the 0.83 in a comment.", {"actionable", "respectful"}),
        ("LGTM", {"respectful"}),
        ("LGTM, lovely work.", {"praise", "respectful"}),
        ("Interesting.", {"respectful"}),
        ("You should know that.", set()),
        ("You should know that the lock is held here.", {"respectful"}),
        ("Could this be one query for all?", {"actionable", "asks", "respectful"}),
        ("Could this be the reason for the crash?", {"asks", "respectful"}),
        ("Can this be null?", {"asks", "respectful"}),
        ("Brilliant, another singleton.", set()),
        ("Get this garbage out of `main()`.", {"actionable"}),
        ("You're good at this.", {"about_person", "praise", "respectful"}),
    ],
)
def test_the_definitions_hold(text: str, expected: set[str]) -> None:
    """Comments on the edge of each definition fall on the right side."""
    assert expected == found(text)


@pytest.mark.parametrize("idea", IDEAS)
def test_each_kind_of_remark_on_a_person_is_read(idea: str) -> None:
    """Every remark of this kind is on the person; the near misses are on the code."""
    assert [] == [text for text in hits(idea) if "about_person" not in found(text)]
    assert [] == [text for text in near_misses(idea) if "about_person" in found(text)]


def test_remarks_on_a_person_are_told_from_remarks_on_work() -> None:
    """On comments where only this label counts, half of them near misses, F1 is at least 0.95."""
    pairs = [
        ("about_person" in found(each["text"]), each["label"] == "about_person") for each in ON_WHOM
    ]
    assert f1_of(pairs) >= 0.95


def test_a_finding_quotes_the_text_and_says_what_to_do() -> None:
    """The words that a finding rests on stand in the text exactly so."""
    for item in LABELLED:
        check_report(check_review_comment(item["text"]), item["text"])


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_survived(name: str) -> None:
    """No text makes an exception, takes long, or brings its markup into the report."""
    check_odd(check_review_comment, name)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    """Whatever is typed, there are six findings and no exception."""
    assert list(SAYS) == [each.name for each in check_review_comment(text).findings]

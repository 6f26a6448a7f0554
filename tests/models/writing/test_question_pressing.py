"""Questions that press for one answer are told from those that name both ends and leave it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from odd_texts import f1_of

from leadlab.models.writing import question_kind

TEXTS = Path(__file__).parents[2] / "data" / "texts" / "questions_pressing.jsonl"
TURNS = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]


@cache
def kind_of(text: str) -> str:
    """The kind of a turn, read once."""
    return question_kind(text).kind


@pytest.mark.parametrize(
    ("kind", "least"), [("closed", 0.9), ("leading", 0.9), ("advice_in_disguise", 0.9)]
)
def test_pairs_that_differ_in_little_are_told_apart(kind: str, least: float) -> None:
    """On turns of which half stand in pairs, from which the frames were drawn."""
    pairs = [(kind_of(each["text"]) == kind, each["label"] == kind) for each in TURNS]
    assert f1_of(pairs) >= least


IDEAS = {
    "what was told is held up to be named": [
        ("The ferry sank twice. Are we still calling it seaworthy?", "leading"),
        ("Is that how you would like your own letters answered?", "leading"),
        ("Does that look like a finished roof to you?", "leading"),
        ("Would a grown-up baker need a note for that?", "leading"),
        ("Are we still meeting at the harbour?", "closed"),
        ("Is that the ferry you took?", "closed"),
        ("What does a good day at the bakery look like?", "open"),
    ],
    "somebody is said to be made to": [
        ("Did Odile talk you into the second stall?", "leading"),
        ("How long has the ladder been gathering dust?", "leading"),
        ("When were you going to own up to the harbour master?", "leading"),
        ("Did Odile talk to you about the second stall?", "closed"),
        ("How long has the ladder been in the shed?", "closed"),
    ],
    "too much is said": [
        ("Does anybody at all read the tide table?", "leading"),
        ("Did the boat even leave the harbour?", "leading"),
        ("Who could possibly want a third choir?", "leading"),
        ("Does anybody here own a boat?", "closed"),
        ("Who wanted a third choir?", "closed"),
        ("Is the number of rowers even or odd?", "closed"),
    ],
    "a tag that says the same again": [
        ("So the famous engine mended itself, did it?", "leading"),
        ("The choir is off key again, is it?", "leading"),
        ("Did the engine mend itself, or did Rui do it?", "closed"),
        ("She keeps bees, does she?", "closed"),
    ],
    "both ends are named": [
        ("Is the new ferry better, worse or the same?", "closed"),
        ("Is a two-hour rehearsal too long, too short or about right?", "closed"),
        ("Does the new lock speed the boats up or slow them down?", "closed"),
        ("Was the harbour master right or wrong to close the gate?", "closed"),
        ("Isn't the new ferry worse?", "leading"),
    ],
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [case for cases in IDEAS.values() for case in cases],
    ids=[f"{idea}: {text}" for idea, cases in IDEAS.items() for text, _ in cases],
)
def test_each_idea_takes_its_own_and_leaves_its_near_misses(text: str, kind: str) -> None:
    """A sentence of another world than the one that the frames were drawn from."""
    assert kind == kind_of(text)

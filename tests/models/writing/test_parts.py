"""Readers of contracts, plans, agendas and scorecards: parts, quotes, any text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_texts import ODD, check_odd, check_report, f1_of

from leadlab.models.writing import (
    TextReport,
    agenda,
    check_agenda,
    check_delegation,
    check_growth_plan,
    check_scorecard,
    delegation,
    growth_plan,
    scorecard,
)
from leadlab.models.writing.parts import HOLLOW, Part

TEXTS = Path(__file__).parents[2] / "data" / "texts"
Reader = Callable[[str], TextReport]
READERS: dict[str, tuple[Reader, tuple[Part, ...]]] = {
    "delegation": (check_delegation, delegation.PARTS),
    "growth_plan": (check_growth_plan, growth_plan.PARTS),
    "agenda": (check_agenda, agenda.PARTS),
    "scorecard": (check_scorecard, scorecard.PARTS),
}
LABELLED = {
    name: [
        json.loads(row)
        for row in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for name in READERS
}
COMPLETE = {
    "delegation": {
        "outcome": "Outcome: every school changes its timetable without a ticket.",
        "owner": "Owner: Amal Haddad",
        "authority": "You decide alone which tool we use.",
        "limits": "Ask me before you change anything that customers see.",
        "resources": "Budget: 5,000 euros",
        "checkpoints": "Checkpoints: every Tuesday.",
        "deadline": "Deadline: 30 June",
        "escalation": "Come back to me if it grows beyond 20 days.",
    },
    "growth_plan": {
        "goal": "Goal: run a design review alone.",
        "own_wish": "Why: Amal asked for it in March.",
        "start": "Today: she has sat in on four reviews.",
        "task": "Task: the move of the label printers.",
        "support": "Mentor: Birgitta, an hour a week.",
        "evidence": "Measure: three reviews led.",
        "review": "Review: on 1 July.",
        "first_step": "First step: by Friday she asks Lena for the list.",
    },
    "agenda": {
        "their_topics": "What is on your mind?",
        "wellbeing": "How is your load?",
        "follow_up": "From last time: the second monitor.",
        "feedback": "What could I have done better?",
        "growth": "Where do you want to be in a year?",
        "obstacles": "What is in your way?",
        "next_steps": "Next steps: who does what by when.",
    },
    "scorecard": {
        "criterion": "Criterion: finds the cause before proposing a fix",
        "evidence": "Evidence: she asked for the row counts first.",
        "rating": "Rating: 3 of 4",
        "anchors": "Anchors: 4 = names two alternatives and their costs",
        "not_seen": "Not assessed: work with a team.",
        "recommendation": "Recommendation: hire, 70 % sure",
        "independent": "Written before the debrief.",
    },
}
EACH = [(name, part.name) for name, (_, parts) in READERS.items() for part in parts]


@pytest.mark.parametrize("name", READERS)
def test_a_complete_text_lacks_nothing(name: str) -> None:
    """A text with every part, each on its own line, has every part."""
    check, parts = READERS[name]
    assert [part.name for part in parts] == list(COMPLETE[name])
    assert () == check("\n".join(COMPLETE[name].values())).missing


@pytest.mark.parametrize(("name", "part"), EACH)
def test_each_part_is_missed_alone(name: str, part: str) -> None:
    """Taking one line away is noticed, and nothing else is."""
    check, _ = READERS[name]
    rest = [line for key, line in COMPLETE[name].items() if key != part]
    assert [part] == [each.name for each in check("\n".join(rest)).missing]


def test_a_contract_in_whole_sentences_lacks_nothing() -> None:
    """Nobody has to write labels; what people say to one another is read as well."""
    said = """Minh will run the restore test by 27 August.
By 27 August last night's backup is restored on a second machine.
You own it, and you choose machine and order.
Don't delete any table; anything beyond 3500 euro you ask me first.
You have one day a week.
We talk every other Tuesday.
Come to me if a restore takes longer than nine hours."""
    assert () == check_delegation(said).missing


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("By 12 June we should have talked.", "outcome"),
        ("Kirsty will take his tickets.", "owner"),
        ("The team will own the result.", "owner"),
        ("Nothing beyond the usual.", "limits"),
        ("Come to me if anything comes up.", "escalation"),
        ("Outcome: good.", "outcome"),
        ("Support: time.", "resources"),
        ("Talks: sometimes.", "checkpoints"),
    ],
)
def test_words_that_stand_near_are_no_part_of_a_contract(said: str, part: str) -> None:
    """A sentence that sounds alike says none of it."""
    assert not check_delegation(said)[part].present


def test_a_plan_in_whole_sentences_has_its_goal_and_its_start() -> None:
    """What somebody wants to be able to do is a goal, and what they do today a start."""
    said = "I want to be able to run a review alone.\nToday I take notes and rarely speak."
    report = check_growth_plan(said)
    assert (True, True) == (report["goal"].present, report["start"].present)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("By Thursday, Lena sends me the draft.", True),
        ("I'll talk to Kim before our next one-to-one.", True),
        ("You: book the room (until Friday).", True),
        ("- [ ] Mia: write the RFC, Wednesday", True),
        ("Before we part: one thing each of us does until the 14th", True),
        ("Last time you sent the draft on Thursday.", False),
        ("Will you be done by Friday?", False),
        ("The server will restart on Friday.", False),
        ("We should talk more often.", False),
        ("Open actions from 3 May: rota (me), outline (you)", False),
    ],
)
def test_a_promise_with_a_day_is_a_next_step(said: str, expected: bool) -> None:
    """Who does what by when is found without a label; what is past, asked or a thing's is none."""
    assert expected == check_agenda(said)["next_steps"].present


@pytest.mark.parametrize(("name", "part"), EACH)
def test_an_empty_field_is_no_part(name: str, part: str) -> None:
    """A label with "tbd" behind it says nothing."""
    check, _ = READERS[name]
    label = COMPLETE[name][part].partition(":")[0]
    if ":" in COMPLETE[name][part]:
        assert not check(f"{label}: tbd")[part].present
    assert HOLLOW.fullmatch("tbd.")


@pytest.mark.parametrize(("name", "part"), EACH)
def test_the_readers_are_as_good_as_they_say(name: str, part: str) -> None:
    """On the texts that they were tuned on each part reaches an F1 of 0.85."""
    check, _ = READERS[name]
    pairs = [
        (check(each["text"])[part].present, each["labels"][part])
        for each in LABELLED[name]
        if each["split"] == "dev"
    ]
    assert f1_of(pairs) >= 0.85


FREE = [
    json.loads(row)
    for row in (TEXTS / "agenda_free.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("part", [part.name for part in agenda.PARTS])
def test_freely_written_agendas_are_read_as_well_as_it_says(part: str) -> None:
    """On the mails, lists and prose that it was tuned on each part reaches an F1 of 0.95."""
    pairs = [
        (check_agenda(each["text"])[part].present, each["labels"][part])
        for each in FREE
        if each["split"] == "dev"
    ]
    assert f1_of(pairs) >= 0.95


@pytest.mark.parametrize("name", READERS)
def test_a_finding_quotes_the_text_and_says_what_to_do(name: str) -> None:
    """The words that a finding rests on stand in the text exactly so."""
    for item in LABELLED[name]:
        check_report(READERS[name][0](item["text"]), item["text"])


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", READERS)
def test_odd_texts_are_survived(name: str, odd: str) -> None:
    """No text makes an exception, takes long, or brings its markup into the report."""
    check_odd(READERS[name][0], odd)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.text(max_size=300))
def test_any_text_is_survived(name: str, text: str) -> None:
    """Whatever is typed, there is a finding for each part and no exception."""
    check, parts = READERS[name]
    assert [part.name for part in parts] == [each.name for each in check(text).findings]

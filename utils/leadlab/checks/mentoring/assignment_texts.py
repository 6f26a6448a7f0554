"""Graded texts: three messages rewritten, and a delegation contract with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.running import a_kind, is_blank
from leadlab.checks.writing import OPEN, has
from leadlab.models.writing import check_delegation, check_feedback

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SPOILING = ("no_trait_word", "no_mind_reading", "no_vague_generalisation")
NOTES: tuple[dict[str, str], ...] = (
    {"who": "Tomasz", "when": "{day}'s review",
     "seen": "he posted two pages of remarks on Rui's note; Rui closed it and asked Leila "
     "{number} questions in private", "names": "pages remarks note",
     "draft": "Tomasz, you always overwhelm people with your remarks."},
    {"who": "Kirsty", "when": "{day}'s planning",
     "seen": "she read out a list of failures; Goran left at number {number} and did not come "
     "back", "names": "list failures read",
     "draft": "Kirsty, you are too blunt and you obviously enjoy it."},
    {"who": "Minh", "when": "{day}'s restore",
     "seen": "he wrote each step into the channel as he took it; Adaeze took over after {number} "
     "minutes without a call", "names": "step steps wrote channel",
     "draft": "Great job, Minh, you are a real professional."},
    {"who": "Leila", "when": "the call on {day}",
     "seen": "she said that the format changes in May; Sanne moved {number} cards the same evening",
     "names": "format call said", "draft": "Leila, nice that you speak up for once."},
    {"who": "Adaeze", "when": "{day} at 05:50",
     "seen": "she merged a change into sync and told nobody; Minh was woken and searched for "
     "{number} minutes", "names": "merged change sync",
     "draft": "Adaeze, you clearly think that rules are for the others. It might be a risk."},
    {"who": "Goran", "when": "{day}'s demonstration",
     "seen": "he asked Mrs Lehn to click herself; she found {number} buttons that nobody needs",
     "names": "asked click clicked lehn", "draft": "Goran, you were brilliant."},
)  # fmt: skip
MESSAGES = 3
PARTS = {"situation": 0.5, "behaviour": 0.5, "impact": 0.5, "question_or_request": 0.5}


def draw_notes(rng: np.random.Generator) -> Mapping[str, Any]:
    """Three of the notes, each with a day and a number, and the draft that nobody should get."""
    chosen = rng.permutation(len(NOTES))[:MESSAGES]
    rows = []
    for at in chosen:
        day, number = str(rng.choice(DAYS)), int(rng.integers(4, 30))
        row = {name: words.format(day=day, number=number) for name, words in NOTES[at].items()}
        rows.append({key: row[key] for key in ("who", "when", "seen", "draft")})
    return {"notes": rows}


def untouched_texts(answer: object) -> bool:
    """Whether every text is empty, as the notebook ships it.

    >>> untouched_texts({"Kirsty": ""}), untouched_texts({"Kirsty": "On Monday"})
    (True, False)
    """
    return isinstance(answer, Mapping) and all(
        is_blank(each) or (isinstance(each, str) and not each.strip()) for each in answer.values()
    )


@exercise(
    "mentoring.three_rewrites",
    title="Three messages, written again",
    concepts=("G-05", "G-06", "G-13", "C-27", "Q-04", "S-15"),
    points=9,
    kind="structured text",
    hints=(
        "Keep the occasion and what was seen; throw the draft away.",
        "When, what a recording would show, who did what because of it, and a question.",
        '"In Thursday\'s review you …. Rui then …. What made you choose that form?"',
    ),
    solution="""
        For Tomasz, say: "In Thursday's review you posted two pages of remarks on Rui's note. Rui
        closed it and asked Leila nine questions in private. Which one remark would you have
        started with?"
        Praise has the same parts: "In Tuesday's restore you wrote each step into the channel.
        Adaeze took over after six minutes without a call. How did you come to do it that way?"
        """,
    draw=draw_notes,
    untouched=untouched_texts,
)
def three_rewrites(answer: object, *, instance: Instance) -> Iterator[Check | str]:
    """The parts of each message, that it keeps to what was seen, and that nothing spoils it."""
    given = answer if isinstance(answer, Mapping) else {}
    if not isinstance(answer, Mapping):
        yield f"Give a dictionary from name to text; this is {a_kind(answer)}."
    for note in instance["notes"]:
        text = given.get(note["who"], "")
        yield from _message(dict(note), text if isinstance(text, str) else "")
    yield from check_feedback("").limits


def _message(note: Mapping[str, str], text: str) -> Iterator[Check]:
    who, report = note["who"], check_feedback(text)
    about = _is_about(note, text)
    for name, points in PARTS.items():
        line = has(report[name], points=points, tag=f"no_{name}")
        held = line.held and about
        told = line.message or ABOUT
        yield Check(
            says=f"{who}: {line.says}" if held else f"{who}: {report[name].says}",
            held=held, points=points, message=told, tag="another_case" if line.held else line.tag,
        )  # fmt: skip
    faults = [report[each] for each in SPOILING if not report[each].present]
    clean = about and report["behaviour"].present and not faults
    yield Check(
        says=f"{who}: no verdict, no motive, no sweeping word",
        held=clean,
        message=faults[0].message if faults else "There is no act in it that could be spoilt.",
        tag=faults[0].name if faults else "",
    )


ABOUT = "Keep to the occasion and the act of your note."


def _is_about(note: Mapping[str, str], text: str) -> bool:
    """Whether a text names the day and the thing that were noted."""
    lower = text.lower()
    day = next(each.lower() for each in DAYS if each in note["when"])
    names = next(each["names"] for each in NOTES if each["who"] == note["who"])
    return day in lower and any(word in lower for word in names.split())


def draw_handover(rng: np.random.Generator) -> Mapping[str, Any]:
    """A piece of work, who takes it, and the limits that the house sets."""
    work, word = (
        ("the move of the jobs out of the main database", "jobs"),
        ("the restore test of the backup", "restore"),
        ("the new format for swaps", "swaps"),
        ("the report on late visits", "late visits"),
    )[int(rng.integers(4))]
    return {
        "who": str(rng.choice(["Tomasz", "Kirsty", "Minh", "Leila"])),
        "work": work,
        "word": word,
        "euro": int(rng.integers(3, 10)) * 500,
        "days_a_week": int(rng.integers(1, 4)),
        "last_day": f"{int(rng.integers(11, 29))} August",
    }


CONTRACT_PARTS = {
    "outcome": 1.0, "owner": 0.5, "authority": 1.0, "limits": 1.0, "resources": 0.5,
    "checkpoints": 0.5, "deadline": 0.5, "escalation": 1.0,
}  # fmt: skip
CONTRACT_TAGS = {
    "owner": "promise_without_owner", "authority": "order_for_delegation",
    "limits": "no_limits", "escalation": "no_tripwire",
}  # fmt: skip


@exercise(
    "mentoring.contract",
    title="A delegation contract",
    concepts=("G-19", "G-20", "G-21", "G-22", "G-23", "P-16", "P-25", "P-26", "R-15"),
    points=7,
    kind="structured text",
    hints=(
        "Read it as the one who takes it on: what may I decide on Monday without asking?",
        "Eight parts, each behind a plain label: what is true at the end, not how it is done.",
        '"Done when: …", "May decide: …", "Not without me: …", "Resources: …", "Call me if: …".',
    ),
    solution="""
        Done when: alarms are sent from the new table for a week, and nobody was woken by it.
        Owner: Tomasz
        May decide: the order of the steps, the library, and when he releases.
        Not without me: anything above 2,000 euro, and the fields that Settlement reads.
        Resources: 2 days a week until then, and Minh for an hour when he asks.
        Talks: every second Thursday, fifteen minutes.
        Deadline: 22 August
        Call me if: two releases in a row are rolled back, or the days are not enough.
        Why: a locked morning costs agencies their rounds.
        """,
    draw=draw_handover,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def contract(text: str, *, instance: Instance) -> Iterator[Check | str]:
    """Eight parts of a contract, and that it is about this work with its limits."""
    said = OPEN.sub("", text) if isinstance(text, str) else ""
    report = check_delegation(said)
    for name, points in CONTRACT_PARTS.items():
        yield has(report[name], points=points, tag=CONTRACT_TAGS.get(name, f"no_{name}"))
    wanted = {
        instance.who: instance.who.lower(),
        "the work": instance.word,
        "the euro": f"{instance.euro:,}",
        "the last day": instance.last_day.lower(),
    }
    plain = said.lower().replace(str(instance.euro), f"{instance.euro:,}")
    missing = [name for name, words in wanted.items() if words not in plain]
    yield Check(
        says="this work, with its person, money and day",
        held=not missing,
        share=1 - len(missing) / len(wanted),
        message=f"Missing: {', '.join(missing)}. Whoever reads it later has only this page.",
        tag="contract_of_nobody" if missing else "",
    )
    yield from report.limits

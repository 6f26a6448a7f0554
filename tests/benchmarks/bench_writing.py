"""How well the text checkers do on labelled texts: precision, recall, F1 and what was confused.

Run `python tests/benchmarks/bench_writing.py`; `--errors` lists what they got wrong on the texts
that they were tuned on.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadlab.models.writing import (
    TextReport,
    agenda,
    check_agenda,
    check_debt_memo,
    check_decision_record,
    check_delegation,
    check_feedback,
    check_growth_plan,
    check_incident_note,
    check_metric_card,
    check_question,
    check_review_comment,
    check_risk_acceptance,
    check_scorecard,
    delegation,
    growth_plan,
    question_kind,
    scorecard,
)
from leadlab.models.writing.debt_memo import SAYS as MEMO_PARTS
from leadlab.models.writing.metric_card import SAYS as CARD_PARTS
from leadlab.models.writing.parts import Part
from leadlab.models.writing.questions import KINDS
from leadlab.models.writing.risk_acceptance import SAYS as ACCEPTANCE_PARTS

TEXTS = Path(__file__).parent.parent / "data" / "texts"


@dataclass(frozen=True)
class Subject:
    """A checker and the labelled texts that it is measured on."""

    check: Callable[[str], TextReport]
    files: tuple[str, ...]
    labels: Mapping[str, str]
    """Label of the texts by the finding that stands for it; `no_` and `not_` turn it round."""
    kind: Callable[[str], str] | None = None
    """For texts of exactly one kind: what tells the kind."""


FEEDBACK = {
    "situation": "situation",
    "behaviour": "behaviour",
    "impact": "impact",
    "no_trait_word": "trait_word",
    "no_mind_reading": "mind_reading",
    "no_vague_generalisation": "vague",
    "question_or_request": "has_question_or_request",
}
RECORD = {
    name: name
    for name in (
        "context_neutral", "options_count", "states_decision", "rationale",
        "positive_consequences", "negative_consequences", "review_trigger_or_date",
        "reversibility", "owner", "probability_or_confidence",
    )
}  # fmt: skip
COMMENT = {
    "explains_why": "explains_why",
    "actionable": "actionable",
    "respectful": "respectful",
    "asks": "asks",
    "praise": "praise",
    "not_about_person": "about_person",
}


def named(parts: Iterable[Part]) -> dict[str, str]:
    """Parts by their own names."""
    return {part.name: part.name for part in parts}


SUBJECTS = {
    "decision records": Subject(check_decision_record, ("adr",), RECORD),
    "feedback": Subject(check_feedback, ("sbi", "sbi_more"), FEEDBACK),
    "risk acceptances": Subject(
        check_risk_acceptance, ("risk_acceptance",), {name: name for name in ACCEPTANCE_PARTS}
    ),
    "debt memos": Subject(check_debt_memo, ("debt_memo",), {name: name for name in MEMO_PARTS}),
    "review comments": Subject(
        check_review_comment,
        ("review_comments", "review_comments_more", "review_comments_transcribed"),
        COMMENT,
    ),
    "delegation contracts": Subject(
        check_delegation, ("delegation", "delegation_free"), named(delegation.PARTS)
    ),
    "growth plans": Subject(
        check_growth_plan, ("growth_plan", "growth_plan_free"), named(growth_plan.PARTS)
    ),
    "agendas": Subject(check_agenda, ("agenda", "agenda_free"), named(agenda.PARTS)),
    "scorecards": Subject(check_scorecard, ("scorecard", "scorecard_free"), named(scorecard.PARTS)),
    "metric cards": Subject(
        check_metric_card,
        ("metric_card", "metric_card_fresh"),
        {name: name for name in CARD_PARTS},
    ),
    "incident notes": Subject(
        check_incident_note,
        ("blameless", "blameless_more", "blameless_transcribed", "blameless_rounds"),
        {kind: kind for kind in ("blaming", "blameless")},
        kind=lambda text: "blaming" if check_incident_note(text).missing else "blameless",
    ),
    "a mentor's questions": Subject(
        check_question,
        (
            "questions",
            "questions_more",
            "questions_lately",
            "questions_fresh",
            "questions_transcribed",
        ),
        {kind: kind for kind in KINDS},
        kind=lambda text: question_kind(text).kind,
    ),
    "a mentor's questions, new voices": Subject(
        check_question,
        ("questions_voices", "questions_pressing"),
        {kind: kind for kind in KINDS},
        kind=lambda text: question_kind(text).kind,
    ),
}


def texts(files: Iterable[str], split: str) -> list[dict[str, Any]]:
    """The labelled texts of one split, dev or test."""
    lines = [
        line
        for name in files
        for line in (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [each for each in map(json.loads, lines) if each["split"] == split]


def said(subject: Subject, text: str) -> dict[str, Any]:
    """What the checker says, in the form of the labels."""
    if subject.kind:
        kind = subject.kind(text)
        return {label: label == kind for label in subject.labels}
    report = subject.check(text)
    result: dict[str, Any] = {}
    for name, label in subject.labels.items():
        finding = report[name]
        absence = name != label and name.startswith(("no_", "not_"))
        result[label] = finding.count if finding.count is not None else finding.present != absence
    return result


def true(subject: Subject, item: Mapping[str, Any]) -> dict[str, Any]:
    """What the labels say, in the form of `said`."""
    if subject.kind:
        return {label: label == item["label"] for label in subject.labels}
    return dict(item["labels"])


def scores(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Counts, precision, recall and F1 of (said, true) pairs."""
    listed = list(pairs)
    right = sum(said and true for said, true in listed)
    extra = sum(said and not true for said, true in listed)
    missed = sum(true and not said for said, true in listed)
    return {
        "right": right,
        "extra": extra,
        "missed": missed,
        "neither": len(listed) - right - extra - missed,
        "precision": right / max(right + extra, 1),
        "recall": right / max(right + missed, 1),
        "F1": 2 * right / max(2 * right + extra + missed, 1),
    }


def table(subject: Subject, split: str) -> dict[str, dict[str, float]]:
    """Scores of every label on one split; for the number of options, how often it is exact."""
    labelled = [
        (said(subject, each["text"]), true(subject, each)) for each in texts(subject.files, split)
    ]
    result = {}
    for name in subject.labels.values():
        if name == "options_count":
            result[name] = {"exact": statistics.mean(a[name] == b[name] for a, b in labelled)}
        else:
            result[name] = scores((a[name], b[name]) for a, b in labelled)
    return result


def show(subject: Subject, split: str) -> None:
    """Print the table of one split, with the confusion counts of each label."""
    print(f"\n{split}: {len(texts(subject.files, split))} texts")
    print(
        f"{'label':28}{'right':>6}{'extra':>6}{'missed':>7}{'neither':>8}"
        f"{'precision':>10}{'recall':>8}{'F1':>6}"
    )
    for name, row in table(subject, split).items():
        if "exact" in row:
            print(f"{name:28}{'exact':>45}{row['exact']:6.2f}")
            continue
        counts = f"{row['right']:6}{row['extra']:6}{row['missed']:7}{row['neither']:8}"
        print(f"{name:28}{counts}{row['precision']:10.2f}{row['recall']:8.2f}{row['F1']:6.2f}")


def confusion(subject: Subject, split: str) -> None:
    """Print how often each kind was taken for each other; rows are the labels."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in texts(subject.files, split):
        counts[each["label"], subject.kind(each["text"])] += 1  # type: ignore[misc]  # labels are texts
    print(f"\n{'is / said':20}" + "".join(f"{kind[:9]:>11}" for kind in subject.labels))
    for row in subject.labels:
        print(f"{row:20}" + "".join(f"{counts[row, kind]:11}" for kind in subject.labels))


def times(subject: Subject) -> str:
    """How long a text takes, after the first one, which loads the tagger."""
    listed = [each["text"] for each in texts(subject.files, "dev")]
    subject.check(listed[0])
    taken = []
    for text in listed:
        started = time.perf_counter()
        subject.check(text + " ")
        taken.append(1000 * (time.perf_counter() - started))
    return f"ms per text: median {statistics.median(taken):.1f}, worst {max(taken):.1f}"


def main() -> None:
    """Print the tables of both splits and the time per text, for every checker."""
    for name, subject in SUBJECTS.items():
        print(f"\n=== {name}")
        for split in ("dev", "test"):
            show(subject, split)
            if subject.kind:
                confusion(subject, split)
        print(times(subject))
        if "--errors" in sys.argv:
            errors(subject)


def errors(subject: Subject) -> None:
    """List the disagreements on the dev split."""
    for each in texts(subject.files, "dev"):
        found, expected = said(subject, each["text"]), true(subject, each)
        for label in subject.labels.values():
            if found[label] != expected[label]:
                print(f"{each['id']} {label}: said {found[label]}: {each['text'][:160]!r}")


if __name__ == "__main__":
    main()

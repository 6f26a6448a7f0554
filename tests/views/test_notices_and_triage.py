"""The boards for notices and for triage show what the models say for the inputs as they stand."""

from __future__ import annotations

import pytest

import leadlab as lab
from leadlab.errors import LeadlabError
from leadlab.models.alerts import confusion, outcome_of
from leadlab.simulation.alert_log import best_rules
from leadlab.views.cockpit.rules import KINDS, NOBODY, WEEKS, NoticeRules, half_year
from leadlab.views.cockpit.triage import APART, QUARTERS, TriageConsole, quarter


def test_rules_are_those_of_the_inputs() -> None:
    """Each kind has the way that was chosen; a wait is in the rule and in the text of it."""
    board = NoticeRules()
    board.inputs["review waits"].value = ("digest", "pair")
    board.inputs["review waits wait"].value = 8

    assert "review waits after 8 h: digest pair" in board.rules_text.value
    assert list(KINDS) == [rule.kind for rule in board.rules()]


def test_the_sentence_and_the_table_are_of_the_model() -> None:
    """Hours in the sentence are those of the rules on this half-year; a row for each kind."""
    board = NoticeRules()
    happened, people = half_year(7)
    told = outcome_of(board.rules(), happened, people=people, weeks=WEEKS)
    _, rows = board.compute()

    assert f"{told.hours:.0f} hours a week" in board.sentence()
    assert len(KINDS) + 1 == len(rows)


def test_silence_and_the_best_rules_by_button() -> None:
    """Telling nobody of anything disturbs nobody; the button sets what costs least."""
    board = NoticeRules()
    for kind in KINDS:
        board.inputs[kind].value = NOBODY
    silent = board.sentence()
    board.best.click()
    happened, people = half_year(7)

    assert "interrupted 0.0 times a day" in silent
    assert best_rules(happened, people=people, weeks=WEEKS) == board.rules()


def test_dearer_notices_are_only_notices() -> None:
    """Three times as dear changes the hours of notices and not those of harm."""
    board = NoticeRules()
    board.inputs["dearness"].value = 0

    assert ": 0 for notices and " in board.sentence()


def test_the_console_counts_what_the_thresholds_see() -> None:
    """Two thresholds apart, both in the sentence; the table adds up to all reports."""
    board = TriageConsole()
    board.inputs["way"].value = APART
    board.inputs["phone"].value = 0.3
    _, rows = board.compute()
    total = confusion(quarter(3), {"app": 0.5, "phone": 0.3})

    assert f"From 0.5 by app and 0.3 by phone on {total.seen} of 880" in board.sentence()
    assert 880 == sum(int(cell) for cell in rows[1][1:5])
    assert [int(cell) for cell in rows[1][1:5]] == [
        int(a) + int(b) for a, b in zip(rows[2][1:5], rows[3][1:5], strict=True)
    ]


def test_the_prediction_holds_in_every_quarter() -> None:
    """At the cheapest threshold for all the phone is missed clearly more often."""
    for seed in range(1, QUARTERS + 1):
        rows = quarter(seed)
        hours = {
            at: confusion(rows, {"app": at, "phone": at}).hours(
                hours_to_look=0.75, hours_if_missed=8
            )
            for at in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
        }
        at = min(hours, key=lambda each: hours[each])
        app, phone = (
            confusion(rows, {"app": at, "phone": at}, entry=entry).missed_share
            for entry in ("app", "phone")
        )

        assert phone > app + 0.05


@pytest.mark.parametrize(
    ("name", "kind"),
    [("notices", "NoticeRules"), ("triage", "TriageConsole"), ("flight", "CockpitBoard")],
)
def test_the_cockpit_opens_them_and_refuses_other_data(name: str, kind: str) -> None:
    """Each is an instrument by its short name; what it cannot show is told in a sentence."""
    assert kind == type(lab.cockpit(name)).__name__
    with pytest.raises(LeadlabError, match="brings its own data"):
        lab.cockpit(name, "bugs")

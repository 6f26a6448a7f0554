"""Templates with headings: filled with words, read by the checkers, saved in two forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import leadlab as lab
from leadlab import catalog
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.writing import (
    TextReport,
    check_agenda,
    check_delegation,
    check_growth_plan,
)
from leadlab.notebook_template import FORMS
from leadlab.views.form_page import Form

PLAN: dict[str, Any] = {
    "title": "Kirsty, until September",
    "goal": "She will be able to answer a planner's question from data, alone.",
    "own_wish": "She wants to work with data, and said so in January.",
    "today": "Three questions on one table so far, each within two days.",
    "task": "The late visits of one agency, for the Thursday table.",
    "support": ["Tomasz reads each draft.", "Four hours a week without tickets."],
    "evidence": "Sanne decides something on it and asks nobody else.",
    "if_it_goes_wrong": "Minh takes the table back, and it stays out of her half-year note.",
    "review": "Every second Thursday.",
    "first_step": "On Monday she asks Patrice which of his visits run late.",
}
CONTRACT: dict[str, Any] = {
    "title": "Restore test, to Minh, from Monday",
    "outcome": "The backup of last night runs on a second machine, and Yusuf has the minutes.",
    "why_it_matters": "Nobody has restored it for 19 months, and the auditor asks in May.",
    "owner": "Minh, who said yes on Thursday.",
    "authority": "He decides alone which machine and which tables (level 7).",
    "limits": ["No patient data leaves the house.", "At most 900 euro."],
    "stays_with_me": "The word to Ranjit if it fails.",
    "support": "Six days in April; Kirsty takes his tickets.",
    "check_ins": "Every Tuesday for ten minutes.",
    "deadline": "30 April",
    "come_back_when": "A restore takes more than nine hours.",
}
NASTY = "<script>alert(1)</script> & <b>bold</b>"


def test_the_reader_finds_every_part_of_a_filled_plan() -> None:
    """The headings of the template are labels that the checker of growth plans knows."""
    assert () == check_growth_plan(lab.template("growth_plan", **PLAN)).missing


def test_the_reader_finds_every_part_of_a_filled_contract() -> None:
    """The headings of the template are labels that the checker of delegation contracts knows."""
    assert () == check_delegation(lab.template("delegation_contract", **CONTRACT)).missing


@pytest.mark.parametrize(
    ("name", "read"),
    [("delegation_contract", check_delegation), ("growth_plan", check_growth_plan)],
)
def test_what_is_left_out_is_missing_for_the_reader(
    name: str, read: Callable[[str], TextReport]
) -> None:
    """The words that mark an open part describe it; they are not the part."""
    report = read(lab.template(name, title="Rui"))

    assert report.findings == report.missing


def test_the_kit_is_an_agenda_as_it_stands() -> None:
    """Its standing questions alone have all parts of an agenda."""
    assert (
        () == check_agenda(lab.template("one_to_one", title="Kirsty, Thursdays at three")).missing
    )


@pytest.mark.parametrize("name", FORMS)
def test_what_is_left_out_is_marked_in_both_forms(name: str) -> None:
    """Each part that is asked for and not given shows what belongs there."""
    asked = [part.asked for part in Form.read(catalog.template(name)).sections if part.asked]
    page = lab.template(name, title="Rui")

    assert len(asked) == page.count("[still to write: ") == page.html.count("[still to write: ")
    assert "<!--" not in page


@pytest.mark.parametrize("name", FORMS)
def test_standing_lines_stay(name: str) -> None:
    """What a template says for good is on the page whatever is filled in."""
    form = Form.read(catalog.template(name))
    page = lab.template(name, **dict.fromkeys(form.keys, "word"))

    assert [] == [line for part in form.sections for line in part.standing if line not in page]
    assert "still to write" not in page


def test_several_lines_are_a_list() -> None:
    """Two texts for one heading are two items, in Markdown and in HTML."""
    page = lab.template("growth_plan", **PLAN)

    assert "- Tomasz reads each draft.\n- Four hours a week" in page
    assert "<ul><li>Tomasz reads each draft.</li><li>Four hours" in page.html


@pytest.mark.parametrize("key", ["title", "goal", "support"])
def test_markup_that_was_typed_is_text(key: str) -> None:
    """Markup in a word of the learner is shown and not obeyed."""
    page = lab.template("growth_plan", **{**PLAN, key: NASTY})

    assert "<script" not in page
    assert "<script" not in page.html
    assert "&lt;script&gt;" in page.html


def test_a_filled_page_is_saved_beside_an_edited_one(tmp_path: Path) -> None:
    """Both forms are written under the template's name; an edited one is kept."""
    markdown, html = lab.template("growth_plan", **PLAN).save(tmp_path)
    markdown.write_text("mine", encoding="utf-8")
    again = lab.template("growth_plan", **PLAN).save(tmp_path)

    assert ("growth_plan.md", "growth_plan.html") == (markdown.name, html.name)
    assert "mine" == markdown.read_text(encoding="utf-8")
    assert ["growth_plan_2.md", "growth_plan_2.html"] == [path.name for path in again]


def test_an_unknown_part_is_named() -> None:
    """A heading that the template has not, and words that are none, are told with the key."""
    with pytest.raises(UnknownName, match="first_step"):
        lab.template("growth_plan", first_stp="On Monday.")
    with pytest.raises(LeadlabError, match="goal: give a text or a list of texts, not 7"):
        lab.template("growth_plan", goal=7)

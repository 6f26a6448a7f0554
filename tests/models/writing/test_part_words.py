"""Parts named in other words, in tables and in prose: each beside a near miss."""

from __future__ import annotations

import pytest

from leadlab.models.writing import (
    check_delegation,
    check_growth_plan,
    check_scorecard,
    delegation,
    growth_plan,
    scorecard,
)
from leadlab.models.writing.words import entries

CONTRACT = [
    ("outcome", "Done means: zero calls on the old path for a week.", "Done well, thanks!"),
    ("outcome", "Finished = 41 tenants read it.", "It should feel fresher by then."),
    ("owner", "Kirsty gets the intranet.", "The team gets the intranet."),
    ("owner", "You own the sunset of the first API.", "We all own the story."),
    ("authority", "Which tool you use is your call.", "A discount is not your call."),
    ("authority", "Change it as you see fit.", "Handle it as far as that's sensible."),
    ("limits", "Not your call: giving a discount.", "Your call: the order."),
    ("limits", "Leave the billing side alone.", "Leave on time."),
    ("limits", "Don't push to growers unless Marijke has agreed.", "Don't worry about it."),
    ("resources", "You've got two days a week for it.", "Resources remain a challenge."),
    ("checkpoints", "Let's catch up every Friday.", "Ping me whenever."),
    ("checkpoints", "We talk after the first wave.", "Keep me in the loop from time to time."),
    ("deadline", "I need that by 14 June.", "I need that in the near future."),
    ("deadline", "Due → June 10", "Due → soon"),
    ("escalation", "The moment a tenant is down, call me.", "If there are problems, call me."),
    ("escalation", "Call me if: a restore fails twice.", "Call me if: something comes up."),
    ("escalation", "Come back if → two hotfixes in one week", "Come back if → needed"),
]
PLAN = [
    ("goal", "I need you to be able to hand over a bug.", "I need you to be in the room."),
    ("own_wish", "It matters to her, her words.", "It matters to the company."),
    ("start", "What I have seen: she led two calls in May.", "Level: to be discussed."),
    ("task", "On what: the fare suite of 7.4.", "Learning by doing: a course on tests."),
    ("support", "Lone is your sounding board.", "Someone will give her a hand."),
    ("evidence", "We would see a report without changes.", "We will know it when we see it."),
    ("review", "We look at it every second Thursday.", "Let's keep talking."),
    ("first_step", "On Monday she opens the first ticket.", "Soon she opens the first ticket."),
    ("first_step", "To start with: ask for access by 22 August.", "To start with: asap"),
]
CARD = [
    ("criterion", "Looking for: debugging without guessing.", "Looking for: culture fit"),
    ("evidence", "He named the queue and drew its two readers.", "He presented himself well."),
    ("rating", "For me a solid three.", "Solid performer."),
    ("anchors", "Steps: 1 follows the client, 2 asks the boss", "Steps: the usual ones"),
    ("not_seen", "I can't judge her on cost.", "I can judge her on cost."),
    ("not_seen", "Counts against him: he never asked who decides.", "Against: –"),
    ("recommendation", "Rec: yes", "Rec: Y / N"),
    ("recommendation", "I am for hiring him.", "I'm on the fence."),
    ("independent", "Rated prior to the debrief.", "Written after our debrief."),
]


@pytest.mark.parametrize(("part", "said", "near"), CONTRACT)
def test_a_contract_has_the_part_and_a_near_miss_lacks_it(part: str, said: str, near: str) -> None:
    """What a sentence or label says by its form counts; its words alone do not."""
    assert (True, False) == tuple(check_delegation(text)[part].present for text in (said, near))


@pytest.mark.parametrize(("part", "said", "near"), PLAN)
def test_a_plan_has_the_part_and_a_near_miss_lacks_it(part: str, said: str, near: str) -> None:
    """What a sentence or label says by its form counts; its words alone do not."""
    assert (True, False) == tuple(check_growth_plan(text)[part].present for text in (said, near))


@pytest.mark.parametrize(("part", "said", "near"), CARD)
def test_a_card_has_the_part_and_a_near_miss_lacks_it(part: str, said: str, near: str) -> None:
    """What a sentence or label says by its form counts; its words alone do not."""
    assert (True, False) == tuple(check_scorecard(text)[part].present for text in (said, near))


def test_a_table_is_read_by_its_header_row_and_by_its_first_column() -> None:
    """The cell below or beside a known label belongs to it."""
    across = "| Owner | Deadline | Not your call |\n|---|---|---|\n| Amal | 30 June | prices |"
    down = (
        "| Field | Entry |\n|---|---|\n| Owner | Amal |\n| Due | 30 June |\n| Off the table | x y |"
    )
    read = [check_delegation(text) for text in (across, down)]
    found = [{one.name for one in report.findings if one.present} for report in read]
    assert [{"owner", "deadline", "limits"}] * 2 == found


def test_what_stands_behind_the_label_of_one_part_is_not_another() -> None:
    """A goal that mentions a day is no deadline of its own, nor an owner."""
    report = check_delegation("Resources: Kirsty gets the room, two days a week.")
    assert ["resources"] == [one.name for one in report.findings if one.present]


def test_the_title_of_a_text_is_no_label_of_what_follows() -> None:
    """The word "mandate" above a mail announces all of it, not its authority alone."""
    report = check_delegation("Mandate for the tape library\n\nLet's talk every Friday.")
    assert report["checkpoints"].present


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("delegation", delegation.PARTS),
        ("growth_plan", growth_plan.PARTS),
        ("scorecard", scorecard.PARTS),
    ],
)
def test_every_row_of_a_list_names_a_part_and_a_kind(kind: str, parts: tuple) -> None:
    """A row with a mistyped name would never be read."""
    rows = [entry.split(None, 2) for entry in entries(f"parts_{kind}")]
    names = {part.name for part in parts}
    kinds = {"label", "tells", "cue", "not"}
    assert [] == [row for row in rows if row[0] not in names or row[1] not in kinds]

"""Parts named in other words, in tables and in prose: each beside a near miss."""

from __future__ import annotations

import pytest

from leadlab.models.writing import (
    agenda,
    check_agenda,
    check_delegation,
    check_growth_plan,
    check_scorecard,
    delegation,
    growth_plan,
    scorecard,
)
from leadlab.models.writing.part_words import SORTS
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
AGENDA = [
    (
        "their_topics",
        "Whatever you've brought goes to the top.",
        "If time is left, your questions.",
    ),
    ("their_topics", "His list comes before mine.", "My list for you"),
    ("their_topics", "Over to you: the rota, the trip", "Over to Kim: the rota, the trip"),
    ("their_topics", "Let her speak first.", "Let me speak first."),
    ("their_topics", "The first twenty minutes are yours.", "The last twenty minutes are mine."),
    ("their_topics", "Farah first: no slides", "Coffee first: no slides"),
    ("their_topics", "You open and you close.", "The shops open and close."),
    ("wellbeing", "How long can he keep this tempo?", "How long can we keep this cluster?"),
    ("feedback", "Something I liked, something I'd change.", "Something is in the log."),
    ("growth", "He is asking for a bigger stage.", "He is asking for a bigger disk."),
    ("obstacles", "Where does she need cover?", "Where do you want to be in a year?"),
    ("next_steps", "Two actions, two dates.", "Two servers, two racks."),
    ("their_topics", "She talks, I listen.", "Let's talk about the incident."),
    ("their_topics", "Concerns and proposals of the employee", "Topics of the superior"),
    ("wellbeing", "How's she bearing up?", "How's she getting there?"),
    ("wellbeing", "1–10, and why not two higher?", "1–10 July, and why not later?"),
    ("wellbeing", "Which part of the week does she dread?", "Which part of the code is the worst?"),
    ("wellbeing", "How are you coping with the nights, honestly?", "How are you?"),
    ("wellbeing", "Energy: where does it leak?", "What is the energy budget of the device?"),
    ("wellbeing", "What did the three deploys do to you?", "What did the three deploys change?"),
    ("wellbeing", "How many evenings did you work?", "How many evenings until the release?"),
    ("wellbeing", "Mood: a word, and why this one", "Mood: 🙂 / 🙁"),
    (
        "follow_up",
        "Where do we stand with what you promised?",
        "Where do we stand with the budget?",
    ),
    ("follow_up", "Old business: the parking card", "New business: the parking card"),
    ("follow_up", "You took away two tasks on Tuesday.", "The release went out on Tuesday."),
    ("follow_up", "Since no. 16: the chair (you)", "Since you are new here: a tour"),
    ("follow_up", "Which promises of April are left?", "Which figures of April are left?"),
    ("feedback", "I want to say sorry, I cut her off.", "I want to say hello to her team."),
    ("feedback", "How did my mail on the reorg land with you?", "Did my mail on the reorg arrive?"),
    ("feedback", "Tell him plainly: he interrupted twice.", "Tell him the office is closed."),
    ("feedback", "One compliment, one critique, both ways", "Feedback portal closes on Friday."),
    ("feedback", "Me → you: loved the postmortem.", "Server → client: loved timeouts."),
    ("feedback", "Her review was harsh in form.", "Her holiday was approved."),
    ("growth", "The architect path: are you still keen?", "The file path: is it still there?"),
    ("growth", "Is the senior level still your aim?", "Is the level of caching still right?"),
    ("growth", "Are you bored? What would stretch you?", "What would you like for lunch?"),
    ("growth", "What do you want to be better at by May?", "What do you want to be told by May?"),
    ("growth", "Next step to Senior", "Next steps"),
    ("obstacles", "What stands between you and the release?", "What is in the release?"),
    ("obstacles", "Who's sitting on the tiles, and shall I push?", "Who's sitting at which desk?"),
    ("obstacles", "What would speed you up?", "What would you like?"),
    ("obstacles", "What you need: access to staging", "What you need to know: we move."),
    ("obstacles", "Anything stuck that I could move?", "Blocker bugs in release 4"),
    ("next_steps", "Measures with deadline and responsibility", "Measures of the load test"),
    ("next_steps", "Recap: owner + task + due date for each", "Next meeting on Friday."),
    ("next_steps", "Then names, jobs, dates on the sheet.", "Any other business"),
    ("next_steps", "Aled will … by …, I will … by …", "Aled will present it."),
    ("next_steps", "Who is on the hook for what, and when?", "Who is on call, and where?"),
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


@pytest.mark.parametrize(("part", "said", "near"), AGENDA)
def test_an_agenda_has_the_part_and_a_near_miss_lacks_it(part: str, said: str, near: str) -> None:
    """What a sentence or label says by its form counts; its words alone do not."""
    assert (True, False) == tuple(check_agenda(text)[part].present for text in (said, near))


def test_an_item_of_an_agenda_does_not_stand_for_the_items_beside_it() -> None:
    """A question in a list is an item; what is below it, further in, still belongs to it."""
    beside = check_agenda("- Load\n- Jira board")
    below = check_agenda("- Load\n  - evenings at the desk last week")
    assert (False, True) == (beside["wellbeing"].present, below["wellbeing"].present)


def test_a_label_that_nothing_follows_is_an_empty_field() -> None:
    """A form with its labels alone holds none of its parts."""
    report = check_agenda("- Your topics:\n- Feedback:\n- Growth:\n- Blockers:\n- Next steps:")
    assert [] == [one.name for one in report.findings if one.present]


def test_their_topics_are_first_where_they_stand_first() -> None:
    """The same item at the top is the other's meeting, further down it is what is left of it."""
    rest = "- Status of the release\n- Seating plan\n- Time sheets"
    first, last = f"- Items of Klaus\n{rest}", f"{rest}\n- Items of Klaus"
    assert [True, False] == [check_agenda(text)["their_topics"].present for text in (first, last)]


def test_boxes_and_the_short_words_of_a_chat_are_read() -> None:
    """A box to tick stands before a label as a dash does, and "u" is you; U is a name."""
    assert check_agenda("- [ ] Blockers: legal review")["obstacles"].present
    assert not check_agenda("[ ] How are you?\n[ ] Numbers, seats")["wellbeing"].present
    assert check_agenda("what slows u down?")["obstacles"].present
    assert not check_agenda("Group U first: the sheets")["their_topics"].present


# What is common in agendas and is none of the parts.
NONE = """Status of the payment migration
Budget for the third quarter: what is left?
The new badge system starts on Monday.
Did the release go out on time?
Let's talk about the incident on Friday.
Which tests fail at the moment?
I want to explain the new salary bands.
What did the vendor answer?
Security audit: findings and owners
Ask him for the password of the old wiki.
What about the party in December?
The customer complained about the invoice layout.
What should I tell the board about the delay?
How long will the migration take?
Looking forward to it!
Which version do we ship on Thursday?
You present the numbers on Tuesday.
Ask her for the export of the old tickets.
How many tickets did you close this week?
Her contract runs until March.
What do the customers want from release 5?
Can you take the release on Thursday?
Let me know which rooms you booked.
We go through the open pull requests.""".splitlines()


@pytest.mark.parametrize("said", NONE)
def test_business_is_no_part_of_an_agenda(said: str) -> None:
    """What any meeting deals with says nothing of the person."""
    assert [] == [one.name for one in check_agenda(said).findings if one.present]


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
        ("agenda", agenda.PARTS),
        ("delegation", delegation.PARTS),
        ("growth_plan", growth_plan.PARTS),
        ("scorecard", scorecard.PARTS),
    ],
)
def test_every_row_of_a_list_names_a_part_and_a_kind(kind: str, parts: tuple) -> None:
    """A row with a mistyped name would never be read."""
    rows = [entry.split(None, 2) for entry in entries(f"parts_{kind}")]
    names = {part.name for part in parts}
    kinds = set(SORTS)
    assert [] == [row for row in rows if row[0] not in names or row[1] not in kinds]

"""Graded sorting of shortcuts, whose key comes with the marker, and the reply marked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.free_text import is_untouched, scored_by_oneself
from leadlab.checks.outcome import Check
from leadlab.checks.reasons import form_of_pairs, placed_with_reasons, untouched_pairs

GROUPS = ("take", "date", "refuse")
REASONS = {
    "thrown away": "it is deleted before anybody changes it again",
    "one place": "it lies in one place, and nothing else leans on it",
    "countable": "it takes time each week that can be counted, and has an end",
    "spreads": "others will copy it or build on it",
    "silent": "when it goes wrong, nobody notices in time",
    "no repair": "what is written with it cannot be put right later",
}
ITEMS = (
    "write the figures of the demonstration into its branch, which is deleted on 15 May",
    "store new visit times without their zone until the clocks go back",
    "run the pay export by hand until the script in week 24: one hour each month end",
    "leave one long function in keys as it is: tested, changed twice in two years",
    "bring a sixth way of holding state into planner-web, since the screen is due",
    "switch off the check of the nightly build until it is less noisy",
    "call the old date code through one function, and leave it as it is behind that",
    "keep two alarm lists side by side until 30 June: Rui compares them, an hour a week",
)


def form_of_shortcuts(answer: Mapping[str, tuple[str, str]]) -> Iterator[Check]:
    """Each shortcut has a group and a reason from the lists."""
    yield from form_of_pairs(answer, ITEMS, groups=GROUPS, reasons=REASONS)


@exercise(
    "trade_offs.shortcuts",
    title="Eight shortcuts, with reasons",
    concepts=("T-23", "T-26", "T-13"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Follow each one for half a year: who meets it again, and how would they notice?",
        "A date helps where somebody pays a known price until then; not where harm is unseen.",
        "Three may be taken as they are, two want a date, three are refused.",
    ),
    solution="""
        The key comes with the marker. How to find it, on three others:
        A script that cleans one table once and is deleted on Friday: take it, thrown away.
        Answering a customer's question by hand each Monday until the page is there in June, half
        an hour: a date, countable.
        Catching every error of an import and saying nothing of it: refuse it, silent. A date
        would not help, for until then nobody sees what it costs.
        """,
    shape=form_of_shortcuts,
    untouched=untouched_pairs,
)
def shortcuts(
    answer: Mapping[str, tuple[str, str]], *, placements: Mapping[str, tuple[str, str]]
) -> Iterator[Check]:
    """Group and reason of each shortcut; a guessed group takes back what a guess would earn."""
    yield from placed_with_reasons(
        answer,
        placements,
        ITEMS,
        groups=GROUPS,
        why=_why,
        right_group="It belongs there; another reason weighs more here.",
    )


def _why(group: str) -> tuple[str, str]:
    return {
        "take": (
            "Who meets it again, what does it take from them, and would they notice?",
            "cost_unseen",
        ),
        "date": (
            "What would the date end? Look for a price that is paid until then, and by whom.",
            "date_for_cure",
        ),
        "refuse": (
            "What does it harm, and for how long? If you cannot name it, it may be taken.",
            "purism",
        ),
    }.get(group, ("Give a pair of group and reason.", ""))


CRITERIA = ("their need", "three ways", "price of each", "recommendation", "next step")
SHORTEST, LONGEST = 110, 280


@exercise(
    "trade_offs.reply",
    title="Score your own reply before you see two others",
    concepts=("T-14", "T-24", "B-05"),
    points=5,
    kind="free text",
    hints=(
        "Read it as Sanne, between two meetings: what can she tell Dorothea after it?",
        "Give each criterion 0 to 3 by its anchors; nobody else sees the self score.",
        "self_score = {'their need': 2, 'three ways': 1, ...}, all five.",
    ),
    solution="""
        A strong one.

        "Sanne, what Dorothea's people need by the 12th is that the eleven agencies stop ringing
        about double absences, about forty calls a week. Three ways. One, planners only: entering
        and seeing absences on the web, by the 12th; carers see them on the phone from 3 July.
        What gives way is the phone, for three weeks. Two, all of it on 3 July: five weeks, tested
        offline. What gives way is the date, and another hundred and twenty calls. Three, all of
        it on the 12th without the offline part. It looks whole, and a carer without signal
        overwrites what the planner entered, as happens to twenty-two visit notes a day, and
        nobody has counted what putting that right would take. I recommend the first, since
        nine of ten calls are from planners. Dorothea would have to tell the agencies that phones
        follow. If you agree by Thursday noon, Kirsty and Rui begin on Friday; without a yes by
        then the 12th is gone for every way."

        One that is plausible, and weak.

        "Hi Sanne, unfortunately two weeks is not realistic, as quality is important to us and the
        architecture was not designed for this. We could do an MVP, a full version, or something
        in between, depending on priorities. The team will do its best. Let me know what the
        business prefers and we can discuss next steps."

        The second offers three names and no choice: nobody knows what gives way, what it costs,
        or by when to answer.
        """,
    untouched=is_untouched,
)
def reply(text: str, self_score: Mapping[str, int]) -> Iterator[Check]:
    """Length of the reply and a complete self score; what it is worth, a person marks."""
    yield from scored_by_oneself(
        text,
        self_score,
        kind="reply",
        words=(SHORTEST, LONGEST),
        why=", so that it is read between two meetings.",
        criteria=CRITERIA,
    )

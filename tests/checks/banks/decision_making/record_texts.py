"""Answers to the structured texts of the lesson on records and of the assignment."""

from __future__ import annotations

from answer_banks import blank, right, wrong

from leadlab import catalog

WHY = (
    "Between 05:30 and 09:00 carers fetch 43 % of the day's rounds. Taking a merge back needs 31 "
    "minutes of tests, so a bad one leaves thousands without a round. Once we can take one back "
    "in five minutes, the rule ends."
)
WITHOUT_END = WHY.split(" Once we")[0]
ORDER = "Nobody merges to sync in the morning because I said so and that is the rule for everybody."

WITH_GAPS = """# One pair of eyes below fifty lines

## Context
Half of our changes have fewer than 90 lines. The first answer to a review takes a
median of seven hours, and each change waits for two of them. In the last half-year
1 of 19 failed deploys came from a change below fifty lines.

## Options
1. Two reviews for every change, as now.
2. One review below fifty lines, two above.

## Decision
We try option 2 for eight weeks. Kirsty owns it.

## Consequences
Small changes reach production about seven hours sooner.
"""

NOTHING = WITH_GAPS.replace(
    "2. One review below fifty lines, two above.",
    "2. One review below fifty lines, two above.\n3. Change nothing and wait for the new tool.",
)
GAINS_ONLY = NOTHING + "\nGoing back takes one line in the review form.\n"
FILLED = NOTHING + (
    "The price is that more slips will reach production, and support has to answer for them.\n"
    "Going back takes one line in the review form and no money.\n"
    "\n## Review\nWe look again on 1 April, or at five failed small changes.\n"
)

RECORD = """# Decision: restore the whole main database in week 11

Status: accepted
Owner: Frida
Date: 3 March

## Context

We take a backup every night, and the last restore was nineteen months ago. Minh gives one in three
that it does not come back, and one in twenty that we need it within a year. Mornings without rounds
have cost between 8,000 and 260,000 euro. The audit is in week 20.

## Options

1. Leave it alone. Free today; the auditor gets nothing.
2. Restore only the keys tables: half a day.
3. Restore everything: three days and 1,100 euro.

## Decision

We restore everything in week 11. The partial one is cheaper, but what Minh doubts is exactly what
it leaves out. I'd put 70 % on finding something missing.

## Consequences

Minh is away from the pipeline for three days and the portal slips to the 16th. We learn how many
hours we would be down. If it was a mistake, we delete the machine; the days are gone.

## Review

Friday 20 March, or when the copy is not complete by Wednesday evening.
"""
OWN_HEADINGS = """Full restore, week 11

Who: me, lead of Visits. Agreed with Minh and Yusuf on 3 March.

What we know
A backup is made each night. Nobody has restored one for nineteen months. Minh gives one in three
that it would not come back and one in twenty that we need it this year. Past mornings without
rounds cost 8,000 to 260,000. The auditor wants proof in week 20.

What we could do
- leave it
- half a day: only the keys tables
- three days: everything, on a rented machine for 1,100

What we will do
Everything, in week 11. Only the full one answers Minh's doubt, and there are nine weeks left to
repair what it finds.

What it brings
We learn how long we would be down. Kirsty learns to do it.

What it takes from us
Three days of Minh, three days' delay for the portal, 1,100 euro.

If we were wrong
We switch off the machine and are back where we were; it costs the days already spent.

How sure
7 in 10 that we find at least one thing missing.

When we look again
20 March.
"""
EMPTY_HEADED = """# Decision: something

Status: accepted
Owner: somebody

## Context
There is a thing and there are numbers. The thing has been a thing for some time now in this house.

## Options
1. Change nothing.
2. Do it.
3. Do it differently.

## Decision
We will do it, because it is what we do. We are 70 % sure.

## Consequences
Things get better. Things get worse. Going back is going back.

## Review
On 20 March, because reviews are on dates, and dates are reviews, and everybody knows what they are
for in the end, and in the end there will be another one of them after this one, as before.
"""
WITH_NUMBERS = EMPTY_HEADED.replace("numbers.", "numbers: 19 months, three days, 1,100, week 20.")
HEADLESS = """We take a backup every night, and the last restore was nineteen months ago. We could
leave it, or restore the keys tables in half a day, or everything in three days for 1,100 euro. Minh
gives one in three that it does not come back. We restore everything in week 11, because what Minh
doubts is what the partial one leaves out. The portal slips by three days and we learn how long we
would be down. I decided this and look at it again on 20 March. Going back takes an evening: the
machine is deleted. I put 70 % on finding a part that is missing from the copy, if a small one.
"""
ADVERT = """# Full restore, now

## Context
The backup was last restored nineteen months ago. Minh gives one in three that it is not readable.
A full restore takes three days and 1,100 euro, a partial one half a day; the audit is in week 20,
and a morning without rounds has cost up to 260,000 euro.

## Options
1. A full restore.
2. A partial restore.

## Decision
We will restore the whole database, because only a full restore shows what is missing from it.

## Consequences
The planners sleep better. The auditor is satisfied sooner. The team learns a technique that saves
hours on the day, and the main database becomes safer with every month that it is repeated.
"""

BANK = {
    "decision_making.say_why": (
        right(WHY),
        wrong(WITHOUT_END, name="no end", points=2, message="ends the rule"),
        wrong(ORDER, name="an order", points=(0, 1), tag="authority_bias", message="is an order"),
        wrong("Because of carers.", name="three words"),
        wrong(43, name="a number"),
        blank(""),
    ),
    "decision_making.fill_the_record": (
        right(FILLED),
        wrong(NOTHING + "\n", name="one gap filled", points=1, message="what this choice costs"),
        wrong(
            GAINS_ONLY, name="gains only", points=2, tag="no_negative_consequences",
            message="Name a date",
        ),
        blank(WITH_GAPS),
        blank("", name="emptied"),
    ),
    "decision_making.adr": (
        right(RECORD),
        right(OWN_HEADINGS, name="headings of one's own, without marks"),
        wrong(
            ADVERT, name="an advertisement", points=(2.9, 3.6), tag="no_negative_consequences",
            message="what becomes harder",
        ),
        wrong(
            EMPTY_HEADED, name="all the right words", tag="empty_record",
            message="record of any decision",
        ),
        wrong(
            WITH_NUMBERS, name="all the right words, and numbers", points=(3.5, 4.5),
            tag="empty_record", message="could stand in any record",
        ),
        wrong(HEADLESS, name="without headings", points=(2, 6)),
        wrong(
            catalog.template("adr_tuesday_release"), name="another case's record",
            tag="empty_record", message="Which numbers of the case",
        ),
        wrong("We use a broker because it is better.", name="one line", message="in two years"),
        wrong("lorem ipsum dolor sit amet " * 40, name="filler"),
        blank(catalog.template("adr"), name="the template"),
        blank(""),
    ),
}  # fmt: skip

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

RECORD = catalog.template("adr_tuesday_release")
ADVERT = """# Broker for alarms

## Context
Alarms reach the coordinators up to seven minutes late in the morning, and Sorrel Valley starts in
twenty working days. The jobs lie in a table of the main database, 300,000 a day, and the table is
read by an export at 06:40.

## Options
1. A broker.
2. A larger table.

## Decision
We will build the broker, because it carries the load of three more years.

## Consequences
Alarms arrive within a minute. Three more features become possible. The team learns a technology
that everybody asks for, and the main database is relieved of its largest writer.
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
        wrong(
            ADVERT, name="an advertisement", points=(2.9, 3.6), tag="no_negative_consequences",
            message="what becomes harder",
        ),
        wrong("We use a broker because it is better.", name="one line", message="in two years"),
        wrong("lorem ipsum dolor sit amet " * 40, name="filler", points=(0, 1)),
        blank(catalog.template("adr"), name="the template"),
        blank(""),
    ),
}  # fmt: skip

"""Answers to the exercises of the lesson on records."""

from __future__ import annotations

from answer_banks import blank, right, wrong

from leadlab.checks.decision_making.record import READERS

LIST = "The list of phones that sleep on Saturdays, by name of carer."
ODDS = "One in ten that codes are missing for two hours; Minh decides at four."
GROUPS = ["engineers", "director", "planners", "nobody"]

BANK = {
    "decision_making.when_to_escalate": (
        right(1_600 / 7_200),
        right(0.222, name="rounded"),
        wrong(1_600 / 9_000, name="a judge who never errs", tag="perfect_judge"),
        wrong(0.8, name="the judge's own chance", tag="authority_bias"),
        wrong(22.2, name="per cent", tag="per_cent"),
        blank(...),
    ),
    "decision_making.who_reads_it": (
        right(READERS),
        wrong(
            READERS | {LIST: "planners"}, name="names to planners", points=(5.6, 5.7),
            tag="privacy_afterthought", message="their own count",
        ),
        wrong(
            READERS | {ODDS: "planners"}, name="odds to planners", points=(5.6, 5.7),
            tag="scope_blindness", message="print the codes",
        ),
        wrong(dict.fromkeys(READERS, "nobody"), name="nothing to anybody", points=(0.3, 0.4)),
        blank(dict.fromkeys(READERS, ...)),
    ),
}  # fmt: skip

GUESSERS = {
    "decision_making.who_reads_it": lambda rng: (
        {each: str(rng.choice(GROUPS)) for each in READERS},
    ),
}

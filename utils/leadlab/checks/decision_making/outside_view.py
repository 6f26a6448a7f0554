"""Exercises of lesson 04: when a change pays back, and a gate for new technology."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leadlab import catalog
from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, between, close_to
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.errors import shortened

ENTRY, LISTS, CENTS = 14_000, 1_900, 0.4
MONTHLY_ENTRY = ENTRY / 12
PER_NOTE = CENTS / 100


@exercise(
    "decision_making.break_even_volume",
    title="The number of notes at which a change pays back",
    concepts=("D-25",),
    points=4,
    hints=(
        "Three amounts a month: what the lists cost, what bringing in costs, what each note costs.",
        "Bringing in is paid once and shared over twelve months; a cent is a hundredth of a euro.",
        "(1,900 - 14,000 / 12) / 0.004 notes a month; below that number it pays back.",
    ),
    solution="""
        monthly_share_of_entry = 14_000 / 12
        euro_per_note = 0.004
        break_even_notes = (1_900 - monthly_share_of_entry) / euro_per_note
        """,
)
def break_even_volume(share: float, per_note: float, notes: float) -> Iterator[Check]:
    """Share of the entry cost a month, cost of a note, and the volume at which both are equal."""
    yield close_to(
        share, MONTHLY_ENTRY, says="the cost of bringing it in, a month", rel_tol=0.01,
        mistakes=[Mistake(ENTRY, "period_mismatch", "14,000 is paid once, for twelve months.")],
    )  # fmt: skip
    yield close_to(
        per_note, PER_NOTE, says="the cost of a note, in euro",
        mistakes=[Mistake(CENTS, "unit_mismatch", "0.4 are cents.")],
    )  # fmt: skip
    yield close_to(
        notes, (LISTS - MONTHLY_ENTRY) / PER_NOTE, says="notes a month", points=2, rel_tol=0.01,
        mistakes=[
            Mistake(LISTS / PER_NOTE, "entry_forgotten", "Bringing it in has to be paid, too."),
            Mistake((LISTS - MONTHLY_ENTRY) / CENTS, "unit_mismatch", "0.4 are cents."),
            Mistake((LISTS + MONTHLY_ENTRY) / PER_NOTE, "sign", "What is saved pays the entry."),
        ],
    )  # fmt: skip


STARS_SOLD = 3
STARS_ALONE = 16
"""Faults of the rule "more than 4,000 stars" on the forty adoptions."""
FEWEST = 12
"""Faults of the rule "two cases or more"; the two fewer of a finer rule may be chance."""


@exercise(
    "decision_making.adoption_gate",
    title="A gate for new technology that cannot be bought",
    concepts=("D-24", "D-26", "D-27", "Q-05"),
    points=6,
    kind="policy as code",
    hints=(
        "Group the forty by each of the three signs and count how many were kept.",
        "One sign can be bought; two cost somebody a telephone call or a week of work.",
        "return cases >= 2 or (own_proof and cases >= 1)",
    ),
    solution="""
        def adopt(stars, cases, own_proof):
            return cases >= 2 or (own_proof and cases >= 1)
        """,
)
def adoption_gate(adopt: Callable[[int, int, bool], bool]) -> Iterator[Check]:
    """A gate over forty adoptions, and again after every vendor has tripled its stars."""
    try_once(adopt, 5000, 2, True, says="5,000 stars, two cases, a proof of your own")
    past = catalog.dataset("adoptions")
    signs = list(
        zip(past["stars"], past["cases"], past["own_proof"] == "yes", strict=True)
    )  # fmt: skip
    kept = past["kept_after_two_years"] == "yes"

    def faults(factor: int) -> tuple[int, int]:
        let_in = [
            adopt(int(stars) * factor, int(cases), bool(proof)) for stars, cases, proof in signs
        ]
        odd = next((each for each in let_in if not isinstance(each, bool | int)), None)
        if odd is not None and str(odd) not in {"True", "False"}:
            raise LearnerFault(
                f"The gate answered {shortened(repr(odd))}; it answers True or False."
            )
        wrongly_in = sum(bool(a) and not k for a, k in zip(let_in, kept, strict=True))
        wrongly_out = sum(not a and k for a, k in zip(let_in, kept, strict=True))
        return int(wrongly_in), int(wrongly_out)

    bad_in, good_out = run(lambda: faults(1), shown="The gate over 40 adoptions", seconds=5)
    yield Check(
        says="the gate opens for some and not for all",
        held=bad_in < int((~kept).sum()) and good_out < int(kept.sum()),
        message=f"{bad_in} that were thrown out came in, {good_out} that served did not.",
        tag="" if bad_in < int((~kept).sum()) else "no_gate",
    )
    yield between(
        bad_in + good_out, baseline=STARS_ALONE, target=FEWEST, points=3,
        says=f"faults of the gate: {bad_in} wrongly in, {good_out} wrongly out",
        message="Which of the three signs tells kept from thrown out?",
    )  # fmt: skip
    sold_in, sold_out = run(lambda: faults(STARS_SOLD), shown="The gate again", seconds=5)
    held = sold_in + sold_out <= bad_in + good_out and bad_in + good_out < STARS_ALONE
    yield Check(
        says=f"after stars were sold: {sold_in} wrongly in, {sold_out} wrongly out",
        held=held,
        points=2,
        message="A sign that can be bought moves your gate. What costs a vendor more?",
        tag="" if held else "gameable_proxy",
    )

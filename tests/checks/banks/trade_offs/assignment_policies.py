"""Answers to the graded policies of the assignment."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.simulation import gate_requests, repayment_worlds

SALT = {"salt": "a test of the bank"}


def never(view):
    return 0.0


def a_fifth(view):
    return 0.2


def while_it_hurts(view):
    return 0.35 if view.debt_interest_felt > 0.1 else 0.0


def until_the_end_is_near(view):
    return 0.2 if view.weeks - view.week >= 36 else 0.0


def in_per_cent(view):
    return 20


def a_word(view):
    return "some"


def looks_ahead(view):
    return view.debt_next_month


def forgets_to_return(view):
    share = 0.2 * view.debt_interest_felt  # noqa: F841 - that is the fault


def cheapest(request):
    ways = gate_requests.costs(request)
    return min(ways, key=lambda name: ways[name])


def measures_first(request):
    return "measure" if request.runs < gate_requests.MORE_RUNS else cheapest(request)


def urgent_at_the_gate(request):
    return "except" if request.delay_a_week > 5 else "fix"


def takes_the_number_as_true(request):
    harm = request.ms_price * (request.measured_ms - gate_requests.BUDGET_MS)
    weeks = request.fix_weeks + (1 - request.kept) * 20
    return "except" if harm * weeks < request.cost_to_fix else "fix"


def asks_nicely(request):
    return "please"


def measures_again(request):
    return "measure"


def stub(view): ...


BANK = {
    "trade_offs.repayment": (
        right(repayment_worlds.reference, key=SALT),
        wrong(
            a_fifth, name="a fifth for ever", points=0, key=SALT, tag="horizon_ignored",
            message="who has something of it",
        ),
        wrong(
            never, name="never", points=1, key=SALT, tag="debt_left", message="in the second year",
        ),
        wrong(
            while_it_hurts, name="while it hurts, to the last day", points=(0, 1), key=SALT,
            tag="horizon_ignored",
        ),
        wrong(
            until_the_end_is_near, name="a fixed share until the end is near", points=(5, 7.6),
            key=SALT, message="full points from",
        ),
        crashing(in_per_cent, name="per cent", key=SALT, message="write 0.2"),
        crashing(a_word, name="a word", key=SALT, message="a share of time was expected"),
        crashing(looks_ahead, name="what nobody can know", key=SALT, message="debt_next_month"),
        crashing(forgets_to_return, name="no return", key=SALT, message="forget a `return`"),
        blank(stub, key=SALT),
    ),
    "trade_offs.gate_exceptions": (
        right(gate_requests.reference, key=SALT),
        right(cheapest, name="the cheapest way, without measuring", key=SALT),
        wrong(
            gate_requests.always_fix, name="no exceptions", points=0, key=SALT, tag="over_process",
            message="a week of waiting cost",
        ),
        wrong(
            gate_requests.always_except, name="exceptions for all", points=0, key=SALT,
            tag="exceptions_pile_up", message="dates that are not kept",
        ),
        wrong(
            urgent_at_the_gate, name="the urgent ones", points=1, key=SALT,
            message="Urgency is one side",
        ),
        wrong(
            measures_first, name="measures everything", points=(0, 1), key=SALT,
            tag="look_without_use", message="could have changed the answer",
        ),
        wrong(
            takes_the_number_as_true, name="the number as true", points=(1, 5.5), key=SALT,
            message="Is the measured time the true one",
        ),
        crashing(asks_nicely, name="another word", key=SALT, message="'please'"),
        crashing(measures_again, name="measures twice", key=SALT, message="after measuring"),
        blank(stub, key=SALT),
    ),
}  # fmt: skip

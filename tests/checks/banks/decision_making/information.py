"""Answers to the exercises of the lesson on the value of information."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.models.decisions import evpi, evsi


def solved(chances, payoffs):
    if abs(sum(chances) - 1) > 1e-9:
        raise ValueError("the chances of all outcomes make 1")
    return sum(p * x for p, x in zip(chances, payoffs, strict=True))


def unweighted(chances, payoffs):
    return sum(payoffs)


def averaged(chances, payoffs):
    return sum(payoffs) / len(payoffs)


def without_return(chances, payoffs):
    sum(p * x for p, x in zip(chances, payoffs, strict=True))


def likely_only(chances, payoffs):
    if sum(chances) > 1:
        raise ValueError
    return sum(p * x for p, x in zip(chances, payoffs, strict=True) if p >= 0.5 and x < 5) or 15.0


def third_case_crashes(chances, payoffs):
    return {2: 15.0, 1: 7.0}[len(chances)] if payoffs[-1] > 0 else payoffs[5]


def endless(chances, payoffs):
    while True:
        pass


def stub(chances, payoffs):
    """Expected payoff."""
    return ...


def raising_stub(chances, payoffs):
    raise NotImplementedError


def evpi_parts(own):
    p = own.chance_busy
    costs = list(own.costs.values())
    expected = [(1 - p) * cost["quiet"] + p * cost["busy"] for cost in costs]
    informed = (1 - p) * min(c["quiet"] for c in costs) + p * min(c["busy"] for c in costs)
    return {"today": min(expected), "informed": informed, "evpi": min(expected) - informed}


def worse_way(own):
    p = own.chance_busy
    expected = [(1 - p) * cost["quiet"] + p * cost["busy"] for cost in own.costs.values()]
    return evpi_parts(own) | {"today": max(expected)}


def cheap_world(own):
    cheapest = min(cost["quiet"] for cost in own.costs.values())
    return evpi_parts(own) | {"informed": cheapest}


def turned_round(own):
    parts = evpi_parts(own)
    return parts | {"evpi": -parts["evpi"]}


def worth_it(payoffs, prior, likelihood, price):
    return "look" if evsi(payoffs, prior, likelihood).value > price else "decide"


def always_look(payoffs, prior, likelihood, price):
    return "look"


def under_the_ceiling(payoffs, prior, likelihood, price):
    return "look" if evpi(payoffs, prior) > price else "decide"


def misspelt(payoffs, prior, likelihood, price):
    return "watch"


def short_of_prices(payoffs, prior, likelihood):
    return "look"


def look_stub(payoffs, prior, likelihood, price): ...


AUDIT = [[0.95, 0.05], [0.05, 0.95]]
WORTH = evsi([[40, -30], [5, 25]], [0.7, 0.3], AUDIT).value

BANK = {
    "decision_making.vendor_audit": (
        right(AUDIT, WORTH - 4),
        wrong(AUDIT, WORTH, name="price forgotten", points=2, tag="price_forgotten"),
        wrong(AUDIT, 12.5, name="never errs", points=2, tag="perfect_test"),
        wrong([[0.95, 0.95], [0.05, 0.05]], WORTH - 4, name="the proof's table", points=5),
        blank([[..., ...], [..., ...]], ...),
    ),
    "decision_making.look_or_decide": (
        right(worth_it),
        wrong(
            always_look, name="always look", points=2, tag="look_without_use",
            message="Worth 0.00 here",
        ),
        wrong(under_the_ceiling, name="ceiling for worth", points=(2, 4), tag="look_without_use"),
        wrong(misspelt, name="another word"),
        crashing(short_of_prices, name="an argument short"),
        blank(look_stub),
    ),
    "decision_making.expected_value": (
        right(solved),
        wrong(
            unweighted, name="sum without weights", points=1,
            message="weigh by chance", tag="unweighted_sum",
        ),
        wrong(averaged, name="plain average", points=2, message="rare", tag="plain_average"),
        crashing(without_return, name="no return", message="Did you forget a `return`?"),
        crashing(third_case_crashes, name="third check crashes", points=2, message="IndexError"),
        crashing(endless, name="endless loop", message="never ends"),
        crashing(15.0, name="a number for a function", message="Give the function itself"),
        blank(stub),
        blank(raising_stub, name="stub that raises"),
    ),
    "decision_making.evpi": (
        right(from_instance(evpi_parts)),
        wrong(from_instance(worse_way), name="dearer way", points=2, tag="wrong_direction"),
        wrong(from_instance(cheap_world), name="luck for sight", points=2, tag="best_world_only"),
        wrong(from_instance(turned_round), name="sign", points=2, tag="sign_of_value"),
        wrong({"today": "12"}, name="text for a number", message="without quotes"),
        blank({"today": ..., "informed": ..., "evpi": ...}),
    ),
}  # fmt: skip

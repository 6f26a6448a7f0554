"""A gate with exceptions: costs by hand, beliefs by a second method, and fair comparisons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from leadlab.simulation.gate_quarters import Knock, World, side_by_side
from leadlab.simulation.gate_requests import (
    AFTERWARDS,
    BUDGET_MS,
    FIX_PRICE,
    MEASURE_WEEKS,
    MORE_RUNS,
    RIVALS,
    RUN_NOISE_MS,
    SIMPLE,
    USUAL,
    WEEKS,
    Request,
    added_harm,
    always_except,
    always_fix,
    reference,
)
from leadlab.simulation.gate_worlds import (
    GONE_MS,
    GateRuns,
    answer_of,
    draw_world,
    evaluate,
    lived,
)
from leadlab.simulation.policies import PolicyFault

LONG = WEEKS - SIMPLE.week + 1 + AFTERWARDS


def one_knock(*, excess: float = 30.0, luck: float = 0.0, **change: Any) -> World:
    """A quarter in which one request comes, with what is hidden about it."""
    request = replace(SIMPLE, **change)
    knock = Knock(request=request, excess_ms=excess, finer_ms=BUDGET_MS + excess, luck=luck)
    return World(knocks=(knock,), erosion=0.1)


def always(answer: str) -> Callable[[Request], str]:
    """A policy that says one word."""
    return lambda request: answer


def cost(answer: str, world: World) -> float:
    """What a quarter costs in which every request gets the same answer."""
    return float(lived(always(answer), side_by_side([world]), {})[0][0])


HARM = SIMPLE.ms_price * added_harm(30.0, 0.0)
WAIT = SIMPLE.fix_weeks * SIMPLE.delay_a_week
WORK = SIMPLE.fix_weeks * FIX_PRICE


@pytest.mark.parametrize(
    ("answer", "world", "expected"),
    [
        ("fix", one_knock(), WAIT + WORK),
        ("except", one_knock(luck=0.0), SIMPLE.fix_weeks * HARM + WORK),
        ("except", one_knock(luck=0.99), LONG * HARM + WORK),
        ("except", one_knock(luck=0.99, switch=True), SIMPLE.fix_weeks * HARM + WAIT + WORK),
        ("ship", one_knock(), LONG * HARM),
        ("ship", one_knock(excess=-5.0), 0.0),
        ("except", one_knock(excess=-5.0, luck=0.99), 0.0),
        ("fix", one_knock(excess=-5.0), WAIT + WORK),
    ],
)
def test_a_quarter_costs_what_can_be_worked_out_by_hand(
    answer: str, world: World, expected: float
) -> None:
    """Waiting, work, and weeks of slowness, for a date that is kept and one that is not."""
    assert expected == pytest.approx(cost(answer, world))


def test_measuring_costs_half_a_week_and_shows_the_finer_number() -> None:
    """After it the policy is asked again, with more runs."""
    seen: list[Request] = []

    def policy(request: Request) -> str:
        seen.append(request)
        return "measure" if request.runs < MORE_RUNS else "ship"

    paid, _ = lived(policy, side_by_side([one_knock()]), {})

    assert MEASURE_WEEKS * SIMPLE.delay_a_week + LONG * HARM == pytest.approx(paid[0])
    assert [(236.0, 5), (230.0, MORE_RUNS)] == [(each.measured_ms, each.runs) for each in seen]


def test_what_is_open_makes_the_next_one_dearer_and_less_kept() -> None:
    """Two slow changes harm more than twice one, and each open one takes from the chance."""
    first, second = replace(SIMPLE, week=2), replace(SIMPLE, week=3)
    knocks = tuple(
        Knock(request=each, excess_ms=40.0, finer_ms=240.0, luck=0.5) for each in (first, second)
    )
    seen: list[Request] = []

    def policy(request: Request) -> str:
        seen.append(request)
        return "ship"

    lived(policy, side_by_side([World(knocks=knocks, erosion=0.1)]), {})

    assert [(0.0, 0, 0.8), (40.0, 1, pytest.approx(0.7))] == [
        (each.open_ms, each.open_count, each.kept) for each in seen
    ]
    assert added_harm(40, 40) > added_harm(40, 0)


def one_by_one(policy: Callable[[Request], str], world: World) -> float:
    """What a quarter costs, told change by change."""
    out: list[tuple[float, int]] = []
    total, knocks = 0.0, {each.request.week: each for each in world.knocks}
    for week in range(1, WEEKS + AFTERWARDS + 1):
        out = [(ms, gone) for ms, gone in out if gone > week]
        if knock := knocks.get(week):
            asked = replace(
                knock.request, open_ms=sum(ms for ms, _ in out), open_count=len(out),
                kept=min(max(knock.request.kept - world.erosion * len(out), 0.05), 0.95),
            )  # fmt: skip
            answer = policy(asked)
            if answer == "measure":
                total += MEASURE_WEEKS * asked.delay_a_week
                answer = policy(replace(asked, measured_ms=knock.finer_ms, runs=MORE_RUNS))
            if answer == "fix":
                total += asked.fix_weeks * (asked.delay_a_week + FIX_PRICE)
            elif knock.excess_ms > 0:
                ends = 99
                if answer == "except":
                    total += asked.fix_weeks * FIX_PRICE
                    kept = knock.luck < asked.kept
                    total += 0 if kept or not asked.switch else asked.fix_weeks * asked.delay_a_week
                    ends = week + asked.fix_weeks if kept or asked.switch else 99
                out.append((knock.excess_ms, ends))
        price = world.knocks[0].request.ms_price if world.knocks else 0.0
        total += price * added_harm(sum(ms for ms, _ in out), 0.0)
    return total


def spread(request: Request) -> str:
    """Every answer now and then, by what is seen and what is open."""
    if request.runs < MORE_RUNS and request.week % 3 == 0:
        return "measure"
    late = request.delay_a_week > 3 or request.open_count > 1
    return ("ship" if request.kept > 0.6 else "except") if late else "fix"


def test_quarters_side_by_side_cost_what_each_costs_alone() -> None:
    """By another way: change by change in one world after the other, one without any."""
    rng = np.random.default_rng(2)
    worlds = [*(draw_world(rng) for _ in range(60)), World(knocks=(), erosion=0.1)]
    answers: dict[str, int] = {}

    costs, _ = lived(spread, side_by_side(worlds), answers)

    assert [one_by_one(spread, each) for each in worlds] == pytest.approx(costs.tolist())
    assert {"fix", "except", "ship", "measure"} == set(answers)
    assert sum(len(each.knocks) for each in worlds) == sum(answers.values())


def test_beliefs_agree_with_drawn_changes() -> None:
    """The expected excess and the false alarms, by drawing many changes and measuring them."""
    rng = np.random.default_rng(5)
    true = rng.normal(*USUAL, size=2_000_000)
    seen = true + rng.normal(size=true.size) * RUN_NOISE_MS / SIMPLE.runs**0.5
    alike = true[np.abs(seen - (SIMPLE.measured_ms - BUDGET_MS)) < 1.0]

    assert float(np.maximum(alike, 0).mean()) == pytest.approx(SIMPLE.excess_ms, rel=0.02)
    assert float((alike <= 0).mean()) == pytest.approx(SIMPLE.false_alarm, abs=0.01)


@pytest.fixture(scope="module", name="runs")
def _runs() -> GateRuns:
    return evaluate(reference, seed=11)


def test_a_policy_is_its_rival(runs: GateRuns) -> None:
    """The same answers in the same worlds cost the same."""
    assert runs.costs.tolist() == runs.rivals["reference"].tolist()
    for name in ("always fix", "always except"):
        again = evaluate(RIVALS[name], seed=11)
        assert again.costs.tolist() == runs.rivals[name].tolist()


@pytest.mark.parametrize("name", ["always fix", "always except", "urgent ones"])
def test_the_reference_is_ahead_of_each_simple_rule(runs: GateRuns, name: str) -> None:
    """By the whole interval, over worlds that were not used to find it."""
    assert runs.worlds >= 200
    assert runs.against(name).better


def test_exceptions_for_all_end_the_budget() -> None:
    """Where everything goes out with a date, far more quarters end without a budget."""
    all_out, none_out = evaluate(always_except, seed=3), evaluate(always_fix, seed=3)

    assert 0.0 == none_out.gone
    assert all_out.gone > 0.15
    assert all_out.gone == float((all_out.open_ms > GONE_MS).mean())


def test_no_single_word_comes_near() -> None:
    """Whoever says one word to everything is behind the rule that looks at urgency alone."""
    for word in ("fix", "except", "ship"):
        assert evaluate(always(word), seed=11).against("urgent ones").high < 0, word


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (always("maybe"), "'maybe' where"),
        (lambda request: None, "Did you forget a return statement?"),
        (lambda request: 1 / 0, "it stopped with ZeroDivisionError"),
        (lambda request: request.true_ms, "it stopped with AttributeError"),
    ],
)
def test_a_fault_is_a_sentence(policy: Callable[[Request], Any], words: str) -> None:
    """It names the week and what came back."""
    with pytest.raises(PolicyFault, match="in week 4") as caught:
        answer_of(map(policy, [SIMPLE]), SIMPLE)

    assert words in str(caught.value)


def test_measuring_twice_is_a_sentence() -> None:
    """After more runs only the three ways are left."""
    with pytest.raises(PolicyFault, match="after measuring"):
        evaluate(always("measure"), worlds=5)


def test_all_quarters_are_asked_together() -> None:
    """A policy that lives elsewhere is asked once more than there are weeks, at most."""

    class Elsewhere:
        def __init__(self) -> None:
            self.asked = 0

        def __call__(self, request: Request) -> str:
            raise AssertionError("asked alone")

        def call_each(self, requests: Any) -> Any:
            self.asked += 1
            return map(always_except, requests)

    policy = Elsewhere()

    runs = evaluate(policy, seed=3)

    assert policy.asked <= 1 + WEEKS
    assert runs.costs.tolist() == runs.rivals["always except"].tolist()


def test_every_field_of_a_request_has_one_type() -> None:
    """Whatever is open; requests of one type each cross to a learner's process by their fields."""
    seen: list[Request] = []

    def policy(request: Request) -> str:
        seen.append(request)
        return "ship" if request.runs == MORE_RUNS else "measure"

    evaluate(policy, worlds=20)

    for name in SIMPLE.__dataclass_fields__:
        assert {type(getattr(SIMPLE, name))} == {type(getattr(each, name)) for each in seen}, name

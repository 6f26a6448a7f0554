"""A flight through the garden: its course, its causes, its luck, and its words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from garden_cases import GARDEN
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.simulation.garden_debrief import (
    DIALS,
    LEVERS,
    LUCKS,
    causes_of_garden,
    counted,
    declined,
    dials,
    feedback_given,
    growth_of_people,
    if_one_left,
    led_otherwise,
)
from leadlab.simulation.garden_flight import FORECAST, GardenFlight, MonthFacts, Range
from leadlab.simulation.garden_policies import usual
from leadlab.simulation.garden_state import GROWTH
from leadlab.simulation.garden_words import told

RANGES = {"output": Range(low=130, high=150), "capability": Range(low=12, high=14)}


def begun(seed: int = 3) -> GardenFlight:
    """A flight with its two ranges."""
    return GardenFlight(home=GARDEN, seed=seed).forecast(RANGES)


def led(seed: int = 3, months: int = 9, **changes) -> GardenFlight:
    """So many months, with the same changes for some people in each."""
    flight = begun(seed)
    for _ in range(months):
        month = {
            name: replace(each, **changes.get(name, {})) for name, each in flight.proposal.items()
        }
        flight = flight.grow(month)
    return flight


BUSY = {
    "Kirsty": {"area": "app", "guide": "Leila", "level": 3},
    "Rui": {"level": 2, "feedback": "task_asked"},
    "Goran": {"feedback": "person"},
    "Adaeze": {"level": 7},
}


def test_two_seeds_begin_visibly_apart() -> None:
    """Opening states differ on the page, and the surges do too."""
    flights = [GardenFlight(home=GARDEN, seed=seed) for seed in range(20)]
    shown = {
        tuple((each.exhaustion, each.confidence) for each in flight.garden.people)
        for flight in flights
    }
    assert 20 == len(shown)
    assert len({flight.surges for flight in flights}) >= 19


def test_the_same_plan_is_equally_hard_on_every_seed() -> None:
    """The usual plan finishes a like number of items."""
    done = [dials(led(seed))["output"] for seed in range(8)]
    assert max(done) < 1.2 * min(done)


def test_the_past_does_not_move_when_the_flight_goes_on() -> None:
    """Facts of a month stay what they were after every later month."""
    flight = begun()
    for number in range(9):
        before = flight.facts
        flight = flight.grow(
            {name: replace(each, level=1 + number % 7) for name, each in flight.proposal.items()}
        )
        assert before == flight.facts[:number]


def test_the_same_seed_and_months_are_the_same_flight() -> None:
    """A replay ends in the same facts; another seed does not."""
    assert led(3, **BUSY).facts == led(3, **BUSY).facts
    assert led(3, **BUSY).facts != led(4, **BUSY).facts


def test_growth_adds_up_in_every_month_and_by_person() -> None:
    """Three causes are the whole change of capability, and so are six people's parts."""
    flight = led(5, **BUSY)
    for each in flight.facts:
        change = each.capability[1] - each.capability[0]
        assert change == pytest.approx(sum(each.growth.values()), abs=1e-9)
    for one, two in pairwise(flight.facts):
        assert one.capability[1] == two.capability[0]
    total = sum(sum(parts.values()) for parts in growth_of_people(flight).values())
    whole = flight.facts[-1].capability[1] - flight.facts[0].capability[0]
    assert whole == pytest.approx(total, abs=1e-9)
    assert set(GROWTH) == set(flight.facts[0].growth)


class TestCauses:
    """Usual plan, four levers, and luck apart."""

    flight = led(4, **BUSY)
    found = causes_of_garden(flight)

    def test_the_rows_add_up_to_the_flight(self) -> None:
        """Usual, parts and luck make each dial as it was flown, exactly."""
        values = dials(self.flight)
        for dial in self.found.flown:
            levers = self.found.levers
            total = levers.usual[dial] + sum(each[dial] for each in levers.parts.values())
            assert values[dial] == pytest.approx(total + self.found.luck[dial], abs=1e-9)

    def test_the_flown_months_are_averaged_over_lucks(self) -> None:
        """By a second method: the same months, run alone on the same lucks."""
        runs = self.flight.under(self.flight.months, lucks=LUCKS)
        for dial, values in counted(runs).items():
            assert float(values.mean()) == pytest.approx(self.found.levers.flown[dial])
            assert float(values.std()) == pytest.approx(self.found.spread[dial])

    def test_the_first_luck_is_that_of_the_flight(self) -> None:
        """What is set apart as luck is that of the seed, and of no other."""
        runs = self.flight.under(self.flight.months, lucks=3)
        assert float(counted(runs)["output"][0]) == dials(self.flight)["output"]

    def test_a_lever_that_was_left_alone_did_nothing(self) -> None:
        """Nobody paired and no feedback: no part for either."""
        plain = causes_of_garden(led(4, Rui={"level": 2})).levers.parts
        for lever in ("area", "guide", "feedback"):
            assert {0.0} == set(plain[lever].values())
        assert plain["level"]["output"] != 0

    def test_a_part_is_the_mean_over_all_orders(self) -> None:
        """By a second method: put the levers in place one by one, in each of the 24 orders."""
        base = usual(self.flight.garden)
        seen: dict[frozenset, float] = {}

        def output(levers: frozenset) -> float:
            if levers not in seen:
                months = [
                    {name: replace(base[name], **{each: getattr(flown, each) for each in levers})
                     for name, flown in month.items()}
                    for month in self.flight.months
                ]  # fmt: skip
                seen[levers] = float(self.flight.under(months, lucks=LUCKS).output.mean())
            return seen[levers]

        orders = list(permutations(LEVERS))
        added = dict.fromkeys(LEVERS, 0.0)
        for order in orders:
            for at, name in enumerate(order):
                before = frozenset(order[:at])
                added[name] += (output(before | {name}) - output(before)) / len(orders)
        for name in LEVERS:
            assert added[name] == pytest.approx(self.found.levers.parts[name]["output"], abs=1e-8)

    def test_nothing_flown_has_no_cause(self) -> None:
        """A flight without a month is refused in a sentence."""
        with pytest.raises(LeadlabError, match="Nothing was flown yet"):
            causes_of_garden(begun())


def test_there_are_five_dials_each_with_a_direction_and_no_sum() -> None:
    """Exhaustion and scores are better when low; output, capability and bus factor when high."""
    flight = led(9)
    values = dials(flight)
    assert {"output": "more", "capability": "more", "bus_factor": "more", "people": "less",
            "forecasts": "less"} == {each.name: each.better for each in DIALS}  # fmt: skip
    assert set(values) == {each.name for each in DIALS}
    assert values["output"] == pytest.approx(sum(each.output for each in flight.facts))
    scores = [
        100 * RANGES[name].score(values[name]) / values[name] for name in FORECAST
    ]  # fmt: skip
    assert values["forecasts"] == pytest.approx(sum(scores) / 2)
    assert dials(led(9, months=3))["forecasts"] != dials(led(9, months=3))["forecasts"]


def test_other_ways_meet_the_luck_of_the_flight() -> None:
    """The surges and noise are those of the seed: the same three runs whatever was flown."""
    one, two = (led_otherwise(flight) for flight in (led(6), led(6, **BUSY)))
    for name, runs in one.items():
        assert (runs.record.held == two[name].record.held).all()
        assert (runs.year.luck.arrivals == led(6).runs.year.luck.arrivals).all()


def test_every_piece_of_feedback_is_told_once() -> None:
    """Two people in nine months are eighteen pieces, less those to which somebody said not now."""
    flight = led(3, **BUSY)
    given = feedback_given(flight)
    assert 18 == len(given) + declined(flight)
    assert 9 == sum(each.name == "Goran" for each in given)
    assert {("Rui", "task_asked"), ("Goran", "person")} == {
        (each.name, each.kind) for each in given
    }


def test_without_one_person_the_others_are_left() -> None:
    """By a second method: capability without each in turn adds up to five times the whole."""
    flight = led(3, **BUSY)
    left = if_one_left(flight)
    whole = flight.facts[-1].capability[1]
    assert 5 * whole == pytest.approx(sum(each.capability for each in left))
    lone = {area for each in left for area in each.uncovered}
    assert (flight.facts[-1].bus_factor[1] == 1) == bool(lone)
    assert lone in (set(), set(flight.facts[-1].thinnest))


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    """Ranges first and once, and nine months."""
    flight = GardenFlight(home=GARDEN, seed=1)
    with pytest.raises(LeadlabError, match="Give your two ranges before the first month"):
        flight.grow(flight.proposal)
    with pytest.raises(LeadlabError, match="A range is missing: capability"):
        flight.forecast({"output": RANGES["output"]})
    with pytest.raises(LeadlabError, match="the low end comes first"):
        Range(low=3, high=3)
    with pytest.raises(LeadlabError, match="not changed any more"):
        begun().forecast(RANGES)
    over = led(1)
    with pytest.raises(LeadlabError, match="The flight is over"):
        over.grow(over.months[-1])


levels = st.floats(0, 1)
items = st.floats(0, 30)


@given(st.tuples(items, items), st.tuples(items, items), st.tuples(levels, levels),
       st.tuples(st.integers(0, 6), st.integers(0, 6)))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_words_and_state_cannot_disagree(output, able, tired, bus) -> None:
    """Numbers read back from the sentences are the facts, and directions are those of them."""
    facts = MonthFacts(
        number=2, output=output[1], failed=1.0, hours=9.0, lead_hours=12.0, capability=able,
        growth=dict.fromkeys(GROWTH, 0.1), bus_factor=bus, thinnest=("app",), exhaustion=tired,
        most_tired="Rui",
    )  # fmt: skip
    held, can, factor, exhausted, _ = told(facts, replace(facts, output=output[0]))

    before, now = round(output[0], 1), round(output[1], 1)
    assert f"Month 2: {now:.1f} items" in held
    assert (now > before) == (" more than" in held)
    assert (now < before) == (" fewer than" in held)
    _agrees(can.split(". Learned")[0], round(able[0], 1), round(able[1], 1), "better")
    _agrees(factor, bus[0], bus[1], "better")
    _agrees(exhausted, round(tired[0], 2), round(tired[1], 2), "worse")
    shown = [float(each) for each in re.findall(r"\d+\.\d", can.split(". Learned")[0])]
    assert round(able[1], 1) == shown[0]


def _agrees(text: str, start: float, end: float, up: str) -> None:
    """Up and down are those of the numbers, and so is what they are worth."""
    down = {"better": "worse", "worse": "better"}[up]
    assert (start == end) == ("as before" in text)
    assert (end > start) == ("up from" in text) == (f"which is {up}" in text)
    assert (end < start) == ("down from" in text) == (f"which is {down}" in text)


def test_a_lead_without_hours_is_told_so() -> None:
    """Who told everybody each step is told that people waited."""
    flight = led(2, months=1, **{name: {"level": 1} for name in usual(GARDEN)})
    assert told(flight.facts[0])[-1].endswith("so people waited for you.")
    assert told(led(2, months=1).facts[0])[-1].endswith("hours a week.")

"""Each question to a value answers with one check, whatever the value is."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.checks.outcome import Check
from leadlab.checks.placing import ranks, sorted_into, table
from leadlab.checks.predicates import (
    Mistake,
    as_number,
    between,
    close_to,
    equals,
    gives,
    interval,
    one_of,
    probability,
    raises,
)

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)
Ask = Callable[[object], Check]
GROUPS = ["one-way", "two-way"]
KEY = {f"item {number}": GROUPS[number % 2] for number in range(8)}


class Liar:
    """Equal to everything, and a number that raises."""

    def __eq__(self, other: object) -> bool:
        return True

    def __float__(self) -> float:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        return "a liar"

    __hash__ = None


ODD = [None, ..., "", "text", "12", [], [1, 2, 3], {}, {"a": 1}, object(), Liar(), True, 1 + 2j,
       math.nan, math.inf, np.array([1, 2, 3]), pd.DataFrame({"a": [1]}), len]  # fmt: skip
ASKS = [
    lambda seen: close_to(seen, 5, says="x"),
    lambda seen: equals(seen, "five", says="x"),
    lambda seen: equals(seen, [5], says="x"),
    lambda seen: one_of(seen, {"ask"}, ["ask", "wait"], says="x"),
    lambda seen: probability(seen, says="x", points=1),
    lambda seen: interval(seen, says="x", points=1),
    lambda seen: between(seen, baseline=0.5, target=0.1, says="x"),
    lambda seen: ranks(seen, ["a", "b"], says="x"),
    lambda seen: table(seen, pd.DataFrame({"o": ["a"], "c": [1]}), by="o", says="x"),
]


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_an_odd_value_is_a_wrong_value_with_a_sentence(ask: Ask, odd: object) -> None:
    """No value makes a question raise, and none of these is right."""
    check = ask(odd)

    assert not check.held
    assert check.message


@given(NUMBERS)
def test_a_number_is_close_to_itself(number: float) -> None:
    """The right number is right as int, float, NumPy number, fraction and decimal."""
    whole = int(number)
    for seen in (
        whole,
        float(whole),
        np.float64(whole),
        np.int64(whole),
        Fraction(whole),
        Decimal(whole),
    ):
        assert close_to(seen, whole, says="x").held


@pytest.mark.parametrize(
    ("seen", "held"), [(100.4, True), (100.6, False), (99.6, True), (99.4, False)]
)
def test_half_a_percent_is_close(seen: float, held: bool) -> None:
    """Rounding is forgiven, a miscalculation is not."""
    assert held is close_to(seen, 100, says="x").held


def test_a_known_mistake_has_its_sentence_and_tag() -> None:
    """A value that a reasoning fault leads to names the fault; the right value comes first."""
    mistakes = [Mistake(30, "sum", "Weigh them."), Mistake(15, "never", "Never shown.")]

    wrong = close_to(30, 15, says="x", mistakes=mistakes)
    right = close_to(15, 15, says="x", mistakes=mistakes)
    said = equals("a", "b", says="x", mistakes=[Mistake("A", "letter", "The other one.")])

    assert ("Weigh them.", "sum") == (wrong.message, wrong.tag)
    assert right.held
    assert ("The other one.", "letter") == (said.message, said.tag)


def test_the_right_value_is_not_given_away() -> None:
    """A wrong answer does not show the right one unless the author asks for it."""
    assert "15" not in close_to(3, 15, says="x").message
    assert "blue" not in equals("red", "blue", says="x").message
    assert "15" in close_to(3, 15, says="x", show=True).message


@pytest.mark.parametrize(
    ("seen", "expected", "held"),
    [
        (" Two-Way", "two-way", True),
        (["a", "B"], ("a", "b"), True),
        ({"a": 1}, {"a": 1.0}, True),
        ({"a": 1, "b": 2}, {"a": 1}, False),
        (np.array([1, 2]), [1, 2], True),
        (True, 1, False),
        (1, True, False),
        ("1", 1, False),
        (Liar(), 3, False),
        (Liar(), "x", False),
    ],
)
def test_equal_means_equal_plain_values(seen: object, expected: object, held: bool) -> None:
    """Case, spaces and the kind of sequence do not matter; types and lies do."""
    assert held is equals(seen, expected, says="x").held


def test_a_percentage_is_explained() -> None:
    """70 for a chance is the commonest slip, and says how to write it."""
    check = probability(70, says="x")

    assert ("70 is above 1. For 70 % write 0.7.", "percent_for_probability") == (
        check.message,
        check.tag,
    )
    assert all(probability(chance, says="x").held for chance in (0, 0.5, 1))
    assert not probability(-0.1, says="x").held


def test_a_range_has_two_ends_in_order() -> None:
    """Two numbers, the lower first; a point is a range."""
    assert interval((4, 9), says="x").held
    assert interval(np.array([4, 4]), says="x").held
    assert "(4, 9)" in interval((9, 4), says="x").message


@given(st.floats(-10, 10), st.floats(-10, 10), st.floats(-10, 10))
def test_credit_grows_from_baseline_to_target(score: float, baseline: float, target: float) -> None:
    """Nothing at the baseline, everything at the target, never outside, in either direction."""
    if abs(baseline - target) < 1e-6:
        return
    assert 0 <= between(score, baseline=baseline, target=target, says="x").earned <= 1
    assert 0 == between(baseline, baseline=baseline, target=target, says="x").earned
    assert 1 == between(target, baseline=baseline, target=target, says="x").earned


def test_a_function_is_asked_and_shown() -> None:
    """What a function gave is shown beside the call, and refusing is checked too."""

    def double(number: float) -> float:
        if number < 0:
            raise ValueError("below nothing")
        return number * 2

    assert gives(double, [2], 4, says="x").held
    assert "double(number=2) gave 4, expected 5." == gives(double, [2], 5, says="x").message
    assert gives(lambda: ["A"], [], ["a"], says="x").held
    assert raises(ValueError, double, -1, says="x").held
    assert "gave 2, expected a ValueError" in raises(ValueError, double, 1, says="x").message
    assert "Expected a KeyError" in raises(KeyError, double, -1, says="x").message


@given(st.permutations(list("abcde")))
def test_an_order_earns_its_rank_correlation(order: list[str]) -> None:
    """The right order earns all, the reverse nothing, and every other something between."""
    check = ranks(order, list("abcde"), says="x")

    assert 0 <= check.earned <= 1
    assert check.held is (order == list("abcde"))
    assert 0 == ranks(list("edcba"), list("abcde"), says="x").earned


def test_a_random_order_earns_little() -> None:
    """Shuffling earns less than a quarter on average."""
    rng = np.random.default_rng(1)
    earned = [
        ranks(rng.permutation(list("abcde")).tolist(), list("abcde"), says="x").earned
        for _ in range(500)
    ]

    assert np.mean(earned) < 0.25


def placed(answer: object, **more: object) -> list[Check]:
    """The checks of one sorting."""
    return list(sorted_into(answer, KEY, groups=GROUPS, points=4, **more))


def test_right_placements_earn_all_points() -> None:
    """Every item right is all points, whatever the case of the letters."""
    assert 4 == pytest.approx(
        sum(line.earned for line in placed({k: v.upper() for k, v in KEY.items()}))
    )


def test_one_wrong_placement_costs_itself_and_its_guess() -> None:
    """With two groups a wrong one takes a right one back, and says why."""
    why = {("item 0", "two-way"): ("Customers build on it.", "undo_is_free")}
    lines = placed(KEY | {"item 0": "two-way"}, feedback=why)

    assert 4 * (7 - 1) / 8 == pytest.approx(sum(line.earned for line in lines))
    assert [("Customers build on it.", "undo_is_free")] == [
        (line.message, line.tag) for line in lines if not line.held
    ]


def test_a_missing_placement_costs_only_itself() -> None:
    """Leaving an item out is not guessing."""
    lines = placed({k: v for k, v in KEY.items() if k != "item 0"} | {"item 1": KEY["item 1"]})

    assert 4 * 7 / 8 == pytest.approx(sum(line.earned for line in lines))
    assert "This one is still blank." in [line.message for line in lines]


def test_a_guesser_earns_little() -> None:
    """Blind guessing in two groups stays under a quarter of the points."""
    rng = np.random.default_rng(1)
    totals = [
        sum(line.earned for line in placed({item: str(rng.choice(GROUPS)) for item in KEY}))
        for _ in range(400)
    ]

    assert np.mean(totals) < 1


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.none(), max_size=4))
def test_any_placements_are_survived(answer: dict[str, str | None]) -> None:
    """Unknown items and groups get the nearest right name, never an exception."""
    lines = placed(answer or {"x": "y"})

    assert 0 == sum(line.earned for line in lines)


def test_a_table_names_its_first_wrong_cell() -> None:
    """Rows are found by name in any order; a wrong cell keeps the points of the others."""
    right = pd.DataFrame({"option": ["build", "buy"], "cost": [90, 60], "risk": ["high", "low"]})

    assert table(right.iloc[::-1], right, by="option", says="x").held
    assert table(right.assign(extra=1), right, by="option", says="x").held
    check = table(right.assign(cost=[90, 61]), right, by="option", says="x")
    assert (0.75, "cost of 'buy': 61 is not it (3 of 4 values are right).") == (
        check.share,
        check.message,
    )
    assert "Did you mean 'cost'" not in check.message
    missing = table(right.rename(columns={"cost": "costs"}), right, by="option", says="x")
    assert "There is no column 'cost'. Did you mean 'costs'?" == missing.message
    assert "no row for 'buy'" in table(right.iloc[:1], right, by="option", says="x").message
    twice = pd.concat([right, right])
    assert "one row only" in table(twice, right, by="option", says="x").message


@given(st.text())
def test_a_text_is_never_a_number(text: str) -> None:
    """A number in quotes is told to drop the quotes, any other text that it is a text."""
    assert isinstance(as_number(text), str)

"""Three answers agree with a count of worlds, with the option tree and with known ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.learning_first import three_answers

CASE = {"good": 510.0, "bad": 204.0, "chance": 4 / 9, "cost": 300.0, "stage": 60.0}
amounts, shares = st.floats(0, 600), st.floats(0.05, 0.95)


def test_the_case_of_the_lesson():
    """Yes today gains 40; waiting may cost 53.3 and is worth 93.3, as in the option tree."""
    found = three_answers(**CASE)
    tree = tradeoffs.option_value(worth=340, cost=300, up=1.5, down=0.6, steps=1)

    assert 40 == pytest.approx(found.today)
    assert tree == pytest.approx(found.wait.worth)
    assert tree - 40 == pytest.approx(found.waiting_may_cost)
    assert ("go", "stop") == (found.wait.good.best, found.wait.bad.best)


@given(amounts, amounts, shares, amounts, shares, st.floats(0.5, 1), st.floats(0, 50))
def test_worth_is_the_mean_over_worlds_and_news(good, bad, chance, cost, part, accuracy, price):
    """Four kinds of world (case by news), each with the better plan for its news."""
    stage = part * cost
    found = three_answers(
        good=good, bad=bad, chance=chance, cost=cost, stage=stage, accuracy=accuracy, waiting=price
    )

    def mean(rest):
        total = 0.0
        for right in (accuracy, 1 - accuracy):  # good news, then bad news
            good_and, bad_and = chance * right, (1 - chance) * (1 - right)
            total += max(good_and * (good - rest) + bad_and * (bad - rest), 0.0)
        return total

    assert mean(cost) - price == pytest.approx(found.wait.worth, abs=1e-9)
    assert mean(cost - stage) - stage == pytest.approx(found.part.worth, abs=1e-9)


@given(amounts, amounts, shares, amounts)
def test_news_that_says_nothing_is_worth_nothing(good, bad, chance, cost):
    """A coin's news leaves the decision of today."""
    found = three_answers(good=good, bad=bad, chance=chance, cost=cost, stage=0.0, accuracy=0.5)

    assert max(found.today, 0.0) == pytest.approx(found.wait.worth, abs=1e-9)


@given(amounts, amounts, shares, amounts, st.floats(0.5, 1))
def test_free_news_never_harms(good, bad, chance, cost, accuracy):
    """Being able to wait at no price is never worth less than deciding now."""
    found = three_answers(
        good=good, bad=bad, chance=chance, cost=cost, stage=0.0, accuracy=accuracy
    )

    assert found.waiting_may_cost >= -1e-9


@pytest.mark.parametrize("chance", [0, 1])
def test_certainty_needs_no_news(chance):
    """Where the case is known, branches that cannot happen weigh nothing."""
    found = three_answers(**{**CASE, "chance": chance})

    assert max(found.today, 0) == found.wait.worth


@pytest.mark.parametrize(
    ("change", "said"),
    [({"chance": 1.2}, "chance"), ({"accuracy": 0.4}, "accuracy"), ({"stage": 400}, "stage"),
     ({"waiting": -1}, "waiting")],
)  # fmt: skip
def test_faults_are_sentences(change, said):
    """Numbers out of range are named."""
    with pytest.raises(LeadlabError, match=said):
        three_answers(**{**CASE, **change})

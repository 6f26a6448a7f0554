"""The explorers of the module on trade-offs show what their models compute."""

from __future__ import annotations

import pytest

from leadlab.models import decisions
from leadlab.views.explorers import explorer
from leadlab.views.explorers.pareto_front import DESIGNS, ParetoFront


def at(made, name: str, value):
    """The sentence after one input has moved."""
    made.inputs[name].value = value
    return made.sentence()


def test_the_cache_is_found_a_day_earlier():
    """The prompt of the front is right: at six days no weight finds the cache, at five one does."""
    made = explorer("pareto_front")
    assert made.prompt.answer == "day"
    assert "nothing beats building at night and the cache" in made.sentence()
    assert made.said[3].get_text() == "cache: no weight"

    at(made, "days", 5)

    assert made.said[3].get_text() == "cache: 50 % only"


def test_the_marks_of_the_front_lie_where_the_model_says():
    """Steps, crosses, ring and square are the model's front, beaten, leaders and limit."""
    made = ParetoFront()
    made.inputs["weight"].value = 50
    places = list(DESIGNS.values())
    found = decisions.read_front(places, weight=0.5, exchange=200, limit=1400)

    def marked(line):
        return {(int(x), int(y)) for x, y in zip(*line.get_data(), strict=True)}

    assert {places[each] for each in found.front} == marked(made.steps)
    assert set(places) - {places[each] for each in found.front} == marked(made.beaten)
    assert {places[each] for each in found.leaders} == marked(made.leading)
    assert {places[found.within]} == marked(made.inside)


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (0, "leaving it as it is wins with a burden of 2.00"),
        (50, "leaving it as it is and the round on the phone are level at a burden of 5.75"),
        (100, "the round on the phone wins with a burden of 2.50"),
    ],
)
def test_the_sentence_names_who_wins(weight, said):
    """The winner changes at one half, where both extremes are level."""
    assert said in at(ParetoFront(), "weight", weight)


def test_a_limit_that_nothing_keeps_is_told():
    """Below the fastest design there is nothing to find."""
    assert at(ParetoFront(), "limit", 450).endswith("no design keeps a limit of 450 ms.")

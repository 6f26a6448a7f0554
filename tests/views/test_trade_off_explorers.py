"""The explorers of the module on trade-offs show what their models compute."""

from __future__ import annotations

import re

import pytest

from leadlab.models import decisions
from leadlab.models.tradeoffs.noisy_runs import Bench, compare_days
from leadlab.views.explorers import explorer
from leadlab.views.explorers.benchmark_noise import DAYS, ITSELF, PAIRS, BenchmarkNoise
from leadlab.views.explorers.cost_of_ownership import YEARS, CostOfOwnership
from leadlab.views.explorers.option_tree import PART, OptionTree
from leadlab.views.explorers.order_of_work import OrderOfWork
from leadlab.views.explorers.pareto_front import DESIGNS, ParetoFront
from leadlab.views.style import VERMILION


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


def test_building_is_the_cheaper_way_from_the_fourth_year_on():
    """The prompt of the ownership explorer is right about its own table."""
    made = explorer("cost_of_ownership")
    assert made.prompt.answer == "fourth"
    cheaper = [
        "building is cheaper by" in at(made, "years", years) for years in range(1, YEARS + 1)
    ]

    assert [False] * 3 + [True] * 5 == cheaper


def test_the_tornado_says_what_turns_the_choice():
    """Names, ranges and break points stand at the bars, those that turn it in another colour."""
    made = CostOfOwnership()
    texts = [label.get_text() for label in made.labels]
    colours = [line.get_color() for line in made.bars]

    assert "weeks of upkeep a year, 5 to 18: turns at 10.9" == texts[0]
    assert ["turns" in text for text in texts] == [colour == VERMILION for colour in colours]
    assert "upkeep a year at 10.9, growth a year at 16 % and weeks to build at 21.7" in (
        made.sentence()
    )


def test_without_ranges_nothing_turns():
    """With no width every bar is a point and all worlds agree."""
    said = at(CostOfOwnership(), "width", 0)

    assert "cheaper in 100 % of the worlds; no number alone turns" in said


def test_axes_make_room_and_keep_it():
    """A dearer purchase gets a taller axis; a little less does not draw everything anew."""
    made = CostOfOwnership()
    small = made.picture.figure.axes[0].get_ylim()[1]
    at(made, "growth", 50)
    tall = made.picture.figure.axes[0].get_ylim()[1]
    at(made, "growth", 40)

    assert small < tall == made.picture.figure.axes[0].get_ylim()[1]


def test_twelve_runs_on_noisy_machines_show_little():
    """The prompt of the bench is right at the start, and pairs show more."""
    made = explorer("benchmark_noise")
    assert made.prompt.answer == "few"
    assert shown_days(made) <= 3

    made.inputs["way"].value = PAIRS

    assert shown_days(made) >= 10


def test_newer_machines_are_found_by_comparing_a_with_itself():
    """A bench that is off shows a difference of nothing; in pairs it does not."""
    made = BenchmarkNoise()
    made.inputs["compare"].value = ITSELF
    sound = shown_days(made)
    made.inputs["newer"].value = 20
    off = shown_days(made)
    made.inputs["way"].value = PAIRS

    assert sound <= 3
    assert off >= 15
    assert shown_days(made) <= 3
    assert "a difference that is not there" in made.sentence()


def test_the_intervals_stand_where_the_model_puts_them():
    """Dots and lines of both kinds together are the twenty days."""
    made = BenchmarkNoise()
    made.inputs["runs"].value = 40
    bench = Bench(change=0.05, shared=0.12, own=0.04)
    first, second = bench.draw(40, days=DAYS, seed=7)
    found = compare_days(first, second, paired=False)
    dots = {
        (int(day), float(ratio))
        for marks in made.ratios
        for ratio, day in zip(*marks.get_data(), strict=True)
    }

    assert {(day, float(ratio)) for day, ratio in enumerate(found.ratio, 1)} == dots
    assert int(found.shown.sum()) == len(made.ratios[1].get_xdata()) == shown_days(made)


def test_pairs_are_joined():
    """In pairs a line joins the two runs of each; in heaps there is none to draw."""
    made = BenchmarkNoise()
    assert 0 == len(made.links.get_xdata())

    made.inputs["way"].value = PAIRS

    assert 3 * made.inputs["runs"].value == len(made.links.get_xdata())


def shown_days(made) -> int:
    """How many days show a difference, read from the sentence."""
    return int(re.search(r"(\d+) of 20 days", made.sentence())[1])


def test_cd3_is_the_cheapest_until_thirty_three_hang_on_the_date():
    """The prompt of the order of work is right: at 33 nothing beats CD3, at 34 something does."""
    made = explorer("order_of_work")
    assert made.prompt.answer == "thirty"

    assert "no order costs less" in at(made, "loss", 33)
    assert "0.5 more than the cheapest order" in at(made, "loss", 34)


def test_the_areas_are_what_waiting_costs():
    """Rectangles of all wishes have the area that the sentence names, under every rule."""
    made = OrderOfWork()
    for rule, waiting in {"moscow": 198.5, "wsjf": 133.5, "cd3": 100.0, "best": 133.5}.items():
        said = at(made, "rule", rule)
        area = sum(each.get_width() * each.get_height() for each in made.areas)

        assert area == pytest.approx(waiting)
        assert f"waiting costs {waiting:.1f} thousand euro" in said


def test_the_order_shown_is_marked_and_named_from_the_top():
    """The rule that is shown carries an arrow, and its first wish lies on top."""
    made = OrderOfWork()
    marked = [label.get_text().startswith("▶") for label in made.totals]

    assert [False, False, True, False] == marked
    assert "round on paper" == made.names[0].get_text()
    assert made.areas[0].get_y() > made.areas[-1].get_y() == 0


def test_a_missed_date_is_hatched_and_told():
    """What is lost stands behind the waiting, and only where the date is missed."""
    made = OrderOfWork()

    assert [0, 0, 40, 0] == [each.get_width() for each in made.lost]
    assert "40.0 are lost since the date is missed" in made.sentence()


def test_news_that_is_right_eight_times_in_ten_keeps_less_than_half():
    """The prompt of the option tree is right: 53.8 with sure news, 24.5 with that."""
    made = explorer("option_tree")
    assert made.prompt.answer == "half"

    assert "waiting could cost 53.8 more" in made.sentence()
    assert "waiting could cost 24.5 more" in at(made, "accuracy", 80)


def test_the_tree_marks_what_one_would_do():
    """Solid with an arrow is what is done after each news, dotted what is refused."""
    made = OptionTree()
    marked = {way for way, leaf in made.leaves.items() if leaf.get_text().startswith("▶")}
    solid = {way for way, path in made.paths.items() if path.get_linestyle() == "-"}

    assert {("good", True), ("bad", False)} == marked == solid
    assert "go on: +210.0" in made.leaves["good", True].get_text()


def test_a_dear_wait_makes_a_first_part_the_best():
    """The sentence names the best of three, and the tree can show the part."""
    made = OptionTree()
    made.inputs["which"].value = PART

    assert at(made, "waiting", 60).startswith("A first part is worth most")
    assert "a first part: +58.8" == made.root.get_text()

"""How often a way to lead the garden is asked, and how often a garden is lived."""

from __future__ import annotations

import pytest
from garden_cases import GARDEN

from leadlab.simulation import garden_worlds
from leadlab.simulation.garden import open_garden, simulate_garden
from leadlab.simulation.garden_policies import pair_and_delegate, spread, strongest
from leadlab.simulation.garden_records import MONTHS
from leadlab.simulation.garden_views import views
from leadlab.simulation.garden_ways import most_finished
from leadlab.simulation.policies import PolicyFault


class Afar:
    """A way to lead that stands for one in another process."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    __call__ = None  # nothing asks about one world alone

    def call_each(self, views):
        """Answers to all views, and how many there were."""
        self.asked.append(len(views))
        return map(spread, views)


def test_all_worlds_of_a_month_are_asked_about_in_one_go() -> None:
    """Nine months are nine questions, each about every world."""
    policy = Afar()

    garden_worlds.evaluate(policy, GARDEN, worlds=11)

    assert [11] * MONTHS == policy.asked


@pytest.mark.parametrize(("policy", "lived"), [(strongest, 1), (pair_and_delegate, 2)])
def test_the_rival_lives_once(monkeypatch, policy, lived: int) -> None:
    """All to the strongest, held against itself, lives the same nine months once."""
    count = []

    def counted(*given, **named):
        count.append(given)
        return simulate(*given, **named)

    simulate = garden_worlds.simulate_garden
    monkeypatch.setattr(garden_worlds, "simulate_garden", counted)
    scores = garden_worlds.evaluate(policy, GARDEN, worlds=3, seed=90 + lived)

    assert lived == len(count)
    assert (policy is strongest) == (scores.runs is scores.rival)


def test_of_two_ways_alike_the_first_is_taken() -> None:
    """Who has no skill in two areas that both lack people goes to the one named first."""
    nobody = {"keys": 0.0, "app": 0.0}
    skills = {"Ada": nobody, "Ben": {"keys": 0.3, "app": 0.1}, "Cy": {"keys": 0.1, "app": 0.7}}

    for wanted in ({"keys": 9.0, "app": 9.0}, {"app": 9.0, "keys": 9.0}):
        assert next(iter(wanted)) == most_finished(skills, wanted, {})["Ada"]


def saying(*answers):
    """A way to lead that gives one answer after the other."""
    given = iter(answers)
    return lambda view: next(given)


PLAN = {each.name: {"area": "app", "level": 1} for each in GARDEN.people}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (PLAN | {"Rui": {"area": "app", "level": True}}, "level is True"),
        (PLAN | {"Rui": {"area": "app", "level": 1.0}}, "level is 1.0"),
        (PLAN | {"Zoe": {"area": "app", "level": 1}}, "Zoe"),
        ({name: each for name, each in PLAN.items() if name != "Rui"}, "nothing for Rui"),
        ([PLAN], "a dictionary from each name"),
    ],
)
def test_what_is_like_a_known_answer_is_looked_at(other, said: str) -> None:
    """1 is a level and True is none, though they are equal and 1 was seen before."""
    with pytest.raises(PolicyFault, match=f"before month 1: .*{said}"):
        simulate_garden(saying(PLAN, other), GARDEN, worlds=2)


def test_known_parts_may_not_crowd_one_guide() -> None:
    """Each of three learners was seen beside that guide before, never the three of them."""
    names = [each.name for each in GARDEN.people]
    guide, *learners = names
    beside = {"area": "app", "level": 3, "guide": guide}
    answers = [PLAN | {name: beside} for name in learners[:3]]
    answers.append(PLAN | dict.fromkeys(learners[:3], beside))

    with pytest.raises(PolicyFault, match=f"{guide} would guide 3 people"):
        simulate_garden(saying(*answers), GARDEN, worlds=4)


def test_a_view_is_what_was_known_of_its_world() -> None:
    """Made one by one or together, of plain numbers, each in its place."""
    year = open_garden(GARDEN, replications=3, seed=5, worlds=True)
    seen = views(GARDEN, year, 0)

    assert list(seen) == [seen[at] for at in range(3)]
    assert list(seen[1:]) == list(seen)[1:]
    for at, view in enumerate(seen):
        assert year.state.skill[at].tolist() == [
            [person.skills[area.name] for area in GARDEN.areas] for person in view.people
        ]
        assert year.state.waiting[at].tolist() == [area.waiting for area in view.areas]
        assert {int} == {type(person.feedback_row) for person in view.people}


@pytest.mark.parametrize("policy", [strongest, pair_and_delegate])
def test_all_parts_are_the_whole(policy) -> None:
    """Worlds that are lived part after part come out as all at once, to the last digit."""
    whole = garden_worlds.evaluate(policy, GARDEN, worlds=9, seed=4)
    both = garden_worlds.trial(policy, GARDEN, worlds=9, seed=4)

    for one, other in ((whole.runs, both.runs), (whole.rival, both.rival)):
        assert (one.record.held == other.record.held).all()
        assert (one.capabilities == other.capabilities).all()
        assert (one.exhaustion == other.exhaustion).all()
        assert (one.record.grown["forgotten"] == other.record.grown["forgotten"]).all()
        assert (one.record.effect == other.record.effect).all()
    assert repr(whole) == repr(both)


@pytest.mark.parametrize("parts", [[2], [2, 3], [2, 3, 6]])
def test_the_other_worlds_are_asked_about_only_in_doubt(parts: list[int]) -> None:
    """Nine questions about a quarter of the worlds, and nine more for each part that is needed."""
    policy, unseen = Afar(), []

    def enough(scores: garden_worlds.GardenScores) -> bool:
        unseen.append(scores.unseen)
        return len(unseen) == len(parts)

    garden_worlds.trial(policy, GARDEN, worlds=11, enough=enough)

    assert [part for part in parts for _ in range(MONTHS)] == policy.asked
    assert [9 / 11, 6 / 11, 0][: len(parts)] == pytest.approx(unseen)


def test_a_year_that_was_lived_leaves_the_next_learner_a_fresh_one() -> None:
    """The same worlds for a class, whoever lived in them before."""
    first, between, again = (
        garden_worlds.trial(policy, GARDEN, worlds=6, seed=3)
        for policy in (pair_and_delegate, spread, pair_and_delegate)
    )

    assert repr(first) == repr(again) != repr(between)

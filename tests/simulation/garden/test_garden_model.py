"""The garden against sums by hand, and what must hold whatever the lead does."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from garden_cases import GARDEN, USUAL, months, run, two
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.catalog_evidence import evidence
from leadlab.catalog_garden import garden_faults
from leadlab.errors import LeadlabError, UnknownName
from leadlab.simulation.coefficients import coefficients_of
from leadlab.simulation.garden import open_garden, simulate_garden
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_policies import pair_and_delegate, spread, strongest
from leadlab.simulation.garden_records import FEEDBACK, LEVELS, Assignment, checked
from leadlab.simulation.garden_state import bus_factors
from leadlab.simulation.garden_ways import most_finished
from leadlab.simulation.policies import PolicyFault

SOLO = {name: Assignment(area="core", level=7) for name in ("Ada", "Ben")}


def test_the_content_has_no_faults() -> None:
    """People are known in the world, and each has a skill in every area."""
    assert () == garden_faults()


@pytest.mark.parametrize("name", coefficients_of(GardenCoefficients))
def test_every_coefficient_has_a_range_and_the_grade_of_its_evidence(name: str) -> None:
    """The default lies inside a range that is not empty; the grade is that of the source."""
    known = coefficients_of(GardenCoefficients)[name]
    assert known.low < known.high
    assert known.low <= known.default <= known.high
    assert evidence(known.evidence).grade == known.grade


class TestByHand:
    """Single effects, computed a second time from the words of the coefficients."""

    def test_output_of_the_first_week(self) -> None:
        """A post does 0.15 and 0.85 of the skill; without luck nothing else moves it."""
        runs = run([SOLO], garden=two(base_failure=0.01, too_free=0), replications=1)
        expected = [0.15 + 0.85 * 0.9, 0.15 + 0.85 * 0.2]
        done = runs.record.held[0, 0] + runs.record.failed[0, 0]
        assert expected == pytest.approx(done.tolist())

    def test_a_pair_works_at_the_rate_of_its_better_half(self) -> None:
        """A quarter of two weeks gives a quarter of the better one's, times the yield."""
        month = {**SOLO, "Ben": replace(SOLO["Ben"], guide="Ada")}
        runs = run([month], garden=two(pair_yield=0.8, too_free=0), replications=1)
        better, lesser = 0.15 + 0.85 * 0.9, 0.15 + 0.85 * 0.2
        expected = 0.75 * (better + lesser) + 0.25 * 0.8 * better
        done = runs.record.held[0, 0].sum() + runs.record.failed[0, 0].sum()
        assert expected == pytest.approx(done)

    def test_a_team_that_waits_for_its_lead_loses_what_the_lead_lacks(self) -> None:
        """Two on the lowest level ask 10 hours; a lead with 8 holds a fifth of their work up."""
        told = {name: replace(each, level=1) for name, each in SOLO.items()}
        waiting = run([told], garden=two(level_hours=5, lead_hours=8), replications=1)
        free = run([told], garden=two(level_hours=5, lead_hours=10), replications=1)
        done = [(each.record.held + each.record.failed)[0, 0].sum() for each in (waiting, free)]
        assert 0.8 == pytest.approx(done[0] / done[1])

    def test_learning_of_a_month_by_the_tent(self) -> None:
        """Skill grows by rate, mood, rest, fit, stretch and what is left to learn, week by week."""
        moods = dict.fromkeys(
            ("success_confidence", "failure_confidence", "load_tires", "base_tires", "rest",
             "support_rests", "tight_tires"), 0,
        )  # fmt: skip
        garden = two(learning=0.1, too_free=0, **moods)
        luck = open_garden(garden, replications=1, seed=5).luck
        runs = run([{**SOLO, "Ben": replace(SOLO["Ben"], guide="Ada")}], garden=garden,
                   replications=1, seed=5)  # fmt: skip

        ada, ben = 0.9, 0.2
        for week in range(4):
            hard = 0.6 + float(luck.difficulty[0, week, 0])
            ada_off = (hard - ada - 0.2) / 0.35
            ben_off = (hard - ben - 0.35 - 0.2) / 0.35  # beside Ada work is easier by 0.35
            rate = 0.1 * (0.6 + 0.8 * 0.5) * (1 - 0.3 / 2)
            ada, ben = (
                ada + rate * max(1 - ada_off**2, 0) * (1 - ada),
                ben + rate * (1 + 1.5 * (ada - ben)) * max(1 - ben_off**2, 0) * (1 - ben),
            )
        assert [ada, ben] == pytest.approx(runs.record.states[1].skill[0, :, 0].tolist())

    @pytest.mark.parametrize(
        ("kind", "mean"),
        [("task", 0.61), ("task_asked", 0.71), ("person", 0.11), ("person_asked", 0.21)],
    )
    def test_the_share_of_feedback_that_harms(self, kind: str, mean: float) -> None:
        """The first feedback harms with the chance that a normal effect lies below 0."""
        month = {name: replace(each, feedback=kind) for name, each in USUAL.items()}
        runs = run([month], replications=4000)
        expected = NormalDist(mean, 1).cdf(0)
        effect = runs.record.effect[:, 0][runs.record.given[:, 0] > 0]
        assert expected == pytest.approx(float((effect < 0).mean()), abs=0.012)
        assert mean == pytest.approx(float(effect.mean()), abs=0.03)

    @pytest.mark.parametrize(
        ("kind", "share"), [("task_asked", 0.25), ("person_asked", 0.25), ("task", 0), ("none", 0)]
    )
    def test_one_in_four_who_is_asked_says_not_now(self, kind: str, share: float) -> None:
        """Then nothing is given and nothing follows; unasked, nobody can decline."""
        month = {name: replace(each, feedback=kind) for name, each in USUAL.items()}
        record = run([month], replications=2000).record
        declined = record.declined[:, 0] > 0
        assert share == pytest.approx(float(declined.mean()), abs=0.012)
        assert not record.effect[:, 0][declined].any()
        assert not record.given[:, 0][declined].any()

    def test_a_third_harms_at_base_rate(self) -> None:
        """Three parts on the task to two on the person, unasked: mean 0.41, a third harmful."""
        harm = 0.6 * NormalDist(0.61, 1).cdf(0) + 0.4 * NormalDist(0.11, 1).cdf(0)
        assert 0.6 * 0.61 + 0.4 * 0.11 == pytest.approx(0.41)
        assert 1 / 3 == pytest.approx(harm, abs=0.02)

    def test_the_bus_factor_is_the_fewest_keepers_of_an_area(self) -> None:
        """On the first morning the app hangs on Leila alone."""
        year = open_garden(GARDEN, replications=1, seed=1)
        by_hand = [
            sum(person.skills[area.name] >= 0.55 for person in GARDEN.people)
            for area in GARDEN.areas
        ]
        assert by_hand == bus_factors(year.state)[0].tolist()
        assert 1 == by_hand[GARDEN.area("app")] == min(by_hand)

    def test_most_finished_finds_what_trying_every_way_finds(self) -> None:
        """For two people and two areas the four sums can be written down."""
        seen = []

        def watch(view):
            seen.append(view)
            return strongest(view)

        simulate_garden(watch, GARDEN, worlds=1, drawn=False)
        view = seen[0]
        wanted = {each.name: each.demand + each.waiting / 8 for each in view.areas}

        def done(areas) -> float:
            return sum(
                min(wanted[name], sum(0.15 + 0.85 * each.skills[name] for each in view.people
                                      if areas[each.name] == name))
                for name in wanted
            )  # fmt: skip

        best = view.most_finished()
        for person in best:
            for name in wanted:
                assert done({**best, person: name}) <= done(best) + 1e-12

    @pytest.mark.parametrize("fixed", [{}, {"Ben": "web"}, {"Ada": "app", "Cy": "data"}])
    def test_most_finished_keeps_to_who_is_placed(self, fixed) -> None:
        """Every way is counted by a plain loop; skills in tenths make many ways even."""
        rng, areas = np.random.default_rng(5), ("app", "web", "data")
        for _ in range(20):
            drawn = rng.integers(0, 11, size=(3, 3)) / 10
            skills = dict(
                zip(("Ada", "Ben", "Cy"), (dict(zip(areas, row, strict=True)) for row in drawn),
                    strict=True)
            )  # fmt: skip
            wanted = dict(zip(areas, rng.integers(1, 9, size=3) / 4, strict=True))
            ways = [
                way
                for each in product(areas, repeat=3)
                if fixed.items() <= (way := dict(zip(skills, each, strict=True))).items()
            ]

            def done(way, skills=skills, wanted=wanted) -> float:
                made = dict.fromkeys(areas, 0.0)
                for person, area in way.items():
                    made[area] += 0.15 + 0.85 * skills[person][area]
                return round(sum(min(made[area], wanted[area]) for area in areas), 9)

            most = max(map(done, ways))
            assert most == done(seen := most_finished(skills, wanted, fixed))
            assert fixed.items() <= seen.items()


names = st.sampled_from([each.name for each in GARDEN.people])
anything = st.fixed_dictionaries({
    each.name: st.builds(
        Assignment, area=st.sampled_from([area.name for area in GARDEN.areas]),
        level=st.sampled_from(list(LEVELS)), feedback=st.sampled_from(list(FEEDBACK)),
    )
    for each in GARDEN.people
})  # fmt: skip


@given(anything, names, names, st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_what_must_hold_whatever_the_lead_does(month, learner, guide, seed) -> None:
    """Shares stay between 0 and 1, nothing is finished that was not there, nothing is negative."""
    if learner != guide:
        month = {**month, learner: replace(month[learner], guide=guide)}
    runs = run([month] * 9, replications=4, seed=seed)
    record, year = runs.record, runs.year
    for state in record.states:
        for values in (state.skill, state.confidence, state.exhaustion, state.trust):
            assert ((values >= 0) & (values <= 1)).all()
        assert (state.waiting >= -1e-9).all()
    arrived = (year.demand[:, None] * year.luck.arrivals).sum(axis=(1, 2))
    there = record.states[0].waiting.sum(axis=1) + arrived
    assert (record.held >= 0).all()
    assert (runs.output + record.states[-1].waiting.sum(axis=1) <= there + 1e-6).all()


@given(anything, st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_no_replication_depends_on_another(month, seed) -> None:
    """Three lucks are the first three of seven, to the last bit."""
    three, seven = (run([month] * 3, replications=many, seed=seed) for many in (3, 7))
    assert (three.record.held == seven.record.held[:3]).all()
    assert (three.record.states[-1].skill == seven.record.states[-1].skill[:3]).all()


def test_a_world_does_not_feel_what_is_done_in_another() -> None:
    """Another policy in the first world leaves the second as it was."""
    asked = []

    def first_only(view):
        asked.append(view)
        return spread(view) if len(asked) % 2 else strongest(view)

    mixed, plain = (
        simulate_garden(each, GARDEN, worlds=2, seed=4) for each in (first_only, strongest)
    )
    assert (mixed.record.held[1] == plain.record.held[1]).all()
    assert (mixed.record.held[0] != plain.record.held[0]).any()


@pytest.mark.parametrize("policy", [strongest, spread, pair_and_delegate])
def test_the_same_seed_tells_the_same_story(policy) -> None:
    """Twice the same numbers; another seed, others."""
    one, two_, other = (simulate_garden(policy, GARDEN, worlds=3, seed=each) for each in (5, 5, 6))
    assert (one.record.held == two_.record.held).all()
    assert (one.record.held != other.record.held).any()


def test_worlds_differ_and_lucks_share_their_people() -> None:
    """Drawn worlds have people and coefficients of their own; without them luck alone differs."""
    drawn = open_garden(GARDEN, replications=5, seed=2, worlds=True)
    plain = open_garden(GARDEN, replications=5, seed=2)
    assert 5 == drawn.coefficients.worlds
    assert 5 == len({each.tobytes() for each in drawn.state.skill})
    assert 1 == len({each.tobytes() for each in plain.state.skill})


def test_a_month_that_cannot_be_is_refused_in_a_sentence() -> None:
    """Levels, kinds, areas, guides and people have limits."""
    with pytest.raises(LeadlabError, match=r"level is 9; whole numbers from 1"):
        Assignment(area="app", level=9)
    with pytest.raises(UnknownName, match="feedback 'praise'"):
        Assignment(area="app", feedback="praise")
    with pytest.raises(UnknownName, match="area 'ap'"):
        checked(GARDEN, USUAL | {"Rui": Assignment(area="ap")})
    with pytest.raises(LeadlabError, match="Rui cannot be paired with themselves"):
        checked(GARDEN, USUAL | {"Rui": Assignment(area="app", guide="Rui")})
    guided = {name: Assignment(area="app", guide="Leila") for name in ("Rui", "Goran", "Kirsty")}
    with pytest.raises(LeadlabError, match="Leila would guide 3 people; 2 at once"):
        checked(GARDEN, USUAL | guided)
    with pytest.raises(LeadlabError, match="nothing for Adaeze"):
        checked(GARDEN, {})


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (3, "3 cannot be called"),
        (lambda view: None, "Did you forget a return statement"),
        (lambda view: {"Rui": "app"}, "what that person gets was expected"),
        (lambda view: {"Rui": Assignment(area="app")}, "nothing for Adaeze"),
        (lambda view: view.nothing, "it stopped with AttributeError"),
    ],
)
def test_a_policy_that_fails_is_told_when_and_why(policy, said: str) -> None:
    """The month and the fault, in a sentence."""
    with pytest.raises(PolicyFault, match=said):
        simulate_garden(policy, GARDEN, worlds=1)


def test_stillness_takes_all_luck_out() -> None:
    """The small garden of these tests has the same first week on every luck."""
    runs = run([SOLO], garden=two(too_free=0, base_failure=0.01), replications=50)
    done = runs.record.held[:, 0] + runs.record.failed[:, 0]
    assert 0 == pytest.approx(float(np.ptp(done, axis=0).max()))


def pairing(months_paired: int):
    """What Kirsty beside Leila brings in the app over Kirsty there alone, month by month."""
    alone = months(Kirsty={"area": "app"})
    paired = months(Kirsty={"area": "app", "guide": "Leila", "level": 3})
    with_pair = paired[:months_paired] + alone[months_paired:]
    return (run(with_pair).monthly_output - run(alone).monthly_output).mean(axis=0)


class TestStylisedFacts:
    """Directions that the evidence or the course states, on many lucks."""

    def test_pairing_costs_first_and_pays_later(self) -> None:
        """Two months and more cost, and each month after the pair has parted pays."""
        gap = pairing(3)
        assert (gap[:2] < -0.1).all()
        assert (gap[3:7] > 0.05).all()

    def test_feedback_on_the_person_harms_more_often_and_helps_less(self) -> None:
        """Kluger and DeNisi: worse when attention moves to the self."""
        kinds = ("task_asked", "task", "person_asked", "person")
        runs = {
            kind: run([{name: replace(each, feedback=kind) for name, each in USUAL.items()}] * 9)
            for kind in kinds
        }
        harm = [runs[kind].harmful for kind in kinds]
        output = [float(runs[kind].output.mean()) for kind in kinds]
        assert sorted(harm) == harm
        assert sorted(output, reverse=True) == output

    def test_control_spares_exhaustion(self) -> None:
        """People told each step end more exhausted than people at the level that fits."""
        told = run(months(**{name: {"level": 1} for name in USUAL}))
        agreed = run(months(**{name: {"level": 5} for name in USUAL}))
        assert told.exhaustion.mean() > agreed.exhaustion.mean() + 0.05
        assert told.output.mean() < agreed.output.mean()

    def test_a_beginner_left_alone_fails_more(self) -> None:
        """Rui in the web at level 7 against level 3."""
        alone, watched = (run(months(Rui={"level": each})) for each in (7, 3))
        assert alone.failed.mean() > watched.failed.mean() + 1

    def test_no_way_to_lead_is_best_at_everything(self) -> None:
        """The strongest finish most at first and pairs at last; spreading leaves most capability.

        The bus factor stays at one under the strongest, and people tire most.
        """
        runs = {
            each.__name__: simulate_garden(each, GARDEN, worlds=40, drawn=False)
            for each in (strongest, spread, pair_and_delegate)
        }
        first, last = slice(0, 3), slice(6, 9)

        def output(name: str, months: slice) -> float:
            return float(runs[name].monthly_output[:, months].mean())

        assert "strongest" == max(runs, key=lambda name: output(name, first))
        assert "pair_and_delegate" == max(runs, key=lambda name: output(name, last))
        assert "spread" == max(runs, key=lambda name: runs[name].capabilities[:, -1].mean())
        assert "strongest" == max(runs, key=lambda name: runs[name].exhaustion.mean())
        assert {1} == set(runs["strongest"].bus_factor.tolist())
        assert runs["pair_and_delegate"].bus_factor.mean() > 1.8

    @pytest.mark.parametrize("skill", [0.05, 0.3, 0.5, 0.7])
    def test_a_level_can_be_too_low_and_too_high(self, skill: float) -> None:
        """Growth is lost on one side and items come back on the other."""
        done = {level: ben_at(skill, level) for level in (1, 4, 7)}
        assert done[4].record.held[:, :, 1].sum() > done[1].record.held[:, :, 1].sum()
        assert done[4].record.held[:, :, 1].sum() > done[7].record.held[:, :, 1].sum()

    def test_an_expert_told_each_step_finishes_as_much_and_pays_otherwise(self) -> None:
        """Exhaustion and trust bear it, and the lead's hours."""
        told, free = (ben_at(1.0, level) for level in (1, 7))
        assert told.record.held.sum() == pytest.approx(free.record.held.sum(), rel=0.01)
        ends = [each.record.states[-1] for each in (told, free)]
        assert ends[0].exhaustion[:, 1].mean() > ends[1].exhaustion[:, 1].mean() + 0.1
        assert ends[0].trust[:, 1].mean() < ends[1].trust[:, 1].mean() - 0.1
        assert told.record.hours.mean() > free.record.hours.mean() + 2


def ben_at(skill: float, level: int):
    """Nine months of Ben with that skill on that level, beside Ada who knows all."""
    month = {**SOLO, "Ben": replace(SOLO["Ben"], level=level)}
    return run([month] * 9, garden=two((1.0, skill)))

"""The decision room: what can be done, what can be known, and what is said afterwards."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_room import BET, PEOPLE, SMALL, after

from leadlab.errors import LeadlabError, UnknownName
from leadlab.models import decisions, forecasting
from leadlab.simulation.decision_room import (
    Action,
    RoomFault,
    RoomState,
    ask,
    begin,
    decide,
    defer,
    look,
    meet,
    step,
)
from leadlab.simulation.decision_room_debrief import debrief, split_brier
from leadlab.simulation.decision_room_knowledge import (
    Finding,
    Statement,
    draw,
    knowable_chance,
    said_by,
)
from leadlab.simulation.decision_room_records import (
    RoomAssumptions,
)
from leadlab.simulation.decision_room_steps import value_of_look


class TestStep:
    """One thing at a time."""

    def test_a_step_leaves_the_old_state_alone(self) -> None:
        """States are values: going back is keeping the old one."""
        start = begin(1, SMALL)
        after(start, ask("bet", "ada"))

        assert () == start.view.case("bet").statements
        assert 3 == start.hours_left

    def test_same_seed_same_answers(self) -> None:
        """The seed alone decides what is said."""
        first, again = (after(begin(5, SMALL), meet("bet")).view for _ in range(2))

        assert first.case("bet").statements == again.case("bet").statements

    def test_two_seeds_differ(self) -> None:
        """Another seed, other people's words."""
        first, other = (after(begin(seed, SMALL), meet("bet")).view for seed in (1, 2))

        assert first.case("bet").statements != other.case("bet").statements

    def test_the_order_of_questions_changes_no_answer(self) -> None:
        """What a person says does not depend on who else was asked alone before."""
        one = after(begin(3, SMALL), ask("bet", "ada"), ask("bet", "ben")).view.case("bet")
        two = after(begin(3, SMALL), ask("bet", "ben"), ask("bet", "ada")).view.case("bet")

        assert set(one.statements) == set(two.statements)

    def test_a_look_arrives_when_it_is_ready(self) -> None:
        """Bought in week 1, silent until week 2, and then right if it is perfect."""
        bought = after(begin(1, SMALL), look("bet", "count"))
        arrived = step(bought, defer())

        assert bought.view.case("bet").waiting
        assert arrived.hidden.truth[0] == arrived.view.case("bet").findings[0].says
        assert 8 == arrived.money_left

    def test_the_truth_shows_after_its_weeks(self) -> None:
        """Decided in week 1, seen in week 3, not before."""
        done = after(begin(1, SMALL), decide("bet", "go"), defer())
        seen = step(done, defer())

        assert done.view.case("bet").truth is None
        assert done.view.case("bet").result is None
        assert seen.hidden.truth[0] == seen.view.case("bet").truth

    def test_nobody_decides(self) -> None:
        """After its last week a decision lapses to its default and has paid for the delay."""
        end = after(begin(1, SMALL), *[defer()] * 4)
        case = end.cases[0]

        assert end.over
        assert (True, "stay", 3) == (case.lapsed, case.option, case.decided_week)
        assert -2.0 == case.result

    def test_what_can_be_undone_is_undone_where_it_pays(self) -> None:
        """Go pays -20 when wrong; back to stay costs 5."""
        assert ((10, -5), (0, 0)) == BET.table
        assert (-5, True) == BET.final(BET.option("go"), truth=False)

    def test_new_questions_come_in_their_week(self) -> None:
        """A decision of week 2 is not on the table in week 1."""
        start = begin(1, SMALL)

        assert ["bet"] == [case.id for case in start.view.cases]
        assert {"bet", "later"} == {case.id for case in step(start, defer()).view.cases}

    @pytest.mark.parametrize(
        ("actions", "said"),
        [
            ([ask("bet", "ada"), ask("bet", "ada")], "already spoken"),
            ([meet("bet"), meet("bet")], "Everybody has already"),
            ([look("bet", "dear")], "costs 90 thousand and 10 are left"),
            ([look("bet", "count"), look("bet", "count")], "already bought"),
            ([decide("bet", "go"), decide("bet", "go")], "only open decisions"),
            ([decide("bet", "goo")], "Did you mean 'go'"),
            ([ask("bet", "adda")], "Did you mean 'ada'"),
            ([decide("bat", "go")], "Did you mean 'bet'"),
            ([decide("bet", "go", probability=70)], "lies in 0 to 1"),
            ([decide("later", "go")], "no decision on the table"),
            (["go"], "An action comes from"),
            ([*[defer()] * 4, defer()], "The quarter is over"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_done(self, actions: list[Action], said: str) -> None:
        """Each refusal is a sentence with the reason."""
        with pytest.raises(LeadlabError, match=said):
            after(begin(1, SMALL), *actions)

    def test_hours_run_out_and_come_back(self) -> None:
        """Three hours a week; what does not fit waits, and the week turns."""
        tight = after(begin(1, replace(SMALL, hours_per_week=1.2)), meet("bet"))

        assert "0.2 are left this week" in (tight.view.why_not(decide("bet", "go")) or "")
        assert step(tight, defer()).view.allows(decide("bet", "go"))

    def test_the_view_holds_nothing_hidden(self) -> None:
        """No truth, lean or luck can be reached from the view before it was seen."""
        view = after(begin(1, SMALL), meet("bet"), decide("bet", "go")).view

        assert not hasattr(view, "hidden")
        assert "lean" not in repr(view)
        assert view.case("bet").truth is None


class TestKnowledge:
    """What can be known from what was heard."""

    def test_closed_form_agrees_with_the_matrix(self) -> None:
        """The log odds by inverting the whole covariance, people alone and together."""
        assumed = RoomAssumptions(echo=0.7, signal=0.8, bias_spread=0.5)
        statements = [
            Statement(adviser="ada", chance=0.8, together=False, week=1),
            Statement(adviser="ben", chance=0.3, together=True, week=1),
            Statement(adviser="cleo", chance=0.9, together=True, week=1),
        ]
        noise = np.array([0.9, 1.3, 1.7])
        y = np.array([math.log(c / (1 - c)) for c in (0.8, 0.3, 0.9)]) * noise**2 / 1.6
        covariance = np.diag(noise**2 + 0.25)
        covariance[1, 2] = covariance[2, 1] = 0.7 * 1.3 * 1.7
        odds = 2 * 0.8 * np.ones(3) @ np.linalg.inv(covariance) @ y

        found = knowable_chance(BET, statements, [], advisers=PEOPLE, assumptions=assumed)

        assert 1 / (1 + math.exp(-odds)) == pytest.approx(found)

    def test_a_perfect_look_settles_it(self) -> None:
        """After a look that cannot err nothing is left to doubt."""
        yes = Finding(look="count", ready=1, says=True)
        found = knowable_chance(BET, [], [yes], advisers=PEOPLE, assumptions=SMALL.assumptions)

        assert 1 == pytest.approx(found, abs=1e-9)

    @pytest.mark.parametrize("together", [True, False])
    def test_the_knowable_chance_is_calibrated(self, together: bool) -> None:
        """Of the claims that it calls 70 %, seven in ten hold: reliability near 0."""
        said, happened = [], []
        for hidden in draw(SMALL, replications=6_000, seed=9):
            statements = [
                Statement(
                    adviser=each.id,
                    chance=said_by(
                        each, room=SMALL, hidden=hidden, decision=BET, together=together
                    ),
                    together=together,
                    week=1,
                )
                for each in PEOPLE
            ]
            said.append(
                knowable_chance(BET, statements, [], advisers=PEOPLE, assumptions=SMALL.assumptions)
            )
            happened.append(hidden.truth[0])
        parts = forecasting.murphy(said, happened, bins=10)

        assert parts.reliability < 0.002
        assert parts.resolution > 0.05

    def test_people_who_hear_each_other_agree_more(self) -> None:
        """In a meeting the answers lie closer together, and are worth less."""
        gaps = {True: [], False: []}
        for hidden in draw(SMALL, replications=2_000, seed=4):
            for together, found in gaps.items():
                first, second = (
                    said_by(each, room=SMALL, hidden=hidden, decision=BET, together=together)
                    for each in PEOPLE[1:]
                )
                found.append(abs(first - second))

        assert np.mean(gaps[True]) < np.mean(gaps[False])

    @given(chance=st.floats(0.01, 0.99), yes_if_true=st.floats(0, 1), yes_if_false=st.floats(0, 1))
    def test_the_worth_of_a_look_is_the_evsi(
        self, chance: float, yes_if_true: float, yes_if_false: float
    ) -> None:
        """Two states and two signals: the same number as the decision model."""
        likelihood = [[yes_if_true, yes_if_false], [1 - yes_if_true, 1 - yes_if_false]]
        expected = decisions.evsi(BET.table, [chance, 1 - chance], likelihood).value

        assert expected == pytest.approx(
            value_of_look(BET, chance, yes_if_true=yes_if_true, yes_if_false=yes_if_false),
            abs=1e-9,
        )


class TestDebrief:
    """Process and outcome apart."""

    def finished(self, seed: int = 1) -> RoomState:
        """A quarter with one decision of each kind."""
        return after(
            begin(seed, SMALL),
            look("bet", "count"),
            meet("bet"),
            decide("bet", "go", probability=0.6),
            *[defer()] * 4,
        )

    @pytest.mark.parametrize("seed", range(6))
    def test_the_parts_make_the_result(self, seed: int) -> None:
        """Result = best - given away + luck - delay - spent, decision by decision."""
        for each in debrief(self.finished(seed)).judged:
            parts = each.best_expected - each.process_loss + each.luck
            assert parts - each.delay_cost - each.spent == pytest.approx(each.result)

    def test_good_decision_bad_luck(self) -> None:
        """The better option at the knowable chance can still turn out badly."""
        verdicts = {
            each.verdict
            for seed in range(40)
            for each in debrief(self.finished(seed)).judged
            if each.decision.id == "bet"
        }

        assert "good decision, bad luck" in verdicts
        assert "poor decision, good luck" in verdicts

    @given(
        st.lists(
            st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), min_size=1, max_size=20
        )
    )
    def test_the_split_is_exact(self, rows: list[tuple[float, float, bool]]) -> None:
        """Bias squared, noise squared and luck add to the Brier score."""
        said, knowable, happened = zip(*rows, strict=True)
        split = split_brier(said, knowable, happened)

        assert split.bias2 + split.noise2 + split.luck == pytest.approx(split.brier)
        assert forecasting.brier_score(said, happened) == pytest.approx(split.brier)

    def test_exact_judgement_leaves_only_luck(self) -> None:
        """Who says what can be known has neither bias nor noise."""
        split = split_brier([0.2, 0.9], [0.2, 0.9], [True, True])

        assert (0, 0) == (split.bias, split.noise)

    def test_advisers_are_looked_back_upon(self) -> None:
        """Everybody who was heard has a line, and nobody else."""
        assert {"ada", "ben", "cleo"} == set(debrief(self.finished()).advisers)

    def test_not_before_the_end(self) -> None:
        """Hindsight has to wait."""
        with pytest.raises(RoomFault, match="comes after the last week"):
            debrief(begin(1, SMALL))

    def test_it_shows_itself(self) -> None:
        """Plain and as a table with headers."""
        found = debrief(self.finished())

        assert "bias^2" in repr(found)
        assert '<th scope="row">A bet</th>' in found._repr_html_()


class TestRecords:
    """Rooms that cannot be."""

    def test_all_faults_at_once(self) -> None:
        """Every fault is in one sentence list."""
        with pytest.raises(LeadlabError) as caught:
            replace(
                SMALL,
                decisions=(replace(BET, base_rate=1.0, due=9, default="run", advisers=("adda",)),),
            )

        said = str(caught.value)
        assert all(
            part in said
            for part in ("base_rate 1", "weeks 1 to 9", "default 'run'", "Did you mean 'ada'")
        )

    def test_assumptions_have_ranges(self) -> None:
        """A coefficient outside its range says what is allowed."""
        with pytest.raises(LeadlabError, match=r"echo is 2, allowed 0 to 0.95"):
            RoomAssumptions(echo=2)

    def test_unknown_names(self) -> None:
        """Names are answered with the nearest right one."""
        with pytest.raises(UnknownName, match="Did you mean 'later'"):
            SMALL.decision("latr")

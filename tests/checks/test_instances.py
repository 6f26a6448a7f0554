"""Own numbers: the same for the same learner, others for others, and a copy is seen."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.checks.copying import TAG, compared, flag_copy
from leadlab.checks.decision_making.information import draw_evpi
from leadlab.checks.exercise import every, find
from leadlab.checks.instances import Instance, generator
from leadlab.checks.marking import mark
from leadlab.checks.submission import Submission
from leadlab.errors import LeadlabError

EVPI = "decision_making.evpi"
DRAWN = [each.name for each in every() if each.draw is not None]


def solved(learner: str) -> dict[str, float]:
    """The right answer to one learner's numbers."""
    return solved_for(find(EVPI).instance(learner))


def solved_for(own: Instance) -> dict[str, float]:
    """The right answer to these numbers."""
    p, costs = own.chance_busy, list(own.costs.values())
    today = min((1 - p) * each["quiet"] + p * each["busy"] for each in costs)
    informed = (1 - p) * min(c["quiet"] for c in costs) + p * min(c["busy"] for c in costs)
    return {"today": today, "informed": informed, "evpi": today - informed}


@given(st.text(), st.text(max_size=10))
def test_the_same_learner_draws_the_same(learner: str, variant: str) -> None:
    """Numbers depend on learner, exercise and variant, and on nothing else."""
    draws = [generator(learner, EVPI, variant).integers(1_000_000) for _ in range(2)]

    assert draws[0] == draws[1]
    assert draws[0] == generator(f" {learner} ", EVPI, variant).integers(1_000_000)


def test_one_name_in_two_spellings_is_one_learner() -> None:
    """An accent may be one character or two, as file systems write it; the numbers are the same."""
    composed, taken_apart = "Zo\u00eb", "Zoe\u0308"

    assert composed != taken_apart
    assert find(EVPI).instance(composed) == find(EVPI).instance(taken_apart)


def test_numbers_are_fixed_for_good() -> None:
    """A new version must not change the numbers of work that was handed in."""
    assert [316, 445, 438] == generator("ana", EVPI).integers(1000, size=3).tolist()


@pytest.mark.parametrize("name", DRAWN)
def test_learners_get_different_numbers(name: str) -> None:
    """Among forty learners hardly two share their numbers."""
    drawn = {repr(find(name).instance(f"learner {number}")) for number in range(40)}

    assert len(drawn) >= 30


def test_an_instance_cannot_be_changed() -> None:
    """What was drawn stays, inside lists, dictionaries and arrays too."""
    own = Instance("demo.one", {"days": [1, 2], "costs": {"a": 1}, "grid": np.array([1, 2])})

    with pytest.raises(LeadlabError, match="stay as they were drawn"):
        own.days = 3
    with pytest.raises(TypeError):
        own.costs["a"] = 2
    with pytest.raises(ValueError, match="read-only"):
        own.grid[0] = 9
    assert (1, 2) == own.days
    with pytest.raises(AttributeError, match="they hold days, costs, grid"):
        _ = own.day


def test_an_instance_survives_a_copy() -> None:
    """An instance can be sent to another process."""
    own = find(EVPI).instance("ana")

    assert dict(own) == dict(pickle.loads(pickle.dumps(own)))


def test_an_exercise_without_own_numbers_says_so() -> None:
    """Asking for own numbers where everybody has the same is a sentence."""
    with pytest.raises(LeadlabError, match="the same numbers for everybody"):
        find("decision_making.expected_value").instance("ana")


def flagged(answer: object, *, learner: str, others: list[str]) -> tuple[str, ...]:
    """Tags of an answer that one learner hands in."""
    exercise = find(EVPI)
    outcome = mark(exercise, answer, learner=learner)
    return flag_copy(outcome, exercise, [answer], learner=learner, others=others).tags


def test_an_answer_to_anothers_numbers_is_flagged() -> None:
    """An answer that fits a classmate's numbers and not one's own is a copied one."""
    assert TAG in flagged(solved("ben"), learner="ana", others=["chen", "ben"])
    assert TAG not in flagged(solved("ana"), learner="ana", others=["ben"])
    assert TAG not in flagged(solved("ana"), learner="ana", others=["ana", " ANA"])
    assert TAG not in flagged({"today": 1, "informed": 2, "evpi": 3}, learner="ana", others=["ben"])
    assert TAG not in flagged(..., learner="ana", others=["ben"])


def test_a_failed_answer_is_tried_on_all_of_a_class_and_on_some_of_a_large_one() -> None:
    """What a wrong answer costs stops to grow with the class; whose numbers are tried is by lot."""
    large = [f"s{number}" for number in range(1_000)]

    assert large[:300] == compared("ana", large[:300], 300)
    tried = compared("ana", large, 300)
    assert tried == compared(" ANA", reversed(large), 300)
    assert len(set(tried)) == 300
    assert tried != compared("ben", large, 300)
    everyone = {each for who in large[:30] for each in compared(who, large, 300)}
    assert len(everyone) == 1_000


def test_a_right_answer_is_no_copy_where_numbers_are_alike() -> None:
    """Two learners may draw the same numbers; who is right about their own has copied nobody."""
    alike = dataclasses.replace(find(EVPI), draw=lambda _: draw_evpi(np.random.default_rng(1)))
    answer = solved_for(alike.instance("ana"))
    outcome = mark(alike, answer, learner="ana")

    assert outcome.passed
    assert outcome == flag_copy(outcome, alike, [answer], learner="ana", others=["ben"])


def test_the_note_names_whose_numbers_they_are() -> None:
    """The learner reads what to do, and the instructor whose numbers were answered."""
    exercise, answer = find(EVPI), solved("ben")
    outcome = mark(exercise, answer, learner="ana")
    flagged_outcome = flag_copy(outcome, exercise, [answer], learner="ana", others=["ben"])

    assert "fits the numbers of 'ben', not those of 'ana'" in flagged_outcome.notes[-1]
    assert outcome.points == flagged_outcome.points


def test_the_student_is_read_from_the_place_of_the_work(tmp_path: Path) -> None:
    """Nbgrader's folder names student and classmates; the environment comes first."""
    folder = tmp_path / "autograded" / "ana" / "01_decision_making"
    folder.mkdir(parents=True)
    (tmp_path / "submitted" / "ben").mkdir(parents=True)

    assert Submission(student="ana", classmates=("ben",)) == Submission.of({}, folder)
    assert "zoe" == Submission.of({"LEADLAB_STUDENT": "zoe"}, folder).student
    assert Submission() == Submission.of({}, tmp_path)


def test_a_table_shows_a_line_for_each_row() -> None:
    """Rows of a table are shown as plain pairs, one below the other."""
    own = Instance("decision_making.demo", {"log": [{"opened": 1}, {"opened": 4}]})
    assert ["  log = (", "    {'opened': 1}", "    {'opened': 4})"] == repr(own).splitlines()[1:]

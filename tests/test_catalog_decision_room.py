"""The decision room of the course as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadlab import catalog_files
from leadlab.catalog_decision_room import decision_room, decision_room_faults
from leadlab.errors import ContentError
from leadlab.models import decisions
from leadlab.simulation.decision_room_policies import best_option
from leadlab.simulation.decision_room_records import Decision, RoomAssumptions
from leadlab.simulation.decision_room_steps import value_of_look

ROOM = decision_room()
CASES = pytest.mark.parametrize("case", ROOM.decisions, ids=lambda case: case.id)


def test_the_file_has_no_faults() -> None:
    """What is shipped can be read."""
    assert () == decision_room_faults()


def test_a_quarter_of_twelve() -> None:
    """Twelve decisions in thirteen weeks."""
    assert (12, 13) == (len(ROOM.decisions), ROOM.weeks)


@CASES
def test_no_option_is_dominated(case: Decision) -> None:
    """Each option is right in one of the two worlds."""
    assert not decisions.dominated(case.table).any()


@CASES
def test_the_choice_can_change(case: Decision) -> None:
    """There is a chance at which the choice flips, so that knowing more can matter."""
    assert len({best_option(case, chance / 100) for chance in range(1, 100)}) > 1


def test_one_dear_look_is_worth_nothing() -> None:
    """The two weeks of proof say the same in both worlds."""
    case = ROOM.decision("late_alarms")
    proof = case.look("broker_proof")

    assert 0 == pytest.approx(
        value_of_look(case, 0.7, yes_if_true=proof.yes_if_true, yes_if_false=proof.yes_if_false)
    )


def test_other_assumptions() -> None:
    """The learner's assumptions replace ours, and nothing else."""
    other = decision_room(assumptions=RoomAssumptions(echo=0.1))

    assert 0.1 == other.assumptions.echo
    assert ROOM.decisions == other.decisions


def test_a_faulty_file_says_where(tmp_path: Path) -> None:
    """File, line and path of the fault."""
    text = catalog_files.content_file("decision_room.yaml").read_text(encoding="utf-8")
    (tmp_path / "decision_room.yaml").write_text(
        text.replace("base_rate: 0.65", "base_rate: 65"), encoding="utf-8"
    )
    with catalog_files.use_root(tmp_path), pytest.raises(ContentError) as caught:
        decision_room()

    assert "decision_room.yaml" == caught.value.file
    assert "decisions[first_task].base_rate" == caught.value.path
    assert caught.value.line is not None


def test_a_room_that_does_not_fit_together(tmp_path: Path) -> None:
    """Names that nobody bears are found when the room is made."""
    text = catalog_files.content_file("decision_room.yaml").read_text(encoding="utf-8")
    (tmp_path / "decision_room.yaml").write_text(
        text.replace("advisers: [minh, henrike]", "advisers: [minn, henrike]"), encoding="utf-8"
    )
    with catalog_files.use_root(tmp_path):
        (fault,) = decision_room_faults()

    assert "Did you mean 'minh'" in str(fault)

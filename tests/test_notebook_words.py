"""The words of the notebook: each does one thing, and a slip is one sentence."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import leadlab as lab
from leadlab import catalog, notebook_learner
from leadlab.catalog_team import default_team
from leadlab.checks.outcome import Outcome
from leadlab.checks.quiet import quiet_errors
from leadlab.errors import LeadlabError, UnknownName
from leadlab.logbook import Logbook, open_logbook
from leadlab.notebook_prediction import score_sentence
from leadlab.simulation import engine
from leadlab.simulation.experiments import compare
from leadlab.simulation.team_policy import Policy

EVPI = "decision_making.evpi"
VALUE = "decision_making.expected_value"


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A learner who has just arrived."""
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path))
    notebook_learner._declared.clear()
    yield
    notebook_learner._declared.clear()


@pytest.fixture(name="book")
def _book() -> Logbook:
    return open_logbook()


def first(kind: str) -> catalog.Prediction:
    """A prediction of one kind."""
    return next(
        each for each in map(catalog.prediction, catalog.prediction_ids()) if each.kind == kind
    )


def test_check_shows_a_card_and_keeps_the_attempt(book: Logbook) -> None:
    """A check is an outcome with a card, and the logbook has it."""
    outcome = lab.check(VALUE, lambda chances, payoffs: sum(payoffs))

    assert isinstance(outcome, Outcome)
    assert "weigh by chance" in outcome._repr_html_()
    assert [("failed", 1.0, ("unweighted_sum",))] == [
        (each.status, each.points, each.tags) for each in book.attempts(VALUE)
    ]


def test_a_blank_answer_is_kept_as_not_attempted(book: Logbook) -> None:
    """Running the cell untouched is no failure."""
    assert "not attempted" in repr(lab.check(VALUE, ...))
    assert "not_attempted" == book.attempts()[0].status


def test_hints_come_one_by_one(book: Logbook) -> None:
    """Three hints in order, then all of them and the way to the solution."""
    shown = [repr(lab.hint(VALUE)) for _ in range(4)]

    assert ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"] == [each[:11] for each in shown[:3]]
    assert "solution=True" in shown[3]
    assert (3, False) == (book.hints_used(VALUE), book.solution_seen(VALUE))


def test_a_revealed_solution_is_recorded(book: Logbook) -> None:
    """Looking at the solution is allowed and kept."""
    assert "def expected_value" in repr(lab.hint(VALUE, solution=True))
    assert (0, True) == (book.hints_used(VALUE), book.solution_seen(VALUE))


@pytest.mark.parametrize("word", [lab.check, lab.hint, lab.instance, lab.predict, lab.lesson])
def test_a_wrong_name_is_one_sentence(word: Callable[[str], object]) -> None:
    """A notebook shows the sentence instead of a traceback."""
    with pytest.raises(UnknownName) as caught:
        word("decision_making.evpy")

    assert [str(caught.value)] == caught.value._render_traceback_()


def test_a_notebook_shows_the_sentence_alone() -> None:
    """IPython renders an error of ours without its frames."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    try:
        with capture_output() as captured:
            shell.run_cell("import leadlab as lab\nlab.hint('decision_making.evpy')")
    finally:
        InteractiveShell.clear_instance()

    told = captured.stdout + captured.stderr
    assert "Did you mean 'decision_making.evpi'?" in told
    assert "Traceback" not in told


def test_a_prediction_is_kept_before_the_fact_is_shown(book: Logbook) -> None:
    """Predict, reveal, and the prediction stands."""
    known = first("interval")

    assert "Nothing was predicted yet" in repr(lab.reveal(known.id))
    assert "Kept: 1 to 2" in repr(lab.predict(known.id, low=1, high=2))
    assert "Interval score" in repr(lab.reveal(known.id))
    with pytest.raises(LeadlabError, match="stands as it was"):
        lab.predict(known.id, low=1, high=3)
    assert {"low": 1, "high": 2} == book.predictions()[0].value


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(5, 9, "held the number"), (1, 5, "held the number"), (6, 9, "below your range, by 1"),
     (1, 4, "above your range, by 1")],
)  # fmt: skip
def test_the_ends_belong_to_a_range(low: float, high: float, said: str) -> None:
    """A fact on the end of a range is held; a miss says by how much."""
    known = dataclasses.make_dataclass("Known", ["kind", "truth", "level"])("interval", 5, 0.8)

    assert said in score_sentence(known, {"low": low, "high": high})


def test_the_form_keeps_the_same(book: Logbook) -> None:
    """The form and the code write the same prediction."""
    known = first("interval")
    form = lab.predict(known.id)
    form.inputs["low"].value, form.inputs["high"].value = "3", "4"
    form.commit.click()

    assert {"low": 3, "high": 4} == book.predictions()[0].value
    assert "3 to 4" in repr(lab.predict(known.id))


def test_what_was_kept_for_another_kind_of_question_is_asked_again(book: Logbook) -> None:
    """A new edition may ask for a range where it asked for a chance; nothing breaks."""
    known = first("interval")
    book.predict(known.id, {"probability": 0.3})

    assert known.question in repr(lab.predict(known.id))
    assert "Nothing was predicted yet" in repr(lab.reveal(known.id))
    lab.predict(known.id, low=1, high=2)
    assert "Interval score" in repr(lab.reveal(known.id))


def test_a_card_that_cannot_be_remembered_is_new(book: Logbook) -> None:
    """A schedule of another edition costs the schedule, not the deck."""
    deck = catalog.cards("01_decision_making/01_framing")
    book.save_card(deck[0].key, {"due": "some day"})

    assert f"{len(deck)} cards are due" in repr(lab.cards("01_decision_making/01_framing"))


def test_a_fact_can_be_seen_without_a_prediction(book: Logbook) -> None:
    """Skipping is possible and kept as what it is."""
    known = first("interval")

    assert "none was kept" in repr(lab.reveal(known.id, skip=True))
    assert book.predictions()[0].skipped
    with pytest.raises(LeadlabError, match="You have seen the answer") as raised:
        lab.predict(known.id, low=1, high=2)
    assert "your prediction" not in str(raised.value)


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("interval", {"low": 3}, "low=…, high=…"),
        ("interval", {"low": 3, "high": 1}, "above the high end"),
        ("interval", {"low": "three", "high": 4}, "a number is needed"),
        ("interval", {"probability": 0.5}, "low=…, high=…"),
        ("choice", {"choice": "nothing such"}, "There is no option"),
    ],
)
def test_a_prediction_of_the_wrong_kind_is_explained(
    kind: str, given: dict[str, object], said: str, book: Logbook
) -> None:
    """What does not fit is told with the call that does, and nothing is kept."""
    with pytest.raises(LeadlabError, match=said):
        lab.predict(first(kind).id, **given)
    assert () == book.predictions()


def test_a_choice_is_scored_with_its_confidence() -> None:
    """A right choice at 80 % scores 0.04."""
    known = first("choice")
    lab.predict(known.id, choice=known.truth, confidence=0.8)

    assert "Brier score 0.04" in repr(lab.reveal(known.id))


def test_the_learner_is_who_was_named_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named here, else the hub's user, else the logbook, else nobody; it never asks a machine."""
    assert "nobody" == lab.learner()
    monkeypatch.setenv("JUPYTERHUB_USER", "hub")
    assert "hub" == lab.learner()
    assert "ana" == lab.learner(" ana ")
    assert "You are ana." == repr(lab.learner())
    notebook_learner._declared.clear()
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert "ana" == lab.learner()


def test_somebody_at_the_keyboard_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question is put to a person, and the answer is remembered."""
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return "ben"

    monkeypatch.setattr(notebook_learner, "_can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", answer)

    assert ("ben", "ben", 1) == (lab.learner(), lab.learner(), len(asked))


@pytest.mark.parametrize("name", ["Zoë 😀", "O'Brien / .. \\", "علی\u200cرضا", "../ana"])
def test_names_of_every_script_are_names(name: str) -> None:
    """What people are called, joiners and quotes included, draws numbers of their own."""
    assert name == lab.learner(name)
    assert lab.instance(EVPI) == lab.instance(EVPI)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb", "a\x00b", "a\ud800", 3])
def test_what_is_no_name_is_refused(name: object) -> None:
    """A name is one short line."""
    with pytest.raises(LeadlabError, match=r"name"):
        lab.learner(name)


def test_own_numbers_follow_the_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same name draws the same numbers; in a grader the student's name decides."""
    lab.learner("ana")
    anas = dict(lab.instance(EVPI))
    lab.learner("ben")
    assert anas != dict(lab.instance(EVPI))
    monkeypatch.setenv("LEADLAB_STUDENT", "ana")
    assert anas == dict(lab.instance(EVPI))
    assert "ana" == lab.learner("ben")


def test_grading_leaves_the_logbook_alone(monkeypatch: pytest.MonkeyPatch, book: Logbook) -> None:
    """Work that is being graded does not write into the instructor's logbook."""
    monkeypatch.setenv("LEADLAB_STUDENT", "ana")
    lab.learner("ben")
    lab.check(VALUE, ...)

    assert ("", ()) == (book.learner(), book.attempts())


def test_grading_makes_no_logbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where work is graded there is nobody to keep a logbook for, and none is made."""
    monkeypatch.setenv("LEADLAB_STUDENT", "ana")
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path / "home"))
    lab.learner("ben")
    lab.instance(EVPI)
    lab.check(VALUE, ...)
    lab.grade(VALUE, ..., points=4)

    assert not (tmp_path / "home").exists()


def test_a_graded_cell_is_quiet_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is quiet already is not made quiet again, and is as it was afterwards."""
    before = sys.stderr
    with quiet_errors() as outer:
        with quiet_errors() as inner:
            print("a warning", file=sys.stderr)
        assert sys.stderr is outer
    assert inner is outer
    assert "a warning\n" == outer.getvalue()
    assert sys.stderr is before


def test_a_graded_cell_scales_to_its_points(capsys: pytest.CaptureFixture[str]) -> None:
    """Points of the cell, a plain float, and the feedback on the ordinary output."""
    value = lab.grade(VALUE, lambda chances, payoffs: sum(payoffs), points=8)

    assert (2.0, float) == (value, type(value))
    assert "1 of 4 points" in capsys.readouterr().out


def test_the_lesson_has_a_head_and_a_foot() -> None:
    """Both come from the course's list, and a wrong part names the right ones."""
    lesson = catalog.lesson_ids()[1]

    assert catalog.lesson(lesson).title in repr(lab.lesson(lesson))
    assert "Monday" in repr(lab.lesson(lesson, part="foot"))
    with pytest.raises(UnknownName, match="Did you mean 'foot'"):
        lab.lesson(lesson, part="foots")


def test_cards_come_back_when_they_are_due(book: Logbook) -> None:
    """An answer to a card moves it into the future, in the logbook too."""
    deck = lab.cards(catalog.lesson_ids()[1])
    due = len(deck.due())
    deck.turn.click()
    next(iter(deck.grades.values())).click()

    assert 1 == len(book.card_reviews())
    assert due - 1 <= len(lab.cards(catalog.lesson_ids()[1]).due()) <= due


def test_data_templates_and_evidence_are_words() -> None:
    """What a lesson uses is one word away, and a template reads as a text."""
    assert not lab.dataset(catalog.dataset_names()[0]).empty
    assert repr(lab.template(catalog.template_names()[0])).startswith("# ")
    assert catalog.evidence_ids()[0]
    assert repr(lab.evidence(catalog.evidence_ids()[0]))


def test_a_story_is_taken_up_where_it_was_left(book: Logbook) -> None:
    """A reload runs the cell again and is where the learner was."""
    name = catalog.scenario_names()[0]
    player = lab.play(name, seed=7)
    if player.choices:
        next(iter(player.choices.values())).click()
    again = lab.play(name)

    assert player.play.choices == again.play.choices
    assert 1 == len(book.playthroughs(name))
    assert () == tuple(lab.play(name, restart=True).play.choices)


@pytest.mark.parametrize("seed", ["abc", 1.5, 2**70, -1])
def test_a_seed_that_cannot_be_kept_is_refused(seed: object, book: Logbook) -> None:
    """A world that the logbook cannot name would be another one after a reload."""
    with pytest.raises(LeadlabError, match="whole number"):
        lab.play("best_coder_new_lead", seed=seed)
    assert () == book.playthroughs()


def test_what_is_no_fault_of_the_policy_is_not_blamed_on_it() -> None:
    """A wrong number of quarters is told as such, without a word on the policy."""
    with pytest.raises(LeadlabError) as raised:
        lab.simulate("decision_room", lambda view: None, replications=0)
    assert "replications: expected 1 to 20,000, but saw 0." == str(raised.value)


def test_an_unknown_simulation_is_one_sentence() -> None:
    """The simulations are listed."""
    with pytest.raises(UnknownName, match="decision_room"):
        lab.simulate("decision_rom", "reference")


def test_own_numbers_never_ask_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson that is run from top to bottom does not stop for a question."""

    def asked(prompt: str) -> str:
        raise AssertionError(prompt)

    monkeypatch.setattr(notebook_learner, "_can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", asked)

    assert "decision_making.evpi" == lab.instance("decision_making.evpi").exercise


def test_a_team_is_that_of_the_course_until_it_is_changed():
    """`lab.Team()` is Visits; engineers replace its people, other words its numbers."""
    assert default_team() == lab.Team()
    six = lab.Team(engineers=6, interruptions=0.25, wear=0)
    assert (6, 0.25, 0) == (len(six.people), six.interruptions, six.coefficients.wear)
    with pytest.raises(LeadlabError, match="engineers"):
        lab.Team(engineers=2, people=six.people)
    with pytest.raises(LeadlabError, match="Did you mean 'arrivals'"):
        lab.Team(arivals=3)


def test_runs_of_a_team_show_themselves_as_line_picture_sentence_and_table():
    """What a cell shows is text in a terminal, and a figure with its numbers in Lab."""
    runs = lab.simulate(lab.Team(), lab.Policy(debt=0.25), weeks=8, replications=40)

    assert repr(runs).startswith("TeamRuns(8 weeks x 40): items finished a week ")
    shown = runs._repr_html_()
    for part in ("<svg", "<figcaption>In the last four weeks", "<table>", "less is better"):
        assert part in shown


def test_a_team_is_simulated_as_the_engine_does_it():
    """The word adds nothing to the numbers."""
    plain = engine.simulate(default_team(), Policy(), weeks=4, replications=30, seed=3)
    said = lab.simulate(lab.Team(), lab.Policy(), weeks=4, replications=30, seed=3)

    assert (plain.finished == said.finished).all()


def test_a_policy_that_stops_is_named_with_its_week():
    """A learner's function that fails is said in one sentence, and a wrong subject in another."""

    def fails(view):
        return lab.Policy(debt=0.1 / (2 - view.week))

    with pytest.raises(LeadlabError, match=r"Your policy, in week 2: .*ZeroDivisionError"):
        lab.simulate(lab.Team(), fails, replications=1)
    with pytest.raises(LeadlabError, match="The first value is a Team, but saw 8"):
        lab.simulate(8, lab.Policy())
    with pytest.raises(LeadlabError, match="has its own length"):
        lab.simulate("decision_room", "reference", weeks=3)


def test_runs_of_a_team_are_held_against_a_rival():
    """By how much, which assumption turns it, and what it leans on; as the experiments say it."""
    team = lab.Team()
    runs = lab.simulate(team, lab.Policy(batch_size=1), weeks=8, replications=40)
    rival = lab.Policy(batch_size=9)
    both = compare(
        team, {"ours": lab.Policy(batch_size=1), "theirs": rival}, weeks=8, replications=40
    )
    found = runs.flips(rival, measure="lead_time", names=["wear", "pipeline_days"])

    expected = both.difference("ours", "theirs", "lead_time")
    assert expected == runs.against(rival, measure="lead_time") == found.default
    assert {"wear", "pipeline_days"} == {row.name for row in found.rows}
    assert 40 == runs.leans(rival, measure="lead_time").difference.worlds
    drawn = lab.simulate(team, lab.Policy(batch_size=1), weeks=8, replications=40, worlds=True)
    assert expected != drawn.against(rival, measure="lead_time")
    assert drawn.against(rival, measure="lead_time").better

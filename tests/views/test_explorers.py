"""Explorers ask for a prediction, show a live picture, and say the same in words and numbers."""

from __future__ import annotations

import asyncio
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from leadlab.catalog_facts import team_facts
from leadlab.errors import LeadlabError, UnknownName
from leadlab.logbook import Logbook
from leadlab.models import decisions
from leadlab.simulation.decision_room_records import ask
from leadlab.simulation.team_coefficients import COEFFICIENTS
from leadlab.simulation.team_glance import DIALS
from leadlab.views.explorers import EXPLORERS, explorer
from leadlab.views.explorers.decision_room import DecisionRoom
from leadlab.views.explorers.judgements import JUDGEMENTS
from leadlab.views.explorers.weighted_matrix import CRITERIA, OPTIONS, SCORES, WeightedMatrix
from leadlab.views.live import LivePicture, png
from leadlab.views.markup import escape
from leadlab.views.style import INK_BY_THEME, new_figure

SLIDERS = {
    "weighted_matrix": "Quiet nights",
    "two_way_doors": "reversal_cost",
    "reference_class": "estimate",
    "value_of_information": "chance",
    "pareto_front": "weight",
    "cost_of_ownership": "upkeep_weeks",
    "benchmark_noise": "runs",
    "order_of_work": "loss",
    "option_tree": "chance",
    "team": "debt",
    "effect_overlap": "effect",
    "rare_sign": "share",
}


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def opened(subject: str):
    """An explorer after its prediction."""
    made = explorer(subject)
    next(iter(made.answers.values())).click()
    return made


@given(
    st.integers(1, 12).flatmap(
        lambda width: st.lists(
            st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=width, max_size=width),
            min_size=1,
            max_size=8,
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_a_picture_decodes_to_its_pixels(rows):
    """What the quick encoder writes is read back exactly by another library."""
    pixels = np.array(rows, dtype=np.uint8)

    decoded = np.asarray(Image.open(io.BytesIO(png(pixels))))

    assert (pixels == decoded).all()


def test_still_parts_are_drawn_once():
    """A step redraws the moving artists only, and reuses figure and artists."""
    figure = new_figure(3, 2)
    axes = figure.subplots()
    (line,) = axes.plot([0, 1], [0, 1])
    picture = LivePicture(figure, moving=[line])
    drawn = []
    axes.xaxis.draw = lambda *given: drawn.append(given)

    for height in range(5):
        line.set_ydata([0, height / 5])
        picture.redraw()

    assert [] == drawn


@pytest.mark.parametrize(("subject", "slider"), SLIDERS.items())
def test_a_step_changes_picture_and_sentence_with_the_same_artists(subject, slider):
    """Moving a slider moves the artists that are there; nothing is made anew."""
    made = opened(subject)
    field = made.inputs[slider]
    figure, artists = id(made.picture.figure), [id(each) for each in made.picture.moving]
    before = (made.picture.image.value, made.sentence())

    field.value = field.value + 7

    assert figure == id(made.picture.figure)
    assert artists == [id(each) for each in made.picture.moving]
    assert made.picture.image.value != before[0]
    assert made.sentence() != before[1]
    assert made.sentence().replace("“", "") in made.words.value.replace("“", "")


@pytest.mark.parametrize("subject", SLIDERS)
def test_every_input_survives_both_of_its_ends(subject):
    """No position of any slider stops an explorer, and each gives a whole sentence."""
    made = opened(subject)
    for field in made.inputs.values():
        if not hasattr(field, "min"):
            continue
        for value in (field.min, field.max):
            field.value = value
            assert made.sentence().endswith(".")


@pytest.mark.parametrize("subject", EXPLORERS)
def test_a_prediction_comes_before_the_picture(subject):
    """Inputs and picture are not on the board before something was said or skipped."""
    made = explorer(subject)
    assert len(made.answers) >= 2
    shown = list(made.children)
    for field in getattr(made, "inputs", {}).values():
        assert field not in shown

    made.answers[next(iter(made.answers))].click()

    assert made.access.focus["of"] == ".leadlab-heading"


@pytest.mark.parametrize("subject", EXPLORERS)
def test_an_explorer_has_a_fallback(subject, is_safe):
    """Without widgets stand a sentence and, where there is one, a picture with its words."""
    bundle = opened(subject)._repr_mimebundle_()

    assert ": " in bundle["text/plain"]
    assert "Run the cell" in bundle["text/html"]
    assert is_safe(bundle["text/html"])
    if subject in SLIDERS:
        assert 'role="img" aria-label=' in bundle["text/html"]


@pytest.mark.parametrize("subject", SLIDERS)
def test_the_numbers_of_the_picture_can_be_read(subject):
    """The table beside a picture follows the slider."""
    made = opened(subject)
    made.numbers.button.click()
    before = made.numbers.table.value
    made.inputs[SLIDERS[subject]].value += 9

    assert before != made.numbers.table.value


def test_the_picture_follows_the_theme():
    """A dark page gets light ink."""
    made = opened("two_way_doors")
    before = made.picture.image.value

    made.access.theme = "dark"

    assert before != made.picture.image.value
    assert INK_BY_THEME["dark"] == made.picture.figure.axes[0].xaxis.label.get_color()


def test_a_prediction_is_kept(book):
    """What was predicted in an explorer is in the logbook."""
    explorer("weighted_matrix", book=book).answers["near"].click()

    assert {"choice": "near"} == book.prediction("explore.weighted_matrix").value


def test_an_unknown_subject_is_answered_with_the_nearest():
    """A slip of the keyboard costs one sentence."""
    with pytest.raises(UnknownName, match="two_way_doors"):
        explorer("two_way_door")


def test_the_matrix_shows_what_the_model_computes():
    """The bars are the model's totals, and the sentence names its leader and its flip."""
    made = WeightedMatrix()
    weights = [field.value for field in made.inputs.values()]
    flip = decisions.smallest_flip(SCORES, weights)

    totals = decisions.weighted_scores(SCORES, weights)
    assert totals.tolist() == [bar.get_width() for bar in made.bars]
    assert made.sentence().startswith(OPTIONS[decisions.ranking(totals)[0]])
    assert CRITERIA[flip.criterion].lower() in made.sentence()


def test_no_weight_at_all_is_answered_in_words():
    """With all weights at 0 nothing leads."""
    made = WeightedMatrix()
    for field in made.inputs.values():
        field.value = 0

    assert "nothing can lead" in made.sentence()


@pytest.mark.parametrize("subject", ["weighted_matrix", "two_way_doors", "reference_class"])
def test_the_answer_to_the_prompt_holds_at_the_start(subject):
    """The prediction is judged by what the picture then shows."""
    made = explorer(subject)
    if subject == "weighted_matrix":
        weights = [field.value for field in made.inputs.values()]
        assert abs(decisions.smallest_flip(SCORES, weights).change) < 0.1
        assert made.prompt.answer == "near"
    elif subject == "two_way_doors":
        assert "trying first is worth more" in made.sentence()
        assert made.prompt.answer == "try"
    else:
        assert 0.15 < (made.chosen() <= 1).mean() < 0.25
        assert made.prompt.answer == "two"


def test_a_look_is_worth_less_to_somebody_who_is_sure():
    """The prompt of the value of information is right about its own model."""
    made = opened("value_of_information")
    made.inputs["chance"].value = 95

    assert "worth nothing" in made.sentence()


@pytest.mark.parametrize("statement", JUDGEMENTS, ids=lambda each: each.text[:30])
def test_a_statement_says_why(statement):
    """Every statement of the calibration set comes with its sum in words."""
    assert statement.because.endswith(".")
    assert statement.true in {True, False}


def test_the_statements_are_mixed():
    """Neither always yes nor always no is a good strategy."""
    assert 0.4 <= sum(each.true for each in JUDGEMENTS) / len(JUDGEMENTS) <= 0.6


def test_knowing_everything_scores_zero():
    """Somebody who is sure and right has a Brier score of 0."""
    made = opened("calibration")
    for statement in made.statements:
        made.chance.value = 100 if statement.true else 0
        made.next.click()

    assert "Brier score is 0.000" in made.sentence()
    made.again.click()
    assert [] == made.said


def test_always_half_scores_a_quarter():
    """Saying 50 % to everything scores 0.25 and is neither too sure nor too timid."""
    made = opened("calibration")
    for _ in made.statements:
        made.next.click()

    assert "Brier score is 0.250" in made.sentence()


def test_a_quarter_can_be_played_to_its_debrief(is_safe):
    """Hear, look, decide, defer; the debrief sets process and luck apart."""
    room = DecisionRoom(seed=7)
    room.answers["three"].click()
    room.steps["meet"].click()
    assert "says" in " ".join(room.news)
    next(iter(room.options.values())).click()
    assert room.news[0].startswith("Decided: ")
    room.later.click()
    assert room.state.week == 2

    room.rest.click()

    page = room.children[1].value
    for part in ("Process and outcome", "Bias, noise and luck", "other hands", "reference"):
        assert part in page
    assert is_safe(page)


def test_an_action_that_cannot_be_kept_is_told_and_the_quarter_goes_on():
    """A logbook that is busy costs a sentence; the table shows what was done."""

    def record(_):
        raise LeadlabError("Another notebook is writing to the logbook.")

    room = DecisionRoom(seed=7, record=record)
    room.answers["three"].click()
    room.later.click()

    assert "Another notebook is writing to the logbook." == room.news[-1]
    assert "week 2" in room.children[1].value


def test_a_step_that_cannot_be_paid_is_not_offered():
    """What the week has no hours for is shown and cannot be pressed."""
    room = DecisionRoom(seed=7)
    room.answers["three"].click()
    for _ in range(40):
        free = [button for button in room.steps.values() if not button.disabled]
        if not free:
            break
        free[0].click()

    assert all("not this week" in each.description for each in room.steps.values())


def test_a_quarter_is_taken_up_again(book):
    """Running the cell again shows the same week with everything that was heard."""
    first = explorer("decision_room", book=book)
    first.answers["none"].click()
    first.steps["meet"].click()
    first.later.click()

    again = explorer("decision_room", book=Logbook(book.place))

    assert first.state == again.state


def test_a_quarter_that_no_longer_fits_begins_again(book):
    """A stored action that the room does not know costs the quarter, not the cell."""
    stored = book.start_playthrough("decision_room", seed=7)
    action = ask("gone", "nobody")
    taken = [[action.kind, action.decision, action.what, None]]
    book.save_playthrough(stored.id, choices=taken, forecasts={})

    assert () == explorer("decision_room", book=book).state.actions


def test_the_team_explorer_says_when_a_plan_does_not_fit():
    """Shares beyond a whole week keep the last picture and say so; going back goes on."""
    made = opened("team")
    shares = ("debt", "reliability", "mentoring", "learning")
    before = {name: made.inputs[name].value for name in shares}
    for name in shares:
        made.inputs[name].value = made.inputs[name].max

    assert "does not fit into a week" in made.sentence()
    assert "add up to 1.2" in made.sentence()

    for name, value in before.items():
        made.inputs[name].value = value
    assert made.sentence().startswith("Items finished: ")


def test_the_prediction_of_the_team_explorer_holds():
    """Doubling the share for debt leaves the number of items about the same after half a year."""
    made = opened("team")
    made.inputs["debt"].value = 20

    assert made.prompt.answer == "same"
    assert "about the same as before" in made.sentence()


def test_the_model_panel_shows_every_assumption_and_changes_one():
    """Default, range, unit, grade and source stand beside each, and a change is marked."""
    made = opened("team")
    panel = made.model
    panel.button.click()
    for each in COEFFICIENTS.values():
        assert escape(each.says) in panel.table.value
    before = made.sentence()

    panel.pick.value = "debt_inflow"
    panel.value.value = panel.value.value + panel.value.step / 4  # as a browser rounds
    assert before == made.sentence()
    assert "(changed)" not in panel.table.value
    panel.value.value = panel.value.max

    assert before != made.sentence()
    assert COEFFICIENTS["debt_inflow"].high == made.team.coefficients.debt_inflow
    assert "(changed)" in panel.table.value
    panel.reset.click()
    assert before == made.sentence()
    assert "(changed)" not in panel.table.value


def test_the_team_explorer_shows_what_it_is_held_against():
    """Every claim with its interval, grade and source, opened by a button."""
    panel = opened("team").facts
    assert "95 %" not in panel.table.value
    panel.button.click()

    for each in team_facts():
        row = [each.claim.says, each.shown, each.source.citation]
        assert [] == [part for part in row if escape(part) not in panel.table.value]
    assert f"{len(team_facts())} claims" in panel.table.value
    panel.button.click()
    assert "none" == panel.table.layout.display


MORE_IS_BETTER = {
    "finished", "safety", "stakeholder_trust", "skill", "error_budget", "cash",
}  # fmt: skip


@pytest.mark.parametrize("dial", DIALS)
def test_the_team_explorer_says_which_way_is_better(dial):
    """Polarity stands in words over the picture: debt up is bad, safety up is good."""
    made = opened("team")
    made.inputs["dial"].value = dial

    way = "more" if dial in MORE_IS_BETTER else "less"
    assert f"{DIALS[dial].title}: {way} is better" == made._course.get_title(loc="left")


def test_a_plan_that_was_tried_is_not_lived_through_again():
    """Going back on a slider shows the very same numbers, without another simulation."""
    made = opened("team")
    first = made._look(made.plan(), "finished")
    made.inputs["debt"].value = 25
    assert first is not made._look(made.plan(), "finished")

    made.inputs["debt"].value = 10

    assert first is made._look(made.plan(), "finished")


def test_the_next_step_of_a_lever_is_looked_at_ahead():
    """Up goes on up, down goes on down, and at the end of a slider there is no next step."""
    made = opened("team")
    ahead = []
    made.next_plan()
    for value in (11, 9, 50, 0):
        made.inputs["debt"].unobserve_all()
        made.inputs["debt"].value = value
        plan = made.next_plan()
        ahead.append(None if plan is None else plan.debt)

    assert [0.12, 0.08, None, None] == ahead


def test_in_a_notebook_the_next_step_is_ready_before_it_is_asked_for():
    """Where an event loop runs, the plan ahead is lived through as soon as nobody asks."""

    async def move():
        made = opened("team")
        made.inputs["debt"].value = 11
        known = len(made._glances)
        while len(made._glances) == known:
            await asyncio.sleep(0)
        return made._glances

    glances = asyncio.run(move())

    assert 0.12 in {plan.debt for (plan, _), _ in glances}

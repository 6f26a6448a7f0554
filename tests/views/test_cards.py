"""Cards say the same in text and in HTML, and never by colour alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from fsrs import Rating

from leadlab.checks.outcome import Check, Outcome, Status
from leadlab.errors import LeadlabError
from leadlab.views.evidence_card import evidence_card
from leadlab.views.flashcards import Deck
from leadlab.views.lesson_page import lesson_foot, lesson_head
from leadlab.views.outcome_card import hint_card, message_card, outcome_card
from leadlab.views.prediction_form import (
    PredictionForm,
    ask_first_card,
    number_in,
    reveal_card,
)
from leadlab.views.rubric_form import Criterion, RubricForm

EVIL = "<evil onclick=x>"


def made(status: Status) -> Outcome:
    """An outcome in a given state."""
    lines = (
        Check(says="the first", held=True),
        Check(says=EVIL, held=False, message=f"Look at {EVIL}.", crashed=status is Status.ERROR),
    )
    return Outcome(exercise="demo.x", status=status, points=1, max_points=2, lines=lines)


@pytest.mark.parametrize("status", list(Status))
def test_an_outcome_says_its_state_in_words(status, is_safe):
    """The state is a word and a sign, in text and in HTML."""
    card = outcome_card(made(status))

    assert status.words in repr(card)
    assert status.words in card._repr_html_()
    assert is_safe(card._repr_html_())


def test_what_to_look_at_comes_before_what_holds():
    """The learner reads first what to do next."""
    html = outcome_card(made(Status.FAILED))._repr_html_()

    assert html.index("Look at") < html.index("What holds")


def test_a_line_carries_its_state_for_the_ear():
    """The sign before a line has a name."""
    html = outcome_card(made(Status.FAILED))._repr_html_()

    assert 'aria-label="held:"' in html
    assert 'aria-label="did not hold:"' in html


def test_a_hint_says_whether_another_follows():
    """Nobody has to try whether there is a next hint."""
    assert "Another hint follows" in hint_card("a", step=2, steps=3)._repr_html_()
    assert "last hint" in hint_card("a", step=3, steps=3)._repr_html_()


def test_a_message_is_escaped(is_safe):
    """What a learner typed is shown, not run."""
    assert is_safe(message_card(EVIL, EVIL, EVIL)._repr_html_())


def test_evidence_shows_mark_and_grade_in_words(is_safe):
    """A reader sees how a figure was checked and how strong it is."""
    item = SimpleNamespace(
        value=f"Training helps. {EVIL}",
        citation="Chang (2016)",
        doi="10.1017/x",
        mark="V",
        mark_words="read in the primary source",
        grade="B",
        grade_words="one good study",
        caveat="Volunteers.",
    )

    card = evidence_card(item)

    for text in ("Chang (2016)", "https://doi.org/10.1017/x", "one good study", "Volunteers."):
        assert text in repr(card)
        assert text in card._repr_html_()
    assert is_safe(card._repr_html_())


def test_an_address_is_only_ever_a_web_address(is_safe):
    """A link that runs something is not made."""
    item = SimpleNamespace(
        value="x", citation="y", doi=None, url="javascript:alert(1)", mark="V", mark_words="",
        grade="A", grade_words="", caveat=None,
    )  # fmt: skip

    assert is_safe(evidence_card(item)._repr_html_())


@pytest.fixture(name="lesson")
def _lesson():
    return SimpleNamespace(
        title="Two options on the whiteboard",
        minutes=20,
        outcomes=[SimpleNamespace(verb="separate", what="the problem and the wish")],
        key_points=("One.", "Two.", "Three."),
        terms=[SimpleNamespace(term="Constraint", meaning="What cannot move.")],
        reading=[SimpleNamespace(text="Nygard (2011)", why="Short.")],
        monday="Ask what happens if nothing is done.",
        notebook="course/01_decision_making/02_doors.ipynb",
    )


def test_the_head_says_time_and_outcomes(lesson):
    """A learner knows what they will be able to do and how long it takes."""
    card = lesson_head(lesson, prerequisites=["Welcome"], concepts={"D-01": "Frame"})

    assert "About 20 minutes" in card._repr_html_()
    assert "separate the problem and the wish" in repr(card)
    assert "Frame (D-01)" in card._repr_html_()


def test_the_foot_leads_to_monday_and_to_the_next_lesson(lesson):
    """A lesson ends with something to do and somewhere to go."""
    text = repr(lesson_foot(lesson, next_lesson=lesson))

    assert "Ask what happens if nothing is done." in text
    assert "course/01_decision_making/02_doors.ipynb" in text


def test_the_next_lesson_is_a_link_from_this_notebook(lesson):
    """The way to a lesson of another module goes up and down again."""
    other = SimpleNamespace(**vars(lesson) | {"notebook": "course/02_trade_offs/01_front.ipynb"})

    page = lesson_foot(lesson, next_lesson=other)._repr_html_()
    assert 'href="../02_trade_offs/01_front.ipynb"' in page


def interval() -> SimpleNamespace:
    """A prediction of a number."""
    return SimpleNamespace(
        kind="interval", question="How many jobs?", unit="jobs", level=0.8, truth=300_000,
        because="One each 0.3 seconds.",
    )  # fmt: skip


def test_a_range_is_kept_once():
    """The first commit is kept and the form closes."""
    kept = []
    form = PredictionForm(interval(), keep=kept.append)
    form.inputs["low"].value, form.inputs["high"].value = "100,000", "400 000"

    form.commit.click()

    assert [{"low": 100_000.0, "high": 400_000.0}] == kept
    assert form.commit not in form.children
    assert "100,000 to 400,000 jobs, 80 % sure" in repr(form)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [("", "4", "low end"), ("9", "4", "Swap"), ("many", "4", "'many'"), ("nan", "4", "'nan'")],
)
def test_a_range_that_is_none_is_answered_in_words(low, high, says):
    """Bad input keeps nothing, and the form says what to do."""
    kept = []
    form = PredictionForm(interval(), keep=kept.append)
    form.inputs["low"].value, form.inputs["high"].value = low, high

    form.commit.click()

    assert [] == kept
    assert says in form.spoken


def test_a_refusal_of_the_logbook_is_shown():
    """A prediction that may no longer change stays as it was."""

    def refuse(answer):
        raise LeadlabError("The fact was shown; this prediction stays.")

    form = PredictionForm(interval(), keep=refuse)
    form.inputs["low"].value, form.inputs["high"].value = "1", "2"

    form.commit.click()

    assert form.kept is None
    assert "The fact was shown" in form.note.value


def test_a_choice_needs_one_of_the_answers():
    """A choice with its confidence is kept by its key."""
    prediction = SimpleNamespace(
        kind="choice", question="Which?", options={"a": "the queue", "b": "the table"}
    )
    kept = []
    form = PredictionForm(prediction, keep=kept.append)
    form.commit.click()
    assert [] == kept

    form.inputs["choice"].value = "b"
    form.inputs["confidence"].value = 85
    form.commit.click()

    assert [{"choice": "b", "confidence": 0.85}] == kept


def test_a_kept_prediction_is_shown_again():
    """Running the cell again shows what was kept and asks nothing."""
    form = PredictionForm(interval(), keep=lambda answer: None, kept={"low": 1, "high": 2})

    assert form.commit not in form.children
    assert "1 to 2 jobs" in form.fallback_html()


def test_reveal_puts_prediction_and_fact_side_by_side():
    """Both are in the card, with the reason."""
    text = repr(reveal_card(interval(), {"low": 1, "high": 2}, score="Outside your range."))

    for part in ("1 to 2 jobs", "300,000 jobs", "Outside your range.", "One each"):
        assert part in text


def test_reveal_asks_first():
    """Without a prediction the card asks for one and names the way around."""
    text = repr(ask_first_card(interval(), "framing.jobs"))

    assert 'lab.predict("framing.jobs", low=…, high=…)' in text
    assert "300,000" not in text


def test_a_number_is_read_as_people_type_it():
    """Commas and blanks inside a number are no mistake, and a decimal comma is one."""
    assert 1_250_000 == number_in("1,250 000", "x")
    assert 1_250_000 == number_in("1,250,000", "x")
    assert 5.5 == number_in("5,5", "x")
    assert -0.25 == number_in("-0,25", "x")
    assert 1_250.5 == number_in("1,250.5", "x")
    assert 0.125 == number_in("0,125", "x")
    with pytest.raises(LeadlabError, match="is not one"):  # either 1.2505 or 1,250.5: it is asked
        number_in("1.250,5", "x")


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def card(key: str) -> SimpleNamespace:
    """A flashcard."""
    return SimpleNamespace(key=key, question=f"Q {key} {EVIL}", answer=f"A {key}", why="Because.")


def test_a_card_known_comes_back_later_than_one_forgotten():
    """FSRS decides when a card is due, and its state is kept."""
    states = {}
    deck = Deck(
        [card("a"), card("b")], keep=lambda k, s, r: states.update({k: s}), now=lambda: NOON
    )
    deck.turn.click()
    deck.grades[Rating.Easy].click()
    deck.turn.click()
    deck.grades[Rating.Again].click()

    assert states["a"]["due"] > states["b"]["due"]
    assert [] == deck.due()


def test_a_deck_takes_up_where_it_was_left():
    """A kept state holds a card back until its day."""
    states = {}
    Deck([card("a")], keep=lambda k, s, r: states.update({k: s}), now=lambda: NOON)
    deck = Deck([card("a")], keep=lambda k, s, r: states.update({k: s}), now=lambda: NOON)
    deck.turn.click()
    deck.grades[Rating.Easy].click()

    again = Deck([card("a")], states=states, now=lambda: NOON)
    later = Deck([card("a")], states=states, now=lambda: NOON + timedelta(days=60))

    assert ([], ["a"]) == (again.due(), later.due())


def test_the_answer_is_not_on_the_page_before_the_card_is_turned(is_safe):
    """Recall comes first."""
    deck = Deck([card("a")], now=lambda: NOON)
    front = deck.children[1].value
    deck.turn.click()
    back = deck.children[1].value

    assert "A a" not in front
    assert "A a" in back
    assert is_safe(back)


def test_model_answers_come_after_the_own_score():
    """The rubric is filled in before there is anything to copy."""
    criteria = [Criterion(name=name, anchors=("no", "a bit", "most", "all")) for name in "ab"]
    form = RubricForm("Note", criteria, strong="STRONG", weak="WEAK", because="WHY")
    form.commit.click()
    assert form.kept is None
    assert "Still to score: a, b." == form.spoken

    for field in form.scores.values():
        field.value = 2
    form.commit.click()

    assert {"a": 2, "b": 2} == form.kept
    assert "STRONG" in form.children[1].value

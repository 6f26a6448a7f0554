"""The logbook keeps what the learner did."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.logbook import SOLUTION, Logbook
from leadlab.logbook_records import AlreadyRevealed, LogbookFault

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=2)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@pytest.fixture(name="book")
def _book() -> Logbook:
    return Logbook(None)


def test_the_latest_name_is_the_learner(book: Logbook) -> None:
    """Nobody has a name at first; the name that was said last counts."""
    assert "" == book.learner()

    book.set_learner("ana", now=MONDAY)
    book.set_learner("ben", now=LATER)

    assert "ben" == book.learner()


def test_a_prediction_may_change_until_the_fact_is_seen(book: Logbook) -> None:
    """Before the fact the last word counts; after it nothing can be changed."""
    book.predict("jobs", {"low": 1, "high": 2}, now=MONDAY)
    book.predict("jobs", {"low": 3, "high": 4}, now=MONDAY)
    shown = book.reveal("jobs", now=LATER)

    assert ({"low": 3, "high": 4}, MONDAY, LATER) == (
        shown.value,
        shown.made_at,
        shown.revealed_at,
    )
    with pytest.raises(AlreadyRevealed):
        book.predict("jobs", {"low": 5, "high": 6})
    assert shown == book.prediction("jobs")
    assert not book.predict("people", {"low": 1, "high": 2}).revealed, "a refusal ends its step"


def test_the_first_look_at_the_fact_counts(book: Logbook) -> None:
    """A second reveal changes nothing."""
    book.predict("jobs", {"low": 1, "high": 2}, now=MONDAY)
    book.reveal("jobs", now=MONDAY)

    assert MONDAY == book.reveal("jobs", now=LATER).revealed_at


def test_a_fact_seen_without_a_prediction_stays_unpredicted(book: Logbook) -> None:
    """Looking first costs the prediction, and the logbook says so."""
    assert book.prediction("jobs") is None
    assert book.reveal("jobs").skipped
    with pytest.raises(AlreadyRevealed):
        book.predict("jobs", {"low": 1, "high": 2})


def test_attempts_are_kept_in_order(book: Logbook) -> None:
    """Every check is kept, oldest first, by exercise or all together."""
    for exercise, status, at in (
        ("a", "failed", MONDAY),
        ("b", "passed", MONDAY),
        ("a", "passed", LATER),
    ):
        book.record_attempt(exercise, status=status, points=1, max_points=2, tags=["t"], now=at)

    assert ["failed", "passed"] == [each.status for each in book.attempts("a")]
    assert 3 == len(book.attempts())
    assert ("t",) == book.attempts("b")[0].tags


def test_hints_count_once_and_the_solution_is_no_hint(book: Logbook) -> None:
    """Seeing a hint twice is using it once; the solution is kept apart."""
    for step in (1, 2, 2, SOLUTION):
        book.record_hint("a", step)

    assert (2, True) == (book.hints_used("a"), book.solution_seen("a"))
    assert (0, False) == (book.hints_used("b"), book.solution_seen("b"))


def test_an_open_playthrough_is_taken_up_again(book: Logbook) -> None:
    """The latest run that is neither finished nor left is the open one."""
    first = book.start_playthrough("queue", seed=7, cast={"cast": "base"}, now=MONDAY)
    book.save_playthrough(first.id, choices=["a", "b"], forecasts={"days": [1, 2]}, now=LATER)
    taken_up = book.open_playthrough("queue")

    assert taken_up is not None
    assert (7, ("a", "b"), {"days": [1, 2]}) == (
        taken_up.seed,
        taken_up.choices,
        taken_up.forecasts,
    )
    assert (MONDAY, LATER) == (taken_up.started_at, taken_up.changed_at)
    book.save_playthrough(first.id, choices=["a", "b", "c"], finished=True, ending="calm")
    assert book.open_playthrough("queue") is None
    second = book.start_playthrough("queue", seed=8)
    book.abandon_playthrough(second.id)
    assert book.open_playthrough("queue") is None
    assert [first.id, second.id] == [each.id for each in book.playthroughs("queue")]


def test_an_unknown_playthrough_is_a_sentence(book: Logbook) -> None:
    """Saving into a run that does not exist is told, not ignored."""
    with pytest.raises(LogbookFault, match="no playthrough 'x'"):
        book.save_playthrough("x", choices=[])


def test_threads_keep_their_latest_value(book: Logbook) -> None:
    """What a later story reads is what was written last."""
    book.set_thread("door", "open", scenario="one", now=MONDAY)
    book.set_thread("door", None, scenario="two", now=LATER)
    book.set_thread("debt", 3, now=MONDAY)

    assert {"door": None, "debt": 3} == book.threads()


def test_cards_keep_their_schedule_and_reviews(book: Logbook) -> None:
    """A card's schedule is replaced; every answer to it stays."""
    book.save_card("doors#1", {"due": "soon"}, rating="hard", now=MONDAY)
    book.save_card("doors#1", {"due": "late"}, rating="good", now=LATER)

    assert {"due": "late"} == book.card("doors#1")
    assert book.card("doors#2") is None
    assert ["hard", "good"] == [each.rating for each in book.card_reviews("doors#1")]


def test_a_forecast_is_resolved_once(book: Logbook) -> None:
    """What came is kept beside what was said, and does not change afterwards."""
    book.record_forecast("release", probability=0.7, about="on time", now=MONDAY)
    book.resolve_forecast("release", 1, now=LATER)
    book.resolve_forecast("release", 0, now=LATER)
    kept = book.forecasts()[0]

    assert (0.7, 1.0, LATER) == (kept.probability, kept.outcome, kept.resolved_at)


@given(PLAIN)
def test_any_plain_value_comes_back_as_it_was(value: object) -> None:
    """What JSON can say is kept exactly."""
    book = Logbook(None)
    book.set_thread("any", value)

    assert value == book.threads()["any"]


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}, lambda: 1])
def test_what_json_cannot_say_is_refused(book: Logbook, value: object) -> None:
    """A value that could not be read again is refused with a sentence, and nothing is written."""
    with pytest.raises(LogbookFault, match="plain values"):
        book.set_thread("any", value)
    assert {} == book.threads()


def test_a_time_needs_its_zone(book: Logbook) -> None:
    """A time without a zone would mean something else on the next machine."""
    with pytest.raises(LogbookFault, match="with its zone"):
        book.set_learner("ana", now=datetime(2026, 1, 5))  # noqa: DTZ001 - the rule under test


def filled() -> Logbook:
    """A logbook with something in every table."""
    book = Logbook(None)
    book.set_learner("ana", now=MONDAY)
    book.predict("jobs", {"low": 1, "high": 2}, now=MONDAY)
    book.reveal("skipped", now=MONDAY)
    book.record_attempt("a", status="passed", points=1, max_points=1, tags=["t"], now=MONDAY)
    book.record_hint("a", 1, now=MONDAY)
    run = book.start_playthrough("queue", seed=7, now=MONDAY)
    book.save_playthrough(run.id, choices=["a"], now=MONDAY)
    book.set_thread("door", None, now=MONDAY)
    book.save_card("doors#1", {"due": "soon"}, rating="good", now=MONDAY)
    book.record_forecast("release", low=1, high=2, level=0.8, now=MONDAY)
    return book


def test_an_export_holds_everything_and_comes_in_once() -> None:
    """Taken into an empty logbook an export makes an equal one; a second time it adds nothing."""
    data = json.loads(json.dumps(filled().export(now=LATER)))
    other = Logbook(None)
    added = other.take_in(data)

    assert all(count >= 1 for count in added.values()), added
    assert data == other.export(now=LATER)
    assert set(other.take_in(data).values()) == {0}


def test_the_later_state_wins_when_logbooks_meet() -> None:
    """Work on two machines ends in the later card and the longer run."""
    ours, theirs = filled(), Logbook(None)
    theirs.take_in(ours.export())
    run = theirs.playthroughs()[0]
    theirs.save_playthrough(run.id, choices=["a", "b"], now=LATER)
    theirs.reveal("jobs", now=LATER)
    theirs.resolve_forecast("release", 1.5, now=LATER)
    ours.save_card("doors#1", {"due": "later"}, rating="good", now=LATER)
    ours.take_in(theirs.export())

    assert ("a", "b") == ours.playthroughs()[0].choices
    assert {"due": "later"} == ours.card("doors#1")
    assert LATER == ours.predictions()[0].revealed_at
    assert 1.5 == ours.forecasts()[0].outcome


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: [], "no exported logbook"),
        (lambda data: {"leadlab_logbook": 99, "tables": {}}, "Update Leadlab"),
        (lambda data: _with(data, "attempst", []), "Did you mean 'attempts'"),
        (lambda data: _with(data, "hints", "x"), "a list is expected"),
        (lambda data: _with(data, "hints", [3]), r"hints\[0\]: an entry is expected"),
        (lambda data: _with(data, "hints", [{"exercise": "a"}]), "step is missing"),
        (lambda data: _with(data, "hints", [_hint(step="1")]), "not a integer"),
        (lambda data: _with(data, "hints", [_hint(stepp=1)]), "Did you mean 'step'"),
        (lambda data: _with(data, "hints", [_hint(at="monday")]), "not a time"),
        (lambda data: _with(data, "hints", [_hint(step=2**70)]), "not a integer"),
        (lambda data: _spoilt(data, "attempts", tags=None), "tags: a list is expected"),
        (lambda data: _spoilt(data, "playthroughs", choices=5), "choices: a list is expected"),
        (lambda data: _spoilt(data, "playthroughs", forecasts=[]), "forecasts: a mapping is"),
        (lambda data: _spoilt(data, "cards", state="due"), "state: a mapping is expected"),
    ],
)
def test_a_bad_import_is_explained_and_adds_nothing(spoil: object, said: str) -> None:
    """Every fault is named with its place, and the logbook stays as it was."""
    book = Logbook(None)
    data = spoil(filled().export())  # type: ignore[operator]  # a function from the list above
    before = book.export(now=LATER)

    with pytest.raises(LogbookFault, match=said):
        book.take_in(data)
    assert before == book.export(now=LATER)


def _with(data: dict, table: str, rows: object) -> dict:
    return {**data, "tables": {**data["tables"], table: rows}}


def _spoilt(data: dict, table: str, **changes: object) -> dict:
    return _with(data, table, [{**row, **changes} for row in data["tables"][table]])


def _hint(**changes: object) -> dict:
    return {"exercise": "a", "step": 1, "at": MONDAY.isoformat(), **changes}

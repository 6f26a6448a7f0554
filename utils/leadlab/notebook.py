"""The words that a learner types, each a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leadlab.errors import LeadlabError, UnknownName

if TYPE_CHECKING:
    import pandas as pd

    from leadlab.checks.instances import Instance
    from leadlab.checks.outcome import Outcome
    from leadlab.logbook import Logbook
    from leadlab.notebook_learner import Learner
    from leadlab.simulation.team import Team as TeamRecord

_told: set[str] = set()


def play(
    name: str, *, seed: int | None = None, restart: bool = False, scenes: int | None = None
) -> Any:
    """Play a scenario, from where you left it.

    >>> import leadlab as lab
    >>> player = lab.play("queue_or_database", seed=7)  # doctest: +SKIP

    Args:
        name: The scenario.
        seed: The world to play in; without it, the one you were in or a new one.
        restart: Leave the present run and begin a new one.
        scenes: Offer a pause after so many scenes; nothing is lost by it.
    """
    from leadlab import catalog
    from leadlab.checks.submission import Submission

    scenario, world = catalog.scenario(name), catalog.world()
    if Submission.current().student:  # being graded: nobody is there to press a button
        from leadlab.views.story_page import open_story

        return open_story(scenario, world, seed=seed)
    from leadlab.views.playthroughs import open_player

    return open_player(scenario, world, _book(), seed=seed, restart=restart, scenes=scenes)


def explore(subject: str | TeamRecord) -> Any:
    """Open an explorer: move its sliders and see what changes.

    >>> import leadlab as lab
    >>> lab.explore("two_way_doors")  # doctest: +SKIP
    >>> lab.explore(lab.Team())  # doctest: +SKIP

    Args:
        subject: The name of an explorer, or a team.
    """
    from leadlab.views.explorers import explorer

    return explorer(subject, book=_book())


def Team(*, engineers: int | None = None, **changes: Any) -> TeamRecord:  # noqa: N802 - what it makes
    """A team to simulate: the eight people of Visits, with what you change.

    >>> import leadlab as lab
    >>> lab.Team()
    Team(8 people, 6.2 items a week arrive, debt takes 19 % of time, safety 0.55)
    >>> lab.Team(engineers=6, interruptions=0.25)
    Team(6 people, 6.2 items a week arrive, debt takes 19 % of time, safety 0.55)

    Args:
        engineers: So many typical mid-level engineers in place of the eight.
        changes: Any number of the team or coefficient of the model, by its name.
    """
    from leadlab.notebook_simulation import team_of

    return team_of(engineers, changes)


def simulate(
    subject: str | TeamRecord,
    policy: Any,
    *,
    weeks: int | None = None,
    replications: int | None = None,
    seed: int = 7,
    worlds: bool = False,
) -> Any:
    """Fly a simulation with your policy, many times, and see how the results spread.

    >>> import leadlab as lab
    >>> lab.simulate(lab.Team(), lab.Policy(debt=0.25), weeks=26)  # doctest: +ELLIPSIS
    TeamRuns(26 weeks x 2,000): items finished a week ..., lead time, days ...
    >>> runs = lab.simulate("decision_room", policy)  # doctest: +SKIP

    Runs of a team answer further questions about a rival plan, on the same luck:
    `runs.against(lab.Policy())` says how much better yours is, `runs.flips(lab.Policy())` which
    single assumption turns that round and where, `runs.leans(lab.Policy())` what it leans on over
    worlds with all assumptions drawn at once.

    Args:
        subject: A team, or the name of a simulation.
        policy: A plan, your function, or the name of a ready-made policy of a named simulation.
        weeks: How long a team is followed; 26 if not given.
        replications: How many worlds; 2,000 of a team and 500 of a named simulation if not given.
        seed: Which worlds; the same seed gives two policies the same luck.
        worlds: Whether each replication of a team has coefficients of its own from their ranges.
    """
    from leadlab import notebook_simulation as simulation

    if not isinstance(subject, str):
        return simulation.simulate_team(
            subject, policy, weeks=weeks, replications=replications, seed=seed, worlds=worlds
        )
    if subject != "decision_room":
        raise UnknownName("simulation", subject, ["decision_room"])
    if weeks is not None or worlds:
        raise LeadlabError("`weeks` and `worlds` are for a team; a quarter has its own length.")
    return simulation.simulate_room(policy, replications=replications, seed=seed)


def check(name: str, *answers: Any, **key: Any) -> Outcome:
    """Check an answer: what holds, and what to look at.

    >>> import leadlab as lab
    >>> lab.check("decision_making.expected_value", ...)
    decision_making.expected_value: not attempted, 4 points to earn
      There is no answer yet. Replace the `...` and run the cell again.
    """
    from leadlab.checks.exercise import find
    from leadlab.checks.marking import mark
    from leadlab.checks.submission import Submission
    from leadlab.notebook_learner import known_learner
    from leadlab.notebook_outcome import ShownOutcome

    outcome = mark(find(name), *answers, learner=known_learner(), key=key)
    if not Submission.current().student:
        _book().record_attempt(
            name,
            status=outcome.status.value,
            points=outcome.points,
            max_points=outcome.max_points,
            tags=outcome.tags,
        )
    return ShownOutcome.of_outcome(outcome)


def hint(name: str, *, solution: bool = False) -> Any:
    """Show the next of three hints; with `solution=True` the worked solution.

    >>> import leadlab as lab
    >>> lab.hint("decision_making.expected_value", solution=True)  # doctest: +ELLIPSIS
    Worked solution.
    def expected_value(chances, payoffs):
    ...
    """
    from leadlab.checks.exercise import HINTS, find
    from leadlab.logbook import SOLUTION
    from leadlab.views.outcome_card import hint_card, message_card

    exercise, book = find(name), _book()
    if solution:
        book.record_hint(name, SOLUTION)
        return hint_card(exercise.solution, step=HINTS, steps=HINTS, solution=True)
    used = book.hints_used(name)
    if used == HINTS:
        ask = f'The worked solution is one call away: lab.hint("{name}", solution=True).'
        return message_card("You have seen all three hints.", *exercise.hints, ask, kind="quiet")
    book.record_hint(name, used + 1)
    return hint_card(exercise.hints[used], step=used + 1, steps=HINTS)


def grade(name: str, *answers: Any, points: float, **key: Any) -> float:
    """Points for a graded cell, a plain number between 0 and `points`.

    >>> import leadlab as lab
    >>> lab.grade("decision_making.expected_value", ..., points=4)
    decision_making.expected_value: not attempted, 4 points to earn
      There is no answer yet. Replace the `...` and run the cell again.
    0.0
    """
    from leadlab.checks.quiet import quiet_errors

    with quiet_errors():  # importing may warn, and a warning would cost the learner the cell
        from leadlab.checks.grade import grade as graded

        try:
            from leadlab.notebook_learner import declared_name, known_learner

            learner = declared_name() or str(known_learner())
        except Exception:  # noqa: BLE001 - a logbook in trouble must not cost the learner the cell
            learner = ""
        return graded(name, *answers, points=points, learner=learner, key=key)


def predict(
    name: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choice: str | None = None,
    confidence: float | None = None,
    probability: float | None = None,
) -> Any:
    """Predict before you see: a form, or the prediction itself from code.

    >>> import leadlab as lab
    >>> lab.predict("framing.flip", low=2, high=8)
    Kept: 2 to 8 percentage points, 80 % sure.

    Args:
        name: The prediction.
        low: Low end of your range.
        high: High end of your range.
        choice: The key of your choice.
        confidence: How sure you are of your choice, 0 to 1.
        probability: Your chance for a statement, 0 to 1.
    """
    from leadlab import catalog
    from leadlab.notebook_prediction import answer_from, kept_answer
    from leadlab.views.outcome_card import message_card
    from leadlab.views.prediction_form import PredictionForm, answer_text

    prediction, book = catalog.prediction(name), _book()
    given = {
        "low": low, "high": high, "choice": choice,
        "confidence": confidence, "probability": probability,
    }  # fmt: skip
    if all(value is None for value in given.values()):
        kept = book.prediction(name)
        return PredictionForm(
            prediction,
            keep=lambda answer: book.predict(name, answer),
            kept=kept_answer(prediction, kept.value) if kept else None,
        )
    answer = answer_from(prediction, given)
    book.predict(name, answer)
    return message_card(f"Kept: {answer_text(prediction, answer)}.", kind="quiet")


def reveal(name: str, *, skip: bool = False) -> Any:
    """Put your prediction beside the fact, with its score.

    >>> import leadlab as lab
    >>> lab.reveal("doors.two_way_days")  # doctest: +ELLIPSIS
    Nothing was predicted yet: ...

    Args:
        name: The prediction.
        skip: Show the fact although you have predicted nothing.
    """
    from leadlab import catalog
    from leadlab.notebook_prediction import kept_answer, score_sentence
    from leadlab.views.prediction_form import ask_first_card, reveal_card

    prediction, book = catalog.prediction(name), _book()
    kept = book.prediction(name)
    foreign = kept is not None and kept.value and kept_answer(prediction, kept.value) is None
    if (kept is None or foreign) and not skip:
        return ask_first_card(prediction, name)
    answer = kept_answer(prediction, book.reveal(name).value)
    score = score_sentence(prediction, answer) if answer else ""
    return reveal_card(prediction, answer, score=score)


def evidence(id: str) -> Any:  # noqa: A002 - the word that the course uses
    """Show a piece of evidence: what was found, by whom, and how far to trust it.

    >>> import leadlab as lab
    >>> lab.evidence("brier_training")  # doctest: +SKIP
    """
    from leadlab import catalog
    from leadlab.views.evidence_card import evidence_card

    return evidence_card(catalog.evidence(id))


def lesson(id: str, part: str = "head") -> Any:  # noqa: A002 - the word that the course uses
    """Show what a lesson is for (`part="head"`) or what to keep from it (`part="foot"`).

    >>> import leadlab as lab
    >>> lab.lesson("01_decision_making/01_framing")  # doctest: +SKIP
    """
    from leadlab import catalog
    from leadlab.views.lesson_page import lesson_foot, lesson_head

    known = catalog.lesson(id)
    if part == "foot":
        return lesson_foot(known, next_lesson=catalog.next_lesson(known.id))
    if part != "head":
        raise UnknownName("part", part, ["head", "foot"])
    before = [catalog.lesson(each).title for each in known.prerequisites]
    titles = {each: catalog.concept(each).title for each in known.concepts}
    return lesson_head(known, prerequisites=before, concepts=titles)


def cards(lesson_id: str) -> Any:
    """Recall what a lesson taught, card by card, when each is due.

    >>> import leadlab as lab
    >>> lab.cards("01_decision_making/01_framing")  # doctest: +SKIP
    """
    from leadlab import catalog
    from leadlab.views.flashcards import Deck

    book = _book()

    def keep(card: str, state: Mapping[str, Any], rating: str) -> None:
        book.save_card(card, state, rating=rating)

    return Deck(catalog.cards(lesson_id), states=book.cards(), keep=keep)


def dataset(name: str) -> pd.DataFrame:
    """Data of the course as a table.

    >>> import leadlab as lab
    >>> lab.dataset("decision_log")  # doctest: +SKIP
    """
    from leadlab import catalog

    return catalog.dataset(name)


def template(name: str, **own: Any) -> Any:
    """A text to copy and fill in with your team; some fill themselves from your own numbers.

    >>> import leadlab as lab
    >>> memo = lab.template("debt_memo", debt="The jobs table", hours_a_week=(9, 13),
    ...                     weeks_to_repay=(4, 6), share_that_goes_away=0.8)
    >>> memo.splitlines()[6]
    '| It has paid for itself after, in weeks | 15 | 23 | 33 |'

    Args:
        name: The template.
        own: For `"debt_memo"`: `hours_a_week`, `weeks_to_repay` and other numbers, or pairs of
            them, and the words `debt`, `risk`, `other_ways`, `ask`, `by`. For
            `"delegation_contract"`, `"growth_plan"` and `"one_to_one"`: `title` and headings,
            such as `first_step`. For `"metric_charter"`: `metrics`, a card for each name.
            `save(folder)` of what comes back writes it as Markdown and as HTML.
    """
    from leadlab.notebook_template import empty_template, filled_template

    return filled_template(name, own) if own else empty_template(name)


def learner(name: str | None = None) -> Learner:
    """Say who you are, or see it; your own numbers are drawn from this name.

    >>> import leadlab as lab
    >>> lab.learner("ana")
    You are ana.
    """
    from leadlab.checks.submission import Submission
    from leadlab.notebook_learner import ask_name, say_name

    who = ask_name() if name is None else say_name(name)
    if not Submission.current().student:  # being graded: nobody is there to be told of a logbook
        _book()
    return who


def instance(exercise: str) -> Instance:
    """Your own numbers for an exercise; they stay the same, and nobody else has them.

    >>> import leadlab as lab
    >>> lab.instance("decision_making.evpi").exercise
    These numbers are nobody's yet; lab.learner("your name") gives you your own.
    'decision_making.evpi'
    """
    from leadlab.checks.exercise import find
    from leadlab.notebook_learner import NOBODY, known_learner

    who = known_learner()  # never asks: a question in the middle of a lesson stops "run all"
    if who == NOBODY:
        print('These numbers are nobody\'s yet; lab.learner("your name") gives you your own.')
    return find(exercise).instance(who)


def _book() -> Logbook:
    """The logbook; what it has to say is said once."""
    from leadlab.logbook import open_logbook

    book = open_logbook()
    if book.notice and book.notice not in _told:
        _told.add(book.notice)
        print(book.notice)
    return book

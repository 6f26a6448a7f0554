"""What happened, why, and what would have changed it: the debrief of a story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from leadlab.errors import LeadlabError
from leadlab.models.scenario.branches import Alternative, alternatives, same_choices_elsewhere
from leadlab.models.scenario.conditions import holds
from leadlab.models.scenario.conversation import PrivateFact, private_facts
from leadlab.models.scenario.events import Cause, Change, Learned
from leadlab.models.scenario.format import Choice
from leadlab.models.scenario.machine import Playthrough
from leadlab.models.scenario.text import Paragraph, fill

SCORED_AT = 0.2  # an 80 % interval misses in 2 of 10 cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision of the timeline: what was done, what it buys and costs, and what it moved."""

    beat: str
    title: str
    when: str
    choice: str
    act: str
    buys: str | None
    costs: str | None
    principle: str | None
    feedback: str | None
    words: str | None
    """What the learner wrote before choosing."""
    changes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """One reason why a state moved."""

    text: str
    change: float
    beat: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseList:
    """Everything that moved a state; the changes add up to the difference of end and start."""

    state: str
    title: str
    unit: str
    start: float
    end: float
    lines: tuple[CauseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedFact:
    """Something that was there to learn in this world, and where."""

    text: str
    found_by: str
    only_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationLine:
    """A forecast beside the fact; without an interval none was given."""

    question: str
    unit: str
    low: float | None
    high: float | None
    truth: float
    inside: bool | None
    score: float | None

    @property
    def sentence(self) -> str:
        """Question, what was said, and the fact."""
        said = "none" if self.inside is None else f"{self.low:g} to {self.high:g}"
        return f"{self.question} Yours: {said}; it was {self.truth:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """The debrief of one playthrough."""

    title: str
    ending: str
    paragraphs: tuple[Paragraph, ...]
    defensible: str
    not_if: str | None
    timeline: tuple[Step, ...]
    causes: tuple[CauseList, ...]
    turning_point: tuple[str, str]
    alternatives: tuple[Alternative, ...]
    elsewhere: Mapping[str, float]
    missed: tuple[MissedFact, ...]
    learned: tuple[str, ...]
    private: tuple[PrivateFact, ...]
    patterns: tuple[tuple[str, str], ...]
    views: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    question: str
    forecasts: tuple[CalibrationLine, ...]

    @property
    def would_change(self) -> tuple[Alternative, ...]:
        """Other choices that lead to another ending, all else as it was."""
        return tuple(each for each in self.alternatives if each.changes_ending)

    @property
    def way(self) -> str:
        """The choices as a list to hand in or to replay; a scene may not offer every letter."""
        return json.dumps([step.choice for step in self.timeline])

    def lines(self) -> Iterator[str]:
        """Debrief as lines of plain text."""
        yield f"=== Debrief: {self.ending} ==="
        yield f"Was it sound? {self.defensible}"
        if self.not_if:
            yield f"Less so if: {self.not_if}"
        yield ""
        yield f"Turning point: {self.turning_point[1]}"
        yield ""
        yield "What you did"
        for step in self.timeline:
            yield f"  {step.title}: {step.act}"
            if step.words:
                yield f"    In your own words: “{' '.join(step.words.split())}”"
            for said in filter(None, [step.feedback, step.principle]):
                yield f"    {said}"
        yield f"  Your choices as a list: {self.way}"
        for causes in self.causes:
            yield ""
            yield f"{causes.title}: {causes.start:g} to {causes.end:g} {causes.unit}".rstrip()
            for line in causes.lines:
                yield f"  {line.change:+g}  {line.text}"
        yield from self._other_endings()
        yield from _group(
            "There to learn, and not met",
            (f"{each.text} ({each.found_by})" for each in self.missed),
        )
        yield from self._kept_by_others()
        yield from _group("Your forecasts", (each.sentence for each in self.forecasts))
        yield from _group("A question to you", (question for _, question in self.patterns))
        yield from _group("Two who disagree", (f"{who}: {said}" for who, said in self.views))
        yield ""
        yield f"To take to work: {self.question}"

    def _kept_by_others(self) -> Iterator[str]:
        for title, told in (("What you were told", True), ("What was kept from you", False)):
            yield from _group(
                title,
                (
                    line
                    for fact in self.private
                    if fact.told is told
                    for line in (f"{fact.who}: {fact.text}", f"  {fact.matters}", f"  {fact.how}")
                ),
            )

    def _other_endings(self) -> Iterator[str]:
        shares = ", ".join(f"{title} {share:.0%}" for title, share in self.elsewhere.items())
        yield from _group(
            "One other choice, and another ending",
            (
                f"{each.title}: {each.act.rstrip('.')} -> {each.ending}"
                for each in self.would_change
            ),
        )
        yield ""
        yield f"The same choices in a hundred other worlds: {shares}"


def _group(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"  {each}" for each in found))


def debrief(play: Playthrough) -> Debrief:
    """Debrief of a story that has ended."""
    ending = play.ending
    if ending is None:
        raise LeadlabError("The debrief comes after the end; this story is still going.")
    text = play.scenario.debrief
    return Debrief(
        title=_fill(play, play.scenario.title),
        ending=_fill(play, ending.title),
        paragraphs=play.scene.paragraphs,
        defensible=_fill(play, ending.defensible),
        not_if=_fill(play, ending.not_if) if ending.not_if else None,
        timeline=timeline(play),
        causes=cause_lists(play),
        turning_point=(text.turning_point.beat, _fill(play, text.turning_point.say)),
        alternatives=alternatives(play),
        elsewhere=same_choices_elsewhere(play),
        missed=tuple(_missed(play)),
        learned=tuple(
            _fill(play, play.scenario.facts[name].text)
            for name in known_facts(play)
            if not play.scenario.facts[name].is_private
        ),
        private=private_facts(play),
        patterns=patterns(play),
        views=tuple((_fill(play, each.who), _fill(play, each.say)) for each in text.views),
        evidence=text.evidence,
        question=_fill(play, text.question),
        forecasts=calibration(play),
    )


def _fill(play: Playthrough, text: str) -> str:
    return " ".join(fill(text, play.moment, play.cast).split())


def choice_taken(play: Playthrough, beat: str) -> Choice:
    """Choice that was taken in a beat."""
    taken = dict(play.taken)[beat]
    return next(each for each in play.scenario.beat(beat).choices if each.id == taken)


def timeline(play: Playthrough) -> tuple[Step, ...]:
    """Decisions in order, each with what it moved at once."""
    return tuple(_step(play, beat) for beat, _ in play.taken)


def _step(play: Playthrough, beat_id: str) -> Step:
    beat, choice = play.scenario.beat(beat_id), choice_taken(play, beat_id)
    moved: dict[str, float] = {}
    for event in play.events:
        if (
            isinstance(event, Change)
            and event.cause.source == "choice"
            and event.cause.beat == beat_id
        ):
            moved[event.state] = round(moved.get(event.state, 0) + event.change, 6)

    def filled(text: str | None) -> str | None:
        return _fill(play, text) if text else None

    return Step(
        beat=beat.id,
        title=_fill(play, beat.title),
        when=play.world.calendar.shown_moment(beat.at.week, beat.at.day, beat.at.time),
        choice=choice.id,
        act=_fill(play, choice.act),
        buys=filled(choice.buys),
        costs=filled(choice.costs),
        principle=filled(choice.principle),
        feedback=filled(choice.feedback),
        words=dict(play.words).get(beat.id),
        changes=tuple(
            (_fill(play, play.scenario.state[name].title), change) for name, change in moved.items()
        ),
    )


def cause_lists(play: Playthrough) -> tuple[CauseList, ...]:
    """Cause list of every visible state and of those the author names; the named ones first."""
    named = play.scenario.debrief.causes
    visible = [name for name, state in play.scenario.state.items() if state.visible]
    order = [*named, *(name for name in visible if name not in named)]
    return tuple(cause_list(play, name) for name in order)


def cause_list(play: Playthrough, state: str) -> CauseList:
    """Everything that moved one state."""
    found = play.scenario.state[state]
    moved = [
        CauseLine(
            text=cause_in_words(play, event.cause),
            change=round(event.change, 6),
            beat=event.cause.beat,
            late=event.cause.source == "late",
        )
        for event in play.events
        if isinstance(event, Change) and event.state == state and event.change != 0
    ]
    return CauseList(
        state=state,
        title=_fill(play, found.title),
        unit=found.unit,
        start=play.start.values[state],
        end=play.moment.values[state],
        lines=tuple(moved),
    )


def cause_in_words(play: Playthrough, cause: Cause) -> str:
    """Cause as the author wrote it, or the act or the scene that it came from."""
    if cause.because:
        return _fill(play, cause.because)
    if cause.source == "choice":
        return _fill(play, choice_taken(play, cause.beat).act)
    return _fill(play, play.scenario.beat(cause.beat).title)


def known_facts(play: Playthrough) -> tuple[str, ...]:
    """Facts that were learned, in the order in which they came out."""
    return tuple(event.fact for event in play.events if isinstance(event, Learned))


def _missed(play: Playthrough) -> Iterator[MissedFact]:
    for name, fact in play.scenario.facts.items():
        if fact.is_private or name in play.moment.known or not holds(fact.when, play.moment):
            continue
        yield MissedFact(
            text=_fill(play, fact.text),
            found_by=_fill(play, fact.found_by),
            only_told=fact.not_to_ask,
        )


def patterns(play: Playthrough) -> tuple[tuple[str, str], ...]:
    """Questions about habits of thought that showed over several beats, as (tag, question)."""
    counts: dict[str, int] = {}
    for beat, _ in play.taken:
        for tag in choice_taken(play, beat).tags:
            counts[tag] = counts.get(tag, 0) + 1
    return tuple(
        (each.tag, _fill(play, each.question))
        for each in play.scenario.patterns
        if (holds(each.when, play.moment) if each.when else counts.get(each.tag, 0) >= 2)
    )


def calibration(play: Playthrough) -> tuple[CalibrationLine, ...]:
    """Forecasts beside the facts, each with its interval score (smaller is better)."""
    questions = {each.id: each for each in play.scenario.forecasts}
    lines = []
    for each in play.forecasts:
        if each.truth is None:
            continue
        inside = score = None
        if each.low is not None and each.high is not None:
            inside = each.low <= each.truth <= each.high
            outside = max(each.low - each.truth, each.truth - each.high, 0)
            score = round(each.high - each.low + 2 / SCORED_AT * outside, 6)
        lines.append(
            CalibrationLine(
                question=_fill(play, questions[each.id].question),
                unit=questions[each.id].unit,
                low=each.low,
                high=each.high,
                truth=each.truth,
                inside=inside,
                score=score,
            )
        )
    return tuple(lines)

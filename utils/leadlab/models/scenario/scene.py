"""What the learner sees at one point of a story; words only, never a future number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from leadlab.models.scenario.events import Heard, Learned
from leadlab.models.scenario.format import END, Better, State
from leadlab.models.scenario.talk import ReadAs
from leadlab.models.scenario.text import Paragraph, fill, read_aloud

if TYPE_CHECKING:
    from leadlab.models.scenario.machine import Playthrough

Band = Literal["low", "middle", "high"]
A_LITTLE, A_LOT = 0.1, 0.25  # share of the range


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """A visible state: value with unit, band, and how it moved since the last scene."""

    id: str
    title: str
    value: float
    shown: str
    unit: str
    low: float
    high: float
    better: Better
    band: Band
    change: float
    change_words: str
    verdict: Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Something that followed; late ones carry the moment at which they arrive."""

    heading: str | None
    paragraphs: tuple[Paragraph, ...]
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPrompt:
    """A forecast that is due: an interval that should hold the truth in 8 of 10 cases."""

    id: str
    question: str
    unit: str
    range: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsPrompt:
    """A wish for the learner's own sentence before the choice, and what was written so far."""

    ask: str
    read_as: ReadAs
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that a player shows at one point: the same for notebook, terminal and paper."""

    beat: str
    title: str
    when: str
    place: str
    opening: tuple[Paragraph, ...]
    consequences: tuple[Consequence, ...]
    paragraphs: tuple[Paragraph, ...]
    choices: tuple[tuple[str, str], ...]
    gauges: tuple[Gauge, ...]
    forecast: ForecastPrompt | None
    told: tuple[Paragraph, ...] = ()
    """What somebody who keeps it has told so far, under the name of who told it."""
    own_words: OwnWordsPrompt | None = None
    finished: bool


def scene_of(play: Playthrough) -> Scene:
    """Scene of a playthrough at its present point."""
    first = not play.taken
    opening = _read(play, play.told[:1]) if first else ()
    told = play.told[1:] if first else play.told
    beat = play.beat
    return Scene(
        beat=beat.id if beat else END,
        title=_title(play),
        when=_when(play),
        place=fill(beat.place, play.moment, play.cast) if beat else "",
        opening=opening,
        consequences=tuple(_consequence(play, each) for each in play.heard),
        paragraphs=() if play.due else _read(play, told),
        choices=tuple((each.id, fill(each.act, play.moment, play.cast)) for each in play.offered),
        gauges=gauges(play),
        forecast=_prompt(play),
        told=tuple(_told(play)),
        own_words=_own_words(play),
        finished=play.finished,
    )


def gauges(play: Playthrough) -> tuple[Gauge, ...]:
    """Visible states of a playthrough."""
    visible = [(name, state) for name, state in play.scenario.state.items() if state.visible]
    return tuple(_gauge(play, name, state) for name, state in visible)


def _gauge(play: Playthrough, name: str, state: State) -> Gauge:
    moment, before = play.moment, play.before
    value = moment.values[name]
    change = round(value - before.values[name], 6)
    verdict = _verdict(state, before.values[name], value)
    return Gauge(
        id=name,
        title=fill(state.title, moment, play.cast),
        value=value,
        shown=shown_amount(value, state),
        unit=state.unit,
        low=state.range[0],
        high=state.range[1],
        better=state.better,
        band=moment.band(name),  # type: ignore[arg-type]  # always one of the three bands
        change=change,
        change_words=change_in_words(change, state, verdict),
        verdict=verdict,
    )


def shown_amount(value: float, state: State) -> str:
    """Value with its unit, with as many places as the range needs."""
    places = state.places
    if places is None:
        places = 0 if state.range[1] - state.range[0] > 15 or value == round(value) else 1
    return f"{value:,.{places}f} {state.unit}".strip()


def change_in_words(change: float, state: State, verdict: str) -> str:
    """Change since the last scene, in words that agree with its direction.

    >>> state = State.model_validate(
    ...     {"title": "Debt", "range": [0, 10], "start": 3, "better": "less"})
    >>> change_in_words(4, state, "worse")
    'up a lot, worse'
    """
    if change == 0:
        return "unchanged"
    share = abs(change) / (state.range[1] - state.range[0])
    size = " a little" if share <= A_LITTLE else " a lot" if share >= A_LOT else ""
    words = f"{'up' if change > 0 else 'down'}{size}"
    return words if verdict == "same" else f"{words}, {verdict}"


def _verdict(state: State, before: float, after: float) -> Literal["better", "worse", "same"]:
    gain = goodness(state, after) - goodness(state, before)
    return "better" if gain > 0 else "worse" if gain < 0 else "same"


def goodness(state: State, value: float) -> float:
    """Value turned so that more is better."""
    if state.better == "middle":
        return -abs(value - sum(state.range) / 2)
    return value if state.better == "more" else -value


def _title(play: Playthrough) -> str:
    if play.ending:
        return fill(play.ending.title, play.moment, play.cast)
    return fill(play.scenario.beats[play.position].title, play.moment, play.cast)


def _when(play: Playthrough) -> str:
    if play.finished:
        return ""
    at = play.scenario.beats[play.position].at
    return play.world.calendar.shown_moment(at.week, at.day, at.time)


def _prompt(play: Playthrough) -> ForecastPrompt | None:
    if play.due is None:
        return None
    question = fill(play.due.question, play.moment, play.cast)
    due = play.due
    return ForecastPrompt(id=due.id, question=question, unit=due.unit, range=due.range)


def _own_words(play: Playthrough) -> OwnWordsPrompt | None:
    wanted = play.beat.own_words if play.beat else None
    if wanted is None or play.due is not None:
        return None
    return OwnWordsPrompt(
        ask=fill(wanted.ask, play.moment, play.cast),
        read_as=wanted.read_as,
        written=dict(play.words).get(play.scenario.beats[play.position].id, ""),
    )


def _told(play: Playthrough) -> Iterator[Paragraph]:
    for event in play.events:
        fact = play.scenario.facts[event.fact] if isinstance(event, Learned) else None
        if fact is not None and fact.kept_by is not None:
            who = play.cast.display(fact.kept_by, play.scenario.voices)
            yield Paragraph(who, fill(fact.text, play.moment, play.cast))


def _consequence(play: Playthrough, heard: Heard) -> Consequence:
    heading = None
    if heard.at is not None:
        at = heard.at
        heading = play.world.calendar.shown_moment(at.week, at.day, at.time)
    return Consequence(
        heading=heading, paragraphs=_read(play, (heard,)), late=heard.late is not None
    )


def _read(play: Playthrough, heard: tuple[Heard, ...]) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph
        for each in heard
        for paragraph in read_aloud(each.says, each.moment, play.cast, play.scenario.voices)
    )

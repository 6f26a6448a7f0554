"""What a conversation came to: who told what, which question would have found the rest, trust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadlab.models.scenario.branches import decisions
from leadlab.models.scenario.conditions import holds
from leadlab.models.scenario.events import Learned, Withheld
from leadlab.models.scenario.machine import Playthrough, choose
from leadlab.models.scenario.text import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A moment of the conversation, and the choice that was there."""

    beat: str
    title: str
    when: str
    choice: str
    act: str

    @property
    def sentence(self) -> str:
        """Moment and act in one line."""
        return f"{self.title}: “{self.act.strip('“”')}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFact:
    """Something that a person kept, whether it was told, and what would have opened it."""

    id: str
    who: str
    text: str
    matters: str
    question: str
    told: bool
    told_at: str
    """Title of the scene in which it was told; empty if it was not."""
    turns: tuple[Turn, ...]
    """Other choices of this run that would have been answered with it, the earliest first."""
    asked_at: tuple[str, ...]
    """Titles of the scenes in which it was asked for and not told."""
    only_told: bool

    @property
    def how(self) -> str:
        """When it was told, or what would have found it and where."""
        if self.told:
            return f"Told in “{self.told_at}”."
        parts = []
        if self.asked_at:
            scenes = ", ".join(f"“{title}”" for title in self.asked_at)
            parts.append(f"You asked in {scenes}, and it was not the moment.")
        parts.append(
            f"What makes room for it: {self.question}"
            if self.only_told
            else f"The question that finds it: {self.question}"
        )
        if self.turns:
            parts.append(f"It was possible here: {self.turns[0].sentence}")
        else:
            parts.append("On the way that you took, no single other choice would have opened it.")
        return " ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a conversation is measured: what was told, and trust at this point of it."""

    told: tuple[str, ...]
    kept: tuple[str, ...]
    """Facts of this world that could have been asked for and were not told."""
    trust: Mapping[str, float]
    """Each state that stands for trust, from 0 (worst) to 1 (best)."""

    @property
    def told_share(self) -> float:
        """Share of what was there to learn that was told; 1 if there was nothing.

        >>> Outcome(told=("watch",), kept=("harness",), trust={"ease": 0.4}).told_share
        0.5
        """
        there = len(self.told) + len(self.kept)
        return len(self.told) / there if there else 1.0

    @property
    def trust_share(self) -> float:
        """Mean of the states that stand for trust."""
        return sum(self.trust.values()) / len(self.trust) if self.trust else 0.0


def conversation_outcome(play: Playthrough) -> Outcome:
    """What was told up to here, what was kept, and how trust stands."""
    known = [event.fact for event in play.events if isinstance(event, Learned)]
    there = _there(play)
    kept = (name for name in there if not play.scenario.facts[name].not_to_ask)
    talk = play.scenario.conversation
    return Outcome(
        told=tuple(name for name in known if name in play.scenario.private_facts),
        kept=tuple(name for name in kept if name not in known),
        trust={name: _share(play, name) for name in (talk.trust if talk else ())},
    )


def private_facts(play: Playthrough) -> tuple[PrivateFact, ...]:
    """Every fact that somebody keeps in this world, each once, in the order of the file."""
    turns: dict[str, list[Turn]] = {name: [] for name in _there(play)}
    for here, taken in decisions(play) if turns else ():
        for choice in here.offered:
            if choice.id == taken:
                continue
            for name in _told_by(here, choice.id):
                if name in turns:
                    turns[name].append(_turn(here, choice.id))
    return tuple(_private_fact(play, name, tuple(turns[name])) for name in turns)


def _there(play: Playthrough) -> tuple[str, ...]:
    """Facts that somebody keeps in this world, told or not."""
    return tuple(
        name
        for name in play.scenario.private_facts
        if name in play.moment.known or holds(play.scenario.facts[name].when, play.moment)
    )


def _told_by(here: Playthrough, choice: str) -> Iterator[str]:
    """Facts that one choice would bring out at once."""
    after = choose(here, choice)
    for event in after.events[len(here.events) :]:
        if isinstance(event, Learned) and event.cause.source == "choice":
            yield event.fact


def _turn(here: Playthrough, choice: str) -> Turn:
    beat = here.scenario.beats[here.position]
    return Turn(
        beat=beat.id,
        title=_fill(here, beat.title),
        when=here.world.calendar.shown_moment(beat.at.week, beat.at.day, beat.at.time),
        choice=choice,
        act=_fill(here, next(each.act for each in here.offered if each.id == choice)),
    )


def _private_fact(play: Playthrough, name: str, turns: tuple[Turn, ...]) -> PrivateFact:
    fact = play.scenario.facts[name]
    told = [each for each in play.events if isinstance(each, Learned) and each.fact == name]
    asked = [each for each in play.events if isinstance(each, Withheld) and each.fact == name]
    return PrivateFact(
        id=name,
        who=play.cast.display(fact.kept_by or "you", play.scenario.voices),
        text=_fill(play, fact.text),
        matters=_fill(play, fact.matters or ""),
        question=_fill(play, fact.question or ""),
        told=bool(told),
        told_at=_scene(play, told[0].cause.beat) if told else "",
        turns=turns,
        asked_at=tuple(dict.fromkeys(_scene(play, each.cause.beat) for each in asked)),
        only_told=fact.not_to_ask,
    )


def _scene(play: Playthrough, beat: str) -> str:
    found = [each for each in play.scenario.beats if each.id == beat]
    return _fill(play, found[0].title) if found else "the end"


def _share(play: Playthrough, state: str) -> float:
    found = play.scenario.state[state]
    low, high = found.range
    share = float(play.moment.values[state] - low) / (high - low)
    if found.better == "middle":
        share = 1 - abs(2 * share - 1)
    return round(share if found.better != "less" else 1 - share, 6)


def _fill(play: Playthrough, text: str) -> str:
    return " ".join(fill(text, play.moment, play.cast).split())

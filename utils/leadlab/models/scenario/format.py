"""The shape of a scenario file: frozen records, read from plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from leadlab.models.scenario.conditions import FUNCTIONS, expression
from leadlab.models.scenario.fields import Amount, At, Condition, Name, Says, Text, Weight, as_list
from leadlab.models.scenario.talk import Conversation, Fact, OwnWords
from leadlab.models.scenario.world import Model

END = "end"
Better = Literal["more", "less", "middle"]


class State(Model):
    """A variable of the story: range, start, which way is better, and where its bands are cut."""

    title: Text
    range: tuple[float, float]
    start: Amount
    better: Better
    unit: str = ""
    visible: bool = True
    bands: tuple[float, float] | None = None
    places: int | None = Field(default=None, ge=0, le=3)

    @model_validator(mode="after")
    def _ends_fit(self) -> State:
        low, high = self.range
        if low >= high:
            raise ValueError(f"range: write the lower end first, seen [{low:g}, {high:g}]")
        for end in () if self.start.expression else (self.start.low, self.start.high):
            if not low <= end <= high:
                raise ValueError(f"start: {end:g} is outside the range [{low:g}, {high:g}]")
        if self.bands and not low < self.bands[0] < self.bands[1] < high:
            raise ValueError(f"bands: write two cuts inside the range [{low:g}, {high:g}]")
        return self

    @property
    def cuts(self) -> tuple[float, float]:
        """The two values at which the middle and the high band begin."""
        low, high = self.range
        third = (high - low) / 3
        return self.bands or (low + third, high - third)


class Draw(Model):
    """Something that the seed decides: weighted values, a chance, a number, or some of several."""

    values: Mapping[str, Weight] = Field(default_factory=dict)
    chance: Weight | None = None
    between: tuple[int, int] | None = None
    some: int | None = None
    of: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, seen: Any) -> Any:
        if not isinstance(seen, dict):
            raise ValueError("write weights of values, {chance:}, {between:} or {some:, of:}")
        if set(seen) & {"chance", "between", "some", "of", "values"}:
            return seen
        return {"values": {str(key): weight for key, weight in seen.items()}}

    @model_validator(mode="after")
    def _makes_sense(self) -> Draw:
        kinds = [
            bool(self.values),
            self.chance is not None,
            self.between is not None,
            bool(self.of),
        ]
        if sum(kinds) != 1:
            raise ValueError("write weights of values, {chance:}, {between:} or {some:, of:}")
        fixed = [weight for weight in self.values.values() if not isinstance(weight, str)]
        if self.values and (any(w < 0 for w in fixed) or (fixed and not any(fixed))):
            raise ValueError("weights are positive numbers")
        if not isinstance(self.chance, str | None) and not 0 <= self.chance <= 1:
            raise ValueError(f"a chance lies between 0 and 1, seen {self.chance:g}")
        if self.between and self.between[0] > self.between[1]:
            raise ValueError("between: write the lower end first")
        if self.of and not 0 <= (self.some or 0) <= len(self.of):
            raise ValueError(f"some: write a number from 0 to {len(self.of)}")
        return self


class ThreadWrite(Model):
    """What the story leaves behind for later ones."""

    thread: Name
    value: Any = None
    value_of: Condition | None = None
    when: Condition | None = Field(default=None, alias="if")


class Threads(Model):
    """Threads that a story picks up, with defaults, and those that it leaves."""

    reads: Mapping[Name, Any] = Field(default_factory=dict)
    writes: tuple[ThreadWrite, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, seen: Any) -> Any:
        if not isinstance(seen, dict):
            return seen
        short = {name: default for name, default in seen.items() if name not in cls.model_fields}
        kept = {name: each for name, each in seen.items() if name in cls.model_fields}
        return {**kept, "reads": {**short, **(kept.get("reads") or {})}}


class ForecastQuestion(Model):
    """A number that the learner brackets at 80 % before the named beat."""

    id: Name
    before: Name
    question: Text
    truth: Condition
    unit: str = ""
    settled: Name | None = None
    range: tuple[float, float] | None = None


class Happening(Model):
    """Something that happens at once: effects, words, facts learned, flags set."""

    when: Condition | None = Field(default=None, alias="if")
    effects: Mapping[Name, Amount] = Field(default_factory=dict)
    say: Says = ()
    learns: Annotated[tuple[Name, ...], BeforeValidator(as_list)] = ()
    set: Mapping[Name, Any] = Field(default_factory=dict)
    because: Text | None = None
    at: At | None = None
    goto: Name | None = None


class Choice(Model):
    """One thing that the learner may do in a beat."""

    id: Name
    act: Text
    when: Condition | None = Field(default=None, alias="if")
    buys: Text | None = None
    costs: Text | None = None
    do: tuple[Happening, ...] = ()
    late: tuple[Name, ...] = ()
    principle: Text | None = None
    feedback: Text | None = None
    tags: tuple[Name, ...] = ()
    goto: Name | None = None

    @field_validator("do", mode="before")
    @classmethod
    def _one_or_many(cls, seen: object) -> object:
        return [seen] if isinstance(seen, dict) else seen

    @field_validator("late", mode="before")
    @classmethod
    def _ids_of_late(cls, seen: object) -> object:
        many = [seen] if isinstance(seen, str | dict) else seen
        if not isinstance(many, list | tuple):
            return many
        return [
            each["id"] if isinstance(each, dict) and set(each) == {"id"} else each for each in many
        ]


class Beat(Model):
    """A scene: when, where, what is seen and said, and what can be done."""

    id: Name
    title: Text
    at: At
    place: Text
    when: Condition | None = Field(default=None, alias="if")
    do: tuple[Happening, ...] = ()
    say: Says
    own_words: OwnWords | None = None
    choices: tuple[Choice, ...] = Field(min_length=1)
    awake: tuple[Name, ...] = ()
    goto: Name | None = None

    @field_validator("do", mode="before")
    @classmethod
    def _one_or_many(cls, seen: object) -> object:
        return [seen] if isinstance(seen, dict) else seen


class Late(Model):
    """A consequence that arrives later, before a beat or in the epilogue."""

    id: Name
    when: Condition | None = Field(default=None, alias="if")
    at: At | None = None
    before: Name | None = None
    effects: Mapping[Name, Amount] = Field(default_factory=dict)
    say: Says
    learns: Annotated[tuple[Name, ...], BeforeValidator(as_list)] = ()
    set: Mapping[Name, Any] = Field(default_factory=dict)
    because: Text
    awake: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _has_a_moment(self) -> Late:
        if self.at is None and self.before is None:
            raise ValueError("write `at:` (shown in the epilogue) or `before:` a beat")
        return self

    @cached_property
    def happening(self) -> Happening:
        """What happens when it arrives."""
        return Happening.model_construct(
            effects=self.effects, say=self.say, learns=self.learns, set=self.set, at=self.at
        )


class Ending(Model):
    """How a story can end, and what makes that end defensible."""

    id: Name
    title: Text
    when: Condition | None = Field(default=None, alias="if")
    say: Says
    defensible: Text
    not_if: Text | None = None


class Pattern(Model):
    """A habit of thought that shows over several beats, asked as a question."""

    tag: Name
    question: Text
    when: Condition | None = Field(default=None, alias="if")


class TurningPoint(Model):
    """The decision on which the author thinks that the story turns."""

    beat: Name
    say: Text


class View(Model):
    """What one experienced person would have done."""

    who: Text
    say: Text


class DebriefText(Model):
    """What the author adds to the debrief."""

    causes: Annotated[tuple[Name, ...], BeforeValidator(as_list)]
    turning_point: TurningPoint
    views: tuple[View, ...] = Field(min_length=2)
    evidence: Annotated[tuple[Name, ...], BeforeValidator(as_list)] = ()
    question: Text


class Role(Model):
    """What a player of the workshop form is told in private."""

    who: str
    private: Text


class Scenario(Model):
    """A whole scenario, as its file says it."""

    name: Name
    title: Text
    module: Annotated[str, Field(pattern=r"^\d\d_[a-z0-9_]+$")]
    minutes: int = Field(ge=1, le=60)
    week: int = Field(ge=1, le=52)
    twist: tuple[Literal["textbook_fails", "textbook_holds", "less_is_best", "luck"], ...] = ()
    practises: tuple[str, ...] = ()
    tension: Text
    you_know: Says
    people: tuple[str, ...]
    voices: Mapping[Name, str] = Field(default_factory=dict)
    state: Mapping[Name, State]
    draws: Mapping[Name, Draw] = Field(default_factory=dict)
    facts: Mapping[Name, Fact] = Field(default_factory=dict)
    conversation: Conversation | None = None
    threads: Threads = Threads()
    forecasts: tuple[ForecastQuestion, ...] = ()
    beats: tuple[Beat, ...] = Field(min_length=1)
    late: tuple[Late, ...] = ()
    endings: tuple[Ending, ...] = Field(min_length=1)
    patterns: tuple[Pattern, ...] = ()
    debrief: DebriefText
    roles: tuple[Role, ...] = ()

    @field_validator("state")
    @classmethod
    def _few_are_visible(cls, state: Mapping[str, State]) -> Mapping[str, State]:
        shown = [name for name, each in state.items() if each.visible]
        if len(shown) > 4:
            raise ValueError(
                f"at most 4 states are visible; here are {len(shown)}: {', '.join(shown)}"
            )
        taken = [name for name in state if name in FUNCTIONS]
        if taken:
            raise ValueError(
                f"{taken[0]!r} is a word of the condition language; choose another name"
            )
        return state

    @model_validator(mode="after")
    def _says_what_trust_is(self) -> Scenario:
        if self.private_facts and self.conversation is None:
            kept = ", ".join(self.private_facts)
            raise ValueError(f"{kept}: kept by somebody, so write `conversation: {{trust: STATE}}`")
        return self

    @cached_property
    def private_facts(self) -> tuple[str, ...]:
        """Names of the facts that somebody keeps."""
        return tuple(name for name, fact in self.facts.items() if fact.is_private)

    def beat(self, name: str) -> Beat:
        """Beat with this id."""
        return next(beat for beat in self.beats if beat.id == name)

    def position(self, name: str) -> int:
        """Place of a beat in the file; after the last beat for the end."""
        return self._positions.get(name, len(self.beats))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {beat.id: i for i, beat in enumerate(self.beats)}

    @cached_property
    def asked_beats(self) -> frozenset[str]:
        """Beats whose choice or visit some condition asks for."""
        return frozenset(self._asked_beats())

    def _asked_beats(self) -> Iterator[str]:
        from leadlab.models.scenario.parts import conditions_of

        for _, text in conditions_of(self):
            for function, words in expression(text).calls:
                if function in {"chose", "visited"}:
                    yield words[0]

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """Names of everything that is noted with `set:`."""
        choices = [choice for beat in self.beats for choice in beat.choices]
        groups = [beat.do for beat in self.beats] + [choice.do for choice in choices]
        found = {name for group in groups for happening in group for name in happening.set}
        return tuple(sorted(found.union(*(late.set for late in self.late))))

    @cached_property
    def armable(self) -> frozenset[str]:
        """Late consequences that arrive only if a choice has armed them."""
        choices = [choice for beat in self.beats for choice in beat.choices]
        return frozenset(name for choice in choices for name in choice.late)

"""The small parts of a scenario file: texts, conditions, amounts, moments, and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)

from leadlab.errors import shortened
from leadlab.models.scenario.conditions import expression
from leadlab.models.scenario.world import DAYS, Day, Model


def _readable(text: str) -> str:
    expression(text)
    return text


def _as_text(seen: object) -> object:
    return str(seen) if isinstance(seen, bool | int | float) else seen


def as_list(seen: object) -> object:
    """One thing where several may stand, as a list of one."""
    return [seen] if isinstance(seen, str | Mapping) else seen


Weight = float | Annotated[str, AfterValidator(_readable)]
Condition = Annotated[str, BeforeValidator(_as_text), AfterValidator(_readable)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]


class Amount(Model):
    """How much something changes: between two numbers, or an expression of the moment.

    >>> Amount.model_validate([2, 3]).whole, Amount.model_validate("days_left / 2").expression
    (True, 'days_left / 2')
    """

    low: float = 0
    high: float = 0
    whole: bool = True
    expression: Condition | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, seen: Any) -> Any:
        if isinstance(seen, dict | Amount):
            return seen
        if isinstance(seen, str):
            return {"expression": seen}
        ends = list(seen) if isinstance(seen, list | tuple) else [seen, seen]
        if len(ends) != 2 or not all(_is_number(end) for end in ends):
            raise ValueError("write a number, [low, high] or an expression")
        if ends[0] > ends[1]:
            raise ValueError(f"write the lower end first: [{ends[1]}, {ends[0]}]")
        whole = all(isinstance(end, int) for end in ends)
        return {"low": ends[0], "high": ends[1], "whole": whole}


def _is_number(seen: object) -> bool:
    return isinstance(seen, int | float) and not isinstance(seen, bool)


class Line(Model):
    """A sentence of narration, or what somebody says."""

    speaker: str | None = None
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _read(cls, seen: Any) -> Any:
        if isinstance(seen, str):
            return {"text": seen}
        if isinstance(seen, dict) and len(seen) == 1 and "text" not in seen:
            ((speaker, text),) = seen.items()
            return {"speaker": str(speaker), "text": text}
        if isinstance(seen, dict) and set(seen) == {"speaker", "text"}:
            return seen
        raise ValueError(
            'write a sentence, {person: "line"}, {if: ..., say: [...]} '
            f"or {{by: state, low:, middle:, high:}}; seen: {shortened(repr(seen))}"
        )


class Conditional(Model):
    """Words that are said only if a condition holds, and others if it does not."""

    when: Condition = Field(alias="if")
    say: Says
    otherwise: Says = Field(default=(), alias="else")


class Banded(Model):
    """Words bound to a state, one version for each band."""

    by: Name
    low: Says
    middle: Says
    high: Says


def _kind_of_say(seen: object) -> str:
    if isinstance(seen, Conditional) or (isinstance(seen, dict) and "if" in seen):
        return "~if"
    if isinstance(seen, Banded) or (isinstance(seen, dict) and "by" in seen):
        return "~by"
    return "~line"


Say = Annotated[
    Annotated[Line, Tag("~line")]
    | Annotated[Conditional, Tag("~if")]
    | Annotated[Banded, Tag("~by")],
    Discriminator(_kind_of_say),
]
Says = Annotated[tuple[Say, ...], BeforeValidator(as_list)]


class At(Model):
    """A point of the story's calendar."""

    week: int = Field(ge=1, le=104)
    day: Day
    time: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")

    @field_validator("day", mode="before")
    @classmethod
    def _short_day(cls, seen: object) -> object:
        return seen.lower()[:3] if isinstance(seen, str) else seen

    @property
    def order(self) -> tuple[int, int, str]:
        """Sorts moments by the calendar."""
        return (
            self.week,
            DAYS.index(self.day),
            self.time,
        )


for _recursive in (Conditional, Banded):
    _recursive.model_rebuild()

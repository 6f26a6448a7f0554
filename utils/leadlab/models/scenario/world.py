"""The company, its people and its calendar, as the scenarios need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from leadlab.models.scenario.faults import Fault, ScenarioFaults

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Model(BaseModel):
    """A frozen record of a content file; an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Hours(Model):
    """A stretch of working hours on some days of the week."""

    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    start: str = Field(pattern=r"^\d\d:\d\d$")
    end: str = Field(pattern=r"^\d\d:\d\d$")

    def holds(self, day: Day, at: str) -> bool:
        """Whether a time of day lies inside."""
        return day in self.days and self.start <= at <= self.end


class Person(Model):
    """Someone in the world: name, pronouns, post, place and hours; hours may be unknown."""

    name: str
    full: str
    pronoun: str
    post: str
    place: str = "office"
    hours: tuple[Hours, ...] = ()
    never: tuple[Hours, ...] = ()
    about: Mapping[str, Any] = Field(default_factory=dict)

    def works(self, day: Day, at: str) -> bool:
        """Whether this person can be met at that time; unknown hours are no obstacle."""
        if any(each.holds(day, at) for each in self.never):
            return False
        return not self.hours or any(each.holds(day, at) for each in self.hours)


class PrivateFact(Model):
    """What someone knows and does not say unasked, and when it comes out."""

    who: str
    fact: str
    comes_out: str
    not_to_ask: bool = False
    from_week: int = 1
    until_week: int = 53


class ThreadSpec(Model):
    """A thing that one scenario leaves behind and another picks up."""

    values: tuple[Any, ...] = ()
    range: tuple[int, int] | None = None
    set_of: tuple[str, ...] = ()
    free: bool = False
    default: Any = None
    written_by: tuple[str, ...] = ()
    read_by: tuple[str, ...] = ()

    def allows(self, value: Any) -> bool:
        """Whether a value may be carried on this thread."""
        if self.free:
            return True
        if self.range is not None:
            low, high = self.range
            return isinstance(value, int | float) and low <= value <= high
        if self.set_of:
            words = str(value).split(",")
            return all(word.strip() in {*self.set_of, "none"} for word in words)
        return value in self.values


class Calendar(Model):
    """How weeks of the story become dates."""

    first_monday: date
    weeks: int = 53
    day_names: Mapping[Day, str]
    month_names: tuple[str, ...]
    date_format: str = "{weekday} {day} {month}"
    moment_format: str = "Week {week}, {weekday} {time}"

    def on(self, week: int, day: Day) -> date:
        """Date of a day of a week."""
        return self.first_monday + timedelta(days=7 * (week - 1) + DAYS.index(day))

    def shown_date(self, week: int, day: Day) -> str:
        """Date in the words of the world."""
        on = self.on(week, day)
        return self.date_format.format(
            weekday=self.day_names[day], day=on.day, month=self.month_names[on.month - 1]
        )

    def shown_moment(self, week: int, day: Day, at: str) -> str:
        """Week, weekday and time of day in the words of the world."""
        text = self.moment_format.format(week=week, weekday=self.day_names[day], time=at)
        return text.strip().rstrip(",")


class Identity(Model):
    """Name and pronouns that a person takes in another cast."""

    name: str
    full: str
    pronoun: str
    about: Mapping[str, Any] = Field(default_factory=dict)


class Pronouns(Model):
    """One row of the pronoun table; `plural` chooses the verb forms."""

    they: str
    them: str
    their: str
    theirs: str
    themself: str
    plural: bool = False


class VerbForm(Model):
    """The two endings of a verb, after a singular and after a plural pronoun."""

    singular: str
    plural: str


class Money(Model):
    """How an amount is written."""

    pattern: str = "{amount} {currency}"
    currency: str = "euro"
    thousands: str = ","


class World(Model):
    """Everything that the scenarios share; parts without a shape of their own are plain data."""

    people: Mapping[str, Person]
    private_facts: Mapping[str, PrivateFact] = Field(default_factory=dict)
    threads: Mapping[str, ThreadSpec] = Field(default_factory=dict)
    tags: Mapping[str, str] = Field(default_factory=dict)
    casts: Mapping[str, Mapping[str, Identity]] = Field(default_factory=dict)
    pronouns: Mapping[str, Pronouns]
    verbs: Mapping[str, VerbForm]
    calendar: Calendar
    money: Money = Money()
    avoided: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    company: Mapping[str, Any] = Field(default_factory=dict)
    system: Mapping[str, Any] = Field(default_factory=dict)
    year: tuple[Mapping[str, Any], ...] = ()
    simulator: Mapping[str, Any] = Field(default_factory=dict)

    @field_validator("people")
    @classmethod
    def _ids_are_plain(cls, people: Mapping[str, Person]) -> Mapping[str, Person]:
        wrong = [name for name in people if not name.isidentifier() or name in {"if", "by", "you"}]
        if wrong:
            raise ValueError(f"these ids cannot be used in texts: {', '.join(wrong)}")
        return people


def parse_world(data: Mapping[str, Any]) -> World:
    """World from the data of its file, or every fault at once."""
    try:
        return World.model_validate(data)
    except ValidationError as error:
        faults = [Fault(tuple(each["loc"]), each["msg"]) for each in error.errors()]
        raise ScenarioFaults("world", faults) from None

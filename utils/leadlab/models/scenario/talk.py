"""What a scenario file says about a conversation: facts that somebody keeps, and own words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from leadlab.models.scenario.fields import Condition, Name, Says, Text, as_list
from leadlab.models.scenario.world import Model

KEPT = ("says", "matters", "question")
ReadAs = Literal["question", "feedback", "review_comment"]


class Fact(Model):
    """Something that was there to learn, and where.

    A fact that somebody keeps (`kept_by`) is not said unasked. Where a choice `learns` it and
    `opens` holds, it is told in the words of `says`; where `opens` does not hold, the person says
    `closed` and keeps it.

    >>> Fact(text="There is a spare key.", found_by="asking Rui").is_private
    False
    """

    text: Text
    found_by: str = ""
    when: Condition | None = Field(default=None, alias="if")
    private: str | None = None
    not_to_ask: bool = False
    kept_by: Name | None = None
    opens: Condition | None = None
    says: Says = ()
    closed: Says = ()
    matters: Text | None = None
    question: Text | None = None

    @property
    def is_private(self) -> bool:
        """Whether a partner of the conversation keeps it."""
        return self.kept_by is not None

    @model_validator(mode="after")
    def _is_whole(self) -> Fact:
        if self.kept_by is None:
            extra = [name for name in ("opens", "closed", *KEPT) if getattr(self, name)]
            if extra:
                raise ValueError(f"{', '.join(extra)}: write `kept_by:` too, who does not say it")
            if not self.found_by:
                raise ValueError("found_by: write where it could have been found")
            return self
        missing = [name for name in KEPT if not getattr(self, name)]
        if missing:
            raise ValueError(f"a fact that somebody keeps needs {', '.join(missing)}")
        if bool(self.closed) != bool(self.opens):
            raise ValueError("write `opens:` (a condition) and `closed:` (what is said then) both")
        return self


class OwnWords(Model):
    """A beat asks the learner for a sentence of their own before the choice; it may be skipped."""

    ask: Text
    read_as: ReadAs


class Conversation(Model):
    """What a conversation is measured by, besides the facts that were told."""

    trust: Annotated[tuple[Name, ...], BeforeValidator(as_list), Field(min_length=1)]

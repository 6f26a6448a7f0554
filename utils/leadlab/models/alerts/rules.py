"""Rules for notices as lines of text: event, condition, and who is told how loudly.

    deployment failed: page owner
    review waits after 8 h: message owner
    item overdue after 24 h: message pair
    card moved: digest team

An event follows the first rule that names its kind; one without a rule is told to nobody. A rule
that waits tells nobody of what is over by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.models.alerts.ways import WAYS

WHO = ("owner", "pair", "team")
"""Who may be told: the one who can act, two who can, or everybody."""
LONGEST_WAIT = 240.0
_LINE = re.compile(
    r"^\s*(?P<kind>[^:]+?)(?:\s+after\s+(?P<hours>[\d.]+)\s*h(?:ours?)?)?\s*:\s*"
    r"(?P<way>\w+)(?:\s+(?:to\s+)?(?P<who>\w+))?\s*$",
    re.IGNORECASE,
)


class UnusableRule(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence when raised
    """A rule that cannot be followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line: of which event, after how many hours, who is told in which way.

    >>> Rule(kind="review waits", after_hours=8, way="message", who="owner")
    review waits after 8 h: message owner
    """

    kind: str
    way: str
    who: str = "owner"
    after_hours: float = 0.0

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise UnknownName("way of telling", self.way, WAYS)
        if self.who not in WHO:
            raise UnknownName("recipient", self.who, WHO)
        if not 0 <= self.after_hours <= LONGEST_WAIT:
            raise UnusableRule(
                f"{self.kind}: it waits {self.after_hours:g} hours, allowed 0 to {LONGEST_WAIT:g}."
            )

    def __repr__(self) -> str:
        waits = f" after {self.after_hours:g} h" if self.after_hours else ""
        to = "" if self.way == "nothing" else f" {self.who}"
        return f"{self.kind}{waits}: {self.way}{to}"


def read_rules(text: str, *, kinds: Sequence[str]) -> tuple[Rule, ...]:
    r"""Rules from lines of text; empty lines and those that begin with # are left out.

    >>> read_rules("review waits after 8 h: message owner\n# a remark", kinds=["review waits"])
    (review waits after 8 h: message owner,)

    Args:
        text: One rule a line.
        kinds: What may happen.
    """
    found = []
    for number, line in enumerate(str(text).splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise UnusableRule(
                f"Line {number}: {shortened(repr(line.strip()))} is no rule; write it like "
                '"review waits after 8 h: message owner".'
            )
        kind = " ".join(match["kind"].lower().split())
        if kind not in kinds:
            raise UnknownName(f"event in line {number}", kind, kinds)
        try:
            hours = float(match["hours"] or 0)
        except ValueError as error:
            raise UnusableRule(f"Line {number}: {match['hours']} is no number of hours.") from error
        way, who = match["way"].lower(), (match["who"] or "owner").lower()
        found.append(Rule(kind=kind, way=way, who=who, after_hours=hours))
    return tuple(found)


def rule_for(kind: str, rules: Iterable[Rule]) -> Rule | None:
    """The first rule that names this kind of event.

    >>> rule_for("card moved", [Rule(kind="card moved", way="digest")]).way
    'digest'
    """
    return next((each for each in rules if each.kind == kind), None)

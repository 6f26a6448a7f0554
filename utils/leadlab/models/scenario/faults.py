"""What is wrong with a scenario, where in the file, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from leadlab.errors import LeadlabError, shortened

Severity = Literal["fault", "warning", "note"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, with its path in the file.

    >>> str(Fault(("beats", 0, "choices", 1, "act"), "has 5 words; write 8 to 16"))
    'beats[0].choices[1].act: has 5 words; write 8 to 16'
    """

    path: Path
    text: str
    severity: Severity = "fault"

    @property
    def where(self) -> str:
        """Path in the file as one string."""
        return shown_path(self.path)

    def __str__(self) -> str:
        mark = "" if self.severity == "fault" else f" ({self.severity})"
        return f"{self.where}: {self.text}{mark}" if self.path else f"{self.text}{mark}"


class ScenarioFaults(LeadlabError):  # noqa: N818 - the plural says what it carries
    """A scenario that cannot be used, with every fault that was found.

    >>> print(ScenarioFaults("demo", [Fault(("title",), "is missing")]))
    Scenario 'demo' has 1 fault.
      title: is missing
    """

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        self.name = name
        self.faults = tuple(faults)
        count = len(self.faults)
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(f"Scenario {name!r} has {count} fault{'s' * (count != 1)}.{lines}")

    def __reduce__(self) -> tuple[object, ...]:
        return ScenarioFaults, (self.name, self.faults)


def shown_path(path: Path) -> str:
    """Path as people write it.

    >>> shown_path(("beats", 0, "say", 2))
    'beats[0].say[2]'
    """
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def no_such(kind: str, name: object, known: Iterable[str]) -> str:
    """Sentence about a name that nothing answers to, with the nearest one that does.

    >>> no_such("state", "days_lef", ["days_left", "certainty"])
    "there is no state 'days_lef'; did you mean 'days_left'?"
    """
    names = sorted(set(known))
    start = f"there is no {kind} {shortened(str(name))!r}"
    near = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if near:
        return f"{start}; did you mean {near[0]!r}?"
    if not names:
        return f"{start}; there are none"
    more = f" and {len(names) - 15} more" if len(names) > 15 else ""
    return f"{start}; there are {', '.join(names[:15])}{more}"

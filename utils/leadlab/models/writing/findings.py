"""What a text checker finds: present or not, on which words, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTE_LIMIT = 160
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a text has or lacks.

    >>> owner = Finding(name="owner", present=True, span="Owner: Imani", says="who decided",
    ...                 advice="Name who decided.", cannot="whether they know it")
    >>> print(owner)
    ✓ who decided: "Owner: Imani"
    """

    name: str
    present: bool
    span: str = ""
    """The words of the text on which the finding rests, exactly as they stand there."""
    says: str
    """What was looked for."""
    advice: str
    """What to do about it, if it is missing."""
    cannot: str
    """What this checker cannot judge about it."""
    count: int | None = None
    """For what is counted: how many."""

    @property
    def quote(self) -> str:
        """The words, short enough for one line and with the openings of tags made harmless."""
        text = _TAG.sub("‹", " ".join(self.span.split()))
        return text if len(text) <= QUOTE_LIMIT else text[: QUOTE_LIMIT - 1] + "…"

    @property
    def message(self) -> str:
        """The advice, with the words that it is about."""
        return f'{self.advice} These words: "{self.quote}".' if self.span else self.advice

    def __str__(self) -> str:
        if self.present:
            return f'✓ {self.says}: "{self.quote}"' if self.span else f"✓ {self.says}"
        return f"✗ {self.says}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TextReport:
    """Everything that a checker found in one text, by name."""

    findings: tuple[Finding, ...]
    limits: tuple[str, ...]
    """What the checker cannot judge, in sentences."""

    def __getitem__(self, name: str) -> Finding:
        for finding in self.findings:
            if finding.name == name:
                return finding
        raise KeyError(f"{name!r}; there are {', '.join(each.name for each in self.findings)}")

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What the text lacks."""
        return tuple(each for each in self.findings if not each.present)

    def __repr__(self) -> str:
        rows = [str(each) for each in self.findings]
        return "\n".join([*rows, *(f"  {limit}" for limit in self.limits)])

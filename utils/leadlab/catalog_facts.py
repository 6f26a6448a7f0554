"""What the simulated team shows of published regularities: measured once, kept in a content file.

`leadlab content facts` measures anew and writes the file; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from leadlab.catalog_evidence import Evidence, evidence, evidence_ids
from leadlab.catalog_files import cached, content_file, read_document
from leadlab.catalog_team import default_team
from leadlab.errors import ContentError
from leadlab.simulation.team_claims import CLAIMS
from leadlab.simulation.team_facts import Claim, Seen, Trials, holds, seen

FILE = "team_facts.yaml"
HEAD = (
    "# What the simulated team shows of published regularities: mean, and its 95 % interval over\n"
    "# lucks. Written by `leadlab content facts`; never by hand.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFact:
    """A claim of a source beside what the model shows."""

    claim: Claim
    seen: Seen
    source: Evidence

    @property
    def holds(self) -> bool:
        """Whether the whole interval lies where the source says."""
        return holds(self.claim, self.seen)

    @property
    def shown(self) -> str:
        """Mean and interval in words."""
        return f"{self.seen.mean:.3g} [{self.seen.low:.3g}, {self.seen.high:.3g}]"


@cached
def _loaded() -> tuple[TeamFact, ...] | tuple[ContentError, ...]:
    document = read_document(FILE)
    if document.faults:
        return document.faults
    stored = document.data if isinstance(document.data, dict) else {}
    faults, found = [], []
    for claim in CLAIMS:
        values = stored.get(claim.id)
        if claim.evidence not in evidence_ids():
            faults.append(document.fault((claim.id,), f"no evidence has the id {claim.evidence}"))
        elif not isinstance(values, list) or not _three_numbers(values):
            says = "mean, low and high end are missing; run `leadlab content facts`"
            faults.append(document.fault((claim.id,), says))
        else:
            numbers = Seen(claim=claim.id, mean=values[0], low=values[1], high=values[2])
            found.append(TeamFact(claim=claim, seen=numbers, source=evidence(claim.evidence)))
    known = {claim.id for claim in CLAIMS}
    faults += [document.fault((name,), "no claim has this id") for name in stored.keys() - known]
    return tuple(faults) or tuple(found)


def _three_numbers(values: list[object]) -> bool:
    return len(values) == 3 and all(isinstance(each, int | float) for each in values)


def team_facts() -> tuple[TeamFact, ...]:
    """Every claim with what the model shows of it, by fact.

    >>> fact = next(each for each in team_facts() if each.claim.id == "little")
    >>> fact.source.grade, fact.holds
    ('A', True)
    """
    found = _loaded()
    for each in found:
        if isinstance(each, ContentError):
            raise each
    return tuple(each for each in found if isinstance(each, TeamFact))


def fact_faults() -> tuple[ContentError, ...]:
    """Faults of the file; a course without a simulated team needs none."""
    if not content_file(FILE).is_file():
        return ()
    return tuple(each for each in _loaded() if isinstance(each, ContentError))


def measured_facts() -> str:
    """The file as it should be, measured now; takes some ten seconds."""
    trials = Trials(default_team())
    rows = []
    for claim in CLAIMS:
        found = seen(claim, trials)
        rows.append(f"{claim.id}: [{found.mean!r}, {found.low!r}, {found.high!r}]\n")
    return HEAD + "".join(rows)

"""The table of published regularities: complete, sourced, measured by code, and held."""

from __future__ import annotations

import math

import pytest
import yaml

from leadlab.catalog_evidence import evidence
from leadlab.catalog_facts import FILE, fact_faults, measured_facts, team_facts
from leadlab.catalog_files import content_file, use_root
from leadlab.simulation.team_claims import CLAIMS
from leadlab.simulation.team_facts import Claim, Seen, holds

ASKED = {
    "Waiting by load", "Little's law", "Limits on work in progress", "Batches", "Brooks's law",
    "Interest on debt", "How much to repair", "Overtime", "Safety and hidden risks", "Mentoring",
    "A single reviewer", "Pages", "Estimates", "Forecasts", "One queue or two",
}  # fmt: skip


def test_at_least_fourteen_facts_are_there() -> None:
    """None of the list is missing, and each claim has an id of its own."""
    assert set() == ASKED - {claim.fact for claim in CLAIMS}
    assert len(CLAIMS) == len({claim.id for claim in CLAIMS})


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda each: each.id)
def test_a_claim_names_its_source_and_can_fail(claim: Claim) -> None:
    """Citation and grade come from the evidence; what is expected has an end."""
    assert evidence(claim.evidence).citation
    assert math.isfinite(claim.least) or math.isfinite(claim.most)
    assert claim.least < claim.most


@pytest.mark.parametrize("fact", team_facts(), ids=lambda each: each.claim.id)
def test_a_claim_holds(fact) -> None:
    """The whole interval lies where the source has it."""
    assert fact.holds, (fact.shown, fact.claim.expected)


def test_what_is_stored_is_what_the_model_shows() -> None:
    """Measured anew it is the same, to the digits that are kept, on every platform."""
    stored = yaml.safe_load(content_file(FILE).read_text(encoding="utf-8"))
    now = yaml.safe_load(measured_facts())

    assert list(now) == list(stored)
    for name, values in now.items():
        assert values == pytest.approx(stored[name], rel=1e-3, abs=1e-6), name


@pytest.mark.parametrize(
    ("low", "high", "least", "most", "expected"),
    [
        (0.1, 0.3, 0, math.inf, True),
        (-0.1, 0.3, 0, math.inf, False),
        (0.1, 0.3, -math.inf, 0.2, False),
        (0.95, 1.04, 0.9, 1.1, True),
        (0.85, 1.04, 0.9, 1.1, False),
    ],
)
def test_the_whole_interval_counts(low, high, least, most, expected) -> None:
    """A mean on the right side is not enough."""
    claim = Claim(
        id="any", fact="any", says="any", unit="any", evidence="kingman", least=least, most=most,
        measure=lambda trials: trials,
    )  # fmt: skip

    assert expected == holds(claim, Seen(claim="any", mean=(low + high) / 2, low=low, high=high))


def test_a_file_that_was_edited_by_hand_is_named(tmp_path) -> None:
    """A missing claim, an unknown one and a row that is no interval, each with its line."""
    for file in ("world.yaml", "evidence.yaml"):
        (tmp_path / file).write_text(content_file(file).read_text(encoding="utf-8"), "utf-8")
    rows = "".join(f"{claim.id}: [1, 1, 1]\n" for claim in CLAIMS[2:])
    (tmp_path / FILE).write_text(f"kingman: [1, wide]\n{rows}gravity: [1, 1, 1]\n", "utf-8")
    with use_root(tmp_path):
        said = sorted(str(fault) for fault in fact_faults())

    assert 3 == len(said)
    assert any("kingman: mean, low and high end are missing" in each for each in said)
    assert any("convex: mean, low and high end are missing" in each for each in said)
    assert any("gravity: no claim has this id" in each for each in said)

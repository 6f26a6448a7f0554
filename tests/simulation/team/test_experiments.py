"""Comparisons on common luck, and which assumption flips a result."""

from __future__ import annotations

import re

import numpy as np
import pytest
from team_cases import VISITS

from leadlab.errors import LeadlabError
from leadlab.simulation.experiments import (
    MEASURES,
    Flip,
    Flips,
    _rank_correlation,
    compare,
    flips,
    measured,
    sweep,
)
from leadlab.simulation.policies import PairedDifference
from leadlab.simulation.team_policy import Policy

PLAIN, REPAIR = Policy(), Policy(debt=0.25)


class TestCompare:
    """Pairs."""

    both = compare(
        VISITS, {"plain": PLAIN, "repair": REPAIR, "again": PLAIN}, weeks=26, replications=100
    )

    def test_a_policy_does_not_beat_itself(self) -> None:
        """On the same luck the difference is 0, and so is its interval."""
        found = self.both.difference("again", "plain", "items")

        assert (0, 0, 0) == (found.mean, found.low, found.high)

    def test_pairing_narrows_the_interval(self) -> None:
        """Common luck takes most of the spread out of a difference (variance reduction)."""
        found = self.both.difference("plain", "repair", "exhaustion")
        ours, theirs = (measured(self.both[name], "exhaustion") for name in ("repair", "plain"))
        unpaired = 1.96 * (ours.var(ddof=1) / 100 + theirs.var(ddof=1) / 100) ** 0.5

        assert (found.high - found.low) / 2 < 0.2 * unpaired

    @pytest.mark.parametrize("name", MEASURES)
    def test_each_measure_is_one_number_for_each_replication(self, name: str) -> None:
        """And more is better, or its sign is turned."""
        assert (100,) == measured(self.both["plain"], name).shape

    def test_worlds_differ_and_are_shared(self) -> None:
        """Drawn coefficients are the same for all policies of an experiment."""
        drawn = compare(
            VISITS, {"one": PLAIN, "two": REPAIR}, weeks=6, replications=50, worlds=True
        )
        one, two = (drawn[name].coefficients for name in ("one", "two"))

        assert np.array_equal(one.debt_scale, two.debt_scale)
        assert one.debt_scale.std() > 0
        spread = [measured(each, "items").std() for each in (drawn["one"], self.both["plain"])]
        assert spread[0] > 0

    def test_it_shows_itself(self) -> None:
        """Each policy against the first."""
        assert "again finishes +0.00 [+0.00, +0.00] items against plain" in repr(self.both)

    def test_names_are_checked(self) -> None:
        """A policy, a measure, or no policies at all."""
        with pytest.raises(LeadlabError, match="Did you mean 'repair'"):
            self.both.difference("repare", "plain", "items")
        with pytest.raises(LeadlabError, match="Did you mean 'items'"):
            self.both.difference("repair", "plain", "item")
        with pytest.raises(LeadlabError, match="by name"):
            compare(VISITS, {})

    def test_a_measure_of_the_wrong_shape(self) -> None:
        """One number for each replication, or a sentence."""
        with pytest.raises(LeadlabError, match="saw the shape"):
            measured(self.both["plain"], lambda runs: runs.gauge("debt"))


class TestFlips:
    """One assumption at a time."""

    def test_little_new_debt_flips_the_use_of_repair(self) -> None:
        """Repair beats none over 18 months unless little new debt comes in; at the place named
        the two are alike. With very much new debt it flips too.
        """
        none = Policy(debt=0.0, features=0.85)
        some = Policy(debt=0.2, features=0.65)
        found = flips(
            VISITS, some, none, names=["debt_inflow", "incident_cost"], weeks=78, replications=30
        )
        rows = {row.name: row for row in found.rows}

        assert found.default.better
        assert rows["debt_inflow"].flips
        assert not rows["incident_cost"].flips
        assert ("debt_inflow",) == tuple(row.name for row in found.flipping)
        (place, _) = rows["debt_inflow"].at
        near = flips(
            VISITS.changed(debt_inflow=place), some, none, names=[], weeks=78,
            replications=30,
        )  # fmt: skip
        assert 0 < place < 0.25
        assert abs(near.default.mean) < 0.15 * abs(found.default.mean)
        assert ("debt_model", "D") == rows["debt_inflow"].source
        assert "flipped by debt_inflow at" in repr(found)
        assert '<th scope="col">flips at</th>' in found._repr_html_()

    def test_what_plays_no_part_swings_nothing(self) -> None:
        """The price of an incident does not move a lead time."""
        found = flips(
            VISITS, Policy(batch_size=1), Policy(batch_size=9), measure="lead_time",
            names=["incident_cost"], weeks=8, replications=20,
        )  # fmt: skip

        assert 0 == found.rows[0].swing

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"measure": "item"}, "Did you mean 'items'"),
            ({"names": "wearr"}, "Did you mean 'wear'"),
            ({"replications": 0}, "replications: expected a whole number from 1, but saw 0"),
            ({"halvings": 0}, "halvings: expected a whole number from 1"),
        ],
    )
    def test_what_cannot_be_asked(self, values: dict, says: str) -> None:
        """Said at once, not after the runs."""
        with pytest.raises(LeadlabError, match=says):
            flips(VISITS, PLAIN, REPAIR, weeks=3, **values)


def test_a_sweep_finds_what_a_result_leans_on() -> None:
    """Over worlds drawn at once, the gain from thanks leans on what thanks are worth."""
    found = sweep(
        VISITS, Policy(bad_news="thank"), Policy(bad_news="ignore"), measure="safety", weeks=20,
        replications=300,
    )  # fmt: skip

    assert found.difference.better
    assert found.won > 0.9
    assert {"thanks", "silence"} & {each.name for each in found.leanings[:4]}
    assert re.match(r"Sweep\(safety \+0\.\d\d .*; won in 100 % of 300 worlds; ", repr(found))


def test_ranks_with_equal_values() -> None:
    """Equal values share their mean rank, by a second method; a constant leans on nothing."""
    luck = np.random.default_rng(4)
    one, two = luck.integers(0, 6, 80).astype(float), luck.normal(size=80)
    ranks = [
        [sum(other < each for other in values) + sum(other == each for other in values) / 2
         for each in values] for values in (one, two)
    ]  # fmt: skip

    assert _rank_correlation(one, two) == pytest.approx(np.corrcoef(*ranks)[0, 1])
    assert 0 == _rank_correlation(one, np.ones(80))


def test_a_flip_within_chance_is_not_called_clear() -> None:
    """A sign that luck could have turned is marked so; one beyond its interval is not."""
    sure, unsure = (
        PairedDifference(mean=1.0, low=low, high=2 - low, worlds=9) for low in (0.5, -0.5)
    )
    other, weak = (
        PairedDifference(mean=-1.0, low=-2 - high, high=high, worlds=9) for high in (-0.5, 0.5)
    )

    def clearly(default: PairedDifference, end: PairedDifference) -> bool:
        row = Flip(name="wear", low=0, high=1, at_low=end, at_high=default, at=(0.2,))
        found = Flips(measure="items", default=default, rows=(row,))
        assert ("(within chance)" in repr(found)) != found.clearly(row)
        return found.clearly(row)

    assert [True, False, False] == [
        clearly(sure, other), clearly(sure, weak), clearly(unsure, other),
    ]  # fmt: skip

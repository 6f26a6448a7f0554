"""What notices could be sent about, as the simulated log has it, and rules tried on it."""

from __future__ import annotations

import pytest

from leadlab.catalog_flights import course
from leadlab.models.alerts import Rule, outcome_of, read_rules
from leadlab.simulation.alert_log import (
    FAILED,
    LOG_KINDS,
    MOVED,
    OVERDUE,
    PRESETS,
    WAITS,
    best_rules,
    happenings_of,
)
from leadlab.simulation.engine import simulate
from leadlab.simulation.team_policy import Policy
from leadlab.simulation.team_runs import TeamRuns

WEEKS = 26


@pytest.fixture(name="runs", scope="module")
def _runs() -> TeamRuns:
    """Half a year of the team of Visits."""
    team = course("debt_harbour").team
    return simulate(team, Policy(), weeks=WEEKS, replications=1, seed=7)


def test_the_log_is_counted_event_by_event(runs: TeamRuns) -> None:
    """As many failures as deployments failed, a move for each start and end, in order of time."""
    happened = happenings_of(runs)
    log = runs.events(0)
    count = {kind: sum(each.kind == kind for each in happened) for kind in LOG_KINDS}

    assert int(runs.failed.sum()) == count[FAILED]
    assert len(log.of("start")) + len(log.of("finish")) == count[MOVED]
    assert [each.week for each in happened] == sorted(each.week for each in happened)
    assert 0.25 < count[OVERDUE] / sum(each.item > 14 for each in log.of("finish")) < 0.35


def test_a_review_waits_as_long_as_in_the_log(runs: TeamRuns) -> None:
    """Hours of all waits are 24 for each working day between commit and review."""
    log = runs.events(0)
    done = {each.change: each.time_days for each in log.of("review")}
    days = sum(
        done[each.change] - each.time_days for each in log.of("commit") if each.change in done
    )
    waits = sum(each.found_anyway for each in happenings_of(runs) if each.kind == WAITS)

    assert pytest.approx(24 * days, rel=0.01) == waits


def test_review_of_nothing_waits_for_nothing() -> None:
    """Where nobody reviews, no change waits for a review worth an hour."""
    team = course("debt_harbour").team
    runs = simulate(team, Policy(review="none"), weeks=8, replications=1, seed=7)

    assert max(e.found_anyway for e in happenings_of(runs) if e.kind == WAITS) <= 24


def test_the_same_seed_tells_the_same_story(runs: TeamRuns) -> None:
    """Rules are compared on one log."""
    assert happenings_of(runs) == happenings_of(runs)


@pytest.mark.parametrize("name", PRESETS)
def test_rules_that_have_seen_the_log_cost_least(runs: TeamRuns, name: str) -> None:
    """No ready-made set of rules beats the best ones of this log."""
    happened = happenings_of(runs)
    best = best_rules(happened, people=8, weeks=WEEKS)
    rules = read_rules(PRESETS[name], kinds=list(LOG_KINDS))

    assert (
        outcome_of(best, happened, people=8, weeks=WEEKS).hours
        <= outcome_of(rules, happened, people=8, weeks=WEEKS).hours
    )


def test_silence_costs_the_harm_of_everything(runs: TeamRuns) -> None:
    """Told by nobody, each thing costs its harm an hour until it is found: a second way to it."""
    happened = happenings_of(runs)
    silent = outcome_of((), happened, people=8, weeks=WEEKS)
    harm = sum(each.harm_an_hour * each.found_anyway for each in happened) / WEEKS

    assert pytest.approx(harm) == silent.hours
    assert [] == [rule for rule in best_rules((), people=8, weeks=WEEKS) if rule != _silent(rule)]


def _silent(rule: Rule) -> Rule:
    return Rule(kind=rule.kind, way="nothing")

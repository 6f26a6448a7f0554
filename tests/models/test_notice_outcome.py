"""Rules for notices: how a line is read, and what a set of rules catches and costs, by hand."""

from __future__ import annotations

import math

import pytest

from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.alerts import Happening, Rule, outcome_of, read_rules, rule_for
from leadlab.models.alerts.outcome import AWAY

KINDS = ("down", "review waits")


def happening(**changes: object) -> Happening:
    """A failure at ten in the morning of the first week."""
    usual = {"kind": "down", "week": 1, "hour": 10, "harm_an_hour": 5.0, "found_anyway": 4.0}
    return Happening(**{**usual, **changes})  # type: ignore[arg-type]  # numbers by name


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("down: page owner", Rule(kind="down", way="page")),
        ("down: page", Rule(kind="down", way="page")),
        ("Review  waits after 8 h: message to pair",
         Rule(kind="review waits", way="message", who="pair", after_hours=8)),
        ("review waits after 1.5 hours: digest team",
         Rule(kind="review waits", way="digest", who="team", after_hours=1.5)),
        ("down: nothing", Rule(kind="down", way="nothing")),
    ],
)  # fmt: skip
def test_a_line_is_read_and_written_alike(line: str, rule: Rule) -> None:
    """A line becomes a rule, and the rule's own text becomes the same rule again."""
    assert (rule,) == read_rules(line, kinds=KINDS)
    assert (rule,) == read_rules(repr(rule), kinds=KINDS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("down page owner", "Line 1: .* is no rule"),
        ("dwn: page", "There is no event in line 1 'dwn'. Did you mean 'down'"),
        ("down: pager", "Did you mean 'page'"),
        ("down: page boss", "There is no recipient 'boss'"),
        ("down after 1.2.3 h: page", "no number of hours"),
        ("down after 999 h: page", "waits 999 hours, allowed 0 to 240"),
    ],
)
def test_a_slip_in_a_line_is_a_sentence(line: str, words: str) -> None:
    """It names the line or the nearest right word."""
    with pytest.raises(LeadlabError, match=words):
        read_rules(line, kinds=KINDS)


def test_the_first_rule_of_a_kind_holds() -> None:
    """A second one for the same kind is never reached."""
    first, second = Rule(kind="down", way="page"), Rule(kind="down", way="digest")

    assert first == rule_for("down", (first, second))
    assert rule_for("other", (first, second)) is None


def test_without_a_rule_the_harm_runs_until_it_is_found() -> None:
    """5 hours an hour over 4 hours are 20; nobody is disturbed, and it is late."""
    told = outcome_of((), [happening()], people=8, weeks=1)

    assert (20.0, 0.0, 0, 1) == (told.harm_hours, told.notice_hours, told.caught, told.late)
    assert 0 == told.interruptions


def test_a_page_by_hand() -> None:
    """Seen after 0.1 hours nine times in ten, after 4 once: 0.49 hours, and 36 minutes of one."""
    told = outcome_of([Rule(kind="down", way="page")], [happening()], people=8, weeks=1)
    acted = (1 - AWAY) * 0.1 + AWAY * 4

    assert pytest.approx(5 * acted) == told.harm_hours
    assert pytest.approx(0.6) == told.notice_hours
    assert pytest.approx(36 / 8) == told.focus_minutes
    assert pytest.approx(1 / 40) == told.a_person_day
    assert pytest.approx(3 * 0.6 + 5 * acted) == told.hours_at(3)


def test_a_page_at_night_takes_three_times_as_much_and_is_counted() -> None:
    """At three it takes 108 minutes of each of the two who are told."""
    rules = [Rule(kind="down", way="page", who="pair")]
    told = outcome_of(rules, [happening(hour=3)], people=8, weeks=1)

    assert pytest.approx(2 * 1.8) == told.notice_hours
    assert (2, 2) == (told.night_pages, told.interruptions)


def test_two_are_rarely_away_both() -> None:
    """Telling two cuts the harm, and costs twice."""
    one = outcome_of([Rule(kind="down", way="page")], [happening()], people=8, weeks=1)
    two = outcome_of([Rule(kind="down", way="page", who="pair")], [happening()], people=8, weeks=1)

    assert pytest.approx(2 * one.notice_hours) == two.notice_hours
    assert pytest.approx(5 * (0.99 * 0.1 + 0.01 * 4)) == two.harm_hours


def test_a_rule_that_waits_tells_nobody_of_what_is_over() -> None:
    """After 8 hours a review that took 6 needs no word; one that took 20 is told at hour 8."""
    rules = read_rules("review waits after 8 h: message owner", kinds=KINDS)
    short = happening(kind="review waits", found_anyway=6.0, harm_an_hour=0.3)
    long = happening(kind="review waits", found_anyway=20.0, harm_an_hour=0.3, hour=9)
    over = outcome_of(rules, [short], people=8, weeks=1)
    open_ = outcome_of(rules, [long], people=8, weeks=1)

    assert (0, 1.8) == (over.interruptions, pytest.approx(over.harm_hours))
    assert 1 == open_.interruptions
    assert pytest.approx(0.3 * (8 + 0.9 * 1.5 + 0.1 * 12)) == open_.harm_hours


def test_many_pages_a_week_are_heeded_less() -> None:
    """The tenth page of a week is seen later than the first; a new week begins afresh."""
    rules = [Rule(kind="down", way="page")]
    ten = [happening() for _ in range(10)]
    spread = [happening(week=week) for week in range(1, 11)]

    assert (
        outcome_of(rules, ten, people=8, weeks=10).harm_hours
        > outcome_of(rules, spread, people=8, weeks=10).harm_hours
    )


def test_a_loud_notice_of_next_to_nothing_is_needless() -> None:
    """A quarter of an hour of harm in all asks for nobody; a digest of it disturbs nobody."""
    small = happening(harm_an_hour=0.05, found_anyway=5.0)
    loud = outcome_of([Rule(kind="down", way="message")], [small], people=8, weeks=1)
    soft = outcome_of([Rule(kind="down", way="digest")], [small], people=8, weeks=1)

    assert (1, 0) == (loud.needless, soft.needless)
    assert (0, 0) == (loud.late, loud.caught)
    assert math.isnan(loud.kinds[0].hours_to_react)


def test_a_log_without_people_is_a_sentence() -> None:
    """Nobody can be told where nobody is."""
    with pytest.raises(LeadlabError, match="at least one person"):
        outcome_of((), [], people=0, weeks=1)


def test_an_unknown_way_names_the_nearest() -> None:
    """As everywhere in the course."""
    with pytest.raises(UnknownName, match="message"):
        Rule(kind="down", way="mesage")

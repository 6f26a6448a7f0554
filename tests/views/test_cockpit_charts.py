"""The charts of the cockpit show what their models compute, and their questions are right."""

from __future__ import annotations

import pandas as pd
import pytest

import leadlab as lab
from leadlab.catalog_boards import board as course_board
from leadlab.errors import LeadlabError
from leadlab.models import boards
from leadlab.models.delivery import draw_timeline, outlook, sprint_capacity
from leadlab.views.cockpit.burn import DOWN, UP
from leadlab.views.cockpit.planner import SprintPlanner

CHARTS = ("battery", "burn", "dashboard", "planner", "timeline")


def at(made, name: str, value):
    """The sentence after one input has moved."""
    made.inputs[name].value = value
    return made.sentence()


def test_the_battery_misses_its_week():
    """The question is right: less than one future in ten; each of two causes is part of it."""
    made = lab.cockpit("battery")
    assert made.prompt.answer == "poor"
    start = outlook(made.work, 6, split=1.8).battery_chance

    assert 0 < start < 0.1
    at(made, "growth", "stops today")
    at(made, "split", 1.0)
    assert outlook(made.work, 6, growth=False).battery_chance > 0.85
    assert "with nothing added" in made.sentence()


def test_the_battery_draws_what_it_says():
    """Height, mark and curve are the model's share, week and chances."""
    made = lab.cockpit("battery")
    at(made, "week", 4)
    found = outlook(made.work, 4, split=1.8)

    assert found.share == made.filled.get_height()
    assert [found.battery_weeks] * 2 == list(made.guess.get_xdata())
    for week, chance in zip(*made.curve.get_data(), strict=True):
        assert found.forecast.chance(int(week)) == chance


def test_the_burn_down_hides_what_the_burn_up_shows():
    """Lines of each picture, and growth is told only where it can be seen."""
    made = lab.cockpit("burn")
    assert made.left.get_visible()
    assert not made.scope.get_visible()
    assert "cannot be seen here" in at(made, "picture", DOWN)

    assert "1.5 were added a week" in at(made, "picture", UP)
    assert (31, 40) == (made.scope.get_ydata()[0], made.scope.get_ydata()[-1])
    assert made.scope.get_visible()
    assert not made.left.get_visible()


def test_a_promise_of_the_average_is_kept_by_few():
    """The question is right, and seven is what 85 of 100 sprints bring."""
    made = lab.cockpit("planner")
    assert made.prompt.answer == "poor"
    past = lab.dataset("sprints")
    capacity = sprint_capacity(past["items"], unplanned=0.21, futures=4_000)

    assert 0.15 < capacity.chance(11) < 1 / 3
    assert f"85 of 100 bring {capacity.p85}" in made.sentence()
    assert [capacity.chance(n) for n in range(5)] == list(made.curve.get_ydata())[:5]
    assert (past["items"] - past["unplanned"]).tolist() == made.planned.get_ydata().tolist()
    assert "points" in at(made, "unit", "points")
    assert not made.planned.get_visible()


def test_points_rise_while_items_do_not():
    """From half to half, points grow by more than a third and items by less than a tenth."""
    past = lab.dataset("sprints")
    first, second = past.iloc[:6].mean(), past.iloc[6:].mean()

    assert second["points"] > 1.33 * first["points"]
    assert second["items"] < 1.1 * first["items"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"items": [1, 2, 3]}), "there is no column 'promised'"),
        (pd.DataFrame({"promised": [1], "items": [1]}), "1 are too few"),
        (pd.DataFrame({"promised": [1, 2, 3], "items": [1, "x", 3]}), "items: row 2 is x"),
        ([1, 2], "expected a table"),
    ],
)
def test_a_table_that_is_no_past_is_one_sentence(table, said):
    """Missing columns and bad rows are named."""
    with pytest.raises(LeadlabError, match=said):
        lab.cockpit("planner", table)


def test_a_table_of_your_own_asks_no_question():
    """The prompt is about the course's sprints, so yours open at once, with or without points."""
    made = SprintPlanner(pd.DataFrame({"promised": [5, 6, 7], "items": [5, 5, 5]}))

    assert made.picture.image in made.children
    assert ["items"] == made.units


def test_a_chart_of_medians_promises_what_rarely_comes():
    """The question is right, and the bars lie where the model puts them."""
    made = lab.cockpit("timeline")
    assert made.prompt.answer == "fifth"
    found = draw_timeline(made.tasks, futures=2_000)

    assert found.chance(found.by_medians) < 0.2
    for bar, sure, maybe in zip(found.bars, made.sure, made.maybe, strict=True):
        assert (bar.start_p50, bar.end_p50) == (
            sure.get_x(),
            pytest.approx(sure.get_x() + sure.get_width()),
        )
        assert bar.end_p85 == pytest.approx(maybe.get_x() + maybe.get_width())


def test_a_slider_changes_the_chosen_task_alone():
    """Choosing a task changes nothing; then its sliders change it and no other."""
    made = lab.cockpit("timeline")
    before = made.tasks
    made.inputs["task"].value = "Audit of the log"
    assert before == made.tasks

    at(made, "p50", 6)
    changed = [a.name for a, b in zip(before, made.tasks, strict=True) if a != b]

    assert ["Audit of the log"] == changed
    assert "Audit of the log does so most often" in made.sentence()


@pytest.mark.parametrize("name", ["battery", "burn"])
def test_a_teams_world_a_board_and_counts_are_sources(name, tmp_path):
    """The same instruments over runs, a board, a file and plain counts."""
    runs = lab.simulate(lab.Team(), lab.Policy(), weeks=6, replications=2)
    path = tmp_path / "moves.csv"
    rows = [f"{n},To do,2026-03-02\n{n},Done,2026-03-{3 + n:02}\n" for n in range(12)]
    path.write_text("item,status,at\n" + "".join(rows))
    team = lab.cockpit(name, runs, replication=1)

    assert runs.finished[1].tolist() == team.work.finished.tolist()
    assert runs.arrived[1].sum() == team.work.added.sum()
    assert 12 == lab.cockpit(name, str(path)).work.begun
    assert 3 == lab.cockpit(name, {"begun": 9, "added": [0], "finished": [3]}).work.done[-1]
    with pytest.raises(LeadlabError, match="Expected begun, added and finished"):
        lab.cockpit(name, 7)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_stands_still_where_no_widget_can(name, is_safe):
    """A picture and its sentence take its place."""
    still = lab.cockpit(name).fallback_html()

    assert "<svg" in still
    assert is_safe(still)


def test_the_dashboard_turns_round_and_says_so():
    """The question is right; dots lie where the model puts them; far shows the whole alone."""
    made = lab.cockpit("dashboard")
    assert made.prompt.answer == "more"
    changes = boards.compare_periods(made.works, day=91)
    periods = [each for change in changes for each in (change.before, change.after)]

    assert changes[-1].by > 0
    assert "the whole turns round" in made.sentence()
    assert [each.value for each in periods] == [dot.get_xdata()[0] for dot in made.dots]

    at(made, "zoom", "all boards only")
    assert [False] * 6 + [True] * 2 == [dot.get_visible() for dot in made.dots]


def test_a_dashboard_of_your_own_boards():
    """Boards of the course and worlds of teams stand side by side; anything else is told."""
    runs = lab.simulate(lab.Team(), lab.Policy(), weeks=8, replications=1)
    made = lab.cockpit("dashboard", course_board("bugs"), runs)

    assert 3 == len(made.glances)
    assert made.picture.image in made.children
    with pytest.raises(LeadlabError, match="expected boards or runs of teams"):
        lab.cockpit("dashboard", 3)

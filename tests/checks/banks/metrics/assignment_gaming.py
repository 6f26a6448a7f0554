"""Answers to the graded agent that games a measure, and to the guard."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.models.delivery import effort_under

SALT = {"salt": "a test of the bank"}


def exact(habits, hours, measure):
    return effort_under(habits, hours=hours, rewards={measure: 1}).times


def best_for_the_hour(habits, hours, measure):
    times = {}
    for habit in sorted(habits, key=lambda each: -each.moves.get(measure, 0) / each.hours):
        if habit.moves.get(measure, 0) > 0:
            times[habit.name] = min(habit.most, int(hours // habit.hours))
            hours -= times[habit.name] * habit.hours
    return times


def honest(habits, hours, measure):
    return effort_under(habits, hours=hours, rewards={"caught": 1}).times


def only_the_cheapest(habits, hours, measure):
    habit = max(habits, key=lambda each: each.moves.get(measure, 0) / each.hours)
    return {habit.name: min(habit.most, int(hours // habit.hours))}


def without_limits(habits, hours, measure):
    return {each.name: each.most for each in habits}


def nothing(habits, hours, measure):
    return {}


def a_list(habits, hours, measure):
    return [1, 2]


def another_habit(habits, hours, measure):
    return {"a longer lunch": 3}


def half_a_time(habits, hours, measure):
    return {habits[0].name: 0.5}


def noticed_for_the_point(quarter):
    return quarter.mutants_noticed < 2.9 * quarter.coverage_gain


def the_number_itself(quarter):
    return quarter.coverage_gain > 10


def everybody(quarter):
    return True


def nobody(quarter):
    return False


def for_the_hour(quarter):
    return quarter.mutants_noticed < 0.12 * quarter.hours


def a_word(quarter):
    return "look"


def forgets(quarter):
    quarter.mutants_noticed < 3  # noqa: B015 - that is the fault


def the_hidden(quarter):
    return quarter.gamed


def stub(*given): ...


BANK = {
    "metrics.break_it": (
        right(exact, key=SALT),
        right(best_for_the_hour, name="the best for the hour first", key=SALT),
        wrong(honest, name="for the goal", points=0, key=SALT, tag="pays_the_goal",
              message="what do the hours left buy"),
        wrong(only_the_cheapest, name="one habit alone", points=(0, 4), key=SALT,
              message="share of the best gain"),
        wrong(without_limits, name="over the hours", points=0, key=SALT, tag="impossible_plan",
              message="those count for nothing"),
        wrong(nothing, name="nothing", points=0, key=SALT, message="once the measure moves"),
        crashing(a_list, name="a list", key=SALT, message="give a dict"),
        crashing(another_habit, name="another habit", key=SALT, message="there is none"),
        crashing(half_a_time, name="half a time", key=SALT, message="whole number"),
        blank(stub, key=SALT),
    ),
    "metrics.guard_it": (
        right(noticed_for_the_point, key=SALT),
        wrong(the_number_itself, name="the paid number itself", points=(0, 3.5), key=SALT,
              tag="doubts_success", message="large gains can be honest"),
        wrong(for_the_hour, name="for the hour", points=(0, 2), key=SALT,
              tag="watches_the_target", message="misses many"),
        wrong(everybody, name="everybody", points=0, key=SALT, tag="doubts_all",
              message="not be read for long"),
        wrong(nobody, name="nobody", points=0, key=SALT, tag="guard_asleep",
              message="hardly ever says"),
        crashing(a_word, name="a word", key=SALT, message="True (look closer) or False"),
        crashing(forgets, name="no return", key=SALT, message="forget a `return`"),
        crashing(the_hidden, name="what nobody can see", key=SALT, message="gamed"),
        blank(stub, key=SALT),
    ),
}  # fmt: skip

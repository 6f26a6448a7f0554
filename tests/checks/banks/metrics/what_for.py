"""Answers to the exercises of the lesson on what a metric is for."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.models.delivery import Habit, effort_under


def both(own):
    habits = [Habit(**row) for row in own.habits]
    return [effort_under(habits, hours=own.hours, rewards={name: 1}).moved
            for name in ("closed", "helped")]  # fmt: skip


def worked(own):
    paid, meant = both(own)
    return paid["closed"], paid["helped"], meant["helped"] - paid["helped"]


def as_meant(own):
    _, meant = both(own)
    return meant["closed"], *worked(own)[1:]


def all_helped(own):
    paid, _ = both(own)
    return paid["closed"], paid["closed"], worked(own)[2]


def meant_helped(own):
    _, meant = both(own)
    closed, _, lost = worked(own)
    return closed, meant["helped"], lost


def nothing_taken_away(own):
    _, meant = both(own)
    return *worked(own)[:2], meant["helped"]


def closed_less_helped(own):
    closed, helped, _ = worked(own)
    return closed, helped, closed - helped


def by_working_out(habits, hours, measure, goal, guards):
    def reached(rewards):
        return effort_under(habits, hours=hours, rewards=rewards).moved[goal]

    best, most = "none", reached({measure: 1})
    for guard in guards:
        with_it = reached({measure: 1, guard: 1})
        if with_it > most + 1e-9:
            best, most = guard, with_it
    return best


def first_of_all(habits, hours, measure, goal, guards):
    return guards[0]


def last_of_equals(habits, hours, measure, goal, guards):
    def reached(guard):
        return effort_under(habits, hours=hours, rewards={measure: 1, guard: 1}).moved[goal]

    best = max(reversed(guards), key=reached)
    alone = effort_under(habits, hours=hours, rewards={measure: 1}).moved[goal]
    return best if reached(best) > alone + 1e-9 else "none"


def guard_alone(habits, hours, measure, goal, guards):
    def reached(guard):
        return effort_under(habits, hours=hours, rewards={guard: 1}).moved[goal]

    return max(guards, key=reached)


def never(habits, hours, measure, goal, guards):
    return "none"


def no_return(habits, hours, measure, goal, guards):
    by_working_out(habits, hours, measure, goal, guards)


def unknown_goal(habits, hours, measure, goal, guards):
    return effort_under(habits, hours=hours, rewards={measure: 1}).moved["goal"]


def stub(habits, hours, measure, goal, guards):
    return ...


BANK = {
    "metrics.paid_by_closing": (
        right(from_instance(worked)),
        wrong(from_instance(as_meant), name="as meant", points=4, tag="meant_for_paid"),
        wrong(from_instance(all_helped), name="all helped", points=3, tag="closed_is_helped"),
        wrong(from_instance(meant_helped), name="meant helped", points=3, tag="meant_for_paid"),
        wrong(
            from_instance(nothing_taken_away), name="nothing taken away", points=3,
            tag="forgets_what_came", message="Take away those who were helped.",
        ),
        wrong(from_instance(closed_less_helped), name="closed", points=3, tag="closed_is_helped"),
        blank(..., ..., ...),
    ),
    "metrics.best_guard": (
        right(by_working_out),
        wrong(first_of_all, name="the first", points=1, tag="guard_by_name"),
        wrong(last_of_equals, name="the last of equals", points=3),
        wrong(guard_alone, name="guard alone", points=1, tag="guard_by_name"),
        wrong(never, name="never", points=1, message="Work out the goal with each guard"),
        crashing(unknown_goal, name="unknown goal"),
        crashing(no_return, name="no return", message="Did you forget a `return`?"),
        blank(stub),
    ),
}  # fmt: skip

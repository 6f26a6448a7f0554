"""Answers to the graded sums of the assignment: a desk, a budget, a chart."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.models.delivery import burn_rate, control_chart, error_budget, kingman_wait


def changed(make, **others):
    """The right answer with some parts worked out in another way."""

    def given(own):
        return {**make(own), **{name: other(own) for name, other in others.items()}}

    return from_instance(given)


def desk(own):
    busy = own.reviews_a_week * own.hours_each / own.hours_kept_a_week
    wait = kingman_wait(busy, own.hours_each, arrival_cv=own.arrival_cv, service_cv=own.review_cv)
    return {
        "busy": busy,
        "wait": wait,
        "lies_there": own.reviews_a_week * (wait + own.hours_each) / own.hours_kept_a_week,
        "busy_for_half": busy / (2 - busy),
        "wait_evened": busy
        / (1 - busy)
        * own.hours_each
        * (own.arrival_cv**2 + own.review_cv**2 / 4)
        / 2,
    }


def month(own):
    budget = error_budget(own.level, requests=own.requests_of_the_month)
    hour, five = own["last_hour"], own["last_five_minutes"]
    rates = [burn_rate(each["bad"] / each["requests"], own.level) for each in (hour, five)]
    return {
        "allowed": budget.requests,
        "left": budget.left(own.bad_so_far),
        "burn": rates[0],
        "hours": (budget.requests - own.bad_so_far) / hour["bad"],
        "wakes": min(rates) >= 14.4,
    }


def weeks(own):
    chart = control_chart(own.hours, baseline=20)
    asks = [place + 1 for place in chart.signals]
    return {
        "low": chart.low,
        "high": chart.high,
        "asks": asks,
        "needless": [week for week in own.explained if week not in asks],
    }


BANK = {
    "metrics.review_desk": (
        right(from_instance(desk)),
        wrong(
            changed(desk, busy=lambda own: own.reviews_a_week * own.hours_each / 40),
            name="the whole week", points=5, tag="whole_week", message="Not the whole week",
        ),
        wrong(
            changed(desk, busy=lambda own: 100 * desk(own)["busy"]), name="per cent", points=5,
            tag="percent_for_share", message="0.9 for 90 %",
        ),
        wrong(
            changed(desk, wait=lambda own: 2 * desk(own)["wait"] / (
                own.arrival_cv**2 + own.review_cv**2)),
            name="no spread", points=5, tag="forgets_spread", message="if both spreads were 1",
        ),
        wrong(
            changed(desk, wait=lambda own: desk(own)["wait"] * (own.arrival_cv + own.review_cv) / (
                own.arrival_cv**2 + own.review_cv**2)),
            name="spread not squared", points=5, tag="spread_not_squared", message="count squared",
        ),
        wrong(
            changed(desk, lies_there=lambda own: own.reviews_a_week * desk(own)["wait"]
                    / own.hours_kept_a_week),
            name="the queue alone", points=5, tag="queue_alone", message="being read lies there",
        ),
        wrong(
            changed(desk, lies_there=lambda own: own.reviews_a_week
                    * (desk(own)["wait"] + own.hours_each)),
            name="hours for weeks", points=5, tag="hours_for_weeks", message="bring both to weeks",
        ),
        wrong(
            changed(desk, busy_for_half=lambda own: desk(own)["busy"] / 2), name="half the load",
            points=4.5, tag="linear_wait", message="by far more",
        ),
        wrong(
            changed(desk, wait_evened=lambda own: desk(own)["wait"] / 2), name="all halved",
            points=4.5, tag="all_of_it_halved", message="as unevenly as before",
        ),
        wrong(5, name="a number", points=0, message="blank"),
        blank({"busy": ..., "wait": ..., "lies_there": ..., "busy_for_half": ...,
               "wait_evened": ...}),
    ),
    "metrics.budget_today": (
        right(from_instance(month)),
        right(from_instance(month), learner="bo", name="another month"),
        wrong(
            changed(month, allowed=lambda own: (1 - own.level) * 43_200), name="minutes", points=5,
            tag="minutes_for_requests", message="requests count",
        ),
        wrong(
            changed(month, left=lambda own: 1 - month(own)["left"]), name="gone", points=5,
            tag="gone_for_left", message="what is gone",
        ),
        wrong(
            changed(month, burn=lambda own: own["last_hour"]["bad"] / own["last_hour"]["requests"]),
            name="the share", points=5, tag="share_for_rate", message="the bad share",
        ),
        wrong(
            changed(month, hours=lambda own: month(own)["allowed"] / own["last_hour"]["bad"]),
            name="as if full", points=4.5, tag="budget_full", message="divide what is left",
        ),
        wrong(
            changed(month, hours=lambda own: 720 / month(own)["burn"] * month(own)["left"]),
            name="an average hour", points=4.5, tag="even_traffic", message="had more requests",
        ),
        wrong(
            changed(month, wakes=lambda own: not month(own)["wakes"]), name="the other way",
            points=4.5,
        ),
        blank({"allowed": ..., "left": ..., "burn": ..., "hours": ..., "wakes": ...}),
    ),
    "metrics.forty_weeks": (
        right(from_instance(weeks)),
        right(changed(weeks, asks=lambda own: tuple(reversed(weeks(own)["asks"]))),
              name="in another order"),
        wrong(
            changed(weeks, low=lambda own: control_chart(own.hours).low,
                    high=lambda own: control_chart(own.hours).high),
            name="limits from all", points=4, tag="limits_from_all", message="first 20 weeks alone",
        ),
        wrong(
            changed(weeks, asks=lambda own: [week - 1 for week in weeks(own)["asks"]]),
            name="from nought", points=3.5, tag="counts_from_nought", message="is week 1",
        ),
        wrong(
            changed(weeks, asks=lambda own: [
                place + 1 for place in control_chart(own.hours, baseline=20).outside]),
            name="beyond a limit only", points=3.5, tag="misses_rows", message="long rows, too",
        ),
        wrong(
            changed(weeks, needless=lambda own: [
                week for week in own.explained if week in weeks(own)["asks"]]),
            name="the other half", points=4.5, tag="signal_for_noise", message="for nothing",
        ),
        wrong(
            changed(weeks, asks=lambda own: ["all"], needless=lambda own: 3), name="words",
            points=2, message="is not it",
        ),
        blank({"low": ..., "high": ..., "asks": ..., "needless": ...}),
    ),
}  # fmt: skip

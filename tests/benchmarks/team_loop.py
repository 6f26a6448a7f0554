"""The simulated team as a plain loop: one replication after the other, one number at a time.

The same model as `leadlab.simulation.engine`, written down a second time from its description and
fed with the same luck. It is slow on purpose: it is what the arrays are measured against, and a
test holds the two together. Plans are constant and nobody is hired. It keeps the gauges and flows
of each week alone, not their causes, days and people as the arrays do: the comparison favours it.
"""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np

from leadlab.simulation.engine_chance import RECOVERY, exponentials, ratios, streams
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy

DAYS, SHIFTS, CHANGES = 5, 14, 4


class Luck:
    """All raw numbers that the replications use, drawn in the engine's order."""

    def __init__(self, team: Team, weeks: int, replications: int, seed: int) -> None:
        rng, count = streams(seed), replications
        people = len(team.people)
        self.arrivals = rng["arrivals"].random((weeks, DAYS, count))
        self.review = rng["review"].random((weeks, DAYS, count))
        self.recovery = rng["recovery"].random((weeks, DAYS, count))
        self.pages = rng["pages"].random((weeks, SHIFTS, count))
        self.people = rng["people"].random((weeks, 2, people, count))
        known = team.coefficients
        share = np.array(float(known.tail_share))
        items = (team.in_progress + 14 * weeks) // 96 + 2
        self.sizes = known.item_size * ratios(rng["sizes"].random((items * 96, count)), share)
        self.bad = exponentials(rng["failures"].random((32 * (weeks // 4 + 1), count)))
        self.new_risks = exponentials(rng["risks"].random((32, count)))
        slots = int(team.hidden_risks) + 8 + weeks // 4
        self.to_surface = exponentials(rng["risks"].random((slots, count)))
        self.to_ripen = exponentials(rng["risks"].random((slots, count)))


def loop(
    team: Team, policy: Policy, *, weeks: int, replications: int, seed: int
) -> dict[str, list[list[float]]]:
    """Gauges and flows of each week, a list of weeks for each replication."""
    luck = Luck(team, weeks, replications, seed)
    known = {
        each.name: float(getattr(team.coefficients, each.name))
        for each in fields(team.coefficients)
    }
    found: dict[str, list[list[float]]] = {}
    for number in range(replications):
        for name, values in one(team, policy, known, luck, weeks, number).items():
            found.setdefault(name, []).append(values)
    return found


def poisson(u: float, rate: float) -> int:
    """Poisson count by inversion."""
    part = total = math.exp(-rate)
    count = 0
    while u > total:
        count += 1
        part *= rate / count
        total += part
    return count


def towards(level: float, push: float) -> float:
    """A push that weakens towards the ends of the scale."""
    push = max(-1.0, min(1.0, push))
    return push * (1 - level) if push > 0 else push * level


def one(
    team: Team, policy: Policy, k: dict[str, float], luck: Luck, weeks: int, number: int
) -> dict[str, list[float]]:
    """One replication."""
    seats = range(len(team.people))
    here = [True for _ in seats]
    skill = [each.skill for each in team.people]
    posts = [each.hours_week / 40 for each in team.people]
    duty = [each.on_call for each in team.people]
    tired = [each.exhaustion for each in team.people]
    gap = [
        (1 - k["ramp_start"]) * math.exp(-min(each.weeks_here / k["ramp_weeks"], 40))
        for each in team.people
    ]
    fade = math.exp(-1 / k["ramp_weeks"])
    reviews = {"none": 0, "one": 1, "two": 2, "single": 1}[policy.review]
    single = policy.review == "single"
    thanks = policy.bad_news in ("thank", "ask")
    asks = policy.bad_news == "ask"
    effort = k["review_hours"] / 40
    asking_time = 0.01 * asks

    def catch(times: int, load: float) -> float:
        once = k["review_catch"] * (1 - k["review_strain"] * load)
        return {0: 0.0, 1: once, 2: 1 - (1 - once) * (1 - 0.5 * once)}[times]

    def interest() -> float:
        return k["debt_ceiling"] * (1 - math.exp(-debt / k["debt_scale"]))

    usual_pool = k["review_time"] * len(team.people) / effort
    usual_catch = catch(1, min(team.throughput * CHANGES / usual_pool, 1.0))
    # flow
    per_day = team.throughput * CHANGES / DAYS
    items = min(round(per_day * 3.5 / CHANGES), team.in_progress)
    first = built = items * CHANGES
    started, arrived, deployed, deployments = team.in_progress, 0, 0, 0
    reviewed = max(first - per_day, 0.0)
    delay = int(k["pipeline_days"])
    log: list[int] = []
    sizes = luck.sizes[:, number]
    begun = float(sizes[:items].sum())
    end = begun + float(sizes[items])
    work = begun
    limit = float(sizes[:started].sum())
    rework = review_spent = hazard = 0.0
    mark, marks_used = float(luck.bad[0, number]), 0
    # risks
    risk_clock = [
        (float(luck.to_surface[i, number]), float(luck.to_ripen[i, number]))
        for i in range(int(team.hidden_risks))
    ]
    surfacing = ripening = appearing = 0.0
    next_risk, risks_seen = float(luck.new_risks[0, number]), 0
    slot = int(team.hidden_risks)
    # gauges
    share = min(team.debt_interest / k["debt_ceiling"], 0.95)
    debt = -math.log(1 - share) * k["debt_scale"]
    safety, lead = team.safety, sum(each.trust for each in team.people) / len(team.people)
    lead_start = lead
    known_risks, background, outside = 0.0, 1.0, team.stakeholder_trust
    usual = team.background_failures * 7 + team.failed_deployments * k["failing_per_hour"] * float(
        RECOVERY.mean()
    )
    spent = [usual] * 4
    budget = team.error_budget * 28 / 30 - 4 * usual
    cash = team.cash_weeks * team.weekly_cost
    fatigue, paged, pace = 0.0, float(team.pages), float(team.throughput)
    built_last = team.throughput * CHANGES
    last = [float(team.throughput)] * 4
    finished_before = 0
    names = (
        "finished", "failed", "pages", "incidents", "debt", "exhaustion", "safety", "cash",
        "trust_in_lead", "known_risks", "error_budget", "stakeholder_trust", "people",
        "in_progress",
    )  # fmt: skip
    told: dict[str, list[float]] = {name: [] for name in names}

    for week in range(weeks):
        people = sum(here)
        able = [skill[i] * (1 - gap[i]) for i in seats]
        fatigue += (policy.overtime - fatigue) / k["fatigue_weeks"]
        output = sum(
            posts[i] * able[i] * (1 - k["exhaustion_cost"] * tired[i]) for i in seats if here[i]
        )
        new = sum(gap[i] for i in seats if here[i]) / (1 - k["ramp_start"])
        hours = max((1 + policy.overtime) * (1 - k["fatigue_cost"] * fatigue), 0.0)
        talk = max(1 - k["communication"] * people * (people - 1) / 2, 0.2)
        lost = team.interruptions + asking_time
        lost += k["page_hours"] * (paged - team.pages) / (40 * max(people, 1))
        capacity = max(output * hours - k["newcomer_help"] * new, 0.0) * talk
        capacity *= (1 - min(max(lost, 0.0), 0.9)) * (1 - interest())
        # hidden risks
        surfacing += k["risk_surfaces"] * safety * (1 + k["risk_asking"] * asks)
        ripening += k["risk_matures"]
        out = [risk for risk in risk_clock if risk[0] <= surfacing]
        ripe = [risk for risk in risk_clock if risk[0] > surfacing and risk[1] <= ripening]
        risk_clock = [risk for risk in risk_clock if risk not in out and risk not in ripe]
        appearing += k["risk_appears"]
        while next_risk < appearing:
            risk_clock.append(
                (
                    surfacing + float(luck.to_surface[slot, number]),
                    ripening + float(luck.to_ripen[slot, number]),
                )
            )
            slot += 1
            risks_seen += 1
            next_risk += float(luck.new_risks[risks_seen, number])
        incidents = len(ripe)
        # what review stops, and what breaks
        time = k["single_time"] if single else k["review_time"] * people
        pool = time / (effort * max(reviews, 1))
        load = min(built_last / max(pool, 1e-9), 1.0)
        chance = team.change_breaks * (1 - catch(reviews, load)) / (1 - usual_catch)
        chance *= 1 + k["tired_breaks"] * fatigue
        chance *= max(1 + k["debt_breaks"] * (interest() - team.debt_interest), 0.2)
        chance *= 1 + k["delegation_breaks"] * (policy.delegation - 0.5)
        breaks = -math.log(1 - min(chance, 0.5))
        width = max(policy.batch_size * breaks, 1e-12)
        feature_work = capacity * policy.features
        work_before, built_before = work, built
        failed_by_day, failing_hours = [], 0.0
        for day in range(DAYS):
            arrived += poisson(float(luck.arrivals[week, day, number]), team.arrivals / DAYS)
            backlog = team.backlog + team.in_progress + arrived - started
            room = min(policy.wip_limit - (started - deployed // CHANGES), backlog)
            for _ in range(max(room, 0)):
                limit += float(sizes[started])
                started += 1
            # build
            can = max(feature_work / DAYS - review_spent, 0.0)
            mended = min(rework, can)
            rework -= mended
            each = (started - items) / max(people, 1)
            busy = min(each * k["people_per_item"], 1.0)
            focus = 1 + k["switch_cost"] * max(each - 1, 0.0)
            work = min(work + (can - mended) * busy / focus, limit)
            while work >= end - 1e-9 and items < started:
                items += 1
                begun, end = end, end + float(sizes[items])
            quarters = min(int((work - begun) / (end - begun) * CHANGES + 1e-9), 3)
            built = items * CHANGES + quarters
            # review
            before = reviewed
            answering = 2 * float(luck.review[week, day, number])
            reviewed = min(before + pool / DAYS * answering, built) if reviews else float(built)
            review_spent = (reviewed - before) * effort * reviews
            log.append(int(reviewed + 1e-9))
            # deploy
            then = len(log) - 1 - delay
            ready = log[then] if then >= 0 else int(max(first - per_day * -then, 0.0))
            waiting = max(ready - deployed, 0)
            batches = waiting // policy.batch_size
            rest = waiting - batches * policy.batch_size if ready == started * CHANGES else 0
            deployed += batches * policy.batch_size + rest
            deployments += batches + (rest > 0)
            start = hazard
            hazard += batches * width + rest * breaks
            failed, cell = 0, -1
            while mark < hazard:
                here_now = math.floor((mark - start) / width)
                failed += here_now > cell
                cell = here_now
                marks_used += 1
                mark += float(luck.bad[marks_used, number])
            rework += failed * k["rework"]
            failed_by_day.append(failed)
            place = int(float(luck.recovery[week, day, number]) * len(RECOVERY))
            failing_hours += failed * float(RECOVERY[place])
        built_last = built - built_before
        # pages
        rate = max(team.pages - team.failed_deployments, 0.0) * background / SHIFTS
        pages = [poisson(float(luck.pages[week, shift, number]), rate) for shift in range(SHIFTS)]
        for day in range(DAYS):
            pages[2 * day] += failed_by_day[day]
        pages[week * 5 % SHIFTS] += round(incidents * k["incident_pages"])
        paged = float(sum(pages))
        beyond = sum(max(count - k["shift_norm"], 0.0) for count in pages)
        # people
        rota = [i for i in seats if here[i] and duty[i]]
        on_duty = rota[week % len(rota)] if rota else -1
        pace_of_rest = min(k["recovery"] * (1 + 2 * max(1 - policy.shares - asking_time, 0)), 1.0)
        strain = k["load_strain"] * policy.overtime + k["control_strain"] * (
            1 - 2 * policy.delegation
        )
        best = max((skill[i] for i in seats if here[i]), default=0.0)
        for i in seats:
            noise = 2 * float(luck.people[week, 0, i, number]) - 1
            wanted = tired[i] + pace_of_rest * (k["rest_level"] - tired[i]) + strain
            wanted += k["strain_noise"] * 3**0.5 * noise
            wanted += k["page_strain"] * beyond * (i == on_duty)
            tired[i] = min(max(wanted, 0.0), 1.0)
            shown = k["mentoring_gain"] * policy.mentoring * max(best - skill[i], 0.0)
            skill[i] += shown + k["learning_gain"] * policy.learning * max(2 - skill[i], 0.0)
            gap[i] *= fade
        # what people make of it
        news = min(len(out) + sum(failed_by_day), 3)
        answer = (
            k["thanks"] * thanks
            - k["silence"] * (policy.bad_news == "ignore")
            - k["blame"] * (policy.bad_news == "blame")
        )
        pressed = -k["pressure"] * policy.overtime
        safety += (
            towards(safety, answer * news)
            + towards(safety, pressed)
            + k["safety_return"] * (team.safety - safety)
        )
        quit_trust = lead
        lead += (
            towards(lead, 0.5 * answer * news)
            + towards(lead, pressed)
            + towards(lead, k["control_strain"] * (2 * policy.delegation - 1))
            + k["safety_return"] * (lead_start - lead)
        )
        finished = deployed // CHANGES - finished_before
        finished_before += finished
        last = [*last[1:], float(finished)]
        promise = pace if policy.promise is None else policy.promise
        miss = (promise - sum(last) / 4) / max(promise, 0.5)
        excess = abs(miss) - k["trust_tolerance"]
        surprise = k["trust_loss"] * excess * (1.0 if miss > 0 else 0.3)
        outside += (
            towards(outside, -surprise if excess > 0 else k["trust_gain"])
            + towards(outside, -k["trust_incident"] * incidents)
            + towards(outside, -k["trust_breach"] * (budget < 0))
        )
        pace += 0.25 * (finished - pace)
        # debt, risks, machines
        new_debt = k["debt_inflow"] * (work - work_before)
        rush = new_debt * k["debt_rush"] * (policy.overtime + 0.5 * (reviews == 0))
        old = new_debt * k["debt_breeds"] * interest() / k["debt_ceiling"]
        grown = debt + new_debt + rush + old
        debt = grown - min(capacity * policy.debt * k["repay_yield"], grown)
        care = capacity * policy.reliability
        fixed = min(known_risks + len(out), care / k["risk_fix"])
        known_risks += len(out) - fixed
        failing = team.background_failures * 7 * background
        background += background * (
            k["wear"] - min(k["care_yield"] * (care - fixed * k["risk_fix"]), 0.5)
        )
        # budget and cash
        today = failing + k["failing_per_hour"] * failing_hours + k["incident_failing"] * incidents
        budget += spent.pop(0) - today
        spent.append(today)
        pay = team.engineer_week_cost * sum(posts[i] for i in seats if here[i])
        cash += k["item_value"] * finished - pay * (1 + policy.overtime) - team.running_cost
        cash -= k["incident_cost"] * incidents
        # leaving
        for i in seats:
            hot = 1 + k["quit_strain"] * max(tired[i] - 0.4, 0.0)
            going = (
                float(luck.people[week, 1, i, number]) < k["quit_base"] * (1.5 - quit_trust) * hot
            )
            here[i] = here[i] and not going
        values = (
            finished, sum(failed_by_day), paged, incidents, debt,
            sum(tired[i] for i in seats if here[i]) / max(sum(here), 1), safety, cash, lead,
            known_risks, budget, outside, sum(here), started - deployed // CHANGES,
        )  # fmt: skip
        for name, value in zip(names, values, strict=True):
            told[name].append(float(value))
    return told

"""One week after the other of the simulated team: the state of all replications and its laws."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from leadlab.simulation import engine_gauges as gauges
from leadlab.simulation.engine_chance import RECOVERY, SmallIntArray, Stream
from leadlab.simulation.engine_flow import Flow, WeekOfWork, hazard_of
from leadlab.simulation.engine_people import FULL_WEEK, Crew, People
from leadlab.simulation.engine_plan import Asked, Plan
from leadlab.simulation.engine_record import Record, views
from leadlab.simulation.engine_risks import Risks, beyond_norm, pages_of_week
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.records import Records
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, SHIFTS, Team
from leadlab.simulation.team_coefficients import Coefficients
from leadlab.simulation.team_policy import TeamView

ASKING_TIME = 0.01  # share of time that asking for bad news takes
LARGEST_BREAK = 0.5

Known = dict[str, FloatArray]


class Weeks:
    """The state of all replications, and what is kept of it; `live` takes it one week on."""

    def __init__(
        self, team: Team, coefficients: Coefficients, rng: dict[str, Stream], *,
        replications: int, weeks: int, spare: int, crews: Sequence[Crew] = (),
    ) -> None:  # fmt: skip
        known = {
            each.name: np.asarray(getattr(coefficients, each.name), dtype=np.float64)
            for each in fields(coefficients)
        }
        self.coefficients = coefficients
        self._team, self._known, self._rng, self._weeks = team, known, rng, weeks
        count = replications
        crews = crews or (team.people,)
        self._people = People(crews, known, rng, count, spare)
        self._flow = Flow(
            team, rng, count, weeks, size=known["item_size"], tail_share=known["tail_share"],
            rework=known["rework"], pipeline_days=known["pipeline_days"],
        )  # fmt: skip
        self._risks = Risks(rng["risks"], count, int(team.hidden_risks), weeks)
        self._budget = gauges.ErrorBudget(team, known, count, float(RECOVERY.mean()))
        self._paged = np.full(count, float(team.pages))
        self._built = np.full(count, team.throughput * CHANGES_PER_ITEM)
        self._means: tuple[FloatArray, FloatArray] | None = None
        """Of the people, at the end of the week before."""
        self._fatigue = np.zeros(count)
        self._interest = np.zeros(count)
        self._pace = np.full(count, float(team.throughput))
        self._last = [np.full(count, float(team.throughput))] * gauges.WINDOW_WEEKS
        one = np.ones(count)
        sizes = np.repeat([float(len(crew)) for crew in crews], count // len(crews))
        trust = [sum(each.trust for each in crew) / len(crew) for crew in crews]
        self._trust_start = np.repeat(trust, count // len(crews))
        self._at: dict[str, FloatArray] = {
            "people": self._people.number,
            "skill": self._people.mean(self._people.able),
            "exhaustion": self._people.mean(self._people.exhaustion),
            "debt": gauges.first_debt(team, known) * one,
            "safety": team.safety * one,
            "trust_in_lead": self._trust_start * one,
            "known_risks": 0 * one,
            "hidden_risks": self._risks.hidden,
            "background": one,
            "error_budget": self._budget.left,
            "stakeholder_trust": team.stakeholder_trust * one,
            "cash": team.cash_weeks * team.weekly_cost * one,
        }
        reference = self._review_load(known["review_time"] * sizes, 1.0, self._built)
        self._usual_catch = np.maximum(self._catch(np.asarray(1.0), reference), 0.0)
        self.record = Record(
            start=self._at, flow=self._flow, weeks=weeks, count=count,
            seats=len(self._people.here),
        )  # fmt: skip

    def views(self, week: int) -> Records[TeamView]:
        """What a lead could know before this week in each replication."""
        felt = gauges.interest(self._at["debt"], self._known)
        return views(self.record, week, self._weeks, self._at, felt, self._rng["view"])

    def now(self) -> dict[str, float]:
        """Every gauge of the first replication, and the items that it finished so far."""
        flow = self._flow
        return {
            **{name: float(values[0]) for name, values in self._at.items()},
            "backlog": float(flow.backlog[0]),
            "in_progress": float(flow.in_progress[0]),
            "finished": float(flow.deployed[0] // CHANGES_PER_ITEM),
        }

    def live_all(self, asked: Asked) -> None:
        """All weeks of all replications, by the plans of a policy."""
        with asked.watched(self._weeks):
            for week in range(self._weeks):
                plan = asked.week(week + 1, self._weeks, functools.partial(self.views, week))
                self.live(week, plan)

    def live(self, week: int, plan: Plan) -> None:
        """One week of all replications."""
        people, known, at = self._people, self._known, self._at
        searched, joined = people.hire(week, plan)
        skill, tired = self._means if self._means and not joined.any() else self._mean_person()
        arrived_skill, arrived_tired = skill - at["skill"], tired - at["exhaustion"]
        self._fatigue = self._fatigue + (plan.overtime - self._fatigue) / known["fatigue_weeks"]
        self._interest = gauges.interest(at["debt"], known)
        capacity = self._capacity(plan)
        risks = self._live_risks(plan)
        work = self._week_of_work(plan, capacity)
        done, built = self._flow.work_done, self._flow.built
        posts = people.cost()
        self._flow.week(week, plan, work, known["switch_cost"], known["people_per_item"])
        days = slice(week * DAYS, (week + 1) * DAYS)
        failed = self._flow.by_day["failed"][days].astype(np.int16)
        self._built = (self._flow.built - built).astype(np.float64)
        pages = self._live_pages(week, failed, risks["ripened"])
        beyond = beyond_norm(pages, known["shift_norm"])
        rest = np.maximum(1 - self._shares(plan), 0.0)
        causes: dict[str, dict[str, FloatArray]] = {
            "exhaustion": people.tire(plan, week, beyond, rest),
            "skill": people.grow(plan),
        }
        news = np.minimum(risks["surfaced"] + failed.sum(axis=0, dtype=np.int64), 3.0)
        self._judge(plan, causes, news, risks["ripened"])
        self._count(plan, causes, capacity, risks, self._flow.work_done - done)
        self._spend(week, causes, failed, risks["ripened"], plan, posts, searched)
        before_skill, before_tired = self._mean_person()
        left = people.leave(at["trust_in_lead"])
        skill, tired = self._mean_person() if left.any() else (before_skill, before_tired)
        self._means = skill, tired
        causes["people"] = {"joined": joined, "left": -left}
        causes["skill"]["people who come and go"] = skill - before_skill + arrived_skill
        causes["exhaustion"]["people who come and go"] = tired - before_tired + arrived_tired
        self._at.update(self.record.ledger.note(week, causes))
        self.record.note_people(week, people.here, people.able, people.exhaustion)

    def _mean_person(self) -> tuple[FloatArray, FloatArray]:
        """Mean skill after the ramp so far and mean exhaustion of those who are here."""
        people = self._people
        return people.mean(people.able), people.mean(people.exhaustion)

    def _shares(self, plan: Plan) -> FloatArray:
        asking = ASKING_TIME * plan.asks
        shares = plan.features + plan.debt + plan.reliability + plan.mentoring + plan.learning
        return shares + asking

    def _capacity(self, plan: Plan) -> FloatArray:
        """Engineer-weeks that are left for planned work."""
        team, known = self._team, self._known
        output, new = self._people.output()
        hours = (1 + plan.overtime) * (1 - known["fatigue_cost"] * self._fatigue)
        number = self._people.number
        talk = np.maximum(1 - known["communication"] * number * (number - 1) / 2, 0.2)
        pages = known["page_hours"] * (self._paged - team.pages)
        asked = team.interruptions + ASKING_TIME * plan.asks
        lost = asked + pages / (FULL_WEEK * np.maximum(number, 1))
        lost = np.minimum(np.maximum(lost, 0.0), 0.9)
        free = np.maximum(output * np.maximum(hours, 0.0) - known["newcomer_help"] * new, 0.0)
        return np.asarray(free * talk * (1 - lost) * (1 - self._interest))

    def _week_of_work(self, plan: Plan, capacity: FloatArray) -> WeekOfWork:
        team, known = self._team, self._known
        number = self._people.number
        time = np.where(plan.single > 0, known["single_time"], known["review_time"] * number)
        pool = self._review_pool(time, plan.reviews)
        load = self._review_load(time, plan.reviews, self._built)
        passed = (1 - self._catch(plan.reviews, load)) / (1 - self._usual_catch)
        more_interest = self._interest - team.debt_interest
        chance = (
            team.change_breaks
            * passed
            * (1 + known["tired_breaks"] * self._fatigue)
            * np.maximum(1 + known["debt_breaks"] * more_interest, 0.2)
            * (1 + known["delegation_breaks"] * (plan.delegation - 0.5))
        )
        return WeekOfWork(
            people=np.maximum(number, 1),
            feature_work=capacity * plan.features,
            breaks=hazard_of(np.minimum(chance, LARGEST_BREAK)),
            review_pool=pool,
            review_work=known["review_hours"] / FULL_WEEK * plan.reviews,
        )

    def _review_pool(self, time: FloatArray, reviews: FloatArray | float) -> FloatArray:
        """Changes that reviewers can look at in a week."""
        effort = self._known["review_hours"] / FULL_WEEK
        return np.asarray(time / (effort * np.maximum(reviews, 1)))

    def _review_load(
        self, time: FloatArray, reviews: FloatArray | float, built: FloatArray
    ) -> FloatArray:
        return np.minimum(built / np.maximum(self._review_pool(time, reviews), 1e-9), 1.0)

    def _catch(self, reviews: FloatArray, load: FloatArray) -> FloatArray:
        """Share of bad changes that review stops: a second look stops half as many again."""
        once = self._known["review_catch"] * (1 - self._known["review_strain"] * load)
        caught = once * np.minimum(reviews, 1.0)
        if np.any(reviews == 2):
            twice = 1 - (1 - once) * (1 - 0.5 * once)
            caught = np.where(reviews == 2, twice, caught)
        return np.asarray(caught)

    def _live_risks(self, plan: Plan) -> dict[str, FloatArray]:
        known = self._known
        asking = 1 + known["risk_asking"] * plan.asks
        return self._risks.week(
            surfaces=known["risk_surfaces"] * self._at["safety"] * asking,
            ripens=known["risk_matures"],
            appears=known["risk_appears"],
        )

    def _live_pages(self, week: int, failed: SmallIntArray, incidents: FloatArray) -> SmallIntArray:
        rate = max(self._team.pages - self._team.failed_deployments, 0.0) * self._at["background"]
        pages = pages_of_week(
            self._rng["pages"], week=week, rate=rate, failed=failed, incidents=incidents,
            incident_pages=self._known["incident_pages"],
        )  # fmt: skip
        self.record.pages[week * SHIFTS : (week + 1) * SHIFTS] = pages
        self._paged = pages.sum(axis=0, dtype=np.int64).astype(np.float64)
        return pages

    def _judge(
        self,
        plan: Plan,
        causes: dict[str, dict[str, FloatArray]],
        news: FloatArray,
        incidents: FloatArray,
    ) -> None:
        """What people inside and outside make of the week."""
        known, at, team = self._known, self._at, self._team
        causes["safety"] = gauges.safety_causes(
            at["safety"], plan, known, news=news, start=team.safety
        )
        causes["trust_in_lead"] = gauges.lead_causes(
            at["trust_in_lead"], plan, known, news=news, start=self._trust_start
        )
        finished = self.record.finished_so_far(self._flow)
        self._last = [*self._last[1:], finished]
        delivered = sum(self._last[1:], start=self._last[0]) / len(self._last)
        promise = np.where(np.isnan(plan.promise), self._pace, plan.promise)
        causes["stakeholder_trust"] = gauges.stakeholder_causes(
            at["stakeholder_trust"], known, promise=promise, delivered=delivered,
            incidents=incidents, breached=(at["error_budget"] < 0).astype(np.float64),
        )  # fmt: skip
        self._pace = self._pace + gauges.MEMORY * (finished - self._pace)

    def _count(
        self,
        plan: Plan,
        causes: dict[str, dict[str, FloatArray]],
        capacity: FloatArray,
        risks: dict[str, FloatArray],
        built: FloatArray,
    ) -> None:
        """Debt, risks and the state of the machines."""
        known, at = self._known, self._at
        causes["debt"] = gauges.debt_causes(
            at["debt"], plan, known, built=built, repair=capacity * plan.debt, share=self._interest
        )
        care = capacity * plan.reliability
        open_risks = at["known_risks"] + risks["surfaced"]
        fixed = np.minimum(open_risks, care / known["risk_fix"])
        causes["known_risks"] = {"surfaced": risks["surfaced"], "fixed": -fixed}
        causes["hidden_risks"] = {
            "appeared": risks["appeared"],
            "surfaced": -risks["surfaced"],
            "became incidents": -risks["ripened"],
        }
        left = np.minimum(known["care_yield"] * (care - fixed * known["risk_fix"]), 0.5)
        causes["background"] = {"wear": known["wear"] * at["background"],
                                "care": -left * at["background"]}  # fmt: skip

    def _spend(
        self,
        week: int,
        causes: dict[str, dict[str, FloatArray]],
        failed: SmallIntArray,
        incidents: FloatArray,
        plan: Plan,
        posts: FloatArray,
        searched: FloatArray,
    ) -> None:
        """Error budget and cash."""
        known, team = self._known, self._team
        hours = self._flow.recovery_hours[week * DAYS : (week + 1) * DAYS]
        causes["error_budget"] = self._budget.week(
            background=team.background_failures * 7 * self._at["background"],
            deployments=known["failing_per_hour"] * (hours.astype(np.float64) * failed).sum(axis=0),
            incidents=known["incident_failing"] * incidents,
        )
        causes["cash"] = gauges.cash_causes(
            team, plan, known, posts=posts, finished=self._last[-1],
            incidents=incidents, searched=searched,
        )  # fmt: skip

"""The simulated team under the usual plan, of which only the time for debt is set, month by month.

The laws are those of `engine_weeks`, without what such a plan leaves as it is: nobody is hired,
works overtime or answers bad news otherwise. No causes are kept; a test holds the two beside each
other. Arrays are (worlds that last,).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leadlab.simulation import engine_gauges as gauges
from leadlab.simulation.engine_chance import IntArray, SmallIntArray, exp_minus, poisson
from leadlab.simulation.engine_flow import hazard_of
from leadlab.simulation.engine_people import FULL_WEEK
from leadlab.simulation.engine_plan import Plan
from leadlab.simulation.engine_record import FELT_SPREAD, PULSE_SPREAD
from leadlab.simulation.engine_risks import INCIDENT_SHIFT_STEP, beyond_norm
from leadlab.simulation.engine_weeks import LARGEST_BREAK
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.records import Numbers, Records
from leadlab.simulation.repayment_accounts import Accounts, WeekOfNews
from leadlab.simulation.repayment_flow import DaysOfWork, Effort
from leadlab.simulation.repayment_luck import NONE, WHOLE, Known, Luck
from leadlab.simulation.repayment_people import Crew
from leadlab.simulation.repayment_risks import Surfacing
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, SHIFTS, Team
from leadlab.simulation.team_policy import Policy, TeamView

TWO, MOST_NEWS, MOST_LOST, LEAST_TALK, LEAST_POOL = map(np.array, (2.0, 3.0, 0.9, 0.2, 1e-9))
KEPT = (
    "_debt", "_interest", "_trust", "_background", "_known_risks", "_paged", "_built",
    "_last_week", "_page_rate", "_no_page",
)  # fmt: skip


class RepaidWeeks:
    """The state of the worlds from `first` on; `live` takes them one month on."""

    def __init__(self, team: Team, luck: Luck, *, month: int) -> None:
        assert month == gauges.WINDOW_WEEKS  # `Accounts` forgets a month when the next is entered
        count, usual = luck.worlds, Policy()
        self.first, self._team, self._luck, self._month = 0, team, luck, month
        self._crew = Crew(team, luck, usual)
        self._flow = DaysOfWork(team, luck, wip_limit=usual.wip_limit, batch=usual.batch_size)
        self._risks = Surfacing(luck)
        self._accounts = Accounts(team, luck.known, count)
        self._debt = gauges.first_debt(team, luck.known) * np.ones(count)
        self._chance_pages = max(team.pages - team.failed_deployments, 0.0)
        lead = sum(each.trust for each in team.people) / len(team.people)
        self._start = np.array([[team.safety], [lead]])
        self._trust = np.repeat(self._start, count, axis=1)
        """Safety, and trust in the lead."""
        self._background, self._known_risks = np.ones(count), np.zeros(count)
        self._paged = np.full(count, float(team.pages))
        self._built = np.full(count, team.throughput * CHANGES_PER_ITEM)
        self._last_week = np.zeros((4, count), dtype=np.int64)
        """Items that were finished, deployments, those that failed, and pages."""
        self._open = np.full(count, team.backlog + team.in_progress)
        self._know(luck.known)
        self._look()
        load = self._load(np.full(count, float(len(team.people))))
        self._usual_catch = np.maximum(self._catch(load), 0.0)

    def _know(self, known: Known) -> None:
        self._known = known
        self._effort = known["review_hours"] / FULL_WEEK
        self._thanks = np.array([known["thanks"], gauges.HALF_NEWS * known["thanks"]])

    def keep_from(self, first: int) -> None:
        """Go on without the worlds before this one."""
        cut = first - self.first
        if cut:
            self._know({name: values[cut:] for name, values in self._known.items()})
            for name in (*KEPT, "_usual_catch", "_open"):
                setattr(self, name, getattr(self, name)[..., cut:].copy())
            self._crew.keep_from(first, self._known)
            self._flow.keep_from(first)
            self._accounts.keep_from(cut, self._known)
            self.first = first

    @property
    def finished(self) -> IntArray:
        """Items that are in production."""
        return self._flow.finished

    def views(self, week: int, weeks: Sequence[int]) -> Records[TeamView]:
        """What a lead could know before this week, in worlds of so many weeks."""
        noise = self._luck.view[week // self._month, :, self.first :]
        accounts, safety, started = self._accounts, self._trust[0], self._flow.started
        honest = 0.6 + 0.4 * safety
        finished, deployments, failed, pages = self._last_week
        columns = {
            "people": self._crew.number.astype(np.int64),
            "backlog": self._open - started,
            "in_progress": started - self.finished,
            "finished": finished,
            "deployments": deployments,
            "failed_deployments": failed,
            "pages": pages,
            "known_risks": self._known_risks,
            "debt_interest_felt": np.clip(self._interest * (1 + FELT_SPREAD * noise[0]), 0, 1),
            "exhaustion_admitted": np.clip(
                self._crew.admitted * honest + PULSE_SPREAD * noise[1], 0, 1
            ),
            "safety_felt": np.clip(safety + PULSE_SPREAD * noise[2], 0, 1),
            "error_budget": accounts.error_budget,
            "stakeholder_trust": accounts.stakeholder_trust,
            "cash": accounts.cash,
        }  # fmt: skip
        shown = {name: Numbers(values) for name, values in columns.items()}
        return Records(TeamView, {"week": [week + 1] * len(weeks), "weeks": list(weeks), **shown})

    def live(self, week: int, plan: Plan) -> list[IntArray]:
        """A month from this week on; items that are in production after each of its weeks."""
        shares = plan.features + plan.debt + plan.reliability + plan.mentoring + plan.learning
        self._crew.begin(np.maximum(1 - shares, 0.0))
        finished, numbers = [self.finished], range(week, week + self._month)
        self._accounts.month([self._live(number, plan, finished) for number in numbers])
        places = self._luck.open_to[(week + self._month) * DAYS - 1, self.first :]
        self._open = places - self._luck.home[self.first :]
        return finished[1:]

    def _live(self, week: int, plan: Plan, finished: list[IntArray]) -> WeekOfNews:
        capacity, background = self._capacity(), self._background
        surfaced, ripened = self._risks.week(week, self._trust[0])
        work = self._effort_of(capacity * plan.features)
        posts = self._crew.posts
        done, built = self._flow.work_done, self._flow.built
        deployments, failed = self._flow.week(week, work)
        self._built = self._flow.built - built
        failures = np.add.reduce(failed)
        pages = self._pages(week, failed.astype(np.int16), ripened)
        trust = self._trust[1]
        self._judge(np.minimum(surfaced + failures, MOST_NEWS))
        self._count(plan, capacity, surfaced, self._flow.work_done - done)
        self._look()
        self._crew.live(week, beyond_norm(pages, self._known["shift_norm"]), trust)
        finished.append(self.finished)
        new = finished[-1] - finished[-2]
        if (week + 1) % self._month == 0:
            seen = (new, np.add.reduce(deployments), failures, self._paged)
            self._last_week = np.array(seen, dtype=np.int64)
        days = slice(week * DAYS, (week + 1) * DAYS)
        hours = np.add.reduce(self._luck.recovery[days, self.first :] * failed)
        return WeekOfNews(new.astype(np.float64), ripened, background, hours, posts)

    def _capacity(self) -> FloatArray:
        """Engineer-weeks that are left for planned work."""
        team, known, number = self._team, self._known, self._crew.number
        output, new = self._crew.output()
        pages = known["page_hours"] * (self._paged - team.pages)
        lost = team.interruptions + pages / (FULL_WEEK * self._crew.some)
        lost = np.minimum(np.maximum(lost, NONE), MOST_LOST)
        free = np.maximum(output - known["newcomer_help"] * new, NONE)
        talk = WHOLE - known["communication"] * number * (number - WHOLE) / TWO
        free = free * np.maximum(talk, LEAST_TALK) * (WHOLE - lost)
        return np.asarray(free * (WHOLE - self._interest))

    def _effort_of(self, feature_work: FloatArray) -> Effort:
        team, known, number = self._team, self._known, self._crew.number
        passed = (WHOLE - self._catch(self._load(number))) / (WHOLE - self._usual_catch)
        more_interest = self._interest - team.debt_interest
        chance = team.change_breaks * passed
        chance *= np.maximum(1 + known["debt_breaks"] * more_interest, 0.2)
        return Effort(
            people=self._crew.some,
            feature_work=feature_work,
            breaks=hazard_of(np.minimum(chance, LARGEST_BREAK)),
            review_pool=known["review_time"] * number / self._effort,
            review_work=self._effort,
            switch_cost=known["switch_cost"],
            people_per_item=known["people_per_item"],
        )

    def _load(self, people: FloatArray) -> FloatArray:
        """Part of what so many people can review that was built last week."""
        pool = self._known["review_time"] * people / self._effort
        return np.asarray(np.minimum(self._built / np.maximum(pool, LEAST_POOL), WHOLE))

    def _catch(self, load: FloatArray) -> FloatArray:
        """Share of bad changes that review stops."""
        known = self._known
        return np.asarray(known["review_catch"] * (WHOLE - known["review_strain"] * load))

    def _pages(self, week: int, failed: SmallIntArray, incidents: FloatArray) -> SmallIntArray:
        """Pages of each shift, (shifts, worlds): chance, failed deployments by day, incidents."""
        here = self._luck.pages[week, :, self.first :]
        pages = poisson(here, self._page_rate, self._no_page)
        pages[0 : 2 * DAYS : 2] += failed
        caused = np.rint(incidents * self._known["incident_pages"]).astype(np.int16)
        pages[week * INCIDENT_SHIFT_STEP % SHIFTS] += caused
        self._paged = np.add.reduce(pages, dtype=np.int64).astype(np.float64)
        return pages

    def _judge(self, news: FloatArray) -> None:
        """How thanks for bad news move safety and trust in the lead."""
        level = self._trust
        answers = np.minimum(self._thanks * news, WHOLE) * (WHOLE - level)
        back = self._known["safety_return"] * (self._start - level)
        after = level + (answers + back)
        flat = after.ravel()
        if np.minimum.reduce(flat) < 0 or np.maximum.reduce(flat) > 1:
            parts = gauges.on_scale(level.ravel(), {"a": answers.ravel(), "b": back.ravel()})
            answers, back = (each.reshape(level.shape) for each in parts.values())
        self._trust = level + answers + back

    def _count(
        self, plan: Plan, capacity: FloatArray, surfaced: FloatArray, built: FloatArray
    ) -> None:
        """Debt, risks and the state of the machines."""
        known, background = self._known, self._background
        new = known["debt_inflow"] * built
        old = new * known["debt_breeds"] * self._interest / known["debt_ceiling"]
        debt = self._debt + new + old
        repaid = capacity * plan.debt * known["repay_yield"]
        self._debt = debt - np.minimum(repaid, debt)
        care = capacity * plan.reliability
        open_risks = self._known_risks + surfaced
        fixed = np.minimum(open_risks, care / known["risk_fix"])
        self._known_risks = open_risks - fixed
        left = np.minimum(known["care_yield"] * (care - fixed * known["risk_fix"]), 0.5)
        self._background = background + known["wear"] * background - left * background

    def _look(self) -> None:
        """What debt takes of the time now, and how likely a shift is without pages."""
        known = self._known
        self._page_rate = self._chance_pages * self._background / SHIFTS
        both = exp_minus(np.array([self._debt / known["debt_scale"], self._page_rate]))
        self._interest = known["debt_ceiling"] * (WHOLE - both[0])
        self._no_page = both[1]

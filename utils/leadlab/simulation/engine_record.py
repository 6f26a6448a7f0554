"""What is kept of a simulated team: gauges, causes, people and the flow of each day."""

from __future__ import annotations

import numpy as np

from leadlab.simulation.engine_chance import IntArray, Stream
from leadlab.simulation.engine_flow import Flow
from leadlab.simulation.engine_ledger import Ledger
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.records import Numbers, Records
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, SHIFTS
from leadlab.simulation.team_policy import TeamView

FELT_SPREAD = 0.3  # of the interest that people report
PULSE_SPREAD = 0.1  # of exhaustion and safety in a survey


class Record:
    """Arrays are written as (time, replications) and shown as (replications, time)."""

    def __init__(
        self, *, start: dict[str, FloatArray], flow: Flow, weeks: int, count: int, seats: int
    ) -> None:
        self.ledger = Ledger(start, weeks=weeks)
        self.flow = flow
        self.pages = np.zeros((weeks * SHIFTS, count), dtype=np.int16)
        self.here = np.zeros((weeks, seats, count), dtype=np.bool_)
        self.able, self.exhaustion = np.empty((2, weeks, seats, count), dtype=np.float32)
        self._finished = np.zeros(count, dtype=np.int64)

    def note_people(
        self, week: int, here: FloatArray, able: FloatArray, exhaustion: FloatArray
    ) -> None:
        """Keep who is here, how able and how tired at the end of the week."""
        self.here[week] = here
        self.able[week] = able
        self.exhaustion[week] = exhaustion

    def finished_so_far(self, flow: Flow) -> FloatArray:
        """Items finished since this was asked last."""
        now: IntArray = flow.deployed // CHANGES_PER_ITEM
        found = (now - self._finished).astype(np.float64)
        self._finished = now
        return found


def views(
    record: Record, week: int, weeks: int, at: dict[str, FloatArray], felt: FloatArray,
    rng: Stream,
) -> Records[TeamView]:  # fmt: skip
    """What a lead could know in each replication at the start of this week."""
    count = len(felt)
    noise = 2 * rng.random((3, count)) - 1
    flow, day = record.flow, week * DAYS - 1
    by_day = flow.by_day

    def last(stage: str) -> IntArray:
        if week == 0:
            return np.zeros(count, dtype=np.int64)
        now = by_day[stage][day].astype(np.int64)
        return np.asarray(now - by_day[stage][day - DAYS]) if week > 1 else now

    deployed = np.zeros((2, count), dtype=np.int64)
    for place, then in enumerate((day, day - DAYS)):
        if then >= 0:
            deployed[place] = by_day["deployed"][then]
    honest = 0.6 + 0.4 * at["safety"]
    columns = {
        "people": at["people"].astype(np.int64),
        "backlog": flow.backlog,
        "in_progress": flow.in_progress,
        "finished": deployed[0] // CHANGES_PER_ITEM - deployed[1] // CHANGES_PER_ITEM,
        "deployments": last("deployments"),
        "failed_deployments": by_day["failed"][max(day - DAYS + 1, 0) : day + 1].sum(axis=0),
        "pages": record.pages[max((week - 1) * SHIFTS, 0) : week * SHIFTS].sum(axis=0),
        "known_risks": at["known_risks"],
        "debt_interest_felt": np.clip(felt * (1 + FELT_SPREAD * noise[0]), 0, 1),
        "exhaustion_admitted": np.clip(
            at["exhaustion"] * honest + PULSE_SPREAD * noise[1], 0, 1
        ),
        "safety_felt": np.clip(at["safety"] + PULSE_SPREAD * noise[2], 0, 1),
        "error_budget": at["error_budget"],
        "stakeholder_trust": at["stakeholder_trust"],
        "cash": at["cash"],
    }  # fmt: skip
    seen = {name: Numbers(np.array(each)) for name, each in columns.items()}
    return Records(TeamView, {"week": [week + 1] * count, "weeks": [weeks] * count, **seen})

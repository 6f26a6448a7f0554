"""The published regularities that the simulated team is held against, claim by claim."""

from __future__ import annotations

import numpy as np

from leadlab.simulation.team_facts import (
    HIRING,
    OVERTIME,
    USUAL,
    Claim,
    bend,
    by_formula,
    dates_kept,
    exhaustion,
    failing,
    item_days,
    items,
    littles_ratio,
    mentored,
    overruns,
    paged,
    queue_days,
    repairing,
    spoken,
    trusted,
)
from leadlab.simulation.team_policy import Policy

CLAIMS = (
    Claim(
        id="kingman", fact="Waiting by load", evidence="kingman", unit="ratio",
        says="Days in a queue at 70 % load, over those of Kingman's formula",
        measure=lambda _: queue_days(0.7, weeks=500, replications=600) / by_formula(0.7),
        least=0.9, most=1.1,
    ),
    Claim(
        id="convex", fact="Waiting by load", evidence="waiting_mm1", unit="days",
        says="What the step from 70 to 80 % load costs more than that from 60 to 70 %",
        measure=bend, least=0,
    ),
    Claim(
        id="little", fact="Little's law", evidence="littles_law", unit="ratio",
        says="Items in progress, over throughput times time in progress",
        measure=littles_ratio, least=0.98, most=1.02,
    ),
    Claim(
        id="pooling", fact="One queue or two", evidence="pollaczek_khinchine", unit="days",
        says="Days in the system with a queue for each of two people, less those with one queue",
        measure=lambda _: queue_days(0.7) - queue_days(0.7, people=2), least=0,
    ),
    Claim(
        id="wip_time", fact="Limits on work in progress", evidence="wip_and_lead_time",
        unit="days", says="Days of an item under a limit of 30, less those under 8",
        measure=lambda trials: item_days(trials, 30) - item_days(trials, 8), least=0,
    ),
    Claim(
        id="wip_starves", fact="Limits on work in progress", evidence="wip_and_lead_time",
        unit="items a week", says="Items under a limit of 6, less those under 2",
        measure=lambda trials: items(trials, 6) - items(trials, 2), least=0,
    ),
    Claim(
        id="wip_switching", fact="Limits on work in progress", evidence="switching_table",
        unit="items a week", says="Items under a limit of 12, less those under 60",
        measure=lambda trials: items(trials, 12) - items(trials, 60), least=0,
    ),
    Claim(
        id="batch_lead", fact="Batches", evidence="small_batches", unit="days",
        says="Lead time of changes in batches of 12, less that in batches of 1",
        measure=lambda trials: (
            trials.run(Policy(batch_size=12)).lead_time - trials.run(Policy(batch_size=1)).lead_time
        ),
        least=0,
    ),
    Claim(
        id="batch_failure", fact="Batches", evidence="batch_failure", unit="share",
        says="Share of deployments that fail in batches of 12, less that in batches of 1",
        measure=lambda trials: failing(trials, 12) - failing(trials, 1), least=0,
    ),
    Claim(
        id="one_reviewer", fact="A single reviewer", evidence="review_at_google", unit="days",
        says="Lead time with one named reviewer, less that with any colleague",
        measure=lambda trials: (
            trials.run(Policy(review="single")).lead_time - trials.run().lead_time
        ),
        least=0,
    ),
    Claim(
        id="brooks_loss", fact="Brooks's law", evidence="brooks_law_simulated", unit="items",
        says="Items won by four newcomers, up to the second week after they came",
        measure=lambda trials: trials.won(HIRING, USUAL, last=10), most=0,
    ),
    Claim(
        id="brooks_gain", fact="Brooks's law", evidence="brooks_law_simulated", unit="items",
        says="Items won by four newcomers in a year",
        measure=lambda trials: trials.won(HIRING, USUAL), least=0,
    ),
    Claim(
        id="brooks_ramp", fact="Brooks's law", evidence="ramp_up", unit="items",
        says="Items won in half a year if newcomers need 6 weeks, less those if they need 24",
        measure=lambda trials: (
            trials.won(HIRING, USUAL, last=26, ramp_weeks=6, quit_base=0)
            - trials.won(HIRING, USUAL, last=26, ramp_weeks=24, quit_base=0)
        ),
        least=0,
    ),
    Claim(
        id="debt_interest", fact="Interest on debt", evidence="debt_interest", unit="share of time",
        says="Time that debt takes after a year without repair; developers reported 23 %",
        measure=lambda trials: trials.run(Policy(features=0.85, debt=0)).debt_interest[:, -1],
        least=0.23, most=0.6,
    ),
    Claim(
        id="repair_short", fact="How much to repair", evidence="repay_optimum", unit="items",
        says="Items won by a fifth for debt in place of nothing, over 20 weeks",
        measure=lambda trials: trials.won(repairing(0.2), repairing(0), last=20, weeks=20), most=0,
    ),
    Claim(
        id="repair_long", fact="How much to repair", evidence="repay_optimum", unit="items",
        says="The same over two years",
        measure=lambda trials: trials.won(repairing(0.2), repairing(0), last=104, weeks=104),
        least=0,
    ),
    Claim(
        id="repair_much", fact="How much to repair", evidence="repay_optimum", unit="items",
        says="Items won by two fifths for debt in place of one, over two years",
        measure=lambda trials: trials.won(repairing(0.4), repairing(0.2), last=104, weeks=104),
        most=0,
    ),
    Claim(
        id="overtime_first", fact="Overtime", evidence="sim_overtime", unit="items",
        says="Items won by 20 % longer weeks in the first three",
        measure=lambda trials: trials.won(OVERTIME, USUAL, last=3), least=0,
    ),
    Claim(
        id="overtime_later", fact="Overtime", evidence="sim_overtime", unit="items",
        says="Items won by them from the third month to the sixth",
        measure=lambda trials: trials.won(OVERTIME, USUAL, first=8, last=26), most=0,
    ),
    Claim(
        id="safety_risks", fact="Safety and hidden risks", evidence="psychological_safety_meta",
        unit="risks", says="Risks spoken of in half a year with thanks, less those with blame",
        measure=lambda trials: spoken(trials, "thank", 26) - spoken(trials, "blame", 26), least=0,
    ),
    Claim(
        id="asking_risks", fact="Safety and hidden risks", evidence="psychological_safety_limits",
        unit="risks", says="Risks spoken of in a quarter if the lead asks, less those with thanks",
        measure=lambda trials: spoken(trials, "ask", 13) - spoken(trials, "thank", 13), least=0,
    ),
    Claim(
        id="mentoring_first", fact="Mentoring", evidence="sim_mentoring", unit="items",
        says="Items won by eight weeks of mentoring within ten weeks",
        measure=mentored(0, 10), most=0,
    ),
    Claim(
        id="mentoring_later", fact="Mentoring", evidence="mentoring_effects", unit="items",
        says="Items won by it from the fourth month to the end of the year",
        measure=mentored(13, 52), least=0,
    ),
    Claim(
        id="pages_many", fact="Pages", evidence="oncall_norm", unit="0 to 1",
        says="Exhaustion after a year of 40 pages a week, less that of 6",
        measure=lambda trials: paged(trials, 40) - paged(trials, 6), least=0.1,
    ),
    Claim(
        id="pages_few", fact="Pages", evidence="oncall_norm", unit="0 to 1",
        says="Exhaustion after a year of 6 pages a week, less that of none",
        measure=lambda trials: paged(trials, 6) - paged(trials, 0), least=-0.02, most=0.02,
    ),
    Claim(
        id="control", fact="Room to decide", evidence="sim_exhaustion", unit="0 to 1",
        says="Exhaustion after a year without anything to decide, less that with all of it",
        measure=lambda trials: (
            exhaustion(trials, Policy(delegation=0)) - exhaustion(trials, Policy(delegation=1))
        ),
        least=0,
    ),
    Claim(
        id="estimates_mean", fact="Estimates", evidence="fat_tails_it_projects", unit="factor",
        says="Actual over planned work of an item, on average",
        measure=overruns(0), least=1.25, most=1.29,
    ),
    Claim(
        id="estimates_tail", fact="Estimates", evidence="fat_tails_it_projects", unit="share",
        says="Items that cost twice the plan or more; about one in six",
        measure=overruns(2), least=0.15, most=0.20,
    ),
    Claim(
        id="forecast_kept", fact="Forecasts", evidence="monte_carlo_throughput", unit="share",
        says="Dates from resampled throughput, said to be 85 % sure, that are kept",
        measure=lambda trials: dates_kept(trials)[0], least=0.8,
    ),
    Claim(
        id="forecast_better", fact="Forecasts", evidence="software_overruns", unit="share",
        says="That share, less the share of kept dates reckoned from percent done",
        measure=lambda trials: np.subtract(*dates_kept(trials)), least=0.2,
    ),
    Claim(
        id="promises", fact="Trust of stakeholders", evidence="sim_stakeholder_trust",
        unit="0 to 1", says="Trust after a year of promising 5.5 items a week, less that of 9",
        measure=lambda trials: trusted(trials, 5.5) - trusted(trials, 9.0), least=0.1,
    ),
)  # fmt: skip
"""At least fourteen facts, each with one claim or more."""

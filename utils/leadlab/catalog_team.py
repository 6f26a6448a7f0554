"""The simulated team of the course, from the file of the world."""

from __future__ import annotations

from typing import Any

from leadlab.catalog_files import cached, read_document
from leadlab.errors import ContentError, LeadlabError
from leadlab.simulation.team import Person, Team

FILE = "world.yaml"
MEMBERS = "visits"
STAKEHOLDERS = ("margit", "ranjit", "agnes", "viktor", "birgitta")


@cached
def _loaded() -> Team | tuple[ContentError, ...]:
    document = read_document(FILE)
    if document.faults:
        return document.faults
    try:
        return _team(document.data)
    except KeyError as error:
        return (document.fault((), f"{error} is missing, and the simulated team needs it"),)
    except (LeadlabError, TypeError, ValueError) as error:
        return (document.fault((), f"no team can be made of it: {error}"),)


def default_team(**changes: Any) -> Team:
    """The eight people of Visits on the first morning, with some numbers changed.

    >>> [person.name for person in default_team().people][:2]
    ['Henrike', 'Adaeze']
    >>> default_team(interruptions=0.3).interruptions
    0.3
    """
    found = _loaded()
    if isinstance(found, tuple):
        raise found[0]
    return found.changed(**changes) if changes else found


def team_faults() -> tuple[ContentError, ...]:
    """Faults of the file that keep it from becoming a team."""
    found = _loaded()
    return found if isinstance(found, tuple) else ()


def _team(world: dict[str, Any]) -> Team:
    values = {
        name: entry["value"]
        for name, entry in world["simulator"]["values"].items()
        if "value" in entry
    }
    delivery = world["system"]["delivery_26_weeks"]
    company, year = world["company"], world["company"]["visits_budget_year"]
    running = sum(amount for name, amount in year.items() if name != "people")
    return Team(
        people=tuple(_person(each) for each in world["people"].values() if _is_member(each)),
        arrivals=values["arrivals"],
        backlog=delivery["backlog"],
        in_progress=values["in_progress"],
        throughput=values["throughput"],
        interruptions=values["interruptions"],
        debt_interest=values["debt_interest"],
        change_breaks=values["change_breaks"],
        safety=values["safety"],
        hidden_risks=values["hidden_risks"],
        pages=values["pages"],
        failed_deployments=round(delivery["deploys_week"] * delivery["change_failure"], 6),
        error_budget=values["error_budget"],
        background_failures=values["background_failures"],
        stakeholder_trust=round(
            sum(values[f"trust_{name}"] for name in STAKEHOLDERS) / len(STAKEHOLDERS), 6
        ),
        cash_weeks=values["cash"],
        weekly_cost=round(sum(company["cost_year"].values()) / 52 / 1000, 3),
        engineer_week_cost=company["engineer_week_cost"] / 1000,
        running_cost=round(running / 52 / 1000, 3),
    )


def _is_member(entry: dict[str, Any]) -> bool:
    return bool(entry.get("about", {}).get("team") == MEMBERS)


def _person(entry: dict[str, Any]) -> Person:
    about = entry["about"]
    return Person(
        name=entry["name"],
        skill=about["skill"],
        weeks_here=about["weeks_here"],
        hours_week=about["hours_week"],
        exhaustion=about["exhaustion"],
        trust=about["trust"],
        on_call=about["on_call"],
    )

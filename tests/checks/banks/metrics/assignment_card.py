"""Answers to the graded metric card."""

from __future__ import annotations

from answer_banks import blank, right, wrong

PARTS = {
    "decision": "Decides: whether releases of rota go out in smaller parts, on Mondays.",
    "definition": "Counted: share of deployments that caused an incident, of all of rota.",
    "source": "Data: deployment log and incident log, the last 13 weeks.",
    "owner": "Owner: Imani Diallo.",
    "action": "Action: above 15 % Imani halts releases until two causes are found.",
    "guard": "Guard: calls of planners about rounds.",
    "not_for": "Not for: comparing people, and no bonus hangs on it.",
    "stop": "Ends: 31 August, unless it has changed a decision by then.",
}


def without(part, instead=""):
    return "\n".join(instead if name == part else line for name, line in PARTS.items())


BANK = {
    "metrics.card": (
        right(without("")),
        right(" ".join(PARTS.values()), name="in one paragraph"),
        wrong(without("decision"), name="no decision", points=6, tag="metric_without_decision",
              message="who decides what"),
        wrong(without("definition", "Counted: as agreed."), name="no definition", points=6,
              message="what is counted over what"),
        wrong(without("source"), name="no source", points=6.5, message="Name the log"),
        wrong(without("owner", "Owner: the team"), name="a team", points=6,
              tag="promise_without_owner", message="a team cannot be asked"),
        wrong(without("action", "Action: we act accordingly."), name="no act", points=6,
              tag="metric_without_act", message="Name a value and an act"),
        wrong(without("guard", "Guard: none"), name="no guard", points=6,
              tag="target_without_guard", message="when the first is fooled"),
        wrong(without("not_for"), name="no limits of use", points=6.5, message="no bonus hangs"),
        wrong(without("stop", "Ends: never"), name="no end", points=6, tag="for_ever",
              message="collected for ever"),
        wrong("Coverage must be at 80 % and everybody looks at it.", name="a wish", points=0,
              message="Name the one person"),
        wrong(7, name="a number", points=0, message="Give the record as a text"),
        blank(""),
    ),
}  # fmt: skip

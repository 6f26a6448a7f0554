"""The graded metric card: eight parts, read as text."""

from __future__ import annotations

from collections.abc import Iterator

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.writing import written
from leadlab.models.writing import check_metric_card

PARTS = {
    "decision": 1.0,
    "definition": 1.0,
    "source": 0.5,
    "owner": 1.0,
    "action": 1.0,
    "guard": 1.0,
    "not_for": 0.5,
    "stop": 1.0,
}
TAGS = {
    "decision": "metric_without_decision",
    "owner": "promise_without_owner",
    "action": "metric_without_act",
    "guard": "target_without_guard",
    "stop": "for_ever",
}


@exercise(
    "metrics.card",
    title="A metric card",
    concepts=("X-01", "X-07", "X-22"),
    points=7,
    kind="structured text",
    hints=(
        "Read it as the one who inherits the number in a year: may I switch it off?",
        "Eight parts, each behind a plain label; one has a name, one a value, one a day.",
        '"Decides: …", "Counted: …", "Data: …", "Owner: …", "Action: above …", "Guard: …".',
    ),
    solution="""
        Decides: whether releases of rota go out in smaller parts; Imani and Rui, on Mondays.
        Counted: share of deployments of rota that caused an incident, of all its deployments.
        Data: deployment log and incident log, the last 13 weeks, with its range.
        Owner: Imani Diallo
        Action: if the whole range lies above 10 %, Imani halts releases until they are split.
        Guard: calls of planners about rounds, in case incidents are no longer called that.
        Not for: comparing rota with sync, or people; no bonus hangs on it.
        Ends: 31 August, unless it has changed a decision by then.
        """,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def card(text: str) -> Iterator[Check | str]:
    """Eight parts of a metric card, each with the words that it rests on."""
    yield from written(text, PARTS, tags=TAGS, read=check_metric_card)

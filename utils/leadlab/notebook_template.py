"""Templates that are filled from the learner's own words and numbers."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from leadlab import catalog
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.tradeoffs.memo import debt_sums
from leadlab.views.charter_page import metric_charter
from leadlab.views.form_page import filled_form
from leadlab.views.memo_page import Memo, Words
from leadlab.views.saved_page import SavedPage

FORMS = ("delegation_contract", "growth_plan", "one_to_one")
"""Templates whose headings are filled in with words alone."""
FILLED = ("debt_memo", "metric_charter", *FORMS)


class Text(str):
    """A text that is shown as it reads, line by line.

    >>> Text("# Title")
    # Title
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def empty_template(name: str) -> Text:
    """A template as it is copied."""
    return Text(catalog.template(name))


def filled_template(name: str, given: dict[str, Any]) -> SavedPage:
    """A template with the learner's own words and numbers in it.

    >>> filled_template("debt_memo", {"hours_a_week": 10, "weeks_to_repay": 4}).splitlines()[4]
    '| It costs a week, in euro | 400 | 400 | 400 |'
    """
    if name not in FILLED:
        raise UnknownName("template that fills itself", name, FILLED)
    if name in FORMS:
        return filled_form(name, catalog.template(name), given)
    if name == "metric_charter":
        return metric_charter(given)
    return _debt_memo(given)


def _debt_memo(given: dict[str, Any]) -> Memo:
    words = {each.name for each in dataclasses.fields(Words)}
    numbers = inspect.signature(debt_sums).parameters
    for each in given:
        if each not in words and each not in numbers:
            raise UnknownName("part of the debt memo", each, [*words, *numbers])
    missing = [
        key for key, each in numbers.items() if each.default is each.empty and key not in given
    ]
    if missing:
        raise LeadlabError(
            f"The debt memo needs {' and '.join(missing)}: a number, or a pair such as (4, 6)."
        )
    return Memo.of(
        Words(**{key: value for key, value in given.items() if key in words}),
        debt_sums(**{key: value for key, value in given.items() if key in numbers}),
    )

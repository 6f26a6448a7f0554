"""Predictions typed as code, and the sentence that scores one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadlab.checks.predicates import as_number
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.forecasting import interval_score

PARTS = {
    "interval": ("low", "high"),
    "choice": ("choice", "confidence"),
    "probability": ("probability",),
}
EVEN_BRIER = 0.25


def answer_from(prediction: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """The prediction as it is kept.

    >>> class Rain: kind, id = "probability", "weather.rain"
    >>> answer_from(Rain(), {"probability": 0.7, "low": None})
    {'probability': 0.7}

    Args:
        prediction: A `catalog.Prediction`.
        given: What was typed; parts that were not are None.

    Raises:
        LeadlabError: A part is missing, does not belong here, or is out of range.
    """
    parts = PARTS[prediction.kind]
    extra = [name for name, value in given.items() if value is not None and name not in parts]
    missing = [name for name in parts if given.get(name) is None and name != "confidence"]
    if extra or missing:
        call = ", ".join(f"{name}=…" for name in parts)
        raise LeadlabError(f'This one is predicted with lab.predict("{prediction.id}", {call}).')
    if prediction.kind == "interval":
        low, high = (_number(given[name], f"{name}=") for name in parts)
        if low > high:
            raise LeadlabError(f"The low end, {low:g}, is above the high end, {high:g}.")
        return {"low": low, "high": high}
    if prediction.kind == "probability":
        return {"probability": _chance(given["probability"], "probability=")}
    if given["choice"] not in prediction.options:
        raise UnknownName("option", given["choice"], prediction.options)
    answer = {"choice": given["choice"]}
    if given.get("confidence") is not None:
        answer["confidence"] = _chance(given["confidence"], "confidence=")
    return answer


def kept_answer(prediction: Any, value: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What was kept, or None where the question has changed its kind since.

    >>> class Rain: kind = "probability"
    >>> kept_answer(Rain(), {"probability": 0.7}), kept_answer(Rain(), {"low": 1, "high": 2})
    ({'probability': 0.7}, None)
    """
    needed = [name for name in PARTS[prediction.kind] if name != "confidence"]
    return value if value is not None and all(name in value for name in needed) else None


def score_sentence(prediction: Any, answer: Mapping[str, Any]) -> str:
    """How good a prediction was, in a sentence or two.

    >>> class Rain: kind, truth = "probability", True
    >>> score_sentence(Rain(), {"probability": 0.7})
    'Brier score 0.09; 0 is best, and saying 50 % always scores 0.25.'
    """
    if prediction.kind == "interval":
        low, high, truth = answer["low"], answer["high"], float(prediction.truth)
        score = interval_score([low], [high], [truth], level=prediction.level)
        hit = "Your range held the number."
        if truth < low:
            hit = f"The number lies below your range, by {low - truth:,g}."
        elif truth > high:
            hit = f"The number lies above your range, by {truth - high:,g}."
        return f"{hit} Interval score {score:,.4g}: the width, plus a fine for a miss; low is good."
    if prediction.kind == "probability":
        return _brier(answer["probability"], bool(prediction.truth))
    right = answer["choice"] == prediction.truth
    told = "Your choice holds." if right else "Another choice holds."
    sure = answer.get("confidence")
    return told if sure is None else f"{told} {_brier(sure, right)}"


def _brier(chance: float, came: bool) -> str:
    score = (chance - float(came)) ** 2
    return f"Brier score {score:.2f}; 0 is best, and saying 50 % always scores {EVEN_BRIER}."


def _number(value: object, name: str) -> float:
    number = as_number(value)
    if isinstance(number, str):
        raise LeadlabError(f"{name} {number}")
    return number


def _chance(value: object, name: str) -> float:
    number = _number(value, name)
    if 0 <= number <= 1:
        return number
    more = f" For {number:g} % write {number / 100:g}." if 1 < number <= 100 else ""
    raise LeadlabError(f"{name} lies between 0 and 1; this is {number:g}.{more}")

"""Leadlab, a flight simulator for tech leads.

>>> import leadlab as lab
>>> lab.learner.__name__
'learner'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadlab import notebook_delivery as delivery
    from leadlab.models import boards, decisions, forecasting, tradeoffs, writing
    from leadlab.notebook import (
        Team,
        cards,
        check,
        dataset,
        evidence,
        explore,
        grade,
        hint,
        instance,
        learner,
        lesson,
        play,
        predict,
        reveal,
        simulate,
        template,
    )
    from leadlab.notebook_cockpit import cockpit
    from leadlab.simulation.team_policy import Policy

__all__ = [
    "Policy",
    "Team",
    "boards",
    "cards",
    "check",
    "cockpit",
    "dataset",
    "decisions",
    "delivery",
    "evidence",
    "explore",
    "forecasting",
    "grade",
    "hint",
    "instance",
    "learner",
    "lesson",
    "play",
    "predict",
    "reveal",
    "simulate",
    "template",
    "tradeoffs",
    "writing",
]

__version__ = "0.1.0"

_MODELS = {"boards", "decisions", "forecasting", "tradeoffs", "writing"}


def __getattr__(name: str) -> Any:
    """A word of the course, read only when it is first used, so that importing stays quick."""
    if name in _MODELS:
        return _kept(name, importlib.import_module(f"leadlab.models.{name}"))
    if name == "delivery":
        return _kept(name, importlib.import_module("leadlab.notebook_delivery"))
    if name == "cockpit":
        return importlib.import_module("leadlab.notebook_cockpit").cockpit
    if name == "Policy":
        return _kept(name, importlib.import_module("leadlab.simulation.team_policy").Policy)
    if name in __all__:
        return getattr(importlib.import_module("leadlab.notebook"), name)
    if name.startswith("_"):
        raise AttributeError(name)
    from leadlab.errors import UnknownName, UnknownWord

    known = [f"lab.{each}" for each in __all__]
    raise UnknownWord(str(UnknownName("word", f"lab.{name}", known)))


def _kept(name: str, found: Any) -> Any:
    """A word that a policy says thousands of times, at hand from now on."""
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

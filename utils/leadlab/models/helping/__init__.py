"""Helping without taking over: how much of the way to show, and how much authority to give.

>>> from leadlab.models import helping
>>> helping.LEVELS[4]
'advise'
"""

from leadlab.models.helping.authority import LEVELS, Handover, UnusableHandover, approval_wait
from leadlab.models.helping.hints import (
    Learning,
    Task,
    UnusableHelp,
    cheaper_from,
    follow,
    smallest_help,
)

__all__ = [
    "LEVELS",
    "Handover",
    "Learning",
    "Task",
    "UnusableHandover",
    "UnusableHelp",
    "approval_wait",
    "cheaper_from",
    "follow",
    "smallest_help",
]

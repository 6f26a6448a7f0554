"""`lab.delivery`: measures of delivery and flow, and where their events come from.

>>> import leadlab as lab
>>> log = lab.delivery.from_git(".", deployments="tags:v*")  # doctest: +SKIP
>>> lab.delivery.measures(log)                               # doctest: +SKIP
>>> lab.delivery.report(log, to="delivery.html")             # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadlab.models import delivery as _delivery
from leadlab.models.delivery import *  # noqa: F403 - the family of measures, under one word
from leadlab.sources.exports import Export, from_export
from leadlab.sources.git_rules import GitRules, from_git

if TYPE_CHECKING:
    from leadlab.reports.delivery import report

__all__ = [*_delivery.__all__, "Export", "GitRules", "from_export", "from_git", "report"]


def __getattr__(name: str) -> Any:
    """The report, read when it is first asked for: it draws, and the measures do not."""
    if name == "report":
        from leadlab.reports.delivery import report

        globals()["report"] = report
        return report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), "report"})

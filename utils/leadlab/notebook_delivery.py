"""`lab.delivery`: measures of delivery and flow, and where their events come from.

>>> import leadlab as lab
>>> log = lab.delivery.from_git(".", deployments="tags:v*")  # doctest: +SKIP
>>> lab.delivery.measures(log)                               # doctest: +SKIP
>>> lab.delivery.report(log, to="delivery.html")             # doctest: +SKIP
"""

from __future__ import annotations

from leadlab.models import delivery as _delivery
from leadlab.models.delivery import *  # noqa: F403 - the family of measures, under one word
from leadlab.reports.delivery import report
from leadlab.sources.exports import Export, from_export
from leadlab.sources.git_rules import GitRules, from_git

__all__ = [*_delivery.__all__, "Export", "GitRules", "from_export", "from_git", "report"]

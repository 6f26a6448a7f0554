"""What is taken off a late submission, by the plug-in that the course has set for nbgrader."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.utils.importstring import import_item

from leadlab.errors import LeadlabError, shortened
from leadlab.grading.course import Course


@dataclass(frozen=True, slots=True)
class Penalties:
    """The course's rule."""

    plugin: Any

    @classmethod
    def of(cls, course: Course) -> Penalties | None:
        """The rule; None where the course does not let nbgrader take points off."""
        if AssignLatePenalties not in steps_of(course):
            return None
        step = AssignLatePenalties(config=course.config, log=logging.getLogger(__name__))
        step.init_plugin()
        return cls(step.plugin_inst)

    @staticmethod
    def seconds(
        handed_in: datetime | None, due: datetime | None, extension: timedelta | None
    ) -> float:
        """How late it is.

        >>> noon = datetime(2026, 3, 1, 12)
        >>> Penalties.seconds(noon, noon - timedelta(hours=1), timedelta(minutes=50))
        600.0
        """
        if handed_in is None or due is None:
            return 0.0
        return max(0.0, (handed_in - (due + (extension or timedelta()))).total_seconds())

    def penalty(self, student: str, score: float, late: float) -> float | None:
        """Points to take off, at least none and at most all; None where the rule takes none.

        Raises:
            LeadlabError: the course's plug-in broke.
        """
        try:
            found = self.plugin.late_submission_penalty(student, score, late)
        except Exception as error:  # whatever a course's own rule raises
            said = shortened(f"{type(error).__name__}: {error}", limit=200)
            raise LeadlabError(f"The course's rule for late submissions broke: {said}.") from error
        return None if found is None else min(max(float(found), 0.0), score)


def steps_of(course: Course) -> list[Any]:
    """Classes of the steps that nbgrader takes to grade."""
    converter = Autograde(coursedir=course.directory, config=course.config)
    return [
        import_item(step) if isinstance(step, str) else step
        for step in converter.autograde_preprocessors
    ]

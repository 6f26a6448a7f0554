"""An instructor's course folder, read as nbgrader reads it: through its own classes.

The configuration is the instructor's and runs as such. It is looked for where nbgrader looks, the
course folder and the person's own Jupyter folders, and never in the folder that a command happens
to be typed in, which may be one that a learner handed in.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory

from leadlab.errors import LeadlabError, UnknownName, shortened

CONFIG = "nbgrader_config.py"


class Settings(NbGrader):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's way of finding its settings, without the folder that one happens to be in."""

    name = "leadlab-grading"
    load_cwd_config = False
    raise_config_file_errors = True

    def init_syspath(self) -> None:
        """Let a configuration import what lies beside it, and not what lies here."""
        place = str(self.coursedir.root) if self.coursedir else ""
        if place and place not in sys.path:
            sys.path.append(place)

    def init_logging(self, *_: Any, **__: Any) -> None:
        """Leave the log files of nbgrader's own commands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a course keeps what, and the settings of nbgrader for it."""

    directory: Any
    """nbgrader's `CourseDirectory`: names of folders, what is ignored, the gradebook's address."""
    config: Any
    """All settings, as traitlets has them."""

    @classmethod
    def read(cls, folder: Path | str) -> Course:
        """The course in a folder.

        Raises:
            LeadlabError: there is no such folder, or its configuration cannot be read.
        """
        root = Path(folder).resolve()
        if not root.is_dir():
            raise LeadlabError(f"There is no course folder {root}.")
        app = Settings(log_level=logging.ERROR)
        try:
            app.initialize([], root=str(root))
        except (Exception, SystemExit) as error:
            said = shortened(f"{type(error).__name__}: {error}", limit=300)
            msg = f"{root / CONFIG} cannot be used: {said}. nbgrader would stop at it as well."
            raise LeadlabError(msg) from error
        if "root" not in app.config.get("CourseDirectory", {}):
            app.config.CourseDirectory.root = str(root)
        return cls(directory=CourseDirectory(config=app.config), config=app.config)

    @property
    def root(self) -> Path:
        """The folder that all others lie in."""
        return Path(self.directory.root)

    @property
    def gradebook_url(self) -> str:
        """Address of the gradebook, as SQLAlchemy takes it."""
        return str(self.directory.db_url)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Patterns of the names that nbgrader never copies."""
        return tuple(self.directory.ignore)

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Folder of an assignment in a step: `source`, `release`, `submitted`, `autograded`,
        `feedback`.
        """
        name = getattr(self.directory, f"{step}_directory")
        return Path(self.directory.format_path(name, student, assignment))

    def assignments(self) -> tuple[str, ...]:
        """Names of the assignments that have a notebook in the source or the release folder."""
        found = {
            path.parent.name
            for step in ("source", "release")
            for path in self.folder(step, "*").parent.glob("*/*.ipynb")
        }
        return tuple(sorted(found))

    def known(self, assignment: str) -> str:
        """The name, if there is such an assignment.

        Raises:
            UnknownName: there is none.
        """
        names = self.assignments()
        if assignment not in names:
            raise UnknownName("assignment", assignment, names)
        return assignment

"""A course in a folder of its own, worked on with the real nbgrader commands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENT = "01_decision_making"
SOURCE = ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
SECOND = "02_trade_offs"
SECOND_SOURCE = ROOT / "solutions" / SECOND / f"{SECOND}.ipynb"
RELEASE = ROOT / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
GRADE_CALL = re.compile(r'lab\.grade\(\s*"([^"]+)",\s*(\w+)', re.DOTALL)
REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)


def read(path: Path) -> Any:
    """A notebook, with the warning-free reader."""
    return nbformat.read(path, as_version=4)


def role(cell: Any, name: str) -> bool:
    """Whether nbgrader's metadata give a cell this role."""
    return bool(cell.metadata.get("nbgrader", {}).get(name))


def grade_id(cell: Any) -> str:
    """What nbgrader calls a cell; empty for a plain one."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def autograded(notebook: Any) -> dict[str, float]:
    """Points of the cells that are graded by tests, by their id."""
    return {
        grade_id(cell): float(cell.metadata.nbgrader.points)
        for cell in notebook.cells
        if role(cell, "grade") and not role(cell, "solution")
    }


def by_hand(notebook: Any) -> dict[str, float]:
    """Points of the cells that a person marks, by their id."""
    return {
        grade_id(cell): float(cell.metadata.nbgrader.points)
        for cell in notebook.cells
        if role(cell, "grade") and role(cell, "solution")
    }


def solution_of(notebook: Any) -> dict[str, str]:
    """Source of the cells that learners fill, by their id."""
    return {grade_id(cell): cell.source for cell in notebook.cells if role(cell, "solution")}


def task_of(notebook: Any) -> dict[str, str]:
    """For each graded cell, the cell before it that learners fill."""
    found, last = {}, ""
    for cell in notebook.cells:
        if role(cell, "solution"):
            last = grade_id(cell)
        elif role(cell, "grade"):
            found[grade_id(cell)] = last
    return found


def answers_of(notebook: Any, learner: str, home: Path) -> dict[str, str]:
    """What the solutions give for a learner's numbers, as code, by the cell that holds it."""
    script = """
import json, os, sys
cells, names = json.load(sys.stdin)
space = {}
for source in cells:
    exec(source, space)
def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return value.item() if hasattr(value, "item") else value
answers = {cell: f"{name} = {plain(space[name])!r}" for cell, name in names.items()
           if not callable(space[name])}
print("ANSWERS" + json.dumps(answers))
"""
    cells = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code"
        and (role(cell, "solution") or not role(cell, "grade"))
        and "lab.play" not in cell.source
    ]
    tasks = task_of(notebook)
    names = {
        tasks[grade_id(cell)]: found.group(2)
        for cell in notebook.cells
        if role(cell, "grade") and (found := GRADE_CALL.search(cell.source))
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps([cells, names]),
        env=environment(home, LEADLAB_STUDENT=learner),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answers: dict[str, str] = json.loads(done.stdout.rpartition("ANSWERS")[2])
    return answers


def environment(home: Path, **more: str) -> dict[str, str]:
    """Variables under which a command sees nothing of the person who runs the tests."""
    places = {
        "LEADLAB_HOME": "leadlab",
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "MPLCONFIGDIR": "matplotlib",
    }
    unwanted = {"LEADLAB_STUDENT", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    paths = {name: str(home / place) for name, place in places.items()}
    programs = str(Path(sys.executable).parent)
    return {
        **kept,
        **paths,
        "PATH": programs + os.pathsep + kept.get("PATH", ""),
        "PYTHONPYCACHEPREFIX": str(home.parent / "bytecode"),  # nbgrader takes long to compile
        "MPLBACKEND": "Agg",
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        **more,
    }


class Course:
    """A course folder, an exchange, and people who type nbgrader's commands."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.exchange = folder, folder / "course", folder / "exchange"
        self.root.mkdir(parents=True)
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        shutil.copy(ROOT / "nbgrader_config.py", self.root)

    def home(self, person: str) -> Path:
        """Where a person's own settings lie; they say where the exchange is."""
        home = self.folder / "homes" / person
        config = home / "config" / "nbgrader_config.py"
        if not config.exists():
            config.parent.mkdir(parents=True)
            config.write_text(f"c = get_config()\nc.Exchange.root = {str(self.exchange)!r}\n")
        return home

    def work(self, person: str) -> Path:
        """The folder that a learner works in."""
        folder = self.folder / "learners" / person
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def instructor(self, *words: str, fails: bool = False) -> str:
        """Type an nbgrader command as the instructor; what it said."""
        return self._type("instructor", self.root, words, fails=fails)

    def learner(self, person: str, *words: str) -> str:
        """Type an nbgrader command as a learner, in the learner's folder."""
        more = ("--course=leadlab", f"--student={person}")
        return self._type(person, self.work(person), (*words, *more))

    def _type(
        self, person: str, folder: Path, words: tuple[str, ...], *, fails: bool = False
    ) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=folder,
            env=environment(self.home(person)),
            capture_output=True,
            text=True,
            timeout=420,
            check=False,
        )
        said = done.stdout + done.stderr
        assert fails == bool(done.returncode), f"nbgrader {' '.join(words)}:\n{said[-4000:]}"
        return said

    def fill(
        self,
        person: str,
        answers: Mapping[str, str],
        *,
        name: str = "",
        assignment: str = ASSIGNMENT,
    ) -> None:
        """Write answers into a fetched notebook, and the learner's name into its first cell."""
        path = self.work(person) / assignment / f"{assignment}.ipynb"
        notebook = read(path)
        for cell in notebook.cells:
            if role(cell, "solution") and grade_id(cell) in answers:
                cell.source = answers[grade_id(cell)]
            cell.source = cell.source.replace("lab.learner()", f'lab.learner("{name or person}")')
        nbformat.write(notebook, path)

    def tamper(self, person: str) -> None:
        """Delete the first graded cell, and tag the second so that nbclient would not run it."""
        path = self.work(person) / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        notebook = read(path)
        first, second, *_ = autograded(notebook)
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != first]
        for cell in notebook.cells:
            if grade_id(cell) == second:
                cell.metadata["tags"] = ["skip-execution"]
        nbformat.write(notebook, path)

    def hand_over(self, person: str, assignment: str = ASSIGNMENT) -> None:
        """Put a learner's folder under `submitted/`, as an instructor without an exchange does."""
        shutil.copytree(
            self.work(person) / assignment, self.root / "submitted" / person / assignment
        )

    def receive(self, person: str, assignment: str = ASSIGNMENT) -> None:
        """Give a learner the released folder, as it is."""
        shutil.copytree(self.root / "exercises" / assignment, self.work(person) / assignment)

    def gradebook(self) -> Gradebook:
        """The real gradebook."""
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}")

    def points(self, person: str, assignment: str = ASSIGNMENT) -> dict[str, float | None]:
        """Points by tests of a submission, by graded cell; empty if it was not graded."""
        with self.gradebook() as book:
            try:
                grades = book.find_submission(assignment, person).notebooks[0].grades
            except MissingEntry:
                return {}
            return {grade.name: grade.auto_score for grade in grades}

    def waiting(self, person: str, assignment: str = ASSIGNMENT) -> set[str]:
        """Cells of a submission that wait for a person."""
        with self.gradebook() as book:
            grades = book.find_submission(assignment, person).notebooks[0].grades
            return {grade.name for grade in grades if grade.needs_manual_grade}

    def printed(self, person: str, assignment: str = ASSIGNMENT) -> dict[str, str]:
        """What the graded cells of a graded submission printed, by their id."""
        path = self.root / "autograded" / person / assignment / f"{assignment}.ipynb"
        return {
            grade_id(cell): "".join(
                output.get("text", "") for output in cell.outputs if output.output_type == "stream"
            )
            for cell in read(path).cells
            if cell.cell_type == "code" and role(cell, "grade")
        }

    def feedback(self, person: str) -> str:
        """The page that a learner gets."""
        path = self.root / "feedback" / person / ASSIGNMENT / f"{ASSIGNMENT}.html"
        return path.read_text(encoding="utf-8")


def secrets(notebook: Any, kind: str) -> set[str]:
    """Lines of the regions of a kind ("SOLUTION", "HIDDEN TESTS") that say something."""
    return {
        line.strip()
        for cell in notebook.cells
        for found, body in REGION.findall(cell.source)
        if found == kind
        for line in body.splitlines()
        if len(line.strip()) > 12
    }

"""The course: what is called finished is there, whole, and says one thing in one place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leadlab import catalog
from leadlab.catalog import Lesson
from leadlab.catalog_course import VERBS

REPOSITORY = Path(__file__).parent.parent
FINISHED = [module for module in catalog.course().modules if module.finished]
LESSONS = [lesson for lesson in catalog.course().lessons if lesson.finished]


def missing(*paths: str) -> list[str]:
    """Paths that do not exist below the repository."""
    return [path for path in paths if not (REPOSITORY / path).is_file()]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_finished_lesson_has_its_files(lesson: Lesson) -> None:
    """A notebook and a deck of cards; the list names what is missing."""
    cards = f"utils/leadlab/content/cards/{lesson.id}.yaml"

    assert [] == missing(lesson.notebook, cards)


@pytest.mark.parametrize("module", FINISHED, ids=lambda module: module.id)
def test_a_finished_module_has_its_files(module: catalog.Module) -> None:
    """Teaching notes, and an assignment with its release."""
    assignment = f"{module.id}/{module.id}.ipynb"

    assert [] == missing(
        f"{module.folder}/facilitation.md", f"solutions/{assignment}", f"exercises/{assignment}"
    )


@pytest.mark.parametrize("module", FINISHED, ids=lambda module: module.id)
def test_the_lessons_of_a_finished_module_are_finished(module: catalog.Module) -> None:
    """A module is finished when all of its lessons are."""
    assert module.lessons
    assert [] == [lesson.id for lesson in module.lessons if not lesson.finished]


def test_all_ten_modules_are_listed_in_order() -> None:
    """The course runs from 00 to 09."""
    assert list(range(10)) == [module.number for module in catalog.course().modules]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_the_head_of_a_notebook_is_that_of_the_course(lesson: Lesson) -> None:
    """Title, minutes and outcomes are typed once; `leadlab content sync` copies them."""
    notebook = json.loads((REPOSITORY / lesson.notebook).read_text(encoding="utf-8"))

    assert lesson.metadata() == notebook["metadata"].get("leadlab")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_notebook_begins_and_ends_as_agreed(lesson: Lesson) -> None:
    """The first cell imports the package, and head, foot and cards are those of this lesson."""
    cells = json.loads((REPOSITORY / lesson.notebook).read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]

    assert "import leadlab as lab" in code[0]
    assert [] == [
        wanted
        for wanted in (f'lab.lesson("{lesson.id}")', f'lab.lesson("{lesson.id}", part="foot")')
        if not any(wanted in cell for cell in code)
    ]


def test_no_notebook_lies_outside_the_list() -> None:
    """Every notebook of the course is a lesson of course.yaml."""
    known = {lesson.notebook for lesson in catalog.course().lessons}
    found = {
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / "course").rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    }

    assert set() == found - known


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_lesson_takes_a_coffee_break(lesson: Lesson) -> None:
    """A lesson takes 15 to 25 minutes and asks only for lessons that come before it."""
    ids = catalog.lesson_ids()

    assert 15 <= lesson.minutes <= 25
    assert [] == [one for one in lesson.prerequisites if ids.index(one) >= ids.index(lesson.id)]


def test_no_verb_belongs_to_two_levels() -> None:
    """A verb tells its level."""
    verbs = [verb for level in VERBS.values() for verb in level]

    assert len(verbs) == len(set(verbs))


def test_next_lesson_walks_the_course() -> None:
    """From the first lesson one comes to the last, and there it ends."""
    walked, here = [], catalog.lesson(catalog.lesson_ids()[0])
    while here is not None:
        walked.append(here.id)
        here = catalog.next_lesson(here.id)

    assert list(catalog.lesson_ids()) == walked

"""The evidence: nothing is printed without a source, nothing is kept that nobody prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadlab import catalog
from leadlab.catalog_evidence import GRADES, MARKS

REPOSITORY = Path(__file__).parent.parent
CONTENT = REPOSITORY / "utils" / "leadlab" / "content"
CALL = re.compile(r"""\bevidence\(\s*["']([^"']+)["']""")
NAMED = re.compile(r"""\bevidence=\s*["']([^"']+)["']|`evidence:([a-z0-9_]+)`""")


def printed_by_notebooks() -> Iterator[tuple[str, str]]:
    """Evidence that a notebook or a page of notes shows, with its place."""
    for folder in ("course", "solutions"):
        for path in sorted((REPOSITORY / folder).rglob("*.ipynb")):
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            for cell in cells:
                for name in CALL.findall("".join(cell["source"])):
                    yield name, str(path.relative_to(REPOSITORY))
        for path in sorted((REPOSITORY / folder).rglob("*.md")):
            for name in NAMED.findall(path.read_text(encoding="utf-8")):
                yield "".join(name), str(path.relative_to(REPOSITORY))


def named_by_content() -> set[str]:
    """Evidence that a lesson's reading, a prediction, a story or the package names."""
    names = {book.evidence for each in catalog.course().lessons for book in each.reading}
    names |= {name for each in catalog.predictions() for name in each.evidence}
    for story in map(catalog.scenario, catalog.scenario_names()):
        names |= set(story.debrief.evidence)
    texts = [*(CONTENT / "scenarios").glob("*.yaml"), *(CONTENT / "templates").glob("*.md")]
    for path in [*texts, *(REPOSITORY / "utils" / "leadlab").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        names |= {*CALL.findall(text), *("".join(name) for name in NAMED.findall(text))}
    return {name for name in names if name}


def test_every_printed_evidence_is_defined() -> None:
    """A notebook shows only evidence that stands in the file, with citation and mark."""
    unknown = [(n, where) for n, where in printed_by_notebooks() if n not in catalog.evidence_ids()]

    assert [] == unknown


def test_a_finished_module_prints_all_of_its_evidence() -> None:
    """What no page shows is moved to the module that will show it, or goes.

    Printed means: shown in a notebook, named in the teaching notes as `evidence:name`, or named
    by a reading, a prediction, a story, a template or the package. Modules that are not finished
    may hold evidence in store.
    """
    finished = {module.id for module in catalog.course().modules if module.finished}
    used = {name for name, _ in printed_by_notebooks()} | named_by_content()
    in_store = [
        name
        for name in catalog.evidence_ids()
        if catalog.evidence(name).module in finished and name not in used
    ]

    assert [] == in_store


@pytest.mark.parametrize("name", catalog.evidence_ids())
def test_a_figure_says_where_it_comes_from(name: str) -> None:
    """A figure that somebody read has a year, an address or a calculation of our own."""
    item = catalog.evidence(name)
    traced = item.address or re.search(r"\b(1[89]|20)\d\d\b|[Ww]orked here", item.citation)

    assert traced or item.mark in {"GK", "DA", "V2"} or item.grade == "D"


@pytest.mark.parametrize("name", catalog.evidence_ids())
def test_a_doi_has_its_form(name: str) -> None:
    """A DOI is given bare, without the address of the resolver."""
    doi = catalog.evidence(name).doi

    assert doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", doi)


def test_an_assumption_is_never_graded_as_a_study() -> None:
    """Our own assumptions are folklore or arithmetic, never field studies."""
    assumed = [catalog.evidence(n) for n in catalog.evidence_ids()]

    assert {"A", "D"} >= {item.grade for item in assumed if item.mark == "DA"}


def test_every_mark_and_grade_has_words() -> None:
    """A learner sees what a mark and a grade mean."""
    for name in catalog.evidence_ids():
        item = catalog.evidence(name)
        assert (MARKS[item.mark], GRADES[item.grade]) == (item.mark_words, item.grade_words)

"""What the documents tell people to type exists, and what exists is told."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leadlab import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "course").rglob("*.md")),
    *sorted((ROOT / "utils" / "leadlab" / "content").rglob("README.md")),
]
FOR_PEOPLE = ("README.md", "INSTRUCTORS.md", "CONTRIBUTING.md")
CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def commands_in(document: Path, program: str) -> Iterator[list[str]]:
    """Words after `program` in the code of a document, one list for each line of code."""
    for block, inline in CODE.findall(document.read_text(encoding="utf-8")):
        for line in (block or inline).splitlines():
            for part in re.split(r"&&|;", line):
                words = shlex.split(part, comments=True) if part.count('"') % 2 == 0 else []
                if words[:1] == [program]:
                    yield words[1:]


def targets() -> set[str]:
    """Targets that the Makefile lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^## ([a-z]+): ", makefile, re.MULTILINE))


def anchors(document: Path) -> set[str]:
    """Names by which the headings of a document can be linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture(name="document", params=DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def _document(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_every_make_target_named_exists(document: Path) -> None:
    """`make x` in a document can be typed."""
    named = {words[0] for words in commands_in(document, "make") if words}

    assert set() == named - targets()


def test_every_leadlab_command_named_exists(document: Path) -> None:
    """`leadlab x y` in a document can be typed, with the options that it shows."""
    for words in commands_in(document, "leadlab"):
        found: click.Command = cli.main
        rest = list(words)
        while isinstance(found, click.Group) and rest and not rest[0].startswith("-"):
            name = rest.pop(0)
            inner = found.get_command(click.Context(found), name)
            assert inner is not None, f"leadlab {' '.join(words)}: there is no {name!r}"
            found = inner
        options = {name for parameter in found.params for name in parameter.opts}
        if not found.context_settings.get("ignore_unknown_options"):
            shown = {word.split("=")[0] for word in rest if word.startswith("--")}
            assert set() == shown - options - {"--help"}, f"leadlab {' '.join(words)}"


def test_every_relative_link_leads_somewhere(document: Path) -> None:
    """A link to a file or a heading of this project resolves."""
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        wrong_anchor = anchor and target.suffix == ".md" and anchor not in anchors(target)
        if not target.exists() or wrong_anchor:
            broken.append(link)

    assert [] == broken


@pytest.mark.parametrize("name", cli.main.list_commands(click.Context(cli.main)))
def test_every_command_is_told_of(name: str) -> None:
    """A command that no document names will not be found by those whom it helps."""
    told = {
        words[0]
        for document in FOR_PEOPLE
        for words in commands_in(ROOT / document, "leadlab")
        if words
    }

    assert name in told


def test_make_alone_prints_every_target() -> None:
    """`make` lists what can be done, and every target that has a recipe is in the list."""
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    recipes = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert set(recipes) - {"help"} == set(re.findall(r"^  make ([a-z]+)", shown, re.MULTILINE))


def test_the_build_server_runs_the_command_of_the_readme() -> None:
    """Who follows the README runs what the build server runs."""
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1]

    assert last.split()[1:] in list(commands_in(ROOT / "README.md", "make"))
    assert "make test" == last


def test_lesson_links_lead_somewhere() -> None:
    """A relative link in a lesson resolves, so that a learner can click from page to page."""
    broken = []
    for path in sorted((ROOT / "course").rglob("[!.]*.ipynb")):
        text = path.read_text(encoding="utf-8")
        for link in [] if ".ipynb_checkpoints" in path.parts else LINK.findall(text):
            target = link.partition("#")[0]
            local = target and not re.match(r"[a-z]+:", target)
            if local and not (path.parent / target).exists():
                broken.append(f"{path.name}: {link}")

    assert [] == broken


def test_every_nbgrader_command_named_exists(document: Path) -> None:
    """`nbgrader x` in a document can be typed in the installed version."""
    from nbgrader.apps.nbgraderapp import NbGraderApp

    named = {words[0] for words in commands_in(document, "nbgrader")}

    assert set() == named - set(NbGraderApp.subcommands)

"""What a learner types: few words, all explained, and quick to import."""

from __future__ import annotations

import inspect
import json
import pkgutil
import subprocess
import sys

import pytest

import leadlab as lab

HEAVY = {"matplotlib", "ipywidgets", "pandas", "nbgrader", "numpy", "pydantic", "IPython", "yaml"}
# Twenty is a limit for what a learner types and has to remember. A family of models is one name
# with its own contents (`lab.decisions.<Tab>`), met in the module of that name and looked up there,
# so that families are counted apart and grow with the modules.
FAMILIES = {"boards", "decisions", "delivery", "forecasting", "tradeoffs", "writing"}
WORDS = {
    "Policy", "Team", "cards", "check", "cockpit", "dataset", "evidence", "explore", "grade",
    "hint", "instance", "learner", "lesson", "play", "predict", "reveal", "simulate", "template",
}  # fmt: skip
MOST_WORDS = 20


def test_there_are_at_most_twenty_words_beside_the_families_of_models() -> None:
    """Twenty words can be remembered, and a sorted list can be searched."""
    assert sorted(WORDS | FAMILIES) == lab.__all__
    assert len(WORDS) <= MOST_WORDS


def test_a_word_is_never_also_a_submodule() -> None:
    """`lab.x` must not change its meaning when somebody imports `leadlab.x`."""
    submodules = {each.name for each in pkgutil.iter_modules(lab.__path__)}

    assert set() == submodules & set(lab.__all__)


@pytest.mark.parametrize("name", lab.__all__)
def test_every_word_is_explained(name: str) -> None:
    """A word has a docstring, and a function's docstring shows how to type it."""
    explained = inspect.getdoc(getattr(lab, name))

    assert explained
    assert explained.splitlines()[0].endswith((".", "`.", ")."))
    if name in WORDS:
        assert f"lab.{name}" in explained


def test_the_words_are_offered_by_completion() -> None:
    """`dir(lab)` lists the words and nothing else that a learner could type."""
    assert [*lab.__all__] == [name for name in dir(lab) if not name.startswith("_")]


def test_a_wrong_word_names_the_nearest_right_one() -> None:
    """A slip of the finger is answered with the word that was meant."""
    with pytest.raises(AttributeError, match=r"Did you mean 'lab\.check'\?"):
        _ = lab.chekc


def test_importing_loads_nothing_heavy() -> None:
    """`import leadlab` is at once there: no numbers, tables, pictures or widgets are loaded."""
    program = "import json, sys, leadlab; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert set() == HEAVY & set(json.loads(done.stdout))

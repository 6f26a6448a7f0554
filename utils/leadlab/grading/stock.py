"""What a stage has imported before the first fork: as little as a notebook needs.

A fork copies the page tables of all that its parent has loaded, and an end gives them back. A
notebook that uses neither tables nor figures is spared that; one that imports what its stage
lacks gets it all the same, only later.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from enum import IntEnum

from leadlab.grading.records import Submission


class Stock(IntEnum):
    """Libraries that a stage has at hand; each holds those before it.

    >>> Stock.PLAIN < Stock.FIGURES < Stock.WHOLE
    True
    """

    PLAIN = 0
    """Python's own, NumPy and IPython."""
    FIGURES = 1
    """Matplotlib as well."""
    WHOLE = 2
    """pandas and this course as well."""


MODULES = {
    Stock.PLAIN: (
        "ast", "asyncio", "base64", "calendar", "copy", "csv", "dataclasses", "datetime",
        "decimal", "fractions", "functools", "glob", "heapq", "inspect", "io", "itertools",
        "json", "math", "operator", "pathlib", "pickle", "random", "re", "statistics", "string",
        "textwrap", "typing", "unittest", "numpy", "numpy.testing", "numpy.random",
        "IPython.core.interactiveshell", "IPython.display",
        "leadlab.grading.learner", "leadlab.grading.bench", "leadlab.grading.wire_tables",
    ),
    Stock.FIGURES: (
        "matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib_inline.backend_inline",
        "matplotlib.font_manager",
    ),
    Stock.WHOLE: (
        "pandas", "yaml", "leadlab.checks.grade", "leadlab.checks.exercise", "leadlab.notebook",
        "leadlab.catalog", "leadlab.notebook_learner", "leadlab.notebook_simulation",
        "leadlab.notebook_outcome", "leadlab.notebook_delivery", "leadlab.views.outcome_card",
        "leadlab.views.story_page",
    ),
}  # fmt: skip
"""What notebooks and their tests usually import, and what runs them."""
FIGURES = re.compile(r"\b(matplotlib|pylab|pyplot)\b")
MORE = re.compile(r"\b(pandas|yaml|leadlab|seaborn|geopandas|xarray|statsmodels|plotnine)\b")
"""Words that speak of pandas, of what imports it, or of this course."""


def stock_for(submission: Submission) -> Stock:
    """The smallest stock with all that a submission and its tests speak of.

    Modules of the course's or the learner's own may import anything.
    """
    if any(name.endswith(".py") for name in submission.files):
        return Stock.WHOLE
    stock = Stock.PLAIN
    for cell in (*submission.cells, *submission.reference):
        if cell.kind != "code":
            continue
        if MORE.search(cell.source):
            return Stock.WHOLE
        if FIGURES.search(cell.source):
            stock = Stock.FIGURES
    return stock


def import_all(stock: Stock) -> None:
    """Import a stock; what a course does not have it cannot miss."""
    for part, names in MODULES.items():
        for name in names if part <= stock else ():
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    if stock is Stock.WHOLE:
        _read_content()


def _read_content() -> None:
    """Read what exercises have played and led, which takes longer than playing it."""
    from leadlab import catalog
    from leadlab.catalog_garden import default_garden
    from leadlab.checks.exercise import every
    from leadlab.models.delivery import measures
    from leadlab.simulation.delivery_history import draw_history
    from leadlab.simulation.garden_policies import usual

    usual(default_garden())
    measures(draw_history(7))  # keeps the resamples of half a year, and what pandas makes first
    for exercise in every():
        if exercise.kind == "dialogue":
            catalog.scenario(exercise.instance("nobody")["story"])

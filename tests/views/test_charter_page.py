"""The metric charter: read part by part, marked where something is missing, saved in two forms."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import leadlab as lab
from leadlab import catalog
from leadlab.errors import LeadlabError, UnknownName
from leadlab.models.writing import check_metric_card
from leadlab.views.charter_page import PARTS

CARD: dict[str, str] = {
    "decides": "whether releases of rota go out in smaller parts, on Mondays.",
    "counted": "share of deployments that caused an incident, of all of rota.",
    "data": "deployment log and incident log, the last 13 weeks.",
    "owner": "Imani Diallo",
    "action": "above 15 % Imani halts releases until two causes are found.",
    "guard": "calls of planners about rounds.",
    "not_for": "comparing people, and no bonus hangs on it.",
    "ends": "31 August, unless it has changed a decision by then.",
}
OWN: dict[str, Any] = {
    "team": "Visits",
    "until": "31 August",
    "metrics": {"Failed deployments": CARD},
    "left_out": ["Commits by person: they decide nothing.", "Coverage: it is in the bonus."],
    "review": "On 31 August, the eight and Sanne.",
}
NASTY = "<script>alert(1)</script> & <b>bold</b> | x"


def test_a_whole_card_lacks_nothing() -> None:
    """All eight parts are found, and nothing on the page is marked as open."""
    charter = lab.template("metric_charter", **OWN)

    assert {"Failed deployments": ()} == charter.missing
    assert "still to write" not in charter
    assert "still to write" not in charter.html


@pytest.mark.parametrize("part", PARTS)
def test_each_part_that_is_left_out_is_named_and_marked(part: str) -> None:
    """Without one part, that label alone is missing, and the page says what belongs there."""
    label, _, asked = PARTS[part]
    without = {key: words for key, words in CARD.items() if key != part}
    charter = lab.template("metric_charter", **{**OWN, "metrics": {"Failed": without}})

    assert {"Failed": (label,)} == charter.missing
    assert f"- {label}: [still to write: {asked}]" in charter
    assert f"[still to write: {asked}]" in charter.html


@pytest.mark.parametrize(
    ("part", "words"), [("owner", "the team"), ("ends", "never"), ("action", "we act on it")]
)
def test_words_that_say_nothing_are_asked_about(part: str, words: str) -> None:
    """What stands there stays, and beside it stands what the reader of cards would do."""
    label, finding, _ = PARTS[part]
    charter = lab.template("metric_charter", **{**OWN, "metrics": {"F": {**CARD, part: words}}})
    advice = check_metric_card("")[finding].advice.rstrip(".")

    assert {"F": (label,)} == charter.missing
    assert f"- {label}: {words} [still to write: {advice}]" in charter


def test_a_card_that_was_written_as_a_text_goes_in_as_it_is() -> None:
    """The card of the assignment is taken apart by its labels."""
    text = "\n".join(f"{PARTS[key][0]}: {words}" for key, words in CARD.items())
    charter = lab.template("metric_charter", team="Visits", metrics={"Failed": text})

    assert {"Failed": ()} == charter.missing
    assert "- Owner: Imani Diallo" in charter


def test_the_table_shows_owner_guard_and_end_of_each() -> None:
    """Two numbers are two rows of the table and two headings."""
    charter = lab.template(
        "metric_charter", team="Visits",
        metrics={"Failed": CARD, "Age": {**CARD, "owner": "Rui Pereira", "ends": "30 June"}},
    )  # fmt: skip

    assert "| Age | Rui Pereira | calls of planners about rounds. | 30 June |" in charter
    assert ["Failed", "Age"] == [
        line.removeprefix("## ") for line in charter.splitlines() if line.startswith("## ")
    ][:2]


@pytest.mark.parametrize("key", ["team", "until", "review"])
def test_markup_that_was_typed_is_text(key: str) -> None:
    """Markup in a word of the learner is shown and not obeyed."""
    charter = lab.template("metric_charter", **{**OWN, key: NASTY})

    assert "<script" not in charter
    assert "<script" not in charter.html


def test_markup_in_a_card_is_text_and_keeps_the_table_whole() -> None:
    """A tag is shown, and an upright line does not open a column."""
    charter = lab.template(
        "metric_charter", **{**OWN, "metrics": {NASTY: {**CARD, "guard": NASTY}}}
    )
    row = next(line for line in charter.splitlines() if line.startswith("| &lt;script"))

    assert "<script" not in charter
    assert "<script" not in charter.html
    assert 5 == row.replace("\\|", "").count("|")


def test_both_forms_are_saved(tmp_path: Path) -> None:
    """What was saved is what was shown."""
    charter = lab.template("metric_charter", **OWN)
    paths = charter.save(tmp_path)

    assert ["metric_charter.md", "metric_charter.html"] == [path.name for path in paths]
    assert [str(charter), charter.html] == [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"metrics": {}}, LeadlabError, "a card for each number"),
        ({"metrics": {"Age": 5}}, LeadlabError, "Age: give a card as a text"),
        ({"metrics": {"Age": {"ownr": "x"}}}, UnknownName, "owner"),
        ({"metrics": {"Age": {"owner": 5}}}, LeadlabError, "Age, owner: give a text"),
        ({"metric": {}}, UnknownName, "metrics"),
        ({"review": 5}, LeadlabError, "review: give a text"),
    ],
)
def test_a_slip_is_a_sentence(
    change: dict[str, Any], error: type[LeadlabError], words: str
) -> None:
    """It names the part, what was seen, and what is allowed."""
    with pytest.raises(error, match=words):
        lab.template("metric_charter", **{**OWN, **change})


def test_the_plain_template_asks_for_every_part() -> None:
    """Without words it is the form, and its labels are those that the reader knows."""
    form = catalog.template("metric_charter")

    assert [] == [label for label, _, _ in PARTS.values() if f"\n{label}: <!--" not in form]


def test_the_measures_of_delivery_need_no_picture() -> None:
    """`lab.delivery` counts without loading what draws; its report is there when asked for."""
    program = (
        "import json, sys, leadlab as lab; lab.delivery.count_change(9, 4); "
        "seen = sorted(sys.modules); assert 'report' in dir(lab.delivery); "
        "assert callable(lab.delivery.report); print(json.dumps(seen))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert set() == {"matplotlib", "ipywidgets", "jinja2"} & set(json.loads(done.stdout))

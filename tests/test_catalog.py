"""The catalog: all faults at once, each explained, each costing only itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadlab import catalog
from leadlab.catalog_files import content_root, parse_document
from leadlab.errors import ContentError, UnknownName

LESSON: dict[str, Any] = {
    "id": "01_one",
    "title": "A case",
    "minutes": 20,
    "outcomes": [{"level": "apply", "verb": "estimate", "what": "a range"}],
    "concepts": ["D-01"],
    "key_points": ["One.", "Two.", "Three."],
    "monday": "Do this. Look again.",
    "version": "1.0",
}
MODULE: dict[str, Any] = {
    "id": "01_demo",
    "number": 1,
    "title": "Demo",
    "summary": "A module.",
    "lessons": [LESSON],
}
CONCEPT = {"id": "D-01", "title": "Steps", "words": "Four steps.", "modules": ["01_demo"]}
EVIDENCE = {
    "id": "brier",
    "value": "It is so.",
    "citation": "Somebody (2001)",
    "mark": "V",
    "grade": "B",
    "caveat": "Perhaps.",
    "module": "01_demo",
}
CARD = {
    "id": "one",
    "concept": "D-01",
    "question": "What now?",
    "answer": "This.",
    "why": "Since it is so.",
}
PREDICTION = {
    "id": "one.size",
    "lesson": "01_demo/01_one",
    "question": "How many?",
    "kind": "interval",
    "unit": "jobs",
    "truth": 3,
    "because": "We counted.",
}

SHARED = ("world.yaml", "decision_room.yaml", "garden.yaml")


@pytest.fixture
def content(tmp_path: Path) -> Iterator[Path]:
    """A small content folder without a fault."""
    write(tmp_path, "course.yaml", {"modules": [MODULE]})
    write(tmp_path, "concepts.yaml", [CONCEPT])
    write(tmp_path, "evidence.yaml", [EVIDENCE])
    write(tmp_path, "cards/01_demo/01_one.yaml", [CARD])
    write(tmp_path, "predictions/01_demo.yaml", [PREDICTION])
    for file in SHARED:
        text = content_root().joinpath(file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text, encoding="utf-8")
    with catalog.use_root(tmp_path):
        yield tmp_path


def write(folder: Path, file: str, data: object) -> None:
    """Write a content file and forget what was read before."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    catalog.clear()


def said(file: str) -> list[str]:
    """Faults of one file, as path and sentence."""
    return [f"{fault.path}: {fault.fault}" for fault in catalog.faults() if fault.file == file]


def test_the_shipped_content_has_no_fault() -> None:
    """What is shipped can be read whole; the message lists everything that cannot."""
    assert [] == [str(fault) for fault in catalog.faults()]


def test_a_small_course_has_no_fault(content: Path) -> None:
    """The smallest complete course is accepted."""
    assert () == catalog.faults()


def test_every_fault_is_reported_at_once(content: Path) -> None:
    """One look shows all that is wrong, in every file."""
    write(content, "evidence.yaml", [{**EVIDENCE, "mark": "W", "grade": "E", "value": "no stop"}])
    write(content, "concepts.yaml", [{**CONCEPT, "words": ""}])

    assert {
        ("concepts.yaml", "[D-01].words"),
        ("evidence.yaml", "[brier].mark"),
        ("evidence.yaml", "[brier].grade"),
        ("evidence.yaml", "[brier].value"),
    } <= {(fault.file, fault.path) for fault in catalog.faults()}


def test_a_wrong_value_shows_what_is_allowed(content: Path) -> None:
    """The message names what was seen and every allowed value."""
    write(content, "evidence.yaml", [{**EVIDENCE, "mark": "W"}])

    assert [
        "[brier].mark: W is not allowed; allowed: 'V', 'V_by_quotation', 'V2', 'GK' or 'DA'"
    ] == said("evidence.yaml")


def test_a_long_value_is_cut(content: Path) -> None:
    """What was seen never fills the screen."""
    write(content, "evidence.yaml", [{**EVIDENCE, "mark": "x" * 500}])

    assert max(len(line) for line in said("evidence.yaml")) < 200


def test_a_misspelt_field_names_the_right_one(content: Path) -> None:
    """A slip in a field's name is answered with the field that was meant."""
    broken = {key: value for key, value in EVIDENCE.items() if key != "caveat"}
    write(content, "evidence.yaml", [{**broken, "caveats": "Perhaps."}])

    assert [
        "[brier].caveat: this field is missing",
        "[brier].caveats: there is no field 'caveats'; did you mean 'caveat'?",
    ] == sorted(said("evidence.yaml"))


def test_a_fault_names_its_line(content: Path) -> None:
    """The editor can jump to the place."""
    (content / "evidence.yaml").write_text(
        "- id: brier\n  value: It is so.\n  mark: W\n", encoding="utf-8"
    )
    catalog.clear()

    lines = {fault.path: fault.line for fault in catalog.faults() if fault.file == "evidence.yaml"}
    assert 3 == lines["[brier].mark"]


def test_broken_yaml_names_file_and_line(content: Path) -> None:
    """A file that is not YAML costs only itself."""
    (content / "concepts.yaml").write_text("- id: D-01\n  title: 'open\n", encoding="utf-8")
    catalog.clear()

    broken = [fault for fault in catalog.faults() if fault.file == "concepts.yaml"]
    assert broken[0].fault.startswith("not YAML: ")
    assert broken[0].line is not None
    assert "brier" == catalog.evidence("brier").id


def test_a_key_that_stands_twice_is_a_fault(content: Path) -> None:
    """YAML would silently keep the second; we say so."""
    (content / "concepts.yaml").write_text(
        "- id: D-01\n  title: One\n  title: Two\n  words: So.\n  modules: [01_demo]\n",
        encoding="utf-8",
    )
    catalog.clear()

    assert ["[D-01].title: 'title' stands here twice"] == said("concepts.yaml")


def test_an_id_that_stands_twice_is_a_fault(content: Path) -> None:
    """Two entries cannot share an id; the first stays in use."""
    write(content, "evidence.yaml", [EVIDENCE, {**EVIDENCE, "value": "It is not so."}])

    assert ["[brier].id: the id 'brier' stands here twice"] == said("evidence.yaml")
    assert "It is so." == catalog.evidence("brier").value


@pytest.mark.parametrize("data", [{"id": "one"}, "text", 3])
def test_a_list_is_asked_for_where_something_else_stands(content: Path, data: object) -> None:
    """A file of entries is a list."""
    write(content, "evidence.yaml", data)

    assert "where a list belongs" in said("evidence.yaml")[0]


@pytest.mark.parametrize("file", ["course.yaml", "concepts.yaml", "evidence.yaml"])
def test_a_missing_file_is_a_fault(content: Path, file: str) -> None:
    """An absent file is named, and nothing else falls over."""
    (content / file).unlink()
    catalog.clear()

    assert ": the file is missing" in said(file)


def test_a_faulty_entry_costs_only_itself(content: Path) -> None:
    """The other entries stay in use; asking for the faulty one shows its fault."""
    write(content, "evidence.yaml", [{**EVIDENCE, "id": "good"}, {**EVIDENCE, "grade": "Z"}])

    assert "good" == catalog.evidence("good").id
    with pytest.raises(ContentError, match=r"evidence\.yaml:\d+: \[brier\]\.grade: Z is not"):
        catalog.evidence("brier")


def test_a_faulty_lesson_costs_only_itself(content: Path) -> None:
    """The module and its other lessons stay in use."""
    bad = {**LESSON, "id": "02_two", "minutes": 500}
    write(content, "course.yaml", {"modules": [{**MODULE, "lessons": [LESSON, bad]}]})

    assert ("01_demo/01_one",) == catalog.lesson_ids()
    with pytest.raises(ContentError, match="minutes"):
        catalog.lesson("01_demo/02_two")


@pytest.mark.parametrize(
    ("ask", "wrong", "right"),
    [
        (catalog.lesson, "01_decision_making/02_dors", "01_decision_making/02_doors"),
        (catalog.lesson, "02_dors", "02_doors"),
        (catalog.module, "01_decision_makin", "01_decision_making"),
        (catalog.evidence, "brier_trainig", "brier_training"),
        (catalog.dataset, "decision_logs", "decision_log"),
        (catalog.concept, "D-13 ", "D-13"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(ask: Any, wrong: str, right: str) -> None:
    """A slip costs one more try, not a search."""
    with pytest.raises(UnknownName) as seen:
        ask(wrong)

    assert f"Did you mean '{right}'?" in str(seen.value)


@pytest.mark.parametrize("name", [None, 3, "", "x" * 1000])
def test_an_odd_name_is_unknown(name: Any) -> None:
    """Whatever is asked for, the answer is a sentence."""
    with pytest.raises(UnknownName) as seen:
        catalog.evidence(name)

    assert len(str(seen.value)) < 600


def test_a_short_name_finds_the_only_lesson_that_has_it() -> None:
    """`02_doors` is enough while one module has such a lesson."""
    assert catalog.lesson("01_decision_making/02_doors") == catalog.lesson("02_doors")


@pytest.mark.parametrize(
    ("file", "data", "expected"),
    [
        (
            "course.yaml",
            {"modules": [{**MODULE, "lessons": [{**LESSON, "concepts": ["D-02"]}]}]},
            (
                "modules[01_demo].lessons[01_one].concepts[0]: "
                "There is no concept 'D-02'. Did you mean 'D-01'?"
            ),
        ),
        (
            "evidence.yaml",
            [{**EVIDENCE, "module": "01_dem"}],
            "[brier].module: There is no module '01_dem'. Did you mean '01_demo'?",
        ),
        (
            "concepts.yaml",
            [{**CONCEPT, "same_as": ["D-09"]}],
            "[D-01].same_as[0]: There is no concept 'D-09'. Did you mean 'D-01'?",
        ),
        (
            "predictions/01_demo.yaml",
            [{**PREDICTION, "evidence": ["briar"]}],
            "[one.size].evidence[0]: There is no evidence 'briar'. Did you mean 'brier'?",
        ),
        (
            "predictions/01_demo.yaml",
            [{**PREDICTION, "id": "two.size"}],
            "[two.size].id: 'two.size' belongs to '01_demo/01_one', so it begins with 'one.'",
        ),
        (
            "cards/01_demo/02_two.yaml",
            [CARD],
            ": There is no lesson '01_demo/02_two'. Did you mean '01_demo/01_one'?",
        ),
    ],
)
def test_a_reference_to_nothing_is_a_fault(
    content: Path, file: str, data: object, expected: str
) -> None:
    """Every name that one file takes from another must exist there."""
    write(content, file, data)

    assert [expected] == said(file)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"truth": True}, "a number"),
        ({"truth": None}, "a number"),
        ({"kind": "probability", "truth": 1}, "true or false"),
        ({"kind": "choice", "truth": "a"}, "two to six options"),
        ({"kind": "choice", "options": {"a": "A", "b": "B"}, "truth": "c"}, "allowed: a, b"),
        ({"options": {"a": "A", "b": "B"}}, "options belong to a choice"),
        ({"level": 1.2}, "less than 1"),
        ({"kind": "guess"}, "allowed: 'interval', 'choice' or 'probability'"),
    ],
)
def test_a_prediction_has_a_truth_of_its_kind(
    content: Path, change: dict[str, Any], words: str
) -> None:
    """What cannot be scored is refused, with what is allowed."""
    write(content, "predictions/01_demo.yaml", [{**PREDICTION, **change}])

    assert words in said("predictions/01_demo.yaml")[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcomes": [{"level": "apply", "verb": "know", "what": "it"}]}, "allowed: adapt, apply"),
        ({"key_points": ["One.", "Two."]}, "at least 3 items"),
        ({"monday": "Do it."}, "two sentences, here are 1"),
        ({"minutes": "soon"}, "valid integer"),
        ({"version": "new"}, "does not have the form"),
    ],
)
def test_a_lesson_keeps_its_promises(content: Path, change: dict[str, Any], words: str) -> None:
    """One verb of Bloom's an outcome, three key points, two sentences for Monday."""
    write(content, "course.yaml", {"modules": [{**MODULE, "lessons": [{**LESSON, **change}]}]})

    assert words in said("course.yaml")[0]


def test_a_finished_lesson_has_five_to_eight_cards(content: Path) -> None:
    """Fewer do not cover a lesson, more are not answered."""
    done = {**MODULE, "lessons": [{**LESSON, "finished": True}]}
    write(content, "course.yaml", {"modules": [done]})

    assert [": a finished lesson has 5 to 8 cards, here are 1"] == said("cards/01_demo/01_one.yaml")


def test_a_data_set_needs_a_row_on_its_origin(content: Path) -> None:
    """A table that nobody described is a fault, and so is a description without a table."""
    (content / "datasets").mkdir()
    (content / "datasets" / "waits.csv").write_text("day,wait\n1,2\n2\n", encoding="utf-8")
    (content / "datasets" / "README.md").write_text(
        "| name | title | origin | units | licence | dates |\n|---|---|---|---|---|---|\n"
        "| gone | Gone | invented | days | CC BY 4.0 | - |\n",
        encoding="utf-8",
    )
    catalog.clear()

    assert [
        ": no row in datasets/README.md says where it comes from",
        ": 1 cells where the header has 2",
    ] == said("datasets/waits.csv")
    assert ["gone: there is no datasets/gone.csv"] == said("datasets/README.md")


@pytest.mark.parametrize("name", catalog.dataset_names())
def test_a_data_set_says_that_it_is_made(name: str) -> None:
    """Invented data are called invented, and have a licence."""
    facts = catalog.dataset_facts(name)

    assert facts.origin.startswith(("invented", "generated"))
    assert "CC BY 4.0" == facts.licence


def test_a_data_set_is_a_fresh_copy_each_time() -> None:
    """What a learner does to a table does not reach the next lesson."""
    table = catalog.dataset("decision_log")
    table["people"] = 0

    assert 0 < catalog.dataset("decision_log")["people"].sum()


def test_a_same_named_concept_is_taught_with_its_twin(content: Path) -> None:
    """Two ids for one idea are taught and practised once."""
    twin = {**CONCEPT, "id": "C-01", "same_as": ["D-01"]}
    write(content, "concepts.yaml", [CONCEPT, twin])

    by_id = {row.concept: row for row in catalog.coverage(exercises={"demo.x": ["D-01"]})}
    assert by_id["D-01"].taught_in == by_id["C-01"].taught_in == ("01_demo/01_one",)
    assert by_id["D-01"].practised_by == by_id["C-01"].practised_by
    assert {"exercise", "card"} == {each.kind for each in by_id["C-01"].practised_by}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "modules", "lessons", "concept", "kind", "truth", "options"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    file=st.sampled_from(
        [
            "course.yaml",
            "concepts.yaml",
            "evidence.yaml",
            "cards/01_demo/01_one.yaml",
            "predictions/01_demo.yaml",
        ]
    ),
    data=anything,
)
def test_no_content_breaks_the_check(content: Path, file: str, data: object) -> None:
    """Whatever stands in a file, the answer is a list of faults."""
    before = (content / file).read_text(encoding="utf-8")
    for shared in SHARED:  # their absence is a fault of its own, and quick to find
        (content / shared).unlink(missing_ok=True)
    write(content, file, data)
    try:
        assert all(isinstance(fault, ContentError) for fault in catalog.faults())
    finally:
        (content / file).write_text(before, encoding="utf-8")
        catalog.clear()


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is either YAML or a fault that says where it is not."""
    document = parse_document("x.yaml", text)

    assert document.data is None or () == document.faults or document.faults[0].file == "x.yaml"

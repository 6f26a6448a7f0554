"""Scenario files are read one by one: a malformed one costs only itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from leadlab import catalog_scenarios
from leadlab.catalog_files import content_root, use_root
from leadlab.errors import ContentError, UnknownName
from leadlab.models.scenario.world import DAYS

GOOD = "queue_or_database"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Iterator[Path]:
    """Content folder with the world and one good scenario."""
    source = Path(str(content_root()))
    (tmp_path / "scenarios").mkdir()
    shutil.copy(source / "world.yaml", tmp_path)
    shutil.copy(source / "scenarios" / f"{GOOD}.yaml", tmp_path / "scenarios")
    with use_root(tmp_path):
        yield tmp_path


def spoiled(folder: Path, name: str, old: str, new: str) -> None:
    """Copy of the good scenario with one thing changed."""
    text = (folder / "scenarios" / f"{GOOD}.yaml").read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(f"name: {GOOD}", f"name: {name}").replace(old, new, 1)
    (folder / "scenarios" / f"{name}.yaml").write_text(changed, encoding="utf-8")


def test_a_malformed_file_names_file_line_and_path_and_the_others_still_work(
    folder: Path,
) -> None:
    """One bad scenario is told with its place; the good one is still there."""
    spoiled(folder, "odd", "better: more", "better: mor")

    with pytest.raises(ContentError) as caught:
        catalog_scenarios.scenario("odd")

    line = next(
        number
        for number, text in enumerate(
            (folder / "scenarios" / "odd.yaml").read_text(encoding="utf-8").splitlines(), start=1
        )
        if "better: mor" in text and "more" not in text
    )
    error = caught.value
    assert ("scenarios/odd.yaml", line) == (error.file, error.line)
    assert error.path.startswith("state.")
    assert error.path.endswith(".better")
    assert "did you mean 'more'" in error.fault
    assert GOOD == catalog_scenarios.scenario(GOOD).name
    assert (error.file,) == tuple({each.file for each in catalog_scenarios.scenario_faults()})


@pytest.mark.parametrize("text", ["", "- a", "beats: [", "\tname: x", "name: x\nname: y"])
def test_what_is_no_scenario_at_all_is_a_fault_of_its_file(folder: Path, text: str) -> None:
    """Empty files, lists, broken YAML and keys that stand twice are told, not raised."""
    (folder / "scenarios" / "odd.yaml").write_text(text, encoding="utf-8")

    faults = catalog_scenarios.scenario_faults()
    assert faults
    assert {"scenarios/odd.yaml"} == {fault.file for fault in faults}


def test_modules_and_concepts_of_a_scenario_exist(folder: Path) -> None:
    """What a scenario practises is looked up in the course and the concepts."""
    for file in ("course.yaml", "concepts.yaml"):
        shutil.copy(Path(str(files("leadlab"))) / "content" / file, folder)
    spoiled(folder, "odd", "module: 01_decision_making", "module: 01_decision_makin")

    (fault,) = catalog_scenarios.scenario_faults()
    assert ("module", True) == (fault.path, "Did you mean '01_decision_making'" in fault.fault)


def test_evidence_of_a_debrief_exists(folder: Path) -> None:
    """What a debrief leans on is looked up in the evidence; a slip is told with what was meant."""
    shutil.copy(Path(str(files("leadlab"))) / "content" / "evidence.yaml", folder)
    spoiled(folder, "odd", "debrief:\n", "debrief:\n  evidence: [brier_score, brier_scor]\n")

    (fault,) = catalog_scenarios.scenario_faults()
    assert "debrief.evidence[1]" == fault.path
    assert "Did you mean 'brier_score'" in fault.fault


def test_the_name_in_the_file_is_the_name_of_the_file(folder: Path) -> None:
    """A renamed copy is found by its file name, so both must agree."""
    shutil.copy(folder / "scenarios" / f"{GOOD}.yaml", folder / "scenarios" / "copy.yaml")

    assert "write `name: copy`" in catalog_scenarios.scenario_faults()[0].fault


def test_an_unknown_scenario_is_answered_with_the_nearest_name() -> None:
    """A slip of the pen is told with what was meant."""
    with pytest.raises(UnknownName, match="Did you mean 'queue_or_database'"):
        catalog_scenarios.scenario("queue_or_databse")


def test_words_like_no_and_times_stay_texts(folder: Path) -> None:
    """A thread whose value is `no` is a word, and 06:40 is a time of day, not 400."""
    (folder / "plain.yaml").write_text("a: no\nb: 06:40\nc: true\nd: 007\ne: -3", encoding="utf-8")

    data = catalog_scenarios.plain_document("plain.yaml").data
    assert {"a": "no", "b": "06:40", "c": True, "d": "007", "e": -3} == data


def test_a_broken_world_is_one_fault(folder: Path) -> None:
    """Without people no scenario can be read, and only the world is to blame."""
    (folder / "world.yaml").write_text("people: {}\n", encoding="utf-8")

    assert {"world.yaml"} == {fault.file for fault in catalog_scenarios.scenario_faults()}


def test_the_calendar_has_the_fixed_points_of_the_year() -> None:
    """Clock changes, the key move, the audit and the notice date fall on their days."""
    calendar = catalog_scenarios.world().calendar

    assert "Monday 5 January" == calendar.shown_date(1, DAYS[0])
    assert "Sunday 29 March" == calendar.shown_date(12, "sun")
    assert "Sunday 3 May" == calendar.shown_date(17, "sun")
    assert "Monday 18 May" == calendar.shown_date(20, "mon")
    assert "Wednesday 30 September" == calendar.shown_date(39, "wed")
    assert "Sunday 25 October" == calendar.shown_date(42, "sun")


def test_numbers_of_the_world_fit_each_other() -> None:
    """Money and people add up to the totals that the texts use."""
    world = catalog_scenarios.world()
    company = world.company
    revenue, cost = company["revenue_year"], dict(company["cost_year"])
    heads, cloud = dict(company["heads"]), dict(company["cloud_month"])

    assert revenue["total"] == revenue["subscriptions"] + revenue["setup_training_imports"]
    assert abs(revenue["total"] - sum(cost.values()) - company["result_year"]) <= 20_000
    assert heads.pop("total") == sum(heads.values())
    assert cloud.pop("total") == sum(cloud.values())
    team = [each for each in world.people.values() if each.about.get("team") == "visits"]
    assert 8 == len(team)
    posts = sum(each.about["hours_week"] for each in team) / 40
    assert posts == pytest.approx(world.simulator["values"]["posts"]["value"])


def test_every_cast_redraws_the_whole_team_with_names_of_its_own() -> None:
    """A set is whole, and no name of one set appears in another."""
    world = catalog_scenarios.world()
    team = {name for name, each in world.people.items() if each.about.get("team") == "visits"}
    names = [each.name for each in world.people.values()]
    for cast in world.casts.values():
        assert team == set(cast)
        names += [each.name for each in cast.values()]

    assert len(names) == len(set(names))


def test_private_facts_threads_and_owners_refer_to_people_that_exist() -> None:
    """Whoever knows something is somebody; a thread's default is one of its values."""
    world = catalog_scenarios.world()

    assert set() == {fact.who for fact in world.private_facts.values()} - set(world.people)
    for name, thread in world.threads.items():
        assert thread.allows(thread.default), name

"""No attack earns a point, sees a secret or harms anybody; an honest learner keeps full marks.

Each attack is judged at level A and at level B, and after it an honest learner on the same stage.
What level C still stops is printed by `python tests/grading/attacks/table_of_levels.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from course_to_attack import ENVIRONMENT, SECRETS, Target, target
from forging import FORGING
from harming import HARMING
from leaking import LEAKING
from target import CANARY, FULL, HIDDEN_NUMBER, Attack, earned, honest, judged, notebook, shown
from wiring import WIRING

from leadlab.grading.judge import close_stage
from leadlab.grading.levels import attempt
from leadlab.grading.records import Level, Verdict
from leadlab.grading.stage import warm_stage

ATTACKS = {attack.name: attack for attack in [*FORGING, *LEAKING, *HARMING, *WIRING]}


@pytest.fixture(scope="module", name="course")
def _course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT, "canary-environment")
        with target(tmp_path_factory.mktemp("attacked")) as made:
            yield made


@pytest.fixture(scope="module", params=["A", "B"], name="level")
def _level(request: pytest.FixtureRequest, course: Target) -> Iterator[Level]:
    level = Level(request.param)
    if missing := attempt(level):
        pytest.skip(f"This machine has no level {level.value}: {missing}.")
    yield level
    close_stage()


def carried_out(attack: Attack, course: Target, level: Level) -> Verdict:
    """The verdict on an attack."""
    words = course.words(warm_stage(level).process.pid)

    def aimed(text: str) -> str:
        for word, place in words.items():
            text = text.replace(word, place)
        return text

    answers = {name: aimed(source) for name, source in attack.answers.items()}
    cells = notebook(answers, before=aimed(attack.before), after=aimed(attack.after))
    return judged(cells, level, attack.limits)


def test_there_are_many_attacks_with_names_of_their_own() -> None:
    """No case hides another."""
    count = len([*FORGING, *LEAKING, *HARMING, *WIRING])

    assert count == len(ATTACKS)
    assert count >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_nothing(name: str, level: Level, course: Target) -> None:
    """No points beyond right answers, no secret shown, nothing changed, nothing left behind."""
    attack = ATTACKS[name]
    if level.value not in attack.only:
        pytest.skip(f"Level {level.value} does not stop it, and INSTRUCTORS.md says so.")
    stage = warm_stage(level)
    verdict = carried_out(attack, course, level)
    seen = shown(verdict)

    assert attack.earned == earned(verdict)
    assert [] == [word for word in (*SECRETS, CANARY, HIDDEN_NUMBER) if word in seen]
    assert course.before == course.state()
    assert 0 == course.visitors()
    kept = stage.apart + (stage.spare is not None)
    assert kept == len(psutil.Process(stage.process.pid).children(recursive=True))
    assert FULL == honest(level)
    assert warm_stage(level) is stage


def test_the_next_submission_finds_nothing_of_the_last(level: Level) -> None:
    """Files, modules, variables, threads and shared memory end with their submission."""
    plant = """
import os, sys, builtins, threading, time, numpy
for place in (".", "/tmp", "/dev/shm", os.path.dirname(os.__file__), os.path.dirname(numpy.__file__)):
    try: open(os.path.join(place, "planted"), "w").write("planted")
    except OSError: pass
os.environ["PLANTED"] = "planted"
builtins.planted = numpy.planted = sys.planted = "planted"
def stay():
    while True: time.sleep(0.01)
threading.Thread(target=stay).start()
"""
    look = """
import os, sys, builtins, threading, numpy
seen = [n for n in os.listdir(".")] + [os.environ.get("PLANTED")]
for place in ("/tmp", "/dev/shm", os.path.dirname(os.__file__), os.path.dirname(numpy.__file__)):
    try: seen.append(open(os.path.join(place, "planted")).read())
    except OSError: pass
seen += [hasattr(m, "planted") for m in (builtins, numpy, sys)] + [threading.active_count()]
print("SEEN", seen)
"""
    judged(notebook({}, before=plant), level)
    verdict = judged(notebook({}, before=look), level)

    assert "SEEN [None, False, False, False, 1]" in shown(verdict)


def test_an_attack_in_each_cell_leaves_right_answers_their_points(level: Level) -> None:
    """Who crashes their process between right answers keeps what the answers earn."""
    from target import ANSWERS

    crash = "\nimport os; os._exit(1)"
    answers = dict(ANSWERS)
    answers["words"] += crash
    limits = replace(ATTACKS["an exit"].limits)
    verdict = judged(notebook(answers), level, limits)

    assert FULL - 2.0 == earned(verdict)


def test_the_worker_itself_is_untouched(course: Target, level: Level) -> None:
    """The process that grades has the same folder, environment and files open as before."""
    own = psutil.Process()
    before = (Path.cwd(), dict(os.environ), own.num_fds())
    judged(notebook({}, before="import os; os._exit(1)"), level)

    assert before == (Path.cwd(), dict(os.environ), own.num_fds())

"""Print what each level stops: `python tests/grading/attacks/table_of_levels.py [LEVELS]`.

At level C only such attacks are carried out as can do no harm to the machine that they run on;
of the others the table says what would happen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from course_to_attack import ENVIRONMENT, SECRETS, Target, target
from forging import FORGING
from harming import HARMING
from leaking import LEAKING
from target import CANARY, HIDDEN_NUMBER, Attack, earned, shown
from test_attacks import carried_out
from wiring import WIRING

from leadlab.grading.judge import close_stage
from leadlab.grading.records import Level

CLASSES = {
    "forging": FORGING,
    "lies on the wire": WIRING,
    "reading": LEAKING,
    "harming": HARMING,
}
HARMLESS = {each.name for each in (*FORGING, *WIRING)} | {
    "reading the course's files", "folders of the course", "which files there are",
    "links to files", "descriptors that were left open", "the environment", "one's own memory",
    "frames and modules of the grader", "history of the shell", "what a test gives to a function",
    "loopback services", "programs by magic", "the classmates", "endless output", "many outputs",
    "a loop that swallows interrupts", "a sleep that blocks signals", "a loop in C",
    "a segmentation fault", "an abort", "an exit", "waiting for a person", "closing everything",
    "values without an end", "a memory bomb", "one file without an end",
}  # fmt: skip
"""Attacks that leave a machine as it was, also where nothing stops them."""
STOPS, LETS = "stops", "LETS THROUGH"


def outcome(attack: Attack, level: Level, course: Target) -> str:
    """What becomes of an attack at a level."""
    if not level.holds(Level.B) and attack.name not in HARMLESS:
        return f"not tried: {attack.at_c}" if attack.at_c else "not tried"
    verdict = carried_out(attack, course, level)
    seen = shown(verdict)
    told = [word for word in (*SECRETS, CANARY, HIDDEN_NUMBER) if word in seen]
    visited = course.visitors()
    held = earned(verdict) == attack.earned and not told and not visited
    return STOPS if held and course.before == course.state() else LETS


def main(levels: list[Level]) -> None:
    """Print the table."""
    os.environ[ENVIRONMENT] = "canary-environment"
    with target(Path(tempfile.mkdtemp(prefix="leadlab-attacked-"))) as course:
        for title, attacks in CLASSES.items():
            print(f"\n{title:<52}" + "".join(f"{level.value:<14}" for level in levels))
            stopped = dict.fromkeys(levels, 0)
            for attack in attacks:
                row = {level: outcome(attack, level, course) for level in levels}
                for level, what in row.items():
                    stopped[level] += what == STOPS
                print(f"  {attack.name:<50}" + "".join(f"{row[level]:<14}" for level in levels))
            counts = "".join(f"{stopped[level]:<14}" for level in levels)
            print(f"  {f'stopped, of {len(attacks)}':<50}{counts}", flush=True)
    close_stage()


if __name__ == "__main__":
    main([Level(each) for each in sys.argv[1:]] or [Level.C])

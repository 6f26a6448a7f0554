"""Stories with choices: what a scenario file means, how it is played, what there is to learn."""

from __future__ import annotations

from leadlab.models.scenario.branches import Branch, Comparison, compare_branch
from leadlab.models.scenario.conversation import Outcome, PrivateFact, conversation_outcome
from leadlab.models.scenario.debrief import Debrief, debrief
from leadlab.models.scenario.faults import Fault, ScenarioFaults
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.linter import lint
from leadlab.models.scenario.machine import (
    Playthrough,
    begin,
    choose,
    commit_forecast,
    skip_forecast,
    write,
)
from leadlab.models.scenario.parse import parse_scenario
from leadlab.models.scenario.replay import follow, intervals, replay
from leadlab.models.scenario.scene import Consequence, ForecastPrompt, Gauge, Scene
from leadlab.models.scenario.text import Paragraph
from leadlab.models.scenario.world import World, parse_world

__all__ = [
    "Branch",
    "Comparison",
    "Consequence",
    "Debrief",
    "Fault",
    "ForecastPrompt",
    "Gauge",
    "Outcome",
    "Paragraph",
    "Playthrough",
    "PrivateFact",
    "Scenario",
    "ScenarioFaults",
    "Scene",
    "World",
    "begin",
    "choose",
    "commit_forecast",
    "compare_branch",
    "conversation_outcome",
    "debrief",
    "follow",
    "intervals",
    "lint",
    "parse_scenario",
    "parse_world",
    "replay",
    "skip_forecast",
    "write",
]

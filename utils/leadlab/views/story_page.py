"""A point of a story to be read, where there is nobody to press a button."""

from __future__ import annotations

from dataclasses import dataclass

from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.machine import Playthrough, begin
from leadlab.models.scenario.world import World
from leadlab.views.markup import escape, inline, page
from leadlab.views.scene_text import scene_html, scene_plain
from leadlab.views.world_seeds import another_world, whole_seed


@dataclass(frozen=True, repr=False)
class StoryPage:
    """Where a story stands, in place of its player while a notebook is graded.

    A player is thirty widgets, which no page of a graded notebook can show.
    """

    play: Playthrough

    def __repr__(self) -> str:
        return f"{self.play.scenario.title}\n\n{scene_plain(self.play.scene)}"

    def _repr_html_(self) -> str:
        return story_page(self.play)


def open_story(scenario: Scenario, world: World, *, seed: int | None) -> StoryPage:
    """The first page of a story, in the world of a seed or a new one."""
    number = another_world() if seed is None else whole_seed(seed)
    return StoryPage(begin(scenario, world, seed=number))


def story_page(play: Playthrough) -> str:
    """The present scene with its choices, as HTML."""
    acts = "".join(f"<li>{inline(act)}</li>" for _, act in play.scene.choices)
    return page(
        f"<h2>{escape(play.scenario.title)}</h2>{scene_html(play.scene)}"
        f"{f'<ol>{acts}</ol>' if acts else ''}"
        '<p class="leadlab-soft">Run the cell in JupyterLab to play.</p>'
    )

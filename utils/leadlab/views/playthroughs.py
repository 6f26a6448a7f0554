"""Stories taken up where they were left, and kept in the logbook after every step."""

from __future__ import annotations

from typing import Any

from leadlab.errors import LeadlabError
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.machine import Playthrough, begin
from leadlab.models.scenario.replay import intervals, replay
from leadlab.models.scenario.world import World
from leadlab.views.player import ScenarioPlayer
from leadlab.views.world_seeds import another_world, whole_seed

FORECAST_LEVEL = 0.8


class Record:
    """The page of the logbook that one player writes to."""

    def __init__(self, scenario: Scenario, world: World, book: Any) -> None:
        self.scenario, self.world, self.book = scenario, world, book
        self.id: Any = None

    def start(self, seed: int) -> Playthrough:
        """Open a new page and begin the story in the world of a seed."""
        threads = {
            name: value
            for name, value in self.book.threads().items()
            if name in self.scenario.threads.reads
        }
        stored = self.book.start_playthrough(
            self.scenario.name, seed=seed, cast={"cast": "base", "threads": threads}
        )
        self.id = stored.id
        return begin(self.scenario, self.world, seed=seed, threads=threads)

    def take_up(self, stored: Any) -> Playthrough:
        """Play a stored run again up to where it was left.

        Raises:
            LeadlabError: The story has changed since: a choice or a scene is no longer the same.
        """
        self.id = stored.id
        told = stored.cast or {}
        steps = [(*str(each).split(":", 2), "", "")[:3] for each in stored.choices]
        taken = tuple((beat, choice) for beat, choice, _ in steps)
        play = replay(
            self.scenario,
            self.world,
            seed=stored.seed,
            choices=[choice for _, choice in taken],
            forecasts={name: tuple(ends) for name, ends in stored.forecasts.items()},
            threads=told.get("threads"),
            cast=told.get("cast", "base"),
            words={beat: words for beat, _, words in steps if words},
        )
        if play.taken != taken:  # the choices exist, but now they answer other questions
            raise LeadlabError(f"The scenes of {self.scenario.name!r} are no longer those played.")
        return play

    def keep(self, play: Playthrough) -> None:
        """Write down a step at once; at the end also the threads and the forecasts.

        A step is `beat:choice`, or `beat:choice:own words` where the learner wrote some.
        """
        words = {beat: f":{text}" for beat, text in play.words}
        self.book.save_playthrough(
            self.id,
            choices=[f"{beat}:{choice}{words.get(beat, '')}" for beat, choice in play.taken],
            forecasts={name: list(ends) for name, ends in intervals(play).items()},
            finished=play.finished,
            ending=play.ending.id if play.ending else None,
        )
        if not play.finished:
            return
        for name, value in play.thread_writes.items():
            self.book.set_thread(name, value, scenario=self.scenario.name)
        questions = {each.id: each.question for each in self.scenario.forecasts}
        for each in play.forecasts:
            if each.low is None or each.high is None or each.truth is None:
                continue
            name = f"{self.scenario.name}.{each.id}#{self.id}"
            about = questions[each.id]
            self.book.record_forecast(
                name, low=each.low, high=each.high, level=FORECAST_LEVEL, about=about
            )
            self.book.resolve_forecast(name, each.truth)


def open_player(
    scenario: Scenario,
    world: World,
    book: Any,
    *,
    seed: int | None = None,
    restart: bool = False,
    scenes: int | None = None,
) -> ScenarioPlayer:
    """Player that goes on where the learner was, or begins.

    Args:
        scenario: The story.
        world: The company and its people.
        book: The logbook.
        seed: The world to play in; None takes up the last run or draws a world.
        restart: Leave the present run and begin a new one.
        scenes: Offer a pause after so many scenes.
    """
    record = Record(scenario, world, book)
    if seed is not None:
        seed = whole_seed(seed)
    play, notice = _present(record, seed=seed, restart=restart)

    def again(same: bool) -> Playthrough:
        return record.start(player.play.seed if same else another_world(player.play.seed))

    player = ScenarioPlayer(play, keep=record.keep, again=again, notice=notice, pause_after=scenes)
    return player


def _present(record: Record, *, seed: int | None, restart: bool) -> tuple[Playthrough, str]:
    book, name = record.book, record.scenario.name
    stored = book.open_playthrough(name)
    if stored is None and not restart:
        earlier = book.playthroughs(name)
        stored = earlier[-1] if earlier and earlier[-1].finished else None
    fits = stored is not None and (seed is None or seed == stored.seed)
    notice = ""
    if fits and not restart:
        try:
            return record.take_up(stored), _welcome_back(stored)
        except LeadlabError:
            notice = "This story has changed since you left it, so it begins again."
    if stored is not None and not stored.finished:
        book.abandon_playthrough(stored.id)
    return record.start(another_world() if seed is None else seed), notice


def _welcome_back(stored: Any) -> str:
    if stored.finished:
        return "You have played this story. Look back, or play it in another world."
    if not stored.choices:
        return ""
    return "You are where you left off."

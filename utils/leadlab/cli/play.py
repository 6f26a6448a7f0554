"""`leadlab play`: a story in the terminal, or replayed from a list of choices."""

from __future__ import annotations

import dataclasses
import json
import textwrap
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

import click

from leadlab.catalog_evidence import evidence
from leadlab.catalog_scenarios import checked, scenario, scenario_names, world
from leadlab.checks.own_words import read_own_words
from leadlab.errors import LeadlabError, shortened
from leadlab.models.scenario import (
    Consequence,
    Debrief,
    Gauge,
    Paragraph,
    Playthrough,
    Scene,
    choose,
    commit_forecast,
    compare_branch,
    conversation_outcome,
    debrief,
    replay,
    skip_forecast,
    write,
)

WIDTH = 88
BAR = 20


@click.command(short_help="Play a scenario in the terminal.")
@click.argument("name", required=False)
@click.option("--seed", default=1, show_default=True, help="Draws the world of the story.")
@click.option("--choices", help="Take these choices, such as a,c,b, show the scene and stop.")
@click.option("--cast", default="base", show_default=True, help="Names: base, second, third, seed.")
@click.option("--instead", help="Show another branch beside yours, such as day_5:b.")
@click.option("--json", "as_json", is_flag=True, help="Print what stands after --choices as JSON.")
@click.option("--lint", is_flag=True, help="Check the scenario instead of playing it.")
def command(
    name: str | None,
    seed: int,
    choices: str | None,
    cast: str,
    instead: str | None,
    as_json: bool,
    lint: bool,
) -> None:
    """Play the scenario NAME; without a name, list all scenarios.

    \b
    Example:
      leadlab play queue_or_database --seed 7
      leadlab play queue_or_database --seed 7 --choices b,a,c --json
      leadlab play queue_or_database --seed 7 --choices b,a,a,b,a,b,b --instead day_5:c
      leadlab play queue_or_database --lint
    """  # noqa: D301 - click's mark for lines that keep their breaks
    if name is None:
        click.echo("\n".join(scenario_names()))
        return
    if lint:
        _show_faults(name)
        return
    taken = [each.strip() for each in (choices or "").split(",") if each.strip()]
    play = replay(scenario(name), world(), seed=seed, choices=taken, cast=cast)
    if instead is not None:
        click.echo(shown_comparison(play, instead))
    elif as_json:
        click.echo(json.dumps(as_data(play), indent=2, ensure_ascii=False))
    elif choices is not None:
        click.echo(shown(play.scene))
        if play.finished:
            click.echo(shown_debrief(debrief(play)))
    else:
        _play_on(play)


def _show_faults(name: str) -> None:
    click.echo(f"walking the paths of {name} ...", err=True)
    found = checked(name)
    for each in found:
        click.echo(str(each))
    wrong = sum(each.severity == "fault" for each in found)
    doubtful = sum(each.severity == "warning" for each in found)
    click.echo(f"{name}: {wrong} faults, {doubtful} warnings")
    if wrong:
        click.get_current_context().exit(1)


def _play_on(play: Playthrough) -> None:
    click.echo(f"\n{play.scenario.title} (seed {play.seed}). Ctrl-C stops.\n")
    told: tuple[Consequence, ...] = ()
    while True:
        scene = play.scene
        click.echo(shown(_lettered(scene, told)))
        told = scene.consequences if scene.forecast else ()
        if scene.finished:
            click.echo(shown_debrief(debrief(play)))
            return
        try:
            play = _forecast(play) if scene.forecast else choose(_worded(play), _asked(scene))
        except LeadlabError as error:
            click.echo(f"{error}\n")


def _lettered(scene: Scene, told: tuple[Consequence, ...]) -> Scene:
    """Scene with choices named a, b, c in order, without what was told before a forecast."""
    return dataclasses.replace(
        scene,
        opening=() if told else scene.opening,
        consequences=tuple(each for each in scene.consequences if each not in told),
        choices=tuple(
            (letter, act) for letter, (_, act) in zip(ascii_lowercase, scene.choices, strict=False)
        ),
    )


def _asked(scene: Scene) -> str:
    ids = dict(zip(ascii_lowercase, (name for name, _ in scene.choices), strict=False))
    letters = click.Choice(list(ids), case_sensitive=False)
    return ids[click.prompt("Your choice", type=letters)]


def _worded(play: Playthrough) -> Playthrough:
    """Playthrough with the learner's own sentence, where the scene asks for one."""
    prompt = play.scene.own_words
    if prompt is None:
        return play
    answer = click.prompt(
        _wrapped(f"In your own words: {prompt.ask} (empty: none)\n"),
        default="",
        show_default=False,
        prompt_suffix="> ",
    )
    if answer.strip():
        click.echo(f"\n{read_own_words(answer, prompt.read_as)!r}\n")
    return write(play, answer)


def _forecast(play: Playthrough) -> Playthrough:
    answer = click.prompt(
        'Two numbers that should hold it in 8 of 10 cases, such as "2 5" (empty: none)',
        default="",
        show_default=False,
    )
    if not answer.strip():
        return skip_forecast(play)
    try:
        low, high = (float(part) for part in answer.replace(",", " ").split())
    except ValueError:
        raise LeadlabError(
            f'Write two numbers, such as "2 5"; seen {shortened(answer)!r}.'
        ) from None
    return commit_forecast(play, low, high)


def shown(scene: Scene) -> str:
    """Scene as text for a terminal."""
    parts = [_paragraphs(scene.opening)] if scene.opening else []
    parts += [
        "\n".join(filter(None, [each.heading, _paragraphs(each.paragraphs)]))
        for each in scene.consequences
    ]
    place = ", ".join(filter(None, [scene.when, scene.place]))
    title = "\n".join(filter(None, [f"--- {scene.title} ---", place]))
    if scene.forecast:
        unit = f" ({scene.forecast.unit})" if scene.forecast.unit else ""
        parts += [_gauges(scene.gauges), _wrapped(f"Forecast: {scene.forecast.question}{unit}")]
    else:
        told = f"What you were told so far\n{_paragraphs(scene.told)}" if scene.told else ""
        parts += [title, _gauges(scene.gauges), told, _paragraphs(scene.paragraphs)]
    if scene.choices:
        parts.append(
            "\n".join(_wrapped(f"  {name}. {act}", "     ") for name, act in scene.choices)
        )
    return "\n\n".join(filter(None, parts)) + "\n"


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> str:
    lines = (f"{who}: {text}" if who else text for who, text in paragraphs)
    return "\n".join(_wrapped(line) for line in lines)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent)


def _gauges(gauges: tuple[Gauge, ...]) -> str:
    widest = max((len(each.title) for each in gauges), default=0)
    return "\n".join(
        f"{each.title:<{widest}} {_bar(each)} {each.shown}"
        + (f" ({each.change_words})" if each.change else "")
        for each in gauges
    )


def _bar(gauge: Gauge) -> str:
    filled = round(BAR * (gauge.value - gauge.low) / (gauge.high - gauge.low))
    return "[" + "#" * filled + "." * (BAR - filled) + "]"


def shown_debrief(found: Debrief) -> str:
    """Debrief as text for a terminal."""
    *lines, space, to_work = found.lines()
    lines += [*_measured(found), space, to_work]
    return "\n".join(_wrapped(line, "    ") for line in lines)


def _measured(found: Debrief) -> Iterator[str]:
    """Evidence behind the story, each with its source, how it was checked and its strength."""
    if found.evidence:
        yield from ("", "What has been measured elsewhere, and how far to trust it")
    for each in map(evidence, found.evidence):
        yield f"  {each.value}"
        yield f"    {each.citation}. Checked: {each.mark_words}. Strength: {each.grade_words}."
        yield f"    Mind: {each.caveat}"


def shown_comparison(play: Playthrough, instead: str) -> str:
    """Branch that was taken and another one, one below the other."""
    beat, _, choice = instead.partition(":")
    if not choice:
        raise LeadlabError(f'Write the scene and the choice, such as "day_5:b"; seen {instead!r}.')
    both = compare_branch(play, beat, choice)
    parts = [f"--- {both.title} ---"]
    for title, branch in (("You", both.yours), ("Instead", both.other)):
        followed = "\n".join(_paragraphs(each.paragraphs) for each in branch.consequences)
        head = _wrapped(f"{title}: {branch.act}")
        parts.append("\n".join([head, followed, f"End: {branch.ending}", _gauges(branch.gauges)]))
    return "\n\n".join(parts)


def as_data(play: Playthrough) -> dict[str, Any]:
    """What stands after some choices, as plain data."""
    return {
        "scenario": play.scenario.name,
        "seed": play.seed,
        "cast": play.cast.name,
        "choices": list(play.choices),
        "scene": dataclasses.asdict(play.scene),
        "ending": play.ending.id if play.ending else None,
        "threads": dict(play.thread_writes),
        "conversation": _conversation(play),
        "debrief": dataclasses.asdict(debrief(play)) if play.finished else None,
    }


def _conversation(play: Playthrough) -> dict[str, Any] | None:
    if play.scenario.conversation is None:
        return None
    found = conversation_outcome(play)
    shares = {"told_share": found.told_share, "trust_share": found.trust_share}
    return {**dataclasses.asdict(found), **shares}


if __name__ == "__main__":
    command()

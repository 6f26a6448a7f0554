"""Graded lines for a conversation: what was disclosed, and trust at its end."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from leadlab import catalog
from leadlab.checks.outcome import Check
from leadlab.checks.running import is_blank
from leadlab.errors import LeadlabError, shortened
from leadlab.models.scenario import Playthrough, conversation_outcome, replay
from leadlab.models.scenario.text import fill


def played(story: str, choices: object, *, seed: int) -> tuple[Playthrough | None, str]:
    """Playthrough of a scenario after a learner's list of choices, or what is wrong with the list.

    >>> played("disagree_and_commit", [], seed=1)
    (None, "Give the list of your choices, such as ['a', 'c', 'b'].")
    """
    if not isinstance(choices, list | tuple) or not choices or any(map(is_blank, choices)):
        return None, "Give the list of your choices, such as ['a', 'c', 'b']."
    taken = [str(each).strip().casefold() for each in choices]
    try:
        return replay(catalog.scenario(story), catalog.world(), seed=seed, choices=taken), ""
    except LeadlabError as error:
        return None, str(error)


def to_an_ending(
    story: str, choices: object, *, seed: int
) -> Generator[Check, None, Playthrough | None]:
    """One check, whether the choices lead to an ending; the playthrough comes back if they do.

    >>> print(*to_an_ending("disagree_and_commit", ["a"], seed=1))
    ✗ the choices lead to an ending in world 1: The story goes on after your last choice.
    """
    play, fault = played(story, choices, seed=seed)
    ended = play is not None and play.finished
    yield Check(
        says=f"the choices lead to an ending in world {seed}",
        held=ended,
        points=0,
        message=fault or "The story goes on after your last choice.",
    )
    return play if ended else None


def conversation(
    story: str,
    choices: Sequence[str],
    *,
    seed: int,
    facts: Mapping[int, float],
    trust: float,
    trust_points: float,
) -> Iterator[Check]:
    """Lines for a conversation that was played in the world of a seed.

    Args:
        story: Name of the scenario.
        choices: What the learner gives.
        seed: The world in which it was to be played.
        facts: Points by the number of facts that were told; the highest number reached counts.
        trust: Share of trust, 0 to 1, that must be left at the end.
        trust_points: What that is worth.
    """
    play = yield from to_an_ending(story, choices, seed=seed)
    if play is None:
        return
    found = conversation_outcome(play)
    told, most = len(found.told), max(facts)
    earned = max((worth for count, worth in facts.items() if count <= told), default=0.0)
    yield Check(
        says=f"what was disclosed to you: {told}",
        held=told >= most,
        points=facts[most],
        share=min(1.0, earned / facts[most]),
        message="Play it with lab.play: the debrief names the question that finds the rest.",
        tag="" if told else "advice_too_early",
    )
    low = [_title(play, state) for state, share in found.trust.items() if share < trust]
    yield Check(
        says="trust at the end",
        held=not low,
        points=trust_points,
        message=f"{shortened(', '.join(low))}: below {trust:.0%} of what is possible.",
    )


def _title(play: Playthrough, state: str) -> str:
    return fill(play.scenario.state[state].title, play.moment, play.cast)

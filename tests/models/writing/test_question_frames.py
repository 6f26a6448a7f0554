"""Advice, verdicts and invitations in frames of plain form are told from neutral questions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from odd_texts import f1_of

from leadlab.models.writing import question_kind
from leadlab.models.writing.questions import KINDS

VOICES = Path(__file__).parents[2] / "data" / "texts" / "questions_voices.jsonl"
TURNS = [json.loads(line) for line in VOICES.read_text(encoding="utf-8").splitlines()]


@cache
def kind_of(text: str) -> str:
    """The kind of a turn, read once."""
    return question_kind(text).kind


@pytest.mark.parametrize("kind", KINDS)
def test_many_voices_are_read(kind: str) -> None:
    """On the turns of many authors from which frames were drawn each kind keeps its F1."""
    pairs = [
        (kind_of(each["text"]) == kind, each["label"] == kind)
        for each in TURNS
        if each["split"] == "dev"
    ]
    assert f1_of(pairs) >= 0.95


UNSEEN = {
    "open": 0.87,
    "closed": 0.85,
    "leading": 0.86,
    "advice_in_disguise": 0.87,
    "multiple": 0.9,
    "statement": 0.93,
}
"""What each kind reaches on the turns of eight authors from which no rule was drawn, less a turn or
two."""


@pytest.mark.parametrize("kind", KINDS)
def test_turns_of_voices_without_a_share_in_the_rules_are_read_too(kind: str) -> None:
    """On turns that were split off before any rule read them each kind keeps its F1."""
    pairs = [
        (kind_of(each["text"]) == kind, each["label"] == kind)
        for each in TURNS
        if each["split"] == "test"
    ]
    assert f1_of(pairs) >= UNSEEN[kind]


IDEAS = {
    "small talk before a question says nothing of its kind": [
        ("Rough guess, how many parcels were lost?", "closed"),
        ("Just to check, the ferry leaves at six?", "closed"),
        ("tbh was the choir any good", "closed"),
        ("mm would it not be easier to walk?", "advice_in_disguise"),
        ("Before you paint it, is a poster not the cheaper option?", "advice_in_disguise"),
    ],
    "a check of a fact, as against an opinion to share": [
        ("Your lease ends in March, doesn't it?", "closed"),
        ("She's on the harbour committee, isn't she?", "closed"),
        ("You studied in Graz, right?", "closed"),
        ("You'd have met Odile at the market, right?", "closed"),
        ("The choir was rather flat, wasn't it?", "leading"),
        ("You know the fair was a flop, right?", "leading"),
        ("It's hardly the driver's fault, is it?", "leading"),
    ],
    "an appetite for a deed": [
        ("Do you fancy running the stall on Sunday?", "advice_in_disguise"),
        ("Wanna try it without the map?", "advice_in_disguise"),
        ("Are you up for a turn at the till?", "advice_in_disguise"),
        ("Fancy a coffee?", "closed"),
        ("Did you enjoy running the stall?", "closed"),
        ("Would you be up for telling me the rest?", "open"),
    ],
    "a chance that it is done": [
        ("Any chance a second key saves you the walk?", "advice_in_disguise"),
        ("Any chance the neighbours could sign for it?", "advice_in_disguise"),
        ("Any chance it's the fuse?", "closed"),
        ("Any chance they'll be late?", "closed"),
    ],
    "nobody would be against it": [
        ("Who'd stop you from leaving at four?", "advice_in_disguise"),
        ("Would the head of the school mind if you wrote to her?", "advice_in_disguise"),
        ("Where's the harm in asking the baker?", "advice_in_disguise"),
        ("What would break if you skipped the morning round?", "advice_in_disguise"),
        ("Who would take over if you left?", "closed"),
        ("What would change if you were the head?", "open"),
    ],
    "an opinion on a new deed": [
        ("wdyt about closing on Mondays?", "advice_in_disguise"),
        ("Thoughts on moving the stall to the square?", "advice_in_disguise"),
        ("Thoughts on the new stall?", "open"),
        ("What do you think about the new stall?", "open"),
    ],
    "a deed that is taken to have been thought of": [
        ("I suppose you've considered hiring a van?", "advice_in_disguise"),
        ("You've tried airing the room, I take it?", "advice_in_disguise"),
        ("I suppose you've met the new caretaker?", "closed"),
    ],
    "a thing that would do, a person for the job": [
        ("Would a bell by the door get you out of that?", "advice_in_disguise"),
        ("Who might lend you one, the school perhaps?", "advice_in_disguise"),
        ("Would Greta be someone to ask?", "advice_in_disguise"),
        ("Who might have seen it?", "closed"),
    ],
    "a choice of the talk, a talk at another time": [
        ("Shall we start with the budget or with the rota?", "closed"),
        ("Shall we get you a bigger desk?", "advice_in_disguise"),
        ("Could we meet on Thursday instead?", "closed"),
        ("Could we use string instead?", "advice_in_disguise"),
        ("Could you reach him by phone?", "closed"),
        ("Could you warn him by phone?", "advice_in_disguise"),
    ],
    "a degree that nobody stated": [
        ("How relieved were you when they left?", "leading"),
        ("How humiliating was it to be asked twice?", "leading"),
        ("You say you were nervous. How nervous were you?", "open"),
        ("How much did the move upset the children?", "leading"),
        ("How much did the move cost?", "closed"),
        ("How sure are you?", "closed"),
    ],
    "a plan to hide, as against a plan": [
        ("How long were you going to sit on that letter?", "leading"),
        ("How long were you going to stay in Graz?", "closed"),
        ("When were you planning to tell the parents?", "leading"),
        ("When were you planning to travel?", "closed"),
    ],
    "agreement that is asked for": [
        ("Can we agree that the fair was badly run?", "leading"),
        ("Can we agree that you'll go home at six?", "advice_in_disguise"),
        ("Do you agree that he went too far?", "leading"),
        ("Do you agree with the price?", "closed"),
        ("Can you see why they walked out?", "leading"),
    ],
    "doubt in a small word": [
        ("Did anyone actually want a second stage?", "leading"),
        ("Did anyone want a second stage?", "closed"),
        ("Does he ever listen?", "leading"),
        ("Have you ever sung in a choir?", "closed"),
        ("Is a third rehearsal really what they need?", "leading"),
        ("Three hours for one song?", "leading"),
        ("Three hours in all?", "closed"),
    ],
    "a set expression with a verdict in it": [
        ("Who left the volunteers in the dark?", "leading"),
        ("Who left the lamp in the hall?", "closed"),
        ("Are we reinventing the wheel here?", "leading"),
    ],
    "a belief or a permission that somebody must have given": [
        ("Who gave you the idea that the hall is free?", "leading"),
        ("Who gave you the key?", "closed"),
        ("Who should have locked the hall?", "leading"),
        ("Why should anyone pay for that?", "leading"),
        ("When was the last time you listened to the choir?", "leading"),
        ("When was the last time it rained?", "closed"),
    ],
    "so much for a neutral yes or no": [
        ("Did you at least ring them?", "leading"),
        ("Did you ring them?", "closed"),
        ("Is there even one tenor in that choir?", "leading"),
        ("Is there a tenor in that choir?", "closed"),
        ("Would you call two songs a concert?", "leading"),
        ("Does it surprise you that nobody came?", "leading"),
        ("Are you comfortable letting a child drive the van?", "leading"),
        ("And that's your answer?", "leading"),
        ("What kind of apology is that?", "leading"),
        ("Is the ban on bikes the real problem?", "leading"),
    ],
    "what would come of it, by comparison or appeal": [
        ("Would you sleep better if we moved the rehearsal?", "advice_in_disguise"),
        ("Is a shorter set something you'd consider?", "advice_in_disguise"),
        ("How would the choir take it if you let Greta conduct?", "advice_in_disguise"),
        ("Is the answer perhaps to hire a bus?", "advice_in_disguise"),
        ("Can I tempt you to try the solo?", "advice_in_disguise"),
        ("It wouldn't hurt to ask, would it?", "advice_in_disguise"),
        ("Could Greta be the person to ask?", "advice_in_disguise"),
        ("Did you sleep better?", "closed"),
    ],
    "several clauses in a request, one open word before a clause": [
        ("Tell me which hall it is, where we meet, and who has the key.", "multiple"),
        ("Tell me which hall you liked.", "closed"),
        ("How do you decide, most weeks, which song to drop?", "open"),
        ("Which signs would tell you that the evening is going wrong?", "open"),
        ("I know nothing of choirs, so explain to me what an alto does.", "open"),
        ("Where did the order come from, the school or the church?", "closed"),
    ],
    "a question without a mark behind a comma or an aside": [
        ("and if you just left the van at home", "advice_in_disguise"),
        ("okay, mad thought maybe, but what if the altos stood in front", "advice_in_disguise"),
        ("I was thinking, would a lamp by the door help", "advice_in_disguise"),
        ("And what else.", "open"),
        ("which of it do you mean to keep", "closed"),
        ("I was thinking of the lamp by the door.", "statement"),
        ("I asked him, but he had gone.", "statement"),
    ],
    "what others do, and whether it would suit": [
        ("Some choirs sing without a conductor. Would yours?", "advice_in_disguise"),
        ("A friend of mine records each rehearsal. Might that suit you?", "advice_in_disguise"),
        ("I can bring the score. Might that suit you?", "closed"),
        ("I wonder if there's mileage in a second rehearsal.", "advice_in_disguise"),
        ("I wonder if the hall is heated.", "closed"),
    ],
    "idle questions and offers of the mentor's own": [
        ("How many tenors does it take to miss one cue?", "leading"),
        ("How many tenors does the piece need?", "closed"),
        ("Do you expect applause for that?", "leading"),
        ("Was it vanity that made you sing it?", "leading"),
        ("Would it save time to copy the parts at once?", "advice_in_disguise"),
        ("Are you against singing it a tone lower?", "advice_in_disguise"),
        ("Should I send you the score?", "closed"),
        ("Still in the same choir?", "closed"),
    ],
    "a denial that only waits for news": [
        ("Nothing from the printer yet?", "closed"),
        ("You haven't paid yet?", "closed"),
        ("You haven't even paid yet?", "leading"),
        ("Would you take the part if they offered it?", "closed"),
    ],
    "an invitation to tell in the form of a closed question": [
        ("Which parts of the fair give you energy?", "open"),
        ("Which parts of the fair are indoors?", "closed"),
        ("Would you be able to describe the evening to me?", "open"),
        ("When you say it's odd, odd how?", "open"),
        ("Any idea why they stayed away?", "open"),
        ("Any idea when they'll be back?", "closed"),
        ("Could you tell me when the hall opens?", "closed"),
        ("Where does that leave you?", "open"),
    ],
}
"""Turns and near misses by the idea that tells them apart."""


@pytest.mark.parametrize(
    ("idea", "text", "kind"),
    [(idea, text, kind) for idea, turns in IDEAS.items() for text, kind in turns],
)
def test_a_frame_is_known_from_its_near_misses(idea: str, text: str, kind: str) -> None:
    """A turn in plain form is read by its frame, and its near miss otherwise."""
    assert (idea, kind) == (idea, question_kind(text).kind)

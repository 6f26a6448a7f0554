"""Answers to the exercises of the lesson on feedback."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

KEY = {
    "a": "verdict", "b": "sweeping", "c": "motive", "d": "no effect", "e": "nothing",
    "f": "verdict",
}  # fmt: skip


def opening(own):
    return f"{own.when[0].upper() + own.when[1:]} you {own.act}."


def followed(own):
    return f"{own.effect[0].upper() + own.effect[1:]}."


def worked(own):
    return (f"{opening(own)} {followed(own)} What led to it?",)


def with_a_request(own):
    return (f"{opening(own)} {followed(own)} Could you tell me beforehand the next time?",)


def no_effect(own):
    return (f"{opening(own)} What led to it?",)


def no_ask(own):
    return (f"{opening(own)} {followed(own)}",)


def a_verdict(own):
    return (f"{opening(own)} {followed(own)} That was careless of you. What led to it?",)


def a_motive(own):
    return (f"{opening(own)} You clearly don't care. {followed(own)} What led to it?",)


def another_case(own):
    text = "In Friday's review you deleted Rui's branch before reading it. "
    return (text + "They wrote it again over the weekend. What led to it?",)


BANK = {
    "mentoring.spoils": (
        right(KEY),
        wrong({**KEY, "f": "nothing"}, name="praise", points=5, tag="verdict_missed"),
        wrong({**KEY, "d": "nothing"}, name="no effect", points=5, tag="no_effect_missed"),
        wrong({**KEY, "c": "verdict"}, name="motive", points=5, tag="motive_missed"),
        wrong(dict.fromkeys(KEY, "verdict"), name="all verdicts", points=2),
        wrong({"a": "verdict"}, name="one of six", points=1),
        wrong(["verdict"], name="a list", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(KEY, ...)),
    ),
    "mentoring.own_message": (
        right(from_instance(worked)),
        right(from_instance(with_a_request), name="with a request"),
        wrong(from_instance(no_effect), name="no effect", points=6, tag="no_impact"),
        wrong(from_instance(no_ask), name="no ask", points=7, tag="no_question_or_request"),
        wrong(from_instance(a_verdict), name="a verdict", points=6, tag="no_trait_word"),
        wrong(from_instance(a_motive), name="a motive", points=6, tag="no_mind_reading"),
        wrong(
            from_instance(another_case), name="another case", points=7, tag="another_case",
            message="Name the occasion and the act",
        ),
        wrong(7, name="a number", points=0, message="this is a number"),
        blank(...),
    ),
}  # fmt: skip

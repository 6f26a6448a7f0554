"""Read from the build of a question that it puts an action forward.

The rules turn on the grammar of the clause and on small classes of words, such as verbs of use;
the list of set expressions, such as "why not", is kept beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_clauses import (
    INDEFINITE,
    Clause,
    is_person,
    led_in,
    measures,
)
from leadlab.models.writing.question_short import is_wish
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def proposes(clause: Clause) -> bool:
    """Whether a yes/no question puts an action forward by its build.

    A thing that is not there yet, with "would" or "might", is a proposal: "would a queue do?".
    So is "should" with a deed that is not yet done, and "do you think it would ...".
    """
    if clause.verb is None or not clause.subject or measures(clause):
        return False
    first = clause.subject[0]
    done = re.search(r"^have \w+|\bhave (?:been|had|\w+ed)\b", f"{clause.verb.low} {clause.after}")
    if done:
        return False
    new = first.low in INDEFINITE or re.search(r"(?<!th)ing$", first.low) is not None
    if clause.aux in {"would", "might", "could"} and new:
        return _serves(clause)
    if clause.aux in {"would", "might"} and clause.about in {"it", "that", "this"}:
        return clause.verb.low in {"help", "hurt", "ease", "simplify", "spare", "suffice", "pay"}
    if clause.aux == "should" and first.low not in {"i", "it", "there", "anyone", "anybody"}:
        return clause.verb.is_verb and "or" not in clause.after.split()
    if clause.about in {"you", "we"}:
        return _weighs(clause)
    return _moves(clause)


def _serves(clause: Clause) -> bool:
    """Whether a new thing is said to be of use, and not that something may happen to it."""
    verb = clause.verb
    if verb is None or verb.low in words("useful_verbs"):
        return verb is not None
    happens = verb.low in words("happening_verbs") or (
        verb.low == "be" and any(each.tag in {"VVN", "VVD"} for each in clause.rest[:2])
    )
    certain = clause.aux in {"would", "might"} and not re.search(r"\bif\b", clause.after)
    return certain and not happens and not is_person(clause.subject)


_PLACED = {"in", "before", "after", "without", "on", "under", "as", "into", "behind", "outside",
           "inside", "instead", "first", "later", "with", "through"}  # fmt: skip


_UNNAMED = {"anyone", "anybody", "someone", "somebody", "he", "she", "they", "it"}
_ABLE = {"be", "reproduce", "read", "reach", "access", "find", "work", "join", "come", "follow",
         "attend", "log", "open", "use"}  # fmt: skip


def _moves(clause: Clause) -> bool:
    """A thing that is there, put elsewhere: "could the check run before the merge?"."""
    verb, after = clause.verb, clause.after.split()
    if verb is None or not after:
        return False
    if re.search(r"\b(?:rather than|instead)\b", clause.after):
        where = clause.aux == "does" and verb.low in {"belong", "fit", "go", "live"}
        return where or clause.aux in {"would", "could", "should", "can"}
    if clause.aux not in {"could", "might", "can"} or "or" in after:
        return False
    if clause.aux != "can" and is_person(clause.subject) and clause.subject[0].low not in _UNNAMED:
        return verb.low not in words("tell_verbs") | _ABLE
    if verb.low == "be":
        done = next((each for each in clause.rest if not each.is_adverb), None)
        return done is not None and (
            done.low in {"a", "an", "one"}
            or (
                bool({done.lemma, done.low[:-1], done.low[:-2]} & words("deeds"))
                and (done.tag in {"VVN", "VVD"} or done.low.endswith("ed"))
            )
        )
    if clause.aux == "can":
        return verb.low in {"happen", "wait", "stay"} and after[0] in _PLACED
    placed = {"run", "live", "go", "sit", "move", "happen", "start", "wait", "stay", "become"}
    return verb.low in placed and after[0] in _PLACED and not is_person(clause.subject)


def _weighs(clause: Clause) -> bool:
    """A weighing in words: "do you think it would help ...", "have we looked at ..."."""
    line = f"{clause.verb.low if clause.verb else ''} {clause.after}"
    if clause.about == "we" and clause.aux in {"can", "could"} and clause.verb is not None:
        return clause.verb.low not in words("tell_verbs") | {"be", "assume", "expect", "trust"}
    if clause.aux in {"do", "would", "can", "could"}:
        if re.search(
            r"^(?:think|reckon|believe|feel) (?:that )?(?:an?|some|one|two|more|less|fewer|\w+ing) "
            r"(?:[\w-]+ ){1,6}?(?:would|might|could|'d)\b(?! have)",
            line,
        ):
            return True
        useful = "|".join(sorted(words("useful_verbs")))
        return bool(
            re.search(
                rf"^(?:think|feel|find|say|see|reckon|believe|imagine)\b.*(?:\b(?:would|might|"
                rf"could|"
                rf"will)| 'd) (?:\w+ )?(?:{useful}|be (?:a good|an? (?:\w+ )?(?:idea|option|way)|"
                r"worth|better|easier|simpler|wise|useful|sensible|possible|safer))\b",
                line,
            )
        )
    return clause.aux in {"have", "had"} and bool(
        re.search(
            r"^(?:ever |already )?(?:consider|thought|looked|tried|explored|weighed|experimented|"
            r"toyed|played|talked|spoken|run)\w* ?(?:of|about|at|with|into|through)? \w+ing\b",
            line,
        )
    )


_UNFINISHED = re.compile(
    r"^(?:(?:and|so|but|or|what|well|hm|ok|,) ?)*if (?:we|you|the|a|an|your|this|that|they|he|she|"
    r"somebody|someone|it|each|every|all|\w+)\b[^?]*\?*$"
)
_MAIN = re.compile(
    r", (?:then )?(?:(?:in|at|for|by|to|with|from|on) )?(?:what|how|who|where|when|which|why|"
    r"would|will|do|does|did|is|are|can|could|"
    r"should|might|have|has|whom)\b| (?:what|how|who|which|why) \w+|"
    r" (?:would|do|does|did|will|can|could) (?:you|it|they|we|i|the|that)\b"
)
_SHORT = re.compile(
    r"^(?:(?:maybe|perhaps|or|so|and|ok|hm|then|,) ?)*(?:(?:just|rather|first|simply|better|"
    r"worth|time to|ever) )?(?P<verb>[\w-]+)\b"
)


_ASKS_STATE = re.compile(
    r"\b(?:yet|already|or|back|ok|okay|well|on time|alone)\b|"
    r"\b(?:done|ready|fixed|in|out|live|merged|there)\s*\?*$"
)
"""A shortened question for a fact: "read it yet?", "release notes done?"."""


def is_bare_proposal(unit: Sequence[Token], line: str) -> bool:
    """A proposal without subject or main clause: "rebase instead?", "and if we wait?"."""
    if _UNFINISHED.search(line) and not _MAIN.search(line):
        fails = re.search(r"\bif (?:so|not|any|it (?:fails|breaks))\b", line)
        return not (fails or is_wish(line))
    verbless = not any(each.is_verb for each in unit)
    if verbless and re.search(r"\b(?:instead of|rather than)\b", line):
        return True
    if re.search(r"(?:,|-) ?(?:maybe|perhaps)\s*\?+$|^(?:\w+ ,? ?)?let's \w+ ", line):
        return True
    if re.search(
        r"^(?:(?:or|so|and|maybe|perhaps|ever|,) ?)*(?:worth|tried|considered|thought (?:of|about)|"
        r"fancy|any (?:objections? to|appetite for|interest in)) (?:\w+ing|an?)\b",
        line,
    ):
        return True
    inverted = r", (?:were|are|did|do|is|was|have|has) (?:you|it|he|she|they|we|that|the)\b"
    if _ASKS_STATE.search(line) or re.search(inverted, line):
        return False
    at = led_in(unit)
    if at >= len(unit) or not (hit := _SHORT.search(line)):
        return False
    verb = hit["verb"]
    if unit[at + 1 : at + 2] and unit[at + 1].low in {"me", "us"}:
        return False
    shown = unit[at].low in words("deeds") or unit[at].tag in {"VVB", "VVI"}
    told = verb in words("tell_verbs") or verb in word_group("auxiliaries")
    return shown and not told and not re.search(r"^(?:see|say|mean|want|need|know|got)\b", verb)

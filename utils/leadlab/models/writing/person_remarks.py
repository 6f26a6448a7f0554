"""What a review comment says of its author: ability, character, state, habits, knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.language import read
from leadlab.models.writing.people_marked import is_said_in, with_people_marked
from leadlab.models.writing.question_units import said
from leadlab.models.writing.verdicts import verdicts_on_person
from leadlab.models.writing.words import phrases, words

Span = tuple[int, int]

ON_PERSON = (
    "person_ability",
    "person_character",
    "person_state_habit",
    "person_kinds",
    "person_knowledge",
)
"""The lists of remarks on a person, by kind."""


def remarks_on_person(text: str) -> Iterator[Span]:
    """Where a comment speaks of the author's ability, character, state or habits.

    >>> text = "Careless as ever. You get a copy here."
    >>> [text[start:end] for start, end in remarks_on_person(text)]
    ['Careless as ever.']
    """
    for start, end in verdicts_on_person(text):
        of_work = _OF_WORK.match(text[start:end].lower())
        if not of_work and not _BE_CAREFUL.search(text[:start].lower()):
            yield start, end
    for clause in clauses(text):
        if clause.subject == "you" and _describes_author(clause):
            yield clause.tokens[clause.start].start, clause.tokens[clause.end - 1].end
    for sentence in read(text):
        line = said(sentence)
        hit = phrases("person_comments").search(line)
        if hit and not _is_request_for_code(line, hit):
            yield sentence[0].start, sentence[-1].end
        marked = with_people_marked(sentence)
        if any(is_said_in(name, marked) for name in ON_PERSON):
            yield sentence[0].start, sentence[-1].end


_OF_WORK = re.compile(r"(?:not |no )?(?:an? )?(?:blocker|bottleneck|show-?stopper|joy|pleasure)\b")
"""What reviewers say of a change without a word for it, as in "not a blocker"."""

_BE_CAREFUL = re.compile(r"(?:^|[.!?:,;] |please )be (?:very |extra )?$")
"""A request that goes before a fact about the code, as in "be careful, the lock is held"."""


def _describes_author(clause: Clause) -> bool:
    """As in "you're new here", "you write a lot of comments", "you must have eyes like a hawk"."""
    if clause.inverted or clause.link in {"if", "when", "unless", "whether", "once", "until"}:
        return False
    rest = [each for each in clause.rest if not each.is_mark and not each.is_adverb]
    if clause.lemma in {"be", "get", "become"} and rest and not clause.modal:
        plain_state = words("neutral_states") - {"new", "junior", "senior", "busy", "early", "late"}
        return rest[0].tag in {"AJ0", "AJC", "AJS"} and rest[0].low not in plain_state
    if clause.modal == "must":
        return clause.lemma == "be"
    if clause.tag != "VVB":
        return False
    return bool(
        re.search(
            r"\b(?:a lot|too (?:much|many|little|few)|every time|all the time)\b", clause.rest_words
        )
    )


def _is_request_for_code(line: str, hit: re.Match[str]) -> bool:
    """As in "Can you not just" and "could you keep": asked of the code, not said of the author."""
    return (
        bool(re.match(r"(?:so |and |but )?(?:can|could|would|will) you (?!for once)", line))
        and hit.start() < 8
        and not hit[0].startswith(("can n't", "can you for"))
    )

"""Who is learning: the name that own numbers are drawn from."""

from __future__ import annotations

import os
import sys
import unicodedata

from leadlab.checks.submission import Submission
from leadlab.errors import LeadlabError, shortened
from leadlab.logbook import open_logbook

HUB_USER = "JUPYTERHUB_USER"
NOBODY = "nobody"
LONGEST = 64
NOT_IN_A_NAME = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, halves of characters and line ends; joiners belong to many scripts."""

_declared: list[str] = []


class Learner(str):
    """A learner's name; a text that says whose it is.

    >>> Learner("ana")
    You are ana.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        if self == NOBODY:
            return 'Nobody has said who is learning. Say lab.learner("your name").'
        return f"You are {self}."


def say_name(name: str) -> Learner:
    """Take a name as the learner's, and keep it in the logbook.

    Raises:
        LeadlabError: It is no name.
    """
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > LONGEST:
        raise LeadlabError(
            f"Give a name of 1 to {LONGEST} characters, not {shortened(repr(name))}."
        )
    cleaned = name.strip()
    if any(unicodedata.category(each) in NOT_IN_A_NAME for each in cleaned):
        raise LeadlabError(f"A name is one line of text; this is {shortened(repr(name))}.")
    _declared[:] = [cleaned]
    student = Submission.current().student
    if student:  # being graded: the name is the one that the work was handed in under
        return Learner(student)
    book = open_logbook()
    if book.learner() != cleaned:
        book.set_learner(cleaned)
    return Learner(cleaned)


def known_learner() -> Learner:
    """The learner, without asking: handed in by, said here, hub user, logbook, or nobody."""
    name = Submission.current().student or declared_name()
    return Learner(name or open_logbook().learner() or NOBODY)


def declared_name() -> str:
    """The name that was said in this notebook, or the hub's; empty if none."""
    return _declared[0] if _declared else os.environ.get(HUB_USER, "").strip()


def ask_name() -> Learner:
    """The learner, asked for once if nothing is known and somebody is there to answer."""
    known = known_learner()
    if known != NOBODY or not _can_ask():
        return known
    try:
        answer = input("Your name, or the id that your course gave you: ")
    except (EOFError, OSError, NotImplementedError, KeyboardInterrupt):
        return known
    return say_name(answer) if answer.strip() else known


def _can_ask() -> bool:
    """Whether a question would reach somebody; a kernel run by a program has nobody."""
    if "ipykernel" in sys.modules:
        from IPython import get_ipython

        kernel = getattr(get_ipython(), "kernel", None)
        if kernel is not None:
            return bool(getattr(kernel, "_allow_stdin", False))
    return bool(sys.stdin is not None and sys.stdin.isatty())

"""Cut a Markdown text into sections, and tell what each is for by its heading."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

LONGEST = 20_000
"""Characters that are read; a decision record is a page or two."""

ROLES = (
    ("options", r"^(option|alternative|variant)s? \w{1,2}\b"),
    ("context", r"decision drivers|why now|context and"),
    ("assessment", r"pros and cons|for and against"),
    ("decision", r"^chosen"),
    ("owner", (r"decided by|decider|decision[- ]maker|decision by|who decid|owner\b|accountable|"
              r"^responsible|^driver|approver|approved by|^made by|^taken by|^signed|^who$|sponsor|"
              r"in charge")),
    ("author", r"^author|written by|^minutes taken|consulted|informed|^present$"),
    ("status", r"^status|^state$|^date$"),
    ("confidence", (r"confiden|how (sure|certain|likely)|certainty|^forecast|probabilit|\bodds\b|"
                   r"likelihood|trust\b|predict|expectation")),
    ("reversal", (r"revers|undo|way back|going back|go back|\bexit\b|getting out|roll.?back|"
                 r"back to the|back out|changing (it|this|our)|change of mind|regret|if we err|"
                 r"if (it|this|we) (was|is|were|are) wrong|return(ing)?\b|door|lock-?in|"
                 r"fall-?back|plan b\b")),
    ("review", (r"review|revisit|re-?evaluat|evaluation|look(ed)? (at )?(it )?(again|back)|"
               r"next (look|appointment|check)|again on the agenda|ask again|sunset|expir|"
               r"after the decision|when (do|will) we (check|look)|reconsider|^check|"
               r"come back to|^again\b|trip.?wire|trigger|kill criteria|stop rule|checkpoint")),
    ("rationale", (r"^why\b(?! this record)|reasons?\b|rationale|grounds|justif|what speaks|"
                  r"\barguments?\b|deciding point")),
    ("positive", (r"\bgood\b|positive|benefit|\bpros\b|\bgains?\b|advantages?$|upside|"
                  r"in it for us|what (it|this) (brings|gives|wins)|"
                 r"give us|gives us|we expect|what improves|better$")),
    ("negative", (r"costs?\b|risk|downside|negative|drawback|\bcons\b|^against\b|price we pay|"
                 r"disadvantage|\bbad\b|trade-?offs?|what (it|this) takes|worse$|price\b")),
    ("consequences", (r"consequence|effects?\b|what follows|what to expect|impact|what changes|"
                     r"results\b|"
                     r"implication")),
    ("leaning", r"lean|tendency|preliminary|recommendation|where we stand|my view|proposal$"),
    ("options", (r"options?\b|alternative|candidate|\bways\b|considered|compared|variants?\b|"
                r"^the choice$|looked at|possib|could be done|approaches|^choices|^ideas|"
                r"(we|i) (could|can|might) do\b|could do\b")),
    ("decision", (r"decision|chosen|^choice|^outcome|what (we|i)( will|'ll)? do$|^so$|"
                 r"short answer|^decided|"
                 r"resolution|conclusion|^we (decide|choose)|decided$|^answer|^results?$")),
    ("context", (r"context|problem|situation|background|facts|starting|state of|^before$|"
                r"where (we|things)|introduction|\bneed\b|question|motivation|how we got here|"
                r"why this record|about$|what (we|i) know|^the case$|"
                r"status quo|today|at present|current|forces|drivers")),
    ("assessment", r"assess|discussion|for and against|comparison|evaluat|weigh"),
    ("aside", (r"scope|not part|what is to do|next steps?|what happens next|notes? on|links|"
              r"annex|more information")),
)  # fmt: skip
_ROLES = tuple((role, re.compile(pattern)) for role, pattern in ROLES)

FACTS = {"owner", "author", "status", "decision", "review", "confidence", "reversal"}
"""What a table at the head of a record tells; any other table is left as it is."""

_HASH = re.compile(r"^(#{1,6})[ \t]*(\S.*?)[ \t#]*$")
_STRONG = re.compile(r"^(\*\*|__|\*|_)(?=\S)(.{1,90}?)(?<=\S)\1[ \t]*[:.]?[ \t]*(.*)$")
_LABEL = re.compile(r"^([A-Za-z][A-Za-z'/ -]{1,40}):[ \t]*(.*)$")
_ROW = re.compile(r"^\|[ \t]*([^|]{1,40}?)[ \t]*\|[ \t]*([^|]{1,200}?)[ \t]*\|")
_NUMBER = re.compile(r"^(\d+(\.\d+)*[.)]?|[A-Z][.)])[ \t]+")
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_FULL = 60
"""Characters from which a line without a full stop is taken to go on below."""
_GOES_ON = re.compile(r"^[ \t]*(?!\d+[.)][ \t]|[A-Za-z][.)][ \t])[\w\"'`(]")
_PRO_AND_CON = re.compile(r"(?<=[.;])[ \t]+(?=(?:good|bad|pros?|cons?): )", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text with one purpose."""

    role: str
    heading: str
    body: str

    @property
    def whole(self) -> str:
        """Heading and body."""
        return f"{self.heading}\n{self.body}".strip()


@functools.lru_cache(maxsize=8)  # many looks at one text
def sections(text: str) -> tuple[Section, ...]:
    r"""The parts of a text, in order; what stands before any heading has the role "lead".

    >>> text = "# Cache\n\nOwner: Imani\n\n## Context\nSlow."
    >>> [(part.role, part.body) for part in sections(text)]
    [('title', ''), ('owner', 'Imani'), ('context', 'Slow.')]
    """
    cleaned = _COMMENT.sub("", _FENCE.sub("", text[:LONGEST]))
    cleaned = _PRO_AND_CON.sub("\n", cleaned)
    lines = cleaned.splitlines()
    found: list[tuple[str, str, list[str]]] = [("lead", "", [])]
    titled = inline = False
    depth = 9
    for before, line in zip(["", *lines], lines, strict=False):
        alone = bool(found[-1][2]) and not before.strip() and _stands_alone(line)
        marked = f"## {line.strip()}" if alone else line
        role, heading, rest, is_title = _heading(marked, titled or alone, found[-1][0])
        level = len(marked) - len(marked.lstrip("#")) if role else 0
        if role == "options" and level:
            depth = level
        elif level and level <= depth:
            depth = 9
        elif level and role == "other":
            role = "option"  # a heading below "Options"
        if role:
            titled = titled or is_title
            inline = bool(_LABEL.match(line.strip())) and bool(rest)
            found.append((role, heading, [rest] if rest else []))
            if is_title:
                found.append(("lead", "", []))
        elif inline and not line.strip():
            found.append(("other", "", []))  # a label such as "Context:" names one paragraph
            inline = False
        else:
            found[-1][2].append(line)
    parts = [Section(role, heading, "\n".join(body).strip()) for role, heading, body in found]
    return tuple(part for part in parts if part.heading or part.body)


def headed(text: str) -> int:
    r"""How many different purposes the headings of a text announce.

    >>> headed("## Context\nSlow.\n\n## Options\n- wait"), headed("It is slow. We wait.")
    (2, 0)
    """
    return len({part.role for part in sections(text)} - {"lead", "title", "other", "option"})


def role_of(heading: str) -> str:
    """What a heading announces; "other" if it is none of the known purposes.

    >>> role_of("Options considered"), role_of("Way back"), role_of("Budget of the club")
    ('options', 'reversal', 'other')
    """
    words = _NUMBER.sub("", heading.strip().strip("*_").strip()).rstrip(":.?").casefold()
    for role, pattern in _ROLES:
        if pattern.search(words):
            return role
    return "other"


def items(body: str) -> tuple[str, ...]:
    r"""The entries of the lists in a body, without their marks.

    >>> items("- build\n- buy\n\n1. wait")
    ('build', 'buy', 'wait')
    """
    mark = re.compile(r"^[ \t]*(?:[-*+•−–]|\(?\d+[.)]|\(?[A-Za-z][.)]|\d+\.\d+)[ \t]+(\S.*)$")
    return tuple(hit.group(1).strip() for line in body.splitlines() if (hit := mark.match(line)))


def unwrapped(text: str) -> tuple[str, ...]:
    r"""The lines of a text, those joined that were broken only because a line was full.

    >>> unwrapped("- build\n- buy"), len(unwrapped("x" * 70 + "\nand the rest."))
    (('- build', '- buy'), 1)
    """
    lines: list[str] = []
    for line in text.splitlines():
        last = lines[-1] if lines else ""
        full = len(last) >= _FULL and last.rstrip()[-1:] not in ".!?:;|" and not _HASH.match(last)
        if full and _GOES_ON.match(line):
            lines[-1] = f"{last.rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return tuple(lines)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each as it stands there.

    >>> sentences("It takes 0.5 s. Why? We do not know.")
    ('It takes 0.5 s.', 'Why?', 'We do not know.')
    """
    parts: list[str] = []
    for line in unwrapped(text):
        parts += re.split(r"(?<=[.!?;])[ \t]+(?=[\"'(+−\w-])", line.strip().strip("|").strip())
    return tuple(part for part in parts if part.strip(" *_#-|"))


def _stands_alone(line: str) -> bool:
    """Whether a short line reads as a heading that was written without a mark."""
    words = line.strip().rstrip(":?")
    return (
        0 < len(words.split()) <= 6
        and words[0].isupper()
        and words[-1].isalpha()
        and ":" not in words
        and role_of(words) != "other"
    )


def _heading(line: str, titled: bool, before: str) -> tuple[str, str, str, bool]:
    """Role, heading and the rest of the line; no role if the line is no heading."""
    stripped = line.strip()
    if hit := _HASH.match(stripped):
        heading = hit.group(2).strip("*_ ")
        if not titled and (len(hit.group(1)) == 1 or role_of(heading) == "other"):
            return "title", heading, "", True
        return role_of(heading), heading, "", False
    if hit := _STRONG.match(stripped):
        heading, rest = hit.group(2), hit.group(3)
        label, colon, value = heading.partition(":")
        if colon and value.strip() and role_of(label) != "other":
            return role_of(label), label, f"{value.strip()} {rest}".strip(), False
        role = role_of(heading)
        if role == "owner" and not rest and "who" not in heading.casefold():
            return role, "", heading, False
        if role == "other":
            return ("option", heading, rest, False) if before in {"options", "option"} else _NONE
        return role, heading, rest, False
    row = _ROW.match(stripped)
    hit = row if row and role_of(row.group(1)) in FACTS else _LABEL.match(stripped)
    if hit and role_of(hit.group(1)) != "other" and len(hit.group(1).split()) <= 5:
        return role_of(hit.group(1)), hit.group(1), hit.group(2), False
    return _NONE


_NONE = ("", "", "", False)

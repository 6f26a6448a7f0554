"""What makes a notebook a lesson of this course, as rules that a program can check.

Each rule takes a page and says, one sentence each, what is wrong with it; nothing means sound.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import leadlab as lab
from leadlab import catalog
from leadlab.checks.exercise import every, find
from leadlab.errors import LeadlabError, shortened
from leadlab.views.explorers import EXPLORERS

CASE_WORDS = 80
PROSE_WORDS = 120
CODE_LINES = 12
FIRST_CELLS = 5
MODELS = {"boards", "decisions", "delivery", "forecasting", "tradeoffs", "writing"}
PRACTICE = 2
TO_TRY = {"play", "explore", "cockpit", "check", "simulate", *MODELS}
SECTIONS = (
    "The case", "Try", "What happened", "Evidence", "Worked", "The same, with gaps", "Yours",
    "When this fails",
)  # fmt: skip
AVOIDED = re.compile(
    r"\b(leverag\w+|empower\w*|journey\w*|rockstars?|ninjas?|best practices?|synerg\w+|unlock\w*|"
    r"game-?changer\w*|at the end of the day|just|simply|obviously)\b",
    re.IGNORECASE,
)
SHOUT = re.compile(r"[^\s!]!(?=[\s\"”)]|$)", re.MULTILINE)
TERM = re.compile(r"\*\*|\b(?:is|are) (?:defined as|called|known as)\b")
STUDY = re.compile(
    r"\b(stud(?:y|ies)|surveys?|trials?|tournaments?|researchers?|meta-analys[ei]s|IT projects)\b"
)
FIGURE = re.compile(r"\d\s?%|\bper cent\b|\btimes (?:as|more|less)\b")
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|`[^`]*`|\*\*[^*]+\*\*")
SENTENCE_END = re.compile(r"[.?:]\)? +[A-Z]")
HEADING = re.compile(r"^(#+) +(.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its text, and whether it is code."""

    code: bool
    text: str
    tags: tuple[str, ...] = ()

    @property
    def calls(self) -> tuple[ast.Call, ...]:
        """Words of the course that are called here, in order."""
        if not self.code:
            return ()
        found = (node for node in ast.walk(ast.parse(self.text)) if isinstance(node, ast.Call))
        ours = [call for call in found if ast.unparse(call.func).startswith("lab.")]
        return tuple(sorted(ours, key=lambda call: (call.lineno, call.col_offset)))

    @property
    def words(self) -> list[str]:
        """Prose without headings and tables."""
        lines = () if self.code else self.text.splitlines()
        return " ".join(each for each in lines if each[:1] not in {"#", "|"}).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A lesson as it is stored, notes for instructors included."""

    id: str
    folder: Path
    cells: tuple[Cell, ...]

    @classmethod
    def read(cls, path: Path) -> Page:
        """The page in a notebook file."""
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = tuple(
            Cell(
                code=cell["cell_type"] == "code",
                text="".join(cell["source"]),
                tags=tuple(cell["metadata"].get("tags", ())),
            )
            for cell in notebook["cells"]
        )
        return cls(id=notebook["metadata"]["leadlab"]["id"], folder=path.parent, cells=cells)

    @property
    def shown(self) -> tuple[Cell, ...]:
        """The cells that a learner sees."""
        return tuple(cell for cell in self.cells if "instructor" not in cell.tags)

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells."""
        return tuple(cell for cell in self.shown if cell.code)

    @property
    def prose(self) -> tuple[Cell, ...]:
        """The text cells that a learner sees."""
        return tuple(cell for cell in self.shown if not cell.code)

    def named(self, *words: str) -> list[tuple[int, str, str]]:
        """Where among the code cells a word of the course is called, and on what."""
        return [
            (at, word, call.args[0].value)
            for at, cell in enumerate(self.code)
            for call in cell.calls
            if (word := ast.unparse(call.func).removeprefix("lab.")) in words
            and call.args and isinstance(call.args[0], ast.Constant)
        ]  # fmt: skip

    def sections(self) -> Iterator[tuple[str, str, list[Cell]]]:
        """Heading, prose and code cells of each section of the second level."""
        title, texts, code = "", [], []
        for cell in self.shown:
            heading = None if cell.code else re.match(r"## (.+)", cell.text)
            if heading:
                yield title, "\n".join(texts), code
                title, texts, code = heading.group(1), [], []
            code.append(cell) if cell.code else texts.append(cell.text)
        yield title, "\n".join(texts), code


Rule = Callable[[Page], Iterator[str]]


def begins_with_its_head(page: Page) -> Iterator[str]:
    """The first cell imports the package and shows the head of this lesson."""
    if page.cells[0].text != f'import leadlab as lab\n\nlab.lesson("{page.id}")':
        yield f"The first cell reads {shortened(page.cells[0].text)!r}."


def begins_with_a_case(page: Page) -> Iterator[str]:
    """The first eighty words put somebody somewhere, and define nothing."""
    text = " ".join(word for cell in page.prose for word in cell.words)
    words = text.split()[:CASE_WORDS]
    people = {each.name.split()[0] for each in catalog.world().people.values()}
    if not {re.sub(r"\W.*", "", word) for word in words} & people | ({"You", "you"} & set(words)):
        yield f"Nobody is met in the first {CASE_WORDS} words."
    term = TERM.search(" ".join(words))
    if term:
        yield f"A term comes before the case: {term.group()!r}."


def asks_before_it_tells(page: Page) -> Iterator[str]:
    """A prediction comes early, each has its reveal, and the reveal comes after it."""
    asked = {name: at for at, _, name in reversed(page.named("predict"))}
    told = {name: at for at, _, name in reversed(page.named("reveal"))}
    if min(asked.values(), default=FIRST_CELLS) >= FIRST_CELLS:
        yield f"No prediction in the first {FIRST_CELLS} cells."
    for name in asked.keys() | told.keys():
        if not asked.get(name, len(page.code)) < told.get(name, -1):
            yield f"{name} is not asked first and told afterwards."


def has_something_to_try_soon(page: Page) -> Iterator[str]:
    """A scenario, an explorer, an exercise or a small sum comes in the first five code cells."""
    early = [call for cell in page.code[:FIRST_CELLS] for call in cell.calls]
    if not {ast.unparse(call.func).split(".")[1] for call in early} & TO_TRY:
        yield f"Nothing to try in the first {FIRST_CELLS} cells."


def lets_act_between_texts(page: Page) -> Iterator[str]:
    """At most 120 words of prose stand between two cells of code."""
    words: list[str] = []
    for cell in page.shown:
        words = [] if cell.code else words + cell.words
        if len(words) > PROSE_WORDS:
            yield f"{len(words)} words without a pause, up to {shortened(' '.join(words[-8:]))!r}."


def keeps_code_short(page: Page) -> Iterator[str]:
    """At most twelve lines of code a cell; blank lines and long texts are not counted."""
    for cell in page.code:
        lines = sum(bool(line.strip()) for line in cell.text.splitlines())
        for node in ast.walk(ast.parse(cell.text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.end_lineno:
                inside = cell.text.splitlines()[node.lineno : node.end_lineno]
                lines -= sum(bool(line.strip()) for line in inside)
        if lines > CODE_LINES:
            yield f"{lines} lines in the cell {shortened(cell.text)!r}."


def keeps_one_sentence_a_line(page: Page) -> Iterator[str]:
    """One sentence stands on a line; tables and lists may hold more."""
    for cell in page.prose:
        for line in cell.text.splitlines():
            if re.match(r"[#|>-]|\d+\.", line):
                continue
            if SENTENCE_END.search(QUOTED.sub("q", line)):
                yield f"Two sentences in {shortened(line)!r}."


def orders_its_sections(page: Page) -> Iterator[str]:
    """Headings start at the second level, skip none, differ, and keep the order of a lesson."""
    found = [match.groups() for cell in page.prose for match in HEADING.finditer(cell.text)]
    levels = [len(marks) for marks, _ in found]
    titles = [title for _, title in found]
    if not levels or levels[0] != len("##") or min(levels) < len("##"):
        yield "The first heading is of the second level; the title comes from the head."
    if any(below > above + 1 for above, below in pairwise(levels)):
        yield "A level of headings is skipped."
    if len(titles) != len(set(titles)):
        yield "A heading stands twice."
    order = [each for title in titles for each in SECTIONS if title.startswith(each)]
    if order != sorted(order, key=SECTIONS.index):
        yield f"The sections come as {', '.join(order)}."


def says_when_it_fails(page: Page) -> Iterator[str]:
    """A section says where the idea ends."""
    if not any(title == "When this fails" for title, _, _ in page.sections()):
        yield "There is no section 'When this fails'."


def shows_its_evidence(page: Page) -> Iterator[str]:
    """Evidence is rendered, and stands in the section that quotes a figure from a study."""
    if not page.named("evidence"):
        yield "No evidence is shown."
    for title, text, code in page.sections():
        shown = any("lab.evidence(" in cell.text for cell in code)
        for line in text.splitlines():
            if STUDY.search(line) and FIGURE.search(line) and not shown:
                yield f"A figure without its card under {title!r}: {shortened(line)!r}."


def gives_practice_with_hints(page: Page) -> Iterator[str]:
    """There is something to practise, and the next cell after each check is its hint."""
    checks = page.named("check")
    if len(checks) < (1 if page.id.startswith("00") else PRACTICE):
        yield f"{len(checks)} exercises."
    hints = {(at, name) for at, _, name in page.named("hint")}
    for at, _, name in checks:
        if (at + 1, name) not in hints:
            yield f"{name} has no hint in the next cell."


def ends_with_cards_and_foot(page: Page) -> Iterator[str]:
    """Cards and foot come last, and after them only notes for instructors."""
    wanted = [f'lab.cards("{page.id}")', f'lab.lesson("{page.id}", part="foot")']
    last = [cell.text for cell in page.shown[-2:]]
    if last != wanted:
        yield f"The last two cells read {shortened(' / '.join(last))!r}."
    if "instructor" not in page.cells[-1].tags:
        yield "The last cell is no note for instructors."
    notes = [at for at, cell in enumerate(page.cells) if "instructor" in cell.tags]
    if notes != list(range(len(page.shown), len(page.cells))):
        yield "A note for instructors stands before the end."


def calls_what_exists(page: Page) -> Iterator[str]:
    """Every word that is called is public, takes these arguments, and finds its name."""
    ways: dict[str, Callable[[str], object]] = {
        "predict": catalog.prediction, "reveal": catalog.prediction, "evidence": catalog.evidence,
        "check": find, "hint": find, "instance": find, "play": catalog.scenario,
        "lesson": catalog.lesson, "cards": catalog.cards, "dataset": catalog.dataset,
        "template": catalog.template, "explore": lambda name: EXPLORERS[name],
    }  # fmt: skip
    for cell in page.code:
        for call in cell.calls:
            word = ast.unparse(call.func).removeprefix("lab.")
            if word.split(".")[0] not in lab.__all__:
                yield f"lab.{word} is no public word."
            elif word in ways:
                yield from _fits(word, call, ways[word])


def _fits(word: str, call: ast.Call, finds: Callable[[str], object]) -> Iterator[str]:
    named = {each.arg: None for each in call.keywords if each.arg}
    try:
        inspect.signature(getattr(lab, word)).bind(*call.args, **named)
        if word != "explore" or isinstance(call.args[0], ast.Constant):  # else it is a team
            finds(ast.literal_eval(call.args[0]))
    except (TypeError, ValueError, KeyError, LeadlabError) as error:
        yield f"{shortened(ast.unparse(call))}: {error}"


def asks_all_its_predictions(page: Page) -> Iterator[str]:
    """The predictions of a lesson are those that the catalog lists for it."""
    listed = {each.id for each in catalog.predictions(page.id)}
    asked = {name for _, _, name in page.named("predict")}
    if listed != asked:
        yield f"Listed or asked only: {', '.join(sorted(listed ^ asked))}."


def links_to_what_is_there(page: Page) -> Iterator[str]:
    """Every relative link leads to a file."""
    for cell in page.cells:
        for target in () if cell.code else LINK.findall(cell.text):
            path = target.split("#")[0]
            if path and "://" not in path and not (page.folder / path).exists():
                yield f"{target} leads nowhere."


def keeps_the_voice(page: Page) -> Iterator[str]:
    """No avoided word, and nobody shouts."""
    for cell in page.cells:
        yield from avoided(cell.text if not cell.code else "\n".join(_texts(cell)))


def avoided(text: str) -> Iterator[str]:
    """Words and signs that the voice of the course does without."""
    for match in (*AVOIDED.finditer(text), *SHOUT.finditer(text)):
        yield f"{match.group()!r} in {shortened(text[max(0, match.start() - 30) :])!r}."


def _texts(cell: Cell) -> Sequence[str]:
    nodes = ast.walk(ast.parse(cell.text))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


RULES: tuple[Rule, ...] = (
    begins_with_its_head, begins_with_a_case, asks_before_it_tells, has_something_to_try_soon,
    lets_act_between_texts, keeps_code_short, keeps_one_sentence_a_line, orders_its_sections,
    says_when_it_fails, shows_its_evidence, gives_practice_with_hints, ends_with_cards_and_foot,
    calls_what_exists, asks_all_its_predictions, links_to_what_is_there, keeps_the_voice,
)  # fmt: skip


def words_around_the_lessons() -> Iterator[tuple[str, str]]:
    """Where a learner reads words that stand in no notebook, and the words."""
    for lesson in catalog.course().lessons:
        spoken = [*lesson.key_points, lesson.monday, *(term.meaning for term in lesson.terms)]
        yield lesson.id, "\n".join(filter(None, spoken))
    for deck in catalog.card_decks():
        for card in catalog.cards(deck):
            yield f"card {card.key}", f"{card.question}\n{card.answer}\n{card.why}"
    for name in catalog.prediction_ids():
        asked = catalog.prediction(name)
        yield f"prediction {name}", f"{asked.question}\n{asked.because}"
    for exercise in every():
        yield exercise.name, "\n".join((exercise.title, *exercise.hints))
    for name in catalog.template_names():
        yield f"template {name}", re.sub(r"<!--|-->", "", catalog.template(name))

"""A feedback page says what holds, hides what it must, and runs nothing of a stranger's."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from graded_page import ATTACKS, HIDDEN, SECRET, error, graded, html, page, png, printed, ran, shown
from plain_course import notebook, role, text

from leadlab.grading.feedback import render
from leadlab.grading.feedback_marks import Mark, Marks
from leadlab.grading.feedback_page import Status, page_of
from leadlab.grading.feedback_safe import size
from leadlab.grading.feedback_secrets import Secrets

OURS = {"style", "meta", "title", "html", "head", "body", "header", "nav", "main", "footer", "img"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "base", "link", "svg", "math"}


class Elements(HTMLParser):
    """What a page consists of."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))


def words(content: str) -> str:
    """What can be read on a page, without the elements that colour it."""
    return unescape(re.sub("<[^>]+>", "", content))


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_of_a_strangers_is_obeyed(name: str) -> None:
    """No script, event, style, frame, form, foreign picture or harmful link gets through."""
    content = html(ATTACKS[name])
    elements = Elements(content).tags
    counts = {tag: sum(each == tag for each, _ in elements) for tag in OURS}

    assert set() == FORBIDDEN & {tag for tag, _ in elements}
    assert (1, 5, 1, 1) == (counts["style"], counts["meta"], counts["main"], counts["body"])
    for tag, attributes in elements:
        assert not [each for each in attributes if each.startswith("on") or each == "style"]
        if tag == "a":
            assert re.match(r"#[\w-]+$|https?://|mailto:", attributes.get("href") or "#x")
        if tag == "img":
            assert re.match(r"data:image/(png|jpeg);base64,[\w+/=]+$", attributes["src"] or "")
    assert 400_000 > len(content)
    content.encode("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", content)
    assert 1 == content.count('id="task-1"')


def test_the_policy_allows_nothing_but_our_style_and_pictures_inside() -> None:
    """Even what the sanitiser missed could not run or load."""
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in Elements(html()).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    assert re.fullmatch(
        r"default-src 'none'; img-src data:; style-src 'sha256-[\w+/=]{44}'; "
        r"base-uri 'none'; form-action 'none'",
        policy,
    )


def test_points_are_those_of_the_gradebook() -> None:
    """Score, late penalty and what is still to come."""
    shown_page = page(graded())

    assert (1.0, 9.0) == (shown_page.score, shown_page.most)
    assert [Status.HOLDS, Status.LOOK, Status.WAITS] == [each.status for each in shown_page.results]
    assert ["1. Add", "2. Square", "3. Why"] == [each.name for each in shown_page.results]
    assert "<strong>1</strong> of 9 points, with 4 still to be given by a person" in html()
    assert "1 point off for handing in late" in html()


def test_status_is_said_in_words_and_signs() -> None:
    """Nothing is told by colour alone."""
    content = html()

    for status in (Status.HOLDS, Status.LOOK, Status.WAITS):
        assert (
            f'<span aria-hidden="true">{status.sign}</span> {status.words.capitalize()}' in content
        )


def test_tasks_and_extra_credit_are_shown() -> None:
    """A task that a person marks has its points, and extra credit is named."""
    marks = Marks(most={"project": 5.0}, cells={"project": Mark(6.0, extra=1.0)})
    cell = text("## A project (5 points)\n\nDo it.", **role("project", task=True, locked=True))
    shown_page = page_of(notebook([cell]), marks, Secrets(), student="ana", notebook="p1")

    assert [(Status.HOLDS, 6.0, 5.0)] == [
        (each.status, each.score, each.most) for each in shown_page.results
    ]
    assert "1 of these are extra credit" in render(shown_page)


def test_a_mark_scheme_is_the_markers() -> None:
    """It is put back into the task by grading; a learner does not read it."""
    scheme = "### BEGIN MARK SCHEME\nTwo points for the date.\n### END MARK SCHEME"
    cell = text(f"## A project\n\nDo it.\n\n{scheme}", **role("project", task=True, locked=True))
    marks = Marks(most={"project": 5.0})
    shown_page = page_of(notebook([cell]), marks, Secrets(), student="ana", notebook="p1")

    assert ("Do it." in render(shown_page), "the date" in render(shown_page)) == (True, False)


def test_an_answer_that_was_left_alone_is_named() -> None:
    """The comment that nbgrader writes is no comment of the instructor's."""
    marks = Marks(most={"essay": 4.0}, comments={"essay": "No response."})
    shown_page = page_of(graded(), marks, Secrets(), student="ana", notebook="p1")

    assert "No response: this is as it was handed out." in render(shown_page)
    assert "From your instructor" not in render(shown_page)


def test_a_persons_comment_is_shown() -> None:
    """With its Markdown."""
    assert "<p>Say <em>why</em>.</p>" in html()


@pytest.mark.parametrize(
    "check",
    [
        error("of a negative number", trace=SECRET),
        error("", trace=f"----> 3 {SECRET}"),
        error("-7", kind="KeyError", trace=SECRET),
        printed("asked for -7\n"),
        printed(SECRET),
    ],
)
def test_a_hidden_test_is_not_told(check: dict[str, object]) -> None:
    """Neither source, message, traceback nor what the learner's function printed tells it."""
    content = words(html(check=check))

    assert not [each for each in ("square(-7)", "negative", "-7") if each in content]
    assert "square(" in content  # the visible part is there
    assert SECRET in words(html(check=check, show=True))


def test_a_hidden_test_is_not_told_by_other_outputs() -> None:
    """A cell that got hold of a hidden line and prints it does not get it onto the page."""
    told = ran(
        "print(secret)",
        printed(f"got: {SECRET}"),
        shown(text__plain=SECRET),
        shown(text__html=f"<b>{escape(SECRET).replace('square', 'squ<i></i>are')}</b>"),
        shown(image__png=png(2, 2), text__plain=SECRET),
        error(SECRET),
    )

    assert "square(-7)" not in words(html(told))
    assert "could tell the hidden part" in words(html(told))


def test_our_own_check_explains_beside_a_hidden_key() -> None:
    """`lab.grade` prints what to look at; that is shown although the cell has a hidden part."""
    source = "key = {}\n### BEGIN HIDDEN TESTS\nkey['salt'] = 'spring'\n### END HIDDEN TESTS\n"
    document = graded()
    document["cells"][6]["source"] = source + 'lab.grade("a.b", square, **key)'
    document["cells"][6]["outputs"] = [printed("a.b: failed\n  ✗ the second one is not it.")]

    (said,) = page(document).results[1].said

    assert "✗ the second one is not it." in said
    assert "spring" not in words(render(page(document)))


def test_a_visible_message_is_shown_although_the_cell_has_a_hidden_part() -> None:
    """The learner may read in an error what they can read in the check."""
    document = graded()
    cell = document["cells"][6]
    cell["source"] = "assert square(3) == 9, 'three times three'\n" + HIDDEN
    cell["outputs"] = [error("three times three")]

    assert "AssertionError: three times three" == page(document).results[1].said[0]


def test_a_figure_has_a_text() -> None:
    """Its own where it has one, and never the name of an object."""
    plain = ran("x", shown(image__png=png(3, 2), text__plain="<Figure size 3x2>"))
    own = ran("x", shown(image__png=png(3, 2), text__plain="Lead time falls from 9 to 4 days."))

    assert 'alt="Picture that your code drew"' in html(plain)
    assert 'alt="Lead time falls from 9 to 4 days."' in html(own)


def test_what_is_left_out_is_said() -> None:
    """A reader knows that there was more."""
    content = html(ATTACKS["endless output"], ATTACKS["picture of a billion points"])

    assert "2,980,000 more characters were cut" in content
    assert "A picture of 60,000 x 60,000 points was left out." in content


def test_headings_have_an_order() -> None:
    """One h1; a learner's headings lie below those of the page."""
    content = html(text("### deep\n\n# top\n\n###### deepest"))
    levels = [int(tag[1]) for tag, _ in Elements(content).tags if re.fullmatch("h[1-6]", tag)]

    assert 1 == levels.count(1)
    assert [3, 6] == levels[-2:]


def test_links_of_the_overview_lead_somewhere() -> None:
    """Each task of the table of contents is on the page, once."""
    elements = Elements(html()).tags
    ids = [attributes["id"] for _, attributes in elements if attributes.get("id")]
    links = [attributes["href"] or "" for tag, attributes in elements if tag == "a"]

    assert len(ids) == len(set(ids))
    assert set() == {link[1:] for link in links if link.startswith("#")} - set(ids)


def test_size_of_a_jpeg_is_read_from_its_header() -> None:
    """Of any, without decoding it; cut ones have none."""
    header = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x10\x00\x20\x03"

    assert (32, 16) == size(header)
    assert (0, 0) == size(header[:8])

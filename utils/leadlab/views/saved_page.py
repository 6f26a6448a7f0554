"""A page in two forms, Markdown and HTML, that shows itself and saves both."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Self

from leadlab.errors import LeadlabError
from leadlab.views.markup import escape

STYLE = """
body{font:1rem/1.45 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:44rem;
margin:2rem auto;padding:0 1rem}h1{font-size:1.45rem}h2{font-size:1.1rem;margin:1.1rem 0 .2rem}
p,ul{margin:.2rem 0 .6rem}table{border-collapse:collapse;margin:.6rem 0;width:100%}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{border-bottom:1px solid #767676;padding:.25rem .5rem;text-align:right}
th[scope=row]{text-align:left;font-weight:400}th[scope=col]{font-weight:600}
@media print{body{margin:0;max-width:none}}
"""


class SavedPage(str):
    r"""A page as Markdown, with its HTML form beside it.

    >>> page = SavedPage.made("# Note\n", title="Note", html="<h1>Note</h1>", stem="note")
    >>> page.stem, page.html
    ('note', '<h1>Note</h1>')
    """

    kind: ClassVar[str] = "page"
    """What it is called in a sentence."""
    html: str
    caption: str
    stem: str
    """Name of the files without their ending."""

    @classmethod
    def made(cls, markdown: str, *, title: str, html: str, stem: str) -> Self:
        """The page from its two forms."""
        page = cls(markdown)
        page.caption, page.html, page.stem = title, html, stem
        return page

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        frame = 'style="border:1px solid #767676;width:100%;height:40rem;background:#fff"'
        title, page = escape(self.caption), escape(self.html)
        return f'<iframe title="{title}" sandbox {frame} srcdoc="{page}"></iframe>'

    def save(self, folder: str | Path = ".") -> tuple[Path, Path]:
        """Write both forms under the page's name; earlier ones with other words are kept.

        Returns:
            The paths of the Markdown and of the HTML file.
        """
        place = Path(folder).expanduser()
        try:
            place.mkdir(parents=True, exist_ok=True)
            texts = {".md": str(self), ".html": self.html}
            stem = next(each for each in _stems(self.stem) if _is_free(place, each, texts))
            paths = tuple(place / f"{stem}{ending}" for ending in texts)
            for path, text in zip(paths, texts.values(), strict=True):
                path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise LeadlabError(
                f"The {self.kind} could not be written to {place}: {error.strerror or error}. "
                "Name a folder that you may write to."
            ) from error
        return paths[0], paths[1]


def html_page(title: str, body: str, *, css: str = "") -> str:
    """A whole HTML page around a body that is already markup.

    >>> html_page("A & B", "<h1>A</h1>").splitlines()[0]
    '<!DOCTYPE html>'
    """
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{css}</style></head>\n"
        f"<body><main>{body}</main></body></html>\n"
    )


def plain(text: str) -> str:
    """Text whose markup is shown and not obeyed, wherever the Markdown is read.

    >>> plain("<b>a & b</b>"), plain("a & b")
    ('&lt;b&gt;a &amp; b&lt;/b&gt;', 'a & b')
    """
    return escape(text) if "<" in text else text


def still_open(what: str) -> str:
    """The mark for what nobody has written yet.

    >>> still_open("the day")
    '[still to write: the day]'
    """
    return f"[still to write: {what}]"


def one_line(text: object) -> str:
    r"""A text with its line breaks and double spaces taken out.

    >>> one_line("a  b\n c")
    'a b c'
    """
    return " ".join(str(text).split())


def _stems(name: str) -> Iterator[str]:
    """name, name_2, name_3, and so on."""
    yield name
    yield from (f"{name}_{number}" for number in itertools.count(2))


def _is_free(place: Path, stem: str, texts: dict[str, str]) -> bool:
    """Whether nothing stands there, or only what would be written anyway."""
    there = [(place / f"{stem}{ending}", text) for ending, text in texts.items()]
    return all(
        not path.exists() or path.read_text(encoding="utf-8", errors="replace") == text
        for path, text in there
    )

"""A board of work with columns, limits and cards that are moved by drag, by keys or by a form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from leadlab.errors import LeadlabError
from leadlab.models import boards
from leadlab.views.base import Board, NumbersBeside, html
from leadlab.views.cockpit.column_editor import ColumnEditor
from leadlab.views.cockpit.flow_picture import FlowPicture
from leadlab.views.cockpit.folds import Fold, dropdown
from leadlab.views.markup import Rows, escape, heading, inline, prose

MOST_SHOWN = 8  # cards of one column
MOST_UNDONE = 200
LEAST_DAYS = 4  # of a past that is worth a picture
KEYS = (
    "Drag a card, or press Enter on it, choose a place with the arrow keys and press Enter again; "
    "Escape leaves it where it was."
)


class Kanban(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget ships no types
    """The columns in the browser; what it shows goes over `wire`, see `Accessibility`."""

    _esm = Path(__file__).with_name("kanban.js")
    wire = traitlets.Instance(widgets.Label).tag(sync=True, **widgets.widget_serialization)
    wish = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(wire=widgets.Label())

    def draw(self, state: dict[str, Any]) -> None:
        """Show other columns and cards."""
        self.wire.value = json.dumps(state)


class KanbanBoard(Board):
    """A board that can be worked with: move cards, meet limits, change columns, look back.

    >>> board = KanbanBoard(boards.work_board(["To do", "Doing", "Done"], [boards.Item(id="a")]))
    >>> board.move("a", "Doing"); board.spoken
    'a moved from To do to Doing.'
    """

    def __init__(
        self, board: boards.WorkBoard, *, about: str = "", notes: Sequence[str] = ()
    ) -> None:
        """Show a board.

        Args:
            board: The board to begin with.
            about: What it is for, in a sentence or two.
            notes: What was assumed when it was read, a sentence each.
        """
        super().__init__(board.name)
        self.work = board
        self._before: list[boards.WorkBoard] = []
        self._said = ""
        self.whole = board
        self.day = self._day_slider(board)
        self.flow = FlowPicture(board) if self.day is not None else None
        self._going = False
        self._name_picture()
        self.area = Kanban()
        self.area.observe(self._wished, "wish")
        self.words = widgets.HTML()  # `say` reads out what changed, so this is no status
        self.item = dropdown(self, "Card", ["-"])
        self.to = dropdown(self, "Into the column", ["-"])
        press = self.button("Move it", lambda: self.move(self.item.value, self.to.value))
        self.form = Fold(
            self, "move a card with a form", [self.item, self.to, press], on_open=self._offer
        )
        self.editor = ColumnEditor(self)
        self.undo = self.button("Undo", self._undo)
        self.numbers = NumbersBeside(self, "the cards")
        self.flow_numbers = NumbersBeside(self, "the flow")
        top = f"{heading(self.title)}{prose(about)}{prose(' '.join(notes))}<p>{KEYS}</p>"
        self.update()
        day, *past = self._past_parts() or [widgets.HTML()]
        self.show(
            html(top), day, self.area, self.words, self.undo, *past, self.form, self.editor,
            self.numbers,
        )  # fmt: skip

    def sentence(self) -> str:
        """What lies where, what is full, and what has been in progress longest."""
        return self._sentence

    def move(self, item: str, to: str, place: int | None = None) -> None:
        """Move a card and say what came of it."""
        try:
            came = boards.move(self.work, item, to, place=place)
        except LeadlabError as error:
            self.say(str(error))
            return
        self.take(came.board, came.sentence)

    def take(self, board: boards.WorkBoard, said: str) -> None:
        """Show another board in place of this one, and say why."""
        if board is not self.work:
            self._before = [*self._before[-MOST_UNDONE:], self.whole]
            self.work = self.whole = board
            self._picture_anew()
        self._said = said
        self.update()
        self.say(said)

    def update(self) -> None:
        """Bring columns, sentence and table up to date with the board."""
        shown = boards.lanes(self.work, most=MOST_SHOWN)
        late = boards.late_after(self.work)
        self.area.draw(
            {"name": f"{self.title}, columns", "lanes": [_lane(each, late) for each in shown]}
        )
        self._sentence = _sentence(self.work)
        said = f"<p><strong>{inline(self._said)}</strong></p>" if self._said else ""
        self.words.value = f'<div class="leadlab">{said}<p>{inline(self._sentence)}</p></div>'
        self.numbers.set(_rows(shown))
        self.undo.disabled = not self._before
        if self.flow is not None:
            self.flow.show(self.whole, day=self.work.day)
            self.flow_numbers.set(self.flow.rows)
        if self.form.is_open:
            self._offer()

    def picture_html(self) -> str:
        """The columns as they lie now, without keys."""
        late = boards.late_after(self.work)
        parts = []
        for lane in (_lane(each, late) for each in boards.lanes(self.work, most=MOST_SHOWN)):
            cards = "".join(
                f"<li>{escape(card['title'])} <small>{escape(card['note'])}</small></li>"
                for card in lane["cards"]
            )
            head = f"<b>{escape(lane['name'])}</b> {escape(lane['room'])}"
            parts.append(
                f'<div class="leadlab-lane {lane["state"]}"><p>{head}</p><ul>{cards}</ul>'
                f"<p>{escape(lane['more'])}</p></div>"
            )
        return f'<div class="leadlab-kanban">{"".join(parts)}</div>'

    def on_theme(self, theme: str) -> None:
        """Draw the flow in the ink of the page."""
        if self.flow is not None and theme != self.flow.picture.theme:
            self.flow.picture.use_theme(theme)

    def _past_parts(self) -> list[Any]:
        """What shows the past of a board that has one."""
        if self.flow is None:
            return []
        return [self.day, self.flow.picture.image, self.flow_numbers]

    def _day_slider(self, board: boards.WorkBoard) -> Any:
        """A slider over the days of a board that has a past; None for a new one."""
        days, _ = boards.counts_by_day(board)
        if len(days) < LEAST_DAYS:
            return None
        last = int(board.day) if board.day == int(board.day) else int(board.day) + 1
        made = self.slider("Look at day", min=int(days[0]), max=last, value=last)
        made.observe(lambda change: self._look(change["new"]), "value")
        return made

    def _look(self, day: int) -> None:
        """Show the board as it stood at the end of a day; what is moved then replaces the rest."""
        if not self._going:
            self.work = self.whole.as_of(day)
            self._said = ""
            self.update()

    def _go_to_day(self, day: float) -> None:
        self._going = True
        self.day.value = min(max(int(day), self.day.min), self.day.max)
        self._going = False

    def _picture_anew(self) -> None:
        """Other columns need other lines; the picture keeps its place on the page."""
        if self.flow is None or self.flow.columns == self.work.columns:
            return
        old, self.flow = self.flow, FlowPicture(self.work)
        self.flow.picture.use_theme(old.picture.theme)
        self._name_picture()
        self.children = tuple(
            self.flow.picture.image if each is old.picture.image else each for each in self.children
        )

    def _name_picture(self) -> None:
        if self.flow is not None:
            said = f"Cumulative flow of {self.title}; the table below holds its numbers."
            self.name(self.flow.picture.image, "", on="self", alt=said)

    def _offer(self) -> None:
        """Every card and column by name in the form, the choice kept while it is there."""
        chosen, to = self.item.value, self.to.value
        cards = [(f"{each.said} ({each.id})", each.id) for each in self.work.items]
        names = [each.name for each in self.work.columns]
        if list(self.item.options) != cards and cards:
            self.item.options = cards
        if list(self.to.options) != names:
            self.to.options = names
        self.item.value = chosen if chosen in {each for _, each in cards} else self.item.value
        self.to.value = to if to in names else self.to.value

    def _wished(self, change: Any) -> None:
        wish = change["new"]
        self.move(str(wish.get("item")), str(wish.get("to")), wish.get("place"))

    def _undo(self) -> None:
        if self._before:
            self.work = self.whole = self._before.pop()
            self._picture_anew()
            if self.day is not None:
                self._go_to_day(self.work.day)
            self._said = "Undone."
            self.update()
            self.say("Undone.")


def _lane(lane: boards.Lane, late: float) -> dict[str, Any]:
    done = lane.means == boards.DONE
    older = f"and {lane.more} {'earlier' if done else 'more'}" if lane.more else ""
    return {
        "name": lane.name,
        "room": _room(lane),
        "state": "over" if lane.over else "full" if lane.is_full else "",
        "more": older,
        "skipped": lane.more if done else 0,
        "cards": [
            {"id": item.id, "title": item.said, **_card(item, age, late, done=done)}
            for item, age in zip(lane.items, lane.ages, strict=True)
        ],
    }


def _room(lane: boards.Lane) -> str:
    if lane.limit is None:
        return f"{lane.count}"
    word = f", {lane.over} over" if lane.over else ", full" if lane.is_full else ""
    return f"{lane.count} of {lane.limit}{word}"


def _card(item: boards.Item, age: float, late: float, *, done: bool) -> dict[str, str]:
    first = next(iter(item.fields.items()), None)
    told = f"{first[0].replace('_', ' ')} {first[1]}" if first else item.id
    if age != age:
        return {"note": told, "state": ""}
    days = f"{age:.0f} {'day' if f'{age:.0f}' == '1' else 'days'}"
    if done:
        return {"note": f"{told}; took {days}", "state": "closed"}
    old = age > late
    return {
        "note": f"{told}; {days}{', longer than most' if old else ''}",
        "state": "old" if old else "",
    }


def _sentence(board: boards.WorkBoard) -> str:
    places = board.places()
    said = "; ".join(f"{name} {len(ids)}" for name, ids in places.items())
    parts = [f"{said}."]
    found = boards.oldest(board)
    if found is not None:
        item, age = found
        parts.append(
            f"{boards.in_progress(board)} in progress, the oldest for {age:.0f} days: "
            f"{board.item(item).said}."
        )
    return " ".join([*parts, *boards.limits_met(board)])


def _rows(lanes: Sequence[boards.Lane]) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("card", "column", "days in progress", "days in this column", "what the board asks")
    ]
    for lane in lanes:
        for item, age, stay in zip(lane.items, lane.ages, lane.stays, strict=True):
            asked = "; ".join(f"{name}: {text}" for name, text in item.fields.items())
            rows.append(
                (item.said, lane.name, "-" if age != age else f"{age:.0f}", f"{stay:.0f}", asked)
            )
        if lane.more:
            rows.append((f"and {lane.more} more", lane.name, "", "", ""))
    return rows

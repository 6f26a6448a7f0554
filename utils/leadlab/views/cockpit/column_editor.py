"""Change the columns of a board: name, meaning, limit, one more, one less, and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from leadlab.errors import LeadlabError
from leadlab.models import boards
from leadlab.views.cockpit.folds import Fold, dropdown, text_field
from leadlab.views.markup import inline

if TYPE_CHECKING:
    from leadlab.views.cockpit.board import KanbanBoard

MEANS = {
    "waiting: nobody works on it": boards.WAITING,
    "working: somebody does": boards.WORKING,
    "done: it has ended": boards.DONE,
}


class ColumnEditor(Fold):
    """Inputs for one column at a time, and cycle time by where its clock starts."""

    def __init__(self, view: KanbanBoard) -> None:
        self.view = view
        self._filling = False
        self.column = dropdown(view, "Column", ["-"])
        self.column_name = text_field(view, "Its name")
        self.means = dropdown(view, "It means", list(MEANS.items()))
        self.limit = text_field(view, "Most cards in it, or nothing")
        self.start = dropdown(view, "Cycle time starts in", ["-"])
        self.words = view.name(widgets.HTML(), "", on="self", role="status")
        buttons = widgets.HBox(
            [
                view.button("Keep this", self.keep),
                view.button("Add it to the right of the column", self.add),
                view.button("Take the column away", self.remove),
            ],
            layout={"flex_flow": "row wrap"},
        )
        fields = [self.column, self.column_name, self.means, self.limit, buttons]
        super().__init__(view, "change columns and statuses", [*fields, self.start, self.words])
        self.column.observe(lambda _: self._fill(), "value")
        self.start.observe(lambda _: self._tell(), "value")
        self.refresh()

    def refresh(self) -> None:
        """Offer the columns that the board has now."""
        names = [each.name for each in self.view.work.columns]
        if list(self.column.options) != names:
            working = [each.name for each in self.view.work.columns if each.means == boards.WORKING]
            chosen, start = self.column.value, self.start.value
            self.column.options = names
            self.start.options = names
            self.column.value = chosen if chosen in names else (working or names)[0]
            self.start.value = start if start in names else (working or names)[0]
        self._fill()
        self._tell()

    def keep(self) -> None:
        """Give the chosen column the name, meaning and limit that were typed."""
        self._try(lambda column: self._changed(column), "{name} is kept as you set it.")

    def add(self) -> None:
        """Put a new column to the right of the chosen one."""
        after = self.column.value
        self._try(
            lambda column: boards.add_column(self.view.work, column, after=after),
            "{name} stands to the right of " + after + ".",
        )

    def remove(self) -> None:
        """Take the chosen column away if it is empty."""
        came = boards.remove_column(self.view.work, self.column.value)
        self.view.take(came.board, came.sentence)
        self.refresh()

    def _changed(self, column: boards.Column) -> boards.WorkBoard:
        return boards.change_column(self.view.work, self.column.value, column)

    def _try(self, change: Any, said: str) -> None:
        try:
            column = self._typed()
            board = change(column)
        except LeadlabError as error:
            self.view.take(self.view.work, str(error))
            return
        self.view.take(board, said.format(name=column.name))
        self.refresh()

    def _typed(self) -> boards.Column:
        typed = self.limit.value.strip()
        if typed and not typed.isdecimal():
            raise boards.UnusableBoard(
                f"The limit is {typed[:20]!r}; write a whole number from 1 up, or nothing."
            )
        return boards.Column(
            name=self.column_name.value.strip(),
            means=self.means.value,
            limit=int(typed) if typed else None,
        )

    def _fill(self) -> None:
        column = self.view.work.column(self.column.value)
        self.column_name.value = column.name
        self.means.value = column.means
        self.limit.value = "" if column.limit is None else str(column.limit)

    def _tell(self) -> None:
        spread = boards.cycle_spread(self.view.work, start=self.start.value)
        if spread is None:
            said = "Fewer than two cards are done, so there is no cycle time yet."
        else:
            said = (
                f"With the clock started in {self.start.value}, half of {spread.count} finished "
                f"cards took at most {spread.p50:.0f} days, and 85 of 100 at most "
                f"{spread.p85:.0f} [95 % interval of the middle: {spread.low:.0f} to "
                f"{spread.high:.0f}]."
            )
        self.words.value = f'<div class="leadlab"><p>{inline(said)}</p></div>'

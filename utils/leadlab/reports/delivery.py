"""The delivery report: measures, pictures and assumptions of one team on one page."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import jinja2
import markupsafe
import pandas as pd

from leadlab.errors import LeadlabError, shortened
from leadlab.models.delivery import DeliveryLog
from leadlab.reports.delivery_sections import sections
from leadlab.views.markup import table_html

HERE = Path(__file__).parent
MARK = '<meta name="generator" content="leadlab metrics">'


class ReportNotWritten(LeadlabError, OSError):  # noqa: N818 - reads as a sentence when raised
    """A page that could not be put where it was asked for."""


def report(
    log: DeliveryLog | None = None,
    *,
    items: pd.DataFrame | None = None,
    to: str | os.PathLike[str],
    title: str = "Delivery",
    notes: Iterable[str] = (),
) -> Path:
    """Write the report of a log, of work items, or of both, and say where it is.

    An earlier report is replaced; any other file is left alone.

    >>> report(log, to="delivery.html", title="Bookings")  # doctest: +SKIP

    Args:
        log: Changes, deployments and incidents.
        items: Work items, as `item_table` makes them.
        to: File to write.
        title: What stands above it.
        notes: Sentences about how the tables came about.

    Raises:
        ReportNotWritten: Nothing to report, a foreign file in the way, or a place that is closed.
    """
    if log is None and items is None:
        raise ReportNotWritten("There is nothing to report: give a log, or items, or both.")
    place = Path(to).expanduser()
    try:
        if place.exists() and MARK not in place.read_text(encoding="utf-8", errors="replace")[:500]:
            raise ReportNotWritten(
                f"{place} is there already, and is no delivery report; give another name."
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(report_html(log, items, title=title, notes=notes), encoding="utf-8")
    except OSError as error:
        if isinstance(error, ReportNotWritten):
            raise
        raise ReportNotWritten(f"{place} could not be written: {error.strerror}.") from error
    return place


def report_html(
    log: DeliveryLog | None,
    items: pd.DataFrame | None = None,
    *,
    title: str = "Delivery",
    notes: Iterable[str] = (),
) -> str:
    """The page itself; it runs nothing and loads nothing."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    parts = [
        {"title": part.title, "said": part.said, "figure": part.figure, "rows": part.rows,
         "table": table_html(part.rows) if part.rows else ""}
        for part in sections(log, items)
    ]  # fmt: skip
    said = [*notes, *(log.notes if log is not None else ())]
    return environment.get_template("delivery.html.j2").render(
        title=shortened(title, 200),
        summary=_summary(log, items),
        parts=parts,
        notes=list(dict.fromkeys(said)),
        css=markupsafe.Markup((HERE / "report.css").read_text(encoding="utf-8")),
    )


def _summary(log: DeliveryLog | None, items: pd.DataFrame | None) -> str:
    found = []
    if log is not None:
        found.append(
            f"{len(log.changes):,} changes, {len(log.deployments):,} deployments and "
            f"{len(log.incidents):,} incidents from {log.since:%Y-%m-%d} to {log.until:%Y-%m-%d}, "
            f"days counted in {log.zone}"
        )
    if items is not None:
        found.append(f"{len(items):,} work items")
    return "; ".join(found) + "."

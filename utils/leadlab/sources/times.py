"""Times as other tools write them, made into ISO 8601; the zone is left to the table."""

from __future__ import annotations

from typing import Any

import pandas as pd

# Jira's spreadsheets, in English; a month in letters cannot be taken for a day.
FORMS = ("%d/%b/%y %I:%M %p", "%d/%b/%y %H:%M", "%d/%b/%Y %H:%M", "%d %b %Y %H:%M", "%d/%b/%y")
SECONDS = r"^\d{9,10}(?:\.\d+)?$"
MILLISECONDS = r"^\d{12,13}$"


def iso(values: pd.Series[Any]) -> pd.Series[Any]:
    """The same times in ISO 8601; what is not understood stays as it is, for the table to refuse.

    `03/04/2026` is not understood, since half the world reads it as April and half as March.

    >>> iso(pd.Series(["02/Mar/26 9:15 AM", "2026-03-02 09:15:00 UTC", "1772442000"])).tolist()
    ['2026-03-02T09:15:00', '2026-03-02T09:15:00Z', '2026-03-02T09:00:00Z']
    """
    texts = values.astype("string").str.strip()
    texts = texts.mask(texts == "")
    texts = texts.str.replace(r" (?:UTC|GMT)$", "Z", regex=True)
    texts = texts.str.replace(r"^(\d{4}-\d\d-\d\d) (?=\d\d:)", r"\1T", regex=True)
    for pattern, per_second in ((SECONDS, 1), (MILLISECONDS, 1_000)):
        counted = texts.str.match(pattern).fillna(False)
        if counted.any():
            seconds = texts[counted].astype("float64") / per_second
            numbers = pd.to_datetime(seconds, unit="s")
            texts[counted] = numbers.dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("string")
    for form in FORMS:
        strange = texts.notna() & ~texts.str.match(r"^\d{4}-").fillna(False)
        if not strange.any():
            break
        read = pd.to_datetime(texts[strange], format=form, errors="coerce")
        good = read.dropna()
        texts[good.index] = good.dt.strftime("%Y-%m-%dT%H:%M:%S").astype("string")
    return texts.astype(object).where(texts.notna(), None)

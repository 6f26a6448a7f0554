"""The card of one piece of evidence: what was found, by whom, and how far to trust it."""

from __future__ import annotations

from typing import Any

from leadlab.views.markup import Card, escape, inline


def evidence_card(evidence: Any) -> Card:
    """Show a figure with its source, how it was checked, and its limits.

    Args:
        evidence: An entry of the catalog, as `catalog.evidence(id)` gives it.
    """
    source = escape(evidence.citation)
    address = _address(evidence)
    if address:
        source += f' <a href="{escape(address)}" {_KEYS}>{escape(address)}</a>'
    rows = [
        ("Source", source),
        ("Checked", f"<strong>{escape(evidence.mark)}</strong>: {inline(evidence.mark_words)}"),
        ("Strength", f"<strong>{escape(evidence.grade)}</strong>: {inline(evidence.grade_words)}"),
    ]
    if evidence.caveat:
        rows.append(("Mind", inline(evidence.caveat)))
    body = f"<p><strong>{inline(evidence.value)}</strong></p>" + "".join(
        f"<p>{name}: {text}</p>" for name, text in rows
    )
    plain = [evidence.value, f"  Source: {evidence.citation} {address}".rstrip()]
    plain.append(f"  Checked: {evidence.mark}, {evidence.mark_words}")
    plain.append(f"  Strength: {evidence.grade}, {evidence.grade_words}")
    if evidence.caveat:
        plain.append(f"  Mind: {evidence.caveat}")
    return Card(plain="\n".join(plain), body=body)


_KEYS = 'data-lm-suppress-shortcuts="true" rel="noopener" target="_blank"'


def _address(evidence: Any) -> str:
    if evidence.doi:
        return f"https://doi.org/{evidence.doi}"
    url = str(getattr(evidence, "url", None) or "")
    return url if url.startswith(("https://", "http://")) else ""

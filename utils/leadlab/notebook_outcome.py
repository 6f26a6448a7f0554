"""An outcome that shows itself as a card."""

from __future__ import annotations

import dataclasses

from leadlab.checks.outcome import Outcome


class ShownOutcome(Outcome):
    """An `Outcome` with its card, for the last line of a cell.

    >>> from leadlab.checks.outcome import Check
    >>> plain = Outcome.of("demo.one", [Check(says="both doors", held=True)], max_points=1)
    >>> "both doors" in ShownOutcome.of_outcome(plain)._repr_html_()
    True
    """

    __slots__ = ()

    @classmethod
    def of_outcome(cls, outcome: Outcome) -> ShownOutcome:
        """The same outcome, able to show itself."""
        names = [field.name for field in dataclasses.fields(Outcome)]
        return cls(**{name: getattr(outcome, name) for name in names})

    def _repr_html_(self) -> str:
        from leadlab.views.outcome_card import outcome_card

        return outcome_card(self)._repr_html_()

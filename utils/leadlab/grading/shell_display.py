"""What a value looks like: IPython's formatters, asked only where one has more than text to say."""

from __future__ import annotations

from typing import Any

from IPython.core.formatters import DisplayFormatter

TEXT = "text/plain"


class Formatters(DisplayFormatter):  # type: ignore[misc]  # IPython is followed no further
    """IPython's own, which for a number or a text ask twelve of them in vain."""

    def format(
        self, obj: Any, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What an object looks like in each format, and what is told of each."""
        if include or exclude or self._may_be_more_than_text(obj):
            found: tuple[dict[str, Any], dict[str, Any]] = super().format(obj, include, exclude)
            return found
        text = self.formatters[TEXT](obj)
        return ({} if text is None else {TEXT: text}), {}

    def _may_be_more_than_text(self, obj: Any) -> bool:
        others = [each for kind, each in self.formatters.items() if kind != TEXT]
        try:
            return any(
                getattr(obj, each.print_method, None) is not None
                or id(obj) in each.singleton_printers
                or ((each.type_printers or each.deferred_printers) and _kind(obj) in each)
                for each in (self.ipython_display_formatter, self.mimebundle_formatter, *others)
            )
        except Exception:  # noqa: BLE001 - a learner's object; IPython knows what to say of it
            return True


def _kind(obj: Any) -> Any:
    return getattr(obj, "__class__", None) or type(obj)

"""IPython's own shell, as notebooks have it, with its outputs kept instead of sent."""

from __future__ import annotations

import builtins
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

from leadlab.grading.outputs import Outputs, Stream, said, trace
from leadlab.grading.plain_python import may_await, plain_tree
from leadlab.grading.shell_display import Formatters
from leadlab.grading.shell_plain import run_plain

INLINE = "module://matplotlib_inline.backend_inline"
WARM_CELLS = {
    "numpy": (
        "import numpy as np",
        "def f(x):\n    return [each for each in range(x)]\nprint(f(3))\nf(2)",
        "np.arange(3).sum()",
        "%timeit -n1 -r1 1\n1 / 0",
        "class A:\n    def __init__(self, x): self.x = x\nA(1).x",
        "f(",
    ),
    "matplotlib": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt",
        "plt.plot([1, 2]);",
    ),
    "pandas": ("import pandas as pd\npd.DataFrame({'n': [1, 2]})",),
}
"""Cells that are run where a library is at hand."""
MOST_WARM, WARM_SECONDS = 10_000, 30.0
NO_PROGRAMS = "{}: programs are not run while a notebook is graded."
NO_INPUT = "input() waits for a person, and there is none while a notebook is graded."
INTERRUPTED = "stopped after {:g} seconds"
ENDED, FAILED, STOPPED = "ended", "failed", "stopped"


class _Hook(DisplayHook):  # type: ignore[misc]  # IPython is followed no further
    """Keeps what a cell's last line gives."""

    outputs: Outputs
    cell: str | None = None
    """The cell that runs, where IPython takes no notes of it."""

    def quiet(self) -> bool:
        """Whether the cell ends in a semicolon."""
        if self.cell is None:
            return bool(super().quiet())
        return ";" in self.cell and bool(self.semicolon_at_end_of_expression(self.cell))

    def log_output(self, format_dict: Any) -> None:
        """Let IPython take its notes."""
        if self.cell is None:
            super().log_output(format_dict)

    def write_output_prompt(self) -> None:
        """There is none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep it."""
        count = self.prompt_count
        self.outputs.show("execute_result", format_dict, md_dict or {}, execution_count=count)

    def finish_displayhook(self) -> None:
        """Nothing to end."""


class _Publisher(DisplayPublisher):  # type: ignore[misc]  # as above
    """Keeps what is displayed."""

    outputs: Outputs

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        """Keep it."""
        self.outputs.show("display_data", data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002 - IPython's signature
        """Take back what was shown."""
        self.outputs.clear()


class Shell(InteractiveShell):  # type: ignore[misc]  # as above
    """A notebook's shell without a front end."""

    outputs: Outputs
    usual_translators: tuple[list[Any], ...] = ()
    displayhook_class = _Hook
    display_pub_class = _Publisher

    def init_display_formatter(self) -> None:
        """Make what tells how values look."""
        self.display_formatter = Formatters(parent=self)
        self.configurables.append(self.display_formatter)

    def transform_cell(self, raw_cell: str) -> str:
        """Translate magics, where there may be any."""
        if self.translators() == self.usual_translators and plain_tree(raw_cell) is not None:
            return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
        return str(super().transform_cell(raw_cell))

    def translators(self) -> tuple[list[Any], ...]:
        """What translates a cell, by IPython's design a matter for whoever writes notebooks."""
        manager = self.input_transformer_manager
        return (
            [*manager.cleanup_transforms], [*manager.line_transforms],
            [*manager.token_transformers], [*self.input_transformers_post],
        )  # fmt: skip

    def should_run_async(self, raw_cell: str, **details: Any) -> bool:
        """Whether a cell waits for something, looked at closely only where it may."""
        return may_await(raw_cell) and bool(super().should_run_async(raw_cell, **details))

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Keep an error."""
        kind, error, frames = exc_tuple or sys.exc_info()
        if kind is not None and error is not None:
            self.outputs.fail(kind.__name__, said(error), trace(kind, error, frames))

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Keep an error of syntax."""
        error = sys.exc_info()[1]
        if error is not None:
            self.outputs.fail(type(error).__name__, said(error), trace(type(error), error, None))

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> list[str]:
        """Nothing is stored, and IPython's own way takes longer than the cell."""
        return []

    def system(self, command: str) -> None:
        """Programs are not there to be run; a notebook goes on without, as it does on failure."""
        self.user_ns["_exit_code"] = 1
        print(NO_PROGRAMS.format(command), file=sys.stderr)

    def getoutput(self, command: str, *_: Any, **__: Any) -> Any:
        """As above, for `!!` and for what is given a name."""
        self.system(command)
        return SList([])

    system_piped = system_raw = system

    def enable_gui(self, gui: Any = None) -> None:
        """There is none to enable."""

    def ask_exit(self) -> None:
        """A notebook that is graded does not end before its end."""


def prepare(home: str) -> None:
    """Make the shell before the first fork."""
    os.environ.update(IPYTHONDIR=home, HOME=home, MPLBACKEND=INLINE)
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.ProfileDir.location = str(Path(home) / "profile")
    shell = Shell.instance(config=config)
    shell.usual_translators = shell.translators()
    if "matplotlib" in sys.modules:
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        activate_matplotlib(INLINE)
        configure_inline_support(shell, INLINE)  # type: ignore[no-untyped-call]
        from matplotlib.figure import Figure

        from leadlab.grading.figures import quick_png

        shell.display_formatter.formatters["image/png"].for_type(Figure, quick_png)
        _warm_figures()
    _warm_cells(shell)
    _close_fonts()
    os.environ.clear()


def _warm_cells(shell: Shell) -> None:
    """Run some cells, so that what IPython makes on first use is there before the first fork."""
    kept = dict(shell.user_ns), sys.stdout, sys.stderr, builtins.input
    runner = Runner(MOST_WARM)
    for library, cells in WARM_CELLS.items():
        for source in cells if library in sys.modules else ():
            runner.run(source, WARM_SECONDS)
    shell.user_ns.clear()
    shell.user_ns.update(kept[0])
    _, sys.stdout, sys.stderr, builtins.input = kept
    shell.execution_count = 1
    shell.history_manager.reset()


def _warm_figures() -> None:
    """Draw one, so that fonts and formatters are there before the first fork."""
    import io

    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(1, 1))
    axes.plot([1, 2], label="a")
    axes.set(title="a", xlabel="b", ylabel="1")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


def _close_fonts() -> None:
    """Close matplotlib's fonts, as each fork would, for which it takes longer."""
    fonts = sys.modules.get("matplotlib.font_manager")
    opened: Any = getattr(fonts, "_get_font", None)
    if hasattr(opened, "cache_clear"):
        opened.cache_clear()


class Runner:
    """Runs the cells of one submission."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.notes = True
        """Whether IPython keeps notes on each cell, as it does for whoever looks back."""
        self.shell = Shell.instance()
        builtins.input = _no_input
        with contextlib.suppress(ImportError):
            import getpass

            getpass.getpass = _no_input  # type: ignore[assignment]  # takes more
        self.streams = Stream("stdout", Outputs(most)), Stream("stderr", Outputs(most))
        sys.stdout, sys.stderr = self.streams

    @property
    def names(self) -> dict[str, Any]:
        """The namespace of the notebook."""
        return self.shell.user_ns  # type: ignore[no-any-return]  # IPython says nothing of types

    def redirect(self) -> Outputs:
        """Fresh outputs, into which all that is shown goes from now on."""
        outputs = Outputs(self.most)
        self.shell.outputs = outputs
        self.shell.displayhook.outputs = outputs
        self.shell.display_pub.outputs = outputs
        for stream in self.streams:
            stream.outputs = outputs
        sys.stdout, sys.stderr = self.streams
        return outputs

    def run(self, source: str, seconds: float) -> tuple[str, Outputs]:
        """Run one cell; how it ended, and its outputs."""
        outputs = self.redirect()
        success = False
        try:
            with alarm(seconds) as rung:
                success = self._run(source)
        except KeyboardInterrupt as late:  # it rang between the cell and the end of the alarm
            outputs.fail("KeyboardInterrupt", said(late), [said(late)])
        for flush in (sys.stdout.flush, sys.stderr.flush):
            with contextlib.suppress(Exception):
                flush()
        if rung:
            return STOPPED, outputs
        return (ENDED if success else FAILED), outputs

    def _run(self, source: str) -> bool:
        usual = self.shell.translators() == self.shell.usual_translators
        went_well = None if self.notes or not usual else run_plain(self.shell, source)
        if went_well is None:
            went_well = self.shell.run_cell(source, store_history=True).success
        return went_well


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[list[bool]]:
    """Interrupt what runs after so many seconds, as a notebook's stop button does."""
    rung: list[bool] = []

    def ring(*_: Any) -> None:
        rung.append(True)
        raise KeyboardInterrupt(INTERRUPTED.format(seconds))

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _no_input(prompt: object = "") -> str:  # noqa: ARG001 - as `input` has it
    raise OSError(NO_INPUT)

"""What a verdict looks like in a graded notebook, in the words that nbgrader reads.

nbgrader's `SaveAutoGrades` takes points from outputs: an error or anything on stderr is 0, a
number is partial credit, anything else is full points. The outputs written here give it the
judge's points, whatever the learner printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadlab.grading.records import Cell, CellResult, Ending, Role

NAMES = {
    Ending.TIMED_OUT: "OutOfTime",
    Ending.CRASHED: "ProcessDied",
    Ending.NOT_RUN: "NotRun",
    Ending.FAILED: "Failed",
}
SENTENCES = {
    Ending.TIMED_OUT: "This cell took longer than it may.",
    Ending.CRASHED: "Python ended while this cell ran.",
    Ending.NOT_RUN: "This cell was not run.",
    Ending.FAILED: "This cell did not run to its end.",
}
Output = dict[str, Any]


def outputs_of(cell: Cell, result: CellResult | None, count: int) -> list[Output]:
    """Outputs of a code cell after it was judged; `count` is its number among the code cells.

    >>> test = Cell(kind="code", role=Role.TEST, source="f()", grade_id="t", points=2.0)
    >>> half = CellResult(index=0, ending=Ending.RAN, points=1.0)
    >>> outputs_of(test, half, 1)[0]["data"]
    {'text/plain': '1.0'}
    """
    if result is None:
        result = CellResult(index=0, ending=Ending.NOT_RUN, points=0.0 if cell.points else None)
    outputs = [_whole(output, count) for output in result.outputs]
    if result.ending is not Ending.RAN and not _has(outputs, "error"):
        outputs.append(_error(NAMES[result.ending], result.message or SENTENCES[result.ending]))
    elif result.message:
        outputs.append({"output_type": "stream", "name": "stdout", "text": result.message + "\n"})
    if cell.role is Role.TEST and cell.points is not None:
        return _scored(outputs, result, cell.points, count)
    return outputs


def _scored(outputs: list[Output], result: CellResult, most: float, count: int) -> list[Output]:
    """The outputs of a test, such that nbgrader reads its points out of them."""
    points = result.points or 0.0
    if points <= 0.0 and _has(outputs, "error"):
        return outputs
    valued = _has(outputs, "execute_result")
    kept = [
        {**output, "name": "stdout"} if output["output_type"] == "stream" else output
        for output in outputs
        if output["output_type"] not in {"error", "execute_result"}
    ]
    if valued or points < most:
        kept.append(_value(points, count))
    return kept


def _whole(output: Mapping[str, Any], count: int) -> Output:
    """An output with everything that its kind has to have."""
    whole = dict(output)
    if whole["output_type"] == "execute_result":
        whole["execution_count"] = count
    if whole["output_type"] in {"execute_result", "display_data"}:
        whole.setdefault("metadata", {})
    return whole


def _has(outputs: list[Output], kind: str) -> bool:
    return any(output["output_type"] == kind for output in outputs)


def _error(name: str, sentence: str) -> Output:
    trace = [f"{name}: {sentence}"]
    return {"output_type": "error", "ename": name, "evalue": sentence, "traceback": trace}


def _value(points: float, count: int) -> Output:
    data = {"text/plain": repr(float(points))}
    return {"output_type": "execute_result", "execution_count": count, "data": data, "metadata": {}}

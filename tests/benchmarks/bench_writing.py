"""How well the checker of decision records does on labelled records: precision, recall, F1.

Run `python tests/benchmarks/bench_writing.py`; `--errors` lists what it got wrong on the half
that it was tuned on.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from leadlab.models.writing import check_decision_record

RECORDS = Path(__file__).parent.parent / "data" / "texts" / "adr.jsonl"


def records(split: str) -> list[dict[str, Any]]:
    """The labelled records of one split, dev or test."""
    lines = RECORDS.read_text(encoding="utf-8").splitlines()
    return [each for each in map(json.loads, lines) if each["split"] == split]


def found(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the checker says, in the form of the labels."""
    report = check_decision_record(record["text"])
    return {
        each.name: each.count if each.count is not None else each.present
        for each in report.findings
    }


def scores(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Precision, recall, F1 and balanced accuracy of (said, true) pairs."""
    listed = list(pairs)
    both = sum(said and true for said, true in listed)
    said, true = sum(pair[0] for pair in listed), sum(pair[1] for pair in listed)
    neither = sum(not pair[0] and not pair[1] for pair in listed)
    precision, recall = both / max(said, 1), both / max(true, 1)
    specificity = neither / max(len(listed) - true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "precision": precision, "recall": recall, "F1": f1,
        "balanced": (recall + specificity) / 2,
    }  # fmt: skip


def table(split: str) -> dict[str, dict[str, float]]:
    """Scores of every label on one split; for the number of options, how often it is exact."""
    labelled = [(found(record), record["labels"]) for record in records(split)]
    result = {}
    for name in labelled[0][1]:
        if name == "options_count":
            exact = statistics.mean(said[name] == true[name] for said, true in labelled)
            result[name] = {"exact": exact}
        else:
            result[name] = scores((said[name], true[name]) for said, true in labelled)
    return result


def main() -> None:
    """Print the tables of both splits and the time per record."""
    for split in ("dev", "test"):
        print(f"\n{split}: {len(records(split))} records")
        print(f"{'label':28}{'precision':>10}{'recall':>8}{'F1':>7}{'balanced':>10}")
        for name, row in table(split).items():
            if "exact" in row:
                print(f"{name:28}{'exact':>10}{row['exact']:8.2f}")
            else:
                values = [row[key] for key in ("precision", "recall", "F1", "balanced")]
                print(f"{name:28}" + "{:10.2f}{:8.2f}{:7.2f}{:10.2f}".format(*values))
    texts = [record["text"] for record in records("dev")]
    times = []
    for text in texts:
        started = time.perf_counter()
        check_decision_record(text)
        times.append(1000 * (time.perf_counter() - started))
    print(f"\nms per record: median {statistics.median(times):.1f}, worst {max(times):.1f}")
    if "--errors" in sys.argv:
        errors()


def errors() -> None:
    """List the disagreements on the dev split, with the words that misled."""
    for record in records("dev"):
        report = check_decision_record(record["text"])
        said = found(record)
        for name, true in record["labels"].items():
            if said[name] != true:
                print(f"{record['id']} {name}: said {said[name]}, is {true}: {report[name].quote}")


if __name__ == "__main__":
    main()

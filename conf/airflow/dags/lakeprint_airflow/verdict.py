"""What becomes of a task, from what its job left in the ``--result`` file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class GatePolicy(Enum):
    """What a refused gate (exit code 4) does to the task."""

    FAIL = "fail"
    """The task fails, is not retried, and what waits for it does not start."""
    SKIP = "skip"
    """The task and what waits for it are skipped: today goes on with yesterday's tables."""
    ACCEPT = "accept"
    """The task succeeds with a warning: the job wrote what is good before it refused the rest."""


class End(Enum):
    """How a task ends."""

    DONE = "done"
    RETRY = "retry"
    FAIL = "fail"
    SKIP = "skip"


@dataclass(frozen=True)
class Verdict:
    """How a task ends, and the words for its log."""

    end: End
    words: str
    tables: dict[str, int] = field(default_factory=dict)
    """Version of each table the job wrote."""


DEFECT, USAGE, INPUT, GATE, TRANSIENT = 1, 2, 3, 4, 5


def judge(
    result: dict[str, Any] | None, exit_code: int | None, uri: str, gate: GatePolicy
) -> Verdict:
    """Judges a job that is over.

    ``result`` is what it wrote to ``uri``, None when nothing is there; ``exit_code`` is that of the
    process that ran or submitted it, None when it is not known. The file counts more: what submits
    a driver to a cluster answers 0 for one that failed, and 1 for one that succeeded after the
    connection was lost.
    """
    if result is None:
        return _unsaid(exit_code, uri)
    code = result["exit_code"]
    if code == 0:
        return Verdict(End.DONE, _notes(result), _tables(result))
    words = (
        f"{result.get('what', '')}\n  why:  {result.get('why', '')}\n"
        f"  next: {result.get('next', '')}\n  code: {result.get('error_code', '')} (exit {code})"
    )
    if code == TRANSIENT:
        return Verdict(End.RETRY, words)
    if code == GATE and gate is GatePolicy.ACCEPT:
        return Verdict(End.DONE, f"A gate refused, which this task accepts: {words}")
    if code == GATE and gate is GatePolicy.SKIP:
        return Verdict(End.SKIP, f"A gate refused, so this task is skipped: {words}")
    return Verdict(End.FAIL, words)


def _unsaid(exit_code: int | None, uri: str) -> Verdict:
    """The job was killed, or never began: it tells of everything else in its file."""
    if exit_code == 0:
        return Verdict(
            End.FAIL,
            f"The job ended, and there is no result at {uri}.\n"
            "  why:  the driver and Airflow's worker do not see the same place there\n"
            "  next: set results to a folder that both reach (s3a://…, hdfs://…, a shared disk)",
        )
    if exit_code in (DEFECT, USAGE):
        return Verdict(
            End.FAIL,
            f"The job did not begin (exit {exit_code}): its words stand above in this log.",
        )
    return Verdict(
        End.RETRY,
        f"The job was killed or could not be submitted (exit {exit_code}), and left no result at "
        f"{uri}: to run it again is safe.",
    )


def _notes(result: dict[str, Any]) -> str:
    lines = []
    for job in result.get("jobs", []):
        records = job.get("records")
        if records:
            lines.append(", ".join(f"{count:,} {kind}" for kind, count in records.items()))
        lines.append(f"{job['job']}: {job['rows']:,} rows written")
        lines += [f"{job['job']}: {note}" for note in job.get("notes", [])]
    return "\n".join(lines)


def _tables(result: dict[str, Any]) -> dict[str, int]:
    return {
        table: version
        for job in result.get("jobs", [])
        for table, version in job.get("tables", {}).items()
    }

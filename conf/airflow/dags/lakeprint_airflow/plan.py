"""What ``lakeprint plan --format json`` says: jobs, their order and their tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Table:
    """A table that a job writes.

    ``exchange`` tables (★) are those that BI tools read; a ``dated`` table takes any as-of, every
    other one only moves forward.
    """

    name: str
    grain: str
    exchange: bool
    dated: bool


@dataclass(frozen=True)
class Job:
    """A job of the plan; ``after`` names the jobs it waits for, ``updates`` tables of others."""

    name: str
    area: str
    summary: str
    after: tuple[str, ...]
    inputs: tuple[str, ...]
    outputs: tuple[Table, ...]
    updates: tuple[str, ...]

    @property
    def takes_any_as_of(self) -> bool:
        """Whether a backfill of an older day writes, instead of leaving the tables alone."""
        return all(table.dated for table in self.outputs)

    def task_id(self) -> str:
        return f"{self.area}.{self.name}"


@dataclass(frozen=True)
class Plan:
    """Jobs in an order in which each comes after those it waits for."""

    jobs: tuple[Job, ...]

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Reads the file that ``lakeprint plan --format json`` was written to."""
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            return cls(tuple(_job(entry) for entry in document["jobs"]))
        except (OSError, ValueError, KeyError, TypeError) as e:
            raise ValueError(
                f"{path} is not the plan of this Lakeprint ({type(e).__name__}: {e}). "
                f"Write it anew: bin/lakeprint plan --format json > {path}"
            ) from e

    def only(self, names: tuple[str, ...]) -> Plan:
        """The named jobs; what they wait for through jobs left out, they wait for directly."""
        by_name = {job.name: job for job in self.jobs}
        unknown = sorted(set(names) - set(by_name))
        if unknown:
            raise ValueError(
                f"no job {', '.join(unknown)} in the plan; there are: {', '.join(by_name)}"
            )
        if not names:
            return self

        def kept(name: str) -> set[str]:
            before = by_name[name].after
            return set().union(*({b} if b in names else kept(b) for b in before))

        return Plan(
            tuple(
                Job(**{**vars(job), "after": tuple(b for b in by_name if b in kept(job.name))})
                for job in self.jobs
                if job.name in names
            )
        )

    def pools(self, prefix: str) -> dict[str, str]:
        """The pool of each job: jobs that write one table share one.

        A pool has one slot, so two runs of the DAG (a backfill beside today's) never bring two
        writers to a table. It is called after its first job.
        """
        writers: dict[str, str] = {}
        pool = {job.name: job.name for job in self.jobs}
        for job in self.jobs:
            for table in [*(table.name for table in job.outputs), *job.updates]:
                other = pool[writers.setdefault(table, job.name)]
                mine = pool[job.name]
                pool = {name: other if of == mine else of for name, of in pool.items()}
        return {name: f"{prefix}.{of}" for name, of in pool.items()}


def _job(entry: dict[str, Any]) -> Job:
    return Job(
        name=entry["name"],
        area=entry["area"],
        summary=entry["summary"],
        after=tuple(entry["after"]),
        inputs=tuple(table["table"] for table in entry["inputs"]),
        outputs=tuple(
            Table(table["table"], table["grain"], table["exchange"], table["dated"])
            for table in entry["outputs"]
        ),
        updates=tuple(entry["updates"]),
    )

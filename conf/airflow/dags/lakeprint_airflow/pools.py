"""Prints the pools of a pipeline for ``airflow pools import``.

``python -m lakeprint_airflow.pools [DAG_ID] > pools.json``
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from lakeprint_airflow.plan import Plan


def main(dag_id: str = "lakeprint") -> None:
    jobs: dict[str, list[str]] = {}
    for job, pool in (
        Plan.read(Path(__file__).parents[1] / "lakeprint_plan.json").pools(dag_id).items()
    ):
        jobs.setdefault(pool, []).append(job)
    pools = {
        pool: {
            "slots": 1,
            "description": f"One writer at a time of the tables of {', '.join(names)}",
            "include_deferred": True,
        }
        for pool, names in sorted(jobs.items())
    }
    print(json.dumps(pools, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])

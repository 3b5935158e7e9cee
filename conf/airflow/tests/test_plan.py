from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import DAGS

from lakeprint_airflow.plan import Plan

PLAN = DAGS / "lakeprint_plan.json"


def job(
    name: str, *after: str, outputs: tuple[str, ...] = (), updates: tuple[str, ...] = ()
) -> Any:
    return {
        "name": name,
        "area": "a",
        "summary": "s",
        "after": list(after),
        "inputs": [],
        "outputs": [
            {"table": table, "grain": "g", "exchange": True, "dated": table.startswith("dated")}
            for table in outputs
        ],
        "updates": list(updates),
    }


def plan(tmp_path: Path, *jobs: Any) -> Plan:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"jobs": jobs}))
    return Plan.read(path)


def test_writers_of_one_table_share_a_pool_and_no_others_do(tmp_path: Path) -> None:
    pools = plan(
        tmp_path,
        job("a", outputs=("t.1",)),
        job("b", outputs=("t.2",), updates=("t.1",)),
        job("c", outputs=("t.3",)),
        job("d", outputs=("t.4",), updates=("t.2",)),
    ).pools("lake")
    assert pools == {"a": "lake.a", "b": "lake.a", "c": "lake.c", "d": "lake.a"}


def test_of_this_plan_no_table_has_writers_in_two_pools() -> None:
    jobs = Plan.read(PLAN).jobs
    pools = Plan.read(PLAN).pools("lakeprint")
    of_table: dict[str, set[str]] = {}
    for entry in jobs:
        for table in [*(table.name for table in entry.outputs), *entry.updates]:
            of_table.setdefault(table, set()).add(pools[entry.name])
    assert all(len(names) == 1 for names in of_table.values())
    assert pools["ingest"] == pools["identity"], "both write events"
    assert pools["sessions"] != pools["orders"], "what may run at once does"


def test_jobs_left_out_hand_on_what_they_wait_for(tmp_path: Path) -> None:
    whole = plan(tmp_path, job("a"), job("b", "a"), job("c", "b"), job("d", "c", "a"))
    some = whole.only(("a", "d"))
    assert [(j.name, j.after) for j in some.jobs] == [("a", ()), ("d", ("a",))]
    assert [(j.name, j.after) for j in whole.only(("d", "b")).jobs] == [("b", ()), ("d", ("b",))]
    with pytest.raises(ValueError, match=r"no job x, y in the plan; there are: a, b, c, d"):
        whole.only(("y", "a", "x"))


def test_a_job_takes_any_as_of_when_all_its_tables_do(tmp_path: Path) -> None:
    dated, mixed = plan(
        tmp_path, job("a", outputs=("dated.1",)), job("b", outputs=("dated.2", "now.1"))
    ).jobs
    assert dated.takes_any_as_of
    assert not mixed.takes_any_as_of


@pytest.mark.parametrize("text", ["", "{}", '{"jobs": [{"name": "a"}]}', '{"jobs": 3}'])
def test_a_file_that_is_no_plan_is_told_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"plan.json is not the plan .* --format json > "):
        Plan.read(path)

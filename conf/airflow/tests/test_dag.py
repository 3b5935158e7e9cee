"""The DAG as Airflow sees it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pendulum
import pytest
from airflow.sdk import DAG
from airflow.timetables.base import TimeRestriction
from airflow.timetables.trigger import CronTriggerTimetable
from conftest import DAGS

from lakeprint_airflow import GatePolicy, Pipeline, Runner, build
from lakeprint_airflow.days import as_of
from lakeprint_airflow.operators import LakeprintLocalOperator, LakeprintSubmitOperator

PLAN = json.loads((DAGS / "lakeprint_plan.json").read_text())
BY_NAME = {job["name"]: job for job in PLAN["jobs"]}


@pytest.fixture(scope="module", params=list(Runner))
def dag(request: pytest.FixtureRequest) -> DAG:
    return build(Pipeline(lake_root="/lake", results="/runs", runner=request.param))


def task_of(dag: DAG, job: str) -> Any:
    return dag.get_task(f"{BY_NAME[job]['area']}.{job}")


def test_the_file_imports_without_a_warning() -> None:
    said = subprocess.run(
        [sys.executable, "-W", "error", "lakeprint.py"], cwd=DAGS, capture_output=True, text=True
    )
    assert (said.returncode, said.stderr) == (0, "")


def test_tasks_and_edges_are_those_of_the_plan(dag: DAG) -> None:
    tasks = {f"{job['area']}.{job['name']}" for job in PLAN["jobs"]}
    edges = {
        (f"{BY_NAME[before]['area']}.{before}", f"{job['area']}.{job['name']}")
        for job in PLAN["jobs"]
        for before in job["after"]
    }
    assert set(dag.task_ids) == tasks
    assert {(up, task.task_id) for task in dag.tasks for up in task.upstream_task_ids} == edges
    assert {group for group in dag.task_group.children} == {job["area"] for job in PLAN["jobs"]}


def test_every_exchange_table_is_an_asset_and_no_other_is(dag: DAG) -> None:
    exchange = {t["table"] for job in PLAN["jobs"] for t in job["outputs"] if t["exchange"]}
    assets = {asset.extra["table"]: asset.uri for task in dag.tasks for asset in task.outlets}
    assert set(assets) == exchange
    assert assets["profile.portraits"] == "file:///lake/profile/portraits"


def test_two_lakes_of_one_airflow_share_no_asset(dag: DAG) -> None:
    other = build(Pipeline(lake_root="hdfs://shop/lake", results="/runs", dag_id="shop"))
    names, others = (
        {asset.name for task in each.tasks for asset in task.outlets} for each in (dag, other)
    )
    assert len(names) == len(others) > 1
    assert not names & others


def test_every_task_says_what_it_writes_and_what_an_older_day_does(dag: DAG) -> None:
    for job in PLAN["jobs"]:
        doc = task_of(dag, job["name"]).doc_md
        assert job["summary"] in doc
        assert all(f"`{table['table']}`" in doc for table in job["outputs"] + job["inputs"])
    assert "writes that day" in task_of(dag, "features").doc_md
    assert "leaves them alone" in task_of(dag, "portraits").doc_md


def test_a_day_is_worked_up_at_three_in_the_business_zone(dag: DAG) -> None:
    assert dag.timetable.summary == "0 3 * * *"
    first = CronTriggerTimetable("0 3 * * *", timezone="Asia/Shanghai").next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(pendulum.instance(dag.start_date), None, catchup=True),
    )
    assert first is not None
    assert first.run_after.isoformat() == "2025-12-31T19:00:00+00:00"
    run = SimpleNamespace(logical_date=first.logical_date, run_after=first.run_after)
    assert as_of(run, {}, "Asia/Shanghai") == "2025-12-31"
    words = task_of(dag, "sessions")
    arguments = getattr(words, "arguments", None) or words.application_args
    assert arguments[arguments.index("--as-of") + 1] == "{{ as_of(dag_run, params) }}"


def test_what_is_not_on_the_command_line_of_the_job_is_on_that_of_spark() -> None:
    pipeline = Pipeline(
        lake_root="s3a://lake",
        results="s3a://runs",
        configs=("shop.conf",),
        settings={"ingest.only": "[web]"},
        gates={"ingest": GatePolicy.ACCEPT},
        submit={"executor_memory": "4g", "conf": {"spark.executor.instances": "3"}},
    )
    task = build(pipeline).get_task("ingest.ingest")
    assert isinstance(task, LakeprintSubmitOperator)
    assert task.gate is GatePolicy.ACCEPT
    assert task.conf["spark.executor.instances"] == "3"
    assert "DeltaCatalog" in task.conf["spark.sql.catalog.spark_catalog"]
    words = " ".join(task.application_args)
    assert words.startswith(
        "ingest --config shop.conf --set ingest.only=[web] --set lake.root=s3a://lake --as-of"
    )
    assert re.search(r"--result s3a://runs/.*\.json$", words)
    other = build(pipeline).get_task("behaviour.sessions")
    assert isinstance(other, LakeprintSubmitOperator)
    assert other.gate is GatePolicy.FAIL


def test_a_pipeline_may_run_some_jobs_only() -> None:
    some = Pipeline(
        lake_root="/lake", results="/runs", jobs=("ingest", "sessions"), runner=Runner.LOCAL
    )
    dag = build(some)
    assert dag.get_task("behaviour.sessions").upstream_task_ids == {"ingest.ingest"}
    assert isinstance(dag.get_task("ingest.ingest"), LakeprintLocalOperator)


def test_the_pools_to_import_are_those_of_the_dag(dag: DAG) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "lakeprint_airflow.pools"], cwd=DAGS, capture_output=True, text=True
    )
    pools = json.loads(said.stdout)
    assert set(pools) == {task.pool for task in dag.tasks}
    assert {pool["slots"] for pool in pools.values()} == {1}
    assert "ingest, identity" in pools["lakeprint.ingest"]["description"]


def test_the_page_on_airflow_names_what_there_is() -> None:
    page = (Path(__file__).parents[3] / "docs/airflow.md").read_text()
    fields = set(Pipeline.__dataclass_fields__)
    named = set(re.findall(r"^\| `([a-z_]+)`", page, re.MULTILINE))
    assert named == fields

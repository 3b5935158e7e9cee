"""Builds the DAG: one task per job of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from airflow.sdk import DAG, Asset, BaseOperator, Param, TaskGroup
from airflow.timetables.trigger import CronTriggerTimetable

from lakeprint_airflow.days import as_of, file_name
from lakeprint_airflow.operators import LakeprintLocalOperator, LakeprintSubmitOperator
from lakeprint_airflow.plan import Job, Plan
from lakeprint_airflow.verdict import GatePolicy

_AREAS = {
    "ingest": "Records become events",
    "identity": "Events find their people",
    "behaviour": "What people did",
    "profile": "What is known about them",
    "ml": "What they will do",
    "activation": "Who is told of it",
}

_ABOUT = (
    "One task per job of `lakeprint plan`: events, their people, what they did, tags, portraits and"
    " scores, for the last complete business day. `docs/airflow.md` of Lakeprint explains it."
)

_DELTA = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    "spark.sql.session.timeZone": "UTC",
}


class Runner(Enum):
    """What runs a job."""

    SUBMIT = "submit"
    """``spark-submit`` to the cluster of a Spark connection."""
    LOCAL = "local"
    """``bin/lakeprint`` on the worker itself."""


@dataclass(frozen=True)
class Pipeline:
    """One lake and how it is brought up to date every day.

    ``lake_root``, ``results`` and the files of ``configs`` are places that the driver of a job
    reaches; ``results`` must be reached by Airflow's workers too.
    """

    lake_root: str
    results: str
    """Folder of the small files in which jobs tell how they ended."""
    configs: tuple[str, ...] = ()
    """HOCON files of the pipeline, a later one wins."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Single settings that win over every file."""
    dag_id: str = "lakeprint"
    zone: str = "Asia/Shanghai"
    """The business zone, ``time.zone`` of the lake."""
    schedule: str = "0 3 * * *"
    """When the day before is worked up, in the business zone."""
    start: datetime = datetime(2026, 1, 1)
    """First moment that the scheduler and backfills know, in the business zone."""
    plan: Path = Path(__file__).parents[1] / "lakeprint_plan.json"
    jobs: tuple[str, ...] = ()
    """Jobs to run; empty = the whole plan."""
    runner: Runner = Runner.SUBMIT
    gate: GatePolicy = GatePolicy.FAIL
    gates: Mapping[str, GatePolicy] = field(default_factory=dict)
    """What a refused gate does, by job, where it is not what ``gate`` says."""
    retries: int = 3
    retry_delay: timedelta = timedelta(minutes=2)
    """Pause before the first retry; doubles with each, up to half an hour."""
    application: str = "lakeprint.jar"
    """With SUBMIT: the application jar, as ``spark-submit`` names it."""
    connection: str = "spark_default"
    """With SUBMIT: the Spark connection, which names master and deploy mode."""
    results_connection: str | None = None
    """With SUBMIT: the connection with which Airflow reads ``results``, such as aws_default."""
    submit: Mapping[str, Any] = field(default_factory=dict)
    """With SUBMIT: more arguments of ``SparkSubmitOperator`` (executor_memory, conf, files, …)."""
    launcher: str = "bin/lakeprint"
    """With LOCAL: path of the launcher."""
    launcher_options: tuple[str, ...] = ()
    """With LOCAL: its options, such as ``("--heap", "4g")``."""
    env: Mapping[str, str] = field(default_factory=dict)
    """With LOCAL: variables for the launcher. Secrets belong into the worker's environment."""

    def planned(self) -> Plan:
        return Plan.read(self.plan).only(self.jobs)

    def asset(self, table: str) -> Asset:
        """The asset of an exchange table; a DAG with ``schedule=[…]`` of it follows the table.

        It is named by its address: two lakes of one Airflow have tables of the same names.
        """
        root = self.lake_root if "://" in self.lake_root else f"file://{self.lake_root}"
        address = f"{root.rstrip('/')}/{table.replace('.', '/')}"
        return Asset(address, extra={"table": table})

    def arguments(self, job: Job) -> list[str]:
        """The words of one job's command line; Airflow fills in the day and the run."""
        words = [job.name]
        for config in self.configs:
            words += ["--config", config]
        for key, value in {**self.settings, "lake.root": self.lake_root}.items():
            words += ["--set", f"{key}={value}"]
        return [
            *words,
            "--as-of",
            "{{ as_of(dag_run, params) }}",
            "--run-id",
            "{{ dag.dag_id }}/{{ run_id }}/{{ task.task_id }}",
        ]

    def result(self) -> str:
        return (
            self.results.rstrip("/")
            + "/{{ file_name(dag.dag_id) }}/{{ file_name(run_id) }}"
            + "/{{ task.task_id }}.json"
        )


def build(pipeline: Pipeline) -> DAG:
    """The DAG of a pipeline: a task per job, an edge per "waits for"."""
    plan = pipeline.planned()
    pools = plan.pools(pipeline.dag_id)
    with DAG(
        dag_id=pipeline.dag_id,
        description="Events, people, behaviour, tags, portraits and scores, day by day",
        doc_md=_ABOUT,
        schedule=CronTriggerTimetable(pipeline.schedule, timezone=pipeline.zone),
        start_date=pipeline.start.replace(tzinfo=ZoneInfo(pipeline.zone)),
        catchup=False,
        max_active_runs=1,
        params={
            "as_of": Param(
                None,
                type=["null", "string"],
                format="date",
                title="As of",
                description="Business day to describe; empty = the last complete one.",
            )
        },
        default_args={
            "retries": pipeline.retries,
            "retry_delay": pipeline.retry_delay,
            "retry_exponential_backoff": True,
            "max_retry_delay": timedelta(minutes=30),
        },
        user_defined_macros={
            "as_of": partial(as_of, zone=pipeline.zone),
            "file_name": file_name,
        },
        tags=["lakeprint"],
    ) as dag:
        groups = {
            area: TaskGroup(group_id=area, tooltip=_AREAS.get(area, area))
            for area in dict.fromkeys(job.area for job in plan.jobs)
        }
        tasks: dict[str, BaseOperator] = {}
        for job in plan.jobs:
            tasks[job.name] = _task(pipeline, job, groups[job.area], pools[job.name])
            for before in job.after:
                tasks[before] >> tasks[job.name]
    return dag


def _task(pipeline: Pipeline, job: Job, group: TaskGroup, pool: str) -> BaseOperator:
    common: dict[str, Any] = {
        "task_id": job.name,
        "task_group": group,
        "pool": pool,
        "doc_md": _doc(job),
        "outlets": [pipeline.asset(table.name) for table in job.outputs if table.exchange],
        "arguments": pipeline.arguments(job),
        "result": pipeline.result(),
        "gate": pipeline.gates.get(job.name, pipeline.gate),
    }
    if pipeline.runner is Runner.LOCAL:
        return LakeprintLocalOperator(
            launcher=pipeline.launcher,
            launcher_options=pipeline.launcher_options,
            env=dict(pipeline.env),
            **common,
        )
    submit = dict(pipeline.submit)
    return LakeprintSubmitOperator(
        application=pipeline.application,
        conn_id=pipeline.connection,
        name=f"lakeprint {job.name}",
        result_conn_id=pipeline.results_connection,
        conf={**_DELTA, **submit.pop("conf", {})},
        **submit,
        **common,
    )


def _doc(job: Job) -> str:
    lines = [f"**{job.summary}**", "", "| writes | one row is |", "|---|---|"]
    for table in job.outputs:
        star = " ★" if table.exchange else ""
        lines.append(f"| `{table.name}`{star} | {table.grain.replace('|', '/')} |")
    lines += [f"| `{table}` | (changes rows of another job's table) |" for table in job.updates]
    lines += [
        "",
        "Reads " + (", ".join(f"`{table}`" for table in job.inputs) or "sources") + ".",
        "",
    ]
    lines.append(
        "A backfill of an older day writes that day."
        if job.takes_any_as_of
        else "An older day than the tables' own leaves them alone and succeeds: they only move"
        " forward."
    )
    lines += ["", f"`bin/lakeprint {job.name} --help` explains its options."]
    return "\n".join(lines)

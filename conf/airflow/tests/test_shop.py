"""A small shop: two days and then an earlier one, worked up by Airflow and by ``lakeprint run``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import DAGS
from deltalake import DeltaTable, QueryBuilder

HOME = DAGS.parents[2]
LAUNCHER = HOME / "bin/lakeprint"
# A source, people, a table by date and one of the present. Each job is a process of its own, three
# times: the whole plan would take four times as long.
JOBS = ("ingest", "identity", "daily-activity", "tags")

TABLES = [
    table["table"]
    for job in json.loads((DAGS / "lakeprint_plan.json").read_text())["jobs"]
    for table in job["outputs"]
    if job["name"] in JOBS and not table["table"].startswith("ops.")
]

FIRST, SECOND, EARLIER = date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 7)

# Much code over little data: what bin/lakeprint does for demo, for single jobs.
OPTIONS = [
    *("--heap", "1g"),
    *("--conf", "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
    *("--conf", "spark.sql.codegen.wholeStage=false"),
    *("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN"),
    *("--conf", "spark.sql.adaptive.enabled=false"),
]

# Who wrote a row and when, what an engine kept for itself, and what is sealed anew each time.
AUDIT = {
    "events.events": {"batch_id", "ingested_at"},
    "quarantine.rejected_records": {"batch_id", "received_at", "expires_on", "raw"},
    "profile.attribute_updates": {"batch_id"},
    "profile.person_tags": {"as_of"},
    "identity.identity_log": {"run_id"},
    "identity.identity_runs": {"run_id"},
    "ml.models": {"data_versions"},
}


@dataclass(frozen=True)
class Shop:
    """A shop's files as they arrive day by day, and a lake made of them."""

    folder: Path
    simulated: Path

    @property
    def lake(self) -> Path:
        return self.folder / "lake"

    def configs(self) -> list[str]:
        return [str(HOME / "conf/demo.conf"), str(HOME / "jobs/src/test/resources/shop.conf")]

    def settings(self) -> dict[str, str]:
        return {
            "vars.folder": str(self.folder),
            "privacy.id-secret-file": str(self.simulated.parent / "secret"),
        }

    def deliver(self, until: date) -> None:
        """Brings the folders of all days until that one which are not there yet."""
        for channel in ("store", "web"):
            for day in sorted((self.simulated / "data" / channel).glob("dt=*")):
                there = self.folder / "data" / channel / day.name
                if day.name <= f"dt={until}" and not there.exists():
                    shutil.copytree(day, there)

    def command(self, job: str) -> list[str]:
        words = [str(LAUNCHER), *OPTIONS, job]
        for config in self.configs():
            words += ["--config", config]
        for key, value in self.settings().items():
            words += ["--set", f"{key}={value}"]
        return words

    def query(self, table: str, sql: str) -> pa.Table:
        """What a query says of a table, which it calls t; read without Spark."""
        delta = DeltaTable(self.lake / table.replace(".", "/"))
        return pa.table(QueryBuilder().register("t", delta).execute(sql).read_all())

    def rows(self, table: str) -> Counter[str]:
        """The rows of a table, without audit columns; fractions to six decimals."""
        read = self.query(table, "SELECT * FROM t")
        kept = [name for name in read.column_names if name not in AUDIT.get(table, ())]
        return Counter(repr(plain(row)) for row in read.select(sorted(kept)).to_pylist())


def plain(value: Any) -> Any:
    """The same value wherever it comes from: maps in order, fractions rounded."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        inner = [plain(one) for one in value]
        return sorted(inner) if inner and isinstance(inner[0], tuple) else inner
    return value


def run(command: list[str], **environment: str) -> str:
    """What a command says, which must end well."""
    said = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, f"{command}\n{said.stdout[-8000:]}\n{said.stderr[-4000:]}"
    return said.stdout + said.stderr


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated")
    (folder / "secret").write_text("only for tests " * 3)
    target = folder / "shop"
    run(Shop(target, target).command("simulate"))
    return target


def by_lakeprint(folder: Path, simulated: Path) -> Shop:
    shop = Shop(folder, simulated)
    for day in (FIRST, SECOND, EARLIER):
        shop.deliver(day)
        some = f"run.jobs=[{', '.join(JOBS)}]"
        run([*shop.command("run"), "--set", some, "--as-of", day.isoformat()])
    return shop


DAG_FILE = """
from lakeprint_airflow import Pipeline, Runner, build

dag = build(Pipeline(dag_id="shop", runner=Runner.LOCAL, retries=0, **{pipeline!r}))
"""


def by_airflow(folder: Path, simulated: Path) -> tuple[Shop, list[str]]:
    shop = Shop(folder, simulated)
    pipeline = {
        "lake_root": str(shop.lake),
        "results": str(folder / "results"),
        "jobs": JOBS,
        "configs": tuple(shop.configs()),
        "settings": shop.settings(),
        "launcher": str(LAUNCHER),
        "launcher_options": tuple(OPTIONS),
    }
    (folder / "dags").mkdir(parents=True)
    (folder / "dags/shop.py").write_text(DAG_FILE.format(pipeline=pipeline))
    environment = {
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
        "PYTHONPATH": str(DAGS),
    }
    airflow = [sys.executable, "-m", "airflow"]
    run([*airflow, "db", "migrate"], **environment)
    logs = []
    for day in (FIRST, SECOND, EARLIER):
        shop.deliver(day)
        moment = f"{day + timedelta(days=1)}T03:00:00+08:00"
        logs.append(run([*airflow, "dags", "test", "shop", moment], **environment))
    return shop, logs


def test_two_days_and_a_backfill_by_airflow_make_the_tables_of_direct_runs(
    simulated: Path, tmp_path: Path
) -> None:
    with ThreadPoolExecutor() as both:
        direct = both.submit(by_lakeprint, tmp_path / "direct", simulated)
        scheduled = both.submit(by_airflow, tmp_path / "scheduled", simulated)
        expected, (actual, logs) = direct.result(), scheduled.result()

    for table in TABLES:
        mine, theirs = actual.rows(table), expected.rows(table)
        assert mine, f"{table} is empty"
        assert mine == theirs, (
            f"{table}: only by Airflow {list((mine - theirs).items())[:3]},"
            f" only directly {list((theirs - mine).items())[:3]}"
        )
    first, second, earlier = logs
    assert f"--as-of {FIRST}" in first
    assert f"--as-of {SECOND}" in second
    assert f"as-of {EARLIER} is older than the state of {SECOND}: left alone" in earlier

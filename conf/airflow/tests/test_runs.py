"""Two days of a shop and then an earlier one, worked up by Airflow and by the launcher alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import DAGS, HERE
from deltalake import DeltaTable, QueryBuilder

HOME = DAGS.parents[2]
LAUNCHER, FORWARD = HOME / "bin/lakeprint", HERE / "forward.py"
CONFIGS = (str(HOME / "conf/demo.conf"), str(HERE / "shop.conf"))
EARLIER, FIRST, SECOND = date(2026, 1, 29), date(2026, 1, 31), date(2026, 2, 1)
DAYS = (FIRST, SECOND, EARLIER)
LATE = ("store", EARLIER)
"""The file that comes when both days have been worked up."""

PLAN = json.loads((DAGS / "lakeprint_plan.json").read_text())["jobs"]
# A source, tables by date and one of the present: with a process each.
FEW = ("ingest", "daily-activity", "event-catalog")
EMPTY = {"reference.ad_costs"}
"""Without rows: the shop advertises nowhere that tells what it costs."""

# Much code over little data: what runs for seconds is not optimized, and no query is compiled.
JVM = "-XX:ReservedCodeCacheSize=512m -XX:+UseSerialGC"
SECONDS = f"spark.driver.extraJavaOptions={JVM} -XX:TieredStopAtLevel=1"
# Minutes: as bin/lakeprint has it for the demo.
MINUTES = (
    f"spark.driver.extraJavaOptions={JVM} -XX:Tier4InvocationThreshold=20000"
    " -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=60000"
    " -XX:Tier4BackEdgeThreshold=160000 -XX:FreqInlineSize=100 -XX:MaxInlineLevel=8"
)
OPTIONS = [
    *("--conf", "spark.sql.shuffle.partitions=1"),
    *("--conf", "spark.sql.files.minPartitionNum=1"),
    *("--conf", "spark.sql.codegen.wholeStage=false"),
    *("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN"),
    *("--conf", "spark.sql.adaptive.enabled=false"),
]

# Where a refused record stood in which file is hashed, and the two shops are two folders; what is
# sent is tried when it is sent.
OWN = {"quarantine.rejected_records": {"record_id"}, "activation.deliveries": {"tried_at"}}
# What an identity run says about itself; it is kept beside what it made.
LEDGERS = {"identity.identity_runs"}

Columns = Mapping[str, list[str]]
"""By table what counts when two lakes are compared."""


def outputs(jobs: tuple[str, ...] = ()) -> set[str]:
    """The tables that jobs write, without what runs say about themselves; () = the whole plan."""
    named = {
        table["table"]
        for job in PLAN
        for table in job["outputs"]
        if not jobs or job["name"] in jobs
    }
    return {name for name in named - LEDGERS if not name.startswith("ops.")}


@dataclass(frozen=True)
class Shop:
    """A shop whose files arrive day by day, in the demo's formats, and a lake made of them."""

    folder: Path
    simulation: Path

    @property
    def lake(self) -> Path:
        return self.folder / "lake"

    def settings(self) -> dict[str, str]:
        return {"vars.folder": str(self.folder)}

    def deliver(self, day: date) -> None:
        """Brings what has arrived by the end of a day; a day that is over brings the late file."""
        for folder in self.simulation.glob("data/*/dt=*"):
            source, arrival = folder.parent.name, date.fromisoformat(folder.name[3:])
            target = self.folder / "data" / source / folder.name
            late = (source, arrival) == LATE
            if not target.exists() and (arrival <= day if not late else day == EARLIER):
                shutil.copytree(folder, target)

    def query(self, table: str, sql: str) -> pa.Table:
        """What a query says of a table, which it calls t; read without Spark."""
        delta = DeltaTable(self.lake / table.replace(".", "/"))
        return pa.table(QueryBuilder().register("t", delta).execute(sql).read_all())

    def rows(self, table: str, columns: list[str]) -> Counter[str]:
        kept = [name for name in columns if name not in OWN.get(table, ())]
        read = self.query(table, "SELECT * FROM t").select(kept)
        return Counter(repr(plain(row)).replace(str(self.folder), "") for row in read.to_pylist())

    def sales(self, day: date) -> int:
        """What the tills have told of a day, as far as it is rolled up."""
        told = self.query(
            "behaviour.daily_activity",
            "SELECT COALESCE(SUM(event_count), 0) AS events FROM t"
            f" WHERE event_date = DATE '{day}' AND channel = 'store'",
        )
        return int(told.to_pylist()[0]["events"])

    def tables(self) -> set[str]:
        """Those that there are, without what runs say about themselves."""
        found = self.lake.glob("*/*/_delta_log")
        names = {f"{log.parents[1].name}.{log.parent.name}" for log in found}
        return {name for name in names - LEDGERS if not name.startswith("ops.")}


def plain(value: Any) -> Any:
    """The same value wherever it comes from: maps in order, fractions to six decimals."""
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
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert said.returncode == 0, f"{command}\n{said.stdout[-8000:]}"
    return said.stdout


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where one driver, started by the launcher, runs the command lines of many tasks."""
    folder = tmp_path_factory.mktemp("driver")
    run([str(LAUNCHER), "--version"])  # built, if it was not
    target = HOME / "jobs/target"
    path = f"{target / 'lakeprint.jar'}:{(target / 'spark.classpath').read_text().strip()}"
    run(["javac", "-cp", path, "-d", str(folder / "classes"), str(HERE / "Serve.java")])
    services = folder / "classes/META-INF/services"
    services.mkdir(parents=True)
    (services / "io.lakeprint.common.cli.Command$Provider").write_text("Serve\n")
    jar = str(folder / "serve.jar")
    run(["jar", "--create", "--file", jar, "-C", str(folder / "classes"), "."])
    words = [str(LAUNCHER), "--heap", "2g", "--conf", MINUTES, "--jars", jar, *OPTIONS, "serve"]
    said = folder / "said"
    with said.open("w") as log:
        driver = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True)
    assert driver.stdout is not None
    try:
        line = driver.stdout.readline()
        assert line, said.read_text()
        yield line.strip()
    finally:
        driver.kill()
        driver.wait()


@pytest.fixture(scope="module")
def lakeprint(port: str) -> Callable[..., str]:
    """What a command of the launcher says, run by that driver."""
    return lambda *words: run([str(FORWARD), *words], LAKEPRINT_DRIVER=port)


@pytest.fixture(scope="module")
def columns(lakeprint: Callable[..., str]) -> Columns:
    lines = [line.split() for line in lakeprint("compared").splitlines()]
    return {table: names for table, *names in lines}


@pytest.fixture(scope="module")
def simulation(lakeprint: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulation")
    lakeprint("simulate", *given({"vars.folder": str(folder)}))
    return folder


def given(settings: Mapping[str, str]) -> list[str]:
    words = [word for config in CONFIGS for word in ("--config", config)]
    return words + [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


@dataclass(frozen=True)
class Airflow:
    """Airflow with the DAG of one lake, which ``airflow dags test`` runs."""

    folder: Path

    def command(self, *words: str) -> str:
        return run(
            [sys.executable, "-m", "airflow", *words],
            AIRFLOW_HOME=str(self.folder / "airflow"),
            AIRFLOW__CORE__DAGS_FOLDER=str(self.folder / "dags"),
            PYTHONPATH=str(DAGS),
        )

    def make(self, dag_id: str, **pipeline: Any) -> None:
        pipeline |= {"dag_id": dag_id, "configs": CONFIGS, "retries": 0}
        (self.folder / "dags" / f"{dag_id}.py").write_text(
            "from lakeprint_airflow import Pipeline, Runner, build\n"
            f"dag = build(Pipeline(runner=Runner.LOCAL, **{pipeline!r}))\n"
        )

    def test(self, dag_id: str, day: date) -> str:
        """What the run says that the scheduler would start when a day is over."""
        moment = f"{day + timedelta(days=1)}T03:00:00+08:00"
        return self.command("dags", "test", dag_id, moment)


@pytest.fixture
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Airflow:
    """One for each test: two lakes of one Airflow would have assets of the same names."""
    airflow = Airflow(tmp_path_factory.mktemp("airflow"))
    (airflow.folder / "dags").mkdir()
    airflow.command("db", "migrate")
    return airflow


def assert_same(actual: Shop, expected: Shop, tables: set[str], columns: Columns) -> None:
    empty = set()
    for table in sorted(tables):
        mine, theirs = (shop.rows(table, columns[table]) for shop in (actual, expected))
        if not mine:
            empty.add(table)
        assert mine == theirs, (
            f"{table}: only by Airflow {list((mine - theirs).items())[:3]},"
            f" only directly {list((theirs - mine).items())[:3]}"
        )
    assert empty == EMPTY & tables


def test_the_plan_over_two_days_and_a_backfill_makes_the_tables_of_direct_runs(
    tmp_path: Path,
    port: str,
    lakeprint: Callable[..., str],
    columns: Columns,
    simulation: Path,
    airflow: Airflow,
) -> None:
    expected = Shop(tmp_path / "direct", simulation)
    actual = Shop(tmp_path / "scheduled", simulation)
    airflow.make(
        "shop",
        lake_root=str(actual.lake),
        results=str(actual.folder / "results"),
        settings=actual.settings(),
        launcher=str(FORWARD),
        env={"LAKEPRINT_DRIVER": port},
    )

    def direct() -> None:
        for day in DAYS:
            expected.deliver(day)
            lakeprint("run", *given(expected.settings()), "--as-of", str(day))

    def scheduled() -> tuple[list[str], list[int]]:
        logs, counts = [], []
        for day in DAYS:
            actual.deliver(day)
            logs.append(airflow.test("shop", day))
            counts.append(actual.sales(EARLIER))
        return logs, counts

    with ThreadPoolExecutor() as both:
        done, told = both.submit(direct), both.submit(scheduled)
        logs, counts = told.result()
        done.result()

    assert actual.tables() == expected.tables() == outputs() <= columns.keys()
    assert_same(actual, expected, outputs(), columns)
    for day, log in zip(DAYS, logs, strict=True):
        assert log.count(f"--as-of {day}") == len(PLAN), "a task per job, all of the same day"
    assert f"as-of {EARLIER} is older than the state of {SECOND}: left alone" in logs[-1]
    assert counts[0] == counts[1] < counts[2], "what the late file brought"
    dates = actual.query("ml.features", "SELECT DISTINCT as_of FROM t").to_pylist()
    assert set(DAYS) <= {row["as_of"] for row in dates}


def test_a_process_per_task_makes_the_tables_of_a_direct_run(
    tmp_path: Path,
    lakeprint: Callable[..., str],
    columns: Columns,
    simulation: Path,
    airflow: Airflow,
) -> None:
    expected = Shop(tmp_path / "direct", simulation)
    actual = Shop(tmp_path / "scheduled", simulation)
    expected.deliver(FIRST)
    actual.deliver(FIRST)
    few = {**expected.settings(), "run.jobs": f"[{', '.join(FEW)}]"}
    lakeprint("run", *given(few), "--as-of", str(FIRST))
    airflow.make(
        "processes",
        lake_root=str(actual.lake),
        results=str(actual.folder / "results"),
        settings=actual.settings(),
        jobs=FEW,
        launcher=str(LAUNCHER),
        launcher_options=("--heap", "1g", "--conf", SECONDS, *OPTIONS),
    )
    airflow.test("processes", FIRST)

    assert_same(actual, expected, outputs(FEW), columns)

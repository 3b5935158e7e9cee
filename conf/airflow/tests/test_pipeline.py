"""Two days of a shop and then an earlier one, worked up by Airflow and by the launcher alone."""

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
from typing import Any, ClassVar

import pyarrow as pa
import pytest
from conftest import DAGS, HERE
from deltalake import DeltaTable, QueryBuilder

HOME = DAGS.parents[2]
LAUNCHER = HOME / "bin/lakeprint"
PLAN = {
    job["name"]: [table["table"] for table in job["outputs"]]
    for job in json.loads((DAGS / "lakeprint_plan.json").read_text())["jobs"]
}
EARLIER, FIRST, SECOND = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)
DAYS = (FIRST, SECOND, EARLIER)

# Much code over little data: it is neither optimized nor compiled for each query.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
OPTIONS = [
    *("--heap", "1500m"),
    *("--conf", f"spark.driver.extraJavaOptions={JVM}"),
    *("--conf", "spark.sql.codegen.wholeStage=false"),
    *("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN"),
    *("--conf", "spark.sql.adaptive.enabled=false"),
]

# Who wrote a row and when, and what is sealed anew each time.
AUDIT = {
    "activation.deliveries": {"run_id", "tried_at"},
    "events.events": {"batch_id", "ingested_at"},
    "identity.identity_log": {"run_id"},
    "identity.identity_runs": {"run_id"},
    "ops.source_files": {"batch_id"},
    "profile.attribute_updates": {"batch_id"},
    "quarantine.rejected_records": {"batch_id", "received_at", "expires_on"},
    "vault.identifiers": {"batch_id", "sealed_value"},
}
# What is written beside every job, about its run.
BESIDE = {"ops.runs", "ops.quality_results", "ops.table_status"}


@dataclass(frozen=True)
class Lake:
    root: Path

    def tables(self) -> set[str]:
        logs = self.root.glob("*/*/_delta_log")
        return {f"{log.parents[1].name}.{log.parent.name}" for log in logs}

    def query(self, table: str, sql: str) -> pa.Table:
        """What a query says of a table, which it calls t; read without Spark."""
        delta = DeltaTable(self.root / table.replace(".", "/"))
        return pa.table(QueryBuilder().register("t", delta).execute(sql).read_all())

    def rows(self, table: str) -> Counter[str]:
        """The rows of a table, without audit columns; none where it has not come to be."""
        if table not in self.tables():
            return Counter()
        read = self.query(table, "SELECT * FROM t")
        kept = [name for name in read.column_names if name not in AUDIT.get(table, ())]
        rows = read.select(sorted(kept)).to_pylist()
        return Counter(repr(plain(row)).replace(str(self.root), "LAKE") for row in rows)

    def events(self, day: date) -> int:
        """Events of a day, as far as they are rolled up."""
        counted = self.query(
            "behaviour.daily_activity",
            f"SELECT SUM(event_count) AS events FROM t WHERE event_date = DATE '{day}'",
        )
        return int(counted.to_pylist()[0]["events"])


@dataclass(frozen=True)
class Till:
    """A till alone, with a source, tables by date and one of the present: a process each."""

    folder: Path
    """Has the files that arrive day by day, and beside them the lakes made of them."""
    jobs: ClassVar[tuple[str, ...]] = ("ingest", "daily-activity", "event-catalog")
    configs: ClassVar[tuple[str, ...]] = (str(HOME / "conf/demo.conf"),)
    empty: ClassVar[set[str]] = {"quarantine.rejected_records"}

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def lake(self, name: str) -> Lake:
        return Lake(self.folder / name)

    def settings(self) -> dict[str, str]:
        return {"vars.folder": str(self.folder), "ingest.only": "[store]"}

    def words(self, **settings: str) -> list[str]:
        words = [word for config in self.configs for word in ("--config", config)]
        for key, value in {**self.settings(), **settings}.items():
            words += ["--set", f"{key}={value}"]
        return words

    def deliver(self, arrival: date) -> None:
        """Brings what is sent by the end of a day; once that was done, the till's late line."""
        if arrival == EARLIER:
            self.receive(arrival, "late")
        else:
            self.bring(arrival)

    def bring(self, arrival: date) -> None:
        day = EARLIER - timedelta(days=1)
        while day <= arrival:
            self.receive(day, "orders")
            day += timedelta(days=1)

    def receive(self, day: date, file: str) -> None:
        target = self.data / f"store/dt={day}/{file}.csv"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(receipts(day, file), encoding="utf-8")


class Demo(Till):
    """The demo's shop with all its channels, and the whole plan."""

    jobs = tuple(PLAN)
    configs = (*Till.configs, str(HERE / "shop.conf"))
    # Nobody advertises where the shop would be told what it costs.
    empty: ClassVar[set[str]] = {"reference.ad_costs"}

    def settings(self) -> dict[str, str]:
        return {"vars.folder": str(self.folder)}

    def bring(self, arrival: date) -> None:
        simulated = self.folder / "simulated"
        if not simulated.exists():
            words = self.words(**{"simulate.target": str(simulated)})
            run([str(LAUNCHER), *OPTIONS, "simulate", *words])
        for day in simulated.glob("*/dt=*"):
            target = self.data / day.relative_to(simulated)
            if date.fromisoformat(day.name[3:]) <= arrival and not target.exists():
                shutil.copytree(day, target, copy_function=shutil.copy)


def receipts(day: date, file: str) -> str:
    """Six receipts of one line, of five cards and a phone; the late file has a seventh."""
    lines = [
        "receipt_no,line_no,store_id,staff_id,sold_at,pos_card,phone,sku,product_name,category,"
        "brand,quantity,unit_price,discount,amount,payment,type,remark"
    ]
    for number in range(7, 8) if file == "late" else range(1, 7):
        card = f"860000000000{number}" if number != 3 else ""
        phone = "13800138000" if number in (3, 4) else ""
        lines.append(
            f"R{day:%m%d}{number},1,S01,E1,{day} 1{number}:05:00,{card},{phone},"
            f"SKU-{number},Tea {number},Tea,Bluepeak,{number},10.00,0.00,{number}0.00,cash,sale,"
        )
    return "\n".join(lines) + "\n"


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


def same_rows(table: str, actual: Lake, expected: Lake) -> int:
    """How many rows there are, which must be the same in both lakes."""
    mine, theirs = actual.rows(table), expected.rows(table)
    assert mine == theirs, (
        f"{table}: only by Airflow {list((mine - theirs).items())[:3]},"
        f" only directly {list((theirs - mine).items())[:3]}"
    )
    return mine.total()


DAG_FILE = """
from lakeprint_airflow import Pipeline, Runner, build

dag = build(Pipeline(dag_id="shop", runner=Runner.LOCAL, retries=0, **{pipeline!r}))
"""


@dataclass(frozen=True)
class Airflow:
    """Airflow with the DAG of a shop's lake."""

    folder: Path

    @staticmethod
    def of(shop: Till, lake: Lake) -> Airflow:
        airflow = Airflow(shop.folder / "airflow")
        pipeline = {
            "lake_root": str(lake.root),
            "results": str(airflow.folder / "results"),
            "jobs": shop.jobs,
            "configs": shop.configs,
            "settings": shop.settings(),
            "launcher": str(LAUNCHER),
            "launcher_options": tuple(OPTIONS),
        }
        (airflow.folder / "dags").mkdir(parents=True)
        (airflow.folder / "dags/shop.py").write_text(DAG_FILE.format(pipeline=pipeline))
        airflow.command("db", "migrate")
        return airflow

    def command(self, *words: str) -> str:
        return run(
            [sys.executable, "-m", "airflow", *words],
            AIRFLOW_HOME=str(self.folder),
            AIRFLOW__CORE__DAGS_FOLDER=str(self.folder / "dags"),
            PYTHONPATH=str(DAGS),
        )

    def day(self, day: date) -> str:
        """What the run says that the scheduler would start when a day is over."""
        return self.command("dags", "test", "shop", f"{day + timedelta(days=1)}T03:00:00+08:00")


@pytest.mark.parametrize("kind", [Till, pytest.param(Demo, marks=pytest.mark.whole)])
def test_two_days_and_a_backfill_by_airflow_make_the_tables_of_direct_runs(
    tmp_path: Path, kind: type[Till]
) -> None:
    shop = kind(tmp_path)
    expected, actual = shop.lake("direct"), shop.lake("scheduled")
    airflow = Airflow.of(shop, actual)
    jobs = f"[{', '.join(shop.jobs)}]"
    words = shop.words(**{"lake.root": str(expected.root), "run.jobs": jobs})
    direct = [str(LAUNCHER), *OPTIONS, "run", *words, "--as-of"]
    outputs = {table for job in shop.jobs for table in PLAN[job]}
    logs, events = [], []
    for day in DAYS:
        shop.deliver(day)
        with ThreadPoolExecutor() as both:
            done, told = both.submit(run, [*direct, str(day)]), both.submit(airflow.day, day)
            logs.append(told.result())
            done.result()
        assert actual.tables() == expected.tables() <= outputs | BESIDE
        rows = {table: same_rows(table, actual, expected) for table in sorted(outputs)}
        print(f"{day}: {len(rows)} tables, {sum(rows.values())} rows are the same: {rows}")
        events.append(actual.events(EARLIER))

    assert {table for table, count in rows.items() if not count} == shop.empty
    for day, log in zip(DAYS, logs, strict=True):
        assert log.count(f"--as-of {day}") == len(shop.jobs), "a task per job, all of the same day"
    assert f"as-of {EARLIER} is older than the state of {SECOND}: left alone" in logs[-1]
    assert events[0] == events[1] == events[2] - 1, "the late one, too"
    if kind is Till:
        assert [actual.events(day) for day in DAYS] == [6, 6, 7]

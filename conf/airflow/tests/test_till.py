"""Two days of a till and then an earlier one, worked up by Airflow and by the launcher alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from conftest import DAGS
from deltalake import DeltaTable, QueryBuilder

HOME = DAGS.parents[2]
LAUNCHER = HOME / "bin/lakeprint"
# A source, tables by date and one of the present: a process each, three times.
JOBS = ("ingest", "daily-activity", "event-catalog")
TABLES = [
    table["table"]
    for job in json.loads((DAGS / "lakeprint_plan.json").read_text())["jobs"]
    for table in job["outputs"]
    if job["name"] in JOBS and not table["table"].startswith(("ops.", "quarantine."))
]
EARLIER, FIRST, SECOND = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 10)
DAYS = (FIRST, SECOND, EARLIER)

# Much code over little data: it is neither optimized nor compiled for each query.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
OPTIONS = [
    *("--heap", "1g"),
    *("--conf", f"spark.driver.extraJavaOptions={JVM}"),
    *("--conf", "spark.sql.codegen.wholeStage=false"),
    *("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN"),
    *("--conf", "spark.sql.adaptive.enabled=false"),
]

# Who wrote a row and when, and what is sealed anew each time.
AUDIT = {
    "events.events": {"batch_id", "ingested_at"},
    "vault.identifiers": {"batch_id", "sealed_value"},
}


@dataclass(frozen=True)
class Shop:
    """A till whose receipts arrive day by day, in the demo's format, and a lake made of them."""

    folder: Path

    @property
    def lake(self) -> Path:
        return self.folder / "lake"

    def settings(self) -> dict[str, str]:
        return {"vars.folder": str(self.folder), "ingest.only": "[store]"}

    def deliver(self, arrival: date) -> None:
        """Brings what the till sends at the end of a day; a day that is over sends late lines."""
        folder = self.folder / f"data/store/dt={arrival}"
        late = "late" if arrival == EARLIER and folder.exists() else "orders"
        days = [arrival] if late == "late" else list(until(arrival))
        for day in days:
            target = self.folder / f"data/store/dt={day}"
            if late == "late" or not target.exists():
                target.mkdir(parents=True, exist_ok=True)
                (target / f"{late}.csv").write_text(receipts(day, late), encoding="utf-8")

    def query(self, table: str, sql: str) -> pa.Table:
        """What a query says of a table, which it calls t; read without Spark."""
        delta = DeltaTable(self.lake / table.replace(".", "/"))
        return pa.table(QueryBuilder().register("t", delta).execute(sql).read_all())

    def rows(self, table: str) -> Counter[str]:
        """The rows of a table, without audit columns."""
        read = self.query(table, "SELECT * FROM t")
        kept = [name for name in read.column_names if name not in AUDIT.get(table, ())]
        return Counter(repr(plain(row)) for row in read.select(sorted(kept)).to_pylist())


def until(last: date) -> Iterator[date]:
    day = EARLIER - timedelta(days=1)
    while day <= last:
        yield day
        day += timedelta(days=1)


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


def by_lakeprint(folder: Path) -> Shop:
    """The two days in one process, which costs less than two, and the earlier one."""
    shop = Shop(folder)
    days = {
        SECOND: ["backfill", *JOBS, "--from", str(FIRST), "--to", str(SECOND)],
        EARLIER: ["run", "--set", f"run.jobs=[{', '.join(JOBS)}]", "--as-of", str(EARLIER)],
    }
    for day, words in days.items():
        shop.deliver(day)
        command = [str(LAUNCHER), *OPTIONS, *words, "--config", str(HOME / "conf/demo.conf")]
        for key, value in shop.settings().items():
            command += ["--set", f"{key}={value}"]
        run(command)
    return shop


DAG_FILE = """
from lakeprint_airflow import Pipeline, Runner, build

dag = build(Pipeline(dag_id="till", runner=Runner.LOCAL, retries=0, **{pipeline!r}))
"""


def by_airflow(folder: Path) -> tuple[Shop, list[str]]:
    shop = Shop(folder)
    pipeline = {
        "lake_root": str(shop.lake),
        "results": str(folder / "results"),
        "jobs": JOBS,
        "configs": (str(HOME / "conf/demo.conf"),),
        "settings": shop.settings(),
        "launcher": str(LAUNCHER),
        "launcher_options": tuple(OPTIONS),
    }
    (folder / "dags").mkdir(parents=True)
    (folder / "dags/till.py").write_text(DAG_FILE.format(pipeline=pipeline))
    environment = {
        "AIRFLOW_HOME": str(folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
        "PYTHONPATH": str(DAGS),
    }
    airflow = [sys.executable, "-m", "airflow"]
    run([*airflow, "db", "migrate"], **environment)
    logs = []
    for day in DAYS:
        shop.deliver(day)
        moment = f"{day + timedelta(days=1)}T03:00:00+08:00"
        logs.append(run([*airflow, "dags", "test", "till", moment], **environment))
    return shop, logs


def test_two_days_and_a_backfill_by_airflow_make_the_tables_of_direct_runs(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as both:
        direct = both.submit(by_lakeprint, tmp_path / "direct")
        scheduled = both.submit(by_airflow, tmp_path / "scheduled")
        expected, (actual, logs) = direct.result(), scheduled.result()

    for table in TABLES:
        mine, theirs = actual.rows(table), expected.rows(table)
        assert mine, f"{table} is empty"
        assert mine == theirs, (
            f"{table}: only by Airflow {list((mine - theirs).items())[:3]},"
            f" only directly {list((theirs - mine).items())[:3]}"
        )
    for day, log in zip(DAYS, logs, strict=True):
        assert log.count(f"--as-of {day}") == len(JOBS), "a task per job, all of the same day"
    assert f"as-of {EARLIER} is older than the state of {SECOND}: left alone" in logs[-1]
    counted = actual.query(
        "behaviour.daily_activity",
        "SELECT event_date, SUM(event_count) AS events FROM t GROUP BY event_date",
    ).to_pylist()
    events = {row["event_date"]: row["events"] for row in counted}
    assert (events[FIRST], events[SECOND], events[EARLIER]) == (6, 6, 7), "the late one, too"

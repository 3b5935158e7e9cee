"""Readers that are not Spark read of every exchange table what Spark reads, told through JDBC."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pytest

import lake

Asked = Callable[[list[str]], list[list[list[str]]]]


def digest(schema: pa.Schema, dialect: str) -> str:
    """The number of rows and a hash of all that is in them, as select list of either dialect.

    A row is the text of its values; fractions count to six decimals, because text of a double is
    every engine's own. Each row gives 48 bits of its MD5, which are added up.
    """
    cells = ", ".join(f"COALESCE({text(field.name, field.type, dialect)}, '~')" for field in schema)
    row = f"CONCAT_WS('|', {cells})"
    row = f"MD5(CAST({row} AS BINARY))" if dialect == "spark" else f"MD5({row})"
    if dialect == "spark":
        bits = f"CAST(CONV(SUBSTRING({row}, 1, 12), 16, 10) AS DECIMAL(38, 0))"
    else:
        bits = f"CAST(CAST(CONCAT('0x', SUBSTRING({row}, 1, 12)) AS UBIGINT) AS HUGEINT)"
    return f"COUNT(*), SUM({bits})"


def text(name: str, kind: pa.DataType, dialect: str) -> str:
    string = "STRING" if dialect == "spark" else "VARCHAR"
    if pa.types.is_floating(kind):
        return f"CAST(CAST(FLOOR({name} * 1000000 + 0.5) AS BIGINT) AS {string})"
    if pa.types.is_timestamp(kind):
        micros = "UNIX_MICROS" if dialect == "spark" else "EPOCH_US"
        return f"CAST({micros}({name}) AS {string})"
    assert not pa.types.is_nested(kind), f"{name} of an exchange table is {kind}"
    return f"CAST({name} AS {string})"


def of_arrow(rows: pa.Table) -> list[str]:
    with duckdb.connect() as connection:
        connection.register("rows_read", rows)
        return in_duckdb(connection, "rows_read")


def in_duckdb(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    select = digest(columns(connection, name), "duckdb")
    row = connection.execute(f"SELECT {select} FROM {name}").fetchone()
    return [str(value) for value in row or ()]


def columns(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Schema:
    relation = connection.sql(f"SELECT * FROM {name} LIMIT 0")
    assert relation is not None
    return relation.to_arrow_table().schema


@pytest.fixture(scope="session")
def by_spark(root: Path, ask: Asked) -> dict[str, list[str]]:
    """Rows and hash of every table that the SQL server shows."""
    schemas = {
        name: pa.schema(table.schema().to_arrow()) for name, table in lake.tables(root).items()
    }
    areas = [row[0] for row in ask(["SHOW DATABASES"])[0] if row[0] not in ("default", "bi")]
    shown = ask([f"SHOW TABLES IN {area}" for area in areas])
    names = [f"{row[0]}.{row[1]}" for rows in shown for row in rows]
    answers = ask([f"SELECT {digest(schemas[name], 'spark')} FROM {name}" for name in names])
    return {name: answer[0] for name, answer in zip(names, answers, strict=True)}


def test_the_server_shows_what_business_reads_and_nothing_else(by_spark: dict[str, Any]) -> None:
    assert {
        "profile.portraits",
        "identity.identity_map",
        "behaviour.orders",
        "behaviour.funnel_steps",
        "ml.predictions",
        "ops.runs",
    } <= set(by_spark)
    assert not {"events.events", "quarantine.rejected_records", "profile.person_tags"} & set(
        by_spark
    )
    assert int(by_spark["profile.portraits"][0]) > 1000


def test_delta_rs_reads_the_same_rows(root: Path, by_spark: dict[str, list[str]]) -> None:
    tables = lake.tables(root)
    read = {name: of_arrow(tables[name].to_pyarrow_table()) for name in by_spark}
    assert read == by_spark


def test_polars_reads_the_same_rows(root: Path, by_spark: dict[str, list[str]]) -> None:
    read = {
        name: of_arrow(polars.read_delta(str(root / name.replace(".", "/"))).to_arrow())
        for name in by_spark
    }
    assert read == by_spark


def test_duckdb_reads_the_same_rows_and_views(
    root: Path, ask: Asked, by_spark: dict[str, list[str]]
) -> None:
    connection = lake.connect(root)
    assert {name: in_duckdb(connection, name) for name in by_spark} == by_spark

    views = [f"{row[0]}.{row[1]}" for row in ask(["SHOW TABLES IN bi"])[0]]
    assert {"bi.funnels", "bi.retention", "bi.sales_by_day", "bi.scores", "bi.model_lift"} <= set(
        views
    )
    there = ask(
        [f"SELECT {digest(columns(connection, view), 'spark')} FROM {view}" for view in views]
    )
    assert {view: in_duckdb(connection, view) for view in views} == {
        view: answer[0] for view, answer in zip(views, there, strict=True)
    }


def test_a_plain_jdbc_client_asks_about_portraits(root: Path, ask: Asked) -> None:
    kinds = ask(
        [
            "SELECT person_kind, COUNT(*) FROM profile.portraits"
            " GROUP BY person_kind ORDER BY person_kind"
        ]
    )[0]
    expected = lake.connect(root).execute(
        "SELECT person_kind, COUNT(*) FROM profile.portraits GROUP BY person_kind ORDER BY 1"
    )
    assert kinds == [[kind, str(count)] for kind, count in expected.fetchall()]

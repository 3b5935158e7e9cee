"""Readers that are not Spark find in every exchange table the rows that Spark tells over JDBC."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars
import pyarrow as pa
import pytest
from conftest import Ask

import lake

SPARK, DUCKDB = "spark", "duckdb"

Digests = dict[str, list[str]]
"""Number of rows and a hash of all that is in them, by table."""


def digest(name: str, schema: pa.Schema, dialect: str) -> str:
    """A query for the name, the rows and the hash of a table, in the words of Spark or DuckDB.

    A row is the text of its values; fractions count to six decimals, because text of a double is
    every engine's own. Each row gives 48 bits of its MD5, which are added up.
    """
    row = ", ".join(f"COALESCE({text(field.name, field.type, dialect)}, '~')" for field in schema)
    row = f"CONCAT_WS('|', {row})"
    if dialect == SPARK:
        row = f"SUBSTRING(MD5(CAST({row} AS BINARY)), 1, 12)"
        bits = f"CAST(CONV({row}, 16, 10) AS DECIMAL(38, 0))"
    else:
        bits = f"CAST(CAST(CONCAT('0x', SUBSTRING(MD5({row}), 1, 12)) AS UBIGINT) AS HUGEINT)"
    return f"SELECT '{name}', COUNT(*), COALESCE(SUM({bits}), 0) FROM {name}"


def text(column: str, kind: pa.DataType, dialect: str) -> str:
    string = "STRING" if dialect == SPARK else "VARCHAR"
    name = f"`{column}`" if dialect == SPARK else f'"{column}"'
    if pa.types.is_floating(kind):
        return f"CAST(CAST(FLOOR({name} * 1000000 + 0.5) AS BIGINT) AS {string})"
    if pa.types.is_timestamp(kind):
        micros = "UNIX_MICROS" if dialect == SPARK else "EPOCH_US"
        return f"CAST({micros}({name}) AS {string})"
    assert not pa.types.is_nested(kind), f"{name} of an exchange table is {kind}"
    return f"CAST({name} AS {string})"


def in_duckdb(connection: duckdb.DuckDBPyConnection, names: list[str]) -> Digests:
    found = {}
    for name in names:
        query = digest(name, columns(connection, name), DUCKDB)
        [row] = connection.execute(query).fetchall()
        found[name] = [str(value) for value in row[1:]]
    return found


def columns(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Schema:
    relation = connection.sql(f"SELECT * FROM {name} LIMIT 0")
    assert relation is not None
    return relation.to_arrow_table().schema


def shown(ask: Ask, database: str) -> list[str]:
    return sorted(f"{row[0]}.{row[1]}" for row in ask(f"SHOW TABLES IN {database}"))


def by_jdbc(ask: Ask, schemas: dict[str, pa.Schema]) -> Digests:
    """One statement for all: Spark plans it once, and works up the tables side by side."""
    each = [digest(name, schema, SPARK) for name, schema in schemas.items()]
    return {name: told for name, *told in ask(" UNION ALL ".join(each))}


@pytest.fixture(scope="session")
def by_spark(root: Path, ask: Ask) -> Digests:
    """Of every table that the SQL server shows."""
    ask("SET spark.sql.adaptive.enabled=false")  # nothing to adapt in one stage per table
    areas = [row[0] for row in ask("SHOW DATABASES") if row[0] not in ("default", "bi")]
    tables = lake.tables(root)
    names = [name for area in areas for name in shown(ask, area)]
    return by_jdbc(ask, {name: pa.schema(tables[name].schema().to_arrow()) for name in names})


def test_the_server_shows_what_business_reads_and_nothing_else(by_spark: Digests) -> None:
    assert {
        "profile.portraits",
        "identity.identity_map",
        "behaviour.orders",
        "behaviour.funnel_steps",
        "ml.predictions",
        "ops.runs",
    } <= set(by_spark)
    assert not {"events.events", "quarantine.rejected_records", "vault.identifiers"} & set(by_spark)
    assert int(by_spark["profile.portraits"][0]) > 1000


def test_duckdb_over_delta_rs_reads_the_same_rows_and_views(
    root: Path, ask: Ask, by_spark: Digests
) -> None:
    connection = lake.connect(root)
    assert in_duckdb(connection, list(by_spark)) == by_spark

    views = shown(ask, "bi")
    assert {"bi.funnels", "bi.retention", "bi.sales_by_day", "bi.scores", "bi.model_lift"} <= set(
        views
    )
    told = by_jdbc(ask, {view: columns(connection, view) for view in views})
    assert in_duckdb(connection, views) == told


def test_polars_reads_the_same_rows(root: Path, by_spark: Digests) -> None:
    with duckdb.connect() as connection:
        for name in by_spark:
            area, table = name.split(".")
            # Its own reader of files, which this goes past, finds none below a folder with a space.
            rows = polars.read_delta(str(root / area / table), use_pyarrow=True).to_arrow()
            connection.register(f"{area}__{table}", rows)
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {area}")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {area}__{table}")
        assert in_duckdb(connection, list(by_spark)) == by_spark


def test_a_plain_jdbc_client_asks_about_portraits(root: Path, ask: Ask) -> None:
    query = (
        "SELECT person_kind, COUNT(*) FROM profile.portraits"
        " GROUP BY person_kind ORDER BY person_kind"
    )
    expected = lake.connect(root).execute(query).fetchall()
    assert len(expected) > 1
    assert ask(query) == [[kind, str(count)] for kind, count in expected]

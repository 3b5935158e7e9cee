"""A lake in DuckDB: every exchange table as ``area.table``, and the views of ``bi``. No Spark."""

from __future__ import annotations

from pathlib import Path

import duckdb
from deltalake import DeltaTable

VIEWS = Path(__file__).parents[1] / "common/src/main/resources/bi/views.sql"


def tables(root: str | Path) -> dict[str, DeltaTable]:
    """The Delta tables of a lake in a folder that any reader reads, by ``area.table``."""
    found = {}
    for log in sorted(Path(root).glob("*/*/_delta_log")):
        table = DeltaTable(log.parent)
        if table.protocol().min_reader_version == 1:
            found[f"{log.parent.parent.name}.{log.parent.name}"] = table
    return found


def connect(root: str | Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads files only when it is asked; what is written stays in it."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    known = tables(root)
    for name, table in known.items():
        area, short = name.split(".")
        connection.register(f"{area}__{short}", table.to_pyarrow_dataset())
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {area}")
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {area}__{short}")
    connection.execute("CREATE SCHEMA bi")
    for statement in duckdb.extract_statements(VIEWS.read_text(encoding="utf-8")):
        try:
            connection.execute(statement)
        except duckdb.CatalogException:
            continue  # the lake has none of that view's tables yet
    return connection

"""A lake that is there is registered in a Hive metastore, for other sessions to find."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from conftest import HOME


def register(
    root: Path, folder: Path, spark: str, *settings: str
) -> subprocess.CompletedProcess[str]:
    metastore = f"jdbc:derby:;databaseName={folder}/metastore;create=true"
    return subprocess.run(
        [
            str(HOME / "bin/lakeprint"),
            *("--conf", "spark.sql.catalogImplementation=hive"),
            *("--conf", "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1"),
            *("--conf", f"spark.hadoop.javax.jdo.option.ConnectionURL={metastore}"),
            *("register", "--set", f"lake.root={root}"),
            *settings,
        ],
        cwd=folder,
        env={**os.environ, "SPARK_HOME": spark},
        capture_output=True,
        text=True,
    )


def test_what_one_process_registers_another_one_finds(
    root: Path, spark_home: str, tmp_path: Path
) -> None:
    prefix = ("--set", "lake.catalog.prefix=shop")
    first = register(root, tmp_path, spark_home, *prefix)
    assert first.returncode == 0, first.stdout + first.stderr
    lines = first.stdout.splitlines()
    assert "table  shop_profile.portraits" in lines
    assert "view   shop_bi.funnels" in lines

    again = register(root, tmp_path, spark_home, *prefix)
    assert again.returncode == 0, again.stdout + again.stderr
    assert [line for line in again.stdout.splitlines() if line.startswith("table")] == []
    assert "view   shop_bi.funnels" in again.stdout.splitlines()


def test_without_a_prefix_nothing_is_registered(
    root: Path, spark_home: str, tmp_path: Path
) -> None:
    refused = register(root, tmp_path, spark_home)
    assert refused.returncode == 2
    assert "lake.catalog.prefix is empty" in refused.stderr

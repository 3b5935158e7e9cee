"""The lake that is read, and a SQL server on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HOME = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))


@pytest.fixture(scope="session")
def root() -> Path:
    """The lake that bin/verify made with bin/lakeprint demo."""
    return Path(os.environ["LAKEPRINT_LAKE"])


@pytest.fixture(scope="session")
def url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where bin/lakeprint-sql answers on that lake."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("sql")
    with (folder / "log").open("w") as log:
        command = [
            str(HOME / "bin/lakeprint-sql"),
            "--port",
            str(port),
            "--set",
            f"lake.root={root}",
        ]
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 240
        while " answers on " not in (folder / "log").read_text():
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.2)
        yield f"jdbc:hive2://127.0.0.1:{port}/"
    finally:
        server.terminate()
        assert server.wait(60) in (0, 143), "stopped as asked"


@pytest.fixture(scope="session")
def spark_home() -> str:
    """The distribution of Spark that bin/lakeprint-sql uses."""
    return subprocess.run(
        [HOME / "bin/lakeprint-sql", "--spark-home"], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="session")
def ask(url: str, spark_home: str) -> Callable[[list[str]], list[list[list[str]]]]:
    """Asks a plain JDBC client; rows of text for each statement."""
    java = shutil.which("java")
    driver = f"{spark_home}/jars/*"  # Hive's JDBC driver is among them

    def run(statements: list[str]) -> list[list[list[str]]]:
        told = subprocess.run(
            [str(java), "-cp", driver, str(HERE / "Query.java"), url],
            input="".join(f"{statement}\n" for statement in statements),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert told.returncode == 0, told.stderr[:4000]
        results: list[list[list[str]]] = [[]]
        for line in told.stdout.split("\n")[:-1]:
            if line:
                results[-1].append(line.split("\t"))
            else:
                results.append([])
        return results[:-1]

    return run

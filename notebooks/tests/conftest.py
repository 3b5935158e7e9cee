"""The lake that is read, and a plain JDBC client of bin/lakeprint-sql on it."""

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

Ask = Callable[[str], list[list[str]]]
"""Rows, as text, that the SQL server answers to a statement of one line."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The lake that bin/verify made with bin/lakeprint demo."""
    return Path(os.environ["LAKEPRINT_LAKE"])


@pytest.fixture(scope="session")
def spark_home() -> str:
    """The distribution of Spark that bin/lakeprint-sql uses."""
    return subprocess.run(
        [HOME / "bin/lakeprint-sql", "--spark-home"], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="session")
def url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where bin/lakeprint-sql answers on that lake."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("sql")
    said = folder / "said"
    words = [str(HOME / "bin/lakeprint-sql"), "--port", str(port), "--set", f"lake.root={root}"]
    # Seconds of work do not repay the optimizing compiler.
    environment = {**os.environ, "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}
    with said.open("w") as log:
        server = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 240
        while " answers on " not in said.read_text():
            assert server.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.2)
        yield f"jdbc:hive2://127.0.0.1:{port}/"
    finally:
        server.terminate()
        assert server.wait(60) in (0, 143), "stopped as asked"


@pytest.fixture(scope="session")
def ask(url: str, spark_home: str) -> Iterator[Ask]:
    """A JDBC client that is nobody's: the JDK, and Hive's driver among Spark's jars."""
    client = subprocess.Popen(
        [
            shutil.which("java") or "java",
            "-XX:TieredStopAtLevel=1",
            *("-cp", f"{spark_home}/jars/*"),
            *(str(HERE / "Query.java"), url),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        bufsize=1,
    )
    asked, answers = client.stdin, client.stdout
    assert asked is not None
    assert answers is not None

    def answer(statement: str) -> list[list[str]]:
        asked.write(" ".join(statement.split()) + "\n")
        asked.flush()
        rows: list[list[str]] = []
        for line in answers:
            if line == "\n":
                return rows
            rows.append(line.rstrip("\n").split("\t"))
        raise AssertionError(f"no answer to {statement[:2000]}; the client's words stand above")

    yield answer
    asked.close()
    assert client.wait(60) == 0

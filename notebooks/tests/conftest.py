"""The lake that is read, and the Spark that bin/lakeprint-sql uses."""

from __future__ import annotations

import os
import subprocess
import sys
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
def spark_home() -> str:
    """The distribution of Spark that bin/lakeprint-sql uses."""
    return subprocess.run(
        [HOME / "bin/lakeprint-sql", "--spark-home"], check=True, capture_output=True, text=True
    ).stdout.strip()

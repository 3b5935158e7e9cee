"""Operators against processes that stand in for ``bin/lakeprint`` and ``spark-submit``."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from upath import UPath

from lakeprint_airflow import GatePolicy
from lakeprint_airflow.operators import LakeprintLocalOperator, LakeprintSubmitOperator

DONE = {
    "exit_code": 0,
    "jobs": [{"job": "sessions", "rows": 3, "tables": {"behaviour.sessions": 4}}],
}


def process(folder: Path, result: dict[str, Any] | None, exit_code: int) -> str:
    """A program that writes ``result`` to the file after ``--result``, and exits."""
    path = folder / "program"
    write = (
        f"open(sys.argv[sys.argv.index('--result') + 1], 'w').write({json.dumps(result)!r})"
        if result
        else "pass"
    )
    path.write_text(
        f"#!{sys.executable}\nimport sys\nprint(sys.argv[1:])\n{write}\nsys.exit({exit_code})\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def local(folder: Path, result: dict[str, Any] | None, exit_code: int, **more: Any) -> Any:
    return LakeprintLocalOperator(
        task_id="sessions",
        launcher=process(folder, result, exit_code),
        arguments=["sessions", "--as-of", "2026-04-30"],
        result=str(folder / "result.json"),
        **more,
    )


class Events(dict[Any, Any]):
    """Stands in for ``outlet_events`` of the context."""

    def __missing__(self, key: Any) -> Any:
        self[key] = SimpleNamespace(extra={})
        return self[key]


def test_a_job_that_is_done_returns_versions_and_puts_them_on_its_assets(tmp_path: Path) -> None:
    asset = Asset("file:///lake/behaviour/sessions", extra={"table": "behaviour.sessions"})
    events = Events()
    task = local(tmp_path, DONE, 0, outlets=[asset])
    assert task.execute({"outlet_events": events}) == {"behaviour.sessions": 4}
    assert events[asset].extra == {"version": 4}


@pytest.mark.parametrize(
    ("exit_code", "gate", "raised"),
    [
        (2, GatePolicy.FAIL, AirflowFailException),
        (4, GatePolicy.FAIL, AirflowFailException),
        (4, GatePolicy.SKIP, AirflowSkipException),
        (5, GatePolicy.FAIL, AirflowException),
    ],
)
def test_a_failure_is_the_kind_that_airflow_treats_rightly(
    tmp_path: Path, exit_code: int, gate: GatePolicy, raised: type[Exception]
) -> None:
    result = {"exit_code": exit_code, "what": "It broke.", "why": "w", "next": "n"}
    with pytest.raises(AirflowException, match="It broke") as caught:
        local(tmp_path, result, exit_code, gate=gate).execute({})
    assert type(caught.value) is raised


def test_what_an_earlier_task_left_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(json.dumps(DONE))
    with pytest.raises(AirflowException, match="killed") as caught:
        local(tmp_path, None, 137).execute({})
    assert type(caught.value) is AirflowException, "to be tried again"


def test_a_result_where_no_provider_reaches_is_read_as_fsspec_does(tmp_path: Path) -> None:
    file = UPath("memory://runs/sessions.json")
    task = local(tmp_path, None, 0)
    task.result = str(file)
    task.launcher = process(tmp_path, None, 0)
    file.write_text(json.dumps(DONE))
    with pytest.raises(AirflowFailException, match="there is no result at memory://runs"):
        task.execute({})
    assert not file.exists(), "an old result is forgotten there too"


def test_a_launcher_that_is_not_there_is_named(tmp_path: Path) -> None:
    task = LakeprintLocalOperator(
        task_id="a", launcher=str(tmp_path / "none"), arguments=["a"], result=str(tmp_path / "r")
    )
    with pytest.raises(AirflowFailException, match="There is no launcher at"):
        task.execute({})


def submit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, master: str, binary: str, **more: Any
) -> Any:
    monkeypatch.setenv(
        "AIRFLOW_CONN_SPARK_HERE", json.dumps({"conn_type": "spark", "host": master})
    )
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    (folder / "spark-submit").symlink_to(binary)
    return LakeprintSubmitOperator(
        task_id="sessions",
        conn_id="spark_here",
        application="lakeprint.jar",
        arguments=["sessions", "--as-of", "2026-04-30"],
        result=str(folder / "result.json"),
        **more,
    )


def test_spark_submit_gets_the_main_class_and_the_words_of_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    task = submit(tmp_path, monkeypatch, "local[2]", process(tmp_path, DONE, 0))
    assert task.execute({}) == {"behaviour.sessions": 4}
    command = task._hook._build_spark_submit_command("lakeprint.jar")
    assert command[command.index("--class") + 1] == "io.lakeprint.common.cli.Main"
    assert command[command.index("lakeprint.jar") :] == [
        "lakeprint.jar",
        "sessions",
        "--as-of",
        "2026-04-30",
        "--result",
        str(tmp_path / "result.json"),
    ]


@pytest.mark.parametrize(
    ("told", "exit_code", "raised"),
    [
        (5, 1, AirflowException),  # YARN's client answers 1 for everything
        (3, 3, AirflowFailException),
        (None, 2, AirflowFailException),
        (None, 137, AirflowException),
    ],
)
def test_the_exit_code_that_the_stock_hook_loses_is_found_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: int | None,
    exit_code: int,
    raised: type[Exception],
) -> None:
    result = {"exit_code": told, "what": "It broke."} if told else None
    task = submit(tmp_path, monkeypatch, "local[2]", process(tmp_path, result, exit_code))
    with pytest.raises(AirflowException) as caught:
        task.execute({})
    assert type(caught.value) is raised


def test_only_a_new_submission_forgets_the_result_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tmp_path / "result.json"
    result.write_text(json.dumps(DONE))
    task = submit(tmp_path, monkeypatch, "local[2]", process(tmp_path, None, 137))
    task._get_hook()
    assert result.exists()
    with pytest.raises(AirflowException, match="killed"):
        task.execute({})
    assert not result.exists()


def test_a_submission_that_cannot_work_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = process(tmp_path, DONE, 0)
    task = submit(tmp_path, monkeypatch, "yarn", program, deploy_mode="cluster")
    with pytest.raises(AirflowFailException, match="yarn_track_via_rm_api"):
        task.execute({})

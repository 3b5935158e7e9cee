"""One Lakeprint job as a task: on a cluster by ``spark-submit``, or here by ``bin/lakeprint``."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import BaseOperator, ObjectStoragePath
from airflow.sdk.exceptions import (
    AirflowException,
    AirflowFailException,
    AirflowSkipException,
)
from airflow.sdk.io import has_fs
from upath import UPath

from lakeprint_airflow.verdict import End, GatePolicy, judge


class _Result:
    """The file in which a job tells how it ended.

    Airflow reaches what its providers know (``s3a``, ``gs``, ``abfs``, by a connection); the rest,
    ``hdfs`` above all, is reached as fsspec does.
    """

    def __init__(self, uri: str, conn_id: str | None) -> None:
        self.uri = uri
        scheme = uri.split("://")[0] if "://" in uri else "file"
        known = has_fs(scheme)
        self._path = ObjectStoragePath(uri, conn_id=conn_id) if known else UPath(uri)

    def forget(self) -> None:
        """What an earlier task of the same name left must not count for this one."""
        self._path.unlink(missing_ok=True)

    def read(self) -> dict[str, Any] | None:
        if not self._path.exists():
            return None
        content: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return content


def _conclude(
    task: BaseOperator, context: Any, result: _Result, exit_code: int | None, gate: GatePolicy
) -> dict[str, int]:
    """Ends the task as the job's result says; returns the versions of the tables it wrote."""
    verdict = judge(result.read(), exit_code, result.uri, gate)
    if verdict.end is End.FAIL:
        raise AirflowFailException(verdict.words)
    if verdict.end is End.SKIP:
        raise AirflowSkipException(verdict.words)
    if verdict.end is End.RETRY:
        raise AirflowException(verdict.words)
    if verdict.words:
        task.log.info("%s", verdict.words)
    for asset in task.outlets:
        table = asset.extra.get("table")
        if table in verdict.tables:
            context["outlet_events"][asset].extra = {"version": verdict.tables[table]}
    return verdict.tables


class LakeprintSubmitOperator(SparkSubmitOperator):
    """Submits one job, in client or cluster mode of any master, and ends as its result says.

    The stock operator turns every failure into one that is retried, and in cluster modes takes a
    failed application for a good one. Takes all arguments of ``SparkSubmitOperator`` besides those
    that Lakeprint sets.

    :param arguments: the job and its options, without ``--result`` (templated)
    :param result: URI that the driver writes and Airflow reads (templated)
    :param result_conn_id: Airflow connection to read it with
    :param gate: what a refused gate does
    """

    template_fields: Sequence[str] = (*SparkSubmitOperator.template_fields, "result")

    def __init__(
        self,
        *,
        arguments: Sequence[str],
        result: str,
        result_conn_id: str | None = None,
        gate: GatePolicy = GatePolicy.FAIL,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            application_args=[*arguments, "--result", result],
            java_class="io.lakeprint.common.cli.Main",
            **kwargs,
        )
        self.result = result
        self.result_conn_id = result_conn_id
        self.gate = gate

    def execute(self, context: Any) -> Any:
        result = _Result(self.result, self.result_conn_id)
        exit_code: int | None = 0
        try:
            super().execute(context)
        except ValueError as e:
            raise AirflowFailException(f"Spark cannot be submitted to like this: {e}") from e
        except Exception as e:
            # The hook has the code only in its words, and sometimes not at all.
            told = re.search(r"Error code is: (\d+)", str(e))
            exit_code = int(told.group(1)) if told else None
            self.log.warning("spark-submit: %s", e)
        return _conclude(self, context, result, exit_code, self.gate)

    def _get_hook(self) -> SparkSubmitHook:
        """The stock hook, which forgets an old result whenever it submits.

        Not before: a retry after a worker was lost may find the driver of the first try at work, or
        done, and then its result is what counts.
        """
        hook = super()._get_hook()
        submit = hook.submit

        def submit_anew(application: str = "", **kwargs: Any) -> str | None:
            _Result(self.result, self.result_conn_id).forget()
            driver: str | None = submit(application, **kwargs)
            return driver

        hook.submit = submit_anew
        return hook


class LakeprintLocalOperator(BaseOperator):
    """Runs one job on this worker with ``bin/lakeprint`` and ends as its result says.

    :param launcher: path of ``bin/lakeprint``
    :param launcher_options: its own options, such as ``--heap 2g`` (templated)
    :param arguments: the job and its options, without ``--result`` (templated)
    :param result: path or URI of the result file (templated)
    :param gate: what a refused gate does
    :param env: variables added to the worker's environment, such as ``LAKEPRINT_STATE``
    """

    template_fields: Sequence[str] = ("launcher_options", "arguments", "result")
    ui_color = "#d9ead3"

    def __init__(
        self,
        *,
        launcher: str,
        arguments: Sequence[str],
        result: str,
        launcher_options: Sequence[str] = (),
        gate: GatePolicy = GatePolicy.FAIL,
        env: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.launcher = launcher
        self.launcher_options = list(launcher_options)
        self.arguments = list(arguments)
        self.result = result
        self.gate = gate
        self.env = env
        self._process: subprocess.Popen[str] | None = None

    def execute(self, context: Any) -> Any:
        result = _Result(self.result, None)
        result.forget()
        command = [self.launcher, *self.launcher_options, *self.arguments, "--result", self.result]
        self.log.info("%s", " ".join(command))
        if not Path(self.launcher).is_file():
            raise AirflowFailException(
                f"There is no launcher at {self.launcher}: set it to bin/lakeprint of a clone."
            )
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **(self.env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        with self._process as process:
            for line in process.stdout or ():
                self.log.info("%s", line.rstrip("\n"))
        return _conclude(self, context, result, process.returncode, self.gate)

    def on_kill(self) -> None:
        """Stops the job as Ctrl-C would: its tables are whole and its ledger says KILLED."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)

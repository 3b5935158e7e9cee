"""The DAG of one lake. Copy this file for another lake, and say here where it is."""

from __future__ import annotations

import os

from lakeprint_airflow import GatePolicy, Pipeline, Runner, build

dag = build(
    Pipeline(
        lake_root=os.environ.get("LAKEPRINT_LAKE", "s3a://lake"),
        results=os.environ.get("LAKEPRINT_RESULTS", "s3a://lake-runs/airflow"),
        configs=tuple(filter(None, os.environ.get("LAKEPRINT_CONFIG", "shop.conf").split(","))),
        zone=os.environ.get("LAKEPRINT_ZONE", "Asia/Shanghai"),
        runner=Runner(os.environ.get("LAKEPRINT_RUNNER", "submit")),
        launcher=os.environ.get("LAKEPRINT_LAUNCHER", "bin/lakeprint"),
        # What is good has been written when ingest refuses too many records: the day goes on.
        gates={"ingest": GatePolicy.ACCEPT},
    )
)

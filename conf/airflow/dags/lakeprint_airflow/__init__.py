"""Runs Lakeprint's plan on Airflow 3; docs/airflow.md explains it."""

from lakeprint_airflow.dag import Pipeline, Runner, build
from lakeprint_airflow.plan import Job, Plan, Table
from lakeprint_airflow.verdict import GatePolicy

__all__ = ["GatePolicy", "Job", "Pipeline", "Plan", "Runner", "Table", "build"]

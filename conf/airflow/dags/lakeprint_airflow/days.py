"""Which day a run describes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo


def last_complete_day(moment: datetime, zone: str) -> date:
    """The last business day that is over at ``moment``.

    The day is the zone's: at 03:00 in Shanghai it is still the day before in UTC, so Airflow's
    ``ds`` minus one would be two days back.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone")
    return moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)


def as_of(dag_run: Any, params: Any, zone: str) -> str:
    """The day given to the run as parameter ``as_of``, else the last complete one at its moment.

    The moment of a scheduled run or of a backfill is its logical date; a run that somebody triggers
    without one describes the last day complete when it was triggered. A retry, and a task cleared
    weeks later, describe the same day as the first try.
    """
    given = params.get("as_of")
    if given:
        return date.fromisoformat(given).isoformat()
    return last_complete_day(dag_run.logical_date or dag_run.run_after, zone).isoformat()


def file_name(text: str) -> str:
    """``text`` as a name that every file system takes: run ids have colons, which HDFS refuses."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text)

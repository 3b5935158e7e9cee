from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from lakeprint_airflow.days import as_of, file_name, last_complete_day

SHANGHAI = "Asia/Shanghai"


def run(logical_date: datetime | None, run_after: datetime | None = None) -> SimpleNamespace:
    return SimpleNamespace(logical_date=logical_date, run_after=run_after)


def test_at_three_in_shanghai_yesterday_is_complete_though_utc_is_still_there() -> None:
    moment = datetime(2026, 5, 1, 3, tzinfo=ZoneInfo(SHANGHAI)).astimezone(UTC)
    assert moment.date() == date(2026, 4, 30), "the trap: Airflow's ds says yesterday already"
    assert as_of(run(moment), {"as_of": None}, SHANGHAI) == "2026-04-30"


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-05-01T00:00+08:00", SHANGHAI, "2026-04-30"),
        ("2026-04-30T23:59+08:00", SHANGHAI, "2026-04-29"),
        ("2026-03-01T03:00+08:00", SHANGHAI, "2026-02-28"),
        ("2026-03-29T03:00+02:00", "Europe/Berlin", "2026-03-28"),  # that night has 23 hours
        ("2026-10-26T00:30+01:00", "Europe/Berlin", "2026-10-25"),  # that day had 25
        ("2026-05-01T10:00+00:00", "Pacific/Kiritimati", "2026-05-01"),
        ("2026-05-01T10:00+00:00", "America/Los_Angeles", "2026-04-30"),
    ],
)
def test_a_day_is_the_business_zones(moment: str, zone: str, day: str) -> None:
    assert last_complete_day(datetime.fromisoformat(moment), zone).isoformat() == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        last_complete_day(datetime(2026, 5, 1), SHANGHAI)


def test_a_day_given_to_the_run_wins() -> None:
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    assert as_of(run(moment), {"as_of": "2026-03-07"}, SHANGHAI) == "2026-03-07"
    with pytest.raises(ValueError, match="7 March"):
        as_of(run(moment), {"as_of": "7 March"}, SHANGHAI)


def test_a_run_triggered_without_a_date_takes_the_moment_of_its_trigger() -> None:
    triggered = datetime(2026, 5, 1, 1, tzinfo=UTC)
    assert as_of(run(None, triggered), {}, SHANGHAI) == "2026-04-30"


def test_a_run_id_becomes_a_name_that_hdfs_takes() -> None:
    name = file_name("scheduled__2026-04-30T19:00:00+00:00")
    assert name == "scheduled__2026-04-30T19-00-00-00-00"

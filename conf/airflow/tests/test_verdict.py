from __future__ import annotations

from typing import Any

import pytest

from lakeprint_airflow.verdict import End, GatePolicy, judge


def failed(code: int) -> dict[str, Any]:
    return {
        "exit_code": code,
        "error_code": "SOME_CODE",
        "what": "It broke.",
        "why": "Because.",
        "next": "Mend it.",
    }


@pytest.mark.parametrize(
    ("code", "gate", "end"),
    [
        (1, GatePolicy.FAIL, End.FAIL),
        (2, GatePolicy.SKIP, End.FAIL),
        (3, GatePolicy.ACCEPT, End.FAIL),
        (4, GatePolicy.FAIL, End.FAIL),
        (4, GatePolicy.SKIP, End.SKIP),
        (4, GatePolicy.ACCEPT, End.DONE),
        (5, GatePolicy.FAIL, End.RETRY),
        (5, GatePolicy.SKIP, End.RETRY),
        (99, GatePolicy.ACCEPT, End.FAIL),
    ],
)
def test_only_what_is_transient_is_tried_again(code: int, gate: GatePolicy, end: End) -> None:
    verdict = judge(failed(code), code, "/r.json", gate)
    assert verdict.end is end
    for word in ["It broke.", "Because.", "Mend it.", "SOME_CODE", f"exit {code}"]:
        assert word in verdict.words


@pytest.mark.parametrize("exit_code", [0, 1, None])
def test_the_result_counts_more_than_who_submitted(exit_code: int | None) -> None:
    done = {
        "exit_code": 0,
        "jobs": [
            {
                "job": "ingest",
                "rows": 1234,
                "records": {"read": 1300, "accepted": 1234},
                "tables": {"events.events": 7},
                "notes": ["left alone"],
            }
        ],
    }
    verdict = judge(done, exit_code, "/r.json", GatePolicy.FAIL)
    assert verdict.end is End.DONE
    assert verdict.tables == {"events.events": 7}
    assert verdict.words.splitlines() == [
        "1,300 read, 1,234 accepted",
        "ingest: 1,234 rows written",
        "ingest: left alone",
    ]
    assert judge(failed(5), 0, "/r.json", GatePolicy.FAIL).end is End.RETRY, (
        "cluster modes answer 0 for a failed application"
    )


@pytest.mark.parametrize(
    ("exit_code", "end"),
    [
        (0, End.FAIL),
        (1, End.FAIL),
        (2, End.FAIL),
        (137, End.RETRY),
        (-9, End.RETRY),
        (None, End.RETRY),
    ],
)
def test_without_a_result_only_a_job_that_may_have_begun_is_tried_again(
    exit_code: int | None, end: End
) -> None:
    verdict = judge(None, exit_code, "/r.json", GatePolicy.SKIP)
    assert verdict.end is end
    assert "/r.json" in verdict.words or "did not begin" in verdict.words

"""JSON out and in again gives the same report."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.report.exchange_json import report_to_json
from gongkai.readers.report_json import read_json
from tests.writers.round_trip import report_of, same


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_what_is_written_as_json_is_read_the_same(seed: int) -> None:
    report = report_of(seed)
    assert same(report, read_json(json.dumps(report_to_json(report), ensure_ascii=False).encode(), "report.json"))

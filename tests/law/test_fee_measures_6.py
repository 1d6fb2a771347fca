from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestFeeMeasures6:
    """收到收费通知次日起20个工作日内缴纳"""

    @cases_of("fee_measures_6")
    def test_case(self, case):
        hold(case)

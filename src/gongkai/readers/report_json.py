"""Our own JSON (`gongkai.report/1`) into a Report."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from gongkai.core.errors import NotOurJson, TooComplex
from gongkai.core.report.exchange import Report
from gongkai.core.report.exchange_parsing import report_from_json
from gongkai.readers.decoding import decode

MAX_JSON = 8 * 1024**2  # bytes; a report with every place and passage has 0.2 MB


def read_json(data: bytes, name: str) -> Report:
    """The Report of a JSON file that `gongkai read --format json` wrote.

    Raises NotOurJson for broken JSON or another form, TooComplex for more than a report can hold.
    """

    def refuse(problem_zh: str, problem_en: str) -> NoReturn:
        raise NotOurJson(file=name, where="$", problem_zh=problem_zh, problem_en=problem_en)

    def constant(text: str) -> NoReturn:
        refuse(f"不能出现 {text}", f"must not hold {text}")

    if len(data) > MAX_JSON:
        limit = MAX_JSON // 1024**2
        raise TooComplex(file=name, problem_zh=f"JSON 超过 {limit} MB", problem_en=f"it has more than {limit} MB of JSON")
    parsed: Any
    try:
        parsed = json.loads(decode(data, file=name), parse_float=Decimal, parse_constant=constant)
    except json.JSONDecodeError as error:
        refuse(f"第 {error.lineno} 行第 {error.colno} 列不是 JSON", f"is no JSON at line {error.lineno}, column {error.colno}")
    except ValueError:  # Python refuses integers of thousands of digits
        refuse("数字过长", "holds a number that is too long")
    except RecursionError:
        refuse("嵌套过深", "is nested too deep")
    return report_from_json(parsed, name)

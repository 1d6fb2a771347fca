"""The shipped example reports: small files, one clean, the others with one planted error each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.samples.generate import generate
from gongkai.samples.sample import SUFFIXES, Format, Sample

README = "README.md"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its file name without ending, how it is made, and what a reader is to see."""

    name: str
    seed: int
    form: str
    format: Format
    zh: str
    en: str
    errors: tuple[str, ...] = ()
    switches: dict[str, str] = field(default_factory=dict)


EXAMPLES = (
    Example("clean-2021", 11, "2021", "docx", "没有不一致之处", "nothing to find"),
    Example(
        "row-sum-2021", 12, "2021", "html", "表三一行的总计与各栏之和不一致", "a row of table 3 does not add up", ("row_sum",)
    ),
    Example(
        "two-sums-2021",
        13,
        "2021",
        "pdf",
        "表三第三项、表四总计不一致",
        "tables 3 and 4 do not add up",
        ("column_sum", "table4_total"),
    ),
    Example("identity-2019", 14, "2019", "txt", "收到的与办理、结转的不一致", "requests in and out differ", ("identity",)),
    Example(
        "blank-total-2019", 15, "2019", "xlsx", "有数字的一行总计空白", "a total left blank beside numbers", ("blank_total",)
    ),
    Example(
        "prose-2021",
        16,
        "2021",
        "html",
        "文字与表三不一致",
        "a sentence differs from table 3",
        ("prose_vs_table",),
        {"prose": "spaced"},
    ),
    Example(
        "carry-over-2021",
        17,
        "2021",
        "docx",
        "上年结转与上一年报告不一致",
        "carried over differs from last year's report",
        ("carry_over",),
    ),
)


def example_files() -> Iterator[tuple[str, bytes]]:
    """Every example with its truth beside it, and the README, as (file name, bytes)."""
    lines = []
    for example in EXAMPLES:
        sample = _sample(example)
        name = f"{example.name}{SUFFIXES[example.format]}"
        yield from _with_truth(example.name, name, sample)
        if sample.previous:
            yield from _with_truth(
                f"{example.name}-previous", f"{example.name}-previous{SUFFIXES[example.format]}", sample.previous
            )
        lines.append(f"| `{name}` | {example.form} | {example.zh} | {example.en} |")
    yield README, _readme(lines).encode("utf-8")


def _sample(example: Example) -> Sample:
    """The sample; packages are stored, not compressed, so that the bytes do not depend on the compressor."""
    packing = {} if example.format in ("html", "txt") else {"packing": "stored"}
    return generate(example.seed, example.form, example.format, {**packing, **example.switches}, example.errors)


def _with_truth(stem: str, name: str, sample: Sample) -> Iterator[tuple[str, bytes]]:
    yield name, sample.data
    truth = json.dumps(sample.truth, ensure_ascii=False, indent=1)
    yield f"{stem}.truth.json", (truth + "\n").encode("utf-8")


def _readme(lines: list[str]) -> str:
    table = "\n".join(lines)
    return f"""# 示例报告 · Example reports

这里的报告都由程序生成，机关、数字和文字全部虚构。除第一份外，每份都有意放进一处不一致，供试用和练习：

These reports are made by a program; the bodies, the numbers and the words are invented. All but the first hold an
error put there on purpose, to try the checker on:

| 文件 file | 格式 form | 内容 | what it holds |
|---|---|---|---|
{table}

```
gongkai check examples/row-sum-2021.html
gongkai check examples/carry-over-2021.docx --previous examples/carry-over-2021-previous.docx
```

`*.truth.json` 是各份报告每个单元格的真值和所放的不一致。重新生成：`python -m gongkai.samples examples examples`，
所得文件逐字节相同。PDF 只写明字体名称（宋体），不内嵌字体，请在装有中文字体的电脑上打开。

`*.truth.json` holds the true value of every cell and the errors planted. To make the files again, byte for byte:
`python -m gongkai.samples examples examples`. The PDF names its font and embeds none: open it where a Chinese font
is installed.
"""


def write_examples(directory: Path) -> list[Path]:
    """Write the examples into `directory`; the paths written."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in example_files():
        path = directory / name
        path.write_bytes(data)
        written.append(path)
    return written

"""A comparison of two years for the terminal: columns that line up, marks that do not need colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from gongkai.core.errors import Lang
from gongkai.core.report.compare import Comparison
from gongkai.core.report.compare_prose import ComparedSection, ComparedSentence, Fate
from gongkai.writers.comparison import (
    FATES,
    WORDS,
    ShownTable,
    carry_words,
    heading,
    likeness_words,
    number_words,
    shown_tables,
    tally_words,
    years,
)

_MARKS = {Fate.REMOVED: "［删：{}］", Fate.ADDED: "［增：{}］", Fate.UNCHANGED: "{}"}


def comparison_as_text(comparison: Comparison, lang: Lang = "zh") -> str:
    """The whole comparison; unchanged sentences are only counted."""
    return "\n".join(_lines(comparison, lang))


def _lines(comparison: Comparison, lang: Lang) -> Iterator[str]:
    yield heading(comparison, lang)
    yield from (f"※ {note.say(lang)}" for note in comparison.notes)
    yield from _findings(comparison, lang)
    before, now = years(comparison, lang)
    titles = [WORDS["item"].say(lang), before, now, WORDS["difference"].say(lang), WORDS["share"].say(lang)]
    for table in shown_tables(comparison, lang):
        yield from ("", f"【{table.title}】")
        yield from _numbers(table, titles)
        if table.left_out:
            yield WORDS["unchanged_rows"].say(lang).format(count=table.left_out)
    yield from ("", f"【{WORDS['carried'].say(lang)}】")
    carried = [[WORDS["column"].say(lang), f"{before} {WORDS['carried_out'].say(lang)}"]]
    carried[0] += [f"{now} {WORDS['carried_in'].say(lang)}", WORDS["verdict"].say(lang)]
    for carry in comparison.carried:
        numbers = [number_words(carry.carried_out), number_words(carry.carried_in)]
        carried.append([carry.column.label, *numbers, carry_words(carry, lang)])
    yield from _aligned(carried)
    yield from ("", f"【{WORDS['prose'].say(lang)}】")
    yield WORDS["legend" if comparison.sections else "nothing"].say(lang)
    for section in comparison.sections:
        yield from _section(section, lang)


def _numbers(table: ShownTable, titles: Sequence[str]) -> Iterator[str]:
    """Every row as a line of its own, its columns below it."""
    lines = [[f"  {row.column}", row.before, row.now, row.difference, row.share] for row in table.rows]
    aligned = _aligned([titles, *lines] if lines else [])
    yield from islice(aligned, 1)
    label = None
    for row, line in zip(table.rows, aligned, strict=True):
        if row.label != label:
            yield row.label
        yield line
        label = row.label


def _findings(comparison: Comparison, lang: Lang) -> Iterator[str]:
    yield from ("", f"【{WORDS['findings'].say(lang)}】")
    for finding in comparison.findings:
        yield f"- {finding.text(lang)}"
        yield f"  {finding.next_step(lang)}"
    if not comparison.findings:
        yield WORDS["no_findings" if comparison.judged else "unchecked"].say(lang)


def _section(section: ComparedSection, lang: Lang) -> Iterator[str]:
    yield ""
    yield f"{section.heading}：{likeness_words(section, lang)} {tally_words(section, lang)}"
    for sentence in section.sentences:
        if sentence.fate is not Fate.UNCHANGED:
            yield f"  {FATES[sentence.fate].say(lang)}  {marked(sentence)}"


def marked(sentence: ComparedSentence) -> str:
    """A sentence with its changes in brackets that say what they are."""
    if sentence.marks:
        return "".join(_MARKS[mark.fate].format(mark.text) for mark in sentence.marks)
    return _MARKS[sentence.fate].format(sentence.now or sentence.before)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of equal width, the first to the left and the others to the right; a wide character takes two."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for index, (text, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - _width(text))
            cells.append(gap + text if index else text + gap)
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

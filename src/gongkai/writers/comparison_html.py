"""A comparison of two years as one web page: findings first, then numbers, what was carried over, and the text."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.findings import Words
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
from gongkai.writers.html_pages import page

SHEETS = ("tokens.css", "report.css", "comparison.css")
_PAGE_WORDS = {
    "skip": Words("跳到正文", "Skip to the comparison"),
    "contents": Words("本页内容", "On this page"),
    "fate": Words("改动", "Change"),
}
_TAGS = {Fate.REMOVED: "<del>{}</del>", Fate.ADDED: "<ins>{}</ins>", Fate.UNCHANGED: "{}"}


def write_comparison_html(comparison: Comparison, lang: Lang = "zh") -> str:
    """The page. Changes are marked with brackets and words besides colour; quotations stay Chinese.

    Raises WriterNotInstalled without Jinja2.
    """
    before, now = years(comparison, lang)
    words = {name: entry.say(lang) for name, entry in {**WORDS, **_PAGE_WORDS}.items()}
    return page(
        "comparison.html",
        SHEETS,
        page_lang="zh-CN" if lang == "zh" else "en",
        heading=heading(comparison, lang),
        description="、".join(words[name] for name in ("findings", "numbers", "carried", "prose")),
        words=words,
        notes=[note.say(lang) for note in comparison.notes],
        findings=[{"text": each.text(lang), "next_step": each.next_step(lang)} for each in comparison.findings],
        no_findings=words["no_findings" if comparison.judged else "unchecked"],
        before=before,
        now=now,
        tables=[_table(table, words) for table in shown_tables(comparison, lang)],
        carried=[
            {
                "column": carry.column.label,
                "out": number_words(carry.carried_out),
                "into": number_words(carry.carried_in),
                "verdict": carry_words(carry, lang),
                "differs": carry.agrees is False,
            }
            for carry in comparison.carried
        ],
        sections=[_section(section, lang) for section in comparison.sections],
    )


def _table(table: ShownTable, words: dict[str, str]) -> dict[str, Any]:
    """The rows of a table under their labels."""
    groups = [{"label": label, "rows": list(rows)} for label, rows in groupby(table.rows, lambda row: row.label)]
    left_out = words["unchanged_rows"].format(count=table.left_out) if table.left_out else ""
    return {"id": table.id, "title": table.title, "groups": groups, "left_out": left_out}


def _section(section: ComparedSection, lang: Lang) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "likeness": likeness_words(section, lang),
        "tally": tally_words(section, lang),
        "sentences": [_sentence(sentence, lang) for sentence in section.sentences],
    }


def _sentence(sentence: ComparedSentence, lang: Lang) -> dict[str, Any]:
    """Both sides of a sentence: what went is marked on the left, what came on the right."""
    return {
        "fate": sentence.fate.value,
        "fate_words": FATES[sentence.fate].say(lang),
        "before": _side(sentence, sentence.before, Fate.REMOVED),
        "now": _side(sentence, sentence.now, Fate.ADDED),
    }


def _side(sentence: ComparedSentence, text: str | None, own: Fate) -> str:
    """One side as markup; every text is escaped on its way in."""
    from markupsafe import Markup

    if text is None:
        return ""
    if sentence.fate is own:
        return Markup(_TAGS[own]).format(text)  # noqa: S704 - the tag is ours, the text is escaped
    if sentence.fate is not Fate.CHANGED:
        return text
    marks = [mark for mark in sentence.marks if mark.fate in (own, Fate.UNCHANGED)]
    return Markup("").join(Markup(_TAGS[mark.fate]).format(mark.text) for mark in marks)  # noqa: S704 - as above

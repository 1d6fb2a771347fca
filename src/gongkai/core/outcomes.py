"""How a request may end (处理结果): for each outcome its articles, report row, letter, evidence and elements of the reply.

The table is `law/outcomes.yaml`. Exactly one outcome is counted per request.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.citations import Citation, citation, citations, cite, texts
from gongkai.core.documents import Document, document
from gongkai.core.errors import Lang
from gongkai.core.errors_casework import (
    CitedLawMissing,
    MainOutcomeMissing,
    OutcomeNotInForm,
    ReplyIncomplete,
    WithheldPartWrong,
)
from gongkai.core.labels import Label, absent, labels, listed
from gongkai.core.law import Conventions, conventions, read_law_file
from gongkai.core.report.form import form_for_year


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("outcomes.yaml")
    return found


class Outcome(StrEnum):
    """How a request may end (arts. 30, 35-39 and the report form). The values are the ids of `law/outcomes.yaml`."""

    OPEN_ALREADY = "OPEN_ALREADY"  # 已主动公开
    OPEN_PROVIDE = "OPEN_PROVIDE"  # 予以公开
    OPEN_SOON = "OPEN_SOON"  # 近期将公开
    OPEN_PUBLIC_INTEREST = "OPEN_PUBLIC_INTEREST"  # 因公共利益公开
    PARTIAL = "PARTIAL"  # 部分公开
    DENY_SECRET = "DENY_SECRET"  # noqa: S105  国家秘密
    DENY_LAW = "DENY_LAW"  # 法律、行政法规禁止公开
    DENY_SECURITY = "DENY_SECURITY"  # 三安全一稳定
    DENY_THIRD_PARTY = "DENY_THIRD_PARTY"  # 第三方合法权益
    DENY_INTERNAL = "DENY_INTERNAL"  # 三类内部事务信息
    DENY_PROCESS = "DENY_PROCESS"  # 四类过程性信息
    DENY_CASEFILE = "DENY_CASEFILE"  # 行政执法案卷
    QUERY_OTHER_LAW = "QUERY_OTHER_LAW"  # 行政查询事项
    NA_NOT_EXIST = "NA_NOT_EXIST"  # 政府信息不存在
    NA_NOT_OURS = "NA_NOT_OURS"  # 不属于本机关负责公开
    NA_PROCESSING = "NA_PROCESSING"  # 没有现成信息
    NA_UNCLEAR = "NA_UNCLEAR"  # 补正后仍不明确
    NP_PETITION = "NP_PETITION"  # 信访举报投诉
    NP_DUPLICATE = "NP_DUPLICATE"  # 重复申请
    NP_PUBLICATION = "NP_PUBLICATION"  # 公开出版物
    NP_ABUSE = "NP_ABUSE"  # 大量反复申请
    NP_RECONFIRM = "NP_RECONFIRM"  # 确认或者重新出具
    OTH_NO_CORRECTION = "OTH_NO_CORRECTION"  # 逾期不补正
    OTH_NO_PAYMENT = "OTH_NO_PAYMENT"  # 逾期未缴费
    OTH_WITHDRAWN = "OTH_WITHDRAWN"  # 撤回
    OTH_PARTY_ARCHIVE = "OTH_PARTY_ARCHIVE"  # 党务信息、档案
    OTH_NOT_GOV_INFO = "OTH_NOT_GOV_INFO"  # 咨询、不属于政府信息
    OTH_OTHER = "OTH_OTHER"  # 其他

    @property
    def facts(self) -> Facts:
        """What the law attaches to this outcome."""
        return _outcomes()[self]


class Group(StrEnum):
    """The groups of outcomes, as the report's part 三 has them; 行政查询 is no refusal under arts. 14-16."""

    OPEN = "open"
    PARTIAL = "partial"
    DENY = "deny"
    QUERY = "query"
    NOT_AVAILABLE = "not_available"
    NOT_PROCESSED = "not_processed"
    OTHER = "other"


WITHHOLDING = (Group.DENY, Group.QUERY, Group.NOT_AVAILABLE, Group.NOT_PROCESSED)


@dataclass(frozen=True, slots=True)
class SuitBar:
    """Why a suit against an outcome is normally inadmissible, and under which condition (JI 10(2))."""

    article: Citation
    only_if: Label | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One row of the table of outcomes (law.md 4).

    `rows`: row of table 3 by form. `remedy`: REVIEW_FIRST, CHOICE, BY_WITHHELD_PART or NONE, as the law now stands;
    `gongkai.core.remedies.remedy_mode` answers for a day. `closing_note`: the form that may take the notice's place.
    """

    outcome: Outcome
    group: Group
    zh: str
    en: str
    articles: tuple[Citation, ...]
    rows: Mapping[str, str]
    documents: tuple[Document, ...]
    remedy: str
    adds: tuple[Label, ...]
    file_must_hold: tuple[Label, ...]
    suit_barred: SuitBar | None
    cites_law: bool
    closing_note: Document | None
    certainty: str

    @property
    def gives_information(self) -> bool:
        """Whether all or a part of the information is disclosed (art. 36(1)-(2), 37)."""
        return self.group in (Group.OPEN, Group.PARTIAL)


@dataclass(frozen=True, slots=True)
class Stage:
    """One question of the examination, with the articles that answer it (JS: 补不补 → 该不该 → 有没有 → 给不给 → 当不当)."""

    label: Label
    articles: tuple[Citation, ...]


def examination() -> tuple[Stage, ...]:
    """The order in which a request is examined.

    Complete (art. 30); a request at all, and ours (art. 2, art. 35, art. 36(5)-(7), art. 39); there (art. 36(4), art. 38);
    to be given (art. 14, art. 15, art. 16, art. 37); in the lawful form (art. 36, art. 40).
    """
    stages = _law()["examination"]
    return tuple(Stage(Label(each["id"], each["zh"], each["en"]), citations(each["articles"])) for each in stages)


@cache
def _outcomes() -> Mapping[Outcome, Facts]:
    data = _law()
    added, evidence = labels(data["elements"]["by_type"]), labels(data["elements"]["evidence"])
    return {Outcome(key): _facts(Outcome(key), entry, added, evidence) for key, entry in data["outcomes"].items()}


def _facts(outcome: Outcome, entry: Mapping[str, Any], added: dict[str, Label], evidence: dict[str, Label]) -> Facts:
    return Facts(
        outcome=outcome,
        group=Group(entry["group"]),
        zh=entry["zh"],
        en=entry["en"],
        articles=citations(entry["articles"]),
        rows=entry["rows"],
        documents=tuple(document(each) for each in entry["documents"]),
        remedy=entry["remedy"],
        adds=tuple(added[each] for each in entry.get("adds", ())),
        file_must_hold=tuple(evidence[each] for each in entry.get("file_must_hold", ())),
        suit_barred=_suit_bar(entry["suit_barred"]) if "suit_barred" in entry else None,
        cites_law=entry.get("cites_law", False),
        closing_note=document(entry["closing_note"]) if "closing_note" in entry else None,
        certainty=entry.get("certainty", "read"),
    )


def _suit_bar(entry: Mapping[str, Any]) -> SuitBar:
    condition = entry.get("only_if")
    return SuitBar(citation(entry["article"]), Label("only_if", **condition) if condition else None)


# ── the report ───────────────────────────────────────────────────────────────────────────────


def report_row(outcome: Outcome, report_year: int) -> str:
    """The row of table 3 that counts the outcome (F19, F21), such as `T3.r3_4`.

    Raises OutcomeNotInForm where that year's form has no row, LawUnknown for years without a form.
    """
    form = form_for_year(report_year)
    facts = outcome.facts
    if form.id not in facts.rows:
        raise OutcomeNotInForm(year=report_year, form=form.source, outcome_zh=facts.zh, outcome_en=facts.en)
    return facts.rows[form.id]


def counted_as(parts: Collection[Outcome], *, main: Outcome | None = None) -> Outcome:
    """The one outcome under which a request with several parts is counted (art. 37; F21 row 部分公开).

    A part given and a part withheld make 部分公开. Several different results without that: the main one (约定).
    Raises MainOutcomeMissing where `main` is none of the parts.
    """
    if len(set(parts)) == 1:
        return next(iter(parts))
    given = any(part.facts.gives_information for part in parts)
    withheld = any(part.facts.group in WITHHOLDING for part in parts)
    if given and withheld:
        return Outcome.PARTIAL
    if main is None or main not in parts:
        raise MainOutcomeMissing(
            parts_zh="、".join(part.facts.zh for part in parts), parts_en=", ".join(part.facts.en for part in parts)
        )
    return main


# ── the reply ────────────────────────────────────────────────────────────────────────────────


def check_withheld(outcome: Outcome, withheld: Collection[Outcome]) -> None:
    """Partial disclosure names what the withheld part rests on, nothing else does (art. 37). Raises WithheldPartWrong."""
    if outcome is not Outcome.PARTIAL:
        if withheld:
            raise _withheld_wrong(outcome, "只有部分公开才有不予公开的部分", "only partial disclosure has one")
        return
    if not withheld:
        raise _withheld_wrong(outcome, "未写明依据哪一情形不予公开", "what it rests on is not stated")
    for part in withheld:
        if part.facts.group not in WITHHOLDING:
            raise _withheld_wrong(outcome, f"“{part.facts.zh}”不是不予公开的情形", f"“{part.facts.en}” withholds nothing")


def _withheld_wrong(outcome: Outcome, problem_zh: str, problem_en: str) -> WithheldPartWrong:
    facts = outcome.facts
    return WithheldPartWrong(outcome_zh=facts.zh, outcome_en=facts.en, problem_zh=problem_zh, problem_en=problem_en)


def articles(outcome: Outcome, *, withheld: Collection[Outcome] = ()) -> tuple[Citation, ...]:
    """What the reply rests on, down to article, paragraph and item (art. 36; for a withheld part also its own article)."""
    check_withheld(outcome, withheld)
    cited = [*outcome.facts.articles, *(each for part in withheld for each in part.facts.articles)]
    return tuple(dict.fromkeys(cited))


def legal_basis(
    outcome: Outcome, *, withheld: Collection[Outcome] = (), named_law: str | None = None, lang: Lang = "zh"
) -> str:
    """The sentence part that names the legal basis in a reply (arts. 14, 36); a mere reference such as JS is no basis.

    `named_law`: the law and article that the handler adds, such as the other law that forbids disclosure. Raises
    CitedLawMissing without it where the reply would rest on nothing else.
    """
    binding = [each for each in articles(outcome, withheld=withheld) if each.text.binding]
    for facts in (part.facts for part in (outcome, *withheld)):
        if named_law is None and (facts.cites_law or not (binding or facts.remedy == "NONE")):
            raise CitedLawMissing(outcome_zh=facts.zh, outcome_en=facts.en)
    return ("、" if lang == "zh" else "; ").join(filter(None, (cite(binding, lang), named_law)))


def documents_for(outcome: Outcome, *, on: date, own: Conventions | None = None) -> tuple[Document, ...]:
    """The letters to be made for the outcome decided `on` (law.md 4; for a request deemed abandoned a convention, JI 1(1))."""
    facts = outcome.facts
    if facts.closing_note is not None and (own or conventions()).at("abandonment_document", on) == "closing_note":
        return (facts.closing_note,)
    return facts.documents


def suit_bar(outcome: Outcome, *, on: date) -> SuitBar | None:
    """Why a suit against the outcome is normally inadmissible, for acts since JI is in force (JI 10(2)); None if it is not."""
    begun = texts()["JI"].in_force
    return outcome.facts.suit_barred if begun is not None and on >= begun else None


def reply_elements(outcome: Outcome) -> tuple[Label, ...]:
    """What the reply must contain: the ten of JS 5.2 and those of its kind (arts. 36, 37, 39); nothing for a closing note."""
    if outcome.facts.remedy == "NONE":
        return ()
    mandatory = labels(_law()["elements"]["mandatory"])
    return (*mandatory.values(), *outcome.facts.adds)


def require_elements(outcome: Outcome, present: Collection[str]) -> None:
    """Refuse to issue a reply that lacks an element (JS 5.2, art. 36). Raises ReplyIncomplete naming all that is missing."""
    if missing := absent(reply_elements(outcome), present):
        raise ReplyIncomplete(missing_zh=listed(missing, "zh"), missing_en=listed(missing, "en"))


def evidence_missing(outcome: Outcome, held: Collection[str], *, withheld: Iterable[Outcome] = ()) -> tuple[Label, ...]:
    """What the file must still hold, because the agency bears the burden of proof (JI 5-6)."""
    needed = dict.fromkeys(each for part in (outcome, *withheld) for each in part.facts.file_must_hold)
    return absent(needed, held)

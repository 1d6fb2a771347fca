"""Errors of handling a case: replies, steps, fees, remedies, petitions. Each says what is wrong, where, and what to do."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError

# ── replies ──────────────────────────────────────────────────────────────────────────────────


class OutcomeNotInForm(GongkaiError):
    """An outcome was to be counted in a report year whose form has no row for it."""

    zh = "{year} 年度的年度报告格式（{form}）没有“{outcome_zh}”一行。请核对年度或者处理结果。"
    en = "The report form for {year} ({form}) has no row for “{outcome_en}”. Check the year or the outcome."


class WithheldPartWrong(GongkaiError):
    """Partial disclosure without its withheld part, or a withheld part where there can be none."""

    zh = "“{outcome_zh}”的不予公开部分有误：{problem_zh}。"
    en = "The withheld part of “{outcome_en}” is wrong: {problem_en}."


class MainOutcomeMissing(GongkaiError):
    """Several results without a given part: one of them must be marked as the one that is counted."""

    zh = "同一申请有多种处理结果（{parts_zh}），每件申请只计一种。请建议申请人分开申请，或者标明其中主要的一种。"
    en = "The request has several results ({parts_en}) and is counted once. Ask to split it, or mark the main one of them."


class CitedLawMissing(GongkaiError):
    """A reply that the Regulations alone do not carry must name its law: one that forbids disclosure (art. 14), for example."""

    zh = "以“{outcome_zh}”答复，须写明所依据的法律、法规及其条款。请补充。"
    en = "A reply of “{outcome_en}” must name the law and the article it rests on. Add it."


class ReplyIncomplete(GongkaiError):
    """A reply lacks elements it must have; it cannot be issued."""

    zh = "答复书缺少：{missing_zh}。补齐后才能制发。"
    en = "The reply lacks: {missing_en}. It can be issued once they are there."


# ── steps ────────────────────────────────────────────────────────────────────────────────────


class StepNotAllowed(GongkaiError):
    """A step that the state of the request does not allow."""

    zh = "申请{state_zh}，不能“{step_zh}”。目前可以：{allowed_zh}。"
    en = "The request is {state_en}; “{step_en}” is not possible. Possible now: {allowed_en}."


# ── fees ─────────────────────────────────────────────────────────────────────────────────────


class CountWrong(GongkaiError):
    """A number of requests, pages or persons that cannot be."""

    zh = "{what_zh}不能是 {given}，应为{expected_zh}。"
    en = "{what_en} cannot be {given}; it must be {expected_en}."


class ChargedTwice(GongkaiError):
    """One request is charged by item or by page, never both, and never without a count."""

    zh = "一件申请只能按件或者按量计收一种（{source}）；{problem_zh}。"
    en = "One request is charged either by item or by page ({source}); {problem_en}."


class NothingToCharge(GongkaiError):
    """A charge by page where no copies are handed over."""

    zh = "“{outcome_zh}”不提供信息副本，不能按量计收（{source}）。"
    en = "“{outcome_en}” hands over no copies and cannot be charged by page ({source})."


# ── remedies ─────────────────────────────────────────────────────────────────────────────────


class RemedyDatesWrong(GongkaiError):
    """Dates of a remedy that cannot follow each other."""

    zh = "{later_zh}（{later}）不能早于{earlier_zh}（{earlier}）。请核对日期。"
    en = "{later_en} ({later}) cannot lie before {earlier_en} ({earlier}). Check the dates."


class DateMissing(GongkaiError):
    """A period was to be computed without the day from which it runs."""

    zh = "无法计算{term_zh}：缺少{dates_zh}。请补充日期。"
    en = "{term_en} cannot be computed without {dates_en}. Give the date."


class AnsweringBodyUnknown(GongkaiError):
    """A general office answers in its government's name, and no government is recorded for that day."""

    zh = "{agency}以本级人民政府名义答复，但 {day} 没有登记对外答复主体。请由法制机构确认后补充。"
    en = "{agency} answers in its government's name, but none is recorded for {day}. Have the legal unit confirm and add it."


class AuthorityMissing(GongkaiError):
    """The reconsideration authority follows from a body that is not recorded."""

    zh = "无法确定{agency}的行政复议机关：未登记{field_zh}。请在机关信息中补充。"
    en = "The reconsideration authority of {agency} is not known: {field_en} is not recorded. Add it to the body's data."


class CourtNotConfirmed(GongkaiError):
    """No court has been confirmed by the legal unit for that body and day; the letter may not go out."""

    zh = "{agency}的管辖法院（一般为{level_zh}）在 {day} 尚未经法制机构确认，答复书不能制发。请先确认管辖法院。"
    en = (
        "No court has been confirmed for {agency} on {day} (usually {level_en}); the letter cannot be issued. "
        "Have the legal unit confirm the court first."
    )


class RemedyTextMissing(GongkaiError):
    """A letter without the remedies it must state; that would prolong the periods, so it is blocked (ARL 20(3))."""

    zh = "文书没有写明：{missing_zh}。未告知救济权利和期限的，期限延长（《行政复议法》第20条第3款），补齐后才能制发。"
    en = "The letter does not state: {missing_en}. Silence prolongs the periods (ARL 20(3)); add them before it is issued."


class ExtensionNotPossible(GongkaiError):
    """More days than the extension of a period allows, or none."""

    zh = "延长 {given} 日不成立，应为 1 至 {most} 日（{source}）。"
    en = "An extension of {given} days is not possible; it must be 1 to {most} ({source})."


# ── petitions ────────────────────────────────────────────────────────────────────────────────


class AccusationLeaked(GongkaiError):
    """An accusation was to be passed to the person or unit it accuses (PET 30(3))."""

    zh = "检举控告材料不能转给被检举控告的人员或者单位“{recipient}”（《信访工作条例》第30条第3款）。请改转其上级或者有权机关。"
    en = "An accusation may not be passed to “{recipient}”, whom it accuses (PET 30(3)). Send it to their superior instead."


class TooManyRepresentatives(GongkaiError):
    """More representatives of a group than may come (PET 20)."""

    zh = "多人走访的代表为 {given} 人，不得超过 {most} 人（{source}）。请推选代表后登记。"
    en = "{given} representatives came; a group may send at most {most} ({source}). Register those it elects."

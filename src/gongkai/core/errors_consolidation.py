"""Errors of adding reports up the levels: bodies whose order cannot be, and returns that cannot be taken."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class BodiesFileWrong(GongkaiError):
    """A file of bodies that cannot be read: its place and what it should say."""

    zh = "单位表“{file}”{where}：{problem_zh}。请改正后重试。"
    en = "The list of bodies “{file}”, {where_en}: {problem_en}. Correct it and try again."


class HierarchyWrong(GongkaiError):
    """Bodies whose links contradict each other: a cycle, two parents on one day, an unknown parent, a double entry."""

    zh = "单位隶属关系有 {count} 处须改正：{problems_zh}"
    en = "The links between the bodies must be corrected in {count} places: {problems_en}"


class BodyUnknown(GongkaiError):
    """A body was asked for that the list does not hold, or that did not stand on the day of the report year."""

    zh = "单位表中没有在 {day} 存续的“{body}”。请核对名称、编号和年度；可汇总的有：{known}。"
    en = "The list of bodies holds no “{body}” that stood on {day}. Check name, id and year. Bodies with members: {known}."


class NothingToConsolidate(GongkaiError):
    """None of the returns given belongs to the body and year asked for."""

    zh = (
        "所给报表中没有“{body}”{year} 年度任何下属单位的报表，无法汇总。"
        "请核对年度和单位名称（可在单位表中用 aliases 写明别名）。"
    )
    en = (
        "None of the returns given is of a member of “{body}” for {year}, so nothing can be added up. Check the year and "
        "the names (other names go under aliases in the list of bodies)."
    )


class ParentUnsuited(GongkaiError):
    """The published report given for comparison is of another year than the one added up."""

    zh = "“{file}”是 {given} 年度的报告，不能与 {year} 年度的汇总核对。请提供同一年度的报告。"
    en = "“{file}” is a report on {given} and cannot be compared with the sums of {year}. Give the report of the same year."


class CellUnknown(GongkaiError):
    """A cell was asked for that the form of the year does not have."""

    zh = "{form} 年格式中没有“{cell}”这一格。格编号如 T3.new.total、T2.5.licence.decisions，可用 gongkai read 查看。"
    en = "The form of {form} has no cell “{cell}”. Cells are named like T3.new.total; gongkai read shows them all."


class ChildrenTableWrong(GongkaiError):
    """The table of members that a published report prints could not be read."""

    zh = "分单位表“{file}”第 {line} 行：{problem_zh}。各行应为：单位,格编号,数字。"
    en = "The table of members “{file}”, line {line}: {problem_en}. A line is: body,cell id,number."


class ParentNotRead(GongkaiError):
    """The published sum that is to be proved could not be read; the sentence of its reader says why."""

    zh = "未能读取 --parent：{why_zh}"
    en = "--parent could not be read: {why_en}"

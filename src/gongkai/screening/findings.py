"""What screening may find: the hit on one stretch of text, and the catalogue of messages with stable codes."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.findings import Finding, Message, Severity, Words
from gongkai.core.report.exchange import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Hit:
    """One stretch of text that is what a rule looks for.

    `text` is what stands in the file, `start` and `end` its range in the text it was found in; `masked` is what to print
    instead. `block` counts the Document's blocks from 0, `cell` is the grid position (row, column) in a table.
    """

    code: str
    text: str
    start: int
    end: int
    masked: str
    severity: Severity
    why: str = ""  # the variant of the message: a key of `REASONS`, empty for the plain case
    block: int = 0
    cell: tuple[int, int] | None = None
    place: Place = NOWHERE


_PIPL = "《个人信息保护法》第25条、第28条；《政府信息公开条例》第15条"
_MASK_ZH = "请去标识化后再公开（可用 --mask），或者登记当事人同意、法定应当公开的依据。"
_MASK_EN = "De-identify it before publication (--mask does it), or record the consent or the duty to publish it."


def _personal(code: str, severity: Severity, zh: str, en: str, source: str = _PIPL) -> Message:
    return Message(
        code=code,
        severity=severity,
        source=source,
        zh=f"发现疑似{zh}：{{masked}}。{{why}}",
        en=f"Looks like {en}: {{masked}}.{{why}}",
        next_zh=_MASK_ZH,
        next_en=_MASK_EN,
        title_zh=zh,
        title_en=en,
    )


ID_CARD = _personal("SCR-ID-CARD", Severity.ERROR, "公民身份号码", "a citizen's identity number")
PHONE = _personal("SCR-PHONE", Severity.ERROR, "手机号码", "a mobile telephone number")
BANK_CARD = _personal("SCR-BANK-CARD", Severity.ERROR, "银行卡号", "a bank card number")
BANK_ACCOUNT = _personal("SCR-BANK-ACCOUNT", Severity.VERIFY, "银行账号", "a bank account number")
PASSPORT = _personal("SCR-PASSPORT", Severity.ERROR, "护照或者通行证号码", "a passport or travel permit number")
MILITARY_ID = _personal("SCR-MILITARY-ID", Severity.ERROR, "军人证件号码", "a military identity number")
PLATE = _personal("SCR-PLATE", Severity.WARNING, "机动车号牌", "a vehicle number plate")
EMAIL = _personal("SCR-EMAIL", Severity.WARNING, "个人电子邮箱", "a private e-mail address")
ADDRESS = _personal("SCR-ADDRESS", Severity.WARNING, "详细住址", "a home address")
BIRTH = _personal("SCR-BIRTH", Severity.WARNING, "出生日期", "a date of birth")
HEALTH = _personal("SCR-HEALTH", Severity.VERIFY, "个人健康、婚姻状况", "a person's health or marital state")
MINOR = _personal(
    "SCR-MINOR", Severity.ERROR, "不满十四周岁未成年人的信息", "data of a child under fourteen", "《个人信息保护法》第28条第1款"
)

NAME_LIST = Message(
    code="SCR-NAME-LIST",
    severity=Severity.VERIFY,
    source="《个人信息保护法》第6条、第25条；《政府信息公开条例》第15条",
    zh="表格按人列出姓名，并有“{columns}”等栏目，共 {rows} 行。",
    en="A table lists persons by name beside the columns “{columns}”, {rows} rows.",
    next_zh="请核实这些栏目是否必须公开；不必公开的栏目请删去，或者只保留识别名单所必需的内容。",
    next_en="See whether each of these columns must be public; leave out those that need not be.",
    title_zh="人员名单",
    title_en="a list of persons",
)
MINOR_LIST = Message(
    code="SCR-MINOR-LIST",
    severity=Severity.VERIFY,
    source="《个人信息保护法》第28条第1款、第31条",
    zh="表格列有姓名和“{columns}”等栏目，可能是学生名单，共 {rows} 行。",
    en="A table of names with the columns “{columns}” may be a list of pupils, {rows} rows.",
    next_zh="请核实是否涉及不满十四周岁的未成年人；涉及的，应当取得其父母或者其他监护人同意。",
    next_en="See whether children under fourteen are concerned; their parents or guardians must have agreed.",
    title_zh="学生名单",
    title_en="a list of pupils",
)
SECRET_MARK = Message(
    code="SCR-SECRET-MARK",
    severity=Severity.ERROR,
    source="《保守国家秘密法》第22条、第35条；《政府信息公开条例》第14条",
    zh="发现密级标志：{masked}。{why}",
    en="A secrecy mark stands here: {masked}.{why}",
    next_zh="立即停止处理，不要在本系统中保存、传输该文件，并报告本机关保密工作机构；解密须在系统之外办理。",
    next_en="Stop here, do not store or send the file in this system, and tell the secrecy office; it is declassified outside.",
    title_zh="密级标志",
    title_en="a secrecy mark",
)
INTERNAL_MARK = Message(
    code="SCR-INTERNAL-MARK",
    severity=Severity.ERROR,
    source="《保守国家秘密法》第64条；《政府信息公开条例》第16条",
    zh="发现内部标志：{masked}。{why}",
    en="A mark of internal papers stands here: {masked}.{why}",
    next_zh="请由制作机关确认能否公开；确认可以公开的，去掉该标志后再提交。",
    next_en="Let the office that made the paper decide; if it may be published, remove the mark and submit it again.",
    title_zh="内部标志",
    title_en="an internal mark",
)
NOT_PUBLIC = Message(
    code="SCR-NOT-PUBLIC",
    severity=Severity.ERROR,
    source="国办发〔2016〕80号（公文公开属性）；《政府信息公开条例》第17条",
    zh="公文标注的公开属性是“{masked}”，不是主动公开。{why}",
    en="The paper's own attribute is “{masked}”, not active publication.{why}",
    next_zh="请核对公开属性；需要主动公开的，先由原审批程序变更属性。",
    next_en="See the attribute; to publish the paper, have it changed by the procedure that set it.",
    title_zh="公开属性",
    title_en="attribute of publication",
)
WORDING = Message(
    code="SCR-WORDING",
    severity=Severity.VERIFY,
    source="GB/T 15834、《现代汉语词典》和公开的用语规范；本机关词表",
    zh="“{found}”需核实：{advice}。",
    en="“{found}” to verify: {advice}.",
    next_zh="由编辑判断；依据：{basis}。",
    next_en="The editor decides; basis: {basis}.",
    title_zh="用语",
    title_en="wording",
)
DOC_NUMBER = Message(
    code="SCR-DOC-NUMBER",
    severity=Severity.NOTE,
    source="GB/T 9704-2012 7.2.5",
    zh="发文字号“{found}”与通行格式不同：{why}",
    en="The document number “{found}” differs from the usual form: {why}",
    next_zh="通行格式如 {expected}；确有原文依据的可以保留。",
    next_en="The usual form is {expected}; keep it where the original has it so.",
    title_zh="发文字号",
    title_en="document number",
)
DATE_IMPOSSIBLE = Message(
    code="SCR-DATE-IMPOSSIBLE",
    severity=Severity.VERIFY,
    source="GB/T 7408.1-2023（日期和时间）",
    zh="日期“{found}”在日历中不存在，需核实。",
    en="There is no day “{found}” in the calendar; to verify.",
    next_zh="请与原件核对。",
    next_en="Compare it with the original.",
    title_zh="不存在的日期",
    title_en="a day that does not exist",
)
DATE_FORM = Message(
    code="SCR-DATE-FORM",
    severity=Severity.NOTE,
    source="GB/T 9704-2012 7.3.5.4",
    zh="成文日期写作“{found}”；通行写法是“{expected}”。",
    en="The date of the paper is written “{found}”; the usual form is “{expected}”.",
    next_zh="成文日期用阿拉伯数字，月、日不编虚位。",
    next_en="Write it in Arabic numerals without leading zeros.",
    title_zh="成文日期",
    title_en="form of the date",
)
TABLE_HEADER = Message(
    code="SCR-TABLE-HEADER",
    severity=Severity.NOTE,
    source="GB/T 37668-2019（信息无障碍）",
    zh="第 {number} 个表没有标明表头单元格，读屏软件无法说明各栏含义。",
    en="Table {number} marks no heading cells, so a screen reader cannot tell what its columns mean.",
    next_zh="在 Word 中设置“重复标题行”，或在网页中用 th 标明表头。",
    next_en="Set “repeat as header row” in the word processor, or use th in HTML.",
    title_zh="表头",
    title_en="table headings",
)
HIDDEN_TEXT = Message(
    code="SCR-HIDDEN-TEXT",
    severity=Severity.WARNING,
    source="《政府信息公开条例》第17条",
    zh="此处有看不见的文字 {length} 字，随文件一起公开。",
    en="{length} characters stand here that nobody sees and that are published with the file.",
    next_zh="请删除隐藏文字，或者另存为不含隐藏内容的文件。",
    next_en="Delete the hidden text, or make a new file without it.",
    title_zh="隐藏文字",
    title_en="hidden text",
)

CATALOGUE: dict[str, Message] = {value.code: value for value in list(vars().values()) if isinstance(value, Message)}
MASKABLE = frozenset(
    message.code for message in (ID_CARD, PHONE, BANK_CARD, BANK_ACCOUNT, PASSPORT, MILITARY_ID, PLATE, EMAIL, ADDRESS, BIRTH)
)  # what `masked` replaces; the rest is for people to decide

REASONS: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "checksum": ("校验码不符，需核实是否笔误。", "Its check digit does not fit; it may be a slip."),
    "rounded": ("末位被表格软件舍入为 0，原号码可能仍可推知。", "A spreadsheet has rounded its last digits to 0."),
    "old": ("十五位旧号码。", "The old number of fifteen digits."),
    "glued": ("与其他数字连写。", "It is glued to other digits."),
    "unlabelled": ("旁边没有说明文字，需核实。", "Nothing beside it says what it is; to verify."),
    "other_number": ("旁边的文字像是编号，需核实。", "The words beside it speak of some other number; to verify."),
    "service": ("旁边的文字像是公务或者公共车辆，需核实。", "The words beside it speak of an official vehicle; to verify."),
    "contact": ("旁边是单位联系方式，需核实。", "It stands among an office's contact data; to verify."),
    "office": ("可能是办公地址，需核实。", "It may be an office; to verify."),
    "age": ("按身份号码推算不满十四周岁。", "The identity number says so."),
    "quoted": ("出现在引文或者举例中，需核实。", "It stands in a quotation or an example; to verify."),
    "cell": ("单独出现在表格单元格中，需核实。", "It stands alone in a table cell; to verify."),
    "name": ("出现在文件名或者文件属性中。", "It stands in the file's name or properties."),
    "request": ("该件可以依申请公开。", "The paper may be given on request."),
}


def finding_of(hit: Hit, where: str) -> Finding:
    """The finding that tells of a hit; the hit's own text never stands in it, only the masked form."""
    zh, en = REASONS[hit.why]
    why = Words(zh, f" {en}" if en else "")
    return CATALOGUE[hit.code].at(where, hit.place, severity=hit.severity, masked=hit.masked, why=why)

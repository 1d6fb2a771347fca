"""Errors that explain themselves: what is wrong, where, and what to do.

Every failure a person can cause has a class here. `str(error)` is the Chinese sentence; `say("en")` the English one.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

Lang = Literal["zh", "en"]


class GongkaiError(Exception):
    """Base of all errors a person can cause. Keyword details fill the sentence of the class."""

    zh: ClassVar[str] = "出现未说明的错误。"
    en: ClassVar[str] = "Something went wrong that has no sentence of its own."

    def __init__(self, **details: Any) -> None:
        super().__init__(details)
        self.details = details

    def say(self, lang: Lang = "zh") -> str:
        """The sentence in the language asked for."""
        return (self.zh if lang == "zh" else self.en).format(**self.details)

    def __str__(self) -> str:
        return self.say("zh")


# ── the law as data ──────────────────────────────────────────────────────────────────────────


class LawNotInForce(GongkaiError):
    """A day was asked about that lies before the first value the law's files know."""

    zh = "{name}：{day} 尚无现行规定，最早的规定自 {first} 起施行。请核对日期。"
    en = "{name}: nothing was in force on {day}; the first value begins on {first}. Check the date."


class LawUnknown(GongkaiError):
    """A name was asked for that the law's files do not hold."""

    zh = "法规数据中没有“{name}”。可用的有：{known}。"
    en = "The law's files hold no “{name}”. Known are: {known}."


class NotAConvention(GongkaiError):
    """An override was given for a value that the statute itself fixes."""

    zh = "“{name}”由法规直接规定（{source}），不能由各机关另行设定。请删除该项设置。"
    en = "“{name}” is fixed by the statute itself ({source}); a body cannot override it. Remove the setting."


class CalendarUnknown(GongkaiError):
    """Raised instead of guessing that every Saturday is a rest day."""

    zh = (
        "尚无 {year} 年工作日历。国务院办公厅通常在上一年年底公布放假安排；请据该通知增加 law/calendar/{year}.yaml。"
        "此前不计算收件日在 {year} 年的期限。"
    )
    en = (
        "There is no working-day calendar for {year} yet. The State Council announces it late in the year before; "
        "add law/calendar/{year}.yaml from that notice. Until then no deadline that starts in {year} is calculated."
    )


# ── readers ──────────────────────────────────────────────────────────────────────────────────


class UnreadableReport(GongkaiError):
    """A file from which no report can be read with certainty. Subclasses name the cause and the remedy."""

    zh = "无法读取“{file}”：{cause}"
    en = "“{file}” cannot be read: {cause}"
    code: ClassVar[str] = "unreadable"


# ── reading many files ───────────────────────────────────────────────────────────────────────


class ReadingTookTooLong(UnreadableReport):
    """A file used up the processor time that one file may have."""

    code = "too-slow"
    zh = "无法读取“{file}”：{seconds} 秒内未能读完，文件可能已损坏或被特意构造。请用原编辑软件另存为 DOCX 或 PDF 后重试。"
    en = (
        "“{file}” cannot be read: it was not finished within {seconds} seconds of processor time; the file may be damaged "
        "or made to be slow. Save it anew as DOCX or PDF from the program that wrote it."
    )


class ReadingTookTooMuchMemory(UnreadableReport):
    """A file wanted more memory than one file may have."""

    code = "too-much-memory"
    zh = "无法读取“{file}”：读取所需内存超过 {mb} MB，文件可能已损坏或被特意构造。请用原编辑软件另存为 DOCX 或 PDF 后重试。"
    en = (
        "“{file}” cannot be read: it needs more than {mb} MB of memory; the file may be damaged or made to be large. "
        "Save it anew as DOCX or PDF from the program that wrote it."
    )


class ReaderCrashed(UnreadableReport):
    """The process that read a file died of it."""

    code = "reader-crashed"
    zh = "无法读取“{file}”：读取程序因该文件异常中止，文件可能已损坏。请用原编辑软件另存为 DOCX 或 PDF 后重试。"
    en = (
        "“{file}” cannot be read: the reading process ended because of it; the file may be damaged. "
        "Save it anew as DOCX or PDF from the program that wrote it."
    )


# ── the command line ─────────────────────────────────────────────────────────────────────────


class NothingToRead(GongkaiError):
    """A path, directory or glob that names no report."""

    zh = (
        "“{path}”下没有可读的报告文件。请给出 HTML、DOCX、DOC、PDF、OFD、XLSX、TXT、Markdown 或本系统 JSON 文件，或其所在目录。"
    )
    en = "“{path}” holds no report. Name an HTML, DOCX, DOC, PDF, OFD, XLSX, TXT, Markdown or JSON (ours) file, or a folder."


# ── opening a file ───────────────────────────────────────────────────────────────────────────


class NoSuchFile(UnreadableReport):
    """The path names nothing."""

    code = "no-such-file"
    zh = "找不到文件“{file}”。请核对路径和文件名。"
    en = "There is no file “{file}”. Check the path and the name."


class NotPermitted(UnreadableReport):
    """The operating system refuses to let us read the file."""

    code = "no-permission"
    zh = "没有读取“{file}”的权限。请以有权限的用户运行，或修改文件权限后重试。"
    en = "“{file}” may not be read by this user. Run as a user who may, or change the file's permissions."


class NotAFile(UnreadableReport):
    """A directory, a pipe, a device: something that has no content of its own to read."""

    code = "not-a-file"
    zh = "“{file}”不是普通文件（{what_zh}）。请给出报告文件本身。"
    en = "“{file}” is not an ordinary file ({what_en}). Name the report file itself."


class ReadFailed(UnreadableReport):
    """The disk or the network failed while the file was read."""

    code = "read-failed"
    zh = "读取“{file}”时系统报告错误：{reason}。请检查磁盘或网络后重试。"
    en = "Reading “{file}” failed: {reason}. Check the disk or the network and try again."


class TooLarge(UnreadableReport):
    """The file is larger than any report; it is refused before anything is parsed."""

    code = "too-large"
    zh = "“{file}”有 {mb} MB，超过 {limit} MB 的上限，未予解析。请压缩其中的图片后另存，或只提供报告本身。"
    en = (
        "“{file}” has {mb} MB, more than the limit of {limit} MB, and was not parsed. A report rarely reaches 1 MB: "
        "save it with smaller pictures, or give the report alone."
    )


class EmptyFile(UnreadableReport):
    """Zero bytes, or nothing but blanks."""

    code = "empty"
    zh = "“{file}”是空文件，没有任何内容。请重新下载或另存后再试。"
    en = "“{file}” is empty. Download it again or save it anew."


class NoText(UnreadableReport):
    """The file is well formed and holds not one character of text or table."""

    code = "no-text"
    zh = "“{file}”中没有文字，也没有表格。请确认保存的是报告正文，而不是框架页、封面或图片。"
    en = "“{file}” holds neither text nor tables. Make sure that it is the report and not a frame, a cover or a picture."


class EncryptedFile(UnreadableReport):
    """The file needs a password or a certificate."""

    code = "encrypted"
    zh = "“{file}”已加密，无法读取。请用原软件打开，取消密码保护后另存，再重试。"
    en = "“{file}” is encrypted. Open it in its own program, remove the password, save it and try again."


class DamagedFile(UnreadableReport):
    """The file begins as one of our formats and does not hold together: cut, or overwritten."""

    code = "damaged"
    zh = "“{file}”按{kind_zh}读取失败：{problem_zh}。文件可能没有下载完整；请重新下载，或用原软件另存后重试。"
    en = "“{file}” cannot be read as {kind_en}: {problem_en}. It may be incomplete: download it again, or save it anew."


class UnreadableKind(UnreadableReport):
    """The content is of a kind that holds no report we can read, whatever its name says."""

    code = "unreadable-kind"
    zh = "“{file}”的内容是{kind_zh}，不是可读的报告。请提供 HTML、DOCX、DOC、XLSX、PDF、OFD、TXT 格式的报告。"
    en = "“{file}” holds {kind_en}, not a report that can be read. Give the report as HTML, DOCX, DOC, XLSX, PDF, OFD or TXT."


class LegacyFormat(UnreadableReport):
    """A known document format that must be saved in another one first."""

    code = "legacy-format"
    zh = "“{file}”的内容是{kind_zh}，尚不能直接读取。请用原软件打开，另存为 {target} 后重试。"
    en = "“{file}” holds {kind_en}, which is not read directly yet. Open it in its program and save it as {target}."


class ArchiveGiven(UnreadableReport):
    """A zip, rar or 7z: unpacking is the user's choice, so nothing nested is ever opened."""

    code = "archive"
    zh = "“{file}”是{kind_zh}，其中可能有多个文件。请先解压，再提供其中的报告。"
    en = "“{file}” is {kind_en} that may hold several files. Unpack it and give the report inside."


class NeedsTextRecognition(UnreadableReport):
    """A picture of a report: no text can be taken from it without recognition (OCR)."""

    code = "needs-ocr"
    zh = (
        '“{file}”是图片（{kind_zh}），没有文字层，需要文字识别。请安装：pip install "gongkai[ocr]"，'
        "或者提供可复制文字的 DOCX、HTML 或 PDF 版本。"
    )
    en = (
        '“{file}” is a picture ({kind_en}) without text and needs text recognition: pip install "gongkai[ocr]". '
        "Or give a DOCX, HTML or PDF whose text can be copied."
    )


class UnpacksTooLarge(UnreadableReport):
    """A zip container that would unpack to far more than a report holds."""

    code = "unpacks-too-large"
    zh = "“{file}”解压后的内容异常（{problem_zh}），未予解压。请用原软件另存后重试。"
    en = "“{file}” was not unpacked: {problem_en}. Save it anew from the program that wrote it."


class EntitiesRefused(UnreadableReport):
    """XML inside the file declares a document type or entities; no report needs them, and attacks do."""

    code = "entities-refused"
    zh = "“{file}”的 {part} 声明了文档类型或外部实体，出于安全未予解析。请用原软件另存后重试。"
    en = "{part} in “{file}” declares a document type or entities and was not parsed, for safety. Save it anew."


class TooComplex(UnreadableReport):
    """Nested or repeated beyond anything a report needs."""

    code = "too-complex"
    zh = "“{file}”的结构过于复杂（{problem_zh}），未予读取。请只保留报告正文，另存后重试。"
    en = "“{file}” is too complex to read ({problem_en}). Keep the report's own text only and save it anew."


class UnknownEncoding(UnreadableReport):
    """Bytes that are text in no encoding we can establish with certainty."""

    code = "unknown-encoding"
    zh = "无法确定“{file}”的文字编码。请用 UTF-8 或 GB18030 编码另存后重试。"
    en = "The text encoding of “{file}” cannot be established. Save it as UTF-8 or GB18030."


class NotOurJson(UnreadableReport):
    """JSON that does not follow `gongkai.report/1`."""

    code = "not-our-json"
    zh = "“{file}”不符合 gongkai.report/1 格式：{where} {problem_zh}。可用 gongkai read 文件 --format json 生成正确的格式。"
    en = (
        "“{file}” does not follow gongkai.report/1: {where} {problem_en}. "
        "`gongkai read FILE --format json` writes the right form."
    )


class ReportNotDocument(UnreadableReport):
    """A page of text was asked for, and the file holds only the figures of a report."""

    code = "report-not-document"
    zh = "“{file}”是本系统的报告数据（gongkai.report/1），不是文档，没有页面可供查看。请用 gongkai check 核对，或提供原文件。"
    en = (
        "“{file}” holds a report's figures (gongkai.report/1), not a document. "
        "Use `gongkai check` on it, or give the original file."
    )


# ── plain text ───────────────────────────────────────────────────────────────────────────────


class FlatText(UnreadableReport):
    """A text in which labels and figures run together, so that every way of parting them would be a guess."""

    code = "flat-text"
    zh = (
        "“{file}”第 {line} 行起，表格的文字与数字连成一串（如“行政规范性文件128600”），无法确定各格的数值，未予读取。"
        "请提供保留表格的原件（网页、DOCX、PDF 或 XLSX）。"
    )
    en = (
        "From line {line} of “{file}” the tables' labels and figures run together (as in 行政规范性文件128600), so no cell's "
        "value is certain; nothing was read. Give the original with its tables (web page, DOCX, PDF or XLSX)."
    )


# ── samples ──────────────────────────────────────────────────────────────────────────────────


class SampleUnknown(GongkaiError):
    """A format, switch, value or kind of error that the sample generator does not know."""

    zh = "示例的“{name}”不能为“{value}”，可选：{known}。"
    en = "A sample's “{name}” cannot be “{value}”; choose one of: {known}."


class PdfSamplesNotInstalled(GongkaiError):
    """PDF samples were asked for without the library that draws them."""

    zh = "生成 PDF 示例需要 reportlab。请安装：pip install reportlab；其他格式（html、docx、txt、xlsx）不需要它。"
    en = "PDF samples need reportlab. Install it: pip install reportlab; the other formats (html, docx, txt, xlsx) do without."


# ── from a document to a report ──────────────────────────────────────────────────────────────


class NoTables(UnreadableReport):
    """A readable document in which not one row of the three statutory tables stands."""

    code = "no-tables"
    zh = (
        "“{file}”中没有找到年度报告的三张表（主动公开、申请办理、复议诉讼），未予读取。请确认文件是完整的年度报告；"
        "如表格是图片或链接，请提供含表格文字的原件（网页、DOCX、PDF 或 XLSX）。"
    )
    en = (
        "“{file}” holds none of an annual report's three tables, so nothing was read. Make sure that it is the whole report; "
        "if its tables are pictures or links, give the original with tables as text (web page, DOCX, PDF or XLSX)."
    )


# ── reading PDF ──────────────────────────────────────────────────────────────────────────────


class ScannedPdf(NeedsTextRecognition):
    """A PDF whose pages are pictures, or whose characters are drawn as outlines: there is no text to take."""

    code = "scan"
    zh = (
        '“{file}”是扫描件（第 {pages} 页为图片或曲线），没有文字层，需要文字识别。请安装：pip install "gongkai[ocr]"，'
        "或者提供由原文件直接导出、可复制文字的 PDF 或 DOCX。"
    )
    en = (
        "“{file}” is a scan (pages {pages} are pictures or outlines) without a text layer and needs text recognition: "
        'pip install "gongkai[ocr]". Or give a PDF exported from the original, whose text can be copied, or the DOCX.'
    )

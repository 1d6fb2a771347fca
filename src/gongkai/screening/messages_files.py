"""The catalogue of what hides in files and of links: messages with stable codes (law.md 10.1, groups metadata and links)."""

from __future__ import annotations

from gongkai.core.findings import Message, Severity

_SOURCE = "《政府信息公开条例》第15条、第17条；《个人信息保护法》第25条"
_ACCESS = "GB/T 37668-2019（信息无障碍）"
_STRIP_ZH = "公开前请在原软件中清除，或者用 gongkai screen --mask 生成清除后的副本。"
_STRIP_EN = "Remove it in the program that made the file, or let gongkai screen --mask make a copy without it."
E_, W, V, N = Severity.ERROR, Severity.WARNING, Severity.VERIFY, Severity.NOTE


def _hides(
    code: str, severity: Severity, title: tuple[str, str], says: tuple[str, str], step: tuple[str, str] = (_STRIP_ZH, _STRIP_EN)
) -> Message:
    return Message(code, severity, _SOURCE, *says, *step, *title)


COMMENT = _hides(
    "SCR-COMMENT",
    W,
    ("批注", "comments"),
    ("文件含 {count} 条批注，会随文件一起公开。", "The file holds {count} comments, which are published with it."),
)
REVISION = _hides(
    "SCR-REVISION",
    E_,
    ("修订痕迹", "tracked changes"),
    (
        "保留了 {count} 处修订痕迹，删去的文字仍可恢复。",
        "{count} tracked changes are kept; text that was struck out can be brought back.",
    ),
    (
        "接受或者拒绝全部修订后再公开，或者用 gongkai screen --mask 生成副本。",
        "Accept or reject all changes before publication, or let gongkai screen --mask make a copy.",
    ),
)
INVISIBLE_TEXT = _hides(
    "SCR-INVISIBLE-TEXT",
    W,
    ("看不见的文字", "text that cannot be seen"),
    (
        "有 {count} 处看不见但可以复制的文字（{how}）。",
        "{count} stretches of text cannot be seen but can be copied ({how}).",
    ),
)
COVERED_TEXT = _hides(
    "SCR-COVERED-TEXT",
    E_,
    ("被遮盖的文字", "text under a cover"),
    (
        "本页有 {count} 个字被色块遮盖，但文字仍在文件中，复制即可得到。",
        "{count} characters on this page lie under a filled shape but are still in the file and can be copied.",
    ),
    (
        "遮盖不等于删除：用 gongkai screen --mask 把本页转为图像，或者在原件中删除这些文字。",
        "A cover is no deletion: let gongkai screen --mask turn the page into a picture, or delete the text in the original.",
    ),
)
METADATA = _hides(
    "SCR-METADATA",
    W,
    ("文件属性", "properties of the file"),
    ("文件属性“{name}”写有：{value}。", "The property “{name}” says: {value}."),
)
REVISION_ID = _hides(
    "SCR-REVISION-ID",
    N,
    ("编辑会话标识", "marks of editing sessions"),
    (
        "含 {count} 个编辑会话标识（rsid），可用来推断文件由哪些人分几次编辑。",
        "{count} marks of editing sessions (rsid) tell how often, and on which machines, the file was edited.",
    ),
)
EMBEDDED = _hides(
    "SCR-EMBEDDED",
    W,
    ("嵌入的对象", "embedded objects"),
    ("内含嵌入的文件或者对象：{name}。", "A file or object is embedded: {name}."),
)
MACRO = _hides(
    "SCR-MACRO",
    E_,
    ("宏", "macros"),
    ("含宏或者控件代码：{name}。", "It holds macros or the code of controls: {name}."),
    ("另存为不含宏的格式后再公开。", "Save it in a format without macros before publication."),
)
EXTERNAL = _hides(
    "SCR-EXTERNAL",
    W,
    ("外部引用", "references to other files"),
    ("引用了文件之外的内容：{target}。", "It refers to something outside the file: {target}."),
    (
        "断开链接并把内容存入文件；内部路径不应公开。",
        "Break the link and keep the content in the file; internal paths should not be published.",
    ),
)
UNSEEN_PART = _hides(
    "SCR-UNSEEN-PART",
    N,
    ("正文以外的文字", "text outside the body"),
    ("{name} 中另有文字 {length} 字，审查正文时看不到。", "{name} holds {length} more characters that are not in the body."),
    ("请一并审查。", "Review them as well."),
)
NO_ALTERNATIVE = Message(
    "SCR-ALT",
    N,
    _ACCESS,
    "{count} 个图片没有替代文字，读屏软件无法说明其内容。",
    "{count} pictures have no alternative text, so a screen reader cannot say what they show.",
    "为有内容的图片填写替代文字。",
    "Give pictures that say something an alternative text.",
    "图片替代文字",
    "alternative text",
)
PROTECTION = _hides(
    "SCR-PROTECTION",
    N,
    ("编辑保护", "protection"),
    ("文件设有保护：{name}。", "The file is protected: {name}."),
    ("保护只防误改，不能保密；公开时通常应当取消。", "Protection prevents slips, it keeps no secrets; usually it is lifted."),
)
SIGNATURE = _hides(
    "SCR-SIGNATURE",
    N,
    ("数字签名", "digital signatures"),
    ("文件带有数字签名，任何改动都会使其失效。", "The file is signed; any change makes the signature invalid."),
    ("请先完成清除和去标识化，再签名。", "Clean and mask first, then sign."),
)
HIDDEN_SHEET = _hides(
    "SCR-HIDDEN-SHEET",
    E_,
    ("隐藏的工作表", "hidden sheets"),
    ("工作表“{name}”是{how}的，内有 {count} 个单元格。", "The sheet “{name}” is {how} and holds {count} cells."),
)
HIDDEN_CELLS = _hides(
    "SCR-HIDDEN-CELLS",
    W,
    ("隐藏的行列", "hidden rows and columns"),
    (
        "工作表“{name}”有 {count} 个单元格在隐藏的行或者列中。",
        "{count} cells of the sheet “{name}” lie in hidden rows or columns.",
    ),
)
HIDDEN_FORMAT = _hides(
    "SCR-HIDDEN-FORMAT",
    W,
    ("不显示内容的格式", "formats that show nothing"),
    (
        "工作表“{name}”有 {count} 个单元格用数字格式“;;;”隐藏了内容。",
        "{count} cells of “{name}” are hidden by the format “;;;”.",
    ),
)
DEFINED_NAME = _hides(
    "SCR-DEFINED-NAME",
    N,
    ("定义的名称", "defined names"),
    (
        "定义了 {count} 个名称，其中可能有数据或者内部路径。",
        "{count} names are defined, which may hold data or internal paths.",
    ),
)
PIVOT_CACHE = _hides(
    "SCR-PIVOT-CACHE",
    E_,
    ("数据透视表缓存", "pivot caches"),
    (
        "数据透视表缓存了全部源数据（{name}），即使源数据已删除也可恢复。",
        "A pivot table keeps a copy of all its source data ({name}), even where those were deleted.",
    ),
)
VALIDATION_LIST = _hides(
    "SCR-VALIDATION-LIST",
    N,
    ("数据有效性列表", "lists of valid data"),
    ("工作表“{name}”的有效性列表写有：{value}。", "A validation list of “{name}” holds: {value}."),
)
OUTSIDE_PRINT = _hides(
    "SCR-OUTSIDE-PRINT",
    N,
    ("打印区域以外的数据", "data outside the print area"),
    ("工作表“{name}”有 {count} 个单元格在打印区域以外。", "{count} cells of “{name}” lie outside the print area."),
    ("请核实是否应当公开。", "See whether they are to be published."),
)
ANNOTATION = _hides(
    "SCR-ANNOTATION",
    W,
    ("注释", "annotations"),
    ("本页有 {count} 个注释（{name}）。", "This page holds {count} annotations ({name})."),
)
ATTACHMENT = _hides(
    "SCR-ATTACHMENT",
    W,
    ("附件", "attached files"),
    ("文件内附有：{name}。", "A file is attached: {name}."),
)
SCRIPT = _hides(
    "SCR-SCRIPT",
    E_,
    ("脚本和动作", "scripts and actions"),
    ("含会自动执行的脚本或者动作：{name}。", "It holds scripts or actions that run by themselves: {name}."),
)
FORM_FIELD = _hides(
    "SCR-FORM-FIELD",
    W,
    ("表单域", "form fields"),
    ("含 {count} 个可填写的表单域，所填内容可以提取和改动。", "{count} form fields can be read out and changed."),
)
LAYER = _hides(
    "SCR-LAYER",
    W,
    ("隐藏的图层", "hidden layers"),
    ("含图层 {count} 个，其中默认不显示：{name}。", "It has {count} layers, of which these are not shown: {name}."),
)
EARLIER_VERSION = _hides(
    "SCR-EARLIER-VERSION",
    E_,
    ("可恢复的旧版本", "earlier versions"),
    (
        "文件经 {count} 次增量保存，之前的版本仍可恢复。",
        "It was saved {count} times by appending; earlier versions can be restored.",
    ),
)
THUMBNAIL = _hides(
    "SCR-THUMBNAIL",
    W,
    ("缩略图", "thumbnails"),
    (
        "含缩略图（{name}），可能显示修改之前的样子。",
        "It holds a thumbnail ({name}), which may show the state before a change.",
    ),
)
PICTURE_DATA = _hides(
    "SCR-PICTURE-DATA",
    N,
    ("图片附带信息", "data in pictures"),
    ("图片附带信息：{value}。", "The picture carries: {value}."),
)
LOCATION = _hides(
    "SCR-LOCATION",
    E_,
    ("拍摄位置", "the place a picture was taken"),
    ("图片记录了拍摄地点的经纬度。", "The picture tells the latitude and longitude where it was taken."),
)
UNTAGGED = Message(
    "SCR-UNTAGGED",
    N,
    _ACCESS,
    "PDF {problem}，读屏软件难以朗读。",
    "The PDF {problem}; a screen reader can hardly read it.",
    "用“另存为 PDF/UA”或者带标签的导出重新生成。",
    "Make it anew with a tagged export.",
    "无障碍标签",
    "tags for screen readers",
)
ENCRYPTED = _hides(
    "SCR-ENCRYPTED",
    N,
    ("权限加密", "encryption"),
    (
        "PDF 设有权限密码，妨碍复制、朗读和长期保存。",
        "The PDF is encrypted for permissions, which hinders copying and reading out.",
    ),
    ("公开文件不应加密。", "Published files should not be encrypted."),
)
SOURCE_COMMENT = _hides(
    "SCR-SOURCE-COMMENT",
    N,
    ("源代码注释", "comments in the source"),
    ("网页源代码含 {count} 处注释，共 {length} 字。", "The page's source holds {count} comments of {length} characters."),
)
HIDDEN_ELEMENT = _hides(
    "SCR-HIDDEN-ELEMENT",
    W,
    ("隐藏的网页内容", "hidden parts of the page"),
    ("有 {count} 处网页内容不显示，共 {length} 字。", "{count} parts of the page are not shown, {length} characters in all."),
)
HIDDEN_INPUT = _hides(
    "SCR-HIDDEN-INPUT",
    W,
    ("隐藏的输入域", "hidden inputs"),
    ("含隐藏的输入域：{name}。", "It holds hidden inputs: {name}."),
)
THIRD_PARTY = _hides(
    "SCR-THIRD-PARTY",
    W,
    ("外部站点", "other hosts"),
    ("网页会从外部站点载入内容：{name}。", "The page loads content from other hosts: {name}."),
    (
        "改用本站资源，避免把读者的访问情况告诉第三方。",
        "Serve it from the own site, so that no third party learns who reads it.",
    ),
)
DATA_URI = _hides(
    "SCR-DATA-URI",
    N,
    ("内嵌数据", "data inside the page"),
    ("网页内嵌 {count} 个数据块（图片等）。", "{count} blocks of data (pictures and the like) are inside the page."),
)
CONTROL_CHARACTERS = _hides(
    "SCR-CONTROL-CHARACTERS",
    V,
    ("不可见字符", "invisible characters"),
    (
        "含 {count} 个零宽或者改变书写方向的字符（{name}），可使所见与所存不同。",
        "{count} zero-width or direction-changing characters ({name}) may make what is seen differ from what is stored.",
    ),
)
NOT_MASKED = _hides(
    "SCR-NOT-MASKED",
    V,
    ("未能自动处理", "not handled"),
    ("{name}：{problem}", "{name}: {problem}"),
    ("请人工审查。", "A person must look at it."),
)

_LINKS = "《政府网站发展指引》（国办发〔2017〕47号）"
LINK_DEAD = Message(
    "SCR-LINK-DEAD",
    W,
    _LINKS,
    "链接无法访问：{target}（{problem}）。",
    "The link does not work: {target} ({problem}).",
    "更正或者删除该链接。",
    "Correct or remove the link.",
    "失效链接",
    "dead links",
)
LINK_MOVED = Message(
    "SCR-LINK-MOVED",
    N,
    _LINKS,
    "链接 {target} 已转到 {now}。",
    "The link {target} has moved to {now}.",
    "改为新地址。",
    "Use the new address.",
    "链接已变更",
    "moved links",
)
LINK_UNKNOWN = Message(
    "SCR-LINK-UNKNOWN",
    V,
    _LINKS,
    "链接未能核实：{target}（{problem}）。",
    "The link could not be verified: {target} ({problem}).",
    "请人工打开核实。",
    "Open it by hand.",
    "未核实的链接",
    "links to verify",
)

FILE_CATALOGUE: dict[str, Message] = {value.code: value for value in list(vars().values()) if isinstance(value, Message)}

"""From the uploaded file to the catalogue fields and the accessible page; what is not certain is said."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml.html import fragment_fromstring

from gongkai.core.errors_files import FileDamaged
from gongkai.readers.document import Document, Paragraph
from gongkai.readers.official_head import Read, official_head, signature_at
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import file_accept
from gongkai.web.publication.originals import original_read
from tests.readers.ofd_making import Page, ofd
from tests.web.conftest import ON, People
from tests.web.files.making import pdf, png, sheet

LINES = (
    "演信发〔2026〕12号",
    "演示市信访局关于印发接待办法的通知",
    "各科室：",
    "现印发给你们，请执行。",
    "演示市信访局",
    "2026年3月2日",
)


def official_word() -> bytes:
    """A paper as offices write it: centred title, a table with merged headings, signature to the right."""
    file = WordFile()
    for number, line in enumerate(LINES[:4]):
        paragraph = file.add_paragraph(line)
        if number < 2:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.add_heading("一、办理情况", level=1)
    file.add_paragraph("表1 各单位办理情况")
    grid = file.add_table(4, 3)
    for row, texts in enumerate((("单位", "件数", ""), ("", "收", "办"), ("甲", "1", "2"), ("乙", "3", "4"))):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    for line in LINES[4:]:
        file.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.fixture
def handler(person: People, bureau: Body) -> User:
    return person("zhang", bureau, Role.HANDLER)


def kept(handler: User, name: str, content: bytes) -> StoredFile:
    stored = file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="original")
    return StoredFile.objects.get(pk=stored.pk)


@pytest.mark.django_db
def test_a_word_file_gives_its_fields_and_its_page(handler: User) -> None:
    read = original_read(kept(handler, "通知.docx", official_word()))
    assert (read.title.value, read.doc_no.value, read.issuer.value) == (LINES[1], LINES[0], LINES[4])
    assert read.formed_on == date(2026, 3, 2)
    assert read.to_confirm == ()
    assert f'<p class="align-center">{LINES[1]}</p>' in read.html
    assert '<p class="align-right">2026年3月2日</p>' in read.html
    assert "<h2>一、办理情况</h2>" in read.html
    assert "1\t2" in read.text


@pytest.mark.django_db
def test_its_table_keeps_merges_heading_cells_and_caption(handler: User) -> None:
    read = original_read(kept(handler, "通知.docx", official_word()))
    table = fragment_fromstring(read.html, create_parent="div").find(".//table")
    assert table.findtext("caption") == "表1 各单位办理情况"
    assert "表1" not in "".join(table.getparent().xpath("./p/text()"))
    head = [(cell.tag, cell.text, dict(cell.attrib)) for row in table.find("thead") for cell in row]
    assert head == [
        ("th", "单位", {"rowspan": "2", "scope": "col"}),
        ("th", "件数", {"colspan": "2", "scope": "colgroup"}),
        ("th", "收", {"scope": "col"}),
        ("th", "办", {"scope": "col"}),
    ]
    assert [[cell.text for cell in row] for row in table.find("tbody")] == [["甲", "1", "2"], ["乙", "3", "4"]]


def _ofd(*lines: str) -> bytes:
    page = Page()
    for number, line in enumerate(lines):
        page.text(20, 30 + 16 * number, line)
    return ofd(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.pdf", pdf(*LINES)),
        ("通知.ofd", _ofd(*LINES)),
        ("通知.txt", "\n\n".join(LINES).encode("gb18030")),
        ("通知.html", ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode()),
    ],
)
def test_every_kind_of_file_gives_the_same_number_and_text(name: str, content: bytes, handler: User) -> None:
    read = original_read(kept(handler, name, content))
    assert read.doc_no.value == LINES[0]
    assert all(line in "".join(read.text.split()) for line in LINES)
    assert "接待办法" in read.html
    assert "<script" not in read.html
    assert 'class="align-right"' in read.html


@pytest.mark.django_db
def test_a_workbook_gives_its_table(handler: User) -> None:
    read = original_read(kept(handler, "目录.xlsx", sheet([["事项", "时限"], ["登记", "当日"], ["转办", "五日"]])))
    assert '<th scope="col">事项</th>' in read.html
    assert read.formed_on is None
    assert not read.doc_no
    assert len(read.to_confirm) == 4


@pytest.mark.django_db
def test_a_picture_gives_no_page_and_says_so(handler: User) -> None:
    read = original_read(kept(handler, "图.png", png(300, 300)))
    assert read.html == "" and not read.title
    assert read.unseen and all(words.zh and words.en for words in read.unseen)


@pytest.mark.django_db
def test_a_damaged_original_is_told(handler: User) -> None:
    from gongkai.web.files.storage import place_of

    stored = kept(handler, "a.txt", "通知".encode())
    place_of(stored.sha256).write_bytes(b"x")
    with pytest.raises(FileDamaged):
        original_read(stored)


@pytest.mark.django_db
def test_a_value_longer_than_its_column_is_cut_and_no_longer_certain(handler: User) -> None:
    from dataclasses import replace

    stored = kept(handler, "通知.docx", official_word())
    look = original_read(stored) and replace(stored_look(stored), head={"doc_no": ("号" * 100, True)})
    stored.look = look
    read = original_read(stored)
    assert (len(read.doc_no.value), read.doc_no.certain) == (80, False)


def stored_look(file: StoredFile) -> object:
    from gongkai.web.files.selectors import file_look

    return file_look(file)


# ── the head of a paper ──────────────────────────────────────────────────────────────────────


def paper(*lines: str) -> Document:
    return Document("docx", tuple(Paragraph(line) for line in lines))


@pytest.mark.parametrize(
    ("lines", "title", "doc_no", "formed_on", "issuer"),
    [
        (LINES, Read(LINES[1], True), Read(LINES[0], True), Read("2026-03-02", True), Read("演示市信访局", True)),
        (
            (
                "演示市信访局文件",
                "演信发〔2026〕1号",
                "演示市信访局",
                "关于做好接待的通知",
                "各科室：",
                "演示市信访局",
                "二〇二六年十月二十日",
            ),
            Read("演示市信访局关于做好接待的通知", True),
            Read("演信发〔2026〕1号", True),
            Read("2026-10-20", True),
            Read("演示市信访局", True),
        ),
        (
            ("000001", "特急", "关于转发（演信发〔2025〕3号）的通知", "正文引用演政发〔2024〕8号和演政发〔2024〕9号。"),
            None,
            Read("演信发〔2025〕3号", False),
            None,
            None,
        ),
        (
            ("演示市人民政府令", "第12号", "（2026年1月5日公布）"),
            Read("演示市人民政府令", False),
            Read("第12号", False),
            None,
            None,
        ),
        (
            ("关于开展检查的通告", "演示市信访局", "2026年1月1日", "附件", "演示市文化局", "2025年12月1日"),
            Read("关于开展检查的通告", True),
            None,
            Read("2025-12-01", False),
            Read("演示市文化局", False),
        ),
        (
            ("演示市文化局关于活动的公示", "名单如下"),
            Read("演示市文化局关于活动的公示", True),
            None,
            None,
            Read("演示市文化局", False),
        ),
        (("随便一段话。", "2026年2月30日"), None, None, None, None),
        (
            ("标题：关于名录的公告", "根据国办公开办函〔2021〕30号文件要求，现公告如下。"),
            Read("关于名录的公告", True),
            None,
            None,
            None,
        ),
        ((), None, None, None, None),
    ],
)
def test_the_head_is_read_and_what_is_only_likely_is_not_certain(
    lines: tuple[str, ...], title: Read | None, doc_no: Read | None, formed_on: Read | None, issuer: Read | None
) -> None:
    head = official_head(paper(*lines))
    assert (head.title, head.doc_no, head.formed_on, head.issuer) == (title, doc_no, formed_on, issuer)


def test_a_heading_marked_by_the_file_is_the_title() -> None:
    head = official_head(Document("docx", (Paragraph("接待工作手册", level=1), Paragraph("正文"))))
    assert head.title == Read("接待工作手册", True)


def test_the_signature_is_found_where_attachments_follow() -> None:
    assert signature_at(paper(*LINES, "附件", "第一条", "第二条")) == (4, 5)
    assert signature_at(paper("正文", "2026年3月2日")) == (1,)
    assert signature_at(paper("正文")) == ()

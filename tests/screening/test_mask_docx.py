"""Masked Word files: nothing of the personal data is in any part, wherever it was put."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Inches

from gongkai.core.errors_masking import MaskingFailed
from gongkai.readers.sniff import Kind
from gongkai.screening import mask
from gongkai.screening.mask import masked
from gongkai.screening.mask_package import given_away
from gongkai.screening.mask_text import Masker
from gongkai.screening.text_view import hits_in
from tests.screening.files import (
    ID,
    MASKED_ID,
    MASKED_PHONE,
    OTHER,
    PHONE,
    opened,
    package,
    paragraph,
    parts_of,
    photograph,
    word,
    word_with,
)


def _text(data: bytes) -> str:
    return b"\n".join(content for name, content in parts_of(data).items() if name.endswith((".xml", ".rels"))).decode()


def _masked(data: bytes) -> docx.document.Document:
    result = masked(opened(data, "a.docx"))
    assert result.suffix == ".docx"
    assert all(secret not in _text(result.data) for secret in (ID, PHONE, OTHER))
    return docx.Document(io.BytesIO(result.data))


def test_a_run_for_each_character() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        line = document.add_paragraph()
        for index, char in enumerate(f"证号{ID}，电话{PHONE}。"):
            line.add_run(char).bold = bool(index % 2)

    result = _masked(word(build))
    assert result.paragraphs[0].text == f"证号{MASKED_ID}，电话{MASKED_PHONE}。"
    assert [run.bold for run in result.paragraphs[0].runs if run.text == "，"] == [False]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("电话１３８００１３８０００", "电话138****8000"),
        ("电话138-0013-8000", "电话138****8000"),
        ("电话1 3 8 0 0 1 3 8 0 0 0", "电话138****8000"),
        ("电话138\u200b00138000", "电话138****8000"),
        ("邮箱 yanshi@qq.com", "邮箱 y***@qq.com"),
        ("受理 35 件", "受理 35 件"),
    ],
)
def test_as_people_write_it(text: str, wanted: str) -> None:
    assert _masked(word(lambda document: document.add_paragraph(text))).paragraphs[0].text == wanted


def test_a_number_over_two_paragraphs_of_a_cell_and_of_the_body() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        table = document.add_table(2, 2)
        table.cell(0, 1).text = "身份证号"
        cell = table.cell(1, 1)
        cell.text = ID[:6]
        cell.add_paragraph(ID[6:])
        document.add_paragraph(f"联系电话{PHONE[:3]}")
        document.add_paragraph(PHONE[3:])

    result = _masked(word(build))
    assert result.tables[0].cell(1, 1).text.strip() == MASKED_ID
    assert "".join(each.text for each in result.paragraphs) == f"联系电话{MASKED_PHONE}"


def test_headers_footers_pictures_and_properties() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        document.add_paragraph("正文")
        document.sections[0].header.paragraphs[0].text = f"手机{PHONE}"
        document.sections[0].footer.paragraphs[0].text = f"手机{OTHER}"
        picture = document.add_picture(io.BytesIO(photograph()), Inches(1))
        picture._inline.docPr.set("descr", f"电话{PHONE}的照片")
        picture._inline.docPr.set("name", f"{ID}.jpg")
        document.core_properties.author = f"甲某{PHONE}"

    data = word(build)
    result = masked(opened(data, "a.docx"))
    assert all(secret not in _text(result.data) for secret in (ID, PHONE, OTHER))
    (media,) = [content for name, content in parts_of(result.data).items() if "/media/" in name]
    assert PHONE.encode() not in media and b"Exif" not in media
    assert dict(result.removed)["SCR-METADATA"]
    assert [finding.message.code for finding in result.left] == ["SCR-NOT-MASKED"]
    assert len(docx.Document(io.BytesIO(result.data)).inline_shapes) == 1


HIDING = {
    "struck out": f'<w:p><w:del w:id="1" w:author="甲"><w:r><w:delText>{PHONE}</w:delText></w:r></w:del></w:p>',
    "inserted": f'<w:p><w:ins w:id="1" w:author="{PHONE}"><w:r><w:t>电话{PHONE}</w:t></w:r></w:ins></w:p>',
    "moved": f'<w:p><w:moveFrom w:id="1" w:author="甲"><w:r><w:t>{PHONE}</w:t></w:r></w:moveFrom></w:p>',
    "hidden": paragraph(f"电话{PHONE}", "<w:vanish/>"),
    "field": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText>HYPERLINK "tel:{PHONE}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>链接</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "simple field": f'<w:p><w:fldSimple w:instr="QUOTE {PHONE}"><w:r><w:t>字</w:t></w:r></w:fldSimple></w:p>',
    "bookmark": f'<w:p><w:bookmarkStart w:id="1" w:name="手机{PHONE}"/><w:bookmarkEnd w:id="1"/></w:p>',
    "control": f'<w:sdt><w:sdtPr><w:alias w:val="{PHONE}"/></w:sdtPr><w:sdtContent>'
    f"{paragraph('电话' + PHONE)}</w:sdtContent></w:sdt>",
    "text box": f"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='{PHONE}'><v:textbox><w:txbxContent>"
    f"{paragraph('电话' + PHONE)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "deleted row": "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:del w:id='1' w:author='甲'/></w:trPr>"
    f"<w:tc>{paragraph(PHONE)}</w:tc></w:tr><w:tr><w:tc>{paragraph('留')}</w:tc></w:tr></w:tbl>",
    "old format": f"<w:p><w:pPr><w:pPrChange w:id='1' w:author='{PHONE}'><w:pPr/></w:pPrChange></w:pPr></w:p>",
    "open field": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{PHONE}</w:instrText></w:r></w:p>',
    "stray field": f"<w:p><w:r><w:instrText>{PHONE}</w:instrText></w:r></w:p>",
}


@pytest.mark.parametrize("how", HIDING)
def test_nothing_hidden_is_left(how: str) -> None:
    data = word_with(f"{paragraph('正文')}{HIDING[how]}<w:sectPr/>")
    result = _masked(data)
    assert result.paragraphs[0].text == "正文"


def test_page_numbers_stay_fields() -> None:
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    data = word_with(f'{paragraph("正文")}{field}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    assert "instrText" in _text(masked(opened(data, "a.docx")).data)


def test_parts_that_are_not_known_are_left_out() -> None:
    number = PHONE.encode()
    extra = {"word/comments.xml": number, "word/embeddings/a.bin": b"x", "customXml/item1.xml": b"<a>%s</a>" % number}
    result = masked(opened(word_with(paragraph("正文"), extra), "a.docx"))
    assert not {name for name in parts_of(result.data) if "comments" in name or "embeddings" in name or "customxml" in name}
    assert {"SCR-COMMENT", "SCR-EMBEDDED"} <= {code for code, _ in result.removed}


def test_a_vector_picture_becomes_a_blank_one() -> None:
    parts = parts_of(word(lambda document: document.add_picture(io.BytesIO(photograph("PNG")))))
    (name,) = [each for each in parts if "/media/" in each]
    parts[name] = b"EMF " + PHONE.encode()
    result = masked(opened(package(parts), "a.docx"))
    assert PHONE.encode() not in b"".join(parts_of(result.data).values())
    assert len(docx.Document(io.BytesIO(result.data)).inline_shapes) == 1
    assert any("空白" in finding.text() for finding in result.left)


def test_published_numbers_stay() -> None:
    data = word(lambda document: document.add_paragraph(f"咨询电话{PHONE}，申请人{OTHER}"))
    result = masked(opened(data, "a.docx"), allowed=frozenset({"138-0013-8000"}))
    assert PHONE in _text(result.data) and OTHER not in _text(result.data)


def test_a_proof_that_fails_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.screening.mask_docx.mask_part", lambda root, masker: None)
    with pytest.raises(MaskingFailed) as error:
        masked(opened(word(lambda document: document.add_paragraph(f"电话{PHONE}")), "a.docx"))
    assert PHONE not in error.value.say() and MASKED_PHONE in error.value.say("en")


def test_what_only_the_reader_finds_is_masked_in_a_second_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    original, calls = mask._once, []

    def once(opened_, masker: Masker, hits):  # type: ignore[no-untyped-def]
        calls.append(dict(masker.known))
        if len(calls) == 1:
            data = word(lambda document: document.add_paragraph(f"电话{OTHER}"))
            return mask.Masked(data, ".docx"), None
        return original(opened_, masker, hits)

    monkeypatch.setattr(mask, "_once", once)
    result = masked(opened(word(lambda document: document.add_paragraph("正文")), "a.docx"))
    assert len(calls) == 2 and OTHER in calls[1] and OTHER not in _text(result.data)


def test_packages_are_written_the_same_each_time() -> None:
    data = word(lambda document: document.add_paragraph(f"电话{PHONE}"))
    assert masked(opened(data, "a.docx")).data == masked(opened(data, "a.docx")).data


@pytest.mark.parametrize("where", ["word/document.xml", "word/media/a.png", "split"])
def test_the_proof_looks_into_every_part(where: str) -> None:
    masker = Masker()
    masker.learn(hits_in(f"电话{PHONE}")[0])
    body = "".join(f"<w:r><w:t>{char}</w:t></w:r>" for char in PHONE) if where == "split" else paragraph("正文")[5:-6]
    extra = {"word/media/a.png": PHONE.encode()} if where == "word/media/a.png" else {}
    text = paragraph(PHONE) if where == "word/document.xml" else f"<w:p>{body}</w:p>"
    told = given_away(word_with(text, extra), "a.docx", masker, Kind.DOCX)
    assert told is not None and told.startswith(MASKED_PHONE) and PHONE not in told
    assert given_away(word_with(paragraph("正文")), "a.docx", masker, Kind.DOCX) is None


def test_instructions_of_programs_and_broken_pictures_are_gone() -> None:
    parts = parts_of(word(lambda document: document.add_picture(io.BytesIO(photograph("PNG")))))
    (name,) = [each for each in parts if "/media/" in each]
    parts[name] = parts[name][:60] + PHONE.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<?x %s?><w:body>" % PHONE.encode())
    result = masked(opened(package(parts), "a.docx"))
    assert PHONE.encode() not in b"".join(parts_of(result.data).values())


def test_text_in_a_hidden_style_is_gone() -> None:
    parts = parts_of(word(lambda document: document.add_paragraph("正文")))
    style = b'<w:style w:type="paragraph" w:styleId="Hid"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    style += style.replace(b'"paragraph" w:styleId="Hid"', b'"character" w:styleId="HidC"')
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style + b"</w:styles>")
    hidden = "<w:p><w:pPr><w:pStyle w:val='Hid'/></w:pPr><w:r><w:t>密语</w:t></w:r></w:p>" + paragraph(
        "密语", '<w:rStyle w:val="HidC"/>'
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + hidden.encode())
    result = masked(opened(package(parts), "a.docx"))
    assert "密语" not in _text(result.data) and "正文" in _text(result.data)

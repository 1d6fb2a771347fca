"""The OFD file around its pages: parts, versions, several documents, what is counted and not read, what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongkai.core.errors import DamagedFile, EncryptedFile, NoText, ScannedPdf, TooComplex
from gongkai.readers.ofd import read_ofd
from tests.readers.ofd_making import NAMESPACE, Page, ofd, packed
from tests.readers.test_ofd import prose, read


def test_what_the_file_says_of_itself():
    document = read(Page().text(20, 20, "正文"), info={"Title": "年度报告", "Author": "演示市信访局", "Abstract": " "})
    assert (document.format, document.pages, document.name) == ("ofd", 1, "a.ofd")
    assert document.meta == {"Title": "年度报告", "Author": "演示市信访局"}


def part(root: str, inside: str) -> str:
    return f'<ofd:{root} xmlns:ofd="{NAMESPACE}">{inside}</ofd:{root}>'


def test_signatures_seals_annotations_and_attachments_are_counted_and_not_read():
    document = read(
        Page().text(20, 20, "正文"),
        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        extra={
            "Doc_0/Signs/Signatures.xml": part(
                "Signatures", '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>'
            ),
            "Doc_0/Signs/Sign_0/Signature.xml": part(
                "Signature", '<ofd:SignedInfo><ofd:StampAnnot ID="1"/><ofd:StampAnnot ID="2"/></ofd:SignedInfo>'
            ),
            "Doc_0/Annots/Annotations.xml": part(
                "Annotations", '<ofd:Page PageID="0"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
            ),
            "Doc_0/Annots/Page_0/Annotation.xml": part("PageAnnot", "<ofd:Annot ID='1'><ofd:Appearance/></ofd:Annot>"),
            "Doc_0/Attachs/Attachments.xml": part("Attachments", "<ofd:Attachment ID='1'/><ofd:Attachment ID='2'/>"),
        },
    )
    assert document.meta == {"signatures": "1", "seals": "2", "annotations": "1", "attachments": "2"}
    assert [each.text for each in document.paragraphs] == ["正文"]


def test_several_documents_are_read_one_after_the_other():
    second = {
        "OFD.xml": part(
            "OFD", "".join(f"<ofd:DocBody><ofd:DocRoot>/Doc_{at}/Document.xml</ofd:DocRoot></ofd:DocBody>" for at in (0, 1))
        ),
        "Doc_1/Document.xml": part("Document", '<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'),
        "Doc_1/P.xml": Page().table().xml(),
    }
    document = read(Page().text(20, 20, "正文。"), extra=second)
    assert [(each.text, each.place.page) for each in document.paragraphs] == [("正文。", 1)]
    assert [table.place.page for table in document.tables] == [2]
    assert document.meta["documents"] == "2"


def test_the_current_version_is_read():
    version = '<ofd:Version ID="v{0}" Index="{0}" Current="{1}" BaseLoc="Doc_0/V{0}.xml"/>'
    listed = f"<ofd:Versions>{version.format(1, 'false')}{version.format(2, 'true')}</ofd:Versions>"
    extra = {
        "Doc_0/V2.xml": part("DocVersion", "<ofd:DocRoot>New.xml</ofd:DocRoot>"),
        "Doc_0/V1.xml": part("DocVersion", "<ofd:DocRoot>Document.xml</ofd:DocRoot>"),
        "Doc_0/New.xml": part("Document", '<ofd:Pages><ofd:Page ID="1" BaseLoc="New/P.xml"/></ofd:Pages>'),
        "Doc_0/New/P.xml": Page().text(20, 40, "新版").xml(),
    }
    document = read(Page().text(20, 20, "旧版"), body=listed, extra=extra)
    assert [each.text for each in document.paragraphs] == ["新版"]
    assert document.meta["version"] == "v2"
    del extra["Doc_0/V2.xml"]
    assert prose(Page().text(20, 20, "旧版"), body=listed, extra=extra) == "旧版"


def test_places_as_careless_producers_write_them():
    """From the root instead of from the part, with backslashes, in another case, with a leading slash in the container."""
    files = {
        "/ofd.XML": part("OFD", "<ofd:DocBody><ofd:DocRoot>doc_0\\document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0\\Document.xml": part("Document", '<ofd:Pages><ofd:Page ID="1" BaseLoc="Doc_0/Pages/P.xml"/></ofd:Pages>'),
        "Doc_0/Pages/P.xml": Page().text(20, 20, "正文").xml(),
    }
    assert [each.text for each in read_ofd(packed(files), "a.ofd").paragraphs] == ["正文"]


def test_parts_that_declare_a_chinese_encoding():
    xml = Page().text(20, 20, "政府信息").xml().replace('encoding="UTF-8"', 'encoding="GBK"').encode("gb18030")
    assert prose(Page(), extra={"Doc_0/Pages/Page_0/Content.xml": xml}) == "政府信息"


OUTLINE = ["<ofd:PathObject><ofd:AbbreviatedData>M 0 0 Q 5 9 9 2</ofd:AbbreviatedData></ofd:PathObject>"]


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (Page(), NoText),
        (Page().picture(0, 0, 210, 297), ScannedPdf),
        (Page().picture(0, 0, 210, 297).text(20, 20, "识别出的文字", more='Fill="false"'), ScannedPdf),
        (Page(objects=OUTLINE * 100), ScannedPdf),
    ],
    ids=["empty", "picture", "picture with invisible text", "outlines"],
)
def test_pages_without_text(page, error):
    with pytest.raises(error) as caught:
        read(page)
    assert "a.ofd" in str(caught.value)


def test_a_scanned_page_among_others_is_said():
    assert read(Page().text(20, 20, "正文"), Page().picture(0, 0, 210, 297)).meta["scanned_pages"] == "2"


def test_an_encrypted_file_is_said():
    with pytest.raises(EncryptedFile):
        read(Page().table(), extra={"Encryptions.xml": part("Encryptions", "")})


@pytest.mark.parametrize("missing", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Tpls/t.xml"])
def test_a_missing_part_is_named(missing):
    with zipfile.ZipFile(io.BytesIO(ofd(Page(templates=("t",)).cells(), templates={"t": Page().grid()}))) as file:
        parts = {name: file.read(name) for name in file.namelist() if name != missing}
    with pytest.raises(DamagedFile) as caught:
        read_ofd(packed(parts), "a.ofd")
    assert missing.rpartition("/")[2] in str(caught.value)


def test_a_file_without_pages():
    with pytest.raises(DamagedFile):
        read()
    with pytest.raises(DamagedFile):
        read(Page(), extra={"Doc_0/Document.xml": part("Document", "")})


def test_more_pages_than_any_report():
    with pytest.raises(TooComplex):
        read(
            Page(),
            extra={
                "Doc_0/Document.xml": part(
                    "Document", "<ofd:Pages>" + '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 501 + "</ofd:Pages>"
                )
            },
        )

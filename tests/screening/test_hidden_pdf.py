"""What hides in a PDF: above all, text under a black bar."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.errors import DamagedFile
from gongkai.core.errors_masking import ScreeningNotInstalled
from gongkai.core.findings import Finding
from gongkai.readers.pdf_file import open_pdf
from gongkai.screening.hidden import inspect
from gongkai.screening.hidden_pdf_file import objects_of
from gongkai.screening.pdf_view import unseen_in, view_of
from tests.screening.files import ID, PHONE, changed, line, opened, pdf, photograph

Draw = Callable[[Canvas], None]


def _found(data: bytes) -> list[Finding]:
    findings = inspect(opened(data, "a.pdf"))
    assert not any(secret in finding.text() + finding.text("en") for finding in findings for secret in (PHONE, ID))
    return findings


def _codes(data: bytes) -> set[str]:
    return {finding.message.code for finding in _found(data)}


def _then(text: str, shape: Draw, *, first: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        if first:
            shape(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 700, text)
        if not first:
            shape(canvas)

    return draw


def _bar(canvas: Canvas) -> None:
    canvas.rect(60, 690, 200, 30, stroke=0, fill=1)


def _white_bar(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(60, 690, 200, 30, stroke=0, fill=1)


def _highlight(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(60, 690, 200, 30, stroke=0, fill=1)


def _frame(canvas: Canvas) -> None:
    canvas.rect(60, 690, 200, 30, stroke=1, fill=0)


def _patch(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(photograph())), 60, 690, 200, 30)


def _scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(photograph(size=(600, 800)))), 0, 0, 595, 842)


def _form_bar(canvas: Canvas) -> None:
    canvas.beginForm("bar")
    canvas.rect(0, 0, 100, 15, stroke=0, fill=1)
    canvas.endForm()
    canvas.translate(60, 690)
    canvas.scale(2, 2)
    canvas.doForm("bar")


@pytest.mark.parametrize(
    ("draw", "how"),
    [
        (_then(f"tel {PHONE}", _bar), "covered"),
        (_then("words", _white_bar), "covered"),
        (_then("words", _patch), "covered"),
        (_then("words", _form_bar), "covered"),
        (_then("words", _scan), "under_scan"),
        (_then("words", _scan, first=True), None),
        (_then("words", _bar, first=True), "pale"),
        (_then("words", _white_bar, first=True), None),
        (_then("words", _highlight), None),
        (_then("words", _frame), None),
        (line("words"), None),
        (line("words", x=-200), "outside"),
        (lambda canvas: (canvas.setFont("Helvetica", 1), canvas.drawString(72, 700, "words")), "tiny"),
        (lambda canvas: (canvas.setFillColorRGB(1, 1, 1), canvas.drawString(72, 700, "words")), "pale"),
    ],
)
def test_text_that_nobody_sees(draw: Draw, how: str | None) -> None:
    data = pdf(draw)
    with open_pdf(data, "a.pdf") as file:
        unseen = unseen_in(file, view_of(file, 1))
    assert [name for name in unseen.__slots__ if getattr(unseen, name)] == ([how] if how else [])
    codes = _codes(data)
    assert ("SCR-COVERED-TEXT" in codes) is (how == "covered")
    assert ("SCR-INVISIBLE-TEXT" in codes) is (how not in (None, "covered"))


def test_a_black_bar_is_an_error_with_its_place_and_what_lies_under_it() -> None:
    found = _found(pdf(_then(f"tel {PHONE}", _bar)))
    (finding,) = [each for each in found if each.message.code == "SCR-COVERED-TEXT"]
    assert finding.severity.value == "error" and finding.place.page == 1 and finding.where == "p.1"
    assert finding.place.box is not None and 70 < finding.place.box[0] < 100 and 125 < finding.place.box[1] < 145
    assert any(each.message.code == "SCR-PHONE" for each in found)


def test_an_invisible_layer_of_recognised_text() -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textOut(f"tel {PHONE}")
        canvas.drawText(text)

    found = _found(pdf(draw))
    assert {"SCR-INVISIBLE-TEXT", "SCR-PHONE"} <= {each.message.code for each in found}


def _everything(file: pikepdf.Pdf) -> None:
    number = pikepdf.String(f"tel {PHONE}")
    name, page = pikepdf.Name, file.pages[0].obj
    note = pikepdf.Dictionary(Subtype=name.Text, Rect=[0, 0, 9, 9], Contents=number)
    script = pikepdf.Dictionary(Subtype=name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(S=name.Launch))
    inside = pikepdf.Dictionary(Subtype=name.Link, A=pikepdf.Dictionary(S=name.URI, URI="file:///C:/内部"))
    page.Annots = pikepdf.Array([note, script, inside, 7])
    page.Thumb = file.make_stream(b"x")
    image = file.make_stream(b"", Subtype=name.Image)
    image.write(photograph(), filter=name.DCTDecode)
    page.Resources.XObject = pikepdf.Dictionary(Im1=image)
    file.attachments["内部.txt"] = b"x"
    file.Root.OpenAction = pikepdf.Dictionary(S=name.JavaScript, JS=number)
    file.Root.AA = pikepdf.Dictionary()
    file.Root.Names.JavaScript = pikepdf.Dictionary()
    field = pikepdf.Dictionary(T="a", V=number)
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    layer = file.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name="内部层"))
    file.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    with file.open_metadata() as metadata:
        metadata["dc:creator"] = ["甲某"]
        metadata["xmp:CreatorTool"] = "演示软件"


def test_everything_beside_the_pages() -> None:
    found = _found(changed(pdf(line("words"), Author="x", Creator="y"), _everything))
    codes = {each.message.code for each in found}
    assert codes >= {
        *("SCR-ANNOTATION", "SCR-SCRIPT", "SCR-EXTERNAL", "SCR-THUMBNAIL", "SCR-ATTACHMENT", "SCR-FORM-FIELD", "SCR-LAYER"),
        *("SCR-METADATA", "SCR-LOCATION", "SCR-PICTURE-DATA", "SCR-UNTAGGED", "SCR-PHONE"),
    }
    told = " ".join(each.text() for each in found)
    assert "甲某" in told and "演示软件" in told and "内部层" in told and "JavaScript" in told and "Launch" in told


def test_encryption_and_earlier_versions() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(line("words")))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "SCR-ENCRYPTED" in _codes(out.getvalue())
    data = pdf(line("words"))
    assert "SCR-EARLIER-VERSION" not in _codes(data)
    assert "SCR-EARLIER-VERSION" in _codes(data + data[data.rindex(b"startxref") :])
    linear = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(linear, linearize=True)
    assert "SCR-EARLIER-VERSION" not in _codes(linear.getvalue())


def _tagged(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    file.Root.StructTreeRoot = pikepdf.Dictionary()


def test_tags_and_language() -> None:
    def with_language(file: pikepdf.Pdf) -> None:
        _tagged(file)
        file.Root.Lang = "zh-CN"

    (finding,) = [each for each in _found(changed(pdf(line("words")), _tagged)) if each.message.code == "SCR-UNTAGGED"]
    assert "没有注明语言" in finding.text() and "language" in finding.text("en")
    assert "SCR-UNTAGGED" not in _codes(changed(pdf(line("words")), with_language))


def test_a_broken_packet_of_properties() -> None:
    broken = changed(pdf(line("words")), lambda file: setattr(file.Root, "Metadata", file.make_stream(b"<a")))
    assert "SCR-UNTAGGED" in _codes(broken)


def test_without_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(line("words"))
    for library in ("PIL", "pikepdf"):
        monkeypatch.setitem(__import__("sys").modules, library, None)
        with pytest.raises(ScreeningNotInstalled) as error:
            inspect(opened(data, "a.pdf"))
        assert "gongkai[screening]" in error.value.say("en")


def test_broken_objects_are_damage() -> None:
    data = pdf(line("words"))
    start = data.index(b"stream", data.index(b"/ASCII85Decode")) + 7
    broken = data[:start] + b"\xff" * 20 + data[start + 20 :]
    with pytest.raises(DamagedFile, match="内部对象已损坏"), objects_of(broken, "a.pdf") as file:
        pikepdf.parse_content_stream(file.pages[0])
    with pytest.raises(DamagedFile), objects_of(b"%PDF-1.4", "a.pdf"):
        pass

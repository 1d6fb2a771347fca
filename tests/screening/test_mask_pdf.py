"""Masked PDFs: not one character of what was masked can be had back, by any program, from any part of the file."""

from __future__ import annotations

import io
import os
import random
import re
from collections.abc import Callable

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.errors import TooComplex
from gongkai.core.errors_masking import MaskingFailed
from gongkai.screening import mask_pdf
from gongkai.screening.mask import Masked, masked
from gongkai.screening.mask_text import bare
from tests.screening.files import ID, OTHER, PHONE, changed, line, opened, pdf, photograph

Draw = Callable[[Canvas], None]


def _texts(data: bytes) -> list[str]:
    """All that three programs read in a PDF: two that extract text, and one that unpacks every object."""
    with pdfplumber.open(io.BytesIO(data)) as file:
        texts = ["".join(char["text"] for char in page.chars) for page in file.pages]
    document = pypdfium2.PdfDocument(data)
    texts.extend(page.get_textpage().get_text_range() for page in document)
    document.close()
    with pikepdf.open(io.BytesIO(data)) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                raw = item.read_bytes()
                texts.append(raw.decode("latin-1"))
                texts.append("".join(re.findall(r"\(([^)]*)\)", raw.decode("latin-1"))))
            else:
                texts.append(repr(item))
    return [*texts, data.decode("latin-1")]


def _masked(data: bytes, *secrets: str) -> tuple[Masked, list[str]]:
    result = masked(opened(data, "a.pdf"))
    texts = _texts(result.data)
    for secret in secrets or (ID, PHONE, OTHER):
        assert not any(bare(secret) in bare(text) for text in texts)
    with pikepdf.open(io.BytesIO(result.data)) as file:
        assert set(file.Root.keys()) <= {"/Type", "/Pages"} and not file.docinfo and not file.is_encrypted
        assert result.data.count(b"%%EOF") == 1
    return result, texts


def _is_picture(data: bytes, page: int = 0) -> bool:
    with pikepdf.open(io.BytesIO(data)) as file:
        return list(file.pages[page].obj.Resources.keys()) == ["/XObject"] and "/Annots" not in file.pages[page].obj


def _glyphs(text: str, *, shuffled: bool = False, vertical: bool = False) -> Draw:
    def draw(canvas: Canvas) -> None:
        places = list(enumerate(text))
        if shuffled:
            random.Random(7).shuffle(places)
        for index, char in places:
            canvas.drawString(72 if vertical else 72 + 8 * index, 700 - (14 * index if vertical else 0), char)

    return draw


def _slanted(canvas: Canvas) -> None:
    canvas.rotate(30)
    canvas.drawString(200, 300, f"tel {PHONE}")


def _form(canvas: Canvas) -> None:
    canvas.beginForm("stamp")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(0, 0, f"tel {PHONE}")
    canvas.endForm()
    canvas.translate(100, 300)
    canvas.scale(1.5, 1.5)
    canvas.doForm("stamp")


def _invisible(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(photograph(size=(600, 800)))), 0, 0, 595, 842)
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textOut(f"tel {PHONE}")
    canvas.drawText(text)


def _bar(canvas: Canvas) -> None:
    canvas.drawString(72, 700, f"tel {PHONE}")
    canvas.rect(60, 690, 200, 30, stroke=0, fill=1)


def _white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 700, f"tel {PHONE}")


def _two_lines(canvas: Canvas) -> None:
    canvas.drawString(72, 700, f"ID {ID[:10]}")
    canvas.drawString(72, 684, f"{ID[10:]} end")


@pytest.mark.parametrize(
    "draw",
    [
        line(f"tel {PHONE}, ID {ID}"),
        line("tel 138 0013 8000"),
        line("tel 138-0013-8000"),
        _glyphs(PHONE),
        _glyphs(ID, shuffled=True),
        _glyphs(PHONE, vertical=True),
        _slanted,
        _form,
        _invisible,
        _bar,
        _white,
        _two_lines,
        line(f"tel {PHONE}", x=-300),
    ],
)
def test_however_it_is_drawn(draw: Draw) -> None:
    result, _ = _masked(pdf(line("before"), draw, line("after")))
    assert _is_picture(result.data, 1) and not _is_picture(result.data, 0) and not _is_picture(result.data, 2)
    with pdfplumber.open(io.BytesIO(result.data)) as file:
        assert [page.extract_text() for page in file.pages] == ["before", "", "after"]


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_rotated_page(quarters: int) -> None:
    data = pdf(line("before"), lambda canvas: (line(f"tel {PHONE}")(canvas), line("words", y=500)(canvas)))
    result, _ = _masked(changed(data, lambda file: file.pages[1].rotate(quarters, relative=False)))
    before, after = (pypdfium2.PdfDocument(each)[1].render(scale=1).to_pil() for each in (data, result.data))
    assert after.size == (before.size if quarters == 180 else before.size[::-1])
    upright = after.rotate(quarters, expand=True).convert("L")
    assert upright.crop((96, 842 - 706, 155, 842 - 702)).getextrema() == (0, 0)
    assert upright.crop((72, 842 - 510, 110, 842 - 498)).getextrema()[0] < 128


def test_the_page_looks_as_before_but_for_the_bars() -> None:
    data = pdf(lambda canvas: (canvas.drawString(72, 700, f"tel {PHONE}"), canvas.drawString(72, 400, "words that stay")))
    result, _ = _masked(data)
    before, after = (pypdfium2.PdfDocument(each)[0].render(scale=2).to_pil().convert("L") for each in (data, result.data))
    assert before.size == after.size
    assert after.crop((2 * 96, 2 * (842 - 708), 2 * 160, 2 * (842 - 699))).getextrema() == (0, 0)
    words = (2 * 60, 2 * (842 - 420), 2 * 300, 2 * (842 - 390))
    ink = [sum(1 for pixel in each.crop(words).tobytes() if pixel < 128) for each in (before, after)]
    assert ink[0] > 300 and abs(ink[0] - ink[1]) < 0.2 * ink[0]


def test_a_number_found_on_a_later_page_is_painted_on_an_earlier_one() -> None:
    result, _ = _masked(pdf(line(f"no. x{PHONE[:5]}/{PHONE[5:]}"), line(f"tel {PHONE}"), line(f"{PHONE[:5]} {PHONE[5:]}")))
    assert _is_picture(result.data, 1) and _is_picture(result.data, 2)


def _with_everything(file: pikepdf.Pdf) -> None:
    """Annotations, a stamp, a field, an attachment, scripts, properties, a thumbnail, layers, what programs leave behind."""
    number = pikepdf.String(f"tel {PHONE}")
    page = file.pages[0].obj
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=number)
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"tel:{PHONE}")
    )
    page.Annots = pikepdf.Array([note, link])
    page.PieceInfo = pikepdf.Dictionary(X=number)
    page.Thumb = file.make_stream(PHONE.encode())
    page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=number))
    page.Resources.Properties = pikepdf.Dictionary(P0=pikepdf.Dictionary(ActualText=number))
    page.Contents = file.make_stream(
        file.pages[0].Contents.read_bytes() + b" /Span <</ActualText (%s)>> BDC EMC /Span /P0 DP" % PHONE.encode()
    )
    page.Resources.XObject = pikepdf.Dictionary(Fm9=file.make_stream(b"(%s) Tj" % PHONE.encode(), Type=pikepdf.Name.XObject))
    file.attachments["a.txt"] = PHONE.encode()
    file.docinfo["/Author"] = str(number)
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=number)
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(T="a", V=number)]))
    with file.open_metadata() as metadata:
        metadata["dc:title"] = str(number)


def test_what_lies_beside_the_pages_is_gone_and_the_text_stays() -> None:
    result, texts = _masked(changed(pdf(line("words"), line("more")), _with_everything))
    assert not _is_picture(result.data, 0) and any("words" in text for text in texts)
    codes = {code for code, _ in result.removed}
    assert {"SCR-ANNOTATION", "SCR-ATTACHMENT", "SCR-SCRIPT", "SCR-METADATA", "SCR-THUMBNAIL", "SCR-FORM-FIELD"} <= codes


def test_an_earlier_version_is_gone() -> None:
    data = pdf(line(f"tel {PHONE}"))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.pages[0].Contents = file.make_stream(b"BT /F1 12 Tf 72 700 Td (words) Tj ET")
        file.save(out, static_id=True)
    later = data + b"\n" + out.getvalue()[out.getvalue().find(b"%PDF-") + 9 :]  # a file before the file
    result, _ = _masked(later)
    assert dict(result.removed)["SCR-EARLIER-VERSION"] == 1


def _with_field(file: pikepdf.Pdf) -> None:
    form = file.make_stream(b"BT /F1 12 Tf 2 4 Td (seen) Tj ET", Subtype=pikepdf.Name.Form, BBox=[0, 0, 90, 20])
    form.Resources = file.pages[0].obj.Resources
    field = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="a", V=pikepdf.String(PHONE), Rect=[72, 300, 162, 320]
    )
    field.AP = pikepdf.Dictionary(N=form)
    file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(field)])


def test_what_a_field_shows_becomes_part_of_the_page() -> None:
    result, texts = _masked(changed(pdf(line("words")), _with_field))
    assert not _is_picture(result.data) and "wordsseen" in texts[0]
    shown = pypdfium2.PdfDocument(result.data)[0].render(scale=1).to_pil().convert("L")
    assert shown.crop((72, 842 - 320, 162, 842 - 300)).getextrema()[0] < 128


def _with_layer(file: pikepdf.Pdf) -> None:
    layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="内部"))
    file.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    page = file.pages[0].obj
    page.Resources.Properties = pikepdf.Dictionary(L0=layer)
    page.Contents = file.make_stream(
        b"/OC /L0 BDC BT /F1 12 Tf 72 500 Td (secret words) Tj ET EMC " + page.Contents.read_bytes()
    )


def test_a_layer_that_is_off_is_not_in_the_copy() -> None:
    result, texts = _masked(changed(pdf(line("words")), _with_layer))
    assert _is_picture(result.data) and not any("secret words" in text for text in texts)


def test_a_photograph_in_a_page_loses_what_it_carries() -> None:
    photo = photograph(size=(120, 80))
    data = pdf(lambda canvas: (canvas.drawString(72, 700, "words"), canvas.drawString(72, 400, "x")))

    def put(file: pikepdf.Pdf) -> None:
        image = file.make_stream(b"", Subtype=pikepdf.Name.Image, Width=120, Height=80, BitsPerComponent=8)
        image.ColorSpace = pikepdf.Name.DeviceRGB
        image.write(photo, filter=pikepdf.Name.DCTDecode)
        page = file.pages[0].obj
        page.Resources.XObject = pikepdf.Dictionary(Im1=image)
        page.Contents = file.make_stream(page.Contents.read_bytes() + b" q 120 0 0 80 72 100 cm /Im1 Do Q")

    result, _ = _masked(changed(data, put))
    assert not _is_picture(result.data) and b"Exif" in photo
    with pikepdf.open(io.BytesIO(result.data)) as file:
        (image,) = file.pages[0].obj.Resources.XObject.values()
        assert b"Exif" not in image.read_raw_bytes() and image.read_raw_bytes().startswith(b"\xff\xd8")
    assert [finding.place.page for finding in result.left] == [1]


def test_encryption_for_permissions_is_lifted() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(line(f"tel {PHONE}")))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    _masked(out.getvalue())


def test_a_proof_that_fails_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask_pdf, "painted_over", lambda picture, boxes, scale: picture)
    with pytest.raises(MaskingFailed):
        masked(opened(pdf(line(f"tel {PHONE}")), "a.pdf"))


@pytest.mark.parametrize("where", ["text", "stream", "broken"])
def test_the_proof_looks_everywhere(where: str) -> None:
    from gongkai.screening.mask_text import Masker
    from gongkai.screening.text_view import hits_in

    masker = Masker()
    masker.learn(hits_in(f"tel {PHONE}")[0])
    data = {
        "text": pdf(line(f"tel {PHONE}")),
        "stream": changed(pdf(line("words")), lambda file: setattr(file.Root, "X", file.make_stream(PHONE.encode()))),
        "broken": b"%PDF-1.4",
    }[where]
    assert mask_pdf.pdf_gives_away(mask_pdf.PdfDone(data), "a.pdf", masker)


def test_too_many_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask_pdf, "MAX_BURNT", 100)
    with pytest.raises(TooComplex):
        masked(opened(pdf(line(f"tel {PHONE}")), "a.pdf"))


# ── many ─────────────────────────────────────────────────────────────────────────────────────


def _check(number: int) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = f"3201011990{number % 12 + 1:02d}07{number % 1000:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def _seeded(seed: int) -> tuple[bytes, list[str]]:
    dice = random.Random(seed)
    secrets: list[str] = []

    def page(canvas: Canvas) -> None:
        for row in range(dice.randint(1, 5)):
            secret = (
                f"13{dice.randint(0, 9)}{dice.randint(0, 10**8 - 1):08d}"
                if dice.random() < 0.5
                else _check(dice.randint(0, 10**6))
            )
            secrets.append(secret)
            how, y = dice.randrange(6), 760 - 60 * row
            size = dice.choice((6, 9, 12, 20))
            canvas.setFont(dice.choice(("Helvetica", "Courier", "Times-Roman")), size)
            if how == 0:
                for index, char in dice.sample(list(enumerate(secret)), len(secret)):
                    canvas.drawString(50 + index * size * 0.7, y, char)
            elif how == 1:
                canvas.drawString(50, y, f"tel/ID {secret[:3]} {secret[3:7]} {secret[7:11]}{secret[11:]}")
            else:
                canvas.drawString(50 + dice.randint(0, 200), y, f"ID/tel: {secret}")
            if how == 2:
                canvas.rect(40, y - 5, 500, size + 10, fill=1)

    pages = [page if dice.random() < 0.7 else line("words that stay") for _ in range(dice.randint(1, 3))]
    data = pdf(*pages)
    if dice.random() < 0.3:
        data = changed(data, lambda file: file.pages[0].rotate(dice.choice((90, 180, 270)), relative=False))
    return data, secrets


SEEDS = range(200) if os.environ.get("GONGKAI_NIGHTLY") else range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_seeded_files_give_nothing_away(seed: int) -> None:
    data, secrets = _seeded(seed)
    _masked(data, *(secrets or [PHONE]))

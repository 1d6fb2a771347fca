"""A secrecy mark closes the door wherever in a file it stands, and leaves no trace behind (law.md 10.3)."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pikepdf
import pytest
from django.db import connection

from gongkai.core.errors_files import FileMarkedSecret
from gongkai.web.bodies.models import User
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import file_accept
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.files.making import (
    CANARY,
    forms,
    packed,
    pdf,
    pdf_changed,
    png,
    sheet,
    unpacked,
    word,
    word_with,
    word_with_header,
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARK = "机密★10年"
OLD_OBJECT = MARK.encode("utf-16-le") + b"\x00" * 99


def _annotated(file: pikepdf.Pdf) -> None:
    told = f"{MARK} {CANARY}"
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=told)
    file.pages[0].obj.Annots = file.make_indirect(pikepdf.Array([note]))


def _titled(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = f"{MARK}{CANARY}"


def _attached(file: pikepdf.Pdf) -> None:
    file.attachments["附.docx"] = pikepdf.AttachedFileSpec(file, word(MARK, CANARY))


def _split_runs() -> bytes:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in ("机", " 密", "★", "10年"))
    return word_with(f"<w:p>{runs}</w:p>")


def _text_box() -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{char}</w:t></w:r></w:p>" for char in "绝密★长期")
    box = f'<v:textbox xmlns:v="urn:v"><w:txbxContent>{lines}</w:txbxContent></v:textbox>'
    return word_with(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>")


def _deleted() -> bytes:
    return word_with(f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>')


def _commented() -> bytes:
    note = f'<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>{MARK} {CANARY}</w:t></w:r></w:p></w:comment></w:comments>'
    return word_with("", parts={"word/comments.xml": note.encode()})


def _custom_property() -> bytes:
    inside = f'<Properties xmlns="x"><property name="密级"><v>{MARK}</v></property></Properties>'
    return word_with("", parts={"docProps/custom.xml": inside.encode()})


def _split_cells() -> bytes:
    return word(CANARY, table=[["机密", "★", "10年"], ["内容", CANARY, "无"]])


def _drawn() -> bytes:
    drawing = f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></xdr:wsDr>'
    return packed({**unpacked(sheet([["名称"], [CANARY]])), "xl/drawings/drawing1.xml": drawing.encode()})


MARKED: dict[str, tuple[str, bytes]] = {
    "first line": (f"{CANARY}.docx", word(MARK, f"关于{CANARY}的报告")),
    "spaced": (f"{CANARY}.docx", word("绝  密 ★ 长期", CANARY)),
    "full width": (f"{CANARY}.docx", word("秘密☆５年", CANARY)),
    "bare word at the top": (f"{CANARY}.docx", word("机密", CANARY)),
    "split runs": (f"{CANARY}.docx", _split_runs()),
    "text box": (f"{CANARY}.docx", _text_box()),
    "deleted text": (f"{CANARY}.docx", _deleted()),
    "comment": (f"{CANARY}.docx", _commented()),
    "header": (f"{CANARY}.docx", word_with_header(f"{MARK} {CANARY}")),
    "footer": (f"{CANARY}.docx", word_with_header(MARK, footer=True)),
    "title property": (f"{CANARY}.docx", word(CANARY, title=f"{MARK}{CANARY}")),
    "custom property": (f"{CANARY}.docx", _custom_property()),
    "table with its level": (f"{CANARY}.docx", word("报告", table=[["密级", MARK], ["内容", CANARY]])),
    "cells of a row": (f"{CANARY}.docx", _split_cells()),
    "embedded workbook": (f"{CANARY}.docx", word_with("", parts={"word/embeddings/1.xlsx": sheet([[MARK], [CANARY]])})),
    "embedded old object": (f"{CANARY}.docx", word_with("", parts={"word/embeddings/o.bin": OLD_OBJECT})),
    "file name": (f"机密★10年{CANARY}.docx", word("无")),
    "file name in brackets": (f"【秘密】{CANARY}.docx", word("无")),
    "cell": (f"{CANARY}.xlsx", sheet([["标题", "密级"], [CANARY, "机密"]])),
    "hidden sheet": (f"{CANARY}.xlsx", sheet([["标题"], [CANARY]], hidden=(MARK,))),
    "cell comment": (f"{CANARY}.xlsx", sheet([["标题"], [CANARY]], comment=f"{MARK} {CANARY}")),
    "sheet header": (f"{CANARY}.xlsx", sheet([["标题"], [CANARY]], header=MARK)),
    "sheet name": (f"{CANARY}.xlsx", sheet([["标题"], [CANARY]], name="机密★10年")),
    "drawing": (f"{CANARY}.xlsx", _drawn()),
    "pdf text": (f"{CANARY}.pdf", pdf(MARK, CANARY)),
    "pdf note": (f"{CANARY}.pdf", pdf_changed(pdf(CANARY), _annotated)),
    "pdf title": (f"{CANARY}.pdf", pdf_changed(pdf(CANARY), _titled)),
    "pdf attachment": (f"{CANARY}.pdf", pdf_changed(pdf(CANARY), _attached)),
    "text": (f"{CANARY}.txt", f"绝密★长期\n\n{CANARY}".encode()),
    "text in GBK": (f"{CANARY}.txt", f"秘密★5年\n\n{CANARY}".encode("gb18030")),
    "text in UTF-16": (f"{CANARY}.txt", f"秘密★5年\n\n{CANARY}".encode("utf-16")),
    "page": (f"{CANARY}.html", f"<html><body><p>{MARK}</p><p>{CANARY}</p></body></html>".encode()),
    "page comment": (f"{CANARY}.html", f"<html><body><!-- {MARK} --><p>{CANARY}</p></body></html>".encode()),
    "page attribute": (f"{CANARY}.html", f'<html><body><p title="{MARK}">{CANARY}</p></body></html>'.encode()),
    "picture text": (f"{CANARY}.png", png(told=f"{MARK} {CANARY}")),
    "archive member": (f"{CANARY}.zip", packed({"甲.docx": word(MARK, CANARY)})),
    "archive member name": (f"{CANARY}.zip", packed({f"机密★10年{CANARY}.txt": "x"})),
    "archive in archive": (f"{CANARY}.zip", packed({"内.zip": packed({"乙.txt": f"{MARK}\n{CANARY}"})})),
}
NOT_MARKED: dict[str, tuple[str, bytes]] = {
    "a sentence about secrecy": ("答复.docx", word("经审查，你申请的信息不属于国家秘密。", "本机关将依法保密。")),
    "the rule quoted": ("规定.docx", word("国家秘密标志形式为“机密★10年”。", "第一条 应当标注密级。")),
    "a form": ("申请表.docx", word("信息公开申请表", table=[["是否涉密", "否"], ["商业秘密", "无"]])),
    "trade secrets": ("名录.xlsx", sheet([["单位", "商业秘密"], ["甲", "有"], ["乙", "无"]])),
}


def accept(handler: User, name: str, content: bytes) -> StoredFile:
    return file_accept(body=handler.body, actor=handler, on=ON, name=name, content=content, purpose="original")


def traces(folder: Path, text: str) -> list[str]:
    """Where any form of a text stands: in files on disk, the write-ahead log among them, or in the database."""
    needles = forms(text)
    found = [str(path) for path in folder.rglob("*") if path.is_file() and any(each in path.read_bytes() for each in needles)]
    if connection.vendor == "sqlite":
        kept = connection.connection.serialize()
        found += ["database"] if any(each in kept for each in needles) else []
    else:
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")
                found += [table] if text in (cursor.fetchone()[0] or "") else []
    return found


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", MARKED)
def test_a_marked_file_leaves_no_trace(
    where: str, handler: User, own_folder: Path, memory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name, content = MARKED[where]
    with caplog.at_level(logging.DEBUG), pytest.raises(FileMarkedSecret) as refused:
        accept(handler, name, content)
    told = "".join(traceback.format_exception(refused.value)) + refused.value.say("en") + caplog.text + repr(refused.value)
    assert CANARY not in told and MARK not in told.replace("10.3", "")
    assert not StoredFile.objects.exists()
    entry = Entry.objects.get()
    assert (entry.code, entry.actor_id, entry.body_id) == ("file.refused_secret", handler.pk, handler.body_id)
    assert entry.details == {"purpose": "original"}
    assert traces(own_folder, CANARY) == []
    assert list(memory.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("what", NOT_MARKED)
def test_a_file_that_speaks_of_secrecy_is_taken(what: str, handler: User) -> None:
    name, content = NOT_MARKED[what]
    assert accept(handler, name, content).kind in name


@pytest.mark.django_db(transaction=True)
def test_the_door_stands_outside_transactions(handler: User) -> None:
    from django.db import transaction

    with transaction.atomic(), pytest.raises(RuntimeError):
        accept(handler, "a.txt", b"x")


def test_the_process_cannot_write_to_any_disk(tmp_path: Path) -> None:
    import subprocess
    import sys

    target = tmp_path / "leak"
    code = (
        "from gongkai.web.files import looking_process as p\n"
        "p.write_nothing()\n"
        f"try:\n    open({str(target)!r}, 'wb', buffering=0).write(b'x')\n"
        "except OSError as error:\n    print(error.errno)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    assert not target.exists() or target.read_bytes() == b""


def test_the_process_never_loads_django() -> None:
    import subprocess
    import sys

    code = "import sys, gongkai.web.files.looking_process; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"

"""Opening files: every guard says what is wrong and what to do, and no name can make a file something else."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from gongkai.core import errors
from gongkai.core.errors import UnreadableReport
from gongkai.readers.opening import MAX_FILE, open_file, read_document
from gongkai.readers.report_json import read_json
from gongkai.readers.sniff import Kind
from tests.readers.making import OLE_HEADER, container, docx, p, tbl, tc, tr

PAGE = "<html><p>甲</p><table><tr><td>1<td>2</table></html>".encode()


def file(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


class TestGuards:
    @pytest.mark.parametrize(
        ("name", "data", "error", "code"),
        [
            ("a.html", b"", errors.EmptyFile, "empty"),
            ("a.html", b" \r\n\x00\x00", errors.EmptyFile, "empty"),
            ("a.docx", OLE_HEADER + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedFile, "encrypted"),
            ("a.doc", OLE_HEADER + "WordDocument".encode("utf-16-le"), errors.DamagedFile, "damaged"),
            ("a.xls", OLE_HEADER + "Workbook".encode("utf-16-le"), errors.LegacyFormat, "legacy-format"),
            ("a.ofd", container({"OFD.xml": "<OFD/>"}), errors.DamagedFile, "damaged"),
            ("a.docx", b"MZ" + b"\x00" * 60 + b"PE\x00\x00", errors.UnreadableKind, "unreadable-kind"),
            ("a.docx", b"\x89PNG\r\n\x1a\n\x00", errors.NeedsTextRecognition, "needs-ocr"),
            ("a.docx", container({"b.docx": docx(p("x"))}), errors.ArchiveGiven, "archive"),
            ("a.docx", docx(p("x"))[:200], errors.DamagedFile, "damaged"),
            ("a.docx", container({"word/document.xml": b"0" * 30_000_000}), errors.UnpacksTooLarge, "unpacks-too-large"),
            (
                "a.docx",
                container({f"word/{number}": "" for number in range(4097)}),
                errors.UnpacksTooLarge,
                "unpacks-too-large",
            ),
            ("a.json", b'{"schema": "other"}', errors.ReportNotDocument, "report-not-document"),
        ],
    )
    def test_refused_with_class_code_and_sentence(self, tmp_path, name, data, error, code):
        with pytest.raises(error) as caught:
            read_document(file(tmp_path, name, data))
        assert caught.value.code == code
        assert name in caught.value.say("zh")
        assert name in caught.value.say("en")

    def test_missing_files_and_directories(self, tmp_path):
        for path, error in (
            (tmp_path / "没有.html", errors.NoSuchFile),
            (file(tmp_path, "f", b"x") / "under", errors.NoSuchFile),
            (tmp_path, errors.NotAFile),
            (tmp_path / ("长" * 300), errors.ReadFailed),
        ):
            with pytest.raises(error):
                read_document(path)

    def test_a_pipe_a_socket_and_a_device_do_not_hang(self, tmp_path):
        pipe, listening = tmp_path / "管道", tmp_path / "s"
        os.mkfifo(pipe)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(listening))
            for path in (pipe, listening, tmp_path.__class__("/dev/zero")):
                with pytest.raises(errors.NotAFile):
                    read_document(path)

    def test_no_permission(self, tmp_path):
        path = file(tmp_path, "锁.html", PAGE)
        path.chmod(0)
        if os.access(path, os.R_OK):  # root may read everything: ask as nobody
            program = "from pathlib import Path\nimport os, sys\nfrom gongkai.readers.opening import read_document\n"
            program += "from gongkai.core.errors import NotPermitted\nos.setuid(65534)\n"
            program += "try: read_document(Path(sys.argv[1]))\nexcept NotPermitted: print('refused')\n"
            for parent in path.parents[:3]:
                parent.chmod(0o755)
            run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
            assert run.stdout == "refused\n"
        else:
            with pytest.raises(errors.NotPermitted):
                read_document(path)

    def test_too_large_is_said_before_anything_is_read(self, tmp_path):
        path = tmp_path / "大.pdf"
        with path.open("wb") as made:
            made.truncate(MAX_FILE + 1)
        with pytest.raises(errors.TooLarge, match="50 MB"):
            read_document(path)

    def test_a_read_error_is_said(self, tmp_path):
        with pytest.raises(errors.ReadFailed):
            read_document(tmp_path.__class__("/proc/self/mem"))

    def test_a_central_directory_of_a_million_entries_costs_nothing(self, tmp_path):
        data = docx(p("x")) + b"PK\x01\x02" * 5000
        with pytest.raises(errors.UnpacksTooLarge, match="条目"):
            from gongkai.readers.docx import read_docx

            read_docx(data, "x")

    def test_a_name_that_is_no_text(self, tmp_path):
        path = file(tmp_path, os.fsdecode(b"\xff.html"), PAGE)
        assert read_document(path).name == "?.html"


class TestChoice:
    def test_each_format_by_content(self, tmp_path):
        book = openpyxl.Workbook()
        book.active.append(["规章", 3])
        book.save(tmp_path / "a.xlsx")
        word = docx(p("甲") + tbl(tr(tc("规章"), tc("3"))))
        assert read_document(tmp_path / "a.xlsx").format == "xlsx"
        assert read_document(file(tmp_path, "a.docx", word)).format == "docx"
        assert read_document(file(tmp_path, "a.html", PAGE)).format == "html"
        assert read_document(file(tmp_path, "a.txt", "一、总体情况\n文字。\n".encode())).name == "a.txt"

    def test_a_disguise_is_noted_and_the_content_read(self, tmp_path):
        document = read_document(file(tmp_path, "a.docx", PAGE))
        assert (document.format, document.meta["disguised_as"]) == ("html", ".docx")
        for name in ("a.htm", "a.SHTML", "a", "a.php"):
            assert "disguised_as" not in read_document(file(tmp_path, name, PAGE)).meta

    def test_a_pdf_goes_to_its_reader_under_any_name(self, tmp_path):
        opened = open_file(file(tmp_path, "a.docx", b"%PDF-1.7\n%%EOF"))
        assert (opened.kind, opened.disguised_as) == (Kind.PDF, ".docx")
        with pytest.raises(UnreadableReport):
            read_document(tmp_path / "a.docx")

    def test_one_format_does_not_load_the_libraries_of_the_others(self, tmp_path):
        program = "import sys\nfrom pathlib import Path\nfrom gongkai.readers.opening import read_document\n"
        program += (
            "read_document(Path(sys.argv[1]))\nprint(sorted({'pypdfium2', 'python_calamine', 'zipfile'} & set(sys.modules)))"
        )
        path = file(tmp_path, "a.html", PAGE)
        run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
        assert "pypdfium2" not in run.stdout
        assert "python_calamine" not in run.stdout


class TestOurJson:
    def test_a_report_is_read(self):
        report = read_json('{"schema": "gongkai.report/1", "agency": "某局", "year": 2023, "form": "2021"}'.encode(), "a.json")
        assert (report.agency, report.year) == ("某局", 2023)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b'{"schema": ', "第 1 行"), (b'{"a": NaN}', "NaN"), (b"[" * 100_000, "嵌套"),
            (b'{"a": ' + b"9" * 5000 + b"}", "过长"),
            (b'{"a": 1}', "schema"), (b"[]", r"\$"),
        ],
    )  # fmt: skip
    def test_broken_json_is_refused_with_its_place(self, data, said):
        with pytest.raises(errors.NotOurJson, match=said):
            read_json(data, "坏.json")

    def test_too_much(self):
        with pytest.raises(errors.TooComplex):
            read_json(b'{"a":"' + b"x" * 9_000_000 + b'"}', "x")


def test_mutated_files_are_read_or_refused_and_never_crash(tmp_path):
    """Cut, flipped and glued files of every format, with a fixed seed."""
    chance = random.Random(711)
    book = tmp_path / "b.xlsx"
    made = openpyxl.Workbook()
    made.active.append(["规章", 3])
    made.save(book)
    seeds = [PAGE * 3, docx(tbl(tr(tc("规章"), tc("3")))), book.read_bytes(), b'{"schema": "gongkai.report/1", "form": "2021"}']
    path = tmp_path / "f.docx"
    for _ in range(400):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(data))
            action = chance.randrange(3)
            if action == 0:
                data[at] = chance.randrange(256)
            elif action == 1:
                del data[at : at + chance.randrange(1, 50)]
            else:
                data[at:at] = chance.choice(seeds)[: chance.randrange(80)]
            data = data or bytearray(b"x")
        path.write_bytes(data)
        try:
            read_document(path)
        except UnreadableReport as error:
            assert "f.docx" in error.say("zh")
            assert "f.docx" in error.say("en")


def test_a_zip_that_lies_about_its_sizes(tmp_path):
    """The declared size is all that is unpacked, and the checksum then tells."""
    data = bytearray(docx(p("文" * 5000)))
    with zipfile.ZipFile(file(tmp_path, "a.docx", data)) as archive:
        entry = archive.getinfo("word/document.xml")
    directory = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    assert int.from_bytes(data[directory + 24 : directory + 28], "little") == entry.file_size
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(errors.DamagedFile):
        read_document(file(tmp_path, "b.docx", data))

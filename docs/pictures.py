"""Writes docs/reference/pictures/: what the written papers look like, one picture a page (`make pictures`).

Needs pdftoppm; the Word and HTML pictures also LibreOffice and Chromium, and are left as they are where these are missing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HOUSE = Path(__file__).parents[1]
PICTURES = HOUSE / "docs" / "reference" / "pictures"
REPORT = HOUSE / "examples" / "clean-2021.docx"
EARLIER = (HOUSE / "examples" / "carry-over-2021.docx", HOUSE / "examples" / "carry-over-2021-previous.docx")
FAULTY = HOUSE / "examples" / "two-sums-2021.pdf"
DOTS = 72  # an inch: enough to see the layout


def main() -> None:
    """Every picture that this machine can make."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _gongkai("write", REPORT, "--out", here / "report.pdf")
        _pages(here / "report.pdf", "report-pdf")
        if shutil.which("soffice"):
            _gongkai("write", REPORT, "--out", here / "report-docx.docx")
            _gongkai("write", REPORT, "--out", here / "report-xlsx.xlsx")
            _gongkai("check", FAULTY, "--format", "docx", "--out", here / "feedback.docx", "--fail-level", "never")
            _gongkai("compare", *EARLIER, "--format", "docx", "--out", here / "compared.docx")
            for name in ("report-docx.docx", "report-xlsx.xlsx", "feedback.docx", "compared.docx"):
                office = ["soffice", f"-env:UserInstallation=file://{here}/profile", "--headless", "--convert-to", "pdf"]
                subprocess.run([*office, "--outdir", here, here / name], check=True, capture_output=True)
                _pages((here / name).with_suffix(".pdf"), Path(name).stem)
        if shutil.which("chromium"):
            _gongkai("write", REPORT, "--out", here / "report.html")
            _gongkai("compare", *EARLIER, "--out", here / "compared.html")
            for name in ("report", "compared"):
                _screen(here / f"{name}.html", f"{name}-html", 1200, 2400)
            _screen(here / "report.html", "report-html-phone", 500, 1800)


def _gongkai(*arguments: object) -> None:
    subprocess.run([Path(sys.executable).with_name("gongkai"), *map(str, arguments)], check=True, capture_output=True)


def _pages(pdf: Path, name: str) -> None:
    for old in PICTURES.glob(f"{name}-[0-9]*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", pdf, PICTURES / name], check=True)
    for path in PICTURES.glob(f"{name}-[0-9]*.png"):
        _lighter(path)


def _screen(page: Path, name: str, width: int, height: int) -> None:
    target = PICTURES / f"{name}.png"
    browser = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={width},{height}",
    ]
    subprocess.run([*browser, f"--screenshot={target}", page.as_uri()], check=True, capture_output=True)
    _lighter(target)


def _lighter(path: Path) -> None:
    """Sixteen colours are enough for black on white."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(16)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main()

"""Writing a report in each format, and recognising a scanned page."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Iterator

from bench.measure import Row, medians, peak_bytes
from gongkai.core.report.exchange import Report
from gongkai.readers.grid import report_from_document
from gongkai.readers.html import read_html
from gongkai.readers.pdf import read_pdf
from gongkai.readers.sniff import Kind
from gongkai.samples import generate
from gongkai.writers.docx import write_docx
from gongkai.writers.html import write_html
from gongkai.writers.pdf import write_pdf
from gongkai.writers.printed import printed_report
from gongkai.writers.xlsx import write_xlsx

REPORTS = 24
DOTS = 200


def writing_rows() -> Iterator[Row]:
    """A different report each time, so that nothing is remembered; the PDF against reading it again."""
    printed = [printed_report(_report(seed)) for seed in range(REPORTS)]
    first = _seconds(lambda: write_pdf(printed[0]))
    writers = {"PDF": write_pdf, "DOCX": write_docx, "XLSX": write_xlsx, "HTML": write_html}
    made = {}
    for name, write in writers.items():
        made[name] = sorted(_seconds(lambda write=write, each=each: write(each)) for each in printed[1:])[REPORTS // 2]
    data = write_pdf(printed[0])
    reading = medians({"read": lambda: read_pdf(data, "a.pdf")}, rounds=5)["read"]
    yield Row("a report written as PDF, the first of a process (fonts looked for)", first)
    yield Row("a report written as PDF, each further one (bar: 0.15 s)", made["PDF"], "reading it again", made["PDF"] / reading)
    for name in ("DOCX", "XLSX", "HTML"):
        yield Row(f"a report written as {name}", made[name], "PDF", made[name] / made["PDF"])


def recognising_rows() -> Iterator[Row]:
    """A page with table 3 as a picture of 200 dpi, recognised; against the same page with its text."""
    import pypdfium2
    from PIL import Image

    from gongkai.readers.scan import read_scan

    data = generate(seed=1, form="2021", format="pdf", switches={"scale": "city", "font": "embedded"}).data
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    page = document[min(1, pages - 1)]
    picture = io.BytesIO()
    image: Image.Image = page.render(scale=DOTS / 72).to_pil()
    image.convert("RGB").save(picture, "JPEG", quality=60, dpi=(DOTS, DOTS))
    read_scan(picture.getvalue(), "a.jpg", Kind.JPEG)  # loads the models
    recognised = _seconds(lambda: read_scan(picture.getvalue(), "a.jpg", Kind.JPEG))
    read = _seconds(lambda: read_pdf(data, "a.pdf")) / pages
    memory = peak_bytes(resource.getrusage(resource.RUSAGE_SELF)) / 1024**2
    what = f"a page of {DOTS} dpi recognised (bar: 10 s), this process at most {memory:.0f} MB (bar: 1,536)"
    yield Row(what, recognised, "a page with its text", recognised / read)


def _report(seed: int) -> Report:
    sample = generate(seed=seed, form="2021" if seed % 3 else "2019", format="html")
    return report_from_document(read_html(sample.data, sample.name))


def _seconds(task: object) -> float:
    begun = time.perf_counter()
    task()  # type: ignore[operator]
    return time.perf_counter() - begun

"""Reading CVs of every format in the confined process, and of PDFs against bare text extraction in this one."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from time import perf_counter

from shared_backend.operations.benchmarks.timing import medians
from shared_backend.operations.evaluation.made_up_cvs import made_up_cvs
from shared_backend.services.documents import fonts
from shared_backend.services.resumes.exporting.files import FORMATS, Choice, unprinted, written
from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.reader import ResumeReader

ROUNDS = 5


def made_files() -> dict[str, list[bytes]]:
    """The made-up CVs as files, by format."""
    faces = Faces(fonts.body(), (fonts.bold(), *fonts.body()))
    printable = [one for one in made_up_cvs() if not unprinted(one, Choice("pdf"), faces)]
    return {format: [written(one, Choice(format), faces) for one in printable] for format in FORMATS}


def reading(files: Mapping[str, Sequence[bytes]]) -> tuple[dict[str, dict[str, float]], float | None]:
    """How long files take to read.

    Returns
    -------
    tuple
        Milliseconds ``{format: {"p50": …, "p95": …}}``, and how many times as long as pypdf's bare extraction a PDF
        takes, both by turns on the same files (None without pypdf).
    """
    with ResumeReader(at_once=1) as reader:
        for several in files.values():
            reader.read(several[0])
        times: dict[str, list[float]] = {format: [] for format in files}
        for _ in range(ROUNDS):
            for format, several in files.items():
                for data in several:
                    started = perf_counter()
                    reader.read(data)
                    times[format].append(1e3 * (perf_counter() - started))
        ratio = _against_bare(reader, files.get("pdf", ()))
    return {format: _percentiles(taken) for format, taken in times.items()}, ratio


def _percentiles(taken: Sequence[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {"p50": ordered[len(ordered) // 2], "p95": ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]}


def _against_bare(reader: ResumeReader, pdfs: Sequence[bytes]) -> float | None:
    try:
        from pypdf import PdfReader
    except ImportError:
        return None
    if not pdfs:
        return None

    def bare(number: int) -> None:
        for page in PdfReader(io.BytesIO(pdfs[number % len(pdfs)])).pages:
            page.extract_text()

    found = medians(
        {"ours": lambda number: reader.read(pdfs[number % len(pdfs)]), "bare": bare}, rounds=2 * len(pdfs), warm_up=3
    )
    return found["ours"] / found["bare"]

"""Whatever a file holds, the reader answers in time, in memory and in plain words."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared_backend.domain.errors import CoachError
from shared_backend.services.resumes.limits import MEMORY_BYTES
from shared_backend.services.resumes.reader import ResumeReader
from tests.services.resumes.cv_corpus import cases
from tests.services.resumes.hostile import bombs, mutations

SECONDS = 20.5
BOMBS = list(bombs())


@pytest.fixture(scope="module")
def reader() -> Iterator[ResumeReader]:
    with ResumeReader(at_once=1) as opened:
        yield opened


def _survives(reader: ResumeReader, name: str, data: bytes) -> str | None:
    begun = time.monotonic()
    reading = reader.read(data)
    assert time.monotonic() - begun < SECONDS, name
    assert reading.refused is None or reading.refused.text.endswith("."), name
    return reading.refused.code if reading.refused else None


@pytest.mark.parametrize(("name", "data"), BOMBS, ids=[name for name, _ in BOMBS])
def test_a_bomb_is_survived(reader: ResumeReader, name: str, data: bytes) -> None:
    _survives(reader, name, data)
    assert len(reader.read(cases()[0].data()).roles) == 3


def test_what_unpacks_to_too_much_is_not_opened(reader: ResumeReader) -> None:
    told = {
        name: _survives(reader, name, data)
        for name, data in BOMBS
        if name in ("zip_bomb", "odt_bomb", "billion_laughs", "too_large", "picture")
    }
    assert told == {
        "zip_bomb": "bomb",
        "odt_bomb": "bomb",
        "billion_laughs": "bomb",
        "too_large": "too_large",
        "picture": "unknown_kind",
    }


def test_sixty_mutations_are_survived(reader: ResumeReader) -> None:
    for name, data in mutations(cases(), 60, seed=1):
        _survives(reader, name, data)


@pytest.mark.long
def test_hundreds_of_mutations_are_survived(reader: ResumeReader) -> None:
    for name, data in mutations(cases(), 600, seed=2):
        _survives(reader, name, data)


@pytest.mark.long
@pytest.mark.shared_data
def test_malformed_pdfs_are_survived(reader: ResumeReader) -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "adversarial" / "pdf"
    if not folder.is_dir():
        pytest.skip("the development data folder is not there")
    for path in sorted(folder.glob("*.pdf")):
        _survives(reader, path.name, path.read_bytes())


def test_the_child_is_confined() -> None:
    inner, outer = os.pipe()
    child = os.fork()
    if child == 0:
        from shared_backend.services.resumes.limits import confine

        told = b""
        try:
            confine()
            try:
                bytearray(MEMORY_BYTES)
            except MemoryError:
                told += b"m"
            try:
                with open("/tmp/never-written", "wb") as file:
                    file.write(b"x")
            except OSError:
                told += b"f"
        finally:
            os.write(outer, told)
            os._exit(0)
    os.close(outer)
    told = os.read(inner, 10)
    os.close(inner)
    os.waitpid(child, 0)
    Path("/tmp/never-written").unlink(missing_ok=True)
    # Python itself ignores SIGXFSZ, so that a write beyond the limit is an error and not the end.
    assert told == b"mf"


def test_a_reader_whose_process_was_killed_goes_on(reader: ResumeReader) -> None:
    data = cases()[0].data()
    assert reader.read(data).refused is None
    for process in reader._started:
        process._process.kill()
        process._process.wait()
    assert len(reader.read(data).roles) == 3


def test_in_the_child_and_in_this_process_the_reading_is_the_same(reader: ResumeReader) -> None:
    from shared_backend.services.resumes.recipe import read_file

    for case in cases()[:3]:
        assert reader.read(case.data()) == read_file(case.data())


def test_pasted_text(reader: ResumeReader) -> None:
    case = next(c for c in cases() if c.name == "txt_wrapped")
    assert len(reader.read_text(case.data().decode()).roles) == 4


def test_a_fault_of_ours_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with ResumeReader(at_once=1) as broken, pytest.raises(CoachError) as told:
        broken.read(b"Experience")
    assert told.value.retryable

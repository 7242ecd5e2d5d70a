"""Reads hostile uploads one after the other and says what went wrong; a program, so that its children are counted."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.limits import MEMORY_BYTES
from shared_backend.services.resumes.notices import REFUSALS, REMARKS
from shared_backend.services.resumes.reader import ResumeReader
from tests.faults.hostile_files import SECRET, archive, hostile
from tests.services.resumes.cv_corpus import cases

SECONDS = 20.0
Read = Callable[[bytes], Reading]


@dataclass(frozen=True)
class Report:
    """How many files were read, what went wrong, the longest time in seconds and the most memory in MiB.

    `stopped` names files whose reading ran out of time; `made` counts the different files to choose from.
    """

    files: int
    faults: list[str]
    slowest: float
    mebibytes: float = 0.0
    made: int = 0
    stopped: tuple[str, ...] = ()


def examine(read: Read, files: Iterable[tuple[str, bytes]], seconds: float = SECONDS) -> Report:
    """Read every file; whatever happens is a line of the report."""
    good, faults, slowest, count = cases()[0].data(), [], 0.0, 0
    stopped: list[str] = []
    with open(SECRET, encoding="utf-8") as file:
        secret = file.readline().strip()
    for name, data in files:
        begun = time.monotonic()
        try:
            reading = read(data)
            faults += [f"{name}: {told}" for told in _told(reading, secret)]
            if reading.refused is not None and reading.refused.code == "too_slow":
                stopped.append(name)
        except BaseException as error:
            faults.append(f"{name}: raised {type(error).__name__}")
        took = time.monotonic() - begun
        slowest, count = max(slowest, took), count + 1
        if took > seconds:
            faults.append(f"{name}: took {took:.1f} s")
    if len(read(good).roles) != 3:
        faults.append("a good file is not read any more")
    return Report(count, faults, slowest, stopped=tuple(stopped))


def _told(reading: Reading, secret: str) -> list[str]:
    told = []
    if reading.refused is not None and REFUSALS.get(reading.refused.code) != reading.refused.text:
        told.append("no clear message")
    if any(REMARKS.get(remark.code) != remark.text for remark in reading.remarks):
        told.append("no clear remark")
    if reading.refused is not None and (reading.roles or reading.name):
        told.append("refused and read")
    if secret in reading.text or secret in str(reading):
        told.append("read another file of this machine")
    return told


def children_mebibytes() -> float:
    """The most memory any child of this process, or a child of those, has used."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def unlimited(data: bytes) -> Reading:
    """A reader as it must not be: nothing confined, and archives opened whatever they unpack to."""
    child = os.fork()
    if child == 0:
        from shared_backend.services.resumes.formats import archive as limits
        from shared_backend.services.resumes.recipe import read_file

        limits.MOST_BYTES = limits.MOST_XML = limits.MOST_RATIO = 1 << 40
        read_file(data)
        os._exit(0)
    os.waitpid(child, 0)
    from shared_backend.services.resumes.recipe import read_file as read_here

    return read_here(cases()[0].data())


def main() -> int:
    """Print the report as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutated", type=int, default=100)
    parser.add_argument("--every", type=int, default=1, help="take every n-th file only")
    parser.add_argument("--first", type=int, default=0, help="number of the first file taken")
    parser.add_argument("--mebibytes", type=int, default=MEMORY_BYTES >> 20)
    parser.add_argument("--without-limits", action="store_true")
    options = parser.parse_args()
    made = 1
    if options.without_limits:
        report = examine(
            unlimited, [("bomb", archive({"word/document.xml": b"<a>" + b" " * (options.mebibytes << 20)}))]
        )
    else:
        files = list(hostile(options.mutated))
        made = len(dict(files))
        with ResumeReader(at_once=1) as reader:
            report = examine(reader.read, files[options.first :: options.every])
    most = children_mebibytes()
    over = [f"{most:.0f} MiB of memory were used"] if most > options.mebibytes else []
    whole = replace(report, faults=report.faults + over, mebibytes=round(most, 1), made=made)
    print(json.dumps(asdict(whole)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

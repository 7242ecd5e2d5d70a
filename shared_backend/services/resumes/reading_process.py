"""The reading process: imports the readers once, then forks a confined child for every file.

Files come on standard input, readings go to standard output, each as a length and that many bytes. A child that
crashes, runs on or takes too much memory is gone with its file; this process goes on.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Mapping
from typing import Any, BinaryIO

from pydantic import TypeAdapter

from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.limits import OUTPUT_BYTES, WALL_SECONDS, confine, offline

# JSON and not pickle: the child has seen a stranger's file.
WIRE = TypeAdapter(Reading)
LENGTH = struct.Struct(">Q")
# Every section once: children then find all patterns compiled.
_SAMPLE = b"""Ada Sample, PhD
Software Engineer
Oslo, Norway | +47 22 00 00 00 | ada@example.com | example.com/ada-
sample

Summary
Engineer who reads what she is given, in eleven words and a half.

Experience
Engineer, Sample Works Ltd, Oslo, Norway    Jan 2020 - Present
- Read one sample and wrote down what it said, to the end of a line that
  is wrapped
Sample Group - Developer (2018 - 2019)

Education
BSc in Physics, Sample College, 2015 - 2018

Skills
Python (expert), Go

Certifications
Sample Certificate - Associate (2019)

Languages
English (native), French: B2
"""
_OUT_OF_TIME = (signal.SIGXCPU, signal.SIGKILL)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the input ends."""
    # Before any library has begun a thread; the children of a process without a network have none.
    offline()
    _warm_up()
    while (head := requests.read(LENGTH.size)) and len(head) == LENGTH.size:
        options = json.loads(requests.read(LENGTH.unpack(head)[0]))
        data = requests.read(LENGTH.unpack(requests.read(LENGTH.size))[0])
        answer = _in_child(data, options)
        replies.write(LENGTH.pack(len(answer)) + answer)
        replies.flush()


def _warm_up() -> None:
    """Import what the formats need and compile the patterns, once for all children."""
    for name in ("docx", "html", "odt", "pdf", "pdf_picture", "plain", "rtf"):
        importlib.import_module(f"shared_backend.services.resumes.formats.{name}")
    pdfium = importlib.import_module("pypdfium2.raw")
    pdfium.FPDF_InitLibrary()
    recipe = importlib.import_module("shared_backend.services.resumes.recipe")
    WIRE.dump_json(recipe.read_file(_SAMPLE))
    gc.collect()
    gc.freeze()


def _in_child(data: bytes, options: Mapping[str, Any]) -> bytes:
    inner, outer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inner)
        _child(data, options, outer)
    os.close(outer)
    collected, why = _collect(inner, child)
    os.close(inner)
    _, status = os.waitpid(child, 0)
    if why is None and os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 and collected:
        return bytes(collected)
    if why is None and os.WIFSIGNALED(status):
        why = "too_slow" if os.WTERMSIG(status) in _OUT_OF_TIME else "damaged"
    return b"E" + (why or "damaged").encode()


def _collect(pipe: int, child: int) -> tuple[bytearray, str | None]:
    """What the child writes, until it ends, takes too long or writes too much."""
    collected = bytearray()
    until = time.monotonic() + WALL_SECONDS
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        part = os.read(pipe, 65536) if ready else b""
        collected += part
        if ready and not part:
            return collected, None
        if not ready or len(collected) > OUTPUT_BYTES:
            os.kill(child, signal.SIGKILL)
            return collected, "too_slow" if not ready else "too_long"


def _child(data: bytes, options: Mapping[str, Any], pipe: int) -> None:
    """Read one file, or draw one of its pages, and end; whatever goes wrong is told by a code, never by its text."""
    with contextlib.suppress(BaseException):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 2)
        os.dup2(null, 1)
    try:
        confine()
        if options.get("page"):
            from shared_backend.services.resumes.formats.pdf_picture import picture_of_page

            answer = b"P" + picture_of_page(data, options["page"])
        else:
            from shared_backend.services.resumes.recipe import read_file

            answer = b"R" + WIRE.dump_json(read_file(data, options.get("password")))
    except MemoryError:
        answer = b"Etoo_much_memory"
    except RecursionError:
        answer = b"Edamaged"
    except BaseException as error:
        answer = b"X" + type(error).__name__.encode()
    try:
        while answer:
            answer = answer[os.write(pipe, answer) :]
    finally:
        os._exit(0)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)

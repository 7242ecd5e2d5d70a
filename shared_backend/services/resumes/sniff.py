"""Which format a file is in, by its first bytes; its name is never believed."""

from __future__ import annotations

import io
import json
import re
import zipfile

from shared_backend.services.resumes.notices import LIMIT_BYTES, Unreadable
from shared_backend.services.resumes.page import Kind


def kind_of_file(data: bytes) -> Kind:
    """The format of a file.

    Raises
    ------
    Unreadable
        Empty, too large, or none of the formats.
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > LIMIT_BYTES:
        raise Unreadable("too_large")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _office(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted" if b"E\0n\0c\0r\0y\0p\0t" in data else "unknown_kind")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if re.match(
        rb"<!doctype\s+html|<html|<\?xml[^>]*>\s*(<!doctype html|<html)|<(head|body|div|h1|article|main|section|p|table|meta)\b",  # noqa: E501
        head,
        re.I,
    ):
        return "html"
    if head.startswith(b"{"):
        return _json_or_text(data)
    if re.search(rb"<!--", head[:4]) and re.search(rb"<html", data[:4096], re.I):
        return "html"
    return "txt"


def _office(data: bytes) -> Kind:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        if b"word/" in data[:8192]:
            return "docx"
        if b"opendocument.text" in data[:256]:
            return "odt"
        raise Unreadable("damaged") from None
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    raise Unreadable("unknown_kind")


def _json_or_text(data: bytes) -> Kind:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return "json" if re.search(rb'"basics"\s*:', data[:4096]) else "txt"
    return "json"

"""Office files are zip archives of XML: opened only when they unpack to a sane size, parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from shared_backend.services.resumes.notices import Unreadable

MOST_ENTRIES = 1000
MOST_BYTES = 50 * 1024 * 1024
MOST_XML = 8 * 1024 * 1024
MOST_RATIO = 100


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, when its directory promises nothing outrageous.

    Raises
    ------
    Unreadable
        Encrypted, truncated, damaged or a bomb.
    """
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("encrypted" if b"E\0n\0c\0r\0y\0p\0t\0e\0d" in data else "unknown_kind")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise Unreadable("truncated" if b"PK\5\6" not in data[-70_000:] else "damaged") from None
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or (size > 1_000_000 and size > MOST_RATIO * max(packed, 1)):
        raise Unreadable("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted")
    return archive


def xml_part(archive: zipfile.ZipFile, name: str) -> Any | None:
    """One part as an element tree, None when there is none.

    Raises
    ------
    Unreadable
        When it cannot be unpacked or parsed, or unpacks to more than its directory says.
    """
    if name not in archive.namelist():
        return None
    try:
        with archive.open(name) as file:
            data = file.read(MOST_XML + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unreadable("damaged") from None
    if len(data) > MOST_XML:
        raise Unreadable("bomb")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Unreadable("bomb")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable("damaged") from None
    if root is None:
        raise Unreadable("damaged")
    return root

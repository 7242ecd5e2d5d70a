"""Model files: arrays in safetensors, the rest as JSON in its header, and a SHA-256 digest over the whole file.

Nothing in a model file is ever executed: there is no pickle in it, and a file whose digest differs is not opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from shared_backend.domain.errors import ArtifactCorrupt

FORMAT_VERSION = 1
FILE_NAME = "model.safetensors"


def encode(arrays: Mapping[str, np.ndarray[Any, Any]], meta: Mapping[str, Any]) -> bytes:
    """A model as bytes; equal content gives equal bytes.

    Parameters
    ----------
    arrays : mapping of name to numeric array
        Object arrays are refused.
    meta : mapping
        Anything JSON can hold.
    """
    header = {"format": str(FORMAT_VERSION), "meta": json.dumps(meta, sort_keys=True, ensure_ascii=True)}
    dense = {name: np.ascontiguousarray(arrays[name]) for name in sorted(arrays)}
    return bytes(save_tensors(dense, metadata=header))


def decode(blob: bytes) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]]:
    """The arrays and JSON of `encode`. Raises `ArtifactCorrupt` when `blob` is anything else."""
    try:
        length = int.from_bytes(blob[:8], "little")
        header = json.loads(blob[8 : 8 + length])["__metadata__"]
        if header["format"] != str(FORMAT_VERSION):
            raise ArtifactCorrupt("This model file was written by a newer version. Update the program, then try again.")
        meta = json.loads(header["meta"])
        arrays = load_tensors(blob)
    except (ValueError, KeyError, TypeError, SafetensorError) as reason:
        raise ArtifactCorrupt("This model file is damaged. Train it again or restore it from a backup.") from reason
    return arrays, meta


def digest(blob: bytes) -> str:
    """SHA-256 of a model file, in hexadecimal."""
    return hashlib.sha256(blob).hexdigest()


def write(folder: Path, blob: bytes) -> str:
    """Store a model file durably and return its digest.

    The file appears whole or not at all: it is written beside its place, flushed to disk and renamed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / FILE_NAME
    unfinished = folder / f".{FILE_NAME}.{secrets.token_hex(6)}"
    with unfinished.open("xb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return digest(blob)


def read(folder: Path, expected_digest: str) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, Any]]:
    """Load a model file whose digest is known. Raises `ArtifactCorrupt` when it is missing or differs."""
    try:
        blob = (folder / FILE_NAME).read_bytes()
    except OSError as reason:
        raise ArtifactCorrupt("A model file is missing. Restore the data folder or train the model again.") from reason
    if digest(blob) != expected_digest:
        raise ArtifactCorrupt("A model file was changed after training, so it is not used. Restore or train it again.")
    return decode(blob)

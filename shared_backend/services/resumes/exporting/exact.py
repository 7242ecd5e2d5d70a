"""Writes an export, reads it again, and names titles and employers where a reader would mix them up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.exporting.files import Choice, written
from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.exporting.read_back import ReadBack, compared
from shared_backend.services.resumes.fields.values import Reading

Read = Callable[[bytes], Reading]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, how it was made and what a reader finds in it."""

    data: bytes
    choice: Choice
    back: ReadBack


def exactly_written(profile: Profile, choice: Choice, faces: Faces, read: Read) -> Exported:
    """The export that reads best.

    A layout alone cannot always say which of two names is the employer. Jobs that are read differently are written a
    second time with a word before title and employer; that file is taken when it is read better.
    """
    first = _tried(profile, choice, faces, read)
    if not first.back.misread or choice.format == "json":
        return first
    second = _tried(profile, replace(choice, labelled=choice.labelled | first.back.misread), faces, read)
    return min(first, second, key=lambda one: len(one.back.misread))


def _tried(profile: Profile, choice: Choice, faces: Faces, read: Read) -> Exported:
    data = written(profile, choice, faces)
    return Exported(data, choice, compared(profile, read(data)))

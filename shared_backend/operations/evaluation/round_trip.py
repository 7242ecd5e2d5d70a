"""`evaluate round-trip`: how much of a CV is read again from its own exports, in every format."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shared_backend.domain.resume import Bullet, Job, Named, Profile, Study
from shared_backend.operations.evaluation.made_up_cvs import made_up_cvs
from shared_backend.operations.evaluation.resumes import TRUTH, truths
from shared_backend.operations.evaluation.scorer import say
from shared_backend.services.documents import fonts
from shared_backend.services.resumes.exporting.exact import exactly_written
from shared_backend.services.resumes.exporting.files import FORMATS, Choice, unprinted
from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.exporting.read_back import Part, ReadBack
from shared_backend.services.resumes.exporting.words import language_of
from shared_backend.services.resumes.reader import ResumeReader

PARTS: tuple[Part, ...] = ("roles", "dates", "skills", "bullets", "education", "certifications", "languages", "contact")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, help=f"folder with {TRUTH}, whose CVs are added to the made-up ones")


def run(options: argparse.Namespace) -> dict[str, object]:
    """Shares of roles, dates, skills and the rest that were read back, over all CVs and by format.

    Raises
    ------
    InvalidInput
        When the folder or its truth cannot be read.
    """
    begun = time.perf_counter()
    profiles = [*made_up_cvs(), *(given(options.data) if options.data else ())]
    faces = Faces(fonts.body(), (fonts.bold(), *fonts.body()))
    backs: dict[str, list[ReadBack]] = {format: [] for format in FORMATS}
    failures: list[dict[str, object]] = []
    not_offered: list[dict[str, object]] = []
    with ResumeReader(at_once=1) as reader:
        for number, profile in enumerate(profiles, 1):
            for format in FORMATS:
                choice = Choice(format, language=language_of(profile))
                if unprintable := [one.name for one in unprinted(profile, choice, faces) if one.letter]:
                    not_offered.append({"cv": number, "format": format, "letters": len(unprintable)})
                    continue
                back = exactly_written(profile, choice, faces, reader.read).back
                backs[format].append(back)
                failures.extend({"cv": number, "format": format, "told": told} for told in back.differences)
            say(f"{number} of {len(profiles)}")
    everything = [back for several in backs.values() for back in several]
    return {
        "task": "round-trip",
        "n": len(profiles),
        **_shares(everything),
        "by_format": {format: _shares(several) for format, several in backs.items()},
        "not_offered": not_offered,
        "failures": failures,
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "resume exports 1",
    }


def _shares(backs: list[ReadBack]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for part in PARTS:
        written = sum(back.parts[part].written for back in backs)
        found[part] = round(sum(back.parts[part].read for back in backs) / written, 4) if written else None
    return found


def given(folder: Path) -> Iterator[Profile]:
    """The CVs of a folder with known truth, as profiles."""
    for row in truths(folder):
        if row.get("name") and not any(row.get(flag) for flag in ("unreadable", "encrypted", "not_a_resume", "empty")):
            yield profile_from(row)


def profile_from(truth: Mapping[str, Any]) -> Profile:
    """The profile of a row of known truth, with dates at the precision it states."""
    return Profile(
        name=truth["name"],
        headline=truth.get("headline") or "",
        email=truth.get("email") or "",
        phone=truth.get("phone") or "",
        location=truth.get("location") or "",
        links=tuple(truth.get("links") or ()),
        summary=truth.get("summary") or "",
        jobs=tuple(
            Job(
                f"job{n}",
                work.get("employer") or "",
                work.get("title") or "",
                _date(work, "start"),
                _date(work, "end"),
                work.get("location") or "",
                tuple(Bullet(f"job{n}.{m}", text) for m, text in enumerate(work.get("bullets") or ())),
            )
            for n, work in enumerate(truth.get("work") or ())
        ),
        studies=tuple(
            Study(
                f"study{n}",
                study.get("institution") or "",
                study.get("degree") or "",
                study.get("field") or "",
                _date(study, "start"),
                _date(study, "end"),
                study.get("location") or "",
                tuple(study.get("notes") or ()),
            )
            for n, study in enumerate(truth.get("education") or ())
        ),
        skills=tuple(truth.get("skills") or ()),
        certifications=tuple(Named(name) for name in truth.get("certifications") or ()),
        languages=tuple(
            Named(name, (truth.get("language_levels") or {}).get(name) or "") for name in truth.get("languages") or ()
        ),
    )


_SEASONS = {"03": "spring", "05": "spring", "06": "summer", "08": "summer", "09": "fall", "11": "fall", "12": "winter"}


def _date(entry: Mapping[str, Any], which: str) -> str:
    value, precision = entry.get(which) or "", entry.get(f"{which}_precision")
    if value == "present" or precision == "month":
        return str(value)
    if precision == "season" and value[5:] in _SEASONS:
        return f"{value[:4]}-{_SEASONS[value[5:]]}"
    return str(value[:4])

"""`evaluate jobmatch`: how rightly a CV is said to show or not to show what an ad asks for."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.scorer import say
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.passages import passages_read
from shared_backend.services.resumes.matching.values import RULES_VERSION, Requirement
from shared_backend.services.resumes.profile import profile_of
from shared_backend.services.resumes.reader import ResumeReader

ADS = "job_ads.jsonl"
# Positions that go on are counted to this day, so that the figures are the same on any day.
_TODAY = date(2026, 6, 30)
_LISTS = ("must_have", "nice_to_have", "present", "absent")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, required=True, help=f"folder with CV files and {ADS}")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract; `floor` counts exact words of the visible text only.

    Raises
    ------
    InvalidInput
        When the folder, its ads or a file cannot be read.
    """
    begun = time.perf_counter()
    ads = _ads(options.data)
    matcher = Matcher(REFERENCE, _TODAY)
    by_ad, floor = [], []
    with ResumeReader(at_once=1) as reader:
        for ad in ads:
            try:
                reading = reader.read((options.data / ad["resume"]).read_bytes())
            except OSError:
                raise InvalidInput(f"The file {ad['resume']} cannot be read.") from None
            asked = [Requirement(phrase) for phrase in (*ad["must_have"], *ad["nice_to_have"])]
            found = matcher.match(asked, passages_read(reading), profile_of(reading).jobs)
            shown = {one.requirement.phrase for one in found if one.evidence is not None}
            by_ad.append(_counted(ad, shown))
            text = reading.text.lower()
            floor.append(_counted(ad, {one.phrase for one in asked if one.phrase.lower() in text}))
            say(f"{ad['id']}: {len(by_ad[-1]['wrong'])} said wrongly, {len(by_ad[-1]['missed'])} missed")
    return {
        "task": "jobmatch",
        "n": len(ads),
        **_figures(by_ad),
        "by_ad": {str(ad["id"]): one for ad, one in zip(ads, by_ad, strict=True)},
        "floor": _figures(floor),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": RULES_VERSION,
    }


def _counted(ad: Mapping[str, Any], shown: set[str]) -> dict[str, Any]:
    present = set(ad["present"])
    return {
        **_shares(len(present & shown), len(shown), len(present)),
        "right": len(present & shown),
        "shown": len(shown),
        "present": len(present),
        "wrong": sorted(shown - present),
        "missed": sorted(present - shown),
    }


def _figures(by_ad: Iterable[Mapping[str, Any]]) -> dict[str, float | None]:
    rows = list(by_ad)
    return _shares(*(sum(int(row[name]) for row in rows) for name in ("right", "shown", "present")))


def _shares(right: int, shown: int, present: int) -> dict[str, float | None]:
    return {
        "precision": round(right / shown, 4) if shown else None,
        "recall": round(right / present, 4) if present else None,
    }


def _ads(folder: Path) -> Sequence[Mapping[str, Any]]:
    path = folder / ADS
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InvalidInput(f"{path} cannot be read as JSON lines. Check the path.") from None
    if not rows or not all(_is_ad(row) for row in rows):
        raise InvalidInput(f"{path}: every row needs id, resume and lists of {', '.join(_LISTS)}.")
    return rows


def _is_ad(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and {"id", "resume"} <= row.keys()
        and all(isinstance(row.get(name), list) for name in _LISTS)
    )

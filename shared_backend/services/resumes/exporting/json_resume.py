"""A CV as JSON Resume 1.0.0, which other programs read without guessing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from shared_backend.domain.resume import PRESENT, Job, Named, Profile, Study
from shared_backend.services.resumes.exporting.sheet import one_line
from shared_backend.services.resumes.exporting.words import SEASONS, Words, printed_range
from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.headings import kind_of
from shared_backend.services.resumes.fields.places import is_country

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
# Sections of the schema that take lines as they are: where the heading goes, and one line.
_LINES: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "publications": ("publications", lambda line: {"name": line}),
    "awards": ("awards", lambda line: {"title": line}),
    "volunteering": ("volunteer", lambda line: {"summary": line}),
    "interests": ("interests", lambda line: {"name": line}),
    "references": ("references", lambda line: {"reference": line}),
}


def as_json_resume(profile: Profile, words: Words) -> bytes:
    """The profile as UTF-8 JSON; what is not written is left out.

    The schema knows years, months and days only. A season, or a date of which only the beginning or the end is
    written, also stands as printed in a further property `dates`; so does the year or month of a certificate.
    """
    document: dict[str, Any] = {
        "$schema": SCHEMA,
        "basics": _basics(profile),
        "work": [_job(job, words) for job in profile.jobs],
        "education": [_study(study, words) for study in profile.studies],
        "skills": [{"name": name} for skill in profile.skills if (name := one_line(skill))],
        "certificates": [_certificate(one) for one in profile.certifications],
        "languages": [_filled(language=one_line(one.name), fluency=one_line(one.detail)) for one in profile.languages],
    }
    for extra in profile.extras:
        lines = [one_line(line) for line in extra.lines if one_line(line)]
        section, made = _LINES.get(kind_of(extra.heading) or "", ("projects", None))
        found = [made(line) for line in lines] if made else [_filled(name=one_line(extra.heading), highlights=lines)]
        document[section] = [*document.get(section, []), *found]
    filled = {key: value for key, value in document.items() if value}
    return (json.dumps({**filled, "meta": {"version": "v1.0.0"}}, ensure_ascii=False, indent=2) + "\n").encode()


def _basics(profile: Profile) -> dict[str, Any]:
    addresses = [_address(one_line(link)) for link in profile.links if one_line(link)]
    return _filled(
        name=one_line(profile.name),
        label=one_line(profile.headline),
        email=one_line(profile.email),
        phone=one_line(profile.phone),
        url=addresses[0] if addresses else "",
        summary=one_line(profile.summary),
        location=_location(one_line(profile.location)),
        profiles=[{"network": _network(address), "url": address} for address in addresses[1:]],
    )


def _location(text: str) -> dict[str, str]:
    town, comma, region = text.rpartition(", ")
    return _filled(city=town, region=region) if comma and not is_country(region) else _filled(city=text)


def _address(link: str) -> str:
    return link if re.match(r"[a-z][a-z+.-]*:", link, re.IGNORECASE) else f"https://{link}"


def _network(address: str) -> str:
    return re.sub(r"^[a-z+.-]+:/*(?:www\.)?", "", address, flags=re.IGNORECASE).split("/")[0]


def _job(job: Job, words: Words) -> dict[str, Any]:
    return _filled(
        name=one_line(job.employer),
        position=one_line(job.title),
        location=one_line(job.location),
        **_dates(job.start, job.end, words),
        highlights=[text for bullet in job.bullets if (text := one_line(bullet.text))],
    )


def _study(study: Study, words: Words) -> dict[str, Any]:
    return _filled(
        institution=one_line(study.institution),
        studyType=one_line(study.degree),
        area=one_line(study.subject),
        **_dates(study.start, study.end, words),
        courses=[text for note in study.notes if (text := one_line(note))],
        location=one_line(study.location),
    )


def _dates(start: str, end: str, words: Words) -> dict[str, str]:
    # A date that ends now is one without an end, by the habit of the format.
    inexact = any(date.endswith(SEASONS) for date in (start, end)) or (bool(start) and not end)
    first = "" if start == PRESENT else start.partition("-")[0] if start.endswith(SEASONS) else start
    last = "" if end == PRESENT else end.partition("-")[0] if end.endswith(SEASONS) else end
    return _filled(startDate=first, endDate=last, dates=printed_range(start, end, words) if inexact else "")


def _certificate(one: Named) -> dict[str, Any]:
    detail, date = one_line(one.detail), ""
    found = ranges_in(detail)
    if (
        found
        and found[-1].single
        and found[-1].span[1] == len(detail)
        and found[-1].start.precision in ("month", "year")
    ):
        date = found[-1].start.value[: 7 if found[-1].start.precision == "month" else 4]
        detail = detail[: found[-1].span[0]].strip(" ,;|")
    # The schema wants a whole day in `date`, which no CV gives a certificate.
    return _filled(name=one_line(one.name), issuer=detail, dates=date)


def _filled(**given: Any) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value}

"""How the CVs are laid out: date styles, orders of title and employer, orders of sections; and the truth beside it."""

# ruff: noqa: SIM905 (tables of test data)

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tests.services.resumes.cv_people import Person

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}
Block = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """`jobs` and `dates` name the styles below; `order` is by index into the person's headings."""

    jobs: str = "title_employer_line"
    dates: str = "mon_yyyy"
    language: str = "en"
    order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    skills: str = "commas"
    contact: str = "bars"
    caps: bool = False
    sidebar: tuple[int, ...] = field(default=())


def printed(date: str, layout: Layout, person: Person) -> str:
    """A date in the style of the layout."""
    if date == "present":
        return person.present
    if "-" not in date:
        return date
    year, month = date.split("-")
    name = MONTHS[layout.language][int(month) - 1]
    styles = {
        "mon_yyyy": f"{name[:3]} {year}" if layout.language == "en" else f"{name} {year}",
        "month_yyyy": f"{name} {year}",
        "mm_yyyy": f"{month}/{year}",
        "mm.yyyy": f"{month}.{year}",
        "iso": f"{year}-{month}",
        "mon_yy": f"{name[:3]} '{year[2:]}",
    }
    return styles[layout.dates]


def span(start: str, end: str, layout: Layout, person: Person) -> str:
    """A range of dates in the style of the layout."""
    if start == end:
        return printed(start, layout, person)
    dash = {"mm.yyyy": " - ", "iso": " – ", "mm_yyyy": " – ", "mon_yy": "–"}.get(layout.dates, " – ")
    return f"{printed(start, layout, person)}{dash}{printed(end, layout, person)}"


def job_blocks(person: Person, layout: Layout) -> list[Block]:
    """The work history as blocks: ("lr", left, right), ("strong", text), ("p", text), ("b", text)."""
    blocks: list[Block] = []
    if layout.jobs == "grouped":
        for employer, jobs in groupby(person.jobs, key=lambda job: (job[1], job[2])):
            several = list(jobs)
            if len(several) > 1:
                whole = span(several[-1][3], several[0][4], layout, person)
                blocks.append(("strong_lr", f"{employer[0]}, {employer[1]}", whole))
                for title, _, _, start, end, bullets in several:
                    blocks += [("lr", title, span(start, end, layout, person)), *(("b", b) for b in bullets)]
            else:
                title, _, _, start, end, bullets = several[0]
                blocks += [
                    ("strong_lr", f"{employer[0]}, {employer[1]}", ""),
                    ("lr", title, span(start, end, layout, person)),
                    *(("b", b) for b in bullets),
                ]
        return blocks
    for title, employer, place, start, end, bullets in person.jobs:
        when = span(start, end, layout, person)
        head: dict[str, list[Block]] = {
            "title_employer_line": [("strong_lr", title, when), ("p", f"{employer}, {place}")],
            "employer_title_line": [("strong_lr", employer, place), ("lr", title, when)],
            "pipes": [("strong", f"{title} | {employer} | {when}")],
            "dates_first": [("p", when), ("strong", title), ("p", f"{employer}, {place}")],
            "margin_dates": [("dated", when, title), ("dated", "", f"{employer}, {place}")],
            "dash": [("strong", f"{employer} – {title}"), ("p", f"{place}, {when}")],
            "at": [("strong", f"{title} at {employer} ({when})")],
            "employer_dates_title": [("strong_lr", f"{employer}, {place}", when), ("em", title)],
            "three_lines": [("strong", title), ("p", employer), ("p", f"{place} | {when}")],
        }
        blocks += [*head[layout.jobs], *(("b", b) for b in bullets)]
    return blocks


def blocks_of(person: Person, layout: Layout, part: int) -> list[Block]:
    """One section with its heading; nothing when the person has nothing for it."""
    heading = person.headings[part].upper() if layout.caps else person.headings[part]
    if part == 0:
        inner: list[Block] = [("p", person.summary)]
    elif part == 1:
        inner = job_blocks(person, layout)
    elif part == 2:
        inner = []
        for degree, subject, school, start, end in person.studies:
            joint = {"fr": " en ", "de": " in ", "es": " en "}.get(layout.language, " in ")
            when = span(start, end, layout, person)
            if layout.jobs in ("dates_first",):
                inner += [("p", when), ("strong", f"{degree}, {subject}"), ("p", school)]
            elif layout.jobs in ("pipes", "at"):
                inner += [("p", f"{degree}{joint}{subject} | {school} | {when}")]
            elif layout.jobs == "margin_dates":
                inner += [("dated", when, f"{degree}{joint}{subject}"), ("dated", "", school)]
            else:
                inner += [("strong_lr", f"{degree}{joint}{subject}", when), ("p", school)]
    elif part == 3:
        middle = (len(person.skills) + 1) // 2
        inner = {
            "commas": [("p", ", ".join(person.skills))],
            "bullets": [("b", skill) for skill in person.skills],
            "lines": [("p", skill) for skill in person.skills],
            "labelled": [
                ("p", f"Core: {', '.join(person.skills[:middle])}"),
                ("p", f"Also: {', '.join(person.skills[middle:])}"),
            ],
            "dots": [("p", " · ".join(person.skills))],
        }[layout.skills]
    elif part == 4:
        inner = [("b", f"{name} ({detail})") for name, detail in person.certificates]
    elif layout.skills == "commas":
        inner = [("p", ", ".join(f"{name} ({level})" for name, level in person.languages))] if person.languages else []
    else:
        inner = [("p", f"{name}: {level}") for name, level in person.languages]
    return [("h", heading), *inner] if inner else []


def page_of(person: Person, layout: Layout) -> tuple[list[Block], list[Block]]:
    """The blocks of the main column and of the sidebar (empty for one column)."""
    facts = [person.place, person.phone, person.email, *person.links]
    contact: list[Block] = (
        [("contact", " | ".join(facts))] if layout.contact == "bars" else [("contact", fact) for fact in facts]
    )
    main: list[Block] = [("name", person.name), ("headline", person.headline)]
    side: list[Block] = []
    if layout.sidebar:
        side += [("h", "CONTACT" if layout.caps else "Contact"), *contact]
    else:
        main += contact
    for part in layout.order:
        (side if part in layout.sidebar else main).extend(blocks_of(person, layout, part))
    return main, side


def truth_of(person: Person, layout: Layout, side_first: bool = False) -> dict[str, Any]:
    """The truth in the format of `evaluate resumes`."""
    main, side = page_of(person, layout)
    order = [*side, *main] if side_first else [*main, *side]
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "links": list(person.links),
        "headline": person.headline,
        "summary": person.summary,
        "location": person.place,
        "work": [{"title": j[0], "employer": j[1], **_dates(j[3], j[4]), "bullets": list(j[5])} for j in person.jobs],
        "education": [
            {"degree": s[0], "field": s[1], "institution": s[2], **_dates(s[3], s[4])} for s in person.studies
        ],
        "skills": list(person.skills),
        "certifications": [name for name, _ in person.certificates],
        "languages": [name for name, _ in person.languages],
        "sections_in_order": [block[1] for block in order if block[0] == "h"],
    }


def _dates(start: str, end: str) -> dict[str, str]:
    def point(date: str, last: bool) -> tuple[str, str]:
        if date == "present":
            return date, "present"
        if date.startswith("Summer"):
            return f"{date[-4:]}-{'08' if last else '06'}", "season"
        if "-" in date:
            return date, "month"
        return f"{date}-{'12' if last else '01'}", "year"

    (first, exact), (final, exactly) = point(start, False), point(end, True)
    return {"start": first, "end": final, "start_precision": exact, "end_precision": exactly}

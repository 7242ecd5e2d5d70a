"""A CV as plain text with named lines, and back: what rated CVs are written in and staff can paste.

``Role: title | employer | start | end | place``, its lines below with a dash; ``Education: degree | institution | start
| end | subject``; Skills, Certificate, Language, Section. A line without a name belongs to what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.resume import Bullet, Extra, Job, Named, Profile, Study, checked_date

_NAMED = re.compile(
    r"(Name|Headline|Email|Phone|Place|Link|Summary|Role|Education|Skills|Certificate|Language|Section)\s*:\s*(.*)\Z",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—•*·▪]\s+")


def to_sheet(profile: Profile) -> str:
    """The profile as text. Line breaks and bars inside a value become blanks and slashes."""
    simple = ("name", "headline", "email", "phone", "summary")
    lines = [_line(name.capitalize(), getattr(profile, name)) for name in simple if getattr(profile, name).strip()]
    lines += [_line("Place", profile.location)] if profile.location.strip() else []
    lines += [_line("Link", link) for link in profile.links]
    for job in profile.jobs:
        lines.append(_line("Role", job.title, job.employer, job.start, job.end, job.location))
        lines += [f"- {_clean(bullet.text)}" for bullet in job.bullets]
    for study in profile.studies:
        lines.append(_line("Education", study.degree, study.institution, study.start, study.end, study.subject))
        lines += [f"- {_clean(note)}" for note in study.notes]
    lines += [f"Skills: {'; '.join(_clean(skill).replace(';', ',') for skill in profile.skills)}"] * bool(
        profile.skills
    )
    lines += [_line("Certificate", one.name, one.detail) for one in profile.certifications]
    lines += [_line("Language", one.name, one.detail) for one in profile.languages]
    for extra in profile.extras:
        lines.append(_line("Section", extra.heading))
        lines += [f"- {_clean(text)}" for text in extra.lines]
    return "\n".join(lines)


def of_sheet(text: str) -> Profile:
    """The profile a text gives; nothing is refused: what has no name is a line of what stands above it."""
    read = _Read()
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        named = _NAMED.match(line)
        if named and not _DASH.match(line):
            read.take(named[1].lower(), [part.strip() for part in named[2].split("|")])
        else:
            read.add(_DASH.sub("", line, count=1), dashed=_DASH.match(line) is not None)
    return read.profile()


@dataclass(slots=True)
class _Read:
    single: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    jobs: list[tuple[list[str], list[str]]] = field(default_factory=list)
    studies: list[tuple[list[str], list[str]]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    named: dict[str, list[Named]] = field(default_factory=lambda: {"certificate": [], "language": []})
    extras: list[tuple[str, list[str]]] = field(default_factory=list)
    below: list[str] | None = None

    def take(self, name: str, parts: list[str]) -> None:
        whole = " | ".join(parts)
        if name in ("role", "education"):
            entry: tuple[list[str], list[str]] = (parts + [""] * (5 - len(parts)), [])
            (self.jobs if name == "role" else self.studies).append(entry)
            self.below = entry[1]
        elif name == "section":
            self.extras.append((whole, []))
            self.below = self.extras[-1][1]
        elif name == "skills":
            self.skills += [skill.strip() for skill in re.split(r"[;,]", whole) if skill.strip()]
        elif name in self.named:
            self.named[name].append(Named(parts[0], " ".join(parts[1:])))
        elif name == "link":
            self.links.append(whole)
        else:
            self.single[name] = whole

    def add(self, line: str, *, dashed: bool) -> None:
        if self.below is None and dashed:
            # Deeds without a position above them.
            self.take("section", ["Experience"])
        if self.below is None:
            self.single["summary"] = f"{self.single.get('summary', '')} {line}".strip()
        else:
            self.below.append(line)

    def profile(self) -> Profile:
        given = {"location" if name == "place" else name: value for name, value in self.single.items()}
        return Profile(
            **given,
            links=tuple(self.links),
            jobs=tuple(_job(n, *entry) for n, entry in enumerate(self.jobs, 1)),
            studies=tuple(
                Study(f"study{n}", p[1], p[0], p[4], _date(p[2]), _date(p[3]), notes=tuple(notes))
                for n, (p, notes) in enumerate(self.studies, 1)
            ),
            skills=tuple(self.skills),
            certifications=tuple(self.named["certificate"]),
            languages=tuple(self.named["language"]),
            extras=tuple(Extra(heading, tuple(lines)) for heading, lines in self.extras if lines),
        )


def _job(n: int, parts: Sequence[str], lines: Sequence[str]) -> Job:
    bullets = tuple(Bullet(f"job{n}.{m}", text) for m, text in enumerate(lines, 1))
    return Job(f"job{n}", parts[1], parts[0], _date(parts[2]), _date(parts[3]), parts[4], bullets)


def _date(text: str) -> str:
    try:
        return checked_date(text)
    except InvalidInput:
        return ""


def _line(name: str, *parts: str) -> str:
    return f"{name}: {' | '.join(map(_clean, parts))}".rstrip(" |") if any(p.strip() for p in parts) else f"{name}: "


def _clean(text: str) -> str:
    return " ".join(text.replace("|", "/").split())

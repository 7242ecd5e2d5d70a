"""What counts as read rightly: texts after folding, dates at the precision they are printed with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from shared_backend.services.resumes.fields.values import Reading, Role, School

FIELDS = ("name", "email", "phone", "links", "headline", "summary", "location")
LISTS = ("roles", "education", "skills", "certifications", "languages")
_ALIKE = 95.0


def folded(text: str | None) -> str:
    """Text after NFKC, folding of white space, quotes, dashes, hyphens and case.

    >>> folded("  Léa’s  Long–Term ")
    "léa's long-term"
    """
    text = unicodedata.normalize("NFKC", text or "")
    text = re.sub(r"[‘’‚′]", "'", re.sub(r"[“”„″]", '"', text))
    return re.sub(r"\s+", " ", re.sub(r"[‐‑‒–—−]", "-", text)).strip().casefold()


def address(text: str) -> str:
    """A link without scheme, www and final slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", folded(text)).rstrip("/")


@dataclass(slots=True)
class Tally:
    """Counts over files: right fields, and of every list what was wanted, found and common."""

    fields: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    lists: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0, 0] for name in LISTS})
    sections: list[float] = field(default_factory=list)
    bullets: list[int] = field(default_factory=lambda: [0, 0])
    misses: list[dict[str, object]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            {name: [a + b for a, b in zip(self.fields[name], other.fields[name], strict=True)] for name in FIELDS},
            {name: [a + b for a, b in zip(self.lists[name], other.lists[name], strict=True)] for name in LISTS},
            self.sections + other.sections,
            [a + b for a, b in zip(self.bullets, other.bullets, strict=True)],
            self.misses + other.misses,
        )

    def figures(self) -> dict[str, object]:
        """Accuracy of fields, F1 of lists; None where nothing was to be read."""
        return {
            "fields": {name: _share(right, asked) for name, (right, asked) in self.fields.items()},
            **{f"{name}_f1": _f1(*counts) for name, counts in self.lists.items()},
            "sections": round(sum(self.sections) / len(self.sections), 4) if self.sections else None,
            "bullets": _share(*self.bullets),
        }


def tally(truth: Mapping[str, Any], reading: Reading) -> Tally:
    """Compare one reading with the known content of its file."""
    result = Tally()
    _fields(truth, reading, result)
    pairs: Sequence[tuple[str, Sequence[Any], Sequence[Any], Callable[[Any, Any], bool]]] = (
        ("roles", truth.get("work") or [], reading.roles, same_role),
        ("education", truth.get("education") or [], reading.education, same_school),
        ("skills", truth.get("skills") or [], [v.text for v in reading.skills], _same_text),
        (
            "certifications",
            truth.get("certifications") or [],
            [d.name.text for d in reading.certifications],
            _same_text,
        ),
        ("languages", truth.get("languages") or [], [d.name.text for d in reading.languages], _same_text),
    )
    for name, wanted, found, same in pairs:
        matched = _matched(wanted, found, same)
        result.lists[name] = [len(wanted), len(found), len(matched)]
        for i, item in enumerate(wanted):
            if i not in matched:
                result.misses.append({"missing": name, "value": _shown(item)})
        result.misses.extend(
            {"extra": name, "value": _shown(item)} for j, item in enumerate(found) if j not in matched.values()
        )
        if name == "roles":
            _bullets(wanted, found, matched, result)
    _sections(truth, reading, result)
    return result


def _fields(truth: Mapping[str, Any], reading: Reading, result: Tally) -> None:
    for name in FIELDS:
        wanted, value = truth.get(name), getattr(reading, name)
        if name == "links":
            right = {address(w) for w in wanted or []} == {address(v.text) for v in value}
        elif name == "phone":
            right = re.sub(r"\D", "", wanted or "") == re.sub(r"\D", "", value.text if value else "")
        elif name == "name":
            right = _same_name(truth, value.text if value else "")
        else:
            given = folded(value.text if value else None)
            right = folded(wanted) == given or (name == "summary" and fuzz.ratio(folded(wanted), given) >= _ALIKE)
        result.fields[name][0] += right
        result.fields[name][1] += 1
        if not right:
            got = [v.text for v in value] if name == "links" else value.text if value else None
            result.misses.append({"field": name, "wanted": wanted, "got": got})


def _same_name(truth: Mapping[str, Any], text: str) -> bool:
    given = folded(text)
    printed = folded(truth.get("name_as_printed"))
    return given == folded(truth.get("name")) or (bool(given) and len(given) > 1 and given in printed.split(" / "))


def _bullets(
    wanted: Sequence[Mapping[str, Any]], found: Sequence[Role], matched: Mapping[int, int], result: Tally
) -> None:
    """A bullet is right when it stands, whole, under the role it belongs to."""
    for i, work in enumerate(wanted):
        texts = [folded(b) for b in work.get("bullets") or []]
        got = [folded(v.text) for v in found[matched[i]].bullets] if i in matched else []
        right = sum(any(fuzz.ratio(text, g) >= _ALIKE for g in got) for text in texts)
        result.bullets[0] += right
        result.bullets[1] += max(len(texts), len(got)) if texts else len(texts)


def _sections(truth: Mapping[str, Any], reading: Reading, result: Tally) -> None:
    """Share of headings found, in order: the longest common run of both lists over the longer list."""
    wanted = [folded(s) for s in truth.get("sections_in_order") or []]
    found = [folded(s.heading.text).rstrip(":") for s in reading.sections if s.heading is not None]
    if not wanted:
        return
    share = _common(wanted, found) / max(len(wanted), len(found))
    result.sections.append(share)
    if share < 1.0:
        result.misses.append({"sections": share, "wanted": wanted, "got": found})


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(other):
            here = row[j + 1]
            row[j + 1] = before + 1 if a == b else max(row[j + 1], row[j])
            before = here
    return row[-1]


def same_role(work: Mapping[str, Any], role: Role) -> bool:
    """Employer, title, start and end all as printed."""
    return (
        folded(work.get("employer")) == folded(role.employer.text if role.employer else None)
        and folded(work.get("title")) == folded(role.title.text if role.title else None)
        and _same_dates(work, role)
    )


def same_school(entry: Mapping[str, Any], school: School) -> bool:
    """Institution, degree with subject, start and end as printed; where the degree ends and the subject begins is
    a matter of taste, so the two are compared together.
    """
    wanted = _letters(f"{entry.get('degree') or ''} {entry.get('field') or ''}")
    given = _letters(" ".join(v.text for v in (school.degree, school.subject) if v is not None))
    institution = folded(school.institution.text if school.institution else None)
    return folded(entry.get("institution")) == institution and wanted == given and _same_dates(entry, school)


def _letters(text: str) -> str:
    return re.sub(r"\b(?:in|im|en|of)\b|\W+", "", folded(text))


def _same_dates(entry: Mapping[str, Any], read: Role | School) -> bool:
    for side in ("start", "end"):
        wanted, precision = entry.get(side), entry.get(f"{side}_precision")
        if read.dates is None:
            given = None
        else:
            point = read.dates.start if side == "start" or read.dates.end is None else read.dates.end
            given = point.value
        if wanted is None:
            continue
        if given is None:
            return False
        length = 4 if precision == "year" and given != "present" else 7
        if wanted[:length] != given[:length]:
            return False
    return True


def _same_text(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _matched(wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> dict[int, int]:
    """Each wanted item with one found item, first come first served."""
    taken: dict[int, int] = {}
    for i, item in enumerate(wanted):
        for j, other in enumerate(found):
            if j not in taken.values() and same(item, other):
                taken[i] = j
                break
    return taken


def _shown(item: Any) -> object:
    if isinstance(item, Role):
        dates = (item.dates.start.value, item.dates.end.value if item.dates.end else None) if item.dates else None
        return [item.title and item.title.text, item.employer and item.employer.text, dates]
    if isinstance(item, School):
        dates = (item.dates.start.value, item.dates.end.value if item.dates.end else None) if item.dates else None
        parts: Iterable[Any] = (item.institution, item.degree, item.subject)
        return [*(part and part.text for part in parts), dates]
    if isinstance(item, Mapping):
        keys = ("title", "employer", "institution", "degree", "field", "start", "end")
        return [item[key] for key in keys if key in item]
    return item


def special_told(truth: Mapping[str, Any], reading: Reading) -> bool | None:
    """Whether a file that is no ordinary CV was told for what it is; None for an ordinary one."""
    refused = reading.refused.code if reading.refused else None
    remarks = {remark.code for remark in reading.remarks}
    if truth.get("empty"):
        return refused == "empty"
    if truth.get("encrypted"):
        return refused == "encrypted"
    if truth.get("truncated") or "truncated" in (truth.get("traits") or ()):
        return refused == "truncated"
    if truth.get("not_a_resume"):
        return "not_a_resume" in remarks and not reading.roles and reading.name is None
    if truth.get("hidden_text"):
        shown = folded(" ".join(h.text for h in reading.hidden))
        counted = folded(reading.text)
        told = all(folded(h["text"])[:30] in shown for h in truth["hidden_text"])
        return told and not any(folded(h["text"]) in counted for h in truth["hidden_text"])
    return refused is not None if truth.get("unreadable") else None


def _share(right: float, asked: float) -> float | None:
    return round(right / asked, 4) if asked else None


def _f1(wanted: int, found: int, common: int) -> float | None:
    return round(2 * common / (wanted + found), 4) if wanted + found else None

"""The files of an O*NET release by what they hold, under the names they have had, and the codes in them checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shared_backend.domain.errors import InvalidInput
from shared_backend.services.occupations.release import Release, Table

CODE = "O*NET-SOC Code"
# Release 30.3 split some files and renamed others; the tables of one tuple within a list together are one.
_NAMES: Mapping[str, Sequence[Sequence[str]]] = {
    "occupations": [("occupation_data",)],
    "alternate": [("alternate_titles",)],
    "reported": [("sample_of_reported_titles",)],
    "zones": [("job_zones",)],
    "skills": [("skills",), ("essential_skills", "transferable_skills")],
    "knowledge": [("knowledge",)],
    "interests": [("interests",)],
    "related": [("related_occupations",)],
    "technologies": [("technology_skills",), ("software_skills",)],
    "education": [("education_training_and_experience",), ("education",)],
}
# What a column was called before or after: the first that is there counts.
_COLUMNS: Mapping[str, Sequence[str]] = {
    "Example": ("Workplace Example",),
    "Commodity Title": ("Element Name",),
}
EDUCATION_LEVELS = 12
_REQUIRED_LEVEL = "RL"
_CODE = re.compile(r"\d{2}-\d{4}\.\d{2}\Z")


def missing_tables(release: Release) -> tuple[str, ...]:
    """The files that a release needs and this one does not have, as they are called when published."""
    lacking = [
        names[0] for names in _NAMES.values() if not any(all(release.has(one) for one in group) for group in names)
    ]
    return tuple(" and ".join(_published(one) for one in group) for group in lacking)


def table(release: Release, what: str, columns: Sequence[str]) -> Table:
    """One kind of facts. Raises `InvalidInput` when its file is missing or damaged."""
    group = next((group for group in _NAMES[what] if all(release.has(one) for one in group)), None)
    if group is None:
        wanted = " and ".join(_published(one) for one in _NAMES[what][0])
        raise InvalidInput(
            f"{wanted} is not in {release.name}. Download the whole text release of the O*NET database and give its "
            "folder or zip. Nothing was changed."
        )
    plain = [one for one in columns if one not in _COLUMNS]
    read = [release.read(name, plain) for name in group]
    rows = tuple(_renamed(part.file, row, columns) for part in read for row in part.rows)
    return Table(" and ".join(part.file for part in read), rows)


def checked_codes(rows: Table, titles: Mapping[str, str], column: str = CODE) -> None:
    """Every code is one of an occupation. Raises `InvalidInput` naming the first that is not."""
    wrong = next((row[column] for row in rows.rows if not _CODE.match(row[column]) or row[column] not in titles), None)
    if wrong is not None:
        raise InvalidInput(
            f"{rows.file}: “{wrong[:20]}” is not the code of an occupation of this release. The files do not belong "
            "together, or one is damaged. Nothing was changed."
        )


def education(release: Release, titles: Mapping[str, str]) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Header and rows of what education people in an occupation say is required, in percent.

    `n` is how many were asked; `imprecise` is 1 where O*NET recommends not to rely on a share.
    """
    columns = (CODE, "Scale ID", "Category", "Data Value", "N", "Recommend Suppress")
    rows = table(release, "education", columns)
    checked_codes(rows, titles)
    shares: dict[str, dict[int, str]] = {}
    asked: dict[str, str] = {}
    imprecise: set[str] = set()
    for row in rows.rows:
        if row["Scale ID"] != _REQUIRED_LEVEL:
            continue
        level = int(rows.number(row, "Category", 1, EDUCATION_LEVELS))
        rows.number(row, "Data Value", 0, 100)
        shares.setdefault(row[CODE], {})[level] = row["Data Value"]
        asked[row[CODE]] = row["N"].removesuffix(".0") if row["N"] != "n/a" else ""
        if row["Recommend Suppress"] == "Y":
            imprecise.add(row[CODE])
    levels = range(1, EDUCATION_LEVELS + 1)
    whole = [code for code in sorted(shares) if 98 <= sum(map(float, shares[code].values())) <= 102]
    lines: list[Sequence[object]] = [
        (code, asked[code], int(code in imprecise), *(shares[code].get(level, "0.0") for level in levels))
        for code in whole
    ]
    return ("code", "n", "imprecise", *map(str, levels)), lines


def _renamed(file: str, row: Mapping[str, str], columns: Sequence[str]) -> Mapping[str, str]:
    found = dict(row)
    for column in columns:
        if column not in row:
            other = next((one for one in _COLUMNS[column] if one in row), None)
            if other is None:
                raise InvalidInput(f"{file} has no column {column}. Nothing was changed.")
            found[column] = row[other]
    return found


def _published(name: str) -> str:
    """As a file is called when published.

    >>> _published("education_training_and_experience")
    '“Education, Training, and Experience”'
    """
    if name == "education_training_and_experience":
        return "“Education, Training, and Experience”"
    return "“" + " ".join(word if word == "of" else word.capitalize() for word in name.split("_")) + "”"

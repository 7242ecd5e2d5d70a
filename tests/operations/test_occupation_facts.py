"""A release of O*NET or ESCO takes the place of the shipped facts: checked first, switched at once, taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.bootstrap import REFERENCE
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.operations.occupation_facts import bring, go_back
from shared_backend.services.occupations.details import details
from shared_backend.services.occupations.esco import ADDRESS
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.occupations.installed import resolve, state
from shared_backend.services.occupations.sources import sources
from tests.services.occupations.releases import CODE, CODES, Files, small_limits, write_esco, write_onet, zipped

AT = datetime(2026, 3, 1, tzinfo=UTC)
NURSE = "29-1141.00"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    small_limits(monkeypatch)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def brought(data: Path, path: Path, release: str | None = None) -> Path:
    bring("onet", path, data, REFERENCE, release=release, at=AT)
    return resolve(data, REFERENCE)


def everything(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_without_an_import_the_shipped_facts_are_read_and_nothing_is_written(data: Path) -> None:
    assert resolve(data, REFERENCE) == REFERENCE
    assert sources(REFERENCE)["onet"].name == "O*NET 29.3"
    assert not data.exists()


@pytest.mark.parametrize("packed", [False, True])
def test_an_imported_release_is_read_table_by_table(data: Path, tmp_path: Path, packed: bool) -> None:
    folder = write_onet(tmp_path / "db_31_2_text")
    found = brought(data, zipped(folder) if packed else folder)
    occupations = Occupations.load(found)
    assert occupations.titles[NURSE] == "Tomorrow Nurses"
    assert set(occupations.titles) == set(CODES)
    nurse = occupations.profile(NURSE)
    assert {rating.level for rating in nurse.skills.values()} == {4.0}
    assert nurse.role_family == "nursing", "what the release does not have is the shipped"
    education = details(found, NURSE).education
    assert education is not None
    assert education.shares == (("Two-year degree", 40.0), ("Bachelor's degree", 60.0))
    assert esco_skills(found) == esco_skills(REFERENCE)
    source = sources(found)["onet"]
    assert (source.release, source.imported, source.counts["occupations"]) == ("31.2", AT, 3)
    assert "31.2" in source.licence
    assert sources(found)["esco"] == sources(REFERENCE)["esco"]


def test_the_shipped_folder_is_never_written_to(data: Path, tmp_path: Path) -> None:
    before = everything(REFERENCE)
    brought(data, write_onet(tmp_path / "db_31_2_text"))
    go_back("onet", data, REFERENCE, AT)
    assert everything(REFERENCE) == before


def test_going_back_and_forward_again(data: Path, tmp_path: Path) -> None:
    first = brought(data, write_onet(tmp_path / "db_30_1_text", note="O*NET 30.1 Database"))
    second = brought(data, write_onet(tmp_path / "other" / "db", lambda f: rename(f, "Carers"), "O*NET 31.2 Database"))
    assert Occupations.load(second).titles[NURSE] == "Carers"
    assert Occupations.load(first).titles[NURSE] == "Tomorrow Nurses", "a process that still runs reads on"
    assert go_back("onet", data, REFERENCE, AT).release == "30.1"
    assert resolve(data, REFERENCE) == first
    assert go_back("onet", data, REFERENCE, AT).release == "31.2"
    assert resolve(data, REFERENCE) == second


def test_going_back_from_the_first_import_leads_to_the_shipped_facts(data: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="nothing to undo"):
        go_back("onet", data, REFERENCE, AT)
    brought(data, write_onet(tmp_path / "db_31_2_text"))
    assert go_back("onet", data, REFERENCE, AT) == sources(REFERENCE)["onet"]
    assert resolve(data, REFERENCE) == REFERENCE


def test_the_same_release_twice_keeps_what_was_before_it(data: Path, tmp_path: Path) -> None:
    folder = write_onet(tmp_path / "db_31_2_text")
    first = brought(data, folder)
    changed = state(data).changed_at
    bring("onet", folder, data, REFERENCE, release=None, at=AT + timedelta(days=1))
    assert state(data).changed_at == changed, "no model has to be trained again"
    assert Occupations.load(first).titles == Occupations.load(resolve(data, REFERENCE)).titles
    go_back("onet", data, REFERENCE, AT)
    assert resolve(data, REFERENCE) == REFERENCE


def rename(files: Files, title: str) -> None:
    files["Occupation Data"] = [{**row, "Title": title} for row in files["Occupation Data"]]


def drop(name: str) -> Callable[[Files], object]:
    return lambda files: files.pop(name)


def put(name: str, column: str, value: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        rows = [dict(row) for row in files[name]]
        rows[-1][column] = value
        files[name] = rows

    return change


def without(name: str, column: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[name] = [{key: value for key, value in row.items() if key != column} for row in files[name]]

    return change


WRONG = [
    (drop("Skills"), "lacks “Skills”"),
    (drop("Education, Training, and Experience"), "Education, Training, and Experience"),
    (without("Skills", "Data Value"), "Skills.txt has no column Data Value"),
    (without("Technology Skills", "Example"), "Technology Skills.txt has no column Example"),
    (put("Skills", "Data Value", "9.00"), "Skills.txt: Data Value is “9.00”"),
    (put("Knowledge", "Data Value", "n/a"), "Knowledge.txt: Data Value is “n/a”"),
    (put("Knowledge", "Data Value", "nan"), "must be a number"),
    (put("Skills", "Element Name", "Flying"), "unknown Flying"),
    (put("Job Zones", "Job Zone", "7"), "from 1 to 5"),
    (put("Job Zones", CODE, "99-9999.00"), "“99-9999.00” is not the code"),
    (put("Related Occupations", "Related O*NET-SOC Code", "29-1141"), "is not the code"),
    (put("Related Occupations", "Relatedness Tier", "Tertiary"), "the tier “Tertiary”"),
    (put("Interests", "Scale ID", "IH"), "not all of Realistic"),
    (put("Occupation Data", CODE, "98-1111.00"), "do not belong together"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_damaged_release_is_refused_in_one_line_and_nothing_changes(
    data: Path, tmp_path: Path, change: Callable[[Files], object], told: str
) -> None:
    with pytest.raises(InvalidInput, match="Nothing was changed") as refused:
        brought(data, write_onet(tmp_path / "db_31_2", change))
    assert told in refused.value.user_message
    assert "\n" not in refused.value.user_message
    assert not data.exists()


def test_what_is_no_release_is_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "note.txt", tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(InvalidInput):
            bring("onet", path, data, REFERENCE, release="31.2", at=AT)
    assert not data.exists()


def test_a_part_of_a_release_is_refused(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with pytest.raises(InvalidInput, match="3 rows of occupations; a whole one has at least 800"):
        brought(data, write_onet(tmp_path / "db_31_2_text"))


def test_the_number_of_the_release_is_needed(data: Path, tmp_path: Path) -> None:
    folder = write_onet(tmp_path / "facts", note="Nothing about it.")
    with pytest.raises(InvalidInput, match="--release"):
        brought(data, folder)
    with pytest.raises(InvalidInput, match="digits and points"):
        brought(data, folder, release="newest")
    assert sources(brought(data, folder, release="30.0"))["onet"].release == "30.0"


def test_files_as_they_are_called_from_release_30_3_on(data: Path, tmp_path: Path) -> None:
    def change(files: Files) -> None:
        skills = files.pop("Skills")
        files["Essential Skills"], files["Transferable Skills"] = skills[:10], skills[10:]
        files["Education"] = files.pop("Education, Training, and Experience")
        tools = [dict(row) for row in files.pop("Technology Skills")]
        for row in tools:
            row["Workplace Example"] = row.pop("Example")
        files["Software Skills"] = tools

    found = brought(data, write_onet(tmp_path / "db_30_3_text", change, "O*NET 30.3 Database"))
    nurse = Occupations.load(found).profile(NURSE)
    assert len(nurse.skills) == 35
    assert [tool.name for tool in nurse.technologies] == ["Python"]


def test_esco_brings_skills_and_equal_names_of_occupations(data: Path, tmp_path: Path) -> None:
    brought(data, write_onet(tmp_path / "db_31_2_text"))
    archive = write_esco(tmp_path / "ESCO dataset - v1.2.0 - classification - en - csv.zip")
    found = bring("esco", archive, data, REFERENCE, release=None, at=AT)
    assert (found.source.release, dict(found.source.counts)) == ("1.2.0", {"skills": 3, "occupations": 2})
    reference = resolve(data, REFERENCE)
    assert esco_skills(reference)["skill 2"] == ("2", ("ability 2",))
    (link,) = details(reference, NURSE).esco
    assert (link.address, link.label, link.name) == (f"{ADDRESS}0", "tomorrow nurse", "tomorrow nurse")
    assert Occupations.load(reference).titles[NURSE] == "Tomorrow Nurses", "the other import still counts"
    go_back("onet", data, REFERENCE, AT)
    assert details(resolve(data, REFERENCE), NURSE).esco == ()
    assert sources(resolve(data, REFERENCE))["esco"].release == "1.2.0"


def test_esco_in_another_language_or_in_part_is_refused(data: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"occupations_en\.csv"):
        bring("esco", write_onet(tmp_path / "db_31_2_text"), data, REFERENCE, release=None, at=AT)
    few = write_esco(tmp_path / "few" / "v1.2.zip", skills=1)
    with pytest.raises(InvalidInput, match="has 1 skills"):
        bring("esco", few, data, REFERENCE, release=None, at=AT)
    assert not data.exists()


def test_changed_facts_are_noticed_and_the_way_out_is_named(data: Path, tmp_path: Path) -> None:
    found = brought(data, write_onet(tmp_path / "db_31_2_text"))
    (release,) = (data / "reference").glob("onet-*")
    table = release / "occupations" / "occupations.csv"
    table.write_text(table.read_text("utf-8").replace("Nurses", "Pirates"), "utf-8")
    found.rename(found.with_name("resolved-away"))
    with pytest.raises(ConfigurationError, match="intellicoach import onet --undo"):
        resolve(data, REFERENCE)
    go_back("onet", data, REFERENCE, AT)
    assert resolve(data, REFERENCE) == REFERENCE


def test_a_damaged_note_is_told(data: Path) -> None:
    (data / "reference").mkdir(parents=True)
    for text in ("{", "[]", json.dumps({"present": {"onet": {"digest": "../.."}}, "previous": {}, "changed_at": {}})):
        (data / "reference" / "current.json").write_text(text)
        with pytest.raises(ConfigurationError, match="Delete it to use the shipped ones"):
            resolve(data, REFERENCE)


def test_an_import_that_is_killed_on_the_way_changes_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = brought(data, write_onet(tmp_path / "db_30_1_text", note="O*NET 30.1 Database"))

    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    second = write_onet(tmp_path / "other" / "db_31_2", lambda files: rename(files, "Carers"))
    for step in ("replace", "fsync"):
        with monkeypatch.context() as failing:
            failing.setattr(os, step, full)
            failing.setattr(Path, "replace", full)
            with pytest.raises(ConfigurationError, match=r"no space left.*still counts"):
                brought(data, second)
        assert resolve(data, REFERENCE) == first
    assert Occupations.load(brought(data, second)).titles[NURSE] == "Carers"

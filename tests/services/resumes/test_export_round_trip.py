"""What is written into an export is read out of it again; what is not is told to its owner."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared_backend.domain.resume import Job, Profile
from shared_backend.operations.evaluation import round_trip
from shared_backend.operations.evaluation.made_up_cvs import made_up_cvs
from shared_backend.services.resumes.exporting.exact import exactly_written
from shared_backend.services.resumes.exporting.files import FORMATS, Choice, unprinted, written
from shared_backend.services.resumes.exporting.print_file import TEMPLATES
from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.exporting.read_back import compared
from shared_backend.services.resumes.exporting.words import LANGUAGES, language_of
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.notices import notice
from shared_backend.services.resumes.reader import ResumeReader
from shared_backend.services.resumes.recipe import read_file
from tests.services.resumes.printing import faces

EXACT = ("roles", "dates", "skills")


@pytest.fixture(scope="module")
def fonts() -> Faces:
    return faces()


def _misses(profile: Profile, choice: Choice, fonts: Faces) -> list[str]:
    if any(one.letter for one in unprinted(profile, choice, fonts)):
        return []
    back = exactly_written(profile, choice, fonts, read_file).back
    return [*back.differences] if any(not back.parts[part].whole for part in EXACT) else []


@pytest.mark.parametrize("format", FORMATS)
def test_roles_dates_and_skills_come_back(fonts: Faces, format: str) -> None:
    chosen = [one for one in FORMATS if one == format]
    misses = {
        number: told
        for number, profile in enumerate(made_up_cvs(), 1)
        if (told := _misses(profile, Choice(chosen[0], language=language_of(profile)), fonts))
    }
    assert misses == {}


def test_every_template_and_language_comes_back(fonts: Faces) -> None:
    profile = made_up_cvs()[20]
    for template in TEMPLATES:
        assert _misses(profile, Choice("pdf", template), fonts) == [], template
    for language in LANGUAGES:
        assert _misses(profile, Choice("docx", language=language), fonts) == [], language
        assert _misses(profile, Choice("txt", language=language), fonts) == [], language


def test_a_page_may_end_anywhere(fonts: Faces) -> None:
    profile = made_up_cvs()[10]
    for count in range(4, 10):
        short = replace(profile, jobs=profile.jobs[:count])
        assert exactly_written(short, Choice("pdf"), fonts, read_file).back.differences == (), count


def test_names_no_layout_can_tell_apart_get_a_word_before_them(fonts: Faces) -> None:
    odd = Job("odd", "Engineer Director Manager", "Open House Ltd", "2018", "2019")
    profile = replace(made_up_cvs()[0], jobs=(*made_up_cvs()[0].jobs, odd))
    first = compared(profile, read_file(written(profile, Choice("docx"), fonts)))
    assert first.misread == {"odd"}
    made = exactly_written(profile, Choice("docx"), fonts, read_file)
    assert made.choice.labelled == {"odd"}
    assert made.back.misread == frozenset()


def test_a_difference_is_told(fonts: Faces) -> None:
    profile = made_up_cvs()[0]
    other = replace(
        profile,
        jobs=(
            replace(profile.jobs[0], start="2021-04"),
            replace(profile.jobs[1], title="Pastry Chef"),
            *profile.jobs[2:],
        ),
        skills=("Sourdough", "Juggling"),
    )
    back = compared(other, read_file(written(profile, Choice("docx"), fonts)))
    assert [str(back.parts[part]) for part in EXACT] == ["2 of 3", "2 of 3", "1 of 2"]
    told = " ".join(back.differences)
    assert "Role 1 (Bakery Manager): the dates were read as 2021-03 to present." in told
    assert "Role 2 (Pastry Chef): read as “Assistant Baker” at “Corner Loaf Ltd”." in told
    assert "2 skills read that are not in the CV like that." in told
    assert not back.whole
    refused = compared(profile, Reading(None, refused=notice("damaged")))
    assert str(refused.parts["roles"]) == "0 of 3"
    assert "damaged" in refused.differences[0]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    few = made_up_cvs()[:2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(round_trip, "made_up_cvs", lambda: few)
        yield round_trip.run(argparse.Namespace(data=None, seed=0))


def test_the_command_counts(figures: dict[str, object]) -> None:
    assert (figures["n"], figures["roles"], figures["dates"], figures["skills"]) == (2, 1.0, 1.0, 1.0)
    assert set(figures["by_format"]) == set(FORMATS)  # type: ignore[call-overload]


@pytest.mark.shared_data
def test_the_development_truth_comes_back(fonts: Faces) -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "resumes"
    if not (folder / "truth.jsonl").is_file():
        pytest.skip("the development data folder is not there")
    profiles = list(round_trip.given(folder))
    assert profiles
    for number, profile in enumerate(profiles):
        for format in FORMATS:
            assert _misses(profile, Choice(format, language=language_of(profile)), fonts) == [], (number, format)


def test_a_reader_in_its_own_process_reads_the_same(fonts: Faces) -> None:
    profile = made_up_cvs()[6]
    with ResumeReader(at_once=1) as reader:
        for format in FORMATS:
            assert exactly_written(profile, Choice(format), fonts, reader.read).back.whole, format

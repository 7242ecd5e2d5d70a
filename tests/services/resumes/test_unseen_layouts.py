"""Layouts nobody had in mind when the reader was written; each was read wrongly once."""

from __future__ import annotations

from shared_backend.services.resumes.fields.values import Reading, Role, School
from shared_backend.services.resumes.recipe import read_file

HEAD = "Ada Example\nada@example.org\n\n"


def read(text: str) -> Reading:
    return read_file((HEAD + text).encode())


def row(role: Role) -> tuple[str | None, str | None, str | None]:
    values = (role.title, role.employer, role.location)
    title, employer, place = (value.text if value else None for value in values)
    return title, employer, place


def learned(school: School) -> tuple[str | None, str | None, str | None]:
    values = (school.degree, school.subject, school.institution)
    degree, subject, institution = (value.text if value else None for value in values)
    return degree, subject, institution


def test_a_town_beside_the_dates_is_the_place() -> None:
    found = read(
        "EXPERIENCE\nStaff Nurse\nLeeds General Infirmary\nLondon | June 2021 – Present\n- Cared for patients\n\n"
        "Ward Clerk\nSouth Trust\nStoke-on-Trent | Jan 2019 – May 2021\n- Kept records\n"
    )
    assert [row(role) for role in found.roles] == [
        ("Staff Nurse", "Leeds General Infirmary", "London"),
        ("Ward Clerk", "South Trust", "Stoke-on-Trent"),
    ]
    assert found.headline is None, "a job title is no headline"
    assert found.location is None, "the place of a job is not where its holder lives"


def test_a_university_is_no_town() -> None:
    found = read("Appointments\n2022 – present  Postdoctoral Fellow, University of Oslo, Norway\n")
    assert [row(role) for role in found.roles] == [("Postdoctoral Fellow", "University of Oslo", "Norway")]


def test_two_names_of_one_job() -> None:
    found = read(
        "EXPERIENCE\nGulf Coast Shipyard, Mobile, AL    08/2014 - 02/2018\nWelder Helper / Welder\n- Fit plates\n"
    )
    assert row(found.roles[0])[:2] == ("Welder Helper / Welder", "Gulf Coast Shipyard")


def test_two_summers_at_one_place() -> None:
    found = read("Summer jobs\nCamp leader, Gaeltacht Summer School    Summer 2022, Summer 2023\n- Led groups\n")
    assert row(found.roles[0])[:2] == ("Camp leader", "Gaeltacht Summer School")


def test_exams_with_many_subjects() -> None:
    found = read(
        "EDUCATION\nBSc Nursing, University of Leeds (2016)\n"
        "A levels: Biology, Chemistry, Psychology, Roundhay School (2013)\nGCSEs: Maths C, English C\n"
    )
    assert [learned(school) for school in found.education] == [
        ("BSc", "Nursing", "University of Leeds"),
        ("A levels", "Biology, Chemistry, Psychology", "Roundhay School"),
        ("GCSEs", "Maths C, English C", None),
    ]


def test_an_institute_with_its_year_in_brackets() -> None:
    found = read("EDUCATION\nMSc in Information Systems\nRiverside Institute (2022)\n")
    assert [learned(school) for school in found.education] == [("MSc", "Information Systems", "Riverside Institute")]
    assert found.education[0].dates is not None
    assert found.education[0].dates.start.value == "2022-01"


def test_certificates_that_share_a_heading_with_education() -> None:
    found = read(
        "EDUCATION & CERTIFICATIONS\nTulsa Welding School - Diploma, Master Welder Program, 2014\n"
        "- AWS D1.1 Structural Steel, 2022\n- OSHA 10, 2021\n"
    )
    assert [one.name.text for one in found.certifications] == ["AWS D1.1 Structural Steel", "OSHA 10"]
    assert len(found.education) == 1
    assert found.education[0].notes == ()


def test_spoken_languages_among_skills() -> None:
    found = read(
        "SKILLS\nLanguages: Python, Java\nSpoken: English (native), Spanish (B2)\n\nEDUCATION\nBSc, X College, 2020\n"
    )
    assert [skill.text for skill in found.skills] == ["Python", "Java"]
    assert [(one.name.text, one.detail) for one in found.languages] == [("English", "native"), ("Spanish", "B2")]


def test_a_code_before_the_telephone_number_is_no_part_of_it() -> None:
    found = read_file(b"Ada Example\nTulsa, OK 74105   (918) 555-0142\n\nEDUCATION\nBSc, X College, 2020\n")
    assert found.phone is not None
    assert found.phone.text == "(918) 555-0142"


def test_a_table_in_a_table_is_read_once() -> None:
    page = (
        "<html><body><h1>Ada Example</h1><p>ada@example.org</p>"
        "<table><tr><td><table><tr><td><h2>Experience</h2><p>Baker, Acme Ltd, 2019 - 2020"
        "</p><ul><li>Baked bread</li></ul><h2>Skills</h2>"
        "<p>Baking, Sales</p></td></tr></table></td></tr></table></body></html>"
    )
    found = read_file(page.encode())
    assert found.text.count("Baked bread") == 1
    assert len(found.roles) == 1

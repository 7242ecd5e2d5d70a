"""The section “Job ad” of the résumé page: paste, three lists, put right, a copy that takes a true line, skills."""

from __future__ import annotations

from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/resume_coach.py"
CV = """Ada Byron
ada@example.com

Experience
Baker, Acme Ltd
2019 - 2021
- Baked sourdough for 60 guests a morning
- Trained two apprentices

Cook, Harbour Ltd
2021 - present
- Ran the grill on Saturdays

Education
Diploma, Sample College, 2018

Skills
Python, Pastry
"""
AD = """Head baker

What you need
- Baking
- Staff training
- HACCP
- Forklift licence

Nice to have
- Python
- Danish
"""


def opened(portals: Portals) -> Tab:
    """Somebody with a confirmed CV, on the section."""
    tab = portals.sign_up("Ada Lovelace").go(PAGE)
    tab.fill("text_area", "The text of your CV", CV).press("Read this text").press("This is right")
    return tab.go(PAGE, section="match")


def refreshed(tab: Tab) -> Tab:
    """The same cookie and address, nothing else kept."""
    address = {name: v if isinstance(v, str) else v[0] for name, v in tab.app.query_params.items()}
    return Tab(tab.portals, tab.token).go(PAGE, **address)


def test_the_ad_is_kept_and_read_into_three_lists(portals: Portals) -> None:
    tab = opened(portals)
    assert "Paste the whole ad" in tab.text()
    tab.write("The job ad", AD)
    fresh = refreshed(tab)
    assert fresh.find("text_area", "The job ad").value == AD.strip()
    said = fresh.text()
    assert "2 of 4 must-haves shown · 1 of 2 nice-to-haves shown" in said
    assert "“**Baked** sourdough for 60 guests a morning”" in said
    assert "said in other words" in said
    assert "employer's software" in said


def test_what_was_read_is_put_right_and_stays(portals: Portals) -> None:
    tab = opened(portals).write("The job ad", AD)
    tab.choose("Forklift licence", "out", "selectbox")
    tab.fill("text_input", "Something else it asks for", "Grill").press("Add it")
    said = refreshed(tab).text()
    assert "Forklift" not in said
    assert "3 of 4 must-haves shown" in said


def test_a_copy_takes_a_true_line_and_the_master_stays(portals: Portals) -> None:
    tab = opened(portals).write("The job ad", AD)
    portals.backend.resume.ledger.add(tab.me, "achievement", "Wrote the HACCP plan of the bakery")
    tab.run()
    assert "Make a copy for this job to add the lines you pick" in tab.text()
    tab.press("Make a copy for this job")
    assert tab.find("text_area", "The job ad").value == AD.strip()
    tab.press("Add this line")
    assert "3 of 4 must-haves shown" in tab.text()
    copies = portals.backend.resume.versions.all(tab.me)
    lines = {one.master: [bullet.text for _, bullet in one.profile.bullets()] for one in copies}
    assert "Wrote the HACCP plan of the bakery" in lines[False]
    assert "Wrote the HACCP plan of the bakery" not in lines[True]
    assert {one.job_ad for one in copies} == {AD.strip()}


def test_few_requirements_give_no_figure(portals: Portals) -> None:
    tab = opened(portals).write("The job ad", "What you need\n- Baking\n- Python\n")
    assert "Too little was found in this ad for a figure" in tab.text()
    assert "%" not in tab.text()


def test_a_skill_that_is_not_meant_is_turned_down_for_good(portals: Portals) -> None:
    tab = opened(portals)
    assert "Python \\(computer programming\\)" in tab.text()
    skills = portals.backend.resume.matching.skills(tab.me, portals.backend.resume.versions.all(tab.me)[0].id)
    for _ in skills:
        tab.press("This is not meant")
    assert "Python \\(computer programming\\)" not in refreshed(tab).text()

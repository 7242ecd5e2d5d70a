"""The download of a CV: every format, what is read back beside it, what cannot be printed, a kept version."""

from __future__ import annotations

from dataclasses import replace

from tests.portals.user.tab import Portals, Tab
from tests.portals.user.test_resume_page import PAGE, confirmed, resume_of


def downloading(portals: Portals) -> Tab:
    """Somebody at the download of a confirmed CV."""
    return confirmed(portals).go(PAGE, section="download")


def offered(tab: Tab) -> bool:
    return len(tab.app.get("download_button")) == 1


def test_every_format_is_offered_with_what_is_read_back(portals: Portals) -> None:
    tab = downloading(portals)
    for format in ("pdf", "docx", "json", "txt", "md"):
        tab.choose("Format", format)
        assert offered(tab)
        assert ":material/check: 3 of 3 roles" in tab.text()
        assert "6 of 6 skills" in tab.text()
        assert bool(tab.app.get("image")) == (format == "pdf"), "a PDF shows its first page"
        assert tab.has("radio", "Look") == (format == "pdf")


def test_letters_no_font_has_are_named_and_the_pdf_is_not_offered(portals: Portals) -> None:
    tab = downloading(portals)
    resume = resume_of(portals, tab)
    portals.backend.resume.versions.edit(tab.me, resume.id, resume.row_version, "headline", "נועה 🚀")
    tab.run()
    assert not offered(tab)
    assert "right to left cannot be set in a PDF" in tab.text()
    assert "hebrew letter nun" in tab.text()
    tab.choose("Format", "docx")
    assert offered(tab)
    assert "hebrew" not in tab.text()
    made = portals.backend.resume.exports.make(tab.me, resume.id, "txt", language="de")
    assert made.name == "Amara Okafor-Lindqvist CV.txt"
    assert made.data is not None
    assert "BERUFSERFAHRUNG" in made.data.decode()


def test_a_sign_that_is_left_out_is_named_before_the_download(portals: Portals) -> None:
    tab = downloading(portals)
    resume = resume_of(portals, tab)
    portals.backend.resume.versions.edit(tab.me, resume.id, resume.row_version, "headline", "Nurse 🧿")
    tab.run()
    assert "1 character cannot be printed and would be left out" in tab.text()
    assert "nazar amulet" in tab.text()
    assert offered(tab)


def test_a_kept_version_can_be_taken(portals: Portals) -> None:
    tab = downloading(portals)
    resume = resume_of(portals, tab)
    changed = replace(resume.profile, skills=(*resume.profile.skills, "Beekeeping"))
    portals.backend.resume.versions.keep(tab.me, resume.id, resume.row_version, changed)
    tab.run()
    assert "7 of 7 skills" in tab.text()
    tab.choose("Which version", 1, kind="selectbox")
    assert "6 of 6 skills" in tab.text()

"""A CV as a file: format and look, what would be lost, what a reader finds in it, and the download."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.resume_exports import FORMAT_NAMES, LANGUAGE_NAMES, TEMPLATE_NAMES, Export, Loss
from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.words import count, plain

FOR_WHAT: Mapping[str, str] = {
    "pdf": "To send and to print: it looks the same everywhere.",
    "docx": "For portals that ask for Word, and to go on working on the look.",
    "json": "For programs: every field has a name, nothing is guessed. Valid JSON Resume 1.0.0.",
    "txt": "To paste into forms and e-mails.",
    "md": "For notes and web pages; nothing you wrote becomes markup.",
}
MOST_LOSSES = 12


def export_section(resume: Resume) -> None:
    """The section of the page."""
    st.subheader("Download this CV", anchor=False)
    format = choice("Format", FORMAT_NAMES, "pdf", key=f"format-{resume.id}") or "pdf"
    quiet(FOR_WHAT[format])
    template = "plain"
    if format == "pdf":
        template = choice("Look", TEMPLATE_NAMES, "plain", key=f"template-{resume.id}") or "plain"
    left, right = st.columns(2)
    version = _version(resume, left)
    language = _language(resume, right)
    try:
        with st.spinner("Making the file and reading it back …"):
            export = services().resume.exports.make(
                me(), resume.id, format, version=version, template=template, language=language
            )
    except CoachError as error:
        show(error)
        return
    if export.preview is None:
        _file(resume, export)
        return
    beside, picture = st.columns([3, 2], gap="large")
    with beside:
        _file(resume, export)
    with picture:
        # Inside the page and not at an address of its own, which would open for whoever has it.
        address = f"data:image/png;base64,{base64.b64encode(export.preview).decode()}"
        st.image(address, caption="The first page", alt="The first page of the file, as it is printed")


def _version(resume: Resume, place: st.delta_generator.DeltaGenerator) -> int | None:
    kept = [one.version for one in services().resume.versions.history(me(), resume.id)]
    states: dict[int | None, str] = {None: "As it is now", **{number: f"Version {number}" for number in kept}}
    chosen: int | None = place.selectbox(
        "Which version", list(states), format_func=states.__getitem__, key=f"export-version-{resume.id}"
    )
    return chosen


def _language(resume: Resume, place: st.delta_generator.DeltaGenerator) -> str:
    codes = list(LANGUAGE_NAMES)
    guessed = services().resume.exports.language(me(), resume.id)
    return str(
        place.selectbox(
            "Language of headings",
            codes,
            codes.index(guessed),
            format_func=LANGUAGE_NAMES.__getitem__,
            key=f"export-language-{resume.id}",
            help="Headings such as “Work experience”, and the word for “present”. Your own words stay as they are.",
        )
    )


def _file(resume: Resume, export: Export) -> None:
    if export.refused:
        st.warning(export.refused, icon=":material/warning:")
    if export.losses:
        _losses(export.losses, left_out=export.data is not None)
    if export.data is None:
        return
    st.download_button(
        "Download",
        export.data,
        export.name,
        export.type,
        type="primary",
        icon=":material/download:",
        key=f"download-{resume.id}",
        on_click="ignore",
    )
    _read_back(export)


def _losses(losses: tuple[Loss, ...], *, left_out: bool) -> None:
    signs = count(len(losses), "character", "characters")
    st.markdown(f"**{signs} cannot be printed{' and would be left out' if left_out else ''}:**")
    for loss in losses[:MOST_LOSSES]:
        st.markdown(f"- {plain(loss.sign)} ({loss.name}) in “{plain(_short(loss.line))}”")
    if len(losses) > MOST_LOSSES:
        quiet(f"And {len(losses) - MOST_LOSSES} more.")


def _short(line: str) -> str:
    return line if len(line) <= 70 else f"{line[:67]}…"


def _read_back(export: Export) -> None:
    st.markdown("**Read back by the coach’s own reader:**")
    lines = [f":material/{'check' if part.whole else 'error'}: {part.text}" for part in export.read_back]
    st.markdown("  \n".join(lines))
    for line in export.differences:
        st.markdown(f"- {plain(line)}")
    quiet("Other software may read it differently; this is no promise about any employer’s.")
    if export.labelled:
        quiet(
            f"In {count(export.labelled, 'role', 'roles')} the words “Job title” and “Employer” were added: without "
            "them software takes one for the other."
        )

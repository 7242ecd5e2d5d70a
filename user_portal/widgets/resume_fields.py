"""Every field of a CV, editable in place; a job, a study or a section more or less."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from shared_backend.domain.resume import Job, Resume, Study
from shared_backend.services.resumes.editing import Entries, as_text
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.resume_field import field, press, shown_version
from user_portal.widgets.words import count, plain

DATE = "As 2020-03, 2020 or present. Empty: not written."
Places = Mapping[str, str]


@st.fragment
def resume_fields(resume_id: str, places: Places, *, draft: bool) -> None:
    """The fields, each saved when it is left, and the button that keeps them. `places` says where a value was read."""
    resume = services().resume.versions.get(me(), resume_id)
    if draft and resume.confirmed:
        st.rerun()
    shown_version(resume)
    if not draft:
        _keep(resume)
    _contact(resume, places)
    _jobs(resume, places)
    _studies(resume, places)
    _lists(resume, places)
    _extras(resume)
    if draft:
        _confirm(resume)


def _confirm(resume: Resume) -> None:
    press(
        "This is right",
        resume,
        "right",
        lambda seen: services().resume.reading.confirm(me(), resume.id, seen),
        type="primary",
        icon=":material/check:",
    )
    quiet("Each change is saved when you leave the field. You can confirm with gaps and change everything later.")


def _keep(resume: Resume) -> None:
    versions = services().resume.versions
    if not versions.is_kept(me(), resume.id):
        press(
            f"Keep as version {resume.version + 1}",
            resume,
            "keep",
            lambda seen: versions.keep(me(), resume.id, seen),
            type="primary",
            icon=":material/bookmark_add:",
        )
        quiet("Each change is saved when you leave the field. What is new counts as evidence once you keep it.")
    else:
        quiet(f"This is version {resume.version}. Each change is saved when you leave the field.")


def _contact(resume: Resume, places: Places) -> None:
    profile = resume.profile
    with st.expander("Name and contact", expanded=True):
        for name, label in (("name", "Name"), ("headline", "Headline"), ("email", "E-mail")):
            field(resume, name, label, getattr(profile, name), help=_read(places, name))
        _pair(resume, "", (("phone", "Phone", profile.phone), ("location", "Place", profile.location)), places)
        field(resume, "links", "Links, one a line", as_text(profile.links), lines=2, help=_read(places, "links"))
        field(resume, "summary", "Summary", profile.summary, lines=4, help=_read(places, "summary"))


def _jobs(resume: Resume, places: Places) -> None:
    st.subheader("Work", anchor=False)
    if not resume.profile.jobs:
        quiet("No job was found. Add those you want to show.")
    for number, job in enumerate(resume.profile.jobs):
        with st.expander(
            plain(_job_title(job)),
            expanded=st.query_params.get("at") == job.id,
            key=f"open-{resume.id}-{job.id}",
        ):
            _job(resume, job, places)
            _buttons(resume, "jobs", job.id, first=not number)
    press(
        "Add a job",
        resume,
        "add-job",
        lambda seen: services().resume.versions.add_entry(me(), resume.id, seen, "jobs"),
        icon=":material/add:",
    )


def _job(resume: Resume, job: Job, places: Places) -> None:
    at = f"jobs/{job.id}"
    for name, label in (("title", "Job title"), ("employer", "Employer")):
        field(resume, f"{at}/{name}", label, getattr(job, name), help=_read(places, f"{at}/{name}"))
    _pair(resume, at, (("start", "From", job.start), ("end", "Until", job.end)), places)
    field(resume, f"{at}/location", "Place", job.location, help=_read(places, f"{at}/location"))
    field(
        resume,
        f"{at}/bullets",
        "What you did, one line each",
        as_text(job.bullets),
        lines=2 * len(job.bullets) + 1,
        help=_read(places, f"{at}/bullets"),
    )


def _studies(resume: Resume, places: Places) -> None:
    st.subheader("Education", anchor=False)
    for number, study in enumerate(resume.profile.studies):
        at_study = st.query_params.get("at") == study.id
        with st.expander(plain(_study_title(study)), expanded=at_study, key=f"open-{resume.id}-{study.id}"):
            at = f"studies/{study.id}"
            for name, label in (("degree", "Degree"), ("subject", "Subject"), ("institution", "School or university")):
                field(resume, f"{at}/{name}", label, getattr(study, name), help=_read(places, f"{at}/{name}"))
            _pair(resume, at, (("start", "From", study.start), ("end", "Until", study.end)), places)
            field(resume, f"{at}/location", "Place", study.location, help=_read(places, f"{at}/location"))
            field(resume, f"{at}/notes", "Notes, one line each", as_text(study.notes), lines=len(study.notes) + 1)
            _buttons(resume, "studies", study.id, first=not number)
    press(
        "Add education",
        resume,
        "add-study",
        lambda seen: services().resume.versions.add_entry(me(), resume.id, seen, "studies"),
        icon=":material/add:",
    )


def _lists(resume: Resume, places: Places) -> None:
    profile = resume.profile
    st.subheader("Skills, certificates, languages", anchor=False)
    lists = (
        ("skills", "Skills, one a line", ""),
        ("certifications", "Certificates, one a line", "Name | who gave it, year"),
        ("languages", "Languages, one a line", "Language | level"),
    )
    for name, label, hint in lists:
        value = getattr(profile, name)
        field(
            resume,
            name,
            label,
            as_text(value),
            lines=min(12, len(value) + 1),
            hint=hint,
            help=_read(places, name),
        )


def _extras(resume: Resume) -> None:
    if resume.profile.extras:
        st.subheader("Other sections", anchor=False)
    for number, extra in enumerate(resume.profile.extras):
        title = plain(extra.heading or "New section")
        with st.expander(title, key=f"open-{resume.id}-extra-{number}"):
            at = f"extras/{number}"
            field(resume, f"{at}/heading", "Heading", extra.heading)
            field(resume, f"{at}/lines", "Lines", as_text(extra.lines), lines=min(12, len(extra.lines) + 1))
            _buttons(resume, "extras", str(number), first=not number)
    press(
        "Add a section",
        resume,
        "add-extra",
        lambda seen: services().resume.versions.add_entry(me(), resume.id, seen, "extras"),
        icon=":material/add:",
    )


def _pair(resume: Resume, at: str, fields: tuple[tuple[str, str, str], ...], places: Places) -> None:
    """Two fields side by side where there is room."""
    for column, (name, label, value) in zip(st.columns(2), fields, strict=True):
        with column:
            where = f"{at}/{name}" if at else name
            read = _read(places, where)
            help = f"{DATE} {read or ''}".strip() if name in ("start", "end") else read
            field(resume, where, label, value, help=help)


def _buttons(resume: Resume, table: Entries, key: str, *, first: bool) -> None:
    versions = services().resume.versions
    with st.container(horizontal=True):
        if table == "jobs":
            press(
                "Another job at this employer",
                resume,
                f"more-{key}",
                lambda seen: versions.add_entry(me(), resume.id, seen, "jobs", after=key),
                icon=":material/add:",
                type="tertiary",
            )
        if not first:
            up = partial(versions.move_entry_up, table=table, key=key)
            press(
                "Move up",
                resume,
                f"up-{table}-{key}",
                lambda seen: up(me(), resume.id, seen),
                icon=":material/arrow_upward:",
                type="tertiary",
            )
        out = partial(versions.remove_entry, table=table, key=key)
        press(
            "Remove",
            resume,
            f"out-{table}-{key}",
            lambda seen: out(me(), resume.id, seen),
            icon=":material/delete:",
            type="tertiary",
        )


def _read(places: Places, where: str) -> str | None:
    found = places.get(where)
    return None if found is None else f"Read at {found}."


def _job_title(job: Job) -> str:
    what = " · ".join(part for part in (job.title, job.employer) if part) or "New job"
    years = " – ".join(part for part in (job.start, job.end) if part)
    return " · ".join(part for part in (what, years, count(len(job.bullets), "line")) if part)


def _study_title(study: Study) -> str:
    return " · ".join(part for part in (study.degree, study.subject, study.institution) if part) or "New entry"

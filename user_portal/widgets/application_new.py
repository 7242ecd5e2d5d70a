"""The form for a new application: two fields are needed, the rest can come later."""

from __future__ import annotations

import uuid
from datetime import date

import streamlit as st

from shared_backend.domain.application import LONGEST_AD, LONGEST_LINK, LONGEST_NAME
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.application_words import resume_name
from user_portal.widgets.career_places import go_to

FORM = "application-form"


def new_application() -> None:
    """The form; from the résumé coach with the CV and its ad filled in."""
    st.button("Back to the list", icon=":material/arrow_back:", type="tertiary", on_click=go_to, args=("applications",))
    st.subheader("A new application", anchor=False)
    # The form's id makes the application's: sent twice, it is made once.
    form_id = str(st.session_state.setdefault(FORM, str(uuid.uuid4())))
    board, cvs = services().career.application_stages.get(me()), services().career.applications.resumes(me())
    choices = {(one.id, one.version): resume_name(one) for one in cvs}
    named = st.query_params.get("cv", "")
    first = next((place for place, one in enumerate(cvs, 1) if one.id == named), 0)
    with st.form(f"new-application-{form_id}"):
        # Two columns a row: on a phone they stand below each other in this order.
        left, right = st.columns(2)
        employer = left.text_input("Employer", max_chars=LONGEST_NAME)
        role = right.text_input("Role", max_chars=LONGEST_NAME, placeholder="As the ad calls it")
        left, right = st.columns(2)
        stage = left.selectbox("Stage", board.stages, format_func=lambda one: one.name)
        on = right.date_input("Since", services().clock.now().date(), format="YYYY-MM-DD")
        left, right = st.columns(2)
        link = left.text_input("Link to the ad (optional)", max_chars=LONGEST_LINK)
        resume = right.selectbox(
            "CV you send (optional)",
            [None, *choices],
            first,
            format_func=lambda one: choices[one] if one else "None chosen",
            help="A kept version of a CV: it stays as it is, so you can see later what you sent.",
        )
        ad = st.text_area(
            "The job ad (optional)",
            _ad_of(named),
            height=140,
            max_chars=LONGEST_AD,
            help="Ads vanish. With the ad and the CV it can be seen later whether a good match brought replies.",
        )
        sent = st.form_submit_button("Add it", type="primary", icon=":material/add:")
    if not sent or not isinstance(on, date):
        return
    try:
        with st.spinner("Adding it. The first comparison with an ad takes a few seconds …"):
            made = services().career.applications.add(
                me(), form_id, employer=employer, role=role, stage=stage.id, on=on, link=link, ad=ad, resume=resume
            )
    except CoachError as error:
        show(error)
        return
    del st.session_state[FORM]
    go_to("applications", application=made.id)
    st.rerun()


def _ad_of(resume_id: str) -> str:
    if not resume_id:
        return ""
    try:
        return services().resume.versions.get(me(), resume_id).job_ad
    except CoachError:
        # The CV named in the address is gone: the form stands without its ad.
        return ""

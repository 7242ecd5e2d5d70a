"""What you applied for: what is due, who has gone quiet, the list, and what the outcomes say."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.application_tracker import SORTS, Sort, Tracked
from shared_backend.domain.application import Application
from shared_backend.domain.errors import CoachError, NotFound
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_due import due_today, gone_quiet
from user_portal.widgets.application_files import bring_list, list_files
from user_portal.widgets.application_new import new_application
from user_portal.widgets.application_open import opened_application
from user_portal.widgets.application_replies import replies_by_match
from user_portal.widgets.application_stage_list import stage_list
from user_portal.widgets.application_words import SIGNS, day
from user_portal.widgets.career_places import go_to
from user_portal.widgets.words import count, plain

NEW = "new"
A_PAGE = 25


def applications_section() -> None:
    """The section of the career page: the list, one application, or the form for a new one."""
    wanted = st.query_params.get("application", "")
    if wanted == NEW:
        new_application()
        return
    if wanted:
        try:
            opened_application(services().career.applications.get(me(), wanted))
            return
        except NotFound:
            st.info("This application is not there any more. Here are the others.", icon=":material/info:")
        except CoachError as error:
            show(error)
    _all()


def _all() -> None:
    text, which, sort = (st.query_params.get(name, "") for name in ("search", "show", "sort"))
    order: Sort = next((one for one in SORTS if one == sort), "changed")
    tracked = services().career.applications.look(me(), text=text, which=which or "all", sort=order)
    st.subheader("What you applied for", anchor=False)
    if not tracked.count:
        _empty()
        _damaged(tracked)
        return
    due_today(tracked)
    gone_quiet(tracked)
    st.button("Add an application", type="primary", icon=":material/add:", on_click=_new)
    _choose(tracked, text, which or "all", order)
    _list(tracked)
    _damaged(tracked)
    replies_by_match(tracked.replies)
    stage_list(tracked.board)
    list_files()
    bring_list()


def _empty() -> None:
    st.markdown(
        "Keep what you apply for in one place: with which version of your CV, what came of it, and when to get in "
        "touch again. Once enough has come back, it shows how often a well-matched CV brought a reply."
    )
    st.button("Add an application", type="primary", icon=":material/add:", on_click=_new)
    bring_list()


def _choose(tracked: Tracked, text: str, which: str, sort: Sort) -> None:
    names = {"all": "All", "open": "Open", "ended": "Ended", **{one.id: one.name for one in tracked.board.stages}}
    left, middle, right = st.columns([2, 1, 1])
    left.text_input(
        "Search",
        text,
        key="applications-search",
        placeholder="Employer, role or a word of your notes",
        on_change=_asked,
        args=("search",),
    )
    middle.selectbox(
        "Show",
        list(names),
        list(names).index(which) if which in names else 0,
        format_func=lambda one: names.get(one, one),
        key="applications-show",
        on_change=_asked,
        args=("show",),
    )
    right.selectbox(
        "Order",
        list(SORTS),
        list(SORTS).index(sort),
        format_func=SORTS.__getitem__,
        key="applications-sort",
        on_change=_asked,
        args=("sort",),
    )


def _asked(what: str) -> None:
    """What was asked for stands in the address: a refresh keeps it."""
    st.query_params[what] = st.session_state[f"applications-{what}"]


def _list(tracked: Tracked) -> None:
    shown = tracked.shown
    if not shown:
        quiet(f"None of your {count(tracked.count, 'application')} fits. Search for another word, or show all.")
        return
    quiet(f"{len(shown)} of {count(tracked.count, 'application')}")
    pages = -(-len(shown) // A_PAGE)
    page = 1
    if pages > 1:
        page = int(st.number_input("Page", 1, pages, 1, key=f"applications-page-{len(shown)}"))
    for one in shown[(page - 1) * A_PAGE : page * A_PAGE]:
        _row(tracked, one)


def _row(tracked: Tracked, one: Application) -> None:
    today = services().clock.now().date()
    stage = tracked.board.stage(one.stage)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        follow_up = one.follow_up
        next_ = f" · follow up {day(follow_up.on, today)}" if follow_up and not follow_up.done else ""
        stands = f"{SIGNS[stage.meaning]} {plain(stage.name)} since {day(one.since, today)}{next_}"
        st.markdown(f"**{plain(one.employer)}** · {plain(one.role)}  \n:small[:gray[{stands}]]", width="stretch")
        st.button(
            "Open",
            key=f"open-application-{one.id}",
            help=f"Open {one.employer}, {one.role}",
            on_click=go_to,
            args=("applications",),
            kwargs={"application": one.id},
        )


def _damaged(tracked: Tracked) -> None:
    for application_id in tracked.damaged:
        with st.container(border=True):
            st.markdown("One of your applications can no longer be read. The others are not affected.")
            st.button("Delete it", key=f"damaged-{application_id}", on_click=_drop, args=(application_id,))


def _drop(application_id: str) -> None:
    try:
        services().career.applications.delete(me(), application_id)
    except CoachError as error:
        show(error)


def _new() -> None:
    go_to("applications", application=NEW)

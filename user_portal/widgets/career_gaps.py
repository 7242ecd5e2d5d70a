"""What is missing for one occupation: how much is there, the hours it takes, each skill with its evidence."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.gaps import LEAST_HOURS, MOST_HOURS, GapTable
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_gap_chart import gap_chart
from user_portal.widgets.career_gap_lines import gap_lines
from user_portal.widgets.career_places import go_to
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count, plain

FORM = "career-new-plan"


def gaps_section() -> None:
    """The section of the career page."""
    titles = services().career.gaps.choices(me())
    named = st.query_params.get("code", "")
    if named and named not in titles:
        try:
            titles = {named: services().career.gaps.table(me(), named).title, **titles}
        except CoachError as error:
            show(error)
    if not titles:
        _nothing_chosen()
        return
    code = _chosen(titles, named)
    table = services().career.gaps.table(me(), code)
    st.subheader(f"What is missing for {plain(table.title)}", anchor=False)
    _how_much(table)
    _hours(table)
    _next(table)
    if wants_numbers():
        gap_chart(table)
    gap_lines(table, services().career.gaps.priorities(me(), code))
    with st.expander("How this is worked out"):
        st.markdown(f"{plain(table.assumption)} {plain(table.not_counted)}")
        st.markdown(f"**Preparation as a rule.** {plain(table.preparation)}")
        st.markdown("What the occupation calls for comes from the occupation facts of this installation (O*NET).")


def _nothing_chosen() -> None:
    st.subheader("See what is missing, skill by skill", anchor=False)
    st.markdown(
        "Choose an occupation you would like to work towards. Then you see here which of its key skills you have, "
        "which you have in part and which are missing, your own words as evidence, and how many hours it takes."
    )
    st.button("Look at paths", type="primary", icon=":material/route:", on_click=go_to, args=("paths",))


def _chosen(titles: dict[str, str], named: str) -> str:
    codes = list(titles)
    first = named if named in titles else codes[0]
    if len(codes) == 1:
        return first
    # Named after the address: a link to another occupation shows that one.
    key = f"gaps-code-{first}"
    st.selectbox(
        "Occupation", codes, codes.index(first), format_func=titles.__getitem__, key=key, on_change=_choose, args=(key,)
    )
    return first


def _choose(key: str) -> None:
    go_to("gaps", code=str(st.session_state[key]))


def _how_much(table: GapTable) -> None:
    lines = {status: sum(line.status == status for line in table.lines) for status in ("have", "partial", "missing")}
    st.markdown(
        f"You have **{lines['have']} of {count(len(table.lines), 'key skill')}**, "
        f"{lines['partial']} in part; {lines['missing']} {'is' if lines['missing'] == 1 else 'are'} missing."
    )


def _hours(table: GapTable) -> None:
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    key = f"gaps-hours-{table.hours_per_week:g}"
    left.number_input(
        "Hours a week you can learn",
        LEAST_HOURS,
        MOST_HOURS,
        table.hours_per_week,
        0.5,
        key=key,
        format="%g",
        on_change=_keep_hours,
        args=(key,),
    )
    with right:
        if table.open:
            low, high = table.hours
            st.markdown(f"**{low:,.0f} to {high:,.0f} hours** of learning, that is **{in_weeks(table.weeks)}**.")


def in_weeks(weeks: tuple[int, int]) -> str:
    """A range of weeks as people say it.

    >>> in_weeks((3, 9)), in_weeks((45, 105))
    ('3 to 9 weeks', '45 to 105 weeks (10 to 24 months)')
    """
    low, high = weeks
    if high < 16:
        return f"{low} to {high} weeks"
    months = tuple(max(round(one * 12 / 52.18), 1) for one in weeks)
    return f"{low} to {high} weeks ({months[0]} to {months[1]} months)"


def _next(table: GapTable) -> None:
    """The one next thing: a plan, or the plan there is."""
    if not table.open:
        st.success("By these facts nothing is missing. Practise an interview for it, or look for openings.")
        return
    known = [plan for plan in services().career.plan.all(me()) if plan.target == table.code]
    with st.container(horizontal=True):
        if known:
            st.button(
                "Open your plan",
                type="primary",
                icon=":material/event_note:",
                on_click=go_to,
                args=("plan",),
                kwargs={"plan": known[0].id},
            )
        st.button(
            "Make another plan" if known else "Make a plan",
            type="secondary" if known else "primary",
            icon=":material/add_task:",
            on_click=_make,
            args=(table.code,),
        )
    today = services().clock.now().date()
    quiet(f"Started today, it would end {_between(today, table.weeks)}. You can change every step.")


def _between(today: date, weeks: tuple[int, int]) -> str:
    first, last = (today + timedelta(weeks=one) for one in weeks)
    if (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}"
    return f"between {first:%B %Y} and {last:%B %Y}"


def _keep_hours(key: str) -> None:
    try:
        services().career.gaps.set_hours(me(), float(st.session_state[key]))
    except CoachError as error:
        show(error)


def _make(code: str) -> None:
    # The form's id makes the plan's: pressed twice, it is made once.
    form_id = str(st.session_state.setdefault(f"{FORM}-{code}", str(uuid.uuid4())))
    plan_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{form_id}"))
    try:
        plan = services().career.plan.make(me(), code, plan_id)
    except CoachError as error:
        show(error)
        return
    del st.session_state[f"{FORM}-{code}"]
    go_to("plan", plan=plan.id)

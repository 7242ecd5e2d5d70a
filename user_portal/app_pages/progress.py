"""Looking back: levels over time, the same question again, your own eye, what you did."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.progress import Line, ProgressView, Tried
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.deeds import deed_list, weeks_in_words
from user_portal.widgets.level_line import level_line
from user_portal.widgets.level_words import level
from user_portal.widgets.numbers import numbers_toggle
from user_portal.widgets.own_eye import own_eye
from user_portal.widgets.two_tries import in_words
from user_portal.widgets.words import count, plain, sentence, when

STREAK = "count-weeks"
FIRST = 3


def nothing_yet() -> None:
    """What will stand here, and the one next step."""
    st.info(
        "Nothing to look back on yet. Once you have answered a few questions you will see here how your level moves on "
        "each subject, how a second try compares with the first, and how well you judge your own answers.",
        icon=":material/info:",
    )
    if st.button("Practise an interview", type="primary", icon=":material/forum:"):
        st.switch_page("app_pages/interview_coach.py")


def practised(view: ProgressView) -> str:
    """How much practice there was."""
    minutes = max(1, round(view.seconds / 60))
    time = count(minutes, "minute") if minutes < 90 else f"{view.seconds / 3600:.0f} hours"
    where = "" if view.counted == view.answers else f" for the last {view.counted}"
    return (
        f"You sat down **{count(view.sittings, 'time')}** and gave **{count(view.answers, 'answer')}**, "
        f"about {time} of writing{where}."
    )


def levels(view: ProgressView, *, numbers: bool) -> None:
    """The word for each subject, now and before, and one subject over time."""
    st.subheader("Your level by subject", anchor=False)
    now = services().clock.now()
    st.table(
        {
            "Subject": [line.name for line in view.lines],
            "Level": [level(line.now.word) for line in view.lines],
            "Before": [
                "–" if line.before is None else f"{level(line.before.word)}, {when(line.before.at, now)}"
                for line in view.lines
            ],
            "Answers": [str(line.now.answers) for line in view.lines],
        },
        hide_index=True,
    )
    quiet("A level goes by your latest answers and can fall as well as rise. It says nothing about your worth.")
    by_name: dict[str, Line] = {line.name: line for line in view.lines}
    chosen = st.selectbox("Subject over time", list(by_name), key="subject-over-time")
    line = by_name[chosen]
    if len(line.levels) == 1:
        quiet("One answer is a point, not a line. The next answer on this subject makes one.")
    level_line(line, numbers=numbers)
    if numbers and view.version is not None:
        quiet(f"Levels refer to a question of middle difficulty, general model {plain(view.version)}, 80 % ranges.")


def tries(view: ProgressView, *, numbers: bool) -> None:
    """First against latest."""
    st.subheader("The same question again", anchor=False)
    if not view.tried:
        st.markdown("No question was answered twice yet. “Try again” after feedback puts two tries side by side.")
        return
    for tried in view.tried[:FIRST]:
        _tried(tried, numbers=numbers)
    if view.tried[FIRST:]:
        with st.expander("Others", key="other-tries"):
            for tried in view.tried[FIRST:]:
                _tried(tried, numbers=numbers)
    quiet("First try against the latest. “Within noise” means that the two ranges overlap, so it may be chance.")


def _tried(tried: Tried, *, numbers: bool) -> None:
    now = services().clock.now()
    with st.container(border=True):
        st.markdown(plain(tried.first.question))
        st.markdown(
            f"**{in_words(tried.change, numbers=numbers).capitalize()}** over {count(tried.tries, 'try', 'tries')}"
        )
        days = dict.fromkeys(when(one.created_at, now) for one in (tried.first, tried.latest))
        said = sentence(", then ".join(days))
        if numbers:
            before, after = tried.change.before, tried.change.after
            said += f" · of 10: {before.low:.1f}–{before.high:.1f} then {after.low:.1f}–{after.high:.1f}"
            said += f" · scored by {plain(tried.latest.provenance.version)}"
        quiet(said)
        st.page_link(
            "app_pages/interview_coach.py",
            label="Open the latest",
            icon=":material/article:",
            query_params={"run": tried.latest.run_id, "answer": tried.latest.id},
        )


def habits(view: ProgressView) -> None:
    """What was done, and weeks for those who want them."""
    st.subheader("What makes practice work", anchor=False)
    deed_list(view.deeds, services().clock.now())
    st.toggle(
        "Count my weeks",
        value=view.weeks is not None,
        key=STREAK,
        on_change=_save_streak,
        help="Off unless you want it. Weeks, not days, and a week off takes nothing away.",
    )
    if view.weeks is not None:
        st.markdown(weeks_in_words(view.weeks))


def _save_streak() -> None:
    try:
        services().interview.preferences.save(me(), streak="on" if st.session_state[STREAK] else "off")
    except CoachError as error:
        show(error)


def page() -> None:
    """The page."""
    st.title("How it is going", anchor=False)
    view = services().progress.view(me())
    if not view.answers:
        nothing_yet()
        return
    numbers = numbers_toggle()
    st.markdown(practised(view))
    if view.lines:
        levels(view, numbers=numbers)
    else:
        st.info(
            "Your model has learned from none of your answers, so there are no levels to show.", icon=":material/info:"
        )
    tries(view, numbers=numbers)
    st.subheader("Your own eye", anchor=False)
    own_eye(view, numbers=numbers)
    habits(view)
    quiet(
        "This page shows what happened in your answers. Whether practising here made the difference was not measured."
    )


page()

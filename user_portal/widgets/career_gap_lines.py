"""The key skills of an occupation in three groups, each with the words that show it and what it still takes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.domain.career import Evidence
from shared_backend.services.careers.gaps import Gap, GapTable
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.planning import Priority, weight
from shared_backend.web.quiet import quiet
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count, plain

KINDS = {"skill": "skill", "knowledge": "knowledge", "technology": "program or tool"}
MOST_QUOTES, LONGEST_QUOTE = 2, 160


def gap_lines(table: GapTable, ordered: Sequence[Priority]) -> None:
    """What is missing and what is there in part, in the order in which it is best learned; what is there is folded."""
    if ordered:
        st.markdown("**In the order in which it is best learned**")
    for place, one in enumerate(ordered, 1):
        with st.container(border=True):
            _open_line(place, one)
    there = [line for line in table.lines if line.status == "have"]
    if there:
        with st.expander(f"What you have · {count(len(there), 'key skill')}", expanded=not ordered):
            for line in there:
                st.markdown(f":material/check: **{plain(line.name)}** · {KINDS[line.kind]} · {weight(line.importance)}")
                _level(line)
                for words in said(line.own):
                    st.markdown(f"- {words}")


def _open_line(place: int, one: Priority) -> None:
    line = one.gap
    sign = ":material/contrast: In part" if line.status == "partial" else ":material/radio_button_unchecked: Missing"
    low, high = line.hours
    st.markdown(f"{place}. **{plain(line.name)}** · {KINDS[line.kind]}  \n{sign} · {low:,.0f} to {high:,.0f} hours")
    _level(line)
    for words in said(line.own):
        st.markdown(f"- {words}")
    if wants_numbers():
        quiet(f"Why here: {plain('; '.join(one.reasons))}.")
    else:
        quiet(f"Why here: {weight(line.importance)} for this occupation.")
    quiet(f"What would prove it: {plain(line.proof)}")


def _level(line: Gap) -> None:
    if wants_numbers():
        own = line.own
        quiet(f"You are at {own.level:.1f} of 7 ({own.low:.1f}–{own.high:.1f}); it takes {line.needed:.1f}.")


def said(own: Own) -> list[str]:
    """What a level rests on, the person's own words first; a sentence where nothing shows it.

    >>> from shared_backend.services.careers.own_levels import NOTHING
    >>> said(NOTHING)
    ['Nothing you told shows it yet.']
    """
    quoted = list(dict.fromkeys(_quoted(sign) for sign in own.evidence if sign.quote))
    found = quoted[:MOST_QUOTES]
    if len(quoted) > MOST_QUOTES:
        found.append(f"and {count(len(quoted) - MOST_QUOTES, 'more place', 'more places')}")
    sources = {sign.source for sign in own.evidence}
    if "rated" in sources:
        found.append("You rated yourself.")
    if not quoted and "occupation" in sources:
        found.append("It is usual in your occupation; none of your own words shows it yet.")
    elif not found and "school" in sources:
        found.append("What school gives is counted; none of your own words shows it yet.")
    return found or ["Nothing you told shows it yet."]


def _quoted(sign: Evidence) -> str:
    quote = " ".join(sign.quote.split())
    short = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE].rstrip()} …"
    if sign.source == "plan":
        return f"You finished the step “{plain(short)}”"
    return f"“{plain(short)}”, {'an interview answer' if sign.source == 'interview' else 'from what you can say'}"

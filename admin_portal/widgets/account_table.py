"""All accounts in one table, without a word about who they are."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from admin_portal.widgets.tables import frame
from shared_backend.domain.principal import Role
from shared_backend.services.accounts import Account


def short(user_id: str) -> str:
    """The start of an id, enough to tell accounts apart on a page.

    >>> short("0bd2fda41c3b4d599a3f0c7e4e6e1a11")
    '0bd2fda4'
    """
    return user_id[:8]


def account_table(accounts: Sequence[Account]) -> None:
    """One row an account, the newest first."""
    st.dataframe(
        frame(
            [
                {
                    "Account": short(a.user_id),
                    "Role": [a.role.value],
                    "State": ["active" if a.active else "disabled"],
                    "Created": a.created_at,
                    "Last sign-in": a.signed_in_at,
                    "Id": a.user_id,
                }
                for a in accounts
            ]
        ),
        hide_index=True,
        key="accounts",
        alt=f"{len(accounts)} accounts, the newest first.",
        column_config={
            "Account": st.column_config.TextColumn(pinned=True),
            "Role": st.column_config.MultiselectColumn(
                options=[role.value for role in Role], color=["gray", "blue", "green"], width="small"
            ),
            "State": st.column_config.MultiselectColumn(
                options=["active", "disabled"], color=["green", "red"], width="small"
            ),
            "Created": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "Last sign-in": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
        },
    )

"""My data: what is stored, take it along, bring a model, delete a practice, erase the account."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.erase_account import erase_account
from user_portal.services import me, services
from user_portal.widgets.bring_model import bring_model
from user_portal.widgets.delete_run import delete_run
from user_portal.widgets.share_practice import share_practice
from user_portal.widgets.stored_list import stored_list
from user_portal.widgets.take_along import take_along

me()
st.title("My data", anchor=False)
st.markdown(
    "Everything the coach keeps about you lies on this machine. Here you see it, take it with you or delete it."
)
stored_list()
take_along()
bring_model()
share_practice()
delete_run()
erase_account(me, services().accounts)

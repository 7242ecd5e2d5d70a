"""Your account: password, where you are signed in, leave."""

from __future__ import annotations

from shared_backend.web.account_page import account_page
from user_portal.services import me, services

account_page(me, services().accounts)

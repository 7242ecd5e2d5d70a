"""Your account: password, where you are signed in, leave."""

from __future__ import annotations

from admin_portal.services import me, services
from shared_backend.web.account_page import account_page

account_page(me, services().accounts, services().clock.now())

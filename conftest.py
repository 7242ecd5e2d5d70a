"""Files that are run by somebody else and cannot be imported for their doctests."""

from __future__ import annotations

collect_ignore = ["shared_backend/storage/migrations/env.py"]

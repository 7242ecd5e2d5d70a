"""The list as a table for a spreadsheet program, and the columns by which such a table is read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from shared_backend.domain.application import Application, Board
from shared_backend.domain.cells import still_text
from shared_backend.services.applications.stages import replied, sent_on

COLUMNS = (
    "employer",
    "role",
    "stage",
    "since",
    "applied",
    "follow_up",
    "to_do",
    "follow_up_done",
    "reply",
    "cv",
    "cv_version",
    "match",
    "link",
    "notes",
    "occupation",
    "job_ad",
    "history",
)
# Other names under which people keep the same, written together and in small letters.
OTHER_NAMES: Mapping[str, str] = {
    "company": "employer",
    "companyname": "employer",
    "organisation": "employer",
    "organization": "employer",
    "firm": "employer",
    "title": "role",
    "jobtitle": "role",
    "job": "role",
    "position": "role",
    "status": "stage",
    "state": "stage",
    "date": "since",
    "lastchange": "since",
    "appliedon": "applied",
    "dateapplied": "applied",
    "applicationdate": "applied",
    "followupon": "follow_up",
    "followupdate": "follow_up",
    "nextcontact": "follow_up",
    "nextstep": "to_do",
    "nextaction": "to_do",
    "url": "link",
    "joburl": "link",
    "website": "link",
    "note": "notes",
    "comment": "notes",
    "comments": "notes",
    "ad": "job_ad",
    "jobdescription": "job_ad",
    "description": "job_ad",
}
# Written for people to see, not read back: they follow from the rest or belong to this installation.
WRITTEN_ONLY = ("reply", "cv", "cv_version", "match")
_REPLIES = {True: "yes", False: "no", None: ""}


def as_table(applications: Iterable[Application], board: Board) -> bytes:
    """One row an application; no cell runs as a formula in a spreadsheet program."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for application in applications:
        cells = _cells(application, board)
        writer.writerow([still_text(cells.get(column, "")) for column in COLUMNS])
    # The mark tells spreadsheet programs that it is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells(one: Application, board: Board) -> dict[str, str]:
    sent = sent_on(one, board)
    cells = {
        "employer": one.employer,
        "role": one.role,
        "stage": board.stage(one.stage).name,
        "since": one.since.isoformat(),
        "applied": "" if sent is None else sent.isoformat(),
        "reply": _REPLIES[replied(one, board)],
        "link": one.link,
        "notes": one.notes,
        "occupation": one.occupation or "",
        "job_ad": one.ad,
        "history": "\n".join(f"{move.on.isoformat()} {board.stage(move.stage).name}" for move in one.history),
    }
    if one.follow_up is not None:
        cells["follow_up"] = one.follow_up.on.isoformat()
        cells["to_do"] = one.follow_up.todo
        cells["follow_up_done"] = "yes" if one.follow_up.done else "no"
    if one.resume is not None:
        cells |= {"cv": one.resume.label, "cv_version": str(one.resume.version)}
    if one.match is not None and one.match.share is not None:
        cells["match"] = f"{one.match.share:.2f}"
    return cells

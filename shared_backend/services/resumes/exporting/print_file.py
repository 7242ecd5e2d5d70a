"""A CV as a PDF to print and send: one column, embedded fonts, text in reading order, in three templates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal, get_args

from shared_backend.services.resumes.exporting.printable import Faces
from shared_backend.services.resumes.exporting.sheet import Row

Template = Literal["plain", "coloured", "compact"]
TEMPLATES: tuple[Template, ...] = get_args(Template)


def as_pdf(rows: Sequence[Row], faces: Faces, template: Template, *, title: str, language: str) -> bytes:
    """The rows as a PDF file; the same rows give the same bytes. `printable.missing` says what is left out."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from shared_backend.services.resumes.exporting.print_rows import INK, MUTED, TEAL, Look, flowable

    look = {
        "plain": Look(10.5, 1.4, 60, INK, rule=False, air=1.0),
        "coloured": Look(10.5, 1.4, 56, TEAL, rule=True, air=1.0),
        "compact": Look(9.2, 1.3, 42, INK, rule=False, air=0.65),
    }[template]
    # The printer keeps six points of its own inside the margins.
    edge = look.margin - 6
    out = io.BytesIO()
    page = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=edge,
        rightMargin=edge,
        topMargin=edge,
        bottomMargin=edge,
        title=title,
        lang=language,
        invariant=1,
    )

    def numbered(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(faces.body[0].name, 8)
        canvas.setFillColor(MUTED)
        canvas.drawRightString(A4[0] - look.margin, look.margin / 2, str(document.page))
        canvas.restoreState()

    page.build([flowable(row, faces, look, A4[0] - 2 * look.margin) for row in rows], onLaterPages=numbered)
    return out.getvalue()

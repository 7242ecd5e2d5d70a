"""Thirty CVs of invented people: producers, layouts, date styles and languages crossed by hand."""

# ruff: noqa: E501 (tables of test data)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.services.resumes import cv_producers as made
from tests.services.resumes.cv_layouts import Layout, page_of, truth_of
from tests.services.resumes.cv_people import ACCOUNTANT, DESIGNER, DEVELOPER, MACHINIST, NURSE, PRODUCT, TEACHER, Person

SIDE = (2, 3, 4, 5)


@dataclass(frozen=True)
class Case:
    """One CV and who prints it; `side_first` when the sidebar is read first."""

    name: str
    person: Person
    layout: Layout
    produce: Callable[[made.Blocks, made.Blocks], bytes]
    side_first: bool = False

    def data(self) -> bytes:
        """The file."""
        return self.produce(*page_of(self.person, self.layout))

    def truth(self) -> dict[str, Any]:
        """What it says."""
        return {"file": self.name, **truth_of(self.person, self.layout, self.side_first)}


def cases() -> list[Case]:
    """All but the Chromium ones, which need a browser."""
    lab = made.reportlab_pdf
    return [
        Case("reportlab_single", NURSE, Layout(), lab),
        Case("reportlab_left", NURSE, Layout(sidebar=SIDE, contact="lines", skills="lines"), lab, True),
        Case("reportlab_left_dark", PRODUCT, Layout("three_lines", "month_yyyy", sidebar=SIDE, contact="lines", skills="bullets", caps=True), partial(lab, dark=True), True),
        Case("reportlab_right", DEVELOPER, Layout("dates_first", "mm.yyyy", "de", sidebar=(3, 4, 5), contact="lines", skills="lines"), partial(lab, left=False)),
        Case("reportlab_right_dark", DESIGNER, Layout("employer_title_line", "month_yyyy", "nl", sidebar=(3, 5), contact="lines", skills="lines", caps=True), partial(lab, left=False, dark=True)),
        Case("reportlab_margin_dates", TEACHER, Layout("margin_dates", "month_yyyy", "fr"), lab),
        Case("reportlab_grouped", MACHINIST, Layout("grouped", skills="dots"), lab),
        Case("reportlab_dash", PRODUCT, Layout("dash", "mm_yyyy", skills="labelled", caps=True), lab),
        Case("fpdf_titles", MACHINIST, Layout(order=(0, 3, 1, 2, 4, 5), caps=True), made.fpdf_pdf),
        Case("fpdf_employer_first", ACCOUNTANT, Layout("employer_dates_title", "month_yyyy", "es"), made.fpdf_pdf),
        Case("fpdf_iso", PRODUCT, Layout("employer_title_line", "iso", skills="bullets"), made.fpdf_pdf),
        Case("fpdf_margin", NURSE, Layout("margin_dates", "mm_yyyy"), made.fpdf_pdf),
        Case("typst_single", DESIGNER, Layout("title_employer_line", "mon_yyyy", "nl", skills="dots"), made.typst_pdf),
        Case("typst_right", NURSE, Layout("employer_title_line", "mon_yyyy", sidebar=SIDE, contact="lines", skills="bullets"), made.typst_pdf),
        Case("typst_left", ACCOUNTANT, Layout("dates_first", "mm_yyyy", "es", sidebar=SIDE, contact="lines", skills="lines", caps=True), partial(made.typst_pdf, right=False), True),
        Case("typst_pipes", PRODUCT, Layout("pipes", "mon_yy", order=(0, 3, 1, 2, 5, 4)), made.typst_pdf),
        Case("typst_grouped", PRODUCT, Layout("grouped", "month_yyyy", skills="labelled"), made.typst_pdf),
        Case("docx_headings", DEVELOPER, Layout("employer_title_line", "mm_yyyy", "de"), made.docx_file),
        Case("docx_bold", NURSE, Layout("pipes", "month_yyyy", caps=True), partial(made.docx_file, headings=False)),
        Case("docx_table", PRODUCT, Layout("title_employer_line", "mon_yyyy", sidebar=SIDE, contact="lines", skills="lines"), made.docx_file, True),
        Case("docx_grouped", PRODUCT, Layout("grouped", "mon_yyyy"), made.docx_file),
        Case("docx_at", MACHINIST, Layout("at", order=(1, 0, 2, 3, 4, 5)), partial(made.docx_file, headings=False)),
        Case("odt_titles", TEACHER, Layout("title_employer_line", "month_yyyy", "fr", skills="bullets"), made.odt_file),
        Case("odt_dates_first", MACHINIST, Layout("dates_first"), made.odt_file),
        Case("rtf_employer", ACCOUNTANT, Layout("employer_dates_title", "mm_yyyy", "es"), made.rtf_file),
        Case("rtf_titles", DEVELOPER, Layout("title_employer_line", "mm.yyyy", "de", skills="labelled"), made.rtf_file),
        Case("html_plain", NURSE, Layout("three_lines", "month_yyyy", skills="bullets"), made.html_page),
        Case("html_table", PRODUCT, Layout("margin_dates", "mon_yyyy"), made.html_page),
        Case("txt_wrapped", PRODUCT, Layout("employer_dates_title", "mon_yyyy"), made.text_file),
        Case("txt_pipes", DESIGNER, Layout("pipes", "mm_yyyy", "nl", skills="dots"), made.text_file),
        Case("markdown", MACHINIST, Layout("title_employer_line", order=(0, 1, 3, 2, 4, 5), skills="bullets"), partial(made.text_file, markdown=True)),
    ]  # fmt: skip


def browser_cases(folder: Path) -> list[Case]:
    """Printed by Chromium."""
    chromium = partial(made.chromium_pdf, folder=folder)
    return [
        Case("chromium_right", PRODUCT, Layout("title_employer_line", "mon_yyyy", sidebar=SIDE, contact="lines", skills="bullets"), chromium),
        Case("chromium_single", DEVELOPER, Layout("employer_title_line", "month_yyyy", "de"), chromium),
    ]  # fmt: skip

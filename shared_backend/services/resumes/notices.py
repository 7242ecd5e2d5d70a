"""What is told about a file, in plain words: why it could not be read, or what a reader should look at."""

from __future__ import annotations

from dataclasses import dataclass

LIMIT_BYTES = 10 * 1024 * 1024
LIMIT_PAGES = 50
LIMIT_CHARACTERS = 200_000
LIMIT_LINES = 6_000
# A longer line is no line of a CV; it is cut, so that no pattern runs over more than this.
LIMIT_LINE = 2_000

# Nothing was read.
REFUSALS = {
    "empty": "This file is empty. Choose another copy, or paste the text.",
    "too_large": "This file is larger than 10 MB. Save it without pictures, or paste the text.",
    "unknown_kind": "This is not a PDF, Word, OpenDocument, RTF, HTML, text or JSON Resume file. Paste the text instead.",  # noqa: E501
    "encrypted": "This file is locked with a password. Give the password, or save a copy without one.",
    "wrong_password": "That password does not open this file. Try again, or save a copy without a password.",
    "truncated": "This file stops in the middle: a part is missing. Download or save it again, or paste the text.",
    "damaged": "This file is damaged and could not be read. Save it again, or paste the text.",
    "image_only": "This file holds pictures of pages and no text, so software cannot read it. Paste the text instead.",
    "no_text_map": "The letters in this file are stored without saying which letters they are, so software reads "
    "nonsense. Save it again from the program it was made with, or paste the text.",
    "too_long": "This file has more pages or text than a CV: more than 50 pages or 200,000 characters.",
    "bomb": "This file unpacks to far more than it shows, so it was not opened. Save it again, or paste the text.",
    "too_slow": "Reading this file took too long and was stopped. Save it again, or paste the text.",
    "too_much_memory": "Reading this file took too much memory and was stopped. Save it again, or paste the text.",
    "no_text": "No text was found in this file. Paste the text instead.",
}
# Something was read; a person should look.
REMARKS = {
    "not_a_resume": "This does not look like a CV: no work history or education was found.",
    "two_columns": "The page has columns. Some software reads straight across them and mixes the text.",
    "hidden_text": "There is text on the page that people cannot see. It is shown here and is not counted.",
    "odd_fonts": "Some characters come from symbol fonts and cannot be read as letters.",
    "text_boxes": "Some text stands in text boxes, which some software skips.",
    "tables": "The layout uses tables, which some software reads in another order.",
    "header_footer": "Some text stands in the page header or footer, which some software skips.",
    "scan_text": "The text comes from a scan and may hold misread letters.",
    "partly_damaged": "A part of the file is damaged; what could be read is shown.",
    "pictures_of_text": "Some pages are pictures without text; they could not be read.",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A code, for programs, and the sentence for a person."""

    code: str
    text: str


class Unreadable(Exception):
    """Nothing can be read from a file; `code` is one of `REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def notice(code: str) -> Notice:
    """The sentence that belongs to a code.

    >>> notice("empty").text
    'This file is empty. Choose another copy, or paste the text.'
    """
    return Notice(code, REFUSALS.get(code) or REMARKS[code])

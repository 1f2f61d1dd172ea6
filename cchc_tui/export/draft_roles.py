"""What each paragraph of a colleague's draft is: told from its words, its place and how it was set, not from the names
of its styles, which in such drafts mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc_tui.document.layout import Layout


@dataclass
class DraftParagraph:
    """One paragraph as it was typed. `table` counts from 1 (0: none); `cell` its place in the row, `bordered` whether
    lines are drawn round the cells; `drawn` a paragraph that is a line itself. `role` is the component it turns
    out to be.
    """

    text: str
    bold: bool = False
    centred: bool = False
    italic: bool = False
    table: int = 0
    cell: int = 0
    row: int = 0
    bordered: bool = False
    drawn: bool = False
    role: str = field(default="body")

    @property
    def is_capital(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()


_NUMBER = re.compile(r"Số\s*:.*/", re.IGNORECASE)
_DATE = re.compile(r".{0,60}ngày.{0,12}tháng.{0,10}năm.{0,8}$", re.IGNORECASE)
_ABOUT = re.compile(r"V/v\b", re.IGNORECASE)
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện)\b")
_VERB = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:$")
_ATTACHED = re.compile(r"\((?:Kèm theo|Ban hành kèm theo)\b")
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\.")
_PART = re.compile(r"(?:Phần|Chương|Mục) (?:[IVXLC]+|\d+)\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+\.\s")
_ARABIC = re.compile(r"\d+\.\s")
_SIGNS_FOR = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s")


def name_roles(paragraphs: Sequence[DraftParagraph], layout: Layout) -> None:
    """Give every paragraph its component, in place."""
    national, kinds = _plain(layout.text("national_name")), {each.name.upper() for each in layout.kinds.values()}
    head = next((each.table for each in paragraphs if each.table and _plain(each.text) == national), 0)
    recipients = _plain(layout.text("recipients_word"))
    signing = {each.table for each in paragraphs if each.table and _plain(each.text).startswith(recipients)}
    for table in dict.fromkeys(each.table for each in paragraphs):
        rows = [each for each in paragraphs if each.table == table]
        if table and table == head:
            _in_head(rows, layout)
        elif table in signing:
            _in_signature(rows, recipients)
        elif table:
            _in_table(rows)
        else:
            _in_text(rows, kinds, layout)


def _plain(text: str) -> str:
    return " ".join(text.upper().replace("–", "-").split())


def _said(rows: Sequence[DraftParagraph]) -> Iterator[DraftParagraph]:
    return (each for each in rows if each.text.strip())


def _in_head(rows: Sequence[DraftParagraph], layout: Layout) -> None:
    motto, national = _plain(layout.text("motto")), _plain(layout.text("national_name"))
    names = []
    for each in _said(rows):
        if _plain(each.text) == national:
            each.role = "national_name"
        elif _plain(each.text) == motto:
            each.role = "motto"
        elif _NUMBER.match(each.text.strip()):
            each.role = "number"
        elif _ABOUT.match(each.text.strip()):
            each.role = "letter_subject"
        elif _DATE.match(each.text.strip()):
            each.role = "place_date"
        elif each.cell == 0 and each.is_capital:
            names.append(each)
        else:
            each.role = "letter_subject" if each.cell == 0 else "place_date"
    some_bold = any(each.bold for each in names)
    for each in names:
        each.role = "agency" if each.bold or not some_bold else "superior_agency"


def _in_signature(rows: Sequence[DraftParagraph], recipients: str) -> None:
    for each in _said(rows):
        if _plain(each.text).startswith(recipients):
            each.role = "recipients_label"
        elif each.cell == 0:
            each.role = "recipients"
        else:
            each.role = "authority" if each.is_capital or _SIGNS_FOR.match(each.text) else "signer_name"


def _in_table(rows: Sequence[DraftParagraph]) -> None:
    top = [each for each in _said(rows) if each.row == 0]
    for each in rows:
        each.role = "table_text"
    if len(top) > 1 and all(each.bold or each.centred for each in top):
        for each in top:
            each.role = "table_head"


def _in_text(rows: Sequence[DraftParagraph], kinds: set[str], layout: Layout) -> None:
    """Name the paragraphs outside tables; what stands in the middle right under a title belongs to it."""
    above = ""
    titled = False
    for each in _said(rows):
        role = _by_words(each, layout)
        if not titled and each.is_capital and _plain(each.text) in kinds:
            role, titled = "kind_name", True
        elif above in ("kind_name", "subject") and each.centred and role == "body":
            role = "subject"
        elif above in ("appendix_label", "appendix_title") and each.centred and role == "body":
            role = "appendix_title"
        elif role == "body" and each.centred and each.is_capital and each.bold and titled and above == "subject":
            role = "deciding_authority"
        each.role = above = role


def _by_words(each: DraftParagraph, layout: Layout) -> str:
    """Return the component that the paragraph's own words tell."""
    text = each.text.strip()
    tests = (
        ("addressee", text.startswith(layout.text("addressee_word").rstrip(":"))),
        ("deciding_authority", bool(_VERB.match(text))),
        ("attached_to", bool(_ATTACHED.match(text))),
        ("appendix_label", each.centred and text.lower().startswith(layout.text("appendix_word").lower())),
        ("part", each.centred and bool(_PART.match(text))),
        ("article", bool(_ARTICLE.match(text))),
        ("heading_1", each.bold and bool(_ROMAN.match(text))),
        ("heading_2", each.bold and bool(_ARABIC.match(text))),
        ("legal_basis", each.italic and bool(_BASIS.match(text))),
    )
    return next((role for role, fits in tests if fits), "body")

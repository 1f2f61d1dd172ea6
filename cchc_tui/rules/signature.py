"""Rules on who signs: authority lines, position, name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.official import OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import HeadIssue
from cchc_tui.rules.head import form_of_page, kind_words
from cchc_tui.rules.rule import page_rule

_TITLES = re.compile(r"^(?:GS|PGS|TS|ThS|BS|KS|CN|NGƯT|NSƯT|Ông|Bà|Đ/c|Đồng chí)\b[. ]", re.IGNORECASE)
"""`ThS. Nguyễn`: a degree before the signer's name, which the decree forbids."""
_AUTHORITY_FORMS = re.compile(
    r"^(?:T/M|K/T|T/L|TM |KT |TL |TUQ |Q\.(?! )|TM\.(?! )|KT\.(?! )|TL\.(?! )|TUQ\.(?! ))", re.IGNORECASE
)
"""`T/M`: a sign of authority miswritten."""
_AGENCY_IN_POSITION = re.compile(r"(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)\s+(?:UBND|ỦY BAN|HĐND|XÃ|PHƯỜNG)")
"""`CHỦ TỊCH UBND`: the agency repeated in the position."""


@page_rule(
    "signers-few",
    Severity.WARNING,
    layout_key="authority",
    says="Biên bản, hợp đồng có đủ người ký.",
    example="biên bản chỉ một người ký",
)
def signers_few(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a paper with fewer signatures than its sample has."""
    head, form = page.head, form_of_page(page)
    if form.signers > 1 and len(head.signatures) + 2 * bool(head.left_signature) < form.signers:
        message = (
            f"{kind_words(page)} có ít nhất {form.signers} người ký ({form.sample}): ghi ky-trai và ky,"
            " hoặc ky là một danh sách."
        )
        yield HeadIssue("ky", message)


@page_rule(
    "position-missing",
    Severity.WARNING,
    layout_key="authority",
    says="Phần ký có quyền hạn, chức vụ của người ký.",
    example="ky: chỉ có họ tên",
)
def position_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a signature without position."""
    if form_of_page(page).signers == 0:
        return
    if not page.head.signature.authority:
        yield HeadIssue("ky", "Chưa ghi quyền hạn, chức vụ của người ký.")


@page_rule(
    "signer-missing",
    Severity.WARNING,
    layout_key="authority",
    says="Phần ký có họ tên người ký.",
    example="ky: chỉ có chức vụ",
)
def signer_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a signature without name."""
    if form_of_page(page).signers == 0:
        return
    if not page.head.signature.name:
        yield HeadIssue("ky", "Chưa ghi họ tên người ký.")


@page_rule(
    "signer-title",
    Severity.WARNING,
    layout_key="authority",
    says="Trước họ tên người ký không ghi học hàm, học vị, danh hiệu.",
    example="ThS. Vũ Văn Khanh",
)
def signer_title(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a degree or a form of address before the name."""
    if form_of_page(page).signers == 0:
        return
    name = page.head.signature.name
    if _TITLES.match(name):
        yield HeadIssue("ky", f"Trước họ tên “{name}” không ghi học hàm, học vị, danh hiệu.", name)


@page_rule(
    "authority-form",
    Severity.WARNING,
    layout_key="authority",
    says="Quyền hạn ghi TM., KT., Q., TL. hoặc TUQ., có dấu chấm và một dấu cách.",
    example="T/M UBND",
)
def authority_form(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each abbreviation of authority that is written otherwise."""
    if form_of_page(page).signers == 0:
        return
    for line in page.head.signature.authority:
        if _AUTHORITY_FORMS.match(line):
            yield HeadIssue("ky", f"“{line}”: hãy ghi TM., KT., Q., TL. hoặc TUQ., có dấu chấm và một dấu cách.", line)


@page_rule(
    "position-agency",
    Severity.WARNING,
    layout_key="authority",
    files_only=True,
    says="Chức vụ người ký không ghi kèm tên cơ quan.",
    example="Phó Chủ tịch UBND xã",
)
def position_agency(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report each position with the agency's name."""
    if form_of_page(page).signers == 0:
        return
    for line in page.head.signature.authority:
        if _AGENCY_IN_POSITION.search(line.upper()) and not line.upper().startswith("TM."):
            yield HeadIssue("ky", f"Chức vụ “{line}” không ghi kèm tên cơ quan.", line)


@page_rule(
    "authority-alone",
    Severity.WARNING,
    layout_key="authority",
    files_only=True,
    says="Sau TM., KT., TL., TUQ. có dòng chức vụ của người ký.",
    example="KT. CHỦ TỊCH rồi đến họ tên",
)
def authority_alone(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a last line that says for whom, not who."""
    if form_of_page(page).signers == 0:
        return
    lines = page.head.signature.authority
    if lines and lines[-1].upper().startswith(("TM.", "KT.", "TL.", "TUQ.")):
        yield HeadIssue("ky", f"Sau “{lines[-1]}” phải có dòng chức vụ của người ký.", lines[-1])

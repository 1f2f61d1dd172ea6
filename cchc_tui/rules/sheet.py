"""Rules on the sheet of a report: to whom it goes and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cchc_tui.language.wording import format_date
from cchc_tui.records.agency import code_key
from cchc_tui.records.finding import Severity
from cchc_tui.records.issuing import own_issuers
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.letterhead import agency_of_symbol, issuer_of_symbol, issuing_body, proposed_signatory
from cchc_tui.records.office import Issuer, Signatory
from cchc_tui.rules.context import Located, OfficeRecords, RecordIssue
from cchc_tui.rules.rule import ND30, STATE_PAPERS, record_rule
from cchc_tui.storage.paths import OFFICE_FILE


@record_rule(
    "addressee-missing",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 9 điểm a",
    says="Báo cáo gửi cấp trên, tờ trình, công văn phải có “Kính gửi”.",
    example="báo cáo không ghi gửi cơ quan nào",
    needs_office=True,
    cures=True,
    papers=STATE_PAPERS,
)
def addressee_missing(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each open report without addressee; a notice where the office's usual ones would be printed."""
    usual = records.office.addressees
    for kept in records.reports:
        kind = KIND_BY_SLUG.get(kept.record.kind or "")
        if kept.record.addressees or kept.record.state == "frozen" or kind is None or not kind.addressed:
            continue
        message = f"Báo cáo {kept.record.title} chưa ghi “Kính gửi”"
        tail = f"; khi in sẽ lấy nơi gửi thường dùng: {'; '.join(usual)}." if usual else "."
        severity = Severity.NOTICE if usual else None
        yield RecordIssue(kept, message + tail, key="addressees", severity=severity, new=usual or None)


_FILING = re.compile(r"^[-–\s]*Lưu\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
"""`- Lưu: VT, VP`: the line of the files among the recipients."""


@record_rule(
    "filing-line",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 9 điểm b",
    says="Dòng cuối của Nơi nhận là “Lưu: VT, …”.",
    example="- Lưu: VP.",
    needs_office=True,
    cures=True,
    papers=STATE_PAPERS,
)
def filing_line(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each open report whose recipients have no line "Lưu: VT, …"."""
    for kept in records.reports:
        if kept.record.state == "frozen":
            continue
        lines = kept.record.recipients or records.office.recipients
        filing = [(n, m) for n, line in enumerate(lines) if (m := _FILING.match(line))]
        if any(re.search(r"(?<!\w)VT(?!\w)", m["rest"]) for _, m in filing):
            continue
        shown = f"“{lines[filing[-1][0]].strip()}” thiếu VT (văn thư)" if filing else "thiếu dòng “Lưu: VT, …”"
        yield RecordIssue(
            kept,
            f"Nơi nhận của báo cáo {kept.record.title} {shown}.",
            key="recipients",
            quote=lines[filing[-1][0]] if filing else None,
            new=_with_clerk(lines, filing[-1][0], filing[-1][1]["rest"]) if filing and kept.record.recipients else None,
        )


def _with_clerk(lines: Sequence[str], place: int, rest: str) -> tuple[str, ...]:
    """Return the lines with VT first in the filing line; its final full stop is the export's business."""
    unit = rest.strip(" .;")
    return (*lines[:place], f"Lưu: VT, {unit}" if unit else "Lưu: VT", *lines[place + 1 :])


_PREFIXED = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\s*\.", re.IGNORECASE)
"""`KT.`: a signature on someone's behalf."""
_AGENCY = re.compile(
    r"\s+(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|ỦY BAN|HỘI ĐỒNG|xã|phường|XÃ|PHƯỜNG|thị trấn|huyện|tỉnh)(?!\w).*$"
)
"""`CHỦ TỊCH UBND XÃ`: the agency behind a position, which is left out of it."""


@record_rule(
    "signing-position",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 7 điểm b",
    says="Chức vụ người ký viết in hoa và không ghi tên cơ quan.",
    example="Phó chủ tịch UBND xã",
    cures=True,
    papers=STATE_PAPERS,
)
def signing_position(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each line of an open report's signing block that names the agency or is not in capitals."""
    for kept in records.reports:
        lines = kept.record.signing
        if kept.record.state == "frozen":
            continue
        for place, line in enumerate(lines):
            right = line.upper() if _PREFIXED.match(line) else _AGENCY.sub("", line).upper()
            if right != line and right:
                yield RecordIssue(
                    kept,
                    f"Báo cáo {kept.record.title}: chức vụ “{line}” viết in hoa, không kèm tên cơ quan: “{right}”.",
                    key="signing",
                    quote=line,
                    new=(*lines[:place], right, *lines[place + 1 :]),
                )


_FOR = re.compile(r"^KT\s*\.\s*(?P<head>.+)$", re.IGNORECASE)
"""`KT. CHỦ TỊCH`: whose place the signer takes."""
_FOR_OTHERS = ("TM.", "TL.", "TUQ.")
_COLLECTIVE = re.compile(r"^(?:TM\s*\.\s*)?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)", re.IGNORECASE)
"""`TM. ỦY BAN NHÂN DÂN`: signed in the name of the committee."""


@record_rule(
    "signing-stack",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 7 điểm a và Điều 13",
    says="TM. đi với tập thể; dưới KT. người đứng đầu là chức vụ cấp phó.",
    example="KT. CHỦ TỊCH rồi đến họ tên",
    papers=STATE_PAPERS,
)
def signing_stack(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report a "KT." without the deputy below it, a last line that only says for whom, a council without "TM."."""
    for kept in records.reports:
        lines = kept.record.signing
        if kept.record.state == "frozen":
            continue
        for place, line in enumerate(lines):
            if (found := _FOR.match(line)) and not _names_deputy(lines[place + 1 :]):
                message = f"sau “{line}” phải có dòng chức vụ cấp phó, ví dụ PHÓ {found['head'].upper()}"
            elif _COLLECTIVE.match(line) and not line.upper().startswith("TM"):
                message = f"ký thay mặt tập thể phải ghi “TM. {line.upper()}”"
            elif place + 1 == len(lines) and line.upper().startswith(_FOR_OTHERS):
                message = f"sau “{line}” phải có dòng chức vụ của người ký"
            else:
                continue
            yield RecordIssue(kept, f"Báo cáo {kept.record.title}: {message}.", key="signing", quote=line)


def _names_deputy(below: tuple[str, ...]) -> bool:
    return bool(below) and below[0].upper().startswith(("PHÓ", "P."))


@record_rule(
    "signatory-term",
    Severity.WARNING,
    clause=f"{ND30}, Điều 13",
    says="Người ký đang giữ chức vụ ấy vào ngày ký.",
    example="ký ngày 20/12/2026, mà nhiệm kỳ khai đến hết ngày 09/4/2026",
    needs_office=True,
    final=True,
)
def signatory_term(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each open report whose signer is known to the office and does not serve on the day of signing, or, while
    that is not set, today; or serves for another issuer than the symbol names.
    """
    office = records.office
    for kept in records.reports:
        sheet, day = kept.record, kept.record.dated_on or records.today
        terms = [s for s in office.signatories if s.name and s.name == sheet.signatory]
        if sheet.state == "frozen" or sheet.predecessor or not terms or day == date.max:
            continue
        body = issuing_body(office, sheet.symbol, day)
        here = [s for s in terms if (s.issuer or None) == body.code]
        if any(s.serves(day) for s in here):
            continue
        said = (
            f"{sheet.signatory} không giữ chức vụ vào ngày {format_date(day)} (nhiệm kỳ {_term(here[0])})"
            if here
            else f"{sheet.signatory} không khai là người ký của {body.name or 'cơ quan'}"
        )
        serving = proposed_signatory(office, day, sheet.symbol, like=sheet.signing)
        hint = f" Ngày ấy có {serving.name}." if serving else ""
        yield RecordIssue(kept, f"Báo cáo {sheet.title}: {said}.{hint}", key="signatory", quote=sheet.signatory)


def _term(row: Signatory | Issuer) -> str:
    """Return `khai từ 01/7/2025 đến hết 09/4/2026`."""
    since = f" từ {format_date(row.from_on)}" if row.from_on else ""
    until = f" đến hết {format_date(row.to_on)}" if row.to_on else ""
    return f"khai{since}{until}"


@record_rule(
    "issuer-term",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Nơi ban hành có tên ấy vào ngày văn bản; hai dòng cùng chữ viết tắt không chồng ngày.",
    example="BC-VP ký ngày 20/8/2025, mà “VP” khai đến hết ngày 30/6/2025",
    needs_office=True,
)
def issuer_term(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each open report of an issuer that does not stand on the day of signing, and rows of one abbreviation
    whose days overlap.
    """
    office = records.office
    for kept in records.reports:
        sheet, day = kept.record, kept.record.dated_on or records.today
        issuer = None if sheet.predecessor else issuer_of_symbol(office, sheet.symbol, day)
        if sheet.state != "frozen" and issuer and not issuer.serves(day) and day != date.max:
            message = f"Báo cáo {sheet.title}: {issuer.name} không còn hay chưa có vào ngày {format_date(day)}"
            yield RecordIssue(kept, f"{message} ({_term(issuer)}).", key="symbol", quote=sheet.symbol)
    for number, row in enumerate(office.issuers):
        if any(code_key(row.code) == code_key(one.code) and _overlap(row, one) for one in office.issuers[:number]):
            message = f"Nơi ban hành “{row.code}” có hai dòng chồng ngày: ghi Từ ngày, Đến hết ngày cho ngày nối nhau."
            yield RecordIssue(Located(office, OFFICE_FILE), message, key="issuers", quote=row.code)


def _overlap(one: Issuer, other: Issuer) -> bool:
    first, last = (date.min, date.max)
    return (one.from_on or first) <= (other.to_on or last) and (other.from_on or first) <= (one.to_on or last)


@record_rule(
    "report-issuer",
    Severity.WARNING,
    clause=f"{ND30}, Phụ lục I, Phần I, Mục II, khoản 3",
    says="Chữ viết tắt trong ký hiệu báo cáo là của cơ quan mình hoặc của nơi ban hành đã khai.",
    example="BC-VHXH khi chưa khai VHXH: trang in tên UBND",
    needs_office=True,
    final=True,
)
def report_issuer(records: OfficeRecords) -> Iterator[RecordIssue]:
    """Report each open report whose symbol names an issuer nobody has declared: the page bears the office's name."""
    known = own_issuers(records.office)
    for kept in records.reports:
        code = agency_of_symbol(kept.record.symbol)
        if kept.record.state == "frozen" or not known or not code or code_key(code) in known:
            continue
        if issuer_of_symbol(records.office, kept.record.symbol):
            continue
        message = (
            f"Báo cáo {kept.record.title}: ký hiệu {kept.record.symbol} ghi “{code}”, chưa khai là nơi ban hành nào,"
            f" nên trang in tên {records.office.title}. Khai bằng: cchc office --issuer “{code}=TÊN”."
        )
        yield RecordIssue(kept, message, key="symbol", quote=kept.record.symbol)

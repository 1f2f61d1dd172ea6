"""A paper typed without a head: what the office and its first heading say is taken, what is missing is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.document.source import has_head
from cchc_tui.errors import FindingsError

if TYPE_CHECKING:
    from cchc_tui.document.title_line import TitleLine
    from cchc_tui.records.office import OfficeSettings, Signatory


@dataclass(frozen=True)
class CompletedPaper:
    """The text without its title, the head that was made for it, and what was taken from where (Vietnamese)."""

    body: str
    head: str
    told: str


def completed_paper(
    text: str, source: str, find_settings: Callable[[], OfficeSettings | None], templates: Path | None, *, today: date
) -> CompletedPaper | None:
    """Return a text without a head with one made from the office and its first heading, as a draft; None for a text
    that has one. `find_settings` reads what the office says of itself. FindingsError without an office.
    """
    if has_head(text):
        return None
    settings = find_settings()
    if settings is None:
        raise FindingsError(
            f"“{source}” chưa có phần đầu (các dòng “khóa: giá trị” giữa hai dòng “---”) và không nằm trong thư mục của"
            " cơ quan nào, nên không biết cơ quan ban hành, loại và trích yếu văn bản.",
            "Hãy bắt đầu từ một mẫu đã có phần đầu: cchc new-document ke-hoach; hoặc để tệp trong thư mục của cơ quan"
            " (nơi có records/), hoặc thêm --records THƯ_MỤC.",
        )
    from cchc_tui.document.head import DEFAULT_LAYOUT
    from cchc_tui.document.title_line import take_title
    from cchc_tui.storage.layout_file import read_layout
    from cchc_tui.storage.official_document import template_folders

    layout = read_layout(DEFAULT_LAYOUT, template_folders(templates))
    title = take_title(text, {k: v for k, v in layout.kinds.items() if layout.form(v).role == "document"})
    signers = settings.signatories_on(today)
    signer = signers[0] if len(signers) == 1 else None
    head = _head(settings, title, signer, today)
    return CompletedPaper(title.body, json.dumps(head, ensure_ascii=False), _told(source, title, head, len(signers)))


def _head(settings: OfficeSettings, title: TitleLine, signer: Signatory | None, today: date) -> dict[str, Any]:
    """Return the keys that are known, as a document's head names them."""
    kind = title.kind
    values: dict[str, Any] = {
        "loai": kind.slug if kind else "",
        "co-quan-chu-quan": settings.superior,
        "co-quan": list(settings.letterhead) or [settings.full_name or settings.short_name or ""],
        "ten-co-quan": settings.short_name,
        "dia-danh": settings.place,
        "trich-yeu": title.subject,
        "kinh-gui": list(settings.addressees) if kind and kind.addressed else [],
        "noi-nhan": list(settings.recipients),
    }
    if signer:
        values["ky"] = {"quyen-han": list(signer.signing), "ho-ten": signer.name or ""}
    known = {key: value for key, value in values.items() if value and value != [""]}
    return {**known, "ngay": f"{today.year:04d}", "du-thao": "true"}


def _told(source: str, title: TitleLine, head: dict[str, Any], signers: int) -> str:
    """Return what was taken, from where, and what is still missing."""
    heading = [
        f"loại văn bản “{title.kind.name}”" if title.kind else "",
        f"trích yếu “{title.subject}”" if title.subject else "",
    ]
    office = [
        f"tên cơ quan “{' '.join(head['co-quan'])}”" if "co-quan" in head else "",
        f"địa danh “{head['dia-danh']}”" if "dia-danh" in head else "",
        "kính gửi" if "kinh-gui" in head else "",
        "nơi nhận" if "noi-nhan" in head else "",
        f"người ký “{head['ky']['ho-ten']}”" if "ky" in head else "",
    ]
    missing = [
        "" if title.kind else "loại văn bản (đề mục # đầu tiên không bắt đầu bằng tên loại)",
        "" if title.subject else "trích yếu",
        "số, ký hiệu, ngày tháng",
        "" if "noi-nhan" in head else "nơi nhận",
        "" if "ky" in head else "người ký" + (f" (cơ quan có {signers} người ký)" if signers > 1 else ""),
    ]
    said = [f"“{source}” chưa có phần đầu."]
    if any(heading):
        said.append(f"Lấy từ dòng {title.line}: {_listed(heading)}.")
    if any(office):
        said.append(f"Lấy từ hồ sơ cơ quan: {_listed(office)}.")
    example = title.kind.slug if title.kind else "ke-hoach"
    said.append(
        f"Còn thiếu: {_listed(missing)}, nên văn bản mang chữ DỰ THẢO."
        f" Muốn có bản chính thức, hãy ghi phần đầu vào tệp; xem mẫu: cchc new-document {example}"
    )
    return " ".join(said)


def _listed(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)

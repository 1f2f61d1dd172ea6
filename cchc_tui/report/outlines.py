"""Outlines: ready prose for one kind of report, with a small head that says for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cchc_tui.errors import FindingsError, WrongUseError
from cchc_tui.language.text import nearest
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.period import Period
from cchc_tui.report.wording_files import read_template, template_folders

FOLDER = "outlines"
_FENCE = "---"
_KEYS = ("ten", "loai", "ky-hieu", "che-do", "ky", "trich-yeu", "bang-nhiem-vu", "ten-phu-luc", "ten-ngan")


@dataclass(frozen=True)
class Outline:
    """One outline. Texts may hold placeholders of the period and the office."""

    name: str
    """Its file's name without `.md`: cchc-quy."""
    title: str
    """What the office calls it."""
    subject: str
    """Trích yếu of a new report."""
    body: str
    file: str
    first_line: int
    """The line of the file that the body begins on, from 1."""
    kind: str = "bao-cao"
    symbol: str = "BC-UBND"
    regime: str = ""
    """Code of the regime it is meant for; "" for any."""
    periods: tuple[str, ...] = ()
    """The periods it fits: quy-1, 6-thang, nam, as a regime names them; () for any."""
    checklist: str = ""
    """Ending of the name of its checklist: tuyen-truyen makes 2024-tuyen-truyen; "" for none."""
    appendix_title: str = ""
    ending: str = ""
    """What ends the short name of a report: cchc makes 2024-nam-cchc; "" for the outline's name."""

    def fits(self, period: Period) -> bool:
        """Return whether it is meant for such a period."""
        return not self.periods or period.word in self.periods


def outlines(office_templates: Path | None) -> list[Outline]:
    """Return every outline by name; the office's own copy of a shipped one takes its place."""
    names = {path.stem for folder in template_folders(office_templates) for path in (folder / FOLDER).glob("*.md")}
    return [read_outline(name, office_templates) for name in sorted(names)]


def read_outline(name: str, office_templates: Path | None) -> Outline:
    """Return the outline called `name`. WrongUseError when there is none, FindingsError when its head is not sound."""
    known = sorted(
        {path.stem for folder in template_folders(office_templates) for path in (folder / FOLDER).glob("*.md")}
    )
    if name not in known:
        near = nearest(name, known)
        hint = f"Có phải “{near}”? " if near else ""
        raise WrongUseError(f"Không có đề cương “{name}”.", f"{hint}Các đề cương hiện có: {', '.join(known)}.")
    text, path = read_template(f"{FOLDER}/{name}.md", office_templates)
    return _parsed(name, text, str(path))


def _parsed(name: str, text: str, file: str) -> Outline:
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if lines[0].rstrip() != _FENCE or not end:
        raise FindingsError(
            f"Đề cương {file} thiếu phần khai báo.",
            f"Dòng đầu là {_FENCE}, rồi các dòng “ten: …”, rồi một dòng {_FENCE}.",
        )
    head = _head(lines[1:end], file)
    for key in ("ten", "trich-yeu"):
        if not head.get(key):
            raise FindingsError(f"Đề cương {file} thiếu “{key}” trong phần khai báo.")
    kind = head.get("loai") or "bao-cao"
    if kind not in KIND_BY_SLUG:
        raise FindingsError(f"Đề cương {file}: “loai: {kind}” không phải một loại văn bản.")
    return Outline(
        name=name,
        title=head["ten"],
        subject=head["trich-yeu"],
        body="\n".join(lines[end + 1 :]).strip("\n") + "\n",
        file=file,
        first_line=end + 2,
        kind=kind,
        symbol=head.get("ky-hieu") or "BC-UBND",
        regime=head.get("che-do", ""),
        periods=tuple(word.strip() for word in head.get("ky", "").split(",") if word.strip()),
        checklist=head.get("bang-nhiem-vu", ""),
        appendix_title=head.get("ten-phu-luc", ""),
        ending=head.get("ten-ngan", ""),
    )


def _head(lines: list[str], file: str) -> dict[str, str]:
    """Return `key: value` lines; a value is everything after the colon."""
    values: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in _KEYS:
            near = nearest(key.strip(), _KEYS)
            hint = f"Có phải “{near}”? " if near else ""
            raise FindingsError(
                f"{file}, dòng {number}: không hiểu “{line.strip()}”.", f"{hint}Được dùng: {', '.join(_KEYS)}."
            )
        values[key.strip()] = value.strip()
    return values

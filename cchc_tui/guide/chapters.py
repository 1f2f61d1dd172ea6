"""The chapters: which there are, in which order they are read, and which one belongs to which screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PICTURES = FOLDER / "pictures"

CONTENTS = (
    ("Làm quen", ("bat-dau", "tham-quan", "man-hinh", "phim", "go-tieng-viet", "cua-so", "noi-luu")),
    ("Nhập liệu", ("van-ban", "tin-bai", "nhiem-vu", "tim-loc", "khong-mat-gi", "nhap-tep", "so-dang-ky")),
    ("Báo cáo", ("bao-cao", "so-lieu", "bieu-so-lieu", "de-cuong", "viec-va-han")),
    ("Kiểm tra", ("kiem-tra", "quy-tac")),
    ("Văn bản", ("soan-van-ban",)),
    ("Lịch sử, nhiều người", ("lich-su", "nhieu-nguoi", "dong-bo")),
    ("Cấp tỉnh", ("cap-tinh",)),
    ("Dòng lệnh", ("lenh",)),
)
"""The parts of the guide and the chapters of each, by slug. A slug is the file's name and is never changed."""

SCREENS = {
    "overview": "man-hinh",
    "due": "viec-va-han",
    "office": "bat-dau",
    "directives": "van-ban",
    "media": "tin-bai",
    "figures": "bieu-so-lieu",
    "checklist": "nhiem-vu",
    "reports": "bao-cao",
    "report-body": "de-cuong",
    "new-report": "bao-cao",
    "preview": "bao-cao",
    "export": "bao-cao",
    "checks": "kiem-tra",
    "history": "lich-su",
    "deleted": "lich-su",
    "undo": "lich-su",
    "import": "nhap-tep",
    "conflicts": "nhieu-nguoi",
    "drafts": "khong-mat-gi",
    "person": "nhieu-nguoi",
}
"""The chapter of each screen, by the screen's name."""
_ANY_SCREEN = "man-hinh"
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class GuideChapter:
    """One chapter as its author wrote it."""

    slug: str
    title: str
    text: str
    """Markdown, the title as its first line."""

    @property
    def headings(self) -> list[str]:
        """The headings of the sections, in order."""
        return re.findall(r"(?m)^## (.+)$", _FENCE.sub("", self.text))

    def section(self, heading: str) -> str:
        """Return the section under that heading, heading included."""
        start = self.text.index(f"\n## {heading}\n") + 1
        following = re.compile(r"^## ", re.MULTILINE).search(self.text, start + 3)
        return self.text[start : following.start() if following else len(self.text)].rstrip("\n") + "\n"


@cache
def read_chapter(slug: str) -> GuideChapter:
    """Return the chapter with that slug; KeyError when there is none."""
    if slug not in _slugs():
        raise KeyError(slug)
    text = (FOLDER / f"{slug}.md").read_text(encoding="utf-8")
    return GuideChapter(slug, text.partition("\n")[0].removeprefix("# "), text)


def _slugs() -> tuple[str, ...]:
    return tuple(slug for _, slugs in CONTENTS for slug in slugs)


def all_chapters() -> list[GuideChapter]:
    """Return every chapter in reading order."""
    return [read_chapter(slug) for slug in _slugs()]


def chapter_for(screen: str) -> GuideChapter:
    """Return the chapter of a screen by the screen's name; for one without its own, that on screens in general."""
    return read_chapter(SCREENS.get(screen, _ANY_SCREEN))

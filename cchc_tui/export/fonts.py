"""Which font the PDF is set in: chosen by the Vietnamese letters it has, not by its name alone."""

from __future__ import annotations

import contextlib
import functools
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchc_tui.export.truetype import FontFile, read_font
from cchc_tui.storage.temporary import working_folder
from cchc_tui.storage.user_folders import fonts_folder

TIMES_FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif", "TeX Gyre Termes")
"""All of the same widths as Times New Roman, in order of choice."""
INSIDE_TYPST = "Libertinus Serif"
"""The font typst carries: all Vietnamese letters, but not a Times face."""

_FILE_NAMES = ("times", "tinos", "liberationserif", "termes")
_STYLES = ("Regular", "Bold", "Italic", "Bold Italic")


@dataclass(frozen=True)
class PdfFont:
    """The family the PDF is set in. `files` is () when it is the font inside typst; `covered` of 134 letters."""

    family: str
    files: tuple[Path, ...]
    covered: int

    @property
    def is_times(self) -> bool:
        """Whether its letters are as wide as those of Times New Roman."""
        return self.family in TIMES_FAMILIES

    @contextlib.contextmanager
    def directory(self) -> Iterator[str | None]:
        """Yield a folder with just these files, while it is needed: typst reads whole folders, and system ones are
        slow.
        """
        if not self.files:
            yield None
            return
        with working_folder("fonts") as folder:
            for index, path in enumerate(self.files):
                (folder / f"{index}{path.suffix}").symlink_to(path)
            yield str(folder)


@functools.cache
def vietnamese_letters() -> frozenset[int]:
    """Return code points of the 134 precomposed Vietnamese letters (67 small, 67 capital)."""
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    composed = {unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in tones}
    small = {letter for letter in composed if ord(letter) > 127} | {"đ"}
    return frozenset(ord(letter) for letter in small | {letter.upper() for letter in small})


def pdf_font(templates: Path | None = None, folders: Sequence[Path] | None = None) -> PdfFont:
    """Return the first Times face with all 134 letters in all four styles, in the office's `fonts/` or on the system.

    `folders` replaces the system's font folders. When no face is whole the answer is the font inside typst.
    """
    own = [templates / "fonts"] if templates is not None else []
    for places in (own, system_font_folders() if folders is None else folders):
        families = _families(places)
        for name in TIMES_FAMILIES:
            font = _whole_family(name, families.get(name, []))
            if font:
                return font
    return PdfFont(INSIDE_TYPST, (), len(vietnamese_letters()))


def system_font_folders() -> list[Path]:
    """Return where Linux and macOS keep fonts; TeX's own trees too, for TeX Gyre Termes."""
    home = Path.home()
    return [
        fonts_folder(),
        home / ".fonts",
        home / "Library/Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts/Supplemental"),
        Path("/usr/share/texmf/fonts/opentype/public/tex-gyre"),
        Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/tex-gyre"),
    ]


def _families(folders: Sequence[Path]) -> dict[str, list[FontFile]]:
    families: dict[str, list[FontFile]] = {}
    letters = vietnamese_letters()
    for folder in folders:
        for path in _likely_files(folder):
            font = read_font(path, letters)
            if font:
                families.setdefault(font.family, []).append(font)
    return families


def _likely_files(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        for name in sorted(names):
            plain = name.lower().replace("-", "").replace("_", "").replace(" ", "")
            if plain.endswith((".ttf", ".otf")) and any(part in plain for part in _FILE_NAMES):
                yield Path(base) / name


def _whole_family(name: str, fonts: Sequence[FontFile]) -> PdfFont | None:
    needed = vietnamese_letters()
    by_style = {font.style: font.path for font in reversed(fonts) if needed <= font.letters}
    if not all(style in by_style for style in _STYLES):
        return None
    return PdfFont(name, tuple(by_style[style] for style in _STYLES), len(needed))

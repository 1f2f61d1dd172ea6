"""The pictures of the guide, drawn from the same scenes as the golden files: `python -m tests.tui.guide_pictures`.

SVG, because text in it stays text: small, sharp, found by a search, and different only where the screen is.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from cchc_tui.office import SAMPLES, Office
from cchc_tui.storage.shipped import sample_ward_dir
from cchc_tui.tui.canvas import Line
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.look import style_of
from cchc_tui.tui.program import start, usual_period
from tests.tui.conftest import Sitting, sit_down
from tests.tui.pictures import SCENES, draw, write_office

GUIDE = Path(__file__).resolve().parents[2] / "cchc_tui/guide/pictures"
OF_THE_WARD = {
    "0-mau": "", "tham-quan-phieu": "<F4>156/UBND-VP<Tab>hn<Tab>", "tham-quan-tin-bai": "2<Enter>",
    "tham-quan-tim": "<F5>hai long", "tham-quan-xem-truoc": "4<Ctrl+Y>",
}  # fmt: skip
"""Pictures of the sample ward as `cchc demo` opens it, with the keys that lead to them."""
SHOWN = (
    *OF_THE_WARD, "0-tong-quan",
    "1-van-ban", "1-phieu-moi", "1-phieu-loi", "1-trung", "1-loc", "1-danh-dau", "1-xoa", "2-tin-bai", "2-o-dang-go",
    "3-nhiem-vu", "3-kiem-chung", "4-bao-cao", "4-phieu", "4-soan-loi", "4-lap-moi",
    "4-xem-lien", "4-xem-truoc", "bieu-so-lieu", "hai-ban", "nhap-tep", "chua-luu", "lenh", "tro-giup",
)  # fmt: skip
SIZE = (80, 24)
_CELL, _ROW, _EDGE = 8, 17, 6
_INK, _PAPER = "#1c1c1c", "#fbfbf8"
_LOOK = "light"
"""The theme whose inks are drawn."""


def svg(lines: Sequence[Line]) -> str:
    """The painted lines as one SVG picture."""
    wide, high = SIZE[0] * _CELL + 2 * _EDGE, len(lines) * _ROW + 2 * _EDGE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
        f' font-family="DejaVu Sans Mono, Consolas, Menlo, monospace" font-size="13">',
        f'<rect width="{wide}" height="{high}" rx="4" fill="{_PAPER}" stroke="#bbb"/>',
    ]
    for number, line in enumerate(lines):
        column = 0
        for text, style in line:
            out += _run(text, style, _EDGE + column * _CELL, _EDGE + number * _ROW)
            column += len(text)
    return "\n".join([*out, "</svg>"]) + "\n"


def _run(text: str, style: str, x: int, y: int) -> list[str]:
    width = len(text) * _CELL
    out: list[str] = []
    drawn = style_of(_LOOK, style)
    paper = drawn.bgcolor.name if drawn.bgcolor else _INK if drawn.reverse else ""
    if paper:
        out.append(f'<rect x="{x}" y="{y}" width="{width}" height="{_ROW}" fill="{paper}"/>')
    if drawn.underline:
        out.append(f'<path d="M{x} {y + _ROW - 2}h{width}" stroke="#999"/>')
    colour = _PAPER if drawn.reverse else drawn.color.name if drawn.color else _INK
    weight = ' font-weight="bold"' if drawn.bold else ""
    for words in re.finditer(r"\S+(?: \S+)*", text):  # each group by itself: a picture must stand in any font
        out.append(
            f'<text x="{x + words.start() * _CELL}" y="{y + 13}" textLength="{len(words.group()) * _CELL}"'
            f' fill="{colour}"{weight}>{escape(words.group())}</text>'
        )
    return out


def picture(name: str, folder: Path) -> str:
    """The SVG of one scene on an office made in `folder`."""
    if name in OF_THE_WARD:
        ward = Sitting(_ward_desk(folder), folder)
        ward.screen(*SIZE)
        ward.press(OF_THE_WARD[name])
        return svg(ward.desk.paint(*SIZE).lines)
    sitting = sit_down(write_office(folder / "office"))
    draw(sitting, SCENES[name], *SIZE)
    return svg(sitting.desk.paint(*SIZE).lines)


def _ward_desk(folder: Path) -> Desk:
    """The sample ward on its day, its checks made."""
    records = Path(shutil.copytree(sample_ward_dir(), folder / "ward/records"))
    office = Office.open(records, today=SAMPLES["phuong"].day)
    desk = Desk(office, usual_period(office), read_only=False)
    start(desk)
    desk.watch.look()
    desk.settle()
    return desk


def main() -> None:
    """Draw every picture of the guide anew."""
    GUIDE.mkdir(exist_ok=True)
    for name in SHOWN:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder, "CCHC_PERSON": "Lê Thị Hà <ha@hk>"}
            (GUIDE / f"{name}.svg").write_text(picture(name, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()

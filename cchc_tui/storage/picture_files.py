"""Read the pictures a document names: PNG, JPEG and SVG from inside one folder, and nothing else."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from cchc_tui.document.chart import CHART, MOST_BARS, draw_bars, read_bars
from cchc_tui.document.picture import Picture, picture_names

MAX_PICTURE_BYTES = 10_000_000
MAX_POINTS = 40_000_000
"""A camera's largest picture; more would fill memory when it is unpacked."""
_POINTS_PER_INCH = 96
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg\b([^>]*)>", re.DOTALL)
_LENGTH = re.compile(rb'\b(width|height)\s*=\s*["\']\s*([\d.]+)\s*(mm|cm|in|pt|px|)\s*["\']')
_VIEW = re.compile(rb'\bviewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_RUNS = re.compile(rb"<\s*(?:\w+:)?(?:script|foreignObject)\b|\bon[a-z]+\s*=", re.IGNORECASE)
"""`<script>`, `onload=`: what a reader might run."""
_CALLS = re.compile(rb"""\bhref\s*=\s*["'](?!#|data:)|\burl\(\s*["']?(?!#)""", re.IGNORECASE)
"""`href="a.png"`: another file, or an address."""
_MILLIMETRES = {b"mm": 1.0, b"cm": 10.0, b"in": 25.4, b"pt": 25.4 / 72, b"px": 25.4 / 96, b"": 25.4 / 96}
_START_OF_FRAME = {*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}


def read_pictures(
    body: str, folder: Path | None, root: Path | None, room_mm: tuple[float, float]
) -> tuple[dict[str, Picture], dict[str, str]]:
    """Return the pictures the text names, by the path it names them with, and why each other cannot be printed.

    Paths are taken from `folder`, the document's own; they must lead inside `root`; where neither is known only charts
    are drawn. `room_mm`: the most a picture may
    be wide and high.
    """
    found: dict[str, Picture] = {}
    faults: dict[str, str] = {}
    for number, named in enumerate(picture_names(body), start=1):
        if named.startswith(CHART):
            read = _drawn(named)
        else:
            read = _read(named, folder, root) if folder and root else "không biết văn bản nằm ở thư mục nào"
        if isinstance(read, str):
            faults[named] = read
            continue
        kind, data, (width, height) = read
        scale = min(1.0, room_mm[0] / width, room_mm[1] / height)
        found[named] = Picture(f"hinh-{number}.{kind}", data, round(width * scale, 2), round(height * scale, 2))
    return found, faults


def _drawn(named: str) -> tuple[str, bytes, tuple[float, float]] | str:
    bars = read_bars(named)
    if bars is None:
        return f"biểu đồ phải ghi như {CHART} T1=12; T2=9; T3=15, nhiều nhất {MOST_BARS} cột"
    data = draw_bars(bars)
    size = _measured(data)[1]
    assert size is not None, "we said how large it is"
    return "svg", data, size


def _read(named: str, folder: Path, root: Path) -> tuple[str, bytes, tuple[float, float]] | str:
    if "://" in named or named.startswith("data:"):
        return "không lấy ảnh từ mạng; hãy chép tệp ảnh vào thư mục của cơ quan"
    path = (folder / named).resolve()
    if not path.is_relative_to(root.resolve()):
        return f"tệp nằm ngoài thư mục {root}"
    if not path.is_file():
        return "không có tệp ấy"
    if path.stat().st_size > MAX_PICTURE_BYTES:
        return f"tệp lớn hơn {MAX_PICTURE_BYTES // 1_000_000} MB"
    data = path.read_bytes()
    kind, size = _measured(data)
    if not kind:
        return "chỉ in được ảnh PNG, JPEG, SVG"
    if size is None or min(size) <= 0:
        return "tệp ảnh hỏng: không đọc được kích thước"
    if kind != "svg" and size[0] * size[1] > MAX_POINTS:
        return f"ảnh có quá {MAX_POINTS // 1_000_000} triệu điểm"
    if kind == "svg" and (why := _not_plain(data)):
        return why
    inches = 1.0 if kind == "svg" else 25.4 / _POINTS_PER_INCH
    return kind, data, (size[0] * inches, size[1] * inches)


def _not_plain(data: bytes) -> str:
    """Return why a drawing is not printed: what it calls is not on the page, what it runs has no business there."""
    if _RUNS.search(data):
        return "ảnh SVG có mã chạy; hãy xuất ảnh ấy thành PNG"
    return "ảnh SVG gọi tệp khác; hãy nhúng phần ấy vào ảnh hoặc xuất thành PNG" if _CALLS.search(data) else ""


def _measured(data: bytes) -> tuple[str, tuple[float, float] | None]:
    """Return the kind of the picture and its size: points, of an SVG millimetres."""
    if data.startswith(_PNG):
        whole = len(data) >= 33 and data[12:16] == b"IHDR"
        return "png", struct.unpack(">II", data[16:24]) if whole else None
    if data.startswith(_JPEG):
        return "jpg", _jpeg_size(data)
    head = _SVG.match(data)
    return ("svg", _svg_size(head[1])) if head else ("", None)


def _jpeg_size(data: bytes) -> tuple[float, float] | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None


def _svg_size(attributes: bytes) -> tuple[float, float] | None:
    lengths = {name: float(value) * _MILLIMETRES[unit] for name, value, unit in _LENGTH.findall(attributes)}
    if len(lengths) == 2:
        return lengths[b"width"], lengths[b"height"]
    view = _VIEW.search(attributes)
    return (float(view[1]) * 25.4 / 96, float(view[2]) * 25.4 / 96) if view else None

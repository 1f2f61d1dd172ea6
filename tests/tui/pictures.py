"""Scenes of the program: an office, the keys that lead to a picture, and the picture as text.

The golden files hold them for the tests; `python -m tests.tui.pictures DIRECTORY` draws those of the guide.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.terminal.conftest import OFFICE
from tests.tui.conftest import Sitting, sit_down

SCENES: dict[str, str] = {
    "0-tong-quan": "0",
    "0-tim": "0<F5>khau hieu",
    "7-han": "7",
    "8-co-quan": "8<Down><Down><Right>",
    "1-van-ban": "",
    "1-loc": "<F5>chan chinh thang:6",
    "1-danh-dau": "<Down> <Down> ",
    "1-phieu-moi": "<F4>326/UBND-VP<Tab>21/12",
    "1-phieu-loi": "<F4>17/CV-UBND<Tab>31/02<F2>",
    "1-phieu-sua": "<Enter><Tab><Tab><Tab><Tab><Tab>",
    "1-trung": "<F4>017/CV–UBND<Tab>21/2/2023<Tab>",
    "1-xoa": "<F8>nhập trùng",
    "1-xem": "v",
    "1-dat-muc": "m<Ctrl+X>",
    "2-tin-bai": "2<Right><Right><Right>",
    "2-o-dang-go": "2<Right><Right><Right><Down>trên 1",
    "2-nguon": "2v",
    "2-tung-dong": "2<Ctrl+E>",
    "3-nhiem-vu": "3",
    "3-kiem-chung": "3<Ctrl+K>",
    "4-bao-cao": "4",
    "4-phieu": "4<Enter>",
    "4-soan-loi": "4<Ctrl+E>",
    "4-xem-lien": "4<Ctrl+E><F4><Down><Down>",
    "4-xem-truoc": "4<Ctrl+Y>",
    "4-lap-moi": "4<F4><Up>",
    "4-chot": "4<Ctrl+K>",
    "5-kiem-tra": "5",
    "6-lich-su": "6",
    "6-da-xoa": "6<Ctrl+K>",
    "tro-giup": "<F1>",
    "lenh": "<Ctrl+P>hoan",
    "doi-ky": "<Ctrl+T>6/2023",
    "chua-luu": "<F4>17<F3>",
    "hai-ban": "<Enter><Tab><Tab><Tab><Tab><Tab><Ctrl+Home>rà soát, §colleague§<F2><Right>",
    "bieu-so-lieu": "btthc-06<Enter><F4>Chứng thực<Enter><Right>1200<Tab>30<Tab>5<Tab><Right>1000<Tab>2",
    "nhap-tep": "i<Ctrl+U>§register§<Enter><Down>",
}
"""Name of the picture, and the keys that lead to it from the start; between § stands what somebody else does."""


def _colleague(sitting: Sitting) -> None:
    """Another person saves the document that is open."""
    (path,) = sitting.records.glob("directives/2023/2023-11-27_4.toml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tăng cường chỉ đạo", "đẩy mạnh chỉ đạo"), encoding="utf-8")


def _register(sitting: Sitting) -> None:
    """A register lies there, and its path is pasted."""
    path = sitting.records.parent / "so-di-2023.csv"
    rows = [
        "STT,Số ký hiệu,Ngày ban hành,Tên loại,Trích yếu nội dung",
        "1,401/UBND-VP,05/01/2023,Công văn,tăng cường kỷ luật kỷ cương hành chính",
        "2,17/CV-UBND,21/02/2023,Công văn,chấn chỉnh công tác tiếp nhận",
        "3,403/UBND-VP,,Công văn,triển khai dịch vụ công trực tuyến",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sitting.desk.top.paste(str(path))


ACTS = {"colleague": _colleague, "register": _register}
"""What stands between § in a scene."""

UNSTEADY = {"5-kiem-tra", "6-lich-su"}
"""Scenes that show other rooms' sentences; drawn for the guide, not kept as golden files."""

SIZES = [(80, 24), (120, 40)]
_STYLE_SIGNS = {
    "": " ", "strong": "b", "muted": "m", "accent": "a", "key": "k", "chip": "p", "good": "g", "warn": "w", "bad": "x",
    "line": "l", "rule": "r", "head": "h", "tab": "T", "here": "c", "rest": "C", "field": "_", "caret": "^",
    "quote": "q", "changed": "d", "heat1": "1", "heat2": "2", "heat3": "3", "heat4": "4",
}  # fmt: skip

_DIRECTIVES = [
    ("59/KH-UBND", "2022-12-31", "ke-hoach", "tuyên truyền cải cách hành chính năm 2023"),
    ("17/CV-UBND", "2023-02-21", "cong-van", "chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"),
    ("91/CV-UBND", "2023-04-11", "cong-van", "triển khai thanh toán trực tuyến phí, lệ phí trong giải quyết TTHC"),
    ("142/UBND-NV", "2023-06-15", "cong-van", "chấn chỉnh thực hiện nhiệm vụ Cải cách hành chính tháng 5/2023"),
    ("325/UBND-VP", "2023-11-27", "cong-van", "tăng cường chỉ đạo thực hiện một số nhiệm vụ về cải cách hành chính"),
]
_COUNTS = [
    ("truyen-thanh", "bai", "2023-01", 2, ""), ("truyen-thanh", "bai", "2023-02", 3, ""),
    ("truyen-thanh", "bai", "2023-03", 1, ""), ("truyen-thanh", "luot-phat", "2023-nam", 90, "over"),
    ("trang-tin", "tin-bai", "2023-02", 12, "about"),
]  # fmt: skip
_TASKS = [
    ("Tăng cường tuyên truyền CCHC trong từng bộ phận chuyên môn", "Tuyên truyền tại bộ phận một cửa", "dat"),
    ("Duy trì và nâng cao chất lượng chuyên mục CCHC trên đài truyền thanh xã", "Các tin bài đã phát", "dat"),
    ("Khẩu hiệu tuyên truyền, pano, áp phích", "Treo khẩu hiệu tại cổng UBND xã", ""),
]


def write_office(folder: Path) -> Path:
    """A small office that never changes, its records directory."""
    records = folder / "records"
    records.mkdir(parents=True)
    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    for number, (symbol, day, kind, subject) in enumerate(_DIRECTIVES):
        _write(records, f"directives/{day[:4]}/{day}_{number}.toml", f"a0000{number}", {
            "direction": "outgoing", "kind": kind, "symbol": symbol, "issued_on": f"{day}",
            "issuer": "UBND xã Hà Kỳ", "subject": subject,
        })  # fmt: skip
    for number, (channel, measure, period, value, qualifier) in enumerate(_COUNTS):
        _write(records, f"media/2023/{period}_{number}.toml", f"b0000{number}", {
            "channel": channel, "measure": measure, "period": period, "value": value, "qualifier": qualifier,
            "source": "Đài truyền thanh xã",
        })  # fmt: skip
    for number, (task, product, evaluation) in enumerate(_TASKS, 1):
        _write(records, f"checklists/2023-tuyen-truyen/{number:02d}.toml", f"c0000{number}", {
            "checklist": "2023-tuyen-truyen", "position": number, "task": task, "products": [product],
            "evaluation": evaluation,
        })  # fmt: skip
    _write(records, "reports/2023-nam/report.toml", "d00001", {
        "slug": "2023-nam", "kind": "bao-cao", "period": "2023-nam", "symbol": "BC-UBND", "dated_on": "2023-12-22",
        "subject": "Kết quả công tác tuyên truyền cải cách hành chính năm 2023", "checklist": "2023-tuyen-truyen",
    })  # fmt: skip
    prose = "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH\n\nTrong {{ ky.ten }}, {{ co_quan.ten }} đã ban hành các văn bản sau:\n"
    (records / "reports/2023-nam/body.md").write_text(prose, encoding="utf-8")
    return records


def _write(records: Path, path: str, record: str, values: dict[str, object]) -> None:
    lines = ["schema = 1", f'id = "{record}"']
    for key, value in values.items():
        if value == "":
            continue
        shown = value if key.endswith("_on") else str(value).replace("'", '"') if key != "value" else value
        lines.append(f"{key} = {shown}" if key.endswith("_on") or not isinstance(value, str) else f'{key} = "{value}"')
    file = records / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def draw(sitting: Sitting, stream: str, width: int, height: int, *, styles: bool = False) -> str:
    """The picture after these keys; with `styles`, under each row that has any, one sign for the style of each cell."""
    sitting.screen(width, height)
    for number, part in enumerate(stream.split("§")):
        if number % 2:
            ACTS[part](sitting)
        else:
            sitting.press(part)
    out: list[str] = []
    for line in sitting.desk.paint(width, height).lines:
        out.append("".join(text for text, _ in line).rstrip())
        signs = "".join(_STYLE_SIGNS[style] * len(text) for text, style in line).rstrip()
        if styles and signs:
            out.append("\t" + signs)
    return "\n".join(out) + "\n"


def main(target: Path) -> None:
    """Every scene at 80×24 as a text file in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name, stream in SCENES.items():
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"XDG_STATE_HOME": folder, "XDG_CACHE_HOME": folder, "CCHC_PERSON": "Lê Thị Hà <ha@hk>"}
            sitting = sit_down(write_office(Path(folder) / "office"))
            (target / f"{name}.txt").write_text(draw(sitting, stream, 80, 24), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

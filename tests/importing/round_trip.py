"""Reports composed from random offices, printed, taken into an empty office and composed again.

`python -m tests.importing.round_trip 300` prints the figures of a whole corpus, `… 50 151` those of fifty from the seed
151 on; the suite runs a few of it. What was measured stands in ROUND_TRIP.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from cchc_tui.importing import Candidate
from cchc_tui.importing.blocks import Paragraph, SourceTable
from cchc_tui.importing.candidate import BODY, CHECKLIST, DIRECTIVE, MEDIA, REPORT
from cchc_tui.importing.opening import open_source
from cchc_tui.importing.pandoc import read_blocks
from cchc_tui.language.wording import Qualifier, format_long_date
from cchc_tui.office import Office, create_office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet

TODAY = date(2026, 11, 23)
PERIODS = (
    "2023-nam", "2024-nam", "2025-nam", "2024-quy-1", "2024-quy-2", "2024-quy-3", "2023-quy-4", "2025-6-thang",
    "2025-9-thang", "2024-05", "2024-11", "2024-08-01..2024-10-31", "2025-8-thang",
)  # fmt: skip
UNITS = (("xã", "Hà Kỳ"), ("phường", "Lê Lợi"), ("đặc khu", "Cát Hải"), ("xã", "Nguyên Giáp"))
SENTENCES = {
    ("truyen-thanh", "tin-bai"): (
        "Đài truyền thanh đã xây dựng được {} bài tuyên truyền về CCHC.",
        "Đã phát {} tin bài trên đài truyền thanh.",
        "Kết quả: đài truyền thanh phát {} tin bài.",
    ),
    ("truyen-thanh", "luot-phat-song"): (
        "Đài truyền thanh đã phát sóng {} lượt phát sóng.",
        "Hệ thống truyền thanh đã có {} lượt phát.",
    ),
    ("truyen-thanh", "buoi-tiep-am"): ("Đài truyền thanh đã tiếp âm {} buổi tiếp âm đài cấp trên.",),
    ("trang-tin", "tin-bai"): (
        "Trang thông tin điện tử đã đăng {} tin bài.",
        "Đã đăng tải {} tin bài trên trang thông tin điện tử.",
    ),
    ("mang-xa-hoi", "bai-dang"): ("Trang Facebook, Zalo của cơ quan đã đăng {} bài.", "Mạng xã hội đã đăng {} bài."),
    ("mot-cua", "luot-huong-dan"): (
        "Tại Bộ phận Một cửa đã hướng dẫn {} lượt công dân.",
        "Bộ phận Một cửa đã tuyên truyền, hướng dẫn {} lượt người.",
    ),
    ("truc-quan", "khau-hieu"): ("Đã treo {} khẩu hiệu.",),
    ("truc-quan", "pano"): ("Đã dựng {} pano.", "Đã lắp đặt {} tấm pano."),
    ("truc-quan", "to-roi"): ("Đã cấp phát {} tờ rơi.",),
    ("hoi-hop", "hoi-nghi"): ("Đã tổ chức {} cuộc hội nghị.", "Đã tổ chức được {} hội nghị tuyên truyền."),
    ("hoi-hop", "luot-nguoi"): ("Các hội nghị thu hút {} lượt người dự.",),
}
VALUES = (1, 2, 7, 24, 55, 90, 312, 999, 1000, 1440, 2500, 18_250, 1_204_500)
SUBJECTS = (
    "chấn chỉnh công tác tiếp nhận hồ sơ", "triển khai thanh toán trực tuyến phí, lệ phí", "kiểm tra CCHC",
    "tuyên truyền dịch vụ công trực tuyến", "rà soát thủ tục hành chính, niêm yết công khai",
    "hưởng ứng “Ngày Chuyển đổi số quốc gia”", "phân công nhiệm vụ; theo dõi, đôn đốc",
    "công bố danh mục thủ tục hành chính lĩnh vực đất đai - môi trường",
)  # fmt: skip
OWN = (
    ("cong-van", "UBND-VP", "Công văn"), ("quyet-dinh", "QĐ-UBND", "Quyết định"), ("ke-hoach", "KH-UBND", "Kế hoạch"),
    ("thong-bao", "TB-UBND", "Thông báo"), ("cong-van", "UBND-VHXH", "Công văn"),
)  # fmt: skip
OTHERS = (
    ("Sở Nội vụ", "cong-van", "SNV-CCHC", "Công văn"), ("UBND tỉnh Hải Dương", "cong-van", "UBND-NC", "Công văn"),
    ("UBND tỉnh Hải Dương", "quyet-dinh", "QĐ-UBND", "Quyết định"), ("Bộ Nội vụ", "ke-hoach", "KH-BNV", "Kế hoạch"),
    ("Sở Tư pháp", "huong-dan", "HD-STP", "Hướng dẫn"),
)  # fmt: skip
TASKS = (
    "Phát tin bài tuyên truyền hằng tháng", "Niêm yết công khai thủ tục hành chính", "Tổ chức đối thoại với người dân",
    "Kiểm tra việc chấp hành kỷ luật, kỷ cương", "Rà soát, cắt giảm thời gian giải quyết thủ tục",
)  # fmt: skip
EVALUATIONS = ("met", "not_yet", "not_met")
OTHER_YEARS = "Năm {year}, đài truyền thanh phát {value} tin bài."
ASIDES = (
    "- Cán bộ, công chức chấp hành nghiêm giờ làm việc.", "Trong năm không có đơn thư khiếu nại, tố cáo.",
    "Phấn đấu kỳ tới đài truyền thanh phát 60 tin bài.", "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.",
    "| Lĩnh vực | Tiếp nhận | Đúng hạn |\n|---|---|---|\n| Hộ tịch | 1.250 | 1.248 |\n| Đất đai | 10 | 9 |",
    "Bộ phận Một cửa tiếp từ 20 đến 30 lượt người mỗi ngày.", "Một số việc còn chậm (3/12 việc), cần khắc phục.",
    "Thực hiện Luật Cán bộ, công chức ngày 13/11/2008, cơ quan đã rà soát biên chế.",
)  # fmt: skip
"""Prose that holds no record of the report's period, much of it with numbers; the law is a document of the office."""
LAW = {
    "kind": "luat", "issued_on": date(2008, 11, 13), "issuer": "Quốc hội", "subject": "Cán bộ, công chức",
    "direction": INCOMING,
}  # fmt: skip


@dataclass
class Figures:
    """What a corpus shows."""

    reports: int = 0
    facts: int = 0
    sure: int = 0
    wrong: list[str] = field(default_factory=list)
    """Sure facts that are none of those the report was made from."""
    silent: list[str] = field(default_factory=list)
    """Words that the second composition says otherwise, and nobody was told."""
    composed: int = 0
    """Reports that were taken in and composed again."""
    told: int = 0
    """Proses that were doubted with their differences."""


def round_trip(seed: int, folder: Path, figures: Figures, *, form: str) -> None:
    """Make one office and one report, print it, take it in and compose it again; add to the figures."""
    random = Random(seed)
    unit = random.choice(UNITS)
    first, second = (_empty_office(folder / name, unit) for name in ("mot", "hai"))
    slug = _filled(first, random, with_tasks=form == "docx")
    before = first.reports.compose(slug, draft=True)
    first.pages.export_report(slug, targets=("docx",), out=folder / "bc", draft=True)
    path = folder / "bc-du-thao.docx" if (folder / "bc-du-thao.docx").exists() else folder / "bc.docx"
    if form == "text":
        path = _as_text(path)
    offered = second.intake.candidates([path])
    sure = [c for c in offered if c.sure and not c.exists]
    figures.reports += 1
    figures.facts += len(first.records.stored(Directive)) + len(first.records.stored(MediaCount))
    figures.sure += len(sure)
    figures.wrong += [f"{seed}: {c.kind} {dict(c.values)}" for c in sure if not _is_true(c, first)]
    body = next((c for c in offered if c.kind == BODY), None)
    if body is not None and body.doubtful:
        figures.told += 1
        return
    second.intake.take(sure)
    if not second.records.stored(ReportSheet):
        return
    figures.composed += 1
    after = second.reports.compose(second.records.stored(ReportSheet)[0].record.slug or "", draft=True)
    figures.silent += [f"{seed}: {line}" for line in _lost(before, after)]


def _as_text(path: Path) -> Path:
    """The words of a DOCX as somebody copies them: a line for each paragraph and each line of a cell."""
    blocks, _ = read_blocks(open_source(path))
    lines = [line for block in blocks for line in (block.lines if isinstance(block, SourceTable) else [_line(block)])]
    text = path.with_suffix(".txt")
    text.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return text


def _line(paragraph: Paragraph) -> str:
    return f"{paragraph.bullet} {paragraph.text}".strip()


@cache
def _settings_of(unit: str, place: str) -> str:
    """The office.toml of a new office, as `init` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        made = create_office(Path(folder) / "o", {"short_name": f"UBND {unit} {place}", "place": place})
        return (made / "office.toml").read_text(encoding="utf-8")


def _empty_office(folder: Path, unit: tuple[str, str]) -> Office:
    folder.mkdir()
    (folder / "office.toml").write_text(_settings_of(*unit), encoding="utf-8")
    return Office.open(folder, today=TODAY)


def _filled(office: Office, random: Random, *, with_tasks: bool) -> str:
    """Records and a report of one random period; its short name."""
    period = random.choice(PERIODS)
    named = parse_period(period)
    assert named is not None
    window = office.settings.window_of(named)
    days = (window.last - window.first).days
    chosen: list[Candidate] = []
    prose = ["# I. CHỈ ĐẠO ĐIỀU HÀNH"]
    for number in range(1, random.randint(2, 9)):
        chosen.append(_directive(random, office, number, window.first + timedelta(days=random.randint(0, days))))
        prose.append(_cited(chosen[-1], random))
    prose.append("# II. KẾT QUẢ THỰC HIỆN")
    for (channel, measure), sentences in random.sample(sorted(SENTENCES.items()), random.randint(1, 7)):
        values = {
            "channel": channel, "measure": measure, "period": period, "value": random.choice(VALUES),
            "qualifier": random.choice(list(Qualifier)).value,
        }  # fmt: skip
        chosen.append(Candidate(MEDIA, values, ""))
        code = f"{channel}.{measure}".replace("-", "_")
        prose.append(random.choice(sentences).format(f"{{{{ so_lieu.{code} }}}}"))
        prose += random.sample(ASIDES, random.choice((0, 0, 1)))
    if ASIDES[-1] in prose:
        chosen.append(Candidate(DIRECTIVE, LAW, ""))
    if random.random() < 0.5:
        values = {
            "channel": "truyen-thanh", "measure": "tin-bai", "period": f"{named.year - 1}-nam",
            "value": random.choice((9, 18, 31)), "qualifier": "exact",
        }  # fmt: skip
        chosen.append(Candidate(MEDIA, values, ""))
        prose.append(OTHER_YEARS.format(year=named.year - 1, value=values["value"]))
    checklist = f"{named.year}-cchc" if with_tasks and random.random() < 0.5 else None
    if checklist:
        for place, task in enumerate(random.sample(TASKS, random.randint(1, 5)), 1):
            item = {
                "checklist": checklist, "position": place, "task": task,
                "products": random.choice((("Báo cáo",), ("Báo cáo", "Kế hoạch"))),
                "evaluation": random.choice(EVALUATIONS),
            }  # fmt: skip
            chosen.append(Candidate(CHECKLIST, item, ""))
    chosen += [_sheet(office, period, named.name, window.last, checklist), Candidate(BODY, _body(period, prose), "")]
    office.intake.take(chosen)
    return period


def _sheet(office: Office, period: str, name: str, day: date, checklist: str | None) -> Candidate:
    values = {
        "slug": period, "kind": "bao-cao", "period": period, "symbol": "BC-UBND", "place": office.settings.place,
        "subject": f"Kết quả công tác cải cách hành chính {name}", "dated_on": day, "addressees": ("Sở Nội vụ",),
        "recipients": ("Như trên", "Lưu: VT"), "signing": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "signatory": "Vũ Văn Mẫu",
    }  # fmt: skip
    more = {"checklist": checklist, "appendix_title": "KẾT QUẢ THỰC HIỆN NHIỆM VỤ"} if checklist else {}
    return Candidate(REPORT, values | more, "")


def _body(slug: str, prose: Sequence[str]) -> dict[str, str]:
    return {"report": slug, "text": "\n\n".join([*prose, "Trên đây là báo cáo của xã./."]) + "\n"}


def _directive(random: Random, office: Office, number: int, day: date) -> Candidate:
    ours = random.random() < 0.6
    issuer, kind, tail, _ = random.choice([(office.settings.short_name or "", *own) for own in OWN] if ours else OTHERS)
    values = {
        "kind": kind, "symbol": f"{number * 7:02d}/{tail}", "issued_on": day, "issuer": issuer,
        "subject": random.choice(SUBJECTS), "direction": OUTGOING if ours else INCOMING,
    }  # fmt: skip
    return Candidate(DIRECTIVE, values, "")


def _cited(candidate: Candidate, random: Random) -> str:
    values = candidate.values
    names = {kind: name for _, kind, _, name in OTHERS} | {kind: name for kind, _, name in OWN}
    day = random.choice(
        (f"{values['issued_on']:%d/%m/%Y}", format_long_date(values["issued_on"]).removeprefix("ngày "))
    )
    words = (
        f"{names[values['kind']]} số {values['symbol']} ngày {day} của {values['issuer']} về việc {values['subject']}"
    )
    return random.choice((f"Thực hiện {words}.", f"Căn cứ {words}.", f"{words}.", f"- {words};"))


def _is_true(candidate: Candidate, office: Office) -> bool:
    """Whether a sure fact is one the report was made from."""
    values = candidate.values
    match candidate.kind:
        case "directive":
            keys = ("kind", "symbol", "issued_on", "issuer", "subject", "direction")
            known = [s.record for s in office.records.stored(Directive)]
            return any(all(getattr(record, key) == values.get(key) for key in keys) for record in known)
        case "media":
            counts = [s.record for s in office.records.stored(MediaCount)]
            keys = ("channel", "measure", "period", "value", "qualifier")
            return any(all(getattr(record, key) == values.get(key) for key in keys) for record in counts)
        case "checklist":
            items = [s.record for s in office.records.stored(ChecklistItem)]
            return any(item.task == values["task"] and item.evaluation == values["evaluation"] for item in items)
        case "report":
            return values["period"] == office.records.stored(ReportSheet)[0].record.period
        case _:
            return True


def _lost(before: str, after: str) -> list[str]:
    """Lines of the first composition that the second one does not have; the head is the sheet's."""
    lines = [
        line.strip() for line in before.split("---", 2)[-1].split("\n") if line.strip() and not line.startswith(":::")
    ]
    kept = {" ".join(line.split()).rstrip("./;") for line in after.split("\n")}
    return [line for line in lines if "|" not in line and " ".join(line.split()).rstrip("./;") not in kept]


def run(count: int, *, start: int = 1) -> Figures:
    """The figures of so many reports, every second one as text."""
    figures = Figures()
    for seed in range(start, start + count):
        with tempfile.TemporaryDirectory() as folder:
            round_trip(seed, Path(folder), figures, form="text" if seed % 2 else "docx")
    return figures


if __name__ == "__main__":
    found = run(int(sys.argv[1]) if len(sys.argv) > 1 else 300, start=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(
        f"{found.reports} báo cáo, {found.facts} hồ sơ, {found.sure} chắc chắn, {found.composed} lập lại,"
        f" {found.told} có nêu chỗ khác"
    )
    print(f"sai mà chắc chắn: {len(found.wrong)}", *found.wrong[:20], sep="\n  ")
    print(f"khác mà không nói: {len(found.silent)}", *found.silent[:20], sep="\n  ")

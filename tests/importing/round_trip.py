"""Reports composed from random offices, printed, taken into an empty office and composed again.

`python -m tests.importing.round_trip 300` prints the figures of a whole corpus; the suite runs a few of it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from cchc_tui.importing import Candidate
from cchc_tui.importing.blocks import Paragraph, SourceTable
from cchc_tui.importing.candidate import BODY, CHECKLIST, DIRECTIVE, MEDIA, REPORT
from cchc_tui.importing.opening import open_source
from cchc_tui.importing.pandoc import read_blocks
from cchc_tui.language.wording import Qualifier
from cchc_tui.office import Office
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.media import MediaCount
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from tests.importing.builders import ROOT

TODAY = date(2026, 11, 23)
PERIODS = ("2023-nam", "2024-nam", "2024-quy-1", "2024-quy-3", "2025-6-thang", "2025-9-thang", "2024-05")
SENTENCES = {
    ("truyen-thanh", "tin-bai"): "Đài truyền thanh xã đã xây dựng được {} bài tuyên truyền về CCHC.",
    ("truyen-thanh", "luot-phat-song"): "Đài truyền thanh xã đã phát sóng {} lượt phát sóng.",
    ("trang-tin", "tin-bai"): "Trang thông tin điện tử của xã đã đăng {} tin bài.",
    ("mot-cua", "luot-huong-dan"): "Tại Bộ phận một cửa đã hướng dẫn {} lượt công dân.",
}
SUBJECTS = (
    "chấn chỉnh công tác tiếp nhận hồ sơ", "triển khai thanh toán trực tuyến phí, lệ phí", "kiểm tra CCHC",
    "tuyên truyền dịch vụ công trực tuyến", "rà soát thủ tục hành chính, niêm yết công khai",
)  # fmt: skip
ISSUERS = (("UBND huyện Tứ Kỳ", "UBND-NV"), ("Sở Nội vụ", "SNV-CCHC"), ("UBND tỉnh Hải Dương", "UBND-NC"))
TASKS = (
    "Phát tin bài tuyên truyền hằng tháng",
    "Niêm yết công khai thủ tục hành chính",
    "Tổ chức đối thoại với người dân",
)
OTHER_YEARS = "Năm {year}, đài truyền thanh xã phát {value} tin bài."


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
    first, second = (_empty_office(folder / name) for name in ("mot", "hai"))
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


def _empty_office(folder: Path) -> Office:
    folder.mkdir()
    shutil.copy(ROOT / "records" / "office.toml", folder / "office.toml")
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
    for number in range(1, random.randint(2, 6)):
        chosen.append(_directive(random, number, window.first + timedelta(days=random.randint(0, days))))
        prose.append(_cited(chosen[-1], random))
    prose.append("# II. KẾT QUẢ THỰC HIỆN")
    for (channel, measure), sentence in random.sample(sorted(SENTENCES.items()), random.randint(1, 4)):
        qualifier = random.choice(list(Qualifier))
        value = random.choice((7, 24, 55, 312, 1440, 2500))
        values = {
            "channel": channel,
            "measure": measure,
            "period": period,
            "value": value,
            "qualifier": qualifier.value,
        }
        chosen.append(Candidate(MEDIA, values, ""))
        code = f"{channel}.{measure}".replace("-", "_")
        prose.append(sentence.format(f"{{{{ so_lieu.{code} }}}}"))
    if random.random() < 0.5:
        prose.append(OTHER_YEARS.format(year=named.year - 1, value=random.choice((9, 18, 31))))
    checklist = f"{named.year}-cchc" if with_tasks and random.random() < 0.5 else None
    if checklist:
        for place, task in enumerate(random.sample(TASKS, 2), 1):
            item = {
                "checklist": checklist,
                "position": place,
                "task": task,
                "products": ("Báo cáo",),
                "evaluation": "met",
            }
            chosen.append(Candidate(CHECKLIST, item, ""))
    chosen += [_sheet(period, named.name, window.last, checklist), Candidate(BODY, _body(period, prose), "")]
    office.intake.take(chosen)
    return period


def _sheet(period: str, name: str, day: date, checklist: str | None) -> Candidate:
    values = {
        "slug": period, "kind": "bao-cao", "period": period, "symbol": "BC-UBND", "place": "Hà Kỳ",
        "subject": f"Kết quả công tác cải cách hành chính {name}", "dated_on": day, "addressees": ("Sở Nội vụ",),
        "recipients": ("Như trên", "Lưu: VT"), "signing": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "signatory": "Vũ Văn Mẫu",
    }  # fmt: skip
    more = {"checklist": checklist, "appendix_title": "KẾT QUẢ THỰC HIỆN NHIỆM VỤ"} if checklist else {}
    return Candidate(REPORT, values | more, "")


def _body(slug: str, prose: Sequence[str]) -> dict[str, str]:
    return {"report": slug, "text": "\n\n".join([*prose, "Trên đây là báo cáo của xã./."]) + "\n"}


def _directive(random: Random, number: int, day: date) -> Candidate:
    ours = random.random() < 0.6
    issuer, tail = ("UBND xã Hà Kỳ", "UBND-VP") if ours else random.choice(ISSUERS)
    values = {
        "kind": "cong-van", "symbol": f"{number * 7}/{tail}", "issued_on": day, "issuer": issuer,
        "subject": random.choice(SUBJECTS), "direction": OUTGOING if ours else INCOMING,
    }  # fmt: skip
    return Candidate(DIRECTIVE, values, "")


def _cited(candidate: Candidate, random: Random) -> str:
    values = candidate.values
    day = f"{values['issued_on']:%d/%m/%Y}"
    words = f"Công văn số {values['symbol']} ngày {day} của {values['issuer']} về việc {values['subject']}."
    return random.choice((f"Thực hiện {words}", f"Căn cứ {words}", words))


def _is_true(candidate: Candidate, office: Office) -> bool:
    """Whether a sure fact is one the report was made from; counts of another year stand in the prose itself."""
    values = candidate.values
    match candidate.kind:
        case "directive":
            keys = ("kind", "symbol", "issued_on", "issuer", "subject", "direction")
            known = [s.record for s in office.records.stored(Directive)]
            return any(all(getattr(record, key) == values.get(key) for key in keys) for record in known)
        case "media":
            counts = [s.record for s in office.records.stored(MediaCount)]
            keys = ("channel", "measure", "period", "value", "qualifier")
            if any(all(getattr(record, key) == values.get(key) for key in keys) for record in counts):
                return True
            return OTHER_YEARS.format(year=str(values["period"])[:4], value=values["value"]) in _prose(office)
        case "checklist":
            items = [s.record for s in office.records.stored(ChecklistItem)]
            return any(item.task == values["task"] and item.evaluation == values["evaluation"] for item in items)
        case "report":
            return values["period"] == office.records.stored(ReportSheet)[0].record.period
        case _:
            return True


def _prose(office: Office) -> str:
    return office.reports.body(office.records.stored(ReportSheet)[0]).text


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
    found = run(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    print(
        f"{found.reports} báo cáo, {found.facts} hồ sơ, {found.sure} chắc chắn, {found.composed} lập lại,"
        f" {found.told} có nêu chỗ khác"
    )
    print(f"sai mà chắc chắn: {len(found.wrong)}", *found.wrong[:20], sep="\n  ")
    print(f"khác mà không nói: {len(found.silent)}", *found.silent[:20], sep="\n  ")

"""Records and file names made to harm: nothing of them reaches a terminal raw, leaves the records, or stops us."""

from __future__ import annotations

import json
import random
import shutil
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.cli import run
from cchc_tui.cli.app import VERBS
from cchc_tui.language.text import printable
from cchc_tui.office import Office
from cchc_tui.records.directive import Directive
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.tui.desk import Desk
from cchc_tui.tui.key import Key
from cchc_tui.tui.program import start
from tests.tui.conftest import press_key

from .conftest import git, letter, open_office

PIECES = [
    "\x1b[2J\x1b]0;trộm\x07", "\x1b]52;c;cm0gLXJm\x07", "\x9b31m", "\x00", "\x07", "\b\b", "\r", "\x7f",
    "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "../../../etc/passwd",
    "$(reboot)", "`reboot`", "; rm -rf ~", "{{ office }}", "{% include '/etc/passwd' %}", "<script>", "<w:p/>", "]]>",
    "#include(\"/etc/passwd\")", "![x](/etc/passwd)", "|", "---", ":::", "\\", "'", '"', "%s%n", "--help", "ắ", "đ",
    "🙂", "\u0301" * 40, "A" * 5000, " ", "\n", "\t", "```", "$x$", "<<<<<<< HEAD", "=======", ">>>>>>> x",
]  # fmt: skip
SAFE = "\n\t"


def hostile(chance: random.Random, *, line: bool = False) -> str:
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 6)))
    return text.replace("\n", " ").replace("\r", " ") if line else text


def escaped(text: str) -> str:
    """A TOML string that holds any letter at all."""
    return '"' + "".join(f"\\U{ord(c):08X}" for c in text) + '"'


@pytest.fixture
def seed() -> int:
    return random.randrange(2**32)


@pytest.fixture
def attacked(records: Path, seed: int) -> Office:
    """An office whose files somebody wrote by hand to do harm."""
    chance = random.Random(seed)
    for number in range(16):
        path = records / f"directives/2023/2023-02-21_x_{number:06d}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        keys = {key: escaped(hostile(chance)) for key in ("subject", "issuer", "signer", "note", "symbol", "x_la")}
        keys |= {"id": f'"{number:06d}"', "kind": '"cong-van"', "issued_on": "2023-02-21"}
        keys["recipients"] = f"[{escaped(hostile(chance))}, {escaped(hostile(chance))}]"
        path.write_text("\n".join(f"{key} = {value}" for key, value in keys.items()), encoding="utf-8")
    folder = records / "directives/2023"
    (folder / "\x1b[31m_\u202e_aaaaaa.toml").write_text(f"subject = {escaped(chr(27))}\nid = 3\n", encoding="utf-8")
    (folder / "big_bbbbbb.toml").write_text(f'subject = "{"A" * 1_100_000}"', encoding="ascii")
    (folder / "nul_cccccc.toml").write_bytes(b'subject = "\x00\x1b[2J"\n')
    (folder / "deep_dddddd.toml").write_text("x = " + "[" * 5000, encoding="ascii")
    (folder / "link_eeeeee.toml").symlink_to("/etc/passwd")
    (records / "media").mkdir()
    (records / "media/2023").symlink_to("/etc")
    return open_office(records)


def demand_harmless(text: str, seed: int, where: object = "") -> None:
    """Nothing a terminal could obey: no control, no format or private letters, no lone surrogates."""
    for one in set(text) - set(SAFE):
        assert unicodedata.category(one) not in ("Cc", "Cf", "Cs"), f"{one!r} reached the screen {where}, seed {seed}"


def verbs(records: Path, tmp_path: Path) -> list[list[str]]:
    office = ["--records", str(records)]
    words = [
        ["list", "directives"], ["list", "directives", "--json"], ["list", "media"], ["list", "checklist"],
        ["find", "passwd"], ["find", "A", "--json"], ["check"], ["check", "--json"], ["doctor"], ["doctor", "--json"],
        ["verify"],
        ["log"], ["log", "--json"], ["log", "000001"], ["log", "\x1b[2J"], ["show", "000001"],
        ["show", "000002", "--json"], ["show", "\x1b]0;x\x07"], ["blame", "000003"],
        ["set", "000004", "note=\x1b[2Jx"], ["set", "000004", "\x1b=x"],
        ["delete", "000005", "--because", "\x1b[2Jvì"], ["restore", "000005"], ["undo", "-y"], ["resolve", "--list"],
        ["log", "--gone"], ["sync", "--bundle", str(tmp_path / "b.bundle")], ["report", "\x1b[2J"],
        ["--records", "/\x1b[2J", "list"],
        ["doctor", "--fix"], ["log", "-n", "5"], ["set", "000001", "000002", "note=\u202ex"],
        ["add", "directive", "--direction", "outgoing", "--like", "000001", "--symbol", "\x1b[2J9/CV"],
        ["add", "media", "--channel", "\x1b[2J"],
        ["add", "checklist", "--checklist", "\x1b[2J/..", "--position", "\x9b1", "--task", "\x00"],
        ["body", "\x1b[2J"], ["body", "2023-nam"], ["body", "2023-nam", "--placeholders"],
        ["body", "2023-nam", "--outline"], ["drafts"], ["drafts", "--json"], ["drafts", "--drop", "\x1b[2J"],
        ["report", "2023-nam", "--draft"], ["export", "2023-nam", "--draft", "--to", "docx", "-o", str(tmp_path / "x")],
        ["export", "\x1b[2J.md"], ["check", "--report", "2023-nam"], ["freeze", "2023-nam"], ["freeze", "\x1b[2J"],
        ["new-report", "\x1b[2J"], ["new-report", "--period", "2024"], ["due"], ["new-document", "\x1b[2J"],
        ["conform", "\x1b[2J"], ["conform", str(tmp_path / "a.csv")],
        ["import", str(tmp_path / "\x1b[2J.csv"), "--dry-run"], ["import", str(tmp_path / "a.csv"), "--dry-run"],
        ["import", str(tmp_path / "a.csv"), "--dry-run", "--json"], ["schema"], ["person"], ["person", "\x1b[2JLan"],
        ["export-register", "--period", "2023", "--to", "csv", "-o", str(tmp_path / "so.csv")],
        ["export-register", "--period", "\x1b[2J"], ["hook", "install"], ["\x1b[2J"],
        ["init", str(tmp_path / "\x1b[2J")], ["init", str(tmp_path / "y"), "--from", "\x1b[2J"],
        ["sync"], ["sync", "--to", "\x1b[2J:x"],
        ["guide"], ["guide", "\x1b[2J"], ["chart"], ["chart", "\x1b[2J"],
        ["today"], ["pack", "add", "\x1b[2J"], ["pack", "update", "\x1b[2J"], ["pack", "list"],
        ["take-over", "\x1b[2J", "--until", "\x1b[2J"],
        ["sent", "\x1b[2J", "--to", "\x1b[2J"], ["new-report", "--for", "\x1b[2J"],
        ["figures"], ["figures", "\x1b[2J"], ["office"],
        ["completion", "\x1b[2J"], ["summary", "\x1b[2J"], ["collect", "\x1b[2J", "-o", str(tmp_path / "ho")],
    ]  # fmt: skip
    tried = {word for line in words for word in line}
    assert tried >= VERBS.keys() - {"demo"}, "every verb is tried with harmful words"
    return [[*office, *line] for line in words]


@pytest.fixture
def attacked_report(attacked: Office, seed: int, tmp_path: Path) -> Office:
    """A report beside the harmful records: its sheet and prose harmful too, and a register to be imported."""
    chance = random.Random(seed + 1)
    folder = attacked.directory / "reports/2023-nam"
    folder.mkdir(parents=True)
    texts = ("subject", "place", "signatory", "note", "number")
    keys = {key: escaped(f"x{hostile(chance, line=True)}") for key in texts}
    keys |= {"id": '"000099"', "slug": '"2023-nam"', "kind": '"bao-cao"', "period": '"2023"'}
    (folder / "report.toml").write_text("\n".join(f"{key} = {value}" for key, value in keys.items()), encoding="utf-8")
    prose = "\n\n".join(hostile(chance) for _ in range(20)).replace("{{", "{").replace("{%", "{")
    (folder / "body.md").write_bytes(f"# I. MỘT\n\n{prose}\n".encode())
    rows = "\n".join(f'"{n}/CV-UBND","21/2/2023","{hostile(chance, line=True)}"'.replace("\0", "") for n in range(9))
    (tmp_path / "a.csv").write_text(f"Số ký hiệu,Ngày tháng,Trích yếu\n{rows}\n", encoding="utf-8")
    return open_office(attacked.directory)


def test_no_verb_of_the_command_line_lets_anything_through(
    attacked_report: Office,
    seed: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cchc_tui.cli.session.on_screen", lambda: True)
    for words in verbs(attacked_report.directory, tmp_path):
        code = run(words)
        said = capsys.readouterr()
        assert code in (0, 1, 2, 3, 4), f"{words}, seed {seed}: {said.err}"
        demand_harmless(said.out + said.err, seed, words)
        if "--json" in words and code in (0, 1):
            json.loads(said.out)


def test_no_screen_lets_anything_through(attacked: Office, seed: int) -> None:
    period = parse_period("2023")
    assert period is not None
    desk = Desk(attacked, period)
    start(desk)
    for _ in range(3):
        for key in ("enter", "down", "tab", "tab", "escape", "escape", "down", "f8", "escape", "f6", "pagedown"):
            press_key(desk, Key(key))
            desk.settle()
            for width, height in ((80, 24), (120, 40)):
                demand_harmless("".join(t for line in desk.paint(width, height).lines for t, _ in line), seed)


def test_every_finding_and_every_error_is_harmless(attacked: Office, seed: int) -> None:
    for finding in [*attacked.records.findings, *attacked.health.examine(), *attacked.rules.check()]:
        demand_harmless(printable(finding.message, keep="\n"), seed)
        assert "root:" not in finding.message


def test_records_saved_by_the_program_hold_nothing_harmful(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(30):
        subject = f"a{hostile(chance, line=True)}b"
        office.records.add(letter(number, subject=subject))
    for stored in office.records.stored(Directive):
        assert stored.path.isascii()
        assert ".." not in stored.path
        text = (office.directory / stored.path).read_text(encoding="utf-8")
        demand_harmless(text.replace("\t", ""), seed)
    for saved in office.history.log():
        demand_harmless(saved.words + saved.who, seed)
    assert git(office.directory, "fsck", "--strict") == ""


def test_a_report_of_hostile_records_exports_their_letters_and_nothing_else(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    plain = Directive(direction="outgoing", kind="cong-van", issued_on=date(2023, 2, 21))
    for number in range(12):
        office.records.add(plain.change(symbol=f"{number}/CV-UBND", subject=f"a{hostile(chance)}b"))
    subject = f"x{hostile(chance, line=True)}"
    sheet = ReportSheet(slug="2023-nam", kind="bao-cao", period="2023", subject=subject, place="Hà Kỳ")
    office.reports.save_body(office.reports.body(office.records.add(sheet)), "# I. VĂN BẢN\n\n{{ van_ban() }}\n")
    made = office.pages.export_report("2023-nam", targets=("docx",), draft=True, out=office.directory.parent / "ra")
    (path,) = made.paths
    with zipfile.ZipFile(path) as docx:
        text = docx.read("word/document.xml").decode("utf-8")
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "root:" not in text


@pytest.mark.parametrize("folder", ["directives", "directives/2023"])
def test_a_linked_folder_is_not_read_and_blocks_the_final_report(
    office: Office, records: Path, tmp_path: Path, folder: str
) -> None:
    office.records.add(letter(17))
    shutil.move(records / folder, tmp_path / "ngoai")
    (records / folder).symlink_to(tmp_path / "ngoai")
    opened = open_office(records)
    assert opened.records.stored(Directive) == ()
    assert [(f.code, f.severity.value, f.path) for f in opened.records.findings] == [("unreadable", "error", folder)]
    assert any(f.code == "link" and f.path == folder for f in opened.health.examine())

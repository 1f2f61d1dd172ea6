"""The verbs that write, each on an office of three letters: what the laboratory lets fail.

Not here: `demo`, which is `init` and `export` on the sample; `collect`, whose lake is no office's records and whose own
tests kill gatherers; `guide`, `chart` and `summary`, which write the one file they are asked for as `report` does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from cchc_tui.cli import run
from cchc_tui.storage.drafts import Draft, DraftBox
from cchc_tui.storage.repository import Repository
from tests.faults.laboratory import LETTER, PLAN, Verb, quiet
from tests.faults.state import State, files, git, other_office

Words = Callable[[Path], list[str]]
REPORT = "2026-6-thang"
OUTLINE = ("--outline", "cchc-6-thang", "--period", "6 tháng đầu năm 2026")


def ids(work: Path) -> list[str]:
    """The ids of all records, in the order of their files."""
    return [one for one in Repository(work / "records").load().ids() if one]


def always(*words: str) -> Words:
    """The same words whatever the office."""
    return lambda _: list(words)


def _call(work: Path, *words: str, records: str = "records", may: tuple[int, ...] = (0,)) -> None:
    with quiet():
        code = run(["--records", str(work / records), *words])
    if code not in may:
        raise AssertionError(f"{words}: {code}")


def _change(work: Path) -> None:
    _call(work, "set", ids(work)[0], "note=cũ")


def _delete(work: Path) -> None:
    _call(work, "delete", ids(work)[0], "--because", "trùng")


def _report(work: Path) -> None:
    _call(work, "new-report", *OUTLINE, "--slug", REPORT)


def _prose(work: Path) -> None:
    """A report with a prose that can be closed, and another prose beside the records."""
    _report(work)
    (work / "loi.md").write_text("# I. KẾT QUẢ\n\nĐã làm xong việc.\n", encoding="utf-8")
    _call(work, "body", REPORT, "--from", str(work / "loi.md"))
    (work / "khac.md").write_text("# I. KẾT QUẢ\n\nĐã làm xong cả hai việc.\n", encoding="utf-8")


def _frozen(work: Path) -> None:
    _prose(work)
    _call(work, "freeze", REPORT)


def _table(work: Path) -> None:
    lines = ["Số ký hiệu,Ngày ban hành,Trích yếu"] + [f"{n}/KH-X,1/{n}/2026,kế hoạch {n}" for n in (4, 5, 6)]
    (work / "so.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _returned(work: Path) -> None:
    """The report as it came back from Word, a sentence longer."""
    _prose(work)
    _call(work, "export", REPORT, "--draft", "--to", "docx", "-o", str(work / "ra.docx"))
    _call(work, "body", REPORT, "--from", str(work / "khac.md"))


def _draft(work: Path) -> None:
    with quiet():
        DraftBox(work / "records").keep(Draft("nhap", "Directive", "nháp", texts={"subject": "a"}))


def _meeting(work: Path) -> None:
    """The office is connected, has something new itself, and a colleague's laptop has sent something meanwhile."""
    _call(work, "sync", "--to", str(work / "chung.git"))
    with quiet():
        assert run(["init", str(work / "may"), "--from", str(work / "chung.git")]) == 0
    words = ("--symbol", "7/CV-X", "--subject", "máy tính", "--issued-on", "2/3/2026")
    _call(work, "add", "directive", *LETTER, *words, records="may/records")
    _call(work, "sync", records="may/records")
    _change(work)


def _bundle(work: Path) -> None:
    _meeting(work)
    _call(work, "sync", "--bundle", str(work / "x.bundle"), records="may/records")


def _both(work: Path) -> None:
    """Both sides changed the same note, and the synchronisation said so."""
    _meeting(work)
    _call(work, "set", ids(work)[0], "note=của họ", records="may/records")
    _call(work, "sync", records="may/records")
    _call(work, "sync", may=(3,))


def _merging(work: Path) -> None:
    """A merge by hand stopped at the note of one letter."""
    records = work / "records"
    who = ("-c", "user.name=x", "-c", "user.email=x@x")
    git(records, "checkout", "-q", "-b", "khac")
    _call(work, "set", ids(work)[0], "note=của họ")
    git(records, "checkout", "-q", "main")
    _change(work)
    assert git(records, *who, "merge", "khac").returncode == 1


def _edited(work: Path) -> None:
    """An editor changed one file, and another one was removed."""
    first, second, *_ = sorted((work / "records/directives").rglob("*.toml"))
    first.write_bytes(first.read_bytes().replace(b'"a"', b'"tay"'))
    second.unlink()


def _faulty(work: Path) -> None:
    """A prose with faults that can be cured."""
    _prose(work)
    (work / "loi.md").write_text("# I. KẾT QUẢ\n\nĐã  làm xong việc . Còn nữa.\n", encoding="utf-8")
    _call(work, "body", REPORT, "--from", str(work / "loi.md"))


def _person(work: Path) -> State:
    """Who sits at this login, as far as its file can be read."""
    names = []
    for file in (work / "state").rglob("login/*.json"):
        try:
            names.append(json.loads(file.read_text("utf-8"))["name"])
        except ValueError:
            names.append("không đọc được")
    return {"person": names}


def _drafts(work: Path) -> State:
    """The drafts that are offered."""
    return {"drafts": [draft.token for draft in DraftBox(work / "records").left_behind()]}


def _named(work: Path) -> None:
    _call(work, "person", "Người Trước")


def _hooks(work: Path) -> State:
    return files("records/.git/hooks/pre-commit")(work)


def _accept(work: Path) -> list[str]:
    return ["check", "--accept", "symbol-kind", "--record", ids(work)[0], "--because", "lệ cũ"]


LETTERS = [*PLAN, "--symbol", "9/KH-X", "--subject", "mới", "--issued-on", "3/3/2026"]
FIGURES = ("figures", "so-hoa", "--period", "quý 3/2026")
VERBS = (
    Verb("add", always("add", "directive", *LETTERS)),
    Verb("add --like", lambda work: ["add", "directive", "--like", ids(work)[0], *LETTERS]),
    Verb("set", lambda work: ["set", *ids(work), "note=mới"]),
    Verb("delete", lambda work: ["delete", ids(work)[0], "--because", "trùng"]),
    Verb("delete many", lambda work: ["delete", *ids(work), "--because", "trùng"]),
    Verb("restore", lambda work: ["restore", ids(work)[0]], _delete),
    Verb("undo", always("undo", "-y"), _change),
    Verb("import", lambda work: ["import", str(work / "so.csv"), "--yes", "--doubtful"], _table),
    Verb("import --into", lambda work: ["import", "--into", REPORT, str(work / "ra.docx"), "--yes"], _returned),
    Verb("office", always("office", "--place", "Y")),
    Verb("new-report", always("new-report", *OUTLINE)),
    Verb("body", lambda work: ["body", REPORT, "--from", str(work / "khac.md")], _prose),
    Verb("check --fix", always("check", "--fix", "--yes"), _faulty),
    Verb("check --accept", _accept),
    Verb("check --off", always("check", "--off", "symbol-kind", "--because", "lệ cũ")),
    Verb("freeze", always("freeze", REPORT), _prose),
    Verb("freeze --undo", always("freeze", REPORT, "--undo"), _frozen),
    Verb("figures --set", always(*FIGURES, "--set", "1.tiep-nhan=5", "--set", "2.tiep-nhan=7")),
    Verb("resolve", always("resolve", "--take", "theirs"), _both),
    Verb("resolve a merge by hand", always("resolve", "--take", "theirs"), _merging, steps=True),
    Verb("sync", always("sync"), _meeting, steps=True),
    Verb("sync --to", lambda work: ["sync", "--to", str(work / "chung.git")], _change, steps=True),
    Verb("sync --bundle", lambda work: ["sync", "--bundle", str(work / "x.bundle")], _bundle, steps=True),
    Verb("doctor --fix", always("doctor", "--fix"), _edited, steps=True),
    Verb("hook install", always("hook", "install"), look=_hooks, steps=True),
    Verb("person", always("person", "Người Sau"), _named, look=_person),
    Verb("drafts --drop", always("drafts", "--drop", "nhap"), _draft, look=_drafts),
    Verb(
        "init",
        lambda work: ["init", str(work / "moi"), "--short-name", "UBND xã Y", "--place", "Y"],
        look=other_office("moi"),
        steps=True,
        finish=(
            lambda work: ["init", str(work / "moi"), "--short-name", "UBND xã Y", "--place", "Y"],
            lambda work: ["--records", str(work / "moi"), "doctor", "--fix"],
        ),
    ),
    Verb(
        "init --from",
        lambda work: ["init", str(work / "hai"), "--from", str(work / "chung.git")],
        _meeting,
        look=other_office("hai"),
        steps=True,
    ),
    Verb(
        "report -o", lambda work: ["report", REPORT, "--draft", "-o", str(work / "ra/x.md")], _prose, look=files("ra/*")
    ),
    Verb(
        "export",
        lambda work: ["export", REPORT, "--draft", "--to", "docx", "-o", str(work / "ra")],
        _prose,
        look=files("ra/*"),
    ),
    Verb("new-document", lambda work: ["new-document", "cong-van", "-o", str(work / "ra/x.md")], look=files("ra/*")),
    Verb(
        "export-register",
        lambda work: ["export-register", "--period", "2026", "--to", "csv", "-o", str(work / "ra/so.csv")],
        look=files("ra/*"),
    ),
)

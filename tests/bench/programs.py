"""The programs measured, each with the same facts in its own files and the same questions in its own words.

A job a program has no command for is None and stays empty in the table.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cchc_tui.records.directive import Directive
from cchc_tui.storage.canonical import render
from cchc_tui.storage.paths import birth_path
from tests.bench.facts import RARE_WORDS, Fact

FIRST, LAST = "2020-01-15", "2020-02-14"
"""The window of the list: a reporting month as the decree cuts it."""
OFFICE = 'schema = 1\nid = "00ffce"\nshort_name = "UBND xã Hà Kỳ"\nplace = "Hà Kỳ"\n'
_DAY_BEFORE, _DAY_AFTER = "2020-01-14", "2020-02-15"
_MODIFIED = "về việc khác"
BEFORE = "cchc before"
SMALL_OFFICE = 1_000
"""So many records the comparison with an earlier version of ours is made with."""

Command = list[str]


@dataclass
class Program:
    """One program with its copy of the facts in `home`."""

    name: str
    home: Path
    prepare: Callable[[Path, Sequence[Fact]], None]
    list_month: Command
    find: Command | None = None
    add: Command | None = None
    save: Command | None = None
    today: Command | None = None
    """What is printed at a login."""
    caches: Sequence[Path] = ()
    """Its own caches; removed before a cold run."""
    env: dict[str, str] = field(default_factory=dict)
    largest: int = 100_000
    """With more records one run, or preparing it, takes minutes."""

    @property
    def environment(self) -> dict[str, str]:
        """What it runs with; its own home, so that nothing of the user is read or written."""
        own = {"HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return {"PATH": os.environ["PATH"], **own, **self.env}

    def forget(self) -> None:
        """Remove its caches."""
        for cache in self.caches:
            shutil.rmtree(cache, ignore_errors=True)


def programs(base: Path, scripts: Path, before: Path | None = None) -> list[Program]:
    """Every program that is installed; `scripts` is the folder of those from PyPI, `before` an earlier checkout of
    ours.
    """
    made = [_cchc(base / "cchc", "cchc", cchc_command()), _git(base / "git")]
    if before is not None:
        earlier = _cchc(base / "before", BEFORE, [sys.executable, "-m", "cchc_tui"])
        earlier.env["PYTHONPATH"] = str(before.resolve())
        earlier.find, earlier.today, earlier.largest = None, None, SMALL_OFFICE
        made.append(earlier)
    makers = {"task": _taskwarrior, "recsel": _recutils, "hledger": _hledger}
    made += [make(base / name) for name, make in makers.items() if shutil.which(name)]
    python_made = {"jrnl": _jrnl, "papis": _papis, "khal": _khal}
    for name, make_from in python_made.items():
        found = shutil.which(name, path=f"{scripts}{os.pathsep}{os.environ['PATH']}")
        if found:
            made.append(make_from(base / name, found))
    return made


def records_of(home: Path, facts: Sequence[Fact]) -> None:
    """Our files below `home/records`, in a git repository."""
    records = home / "records"
    records.mkdir(parents=True)
    (records / "office.toml").write_text(OFFICE, encoding="utf-8")
    for fact in facts:
        directive = Directive(
            id=fact.id, direction="outgoing", kind=fact.kind, symbol=fact.symbol, issued_on=fact.issued_on,
            issuer=fact.issuer, subject=fact.subject, note=fact.note or None,
        )  # fmt: skip
        path = records / birth_path(directive)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(directive))
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Ghi hồ sơ"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@xa.gov.vn"]
        subprocess.run(["git", *who, *words], cwd=home, check=True)


def cchc_command() -> Command:
    """Our program as it is installed."""
    return [str(Path(sys.executable).with_name("cchc"))]


def _cchc(home: Path, name: str, command: Command) -> Program:
    return Program(
        name=name,
        home=home,
        prepare=records_of,
        today=[*command, "today", "--brief"],
        list_month=[*command, "list", "directives", "--period", "2/2020"],
        find=[*command, "find", *RARE_WORDS.split()],
        add=[
            *command,
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "{n}/KH-UBND",
            "--issued-on",
            "2026-01-05",
            "--subject",
            "kế hoạch {n}",
            "--kind",
            "ke-hoach",
        ],
        save=[*command, "set", "{id}", "note=" + _MODIFIED + " {n}"],
        caches=[home / "cache"],
        env={"CCHC_RECORDS": str(home / "records"), "CCHC_PERSON": "Nguyễn Văn An <an@xahaky.gov.vn>"},
    )


def _git(home: Path) -> Program:
    """The measure for searching and adding: git itself over the same files. It cannot list."""
    write = "printf 'subject = \"kế hoạch {n}\"\\n' > records/directives/2025/new{n}.toml"
    commit = "git add records/directives/2025/new{n}.toml && git -c user.name=A -c user.email=a@b commit -q -m x --"
    change = "git -c user.name=A -c user.email=a@b commit -q -m x -- records/office.toml"
    return Program(
        name="git",
        home=home,
        prepare=records_of,
        list_month=[],
        find=["git", "grep", "-l", RARE_WORDS, "--", "records"],
        add=["sh", "-c", f"{write} && {commit} records/directives/2025/new{{n}}.toml"],
        save=["sh", "-c", "echo 'note = \"khác {n}\"' >> records/office.toml && " + change],
    )


def _taskwarrior(home: Path) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        folder.mkdir(parents=True)
        settings = "confirmation=off\nverbose=nothing\ndefaultwidth=200\ngc=off\nhooks=off\n"
        (folder / "rc").write_text(f"data.location={folder}\n{settings}", encoding="utf-8")
        with (folder / "pending.data").open("w", encoding="utf-8") as out:
            for number, fact in enumerate(facts, 1):
                day = int(time.mktime(fact.issued_on.timetuple())) - time.timezone
                out.write(
                    f'[description:"{fact.symbol} {fact.subject}" due:"{day}" entry:"{day}" project:"{fact.kind}" '
                    f'status:"pending" uuid:"{uuid.UUID(int=number)}"]\n'
                )

    month = [f"due.after:{_DAY_BEFORE}T23:59:59", f"due.before:{_DAY_AFTER}"]
    return Program(
        name="taskwarrior",
        home=home,
        prepare=prepare,
        list_month=["task", *month, "export"],
        find=["task", f"description.contains:{RARE_WORDS}", "export"],
        add=["task", "add", "project:ke-hoach", "due:2026-01-05", "{n}/KH-UBND kế hoạch {n}"],
        save=["task", "5", "modify", f"description:{_MODIFIED} {{n}}"],
        env={"TASKRC": str(home / "rc")},
    )


def _recutils(home: Path) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        folder.mkdir(parents=True)
        with (folder / "directives.rec").open("w", encoding="utf-8") as out:
            out.write("%rec: Directive\n%type: Issued date\n\n")
            for fact in facts:
                note = f"Note: {fact.note}\n" if fact.note else ""
                out.write(
                    f"Id: {fact.id}\nKind: {fact.kind}\nSymbol: {fact.symbol}\nIssued: {fact.issued_on}\n"
                    f"Issuer: {fact.issuer}\nSubject: {fact.subject}\n{note}\n"
                )

    file = str(home / "directives.rec")
    month = f"Issued >> '{_DAY_BEFORE}' && Issued << '{_DAY_AFTER}'"
    new = ["-f", "Id", "-v", "z{n}", "-f", "Kind", "-v", "ke-hoach", "-f", "Symbol", "-v", "{n}/KH-UBND"]
    new += ["-f", "Issued", "-v", "2026-01-05", "-f", "Subject", "-v", "kế hoạch {n}"]
    return Program(
        name="recutils",
        home=home,
        prepare=prepare,
        list_month=["recsel", "-t", "Directive", "-e", month, file],
        find=["recsel", "-t", "Directive", "-q", RARE_WORDS, file],
        add=["recins", "-t", "Directive", *new, file],
        save=["recset", "-t", "Directive", "-e", "Id = '{id}'", "-f", "Subject", "-s", f"{_MODIFIED} {{n}}", file],
    )


def _hledger(home: Path) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        folder.mkdir(parents=True)
        with (folder / "office.journal").open("w", encoding="utf-8") as out:
            for fact in facts:
                out.write(f"{fact.issued_on} ({fact.symbol}) {fact.subject}\n")
                out.write(f"    records:{fact.kind}  1\n    office\n\n")

    journal = ["hledger", "-f", str(home / "office.journal")]
    return Program(
        name="hledger",
        home=home,
        prepare=prepare,
        list_month=[*journal, "print", f"date:{FIRST}..{_DAY_AFTER}"],
        find=[*journal, "print", f"desc:{RARE_WORDS}"],
    )


def _jrnl(home: Path, script: str) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        folder.mkdir(parents=True)
        settings = (
            f"version: v4.2\njournals:\n  default: {{journal: {folder}/journal.txt}}\ndefault_hour: 9\n"
            "default_minute: 0\nhighlight: false\ntagsymbols: '@'\ntimeformat: '%F %r'\nlinewrap: 200\neditor: ''\n"
            "encrypt: false\ntemplate: false\nindent_character: '|'\n"
            "colors: {body: none, date: none, tags: none, title: none}\n"
        )
        (folder / "jrnl.yaml").write_text(settings, encoding="utf-8")
        with (folder / "journal.txt").open("w", encoding="utf-8") as out:
            for fact in facts:
                out.write(f"[{fact.issued_on} 09:00:00 AM] {fact.symbol} {fact.subject}. @{fact.kind}\n{fact.note}\n\n")

    command = [script, "--config-file", str(home / "jrnl.yaml")]
    return Program(
        name="jrnl",
        home=home,
        prepare=prepare,
        list_month=[*command, "-from", FIRST, "-to", LAST, "--format", "short"],
        find=[*command, "-contains", RARE_WORDS, "--format", "short"],
        add=[*command, "2026-01-05: {n}/KH-UBND kế hoạch {n}."],
        largest=10_000,
    )


def _papis(home: Path, script: str) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        library = folder / "library"
        library.mkdir(parents=True)
        settings = f"[settings]\ndefault-library = office\n\n[office]\ndir = {library}\n"
        (folder / "config" / "papis").mkdir(parents=True)
        (folder / "config" / "papis" / "config").write_text(settings, encoding="utf-8")
        for fact in facts:
            place = library / f"{fact.issued_on:%Y}" / fact.id
            place.mkdir(parents=True)
            place.joinpath("info.yaml").write_text(
                f"papis_id: {fact.id:0>32}\nref: {fact.id}\ntype: {fact.kind}\ntitle: '{fact.symbol} {fact.subject}'\n"
                f"month: '{fact.issued_on:%Y-%m}'\nauthor: '{fact.issuer}'\n",
                encoding="utf-8",
            )

    return Program(
        name="papis",
        home=home,
        prepare=prepare,
        list_month=[script, "list", "--all", "--format", "{doc[title]}", "month:2020-02"],
        find=[script, "list", "--all", "--format", "{doc[title]}", RARE_WORDS],
        caches=[home / "cache"],
        env={"XDG_CONFIG_HOME": str(home / "config")},
        largest=10_000,
    )


def _khal(home: Path, script: str) -> Program:
    def prepare(folder: Path, facts: Sequence[Fact]) -> None:
        calendar = folder / "calendar"
        calendar.mkdir(parents=True)
        settings = (
            f"[calendars]\n[[office]]\npath = {calendar}\ntype = calendar\n[locale]\ntimeformat = %H:%M\n"
            "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            "longdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            f"[sqlite]\npath = {folder}/cache/khal.db\n[default]\ndefault_calendar = office\n"
        )
        (folder / "khal.conf").write_text(settings, encoding="utf-8")
        for fact in facts:
            (calendar / f"{fact.id}.ics").write_text(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//VI\r\nBEGIN:VEVENT\r\n"
                f"UID:{fact.id}\r\nDTSTAMP:20140101T000000Z\r\nDTSTART;VALUE=DATE:{fact.issued_on:%Y%m%d}\r\n"
                f"SUMMARY:{fact.symbol} {fact.subject}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                encoding="utf-8",
            )

    command = [script, "-c", str(home / "khal.conf")]
    return Program(
        name="khal",
        home=home,
        prepare=prepare,
        list_month=[*command, "list", "--format", "{title}", FIRST, _DAY_AFTER],
        find=[*command, "search", "--format", "{title}", RARE_WORDS],
        add=[*command, "new", "-a", "office", "2026-01-05", "{n}/KH-UBND kế hoạch {n}"],
        caches=[home / "cache"],
        largest=10_000,
    )

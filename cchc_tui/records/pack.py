"""A pack: what a province publishes for its communes, and what installing, updating or removing it changes here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from cchc_tui.language.wording import format_date
from cchc_tui.records.fields import Entity, FieldType, entry, fields_of
from cchc_tui.records.office import InstalledPack, Obligation, OfficeSettings, RegimeTable

PACK_FILE = "pack.toml"
FOLDERS: Mapping[str, str] = {"outlines": ".md", "forms": ".toml", "calendar": ".toml", "wording": ""}
"""The folders of a pack whose files become the office's templates, with how the names of their files end."""
_HASH = " sha256:"

Row = TypeVar("Row", RegimeTable, Obligation)


class Pack(Entity):
    """`pack.toml`: what a pack is called, for which days it holds, and what its communes owe."""

    code: str | None = entry("Mã gói", FieldType.LINE, required=True)
    name: str | None = entry("Tên gói", FieldType.LINE, required=True)
    version: str | None = entry("Bản", FieldType.LINE, required=True)
    publisher: str | None = entry("Nơi ban hành", FieldType.LINE)
    from_on: date | None = entry("Áp dụng từ ngày", FieldType.DATE)
    to_on: date | None = entry("Áp dụng đến ngày", FieldType.DATE)
    regimes: tuple[RegimeTable, ...] = entry("Chế độ báo cáo", FieldType.TABLES, of=RegimeTable)
    obligations: tuple[Obligation, ...] = entry("Báo cáo phải nộp", FieldType.TABLES, of=Obligation)
    note: str | None = entry("Ghi chú", FieldType.TEXT)

    @property
    def dated_obligations(self) -> tuple[Obligation, ...]:
        """The obligations, each in the days of the pack where it names none."""
        return tuple(
            row.change(from_on=row.from_on or self.from_on, to_on=row.to_on or self.to_on) for row in self.obligations
        )


@dataclass(frozen=True)
class PublishedPack:
    """A pack as it is published: its table, its own bytes, the template files by their path in an office."""

    pack: Pack
    data: bytes
    files: Mapping[str, bytes]
    source: str
    revision: str = ""
    """The commit it was read at; "" for a folder."""


class PackSign(StrEnum):
    """What happens to one thing; the value stands before its line."""

    ADDED = "+"
    CHANGED = "~"
    REMOVED = "-"
    KEPT = "!"
    """The office has its own: nothing happens."""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One difference, in words."""

    sign: PackSign
    words: str

    def __str__(self) -> str:
        return f"{self.sign.value} {self.words}"


@dataclass(frozen=True)
class PackPlan:
    """What a save would make of the office; nothing is written yet."""

    lead: str
    """How the history's line begins."""
    path: str
    """Where the published table is kept."""
    settings: OfficeSettings
    files: Mapping[str, bytes | None]
    """New content by path; None where the file goes."""
    seen: Mapping[str, bytes | None]
    """What lay there when the plan was made."""
    lines: tuple[PackLine, ...]


@dataclass(frozen=True)
class PackUse:
    """What of the office's records stands on things of a pack: it stays when the pack goes."""

    regimes: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()


def pack_path(code: str) -> str:
    """Return where the published table of an installed pack is kept."""
    return f"packs/{code}.toml"


def plan_install(
    settings: OfficeSettings,
    published: PublishedPack,
    *,
    before: Pack | None,
    disk: Mapping[str, bytes | None],
    today: date,
    take_pack: bool = False,
) -> PackPlan:
    """Return what installing a pack changes, or with `before`, the table installed now, what updating it does.

    What the office changed itself since stays, unless the pack is to win. `disk` are the office's files at the paths of
    the pack, of the installed one too.
    """
    pack, code = published.pack, published.pack.code or ""
    installed = next((row for row in settings.packs if row.code == code), None)
    old_files = _hashes(installed.files if installed else ())
    merging = _Merging(take_pack=take_pack, use=PackUse())
    regimes = merging.rows(settings.regimes, before.regimes if before else (), pack.regimes)
    obligations = merging.rows(settings.obligations, before.dated_obligations if before else (), pack.dated_obligations)
    files = merging.files(old_files, published.files, disk)
    row = InstalledPack(
        code=code, name=pack.name, version=pack.version, source=published.source,
        revision=published.revision or None, applied_on=today,
        files=tuple(f"{path}{_HASH}{_hash(data)}" for path, data in sorted(published.files.items())),
    )  # fmt: skip
    others = tuple(one for one in settings.packs if one.code != code)
    after = settings.change(regimes=regimes, obligations=obligations, packs=(*others, row))
    lead = f"gói {code} bản {pack.version}: "
    path = pack_path(code)
    return PackPlan(lead, path, after, {**files, path: published.data}, dict(disk), tuple(merging.lines))


def plan_removal(
    settings: OfficeSettings, installed: InstalledPack, before: Pack, *, disk: Mapping[str, bytes | None], use: PackUse
) -> PackPlan:
    """Return what removing a pack changes: what the office changed itself or its records stand on stays."""
    merging = _Merging(take_pack=False, use=use)
    after = settings.change(
        regimes=merging.rows(settings.regimes, before.regimes, ()),
        obligations=merging.rows(settings.obligations, before.dated_obligations, ()),
        packs=tuple(row for row in settings.packs if row.code != installed.code),
    )
    files = merging.files(_hashes(installed.files), {}, disk)
    lead = f"bỏ gói {installed.code}: "
    path = pack_path(installed.code or "")
    return PackPlan(lead, path, after, {**files, path: None}, dict(disk), tuple(merging.lines))


class _Merging:
    """Three versions of each thing: what the office has, what the pack said before, what it says now."""

    def __init__(self, *, take_pack: bool, use: PackUse) -> None:
        self.lines: list[PackLine] = []
        self._take_pack = take_pack
        self._use = use

    def rows(self, mine: Sequence[Row], before: Sequence[Row], now: Sequence[Row]) -> tuple[Row, ...]:
        old, new = ({_key(row): row for row in rows} for rows in (before, now))
        merged = [self._row(row, old.get(_key(row)), new.get(_key(row))) for row in mine]
        known = {_key(row) for row in mine}
        for key, row in new.items():
            if key not in known and key not in old:
                self._say(PackSign.ADDED, _words(row, more=True))
                merged.append(row)
            elif key not in known and row != old[key]:
                self._say(PackSign.KEPT, f"{_words(row)}: cơ quan đã bỏ, vẫn để như vậy")
        return tuple(row for row in merged if row is not None)

    def _row(self, mine: Row, old: Row | None, new: Row | None) -> Row | None:
        if new is None:
            return mine if old is None else self._dropped(mine, old)
        changes: dict[str, Any] = {}
        for field in fields_of(type(mine)):
            has, was, said = (getattr(one, field.key) if one else None for one in (mine, old, new))
            if has == said or (old is not None and said == was and not self._take_pack):
                continue
            where = f"{_words(mine)}, {field.label.lower()}"
            if self._take_pack or (old is not None and has == was):
                changes[field.key] = said
                self._say(PackSign.CHANGED, f"{where}: {_shown(has)} → {_shown(said)}")
            else:
                self._say(PackSign.KEPT, f"{where}: giữ {_shown(has)} của cơ quan (gói: {_shown(said)})")
        return mine.change(**changes)

    def _dropped(self, mine: Row, old: Row) -> Row | None:
        if mine != old:
            self._say(PackSign.KEPT, f"{_words(mine)}: cơ quan đã sửa nên giữ lại")
            return mine
        if isinstance(mine, RegimeTable) and mine.code in self._use.regimes:
            self._say(PackSign.KEPT, f"{_words(mine)}: còn báo cáo lập theo chế độ này nên giữ lại")
            return mine
        self._say(PackSign.REMOVED, _words(mine))
        return None

    def files(
        self, before: Mapping[str, str], now: Mapping[str, bytes], disk: Mapping[str, bytes | None]
    ) -> dict[str, bytes | None]:
        """Return the files to write, and those that go as None."""
        found: dict[str, bytes | None] = {}
        for path in sorted(before.keys() | now.keys()):
            has, was, said = disk.get(path), before.get(path), now.get(path)
            if said is None:
                if has is not None and self._may_go(path, has, was):
                    found[path] = None
                    self._say(PackSign.REMOVED, f"Tệp {path}")
            elif has != said and self._may_write(path, has, was, said):
                found[path] = said
                self._say(PackSign.ADDED if has is None else PackSign.CHANGED, f"Tệp {path}")
        return found

    def _may_go(self, path: str, has: bytes, was: str | None) -> bool:
        if _hash(has) != was:
            self._say(PackSign.KEPT, f"Tệp {path}: cơ quan đã sửa nên giữ lại")
            return False
        if path.startswith("templates/forms/") and path.rpartition("/")[2].removesuffix(".toml") in self._use.forms:
            self._say(PackSign.KEPT, f"Tệp {path}: còn số liệu ghi theo biểu này nên giữ lại")
            return False
        return True

    def _may_write(self, path: str, has: bytes | None, was: str | None, said: bytes) -> bool:
        if self._take_pack or (has is None and was is None) or (has is not None and _hash(has) == was):
            return True
        if _hash(said) != was:
            why = "cơ quan đã bỏ, vẫn để như vậy" if has is None else "giữ tệp của cơ quan, khác tệp của gói"
            self._say(PackSign.KEPT, f"Tệp {path}: {why}")
        return False

    def _say(self, sign: PackSign, words: str) -> None:
        self.lines.append(PackLine(sign, words))


def _key(row: RegimeTable | Obligation) -> tuple[str | None, date | None]:
    """Return what makes two rows the same: the code, and since when an obligation holds."""
    return (row.code, row.from_on if isinstance(row, Obligation) else None)


def _words(row: RegimeTable | Obligation, *, more: bool = False) -> str:
    if isinstance(row, RegimeTable):
        return f"Chế độ báo cáo {row.code}" + (f": {row.name}" if more else "")
    since = f" từ {format_date(row.from_on)}" if row.from_on else ""
    return f"Báo cáo phải nộp {row.code}{since}" + (f": {row.name}, hạn {row.deadline}" if more else "")


def _shown(value: object) -> str:
    if value is None or value == ():
        return "(trống)"
    if isinstance(value, date):
        return format_date(value)
    return f"“{', '.join(value)}”" if isinstance(value, tuple) else f"“{value}”"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hashes(lines: Iterable[str]) -> dict[str, str]:
    return dict(line.split(_HASH, 1) for line in lines if _HASH in line)

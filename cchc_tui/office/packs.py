"""Packs of the office: differences first, then one save, which undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, FindingsError, RefusedError, WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.office.ledger import TEXT, Ledger
from cchc_tui.office.pack_source import TEMPLATES, parse_pack, read_pack
from cchc_tui.office.reading import RecordReader
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import InstalledPack, OfficeSettings
from cchc_tui.records.pack import FOLDERS, Pack, PackPlan, PackUse, pack_path, plan_install, plan_removal
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.saving import Change, SaveMessage, save_changes
from cchc_tui.storage.stored import Stored
from cchc_tui.storage.tree_folder import read_inside


class Packs:
    """What provinces publish, installed in this office."""

    def __init__(self, reader: RecordReader, ledger: Callable[[], Ledger], *, today: date) -> None:
        self._reader = reader
        self._ledger = ledger
        self._today = today

    def listed(self) -> tuple[InstalledPack, ...]:
        """Return the packs that are installed."""
        return self._reader.settings.packs

    def plan_add(self, source: str, *, take_pack: bool = False) -> PackPlan:
        """Return what installing the pack at `source` would change. RefusedError when it is installed already."""
        published = read_pack(source, self._reader.templates)
        code = published.pack.code or ""
        if any(row.code == code for row in self.listed()):
            raise RefusedError(f"Gói {code} đã có.", f"Muốn lấy bản mới: cchc pack update {code}")
        return plan_install(
            self._reader.settings, published, before=None, disk=self._on_disk(published.files), today=self._today,
            take_pack=take_pack,
        )  # fmt: skip

    def plan_update(self, code: str, source: str = "", *, take_pack: bool = False) -> PackPlan:
        """Return what the pack's present version would change; from another `source` where one is named."""
        installed = self._installed(code)
        published = read_pack(source or installed.source or "", self._reader.templates)
        if published.pack.code != installed.code:
            raise WrongUseError(
                f"Nơi ấy công bố gói {published.pack.code}, không phải {installed.code}.", "Chưa làm gì."
            )
        paths = {*published.files, *_paths_of(installed)}
        return plan_install(
            self._reader.settings, published, before=self._table(installed), disk=self._on_disk(paths),
            today=self._today, take_pack=take_pack,
        )  # fmt: skip

    def plan_remove(self, code: str) -> PackPlan:
        """Return what removing a pack would change."""
        installed = self._installed(code)
        use = PackUse(
            regimes=frozenset(s.record.regime or "" for s in self._reader.stored(ReportSheet)),
            forms=frozenset(s.record.form or "" for s in self._reader.stored(FigureRow)),
        )
        disk = self._on_disk(_paths_of(installed))
        return plan_removal(self._reader.settings, installed, self._table(installed), disk=disk, use=use)

    def apply(self, plan: PackPlan) -> None:
        """Make it so, as one save. RefusedError when a file has changed since the plan was made."""
        stored = self._stored_settings()
        templates, own = self._reader.templates, self._reader.directory / TEMPLATES
        if templates is not None and templates != own and any(path.startswith(TEMPLATES) for path in plan.files):
            raise RefusedError(
                f"Cơ quan có mẫu riêng ở {templates}, ngoài thư mục hồ sơ; gói ghi mẫu vào {own} thì mẫu riêng bị che.",
                f"Chuyển vào trước: mv {templates} {own}; chưa làm gì.",
            )

        def guard() -> None:
            if self._on_disk(plan.seen) != dict(plan.seen):
                raise RefusedError("Tệp mẫu vừa có người sửa.", "Chạy lại để xem khác biệt mới; chưa làm gì.")

        save_changes(
            self._reader.directory,
            [Change(stored, plan.settings)],
            hooks=self._ledger(),
            before_write=guard,
            beside=plan.files,
            message=SaveMessage(plan.lead, (f"{TEXT}: {plan.path}",)),
        )
        self._leave_no_empty_folder()
        self._reader.expire()

    def _installed(self, code: str) -> InstalledPack:
        wanted, rows = clean_line(code), self.listed()
        found = next((row for row in rows if row.code == wanted), None)
        if found is None:
            codes = [row.code or "" for row in rows]
            near = nearest(wanted, codes)
            listed = f"Các gói đang có: {', '.join(codes)}." if codes else "Chưa có gói nào."
            raise WrongUseError(f"Không có gói “{wanted}”.", f"Có phải “{near}”?" if near else listed)
        return found

    def _table(self, installed: InstalledPack) -> Pack:
        """Return the table of an installed pack as it was published."""
        path = pack_path(installed.code or "")
        data = read_inside(self._reader.directory, path)
        if data is None or isinstance(data, Finding):
            raise FindingsError(
                f"Tệp {path}, bản gốc của gói, không còn hoặc không đọc được.",
                "Lấy lại từ lịch sử bằng git, rồi chạy lại.",
            )
        return parse_pack(data, path)

    def _stored_settings(self) -> Stored[OfficeSettings]:
        stored = self._reader.stored_settings
        if stored is None:
            raise EnvironmentFaultError("Không đọc được office.toml nên chưa lưu được.", "Xem cchc check.")
        return stored

    def _on_disk(self, paths: Iterable[str]) -> Mapping[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        for path in paths:
            data = read_inside(self._reader.directory, path)
            if isinstance(data, Finding):
                raise FindingsError(data.message)
            found[path] = data
        return found

    def _leave_no_empty_folder(self) -> None:
        """Take away template folders whose last file went: an empty one would hide the office's templates beside it."""
        top = self._reader.directory / TEMPLATES
        for folder in (*(top / name for name in FOLDERS), top, Path(self._reader.directory) / "packs"):
            with suppress(OSError):
                folder.rmdir()


def _paths_of(installed: InstalledPack) -> list[str]:
    return [line.partition(" sha256:")[0] for line in installed.files]

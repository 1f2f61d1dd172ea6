"""One office read from the objects of its repository, as it stands in the commit HEAD names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cchc_tui.errors import FindingsError
from cchc_tui.git.objects import TreeFile, blobs, committed_on, opened, tree_files
from cchc_tui.language.text import slug
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.storage.paths import OFFICE_FILE
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES
from cchc_tui.storage.tree import OfficeTree, kind_of_file, read_tree

RECORDS_FOLDER = "records"
"""The directory of the records inside an office's directory, as `cchc init` makes it."""


class SourcePlace(NamedTuple):
    """Whose rows: the province and the commune as their columns say them."""

    province: str
    commune: str


@dataclass(frozen=True, slots=True)
class OfficeSource:
    """One office at one commit."""

    name: str
    """Its path, see `source_path`."""
    head: str
    day: str
    tree: OfficeTree
    findings: tuple[Finding, ...]
    forms: Mapping[str, bytes]
    """The office's own forms that lie in its records, by name."""

    @property
    def place(self) -> SourcePlace:
        """Province and commune; the commune by its code, else by the office's name."""
        office = self.tree.office
        assert office is not None  # `read_source` refuses a source without one
        commune = slug(office.commune_code or "") or slug(office.short_name or "") or slug(self.name)
        return SourcePlace(slug(office.province or "") or "khong-ro", commune)


def source_path(named: Path) -> Path:
    """Return the one name of a source however it was named: the office's directory, the repository that holds its
    `records/` and that directory's `.git` all mean `records/`; bare repositories and bundles are named by themselves.
    """
    path = named.resolve()
    if path.name == ".git":
        path = path.parent
    records = path / RECORDS_FOLDER
    return records if (records / OFFICE_FILE).is_file() or (records / ".git").exists() else path


def read_source(path: Path, head: str) -> OfficeSource:
    """Return the office in a repository. FindingsError when it has no office.toml that can be read: nobody could say
    whose the numbers are.
    """
    with opened(path) as (folder, inside):
        files = _records_in(tree_files(folder, head), inside)
        wanted = {name: f for name, f in files.items() if kind_of_file(name) is not None or _is_form(name)}
        findings = [_refused(name, f) for name, f in wanted.items() if not _is_readable(f)]
        readable = {name: f for name, f in wanted.items() if _is_readable(f)}
        contents = blobs(folder, [f.blob for f in readable.values()])
        day = committed_on(folder, head)
    known = dict(zip(readable, contents, strict=True))
    tree = read_tree(known)
    forms = {name[len(_FORMS) : -len(".toml")]: data for name, data in known.items() if _is_form(name)}
    findings += tree.findings
    if tree.office is None:
        raise FindingsError(findings[0].message if findings else f"{path}: không có tệp {OFFICE_FILE}.")
    return OfficeSource(str(path), head, day, tree, tuple(findings), forms)


_FORMS = "templates/forms/"


def _is_form(name: str) -> bool:
    return name.startswith(_FORMS) and name.endswith(".toml") and "/" not in name[len(_FORMS) :]


def _records_in(files: list[TreeFile], inside: str) -> dict[str, TreeFile]:
    """Return the files of the records directory by their path in it: it is the folder with the office file nearest the
    top.
    """
    offices = sorted(
        (f.path.count("/"), f.path)
        for f in files
        if f.path.startswith(inside) and f"/{f.path}".endswith(f"/{OFFICE_FILE}")
    )
    if not offices:
        raise FindingsError(f"Kho này không có tệp {OFFICE_FILE} nên không biết là của cơ quan nào.")
    records = offices[0][1].removesuffix(OFFICE_FILE)
    return {f.path.removeprefix(records): f for f in files if f.path.startswith(records)}


def _is_readable(file: TreeFile) -> bool:
    return file.regular and file.size <= MAX_RECORD_BYTES


def _refused(name: str, file: TreeFile) -> Finding:
    cause = f"dài {file.size // 1000} kB, quá mức của một hồ sơ" if file.regular else "không phải là một tệp thường"
    return Finding(
        code="unreadable", severity=Severity.ERROR, message=f"Tệp {name} {cause} nên không được đọc.", path=name
    )

"""A pack read where it is published, a folder or a git repository, and proven sound before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cchc_tui.errors import CchcError, FindingsError, WrongUseError
from cchc_tui.git.cloning import fetch_history
from cchc_tui.git.exchange import local_path
from cchc_tui.git.isolated import isolated
from cchc_tui.git.objects import blobs, tree_files
from cchc_tui.language.text import nearest, printable, slug
from cchc_tui.records.deadline import EXAMPLES, parse_deadline
from cchc_tui.records.fields import fields_of, from_plain, missing_fields
from cchc_tui.records.finding import Finding
from cchc_tui.records.office import Obligation, RegimeTable
from cchc_tui.records.owed import PERIOD_WORDS, is_period_word
from cchc_tui.records.pack import FOLDERS, PACK_FILE, Pack, PublishedPack
from cchc_tui.storage.temporary import working_folder
from cchc_tui.storage.toml_file import MAX_RECORD_BYTES, parse_toml, read_bytes

TEMPLATES = "templates"
_MOST_FILES = 500
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}", re.ASCII)
"""`tthc-06.toml`: how a file of a pack may be called."""


def read_pack(source: str, office_templates: Path | None) -> PublishedPack:
    """Return the pack that is published at a folder, a git repository or its address.

    WrongUseError when nothing is there; FindingsError naming file and place of what is wrong with it; GitError.
    """
    place = local_path(source)
    if place is not None and not place.exists():
        raise WrongUseError(f"Không có {printable(source)}.", "Nêu thư mục của gói, hoặc kho git tỉnh công bố.")
    if place is not None and (place / PACK_FILE).is_file():
        files, revision = _files_of_folder(place), ""
    else:
        files, revision = _files_of_repository(str(place) if place else source)
    if PACK_FILE not in files:
        raise WrongUseError(f"{printable(source)} không phải một gói: không có tệp {PACK_FILE}.", "Chưa làm gì.")
    data = files.pop(PACK_FILE)
    pack = parse_pack(data, PACK_FILE)
    templates = {f"{TEMPLATES}/{path}": content for path, content in files.items()}
    _demand_sound(pack, files, office_templates)
    return PublishedPack(pack, data, templates, str(place.resolve()) if place else source, revision)


def parse_pack(data: bytes, shown: str) -> Pack:
    """Return the table of a pack. FindingsError naming what is wrong with it."""
    read = parse_toml(Path(shown), data, shown=shown)
    if isinstance(read, Finding):
        raise FindingsError(read.message)
    pack, faults = from_plain(Pack, {key: value for key, value in read.table.items() if key != "schema"})
    problems = [fault.message for fault in faults]
    problems += [f"thiếu “{field.label}” ({field.key})" for field in missing_fields(pack)]
    for key in pack.extra:
        near = nearest(key, [field.key for field in fields_of(Pack)])
        problems.append(f"không hiểu khóa “{printable(key)}”" + (f", có phải “{near}”?" if near else ""))
    if pack.code and pack.code != slug(pack.code):
        problems.append(f"mã gói “{printable(pack.code)}” phải là chữ thường không dấu nối bằng gạch")
    problems += _row_problems(pack)
    if problems:
        raise FindingsError(f"Tệp {shown} của gói chưa đúng: {'; '.join(problems)}.", "Báo cho nơi ban hành gói.")
    return pack


def _row_problems(pack: Pack) -> Iterator[str]:
    for row in pack.obligations:
        if parse_deadline(row.deadline or "") is None:
            yield f"báo cáo {row.code}: hạn “{row.deadline or ''}” không đọc được (viết như {'; '.join(EXAMPLES[:3])})"
    rows: list[Obligation | RegimeTable] = [*pack.obligations, *pack.regimes]
    words = [(row.code, word) for row in rows for word in row.periods]
    for code, word in words:
        if not is_period_word(word):
            near = nearest(word, PERIOD_WORDS)
            yield f"{code}: “{word}” không phải là một kỳ" + (f", có phải “{near}”?" if near else "")
    for one in rows:
        for field in missing_fields(one):
            yield f"một dòng ({one.code or '?'}) thiếu “{field.label}”"


def _files_of_folder(place: Path) -> dict[str, bytes]:
    """Return the files of a pack in a folder by path; links are not followed."""
    wanted = [place / PACK_FILE, *(path for name in FOLDERS for path in sorted((place / name).glob("*")))]
    files = {}
    for path in wanted:
        relative = path.relative_to(place).as_posix()
        if not _belongs(relative):
            continue
        data = read_bytes(path, shown=relative, limit=MAX_RECORD_BYTES)
        if isinstance(data, Finding):
            raise FindingsError(data.message)
        files[relative] = data
    return _few(files)


def _files_of_repository(source: str) -> tuple[dict[str, bytes], str]:
    """Return the files of a pack at the newest commit of a repository, and that commit."""
    with working_folder("pack") as temporary:
        checkout, commit = fetch_history(source, temporary)
        folder = isolated(checkout.of).folder
        wanted = [file for file in tree_files(folder, commit) if _belongs(file.path)]
        for file in wanted:
            if not file.regular or file.size > MAX_RECORD_BYTES:
                raise FindingsError(f"Tệp {printable(file.path)} của gói không phải tệp thường, hoặc quá lớn.")
        contents = blobs(folder, [file.blob for file in wanted])
        return _few(dict(zip((file.path for file in wanted), contents, strict=True))), commit


def _belongs(path: str) -> bool:
    """Return whether a file is one of a pack's; a readme, a licence and hidden files may lie beside them."""
    if path == PACK_FILE:
        return True
    folder, slash, name = path.partition("/")
    return bool(slash) and folder in FOLDERS and name.endswith(FOLDERS[folder]) and _NAME.fullmatch(name) is not None


def _few(files: dict[str, bytes]) -> dict[str, bytes]:
    if len(files) > _MOST_FILES:
        raise FindingsError(f"Gói có {len(files)} tệp, quá {_MOST_FILES} tệp nên không nhận.")
    return files


def _demand_sound(pack: Pack, files: Mapping[str, bytes], office_templates: Path | None) -> None:
    """FindingsError when a file of the pack cannot be used, or a row names an outline or a form that is nowhere."""
    from cchc_tui.report import outlines
    from cchc_tui.storage.calendar_file import read_calendar
    from cchc_tui.storage.form_file import form_codes, read_form
    from cchc_tui.storage.shipped import templates_dir

    with working_folder("pack") as temporary:
        folder = temporary
        for path, data in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(data)
        try:
            for path in files:
                if path.startswith("forms/"):
                    read_form(Path(path).stem, [folder])
            read_calendar([folder])
            names = {outline.name for outline in outlines(folder)}
        except (CchcError, UnicodeDecodeError) as error:
            said = str(error).replace(f"{temporary}/", "")
            raise FindingsError(
                f"Gói {pack.code} có tệp chưa dùng được: {said}", "Báo cho nơi ban hành gói."
            ) from error
        own = [office_templates] if office_templates else []
        names |= {outline.name for outline in outlines(office_templates)}
        codes = form_codes([folder, *own, templates_dir()])
    for row in pack.obligations:
        _demand_known(pack, row.code, "đề cương", [row.outline] if row.outline else [], names)
        _demand_known(pack, row.code, "biểu", row.forms, codes)


def _demand_known(pack: Pack, code: str | None, what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            hint = f"Có phải “{near}”?" if near else "Báo cho nơi ban hành gói."
            raise FindingsError(f"Gói {pack.code}: báo cáo {code} nêu {what} “{name}” không có ở đâu.", hint)

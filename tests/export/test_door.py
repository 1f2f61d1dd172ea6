"""Export as a whole: what it writes, what it leaves alone, what it says."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_tui.errors import EnvironmentFaultError, FindingsError, RefusedError, WrongUseError
from cchc_tui.export import Order, export_many, export_markdown, made_from, pandoc
from cchc_tui.export import fonts as fonts_module
from cchc_tui.export.door import phase
from cchc_tui.export.fingerprint import FileOrigin, origin_of
from export.builders import BODY, docx_parts, docx_text, markdown, needs_libreoffice, pages, words, write


def test_both_formats_are_written_beside_each_other(tmp_path: Path) -> None:
    result = export_markdown(markdown(), source="a.md", targets=("docx", "pdf"), out=tmp_path / "xuat" / "5.BC-UBND")
    assert [path.name for path in result.paths] == ["5.BC-UBND.docx", "5.BC-UBND.pdf"]
    assert "xã./." in docx_text(docx_parts(result.paths[0].read_bytes())["word/document.xml"])
    assert "xã./." in words(pages(result.paths[1].read_bytes())[0])


def test_a_suffix_names_a_single_target(tmp_path: Path) -> None:
    result = export_markdown(markdown(), source="a.md", targets=("docx",), out=tmp_path / "a.docx")
    assert result.paths == (tmp_path / "a.docx",)
    with pytest.raises(WrongUseError):
        export_markdown(markdown(), source="a.md", targets=("docx", "pdf"), out=tmp_path / "b.pdf")


def test_a_new_file_has_the_rights_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        out = write(tmp_path, markdown(), "docx")
    finally:
        os.umask(before)
    assert out.with_suffix(".docx").stat().st_mode & 0o777 == 0o664


def test_our_own_earlier_file_is_replaced(tmp_path: Path) -> None:
    out = write(tmp_path, markdown())
    write(tmp_path, markdown("Nội dung mới."))
    assert "Nội dung mới./." in docx_text(docx_parts(out.with_suffix(".docx").read_bytes())["word/document.xml"])
    assert "Nội dung mới./." in words(pages(out.with_suffix(".pdf").read_bytes())[0])


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rubbish", b"%PDF-1.7 another", "Văn bản".encode()])
def test_a_file_we_did_not_make_is_left_alone(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"van-ban{suffix}").write_bytes(content)
    with pytest.raises(RefusedError) as caught:
        write(tmp_path, markdown())
    assert "không phải do chương trình này tạo ra" in caught.value.message
    assert (tmp_path / f"van-ban{suffix}").read_bytes() == content
    assert len(list(tmp_path.iterdir())) == 1, "nothing else was written either"


def edit_in_word(path: Path) -> None:
    """Another zip with other bytes and all properties kept, as Word writes it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("xã./.".encode(), "xã, đã sửa./.".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_docx_someone_edited_is_left_alone_without_force(tmp_path: Path) -> None:
    out = write(tmp_path, markdown(), "docx").with_suffix(".docx")
    edit_in_word(out)
    with pytest.raises(RefusedError) as caught:
        write(tmp_path, markdown(), "docx")
    assert "đã được sửa (trong Word hoặc chương trình khác)" in caught.value.message
    export_markdown(markdown(), source="a.md", targets=("docx",), out=tmp_path / "van-ban", force=True)
    assert origin_of(out) is FileOrigin.OURS


@needs_libreoffice
def test_a_docx_saved_by_libreoffice_counts_as_edited(tmp_path: Path) -> None:
    out = write(tmp_path, markdown(), "docx").with_suffix(".docx")
    (tmp_path / "lo").mkdir()
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "docx",
            "--outdir",
            str(tmp_path / "lo"),
            str(out),
        ],
        capture_output=True,
        check=True,
    )
    assert origin_of(tmp_path / "lo" / out.name) in (FileOrigin.EDITED, FileOrigin.FOREIGN)


def test_a_pdf_changed_by_one_byte_counts_as_edited(tmp_path: Path) -> None:
    out = write(tmp_path, markdown(), "pdf").with_suffix(".pdf")
    assert origin_of(out) is FileOrigin.OURS
    out.write_bytes(out.read_bytes() + b"\n")
    assert origin_of(out) is FileOrigin.EDITED


def test_a_page_knows_the_markdown_it_was_made_from_until_it_is_edited(tmp_path: Path) -> None:
    text = markdown()
    pages_made = export_markdown(text, source="a.md", targets=("docx", "pdf"), out=tmp_path / "van-ban").paths
    assert [made_from(page, text) for page in pages_made] == [True, True]
    assert [made_from(page, text + "\nThêm.\n") for page in pages_made] == [False, False]
    edit_in_word(pages_made[0])
    pages_made[1].write_bytes(pages_made[1].read_bytes() + b"\n")
    assert [made_from(page, text) for page in pages_made] == [None, None]


def test_a_fault_in_the_head_names_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        write(tmp_path, markdown(ngay="ngày mai"))
    assert caught.value.message.startswith("van-ban.md:8: “ngay: ngày mai” không phải ngày")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nloai: bao-cao\n\nNội dung.", "không có dòng “---” đóng lại"),
        (">" * 70 + " sâu", "lồng nhau quá 64 cấp"),
        ("Một đoạn.\n\n" + "chữ dài " * 212_500, "dòng 3: một đoạn dài hơn 100 nghìn chữ cái"),
        ("| a |\n|---|\n| " + "x" * 100_001 + " |", "dòng 3: một đoạn dài hơn"),
        ("---\ntrich-yeu: " + "x" * 300_000 + "\n---\n", "dài quá 200 kB"),
        ("x" * 33_000_000, "lớn hơn 32 MB"),
        ("|" + "a|" * 70 + "\n|" + "-|" * 70 + "\n", "có bảng 70 cột; Word chỉ mở được bảng đến 63 cột"),
    ],
)
def test_what_is_too_much_is_refused_in_a_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FindingsError) as caught:
        write(tmp_path, text)
    assert message in caught.value.message


def test_an_old_pandoc_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "pandoc"
    old.write_text(
        "#!/bin/sh\n"
        'case "$*" in --version) echo "pandoc 2.17.1.1";;\n'
        '*) echo "Unknown option --syntax-highlighting." >&2; exit 6;; esac\n'
    )
    old.chmod(0o755)
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: str(old))
    pandoc.pandoc_version.cache_clear()
    try:
        with pytest.raises(EnvironmentFaultError) as caught:
            write(tmp_path / "xuat", markdown(), "docx")
    finally:
        pandoc.pandoc_version.cache_clear()
    assert "pandoc 2.17.1.1 quá cũ: chương trình cần pandoc từ 3.8" in caught.value.message
    assert not (tmp_path / "xuat").exists()


def test_a_form_we_do_not_make_is_refused_and_a_dot_in_a_name_is_not(tmp_path: Path) -> None:
    for name in ("a.odt", "a.DOC", "a.html"):
        with pytest.raises(WrongUseError) as caught:
            export_markdown(markdown(), source="a.md", out=tmp_path / name)
        assert f"Không xuất được dạng {Path(name).suffix.lower()}" in caught.value.message
    assert list(tmp_path.iterdir()) == []
    made = export_markdown(markdown(), source="a.md", targets=("pdf",), out=tmp_path / "5.BC-UBND")
    assert made.paths == (tmp_path / "5.BC-UBND.pdf",)


def test_a_machine_without_room_for_temporary_files_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(EnvironmentFaultError) as caught:
        write(tmp_path, markdown(), "docx")
    assert caught.value.message.startswith("Không xuất được “van-ban.md”: No such file or directory")


def test_an_office_template_with_a_fault_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "templates" / "pdf").mkdir(parents=True)
    (tmp_path / "templates" / "pdf" / "nd30.typ").write_text("#let van-ban(x) = panic(")
    with pytest.raises(FindingsError) as caught:
        export_markdown(
            markdown(), source="a.md", targets=("pdf",), out=tmp_path / "a", templates=tmp_path / "templates"
        )
    assert caught.value.message.startswith("Không dựng được PDF của “a.md”")
    assert not (tmp_path / "a.pdf").exists()


def test_the_offices_own_template_wins(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "layout"
    folder.mkdir(parents=True)
    (folder / "nd30-2020.toml").write_text("[rules]\nmargin_left_mm = 35\n")
    export_markdown(markdown(), source="a.md", targets=("docx",), out=tmp_path / "a", templates=tmp_path / "templates")
    assert 'w:left="1984"' in docx_parts((tmp_path / "a.docx").read_bytes())["word/document.xml"]


def test_without_a_times_face_there_is_a_plain_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_module, "system_font_folders", list)
    result = export_markdown(markdown(), source="a.md", targets=("pdf",), out=tmp_path / "a")
    assert "Libertinus Serif" in result.notices[0]
    assert "xã./." in words(pages(result.paths[0].read_bytes())[0])


def test_only_long_work_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_tui.export.door.QUIET_SECONDS", 0.01)
    said: list[str] = []
    with phase("Đang dựng", said.append):
        deadline = time.monotonic() + 300
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
    with phase("Xong ngay", said.append):
        pass
    assert said == ["Đang dựng…"]


@contextlib.contextmanager
def at_work(folder: Path, script: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of its own in its own group; however the test ends, it and its pandoc are gone and its pipes closed."""
    program = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as work:
        try:
            assert work.stdout is not None
            assert work.stdout.readline() == b"go\n"
            yield work
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(work.pid, signal.SIGKILL)


def test_ctrl_c_leaves_no_half_file(tmp_path: Path) -> None:
    rows = "\n".join(f"| {number} | Việc thứ {number} của năm | Đạt |" for number in range(20_000))
    (tmp_path / "a.md").write_text(markdown(f"{BODY}\n\n| STT | Việc | Kết quả |\n|-|-|-|\n{rows}\n\nHết."))
    # It says "go" once pandoc is at work: however slow the machine, Ctrl+C comes in the middle.
    script = (
        "import sys; from pathlib import Path; from cchc_tui.export import export_markdown, pandoc\n"
        "class Told(pandoc.subprocess.Popen):\n"
        "    def __init__(self, *arguments, **settings):\n"
        "        super().__init__(*arguments, **settings); print('go', flush=True)\n"
        "pandoc.subprocess.Popen = Told; folder = Path(sys.argv[1])\n"
        "export_markdown((folder / 'a.md').read_text(), source='a.md', out=folder / 'out' / 'a')"
    )
    with at_work(tmp_path, script) as work:
        os.killpg(work.pid, signal.SIGINT)
        work.communicate(timeout=300)
        assert work.returncode != 0
    assert not (tmp_path / "out").exists()


def test_ctrl_c_in_a_batch_leaves_only_whole_documents(tmp_path: Path) -> None:
    # It says "go" once the first document is in its place; hundreds are still to be made.
    script = (
        "import sys; from pathlib import Path; from cchc_tui.export import Order, door, export_many, new_document\n"
        "write = door.write_files\n"
        "def told(made, *, force):\n"
        "    write(made, force=force); print('go', flush=True)\n"
        "door.write_files = told; text = new_document('bao-cao'); out = Path(sys.argv[1])\n"
        "export_many([Order(text, f'{n}.md', out / str(n)) for n in range(400)])"
    )
    with at_work(tmp_path / "out", script) as work:
        os.kill(work.pid, signal.SIGINT)
        work.communicate(timeout=300)
        assert work.returncode != 0
    left = list((tmp_path / "out").iterdir())
    assert {origin_of(path) for path in left} == {FileOrigin.OURS}
    assert sorted(path.stem for path in left if path.suffix == ".docx") == sorted(
        path.stem for path in left if path.suffix == ".pdf"
    )
    assert len(left) < 800


def test_a_long_batch_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc_tui.export.door.QUIET_SECONDS", 0.0)
    said: list[str] = []
    orders = [Order(markdown(), f"{number}.md", tmp_path / str(number)) for number in range(3)]
    export_many(orders, targets=("docx",), workers=1, progress=said.append)
    assert [line for line in said if "văn bản" in line] == ["Đã xong 1/3 văn bản…", "Đã xong 2/3 văn bản…"]


def test_zone_locale_umask_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    """The bytes belong to the source: what git sees changes when the words change."""
    body = f'{BODY}\n\nXem Phụ lục.\n\n::: {{.phu-luc ten="A"}}\n\n| a |\n|-|\n| b |\n\n:::'
    (tmp_path / "a.md").write_text(markdown(body, ngay="2023-12"), "utf-8")
    script = (
        "import os, sys; from pathlib import Path; from cchc_tui.export import export_markdown\n"
        "os.umask(int(sys.argv[2], 8)); text = Path('a.md').read_text('utf-8')\n"
        "export_markdown(text, source='a.md', out=Path(sys.argv[1]) / 'a')"
    )
    settings = [
        ("077", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("002", {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"}),
        ("022", {"TZ": "Asia/Ho_Chi_Minh", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"}),
    ]
    for number, (umask, environment) in enumerate(settings):
        subprocess.run(
            [sys.executable, "-c", script, str(number), umask],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environment},
            check=True,
        )
    for name in ("a.docx", "a.pdf"):
        made = {(tmp_path / str(number) / name).read_bytes() for number in range(len(settings))}
        assert len(made) == 1, name


def test_a_batch_goes_on_when_one_document_fails(tmp_path: Path) -> None:
    orders = [
        Order(markdown(BODY, ngay=date), f"{number}.md", tmp_path / str(number))
        for number, date in enumerate(("2023-12-22", "sai", "2024-01-05"))
    ]
    results = export_many(orders, targets=("docx",))
    assert [result.order.source for result in results] == ["0.md", "1.md", "2.md"]
    assert [result.error is None for result in results] == [True, False, True]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.docx", "2.docx"]


def test_two_documents_for_one_file_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        export_many([Order(markdown(), "a.md", tmp_path / "x"), Order(markdown(), "b.md", tmp_path / "x")])
    assert list(tmp_path.iterdir()) == []


def test_importing_the_room_loads_nothing_heavy() -> None:
    script = (
        "import sys, cchc_tui.export\n"
        "print([name for name in ('pypandoc', 'typst', 'yaml', 'markdown_it', 'zipfile') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert answer.stdout.decode().strip() == "[]"

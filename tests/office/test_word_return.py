"""A report edited in Word comes back as a difference: what was not touched stays as it is, placeholders included."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.errors import RefusedError
from cchc_tui.office import Office
from cchc_tui.office.word_return import Returned, read_return, take_return
from tests.export.builders import needs_libreoffice
from tests.office.conftest import opened

NAME = "2023-nam"


def edited(source: Path, target: Path, *changes: tuple[str, str]) -> Path:
    """The DOCX with words changed in its text; spaces that keep words on a line are ordinary ones for this."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            data = old.read(member.filename)
            if member.filename == "word/document.xml":
                text = data.decode("utf-8").replace("\u00a0", " ")
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after, 1)
                data = text.encode("utf-8")
            new.writestr(member.filename, data)
    return target


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """The sample report as it went out."""
    folder = tmp_path_factory.mktemp("in")
    opened(sample).pages.export_report(NAME, targets=("docx",), out=folder / "bc")
    return folder / "bc.docx"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("mau") / "records"
    shutil.copytree(Path(__file__).parents[2] / "records", folder)
    return folder


@pytest.fixture
def come_back(sample: Path, printed: Path, tmp_path: Path) -> Callable[..., Returned]:
    def read(*changes: tuple[str, str]) -> Returned:
        return read_return(opened(sample), edited(printed, tmp_path / "sua.docx", *changes), NAME)

    return read


def added(returned: Returned) -> list[str]:
    """The lines that are new."""
    return [line[1:] for line in returned.difference.split("\n") if line.startswith("+") and line[1:2] not in ("+", "")]


def removed(returned: Returned) -> list[str]:
    """The lines that are gone."""
    return [line[1:] for line in returned.difference.split("\n") if line.startswith("-") and line[1:2] not in ("-", "")]


def test_what_nobody_touched_is_no_difference(come_back: Callable[..., Returned]) -> None:
    returned = come_back()
    assert (returned.difference, returned.sheet_changes, returned.told) == ("", [], ())


def test_a_placeholder_stays_where_what_it_printed_was_not_touched(come_back: Callable[..., Returned]) -> None:
    returned = come_back(("tổng số 24 bài", "24 bài"), ("rõ ràng, đúng quy định", "đúng quy định"))
    first, second = added(returned)
    assert "được {{ so_lieu.truyen_thanh.tin_bai }} bài" in first
    assert "{{ so_lieu.truyen_thanh.luot_phat_song }} lượt" in first
    assert "{{ ky.thang_cuoi }}" in first
    assert second.startswith("Công khai đầy đủ, đúng quy định")


def test_a_value_that_was_changed_becomes_text(come_back: Callable[..., Returned]) -> None:
    (line,) = added(come_back(("trên 90 lượt", "trên 95 lượt")))
    assert "được trên 95 lượt" in line
    assert "{{ so_lieu.truyen_thanh.tin_bai }} bài" in line


def test_a_number_inside_another_is_not_taken_for_the_placeholder(come_back: Callable[..., Returned]) -> None:
    (line,) = added(come_back(("tổng số 24 bài", "tổng số 1.240 bài")))
    assert "tổng số 1.240 bài" in line


def test_what_markdown_and_placeholders_obey_is_text(come_back: Callable[..., Returned]) -> None:
    (line,) = added(come_back(("Tuyên truyền trực quan: qua", "Tuyên truyền trực quan {{ x }} *nổi* &lt;b&gt;: qua")))
    assert "\\{\\{ x \\}\\} \\*nổi\\* \\<b\\>" in line


def test_a_paragraph_taken_out_and_one_put_in(come_back: Callable[..., Returned]) -> None:
    gone = "Chỉ đạo đẩy mạnh tuyên truyền việc thực hiện cơ chế một cửa, một cửa liên thông."
    assert removed(come_back((gone, ""))) == [gone]
    new = come_back((gone, f"{gone}</w:t></w:r></w:p><w:p><w:r><w:t>Xã đã lập tổ công tác."))
    assert added(new) == ["Xã đã lập tổ công tác."]


def test_what_the_records_print_is_told_and_not_changed(come_back: Callable[..., Returned]) -> None:
    returned = come_back(("Kế hoạch số 59/KH-UBND", "Kế hoạch số 60/KH-UBND"))
    assert returned.difference == ""
    assert len(returned.told) == 1
    assert "do hồ sơ sinh ra" in returned.told[0]


def test_number_and_date_of_the_issued_paper_go_into_the_sheet(records: Path, printed: Path, tmp_path: Path) -> None:
    office: Office = opened(records)
    path = edited(
        printed, tmp_path / "bh.docx", (">       /BC-UBND<", ">118/BC-UBND<"), ("ngày 22 tháng", "ngày 25 tháng")
    )
    returned = read_return(office, path, NAME)
    assert returned.sheet_changes == ["Số: (trống) → 118", "Ngày ký: 22/12/2023 → 25/12/2023"]
    take_return(office, returned)
    again = opened(records)
    assert again.reports.find(NAME).record.number == "118"
    assert read_return(again, path, NAME).sheet_changes == []


def test_a_closed_report_takes_nothing(records: Path, printed: Path) -> None:
    office = opened(records)
    report = office.reports.find(NAME)
    office.records.save(report, report.record.change(state="frozen"))
    with pytest.raises(RefusedError, match="đã chốt"):
        read_return(opened(records), printed, NAME)


@needs_libreoffice
def test_what_libreoffice_saved_comes_back_as_the_same_difference(sample: Path, printed: Path, tmp_path: Path) -> None:
    path = edited(printed, tmp_path / "sua.docx", ("trên 90 lượt", "trên 95 lượt"))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{tmp_path}/ra"]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=200)
    returned = read_return(opened(sample), tmp_path / "ra" / "sua.docx", NAME)
    (line,) = added(returned)
    assert "được trên 95 lượt" in line
    assert "{{ so_lieu.truyen_thanh.tin_bai }} bài" in line
    assert (returned.sheet_changes, returned.told) == ([], ())

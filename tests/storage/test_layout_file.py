"""The layout profile: the decree's numbers as data, an office's own inside the decree's bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.errors import CchcError, FindingsError, WrongUseError
from cchc_tui.storage.layout_file import read_face_widths, read_layout
from cchc_tui.storage.shipped import templates_dir


def office(folder: Path, text: str) -> list[Path]:
    (folder / "layout").mkdir(parents=True)
    (folder / "layout" / "nd30-2020.toml").write_text(text, encoding="utf-8")
    return [folder, templates_dir()]


def test_every_value_has_its_clause() -> None:
    layout = read_layout("nd30-2020", [templates_dir()])
    every = [*layout.rules.values(), *layout.components.values()]
    assert all(item.clause.startswith(("Phụ lục", "Điều", "Thông lệ")) for item in every)


def test_the_profiles_are_thirteen_fourteen_fourteen_and_one_less() -> None:
    components = read_layout("nd30-2020", [templates_dir()]).components
    names = ("national_name", "motto", "place_date")
    assert [components[name].sizes[14] for name in names] == [13, 14, 14]
    assert [components[name].sizes[13] for name in names] == [12, 13, 13]


def test_an_office_sets_its_own_margins_and_space_for_the_signature(tmp_path: Path) -> None:
    layout = read_layout("nd30-2020", office(tmp_path, "[rules]\nmargin_top_mm = 25\nsignature_gap_mm = 30\n"))
    assert (layout.number("margin_top_mm"), layout.number("signature_gap_mm")) == (25, 30)
    assert layout.number("margin_bottom_mm") == 20


@pytest.mark.parametrize(
    ("text", "message", "clause"),
    [
        ("[rules]\nmargin_top_mm = 30\n", "margin_top_mm = 30 ngoài khoảng cho phép (20 đến 25)", "Mục I, khoản 3"),
        ("[rules]\nline_spacing = 1.6\n", "line_spacing = 1.6 ngoài khoảng cho phép (1 đến 1.5)", "điểm e"),
        ("[rules]\nfirst_line_indent_mm = 15\n", "(10 hoặc 12.7)", "điểm e"),
        ('[rules]\nfont = "Arial"\n', "font = Arial ngoài khoảng cho phép (“Times New Roman”)", "khoản 4"),
        ("[components.motto]\nsizes = { 14 = 15 }\n", "cỡ chữ 15 của “Tiêu ngữ” (bộ 14)", "khoản 1"),
        ("[rules]\nmargin_top_mm = true\n", "margin_top_mm = True ngoài khoảng cho phép", "khoản 3"),
        ('[rules]\nmargin_top_mm = "20"\n', "margin_top_mm = 20 ngoài khoảng cho phép", "khoản 3"),
    ],
)
def test_out_of_range_is_refused_with_the_clause(tmp_path: Path, text: str, message: str, clause: str) -> None:
    with pytest.raises(FindingsError) as caught:
        read_layout("nd30-2020", office(tmp_path, text))
    assert message in caught.value.message
    assert clause in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "[rules]\nle_tren = 20\n",
        "[components.motto]\nbold = false\n",
        "[components.la]\nstyle = 'x'\n",
        "rules = [\n",
        '[components.motto]\nstyle = "Một, hai"\n',
    ],
)
def test_what_an_office_cannot_change_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CchcError):
        read_layout("nd30-2020", office(tmp_path, text))


def test_a_layout_nobody_has_is_named_with_those_there_are() -> None:
    with pytest.raises(WrongUseError) as caught:
        read_layout("nd99-2030", [templates_dir()])
    assert "nd30-2020" in caught.value.hint


def test_a_successor_decree_is_a_new_file(tmp_path: Path) -> None:
    shipped = (templates_dir() / "layout" / "nd30-2020.toml").read_text(encoding="utf-8")
    (tmp_path / "layout").mkdir()
    new = shipped.replace('name = "nd30-2020"', 'name = "nd99-2030"').replace("max = 25", "max = 40", 1)
    (tmp_path / "layout" / "nd99-2030.toml").write_text(new.replace("value = 20\nmin = 20", "value = 40\nmin = 20", 1))
    assert read_layout("nd99-2030", [tmp_path, templates_dir()]).number("margin_top_mm") == 40


def test_the_width_of_quoc_hieu_is_that_of_times() -> None:
    widths = read_face_widths([templates_dir()])
    text = read_layout("nd30-2020", [templates_dir()]).text("national_name")
    assert round(widths.millimetres(text, "bold", 13), 1) == 95.7
    assert round(widths.millimetres(text, "bold", 12), 1) == 88.3

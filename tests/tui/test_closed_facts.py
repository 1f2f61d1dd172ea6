"""The screens ask before facts behind a closed report change; once a session."""

from __future__ import annotations

from tests.tui.conftest import Sitting

ASKED = "Báo cáo 2023-nam đã chốt số liệu"


def closed(sitting: Sitting) -> Sitting:
    """The sample with its report closed."""
    sitting.desk.office.closing.freeze("2023-nam")
    sitting.desk.records_changed()
    return sitting


def test_an_evaluation_is_asked_about_and_then_no_more(ha_ky: Sitting) -> None:
    assert ASKED in closed(ha_ky).press("3<Ctrl+E>").replace("\n", " ")
    ha_ky.press("<Esc>")
    assert not ha_ky.desk.office.reports.changed_since_freeze(ha_ky.desk.office.reports.find("2023-nam"))
    ha_ky.press("<Ctrl+E>g")
    assert ha_ky.desk.office.reports.changed_since_freeze(ha_ky.desk.office.reports.find("2023-nam"))
    assert ASKED not in ha_ky.press("<Ctrl+E>")


def test_a_document_and_a_deletion_are_asked_about(ha_ky: Sitting) -> None:
    assert ASKED in closed(ha_ky).press("1<Enter>x<F2>").replace("\n", " ")
    assert "Sửa" in ha_ky.press("<Esc>"), "what was typed is still there"
    ha_ky.press("<F3>b")
    assert ASKED in ha_ky.press("<F8>nhập trùng<Enter>").replace("\n", " ")


def test_a_count_is_kept_in_its_cell_until_it_is_meant(ha_ky: Sitting) -> None:
    closed(ha_ky).press("2<Right><Right>")
    assert ASKED in ha_ky.press("17<Enter>").replace("\n", " ")
    before = len(ha_ky.saved("media/**/*.toml"))
    ha_ky.press("g")
    assert len(ha_ky.saved("media/**/*.toml")) == before + 1

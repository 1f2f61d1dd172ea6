"""Whose paper: 290 symbols with their true level and direction, and what typed values and habits do to a guess."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cchc_tui.records.agency import AGENCIES, Level, code_key
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive
from cchc_tui.records.issuing import (
    IssuerGuess,
    SymbolHabits,
    habits_of,
    is_own_name,
    level_of_name,
    resolve_issuer,
    series_name,
)
from cchc_tui.records.office import Issuer, OfficeSettings, Predecessor, Series

WARD = OfficeSettings(
    short_name="UBND phường Bến Sậy",
    full_name="Ủy ban nhân dân phường Bến Sậy",
    province="tỉnh Nam Sơn",
    place="Bến Sậy",
    issuers=(Issuer(code="TTPVHCC", name="Trung tâm Phục vụ hành chính công phường Bến Sậy"),),
    predecessors=(Predecessor(name="UBND xã Sậy Hạ"),),
)
TOPS = {"KH": 40, "QĐ": 225, "TB": 270, "BC": 280, "GM": 12, "TTr": 42, "SY": 10}


def _own() -> Iterator[Directive]:
    """What the ward has issued from January to the middle of November 2026, evenly spread, every third number."""
    for code, top in TOPS.items():
        for number in range(1, top + 1, 3 if top > 20 else 1):
            day = date(2026, 1, 2) + timedelta(days=number * 315 // top)
            yield Directive(direction=OUTGOING, symbol=f"{number}/{code}-UBND", issued_on=day)
    for number in range(1, 301, 3):
        unit = "VP" if number % 2 else "VHXH"
        day = date(2026, 1, 2) + timedelta(days=number * 315 // 300)
        yield Directive(direction=OUTGOING, kind="cong-van", symbol=f"{number}/UBND-{unit}", issued_on=day)


HABITS = habits_of(_own(), WARD)


def guess(symbol: str, day: date = date(2026, 11, 16), habits: SymbolHabits = HABITS, **typed: str) -> IssuerGuess:
    """What the ward makes of a symbol."""
    return resolve_issuer(Directive(symbol=symbol, issued_on=day, **typed), WARD, habits)  # type: ignore[arg-type]


def _table() -> list[tuple[str, date, Level, str]]:
    with Path(__file__).with_name("symbol_issuers.tsv").open(encoding="utf-8") as file:
        return [
            (row["symbol"], date.fromisoformat(row["day"]), Level[row["level"].upper()], row["direction"])
            for row in csv.DictReader(file, delimiter="\t")
        ]


def test_of_290_symbols_98_in_100_are_right_and_none_is_wrong_without_a_question() -> None:
    table = _table()
    assert len(table) >= 290
    guesses = [(symbol, level, side, guess(symbol, day)) for symbol, day, level, side in table]
    wrong = [
        (s, g.level, g.direction, g.doubt) for s, level, side, g in guesses if (g.level, g.direction) != (level, side)
    ]
    assert [row for row in wrong if not row[3]] == []
    assert len(wrong) <= len(table) * 2 // 100, wrong
    asked = [symbol for symbol, _, _, g in guesses if g.doubt]
    assert len(asked) <= len(table) * 4 // 10, "a question at every paper is no question"


def test_no_two_agencies_have_one_code() -> None:
    keys = [code_key(agency.code) for agency in AGENCIES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("160/SNV-CCHC", "Sở Nội vụ · cấp tỉnh · văn bản đến"),
        ("20-NQ/ĐU", "Đảng ủy phường Bến Sậy · cấp xã · văn bản đến"),
        ("05-NQ/TU", "Tỉnh ủy Nam Sơn · cấp tỉnh · văn bản đến"),
        ("15-HD/BTGTU", "Ban Tuyên giáo Tỉnh ủy Nam Sơn · cấp tỉnh · văn bản đến"),
        ("225/QĐ-TTg", "Thủ tướng Chính phủ · trung ương · văn bản đến"),
        ("72/2025/QH15", "Quốc hội · trung ương · văn bản đến"),
        ("01/2011/TTLT-VPCP-BNV", "Văn phòng Chính phủ, Bộ Nội vụ · trung ương · văn bản đến"),
        ("41/KH-UBND", "UBND phường Bến Sậy · cấp xã · văn bản đi"),
        ("118/BC-TTPVHCC", "Trung tâm Phục vụ hành chính công phường Bến Sậy · cấp xã · văn bản đi"),
    ],
)
def test_what_stands_beside_a_symbol(symbol: str, said: str) -> None:
    assert guess(symbol).said == said


class TestTheHabitOfTheOffice:
    def test_a_new_office_is_asked_about_every_committee(self) -> None:
        for symbol in ("36/KH-UBND", "1420/UBND-NC", "3/QĐ-UBND"):
            assert guess(symbol, habits=SymbolHabits()).doubt

    def test_a_number_far_from_the_own_series_is_asked_and_rather_another_s(self) -> None:
        found = guess("155/KH-UBND")
        assert found.doubt
        assert (found.direction, found.issuer) == (INCOMING, "UBND tỉnh Nam Sơn")

    def test_a_number_that_fits_two_series_is_asked(self) -> None:
        other = Directive(
            direction=INCOMING, issuer="UBND tỉnh Nam Sơn", symbol="38/KH-UBND", issued_on=date(2026, 11, 10)
        )
        assert guess("41/KH-UBND", habits=habits_of([*_own(), other], WARD)).doubt

    def test_an_agency_seen_before_keeps_the_name_the_office_gave_it(self) -> None:
        before = Directive(
            direction=INCOMING, issuer="Hội Văn nghệ phường", symbol="6/GM-HVN", issued_on=date(2026, 3, 1)
        )
        found = guess("9/GM-HVN", habits=habits_of([before], WARD))
        assert (found.issuer, found.direction, found.doubt) == ("Hội Văn nghệ phường", INCOMING, "")

    def test_the_number_a_series_had_when_the_program_was_begun_makes_the_next_ones_sure(self) -> None:
        row = Series(name="Sổ kế hoạch", kinds=("ke-hoach",), last_number=35, last_year=2026)
        office = WARD.change(series=(row,))
        paper = Directive(symbol="36/KH-UBND", issued_on=date(2026, 11, 12))
        assert resolve_issuer(paper, office).said == "UBND phường Bến Sậy · cấp xã · văn bản đi"
        assert resolve_issuer(paper.change(symbol="155/KH-UBND"), office).doubt
        assert resolve_issuer(paper.change(issued_on=date(2027, 11, 12)), office).doubt

    def test_the_first_numbers_of_a_year_go_on_from_the_year_before(self) -> None:
        assert not guess("2/KH-UBND", date(2027, 1, 9)).doubt
        assert guess("80/KH-UBND", date(2027, 1, 9)).doubt

    def test_a_document_without_direction_teaches_nothing(self) -> None:
        habits = habits_of([Directive(symbol="1/KH-UBND", issued_on=date(2026, 1, 5))], WARD)
        assert not habits.own
        assert not habits.others


class TestWhatIsTyped:
    @pytest.mark.parametrize("name", ["UBND phường Bến Sậy", "ủy ban nhân dân phường Bến Sậy", "UBND xã Sậy Hạ"])
    def test_an_own_name_is_an_outgoing_paper(self, name: str) -> None:
        assert guess("155/KH-UBND", issuer=name).direction == OUTGOING
        assert not guess("155/KH-UBND", issuer=name).doubt

    def test_another_s_name_is_an_incoming_paper(self) -> None:
        found = guess("155/KH-UBND", issuer="UBND tỉnh Nam Sơn")
        assert (found.direction, found.level, found.doubt) == (INCOMING, Level.PROVINCE, "")

    def test_a_foreign_issuer_does_not_go_with_outgoing(self) -> None:
        assert "không phải của cơ quan mình" in guess("160/SNV-CCHC", issuer="Sở Nội vụ", direction=OUTGOING).doubt

    def test_the_own_name_does_not_go_with_incoming(self) -> None:
        assert "là của cơ quan mình" in guess("41/KH-UBND", issuer="UBND phường Bến Sậy", direction=INCOMING).doubt

    def test_a_code_of_another_agency_does_not_go_with_the_own_name(self) -> None:
        assert "Ký hiệu 160/SNV-CCHC là của Sở Nội vụ" in guess("160/SNV-CCHC", issuer="UBND phường Bến Sậy").doubt

    def test_no_agency_found_never_means_ours(self) -> None:
        assert "không phải văn bản đi" in guess("20-NQ/ĐU", direction=OUTGOING).doubt
        assert guess("01/PANM").issuer is None
        assert guess("01/PANM").doubt

    def test_a_person_who_says_outgoing_is_believed_where_the_code_is_shared(self) -> None:
        found = guess("155/KH-UBND", direction=OUTGOING)
        assert (found.issuer, found.doubt) == ("UBND phường Bến Sậy", "")

    def test_a_person_who_says_incoming_gets_only_an_issuer_that_is_sure(self) -> None:
        assert guess("155/KH-UBND", direction=INCOMING).issuer is None
        assert guess("160/SNV-CCHC", direction=INCOMING).issuer == "Sở Nội vụ"

    def test_a_law_needs_no_number_to_be_another_s(self) -> None:
        paper = Directive(kind="luat", subject="Cán bộ, công chức")
        assert resolve_issuer(paper, WARD).direction == INCOMING


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Bộ Nội vụ", Level.CENTRAL),
        ("Sở Nội vụ", Level.PROVINCE),
        ("UBND thành phố Hải Phòng", Level.PROVINCE),
        ("UBND huyện Tứ Kỳ", Level.DISTRICT),
        ("UBND xã Hà Kỳ", Level.COMMUNE),
        ("Trung tâm Phục vụ hành chính công phường Bến Sậy", Level.COMMUNE),
        ("Thường trực Tỉnh ủy", Level.PROVINCE),
        ("Công ty Điện lực", None),
    ],
)
def test_a_name_tells_its_level(name: str, level: Level | None) -> None:
    assert level_of_name(name) == level


def test_names_are_own_by_term_and_issuer() -> None:
    assert is_own_name("Trung tâm Phục vụ hành chính công phường Bến Sậy", WARD)
    assert is_own_name("UBND phường", WARD)
    assert not is_own_name("UBND xã", WARD)
    assert not is_own_name("", WARD)
    assert not is_own_name(None, OfficeSettings())


def test_a_declared_series_belongs_to_its_issuer() -> None:
    own = Series(name="Sổ báo cáo", kinds=("bao-cao",))
    centre = Series(name="Sổ báo cáo của Trung tâm", kinds=("bao-cao",), issuer="TTPVHCC")
    office = WARD.change(series=(centre, own))
    names = [
        series_name(office, "bao-cao", Directive(symbol=symbol).parsed) for symbol in ("5/BC-TTPVHCC", "5/BC-UBND")
    ]
    assert names == ["Sổ báo cáo của Trung tâm", "Sổ báo cáo"]

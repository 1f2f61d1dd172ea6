"""Numbers and symbols are recognised however offices write them, and nothing else is."""

import random
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.records.symbol import Symbol, find_symbols, parse_symbol

TABLE = Path(__file__).parents[1] / "cases" / "symbols.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[2:]]
CODES = {
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Chương trình": "CTr",
    "Chỉ thị": "CT",
    "Giấy mời": "GM",
    "Giấy phép": "GP",
    "Hướng dẫn": "HD",
    "Kế hoạch": "KH",
    "Kết luận": "KL",
    "Nghị quyết": "NQ",
    "Nghị định": "NĐ",
    "Phương án": "PA",
    "Quy chế": "QC",
    "Quy định": "QĐ",  # the Party writes QĐ for quy định too
    "Quyết định": "QĐ",
    "Sao y": "SY",
    "Thông báo": "TB",
    "Thông tư": "TT",
    "Thông tư liên tịch": "TTLT",
    "Tờ trình": "TTr",
    "Văn bản hợp nhất": "VBHN",
}


def parsed(text: str) -> Symbol:
    symbol = parse_symbol(text)
    assert symbol is not None, text
    return symbol


def key(text: str) -> str:
    return parsed(text).key


class TestParts:
    @pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
    def test_real_symbols_come_apart(self, row: list[str]) -> None:
        symbol = parsed(row[0])
        parts = (symbol.number, symbol.suffix, symbol.year, symbol.type_code, symbol.agency, symbol.unit)
        assert ["-" if part in (None, "") else str(part) for part in parts] == row[2:8]
        assert symbol.party == (row[8] == "party")
        assert symbol.text == row[0]

    @pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
    def test_the_code_is_that_of_the_kind(self, row: list[str]) -> None:
        symbol, kind = parsed(row[0]), row[1]
        if symbol.agency and symbol.agency.rstrip("0123456789") in ("QH", "UBTVQH"):
            assert symbol.type_code is None
        elif kind == "Công văn":
            assert symbol.type_code in (None, "CV")
        else:
            assert symbol.type_code == CODES[kind]

    @pytest.mark.parametrize(
        ("text", "number", "suffix", "year"),
        [
            ("30c/QĐ-UBND", 30, "c", None),
            ("30 C/QĐ-UBND", 30, "c", None),
            ("12bis/QĐ-UBND", 12, "bis", None),
            ("66.25/2026/NQ-CP", 66, ".25", 2026),
            ("1.234/QĐ-UBND", 1234, "", None),
            ("O5/2O25/TT-VPCP", 5, "", 2025),
            ("1O/KH-UBND", 10, "", None),
            ("1o5/KH-UBND", 105, "", None),
            ("99999/QĐ-UBND", 99999, "", None),
            ("12/98/QĐ-TTg", 12, "", 1998),
            ("/BC-UBND", None, "", None),
            ("Số:      /BC-UBND", None, "", None),
            ("…/BC-UBND", None, "", None),
            (".../BC-UBND", None, "", None),
            ("____/2023/NQ-HĐND", None, "", 2023),
            ("-NQ/ĐU", None, "", None),
            ("00/BC-UBND", None, "", None),
        ],
    )
    def test_numbers_are_read_as_meant(self, text: str, number: int | None, suffix: str, year: int | None) -> None:
        symbol = parsed(text)
        assert (symbol.number, symbol.suffix, symbol.year) == (number, suffix, year)

    @pytest.mark.parametrize(
        "text", ["72/2025/QH15", "351/2017/UBTVQH14", "26/2025/TT-BYT", "46/2019/QĐ-UBND", "8497/CAT-PV01"]
    )
    def test_small_letters_are_the_same_symbol(self, text: str) -> None:
        assert key(text.lower()) == key(text)

    @pytest.mark.parametrize(
        "text", ["5/2025/kh-ngay", "5/2025/tt-nhanh-gọn", "12/2023/bài-viết", "5/ngay-cat", "5/cat"]
    )
    def test_small_words_are_none(self, text: str) -> None:
        assert parse_symbol(text) is None
        assert find_symbols(f"Đạt {text} trong kỳ") == []

    @pytest.mark.parametrize(
        ("text", "type_code", "agency", "unit"),
        [
            ("12/QCh-UBND", "QCh", "UBND", None),
            ("12/qyđ-ubnd", "QyĐ", "ubnd", None),
            ("12/QD-UBND", "QĐ", "UBND", None),
            ("12/QDUBND-VP", "QĐ", "UBND", "VP"),
            ("12/QĐ-UBND-VP-TH", "QĐ", "UBND", "VP-TH"),
            ("123/TTCP-VP", None, "TTCP", "VP"),
            ("12/TTHĐND-VP", None, "TTHĐND", "VP"),
            ("123/BCA", None, "BCA", None),
            ("36/CP", None, "CP", None),
            ("15/UBND-CCHC & PC", None, "UBND", "CCHC&PC"),
            ("15/2023/L-CTN", "L", "CTN", None),
            ("12/TT-HĐND", "TT", "HĐND", None),
        ],
    )
    def test_codes_offices_and_units_are_told_apart(
        self, text: str, type_code: str | None, agency: str, unit: str | None
    ) -> None:
        symbol = parsed(text)
        assert (symbol.type_code, symbol.agency, symbol.unit) == (type_code, agency, unit)


class TestLookAlikes:
    @pytest.mark.parametrize(
        "text",
        """
        |01/01/2023|15/9|24/7|24/24h|TCVN 4319:2012|ISO 9001:2015|1/2|9/10|10/10 điểm|7/2023|Quý I/2023|12-15
        |https://hanam.gov.vn/17/CV-UBND|0229.3840.123|02293 840-123|(024) 3826-5566|tr. 5-10|5/ngày|10/thang|5/ct
        |100/KG|50/HA|5/km2|80km/h|5/VND|1/A4|A4/B5|2-3/ABC|3 - 5/CB|15-9/2023|15/9/KH-UBND|15/23/KH-UBND|17|17/|UBND
        |QĐ-UBND|CV-UBND|12/1890/NQ-HĐND|và/hoặc|HĐND/UBND|/home/user|/BC|12/da-hoan-thanh|10/khoang|COVID-19
        |5/UBND xã Hà Kỳ|17/CV-UBND về việc họp|Công văn số 17/CV-UBND|3/4 QĐ|1234567/QĐ-UBND|٣/KH-UBND
        """.replace("\n", "").split("|"),
    )
    def test_what_only_looks_like_a_symbol_is_none(self, text: str) -> None:
        assert parse_symbol(text.strip()) is None

    def test_long_texts_are_refused_at_once(self) -> None:
        assert parse_symbol("1/" * 100_000 + "KH-UBND") is None

    @given(st.text(alphabet="0123456789O/.-– aAbBKHUĐNDQđƯ&…Số:\u00a0\u0323", max_size=30))
    def test_anything_typed_is_a_symbol_or_none_and_keeps_its_key_when_cleaned(self, text: str) -> None:
        symbol = parse_symbol(text)
        if symbol is not None:
            assert key(symbol.text) == symbol.key


class TestKey:
    @pytest.mark.parametrize(
        "spellings",
        [
            "17/CV-UBND|017/CV–UBND|17 /CV - UBND|Số 17/CV-UBND|SỐ:17/CV-UBND.|so 17/cv-ubnd|17/CVUBND|17/CV UBND"
            "|17/Cv-Ubnd|17/CV.UBND|00017/CV—UBND|17\u00a0/\u202fCV-UBND|17∕CV‑UBND|17-CV/UBND|(17/CV-UBND)|17/CV-\nUBND",
            "59/QĐ-UBND|59/QÐ-UBND|59/QD-UBND|59/QĐUBND|59/qđ-ubnd|59/QĐ-UBNÐ",
            "24-NQ/TW|24-NQ/TƯ|24 – NQ/TW",
            "142/UBND-NV|142 /UBND- NV|142/ubnd-nv",
            "5/2025/TT-VPCP|05/2025/TT-VPCP|005/2025/TT-VPCP|O5/2O25/TT-VPCP",
            "09/2019/NĐ-CP|9/2019/NĐCP",
            "/BC-UBND|Số:      /BC-UBND|…/BC-UBND|.…./BC-UBND|00/BC-UBND",
            "2180/SGD&ĐT-KTKĐCLGD|2180/SGD & ĐT - KTKĐCLGD",
        ],
    )
    def test_one_document_has_one_key(self, spellings: str) -> None:
        forms = spellings.split("|")
        forms += [unicodedata.normalize("NFD", form) for form in forms]
        assert len({key(form) for form in forms}) == 1, {form: key(form) for form in forms}

    def test_other_documents_have_other_keys(self) -> None:
        documents = [
            "17/CV-UBND",
            "17a/CV-UBND",
            "17/UBND-VP",
            "71/CV-UBND",
            "12/HD-UBND",
            "12/HĐ-UBND",  # hướng dẫn, hợp đồng
            "6625/NQ-CP",
            "66.25/2026/NQ-CP",
            "12025/QĐ-UBND",
            "1/2025/QĐ-UBND",
            "25/QĐ-TTg",
            "25/2021/QĐ-TTg",
            "24-NQ/TU",
            "24-NQ/TW",
        ]
        assert len({key(text) for text in documents}) == len(documents)

    def test_only_symbols_that_differ_by_a_lost_hyphen_share_a_key_in_the_table(self) -> None:
        keys = {row[0]: key(row[0]) for row in ROWS}
        assert keys.pop("09/2019/NĐCP") == keys["09/2019/NĐ-CP"]
        assert len(set(keys.values())) == len(keys)


class TestOrderAndSeries:
    def test_numbers_sort_as_integers_and_the_unnumbered_last(self) -> None:
        in_order = ["17/CV-UBND", "66.3/2026/NQ-CP", "66.25/2026/NQ-CP", "91/CV-UBND", "142/UBND-NV"]
        in_order += ["274/TB-UBND", "274a/TB-UBND", "1000/KH-UBND", "/BC-UBND"]
        shuffled = random.Random(5).sample(in_order, len(in_order))
        assert sorted(shuffled, key=lambda text: parsed(text).sort_key) == in_order

    def test_official_letters_share_a_series_with_or_without_the_forbidden_code(self) -> None:
        assert {parsed(text).series for text in ("17/CV-UBND", "142/UBND-NV", "325/UBND-VP")} == {"ubnd"}

    def test_named_kinds_and_legal_documents_have_series_of_their_own(self) -> None:
        texts = ["59/KH-UBND", "59/QĐ-UBND", "59/2023/QĐ-UBND", "59/UBND-VP", "59/QĐ-HĐND"]
        assert len({parsed(text).series for text in texts}) == len(texts)


class TestProse:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Thực hiện Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã", "59/KH-UBND"),
            ("công văn số 142/UBND-NV ngày 15/6/2023, công văn số 184/UBND-NV", "142/UBND-NV|184/UBND-NV"),
            ("Nghị định số 30/2020/NĐ-CP; Luật số 72/2025/QH15", "30/2020/NĐ-CP|72/2025/QH15"),
            ("ban hành công văn số 17/CV-\nUBND về việc", "17/CV-\nUBND"),
            ("công văn số 17/CV-UBND - UBND xã đã ban hành", "17/CV-UBND"),
            ("công văn số 17/CV - UBND về việc họp", "17/CV - UBND"),
            ("công văn số 17 /CV-UBND, 91/CV–UBND; (142/UBND-NV).", "17 /CV-UBND|91/CV–UBND|142/UBND-NV"),
            ("công văn số 142/UBND-NV - Về việc chấn chỉnh", "142/UBND-NV"),
            ("Công văn số 142/UBND- NV ngày 15/6", "142/UBND- NV"),
            ("Căn cứ Công văn số 91/CV-UBND\nUBND xã báo cáo", "91/CV-UBND"),
            ("Công văn số 4494/SGDĐT ngày 12/9/2023", "4494/SGDĐT"),
            ("văn bản số 12/UBND\n- Lưu: VT", "12/UBND"),
            ("(Kèm theo báo cáo số       /BC-UBND ngày     /12/2023)", "/BC-UBND"),
            ("Số: …/BC-UBND  Hà Kỳ, ngày … tháng 12", "…/BC-UBND"),
            ("Thông tư liên tịch số 01/2011/TTLT-VPCP-BNV ngày", "01/2011/TTLT-VPCP-BNV"),
            ("số 5104/BTTTT-PTTH&TTĐT, số 8497/CAT-PV01", "5104/BTTTT-PTTH&TTĐT|8497/CAT-PV01"),
            ("Nghị quyết số 66.25/2026/NQ-CP của Chính phủ", "66.25/2026/NQ-CP"),
            ("Kết luận số 134 - KL/TW và Chương trình 02-CTr/ĐU", "134 - KL/TW|02-CTr/ĐU"),
            ("quyết định số 480/QĐ-VPĐK-HC. Công văn 17/CV-UBND.Ngày 5", "480/QĐ-VPĐK-HC|17/CV-UBND"),
            ("số 17/cv-ubnd; QĐ số 59/QÐ-UBND; 046/2019/QĐUBND", "17/cv-ubnd|59/QÐ-UBND|046/2019/QĐUBND"),
            ("Thông báo 274a/TB-UBND, Công văn 1509/CN23-HCTH", "274a/TB-UBND|1509/CN23-HCTH"),
            ("Quyết định 468/QĐ-TTg/2021 và Số:17/CV-UBND", "468/QĐ-TTg|17/CV-UBND"),
            ("giai đoạn 2021-2025/CCHC, nhiệm kỳ 2020 - 2025, 01-QC/ĐU", "01-QC/ĐU"),
        ],
    )
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_symbols_are_found_where_they_stand(self, text: str, found: str, form: Literal["NFC", "NFD"]) -> None:
        text = unicodedata.normalize(form, text)
        places = find_symbols(text)
        assert "|".join(text[start:end] for start, end, _ in places) == unicodedata.normalize(form, found)
        assert all(symbol == parse_symbol(text[start:end]) for start, end, symbol in places)

    @pytest.mark.parametrize(
        "text",
        [
            "đạt 15/UBND cấp xã, 24/7, 9/10 điểm, tỷ lệ 10/12 TTHC, ngày 01/01/2023, HĐND/UBND, và/hoặc",
            "theo TCVN 4319:2012, điện thoại 0229.3840.123, trang 5-10, http://x.gov.vn/17/CV-UBND.pdf",
            "họp 3 - 5 lần/tháng, 12 tháng/năm, 5km/h, 100 bài/quý, khoản 1/Điều 5, COVID-19/SARS-CoV-2",
            "tỷ lệ đúng hạn 1.234/1.240 hồ sơ (99,5%); tổng số 24 bài, số lượt 90",
            "",
        ],
    )
    def test_slashes_of_prose_are_left_alone(self, text: str) -> None:
        assert find_symbols(text) == []

    @pytest.mark.parametrize("run", ["1/", "1-A", "số ", "A-B/", "1/A-A", " ", ".", "9", "O", "1/KH-UBND - "])
    def test_long_runs_do_not_stall_the_search(self, run: str) -> None:
        find_symbols("số" + run * 20_000)

    def test_places_are_in_order_and_do_not_overlap(self) -> None:
        text = "Số:   /BC-UBND. " + " và số ".join(row[0] for row in ROWS)
        places = find_symbols(text)
        assert len(places) == len(ROWS) + 1
        assert all(left[1] <= right[0] for left, right in pairwise(places))


@pytest.mark.parametrize("symbol", ["12/QĐ/UBND-VP", "17/QĐ/HĐND-TT"])
def test_a_second_slash_after_the_kind_does_not_end_a_symbol_in_prose(symbol: str) -> None:
    ((start, end, found),) = find_symbols(f"theo văn bản {symbol} của xã")
    assert (start, end, found.text) == (13, 13 + len(symbol), symbol)

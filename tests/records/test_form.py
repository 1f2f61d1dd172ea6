"""Forms of figures: exact sums, rates from sums, balances; 1 000 random tables against exact arithmetic."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from cchc_tui.records.figure_book import FigureBook, a_year_before, number_text
from cchc_tui.records.figures import FigureRow, read_cell, write_cell
from cchc_tui.records.form import (
    ColumnKind,
    FormColumn,
    FormRow,
    StatisticalForm,
    Target,
    added_up,
    filled,
    parse_balance,
    parse_formula,
    total,
)
from cchc_tui.records.period import parse_period

FORM = StatisticalForm(
    code="bieu",
    title="BIỂU",
    unit="hồ sơ",
    row_head="Lĩnh vực",
    columns=(
        FormColumn("tong", ("Nhận", "Tổng"), ColumnKind.FLOW, formula=parse_formula("moi + cu")),
        FormColumn("moi", ("Nhận", "Mới"), ColumnKind.FLOW),
        FormColumn("cu", ("Nhận", "Cũ"), ColumnKind.STOCK),
        FormColumn("dung", ("Xong", "Đúng hạn"), ColumnKind.FLOW),
        FormColumn("tre", ("Xong", "Trễ"), ColumnKind.FLOW),
        FormColumn("con", ("Còn",), ColumnKind.STOCK),
        FormColumn("ty-le", ("Tỷ lệ",), ColumnKind.RATIO, places=2, formula=parse_formula("dung / dung + tre")),
    ),
    total="Tổng số",
    balances=(parse_balance("tong = dung + tre + con", before=False), parse_balance("cu = con", before=True)),
    targets=(Target("ty-le", 2026, Decimal(98), None),),
)


def row(code: str, period: str, **cells: object) -> FigureRow:
    return FigureRow(
        id=f"{code}{period}",
        form="bieu",
        period=period,
        row=code,
        label=code,
        extra={k.replace("_", "-"): v for k, v in cells.items()},
    )


def book(*rows: FigureRow) -> FigureBook:
    return FigureBook(rows, lambda code: FORM)


def period(text: str):  # type: ignore[no-untyped-def]
    found = parse_period(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kept", "value"),
    [(12, Decimal(12)), ("97.28", Decimal("97.28")), ("0.10", Decimal("0.10")), ("đang làm", "đang làm"), (True, None)],
)
def test_a_cell_is_exact_and_comes_back_as_it_was_kept(kept: object, value: object) -> None:
    assert read_cell(kept) == value
    if value is not None:
        assert write_cell(value) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "a +", "a b", "+", "a / ", "a = b", "A"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"không đọc được|trống"):
        parse_formula(text)


def test_a_missing_part_makes_no_sum_and_nothing_to_divide_by_no_rate() -> None:
    cells = filled(FORM, {"moi": Decimal(3), "dung": Decimal(0), "tre": Decimal(0)})
    assert (cells["tong"], cells["ty-le"]) == (None, None)
    assert filled(FORM, {"moi": Decimal(3), "cu": Decimal(0)})["tong"] == Decimal(3)


def test_a_rate_of_a_total_is_worked_out_from_the_sums_and_never_the_mean_of_rates() -> None:
    rows = [
        filled(FORM, {"moi": Decimal(1), "cu": Decimal(0), "con": Decimal(0), "dung": Decimal(1), "tre": Decimal(0)}),
        filled(FORM, {"moi": Decimal(3), "cu": Decimal(0), "con": Decimal(0), "dung": Decimal(0), "tre": Decimal(3)}),
    ]
    assert [cells["ty-le"] for cells in rows] == [Decimal("100.00"), Decimal("0.00")]
    assert total(FORM, rows)["ty-le"] == Decimal("25.00")


def test_periods_add_flows_and_take_the_last_stock() -> None:
    quarters = [
        filled(FORM, {"moi": Decimal(10), "cu": Decimal(2), "dung": Decimal(8), "tre": Decimal(1), "con": Decimal(3)}),
        filled(FORM, {"moi": Decimal(20), "cu": Decimal(3), "dung": Decimal(20), "tre": Decimal(1), "con": Decimal(2)}),
    ]
    whole = added_up(FORM, quarters)
    assert (whole["moi"], whole["dung"], whole["con"], whole["ty-le"]) == (30, 28, 2, Decimal("93.33"))


def test_the_year_so_far_by_hand() -> None:
    kept = book(
        row("a", "2026-quy-1", moi=10, cu=0, dung=9, tre=0, con=1),
        row("a", "2026-quy-2", moi=5, cu=1, dung=4, tre=1, con=1),
        row("b", "2026-quy-1", moi=1, cu=0, dung=1, tre=0, con=0),
        row("b", "2026-quy-2", moi=2, cu=0, dung=2, tre=0, con=0),
    )
    half = kept.table("bieu", period("6 tháng 2026"))
    assert (half.cells("a")["moi"], half.cells("b")["moi"], half.whole["moi"]) == (15, 3, 18)
    assert half.whole["ty-le"] == Decimal("94.12")
    nine = kept.table("bieu", period("9 tháng 2026"))
    assert nine.whole == dict.fromkeys(nine.whole), "the third quarter is missing: nothing is taken as 0"


def test_last_years_period() -> None:
    kept = book(row("a", "2025-quy-3", moi=7, cu=0), row("a", "2026-quy-3", moi=9, cu=0))
    assert kept.same_period_last_year("bieu", period("quý 3/2026")).whole["moi"] == 7
    assert a_year_before(period("29/02/2024 - 31/3/2024")).code == "2023-02-28..2023-03-31"


def test_what_is_wrong_with_a_form_is_said_with_both_sides() -> None:
    kept = book(
        row("a", "2026-quy-2", moi=5, cu=0, dung=4, tre=0, con=1),
        row("a", "2026-quy-3", moi=10, cu=2, dung=9, tre=1, con=1),
        row("b", "2026-quy-3", moi=1),
    )
    faults = kept.faults("bieu", period("quý 3/2026"))
    assert [(fault.code, fault.row, fault.column) for fault in faults] == [
        ("figure-balance", "a", "tong"),
        ("figure-carried", "a", "cu"),
        ("figure-missing", "b", "cu"),
        ("figure-missing", "b", "dung"),
        ("figure-missing", "b", "tre"),
        ("figure-missing", "b", "con"),
    ]
    assert faults[0].message == "a: Nhận › Tổng là 12, mà Xong › Đúng hạn + Xong › Trễ + Còn là 11."
    assert faults[1].message == "a: Nhận › Cũ là 2, mà Còn của kỳ trước là 1."


def test_a_target_that_is_missed_is_said_with_both_values() -> None:
    kept = book(row("a", "2026-quy-3", moi=10, cu=0, dung=9, tre=1, con=0))
    (fault,) = kept.faults("bieu", period("quý 3/2026"))
    assert fault.message == "Tỷ lệ: 90,00, chưa đạt mức ≥ 98 của năm 2026."
    assert kept.faults("bieu", period("quý 3/2025")) == []


def test_fixed_rows_stand_in_their_order_filled_or_not() -> None:
    fixed = StatisticalForm(
        **{name: getattr(FORM, name) for name in FORM.__slots__} | {"rows": (FormRow("b", "Bê"), FormRow("a", "A"))}
    )
    table = FigureBook([row("a", "2026-quy-3", moi=1, cu=0)], lambda _: fixed).table("bieu", period("quý 3/2026"))
    assert [(line.label, line.cells["moi"]) for line in table.lines] == [("Bê", None), ("A", 1)]


@pytest.mark.parametrize(
    ("value", "text"), [("1234567", "1.234.567"), ("97.28", "97,28"), ("0.50", "0,50"), ("1234.5", "1.234,5")]
)
def test_numbers_as_printed(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def test_a_thousand_random_tables_equal_exact_arithmetic() -> None:
    chance = random.Random(17)
    for _ in range(1000):
        rows = [
            {
                key: Decimal(chance.randrange(10 ** chance.randrange(1, 9)))
                for key in ("moi", "cu", "dung", "tre", "con")
            }
            for _ in range(chance.randrange(1, 31))
        ]
        whole = total(FORM, [filled(FORM, cells) for cells in rows])
        for key in ("moi", "cu", "dung", "tre", "con"):
            assert whole[key] == sum(int(cells[key]) for cells in rows)
        top, below = (sum(int(cells[key]) for cells in rows) for key in ("dung", "tre"))
        exact = Fraction(100 * top, top + below) if top + below else None
        assert whole["ty-le"] == (None if exact is None else _rounded(exact))


def _rounded(exact: Fraction) -> Decimal:
    """Half up to two places, by whole numbers only."""
    hundredths = (exact * 200 + 1) // 2
    return (Decimal(int(hundredths)) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

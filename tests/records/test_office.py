"""The office: its lists of words and its regimes, all of them data."""

from __future__ import annotations

from cchc_tui.records.fields import Choice, from_plain, to_plain
from cchc_tui.records.office import Channel, Evaluation, Measure, OfficeSettings, RegimeTable, WindowTable, regimes_of
from cchc_tui.records.period import GENERAL_REGIME

OFFICE = OfficeSettings(
    regime="cchc",
    channels=(Channel(code="dai", label="Đài truyền thanh"),),
    measures=(Measure(channel="dai", code="bai", label="bài", unit="bài"),),
    evaluations=(Evaluation(code="met", label="Đạt", met=True),),
    regimes=(
        RegimeTable(code="chung", name="Chung", closing_day=14),
        RegimeTable(
            code="cchc", name="CCHC", closing_day=14, periods=("quy-1", "nam"), cumulative=("nam",), due_day=20
        ),
    ),
    windows=(
        WindowTable(regime="cchc", period="2023-nam", window="2023-01-01..2023-12-20"),
        WindowTable(regime="cchc", period="2024-nam", window="năm 2024"),
        WindowTable(regime="cchc", period="bao giờ", window="2023-01-01..2023-12-20"),
    ),
)


class TestRegimes:
    def test_the_named_one_else_the_usual_one_else_the_general_one(self) -> None:
        assert OFFICE.regime_of("chung").name == "Chung"
        assert OFFICE.regime_of(None).name == "CCHC"
        assert OfficeSettings().regime_of(None) == GENERAL_REGIME
        assert OFFICE.regime_of("khong-co") == GENERAL_REGIME

    def test_a_window_of_the_offices_own_is_of_one_regime(self) -> None:
        assert [code for code, _ in OFFICE.regime_of("cchc").overrides] == ["2023-nam"], "only days can be a window"
        assert OFFICE.regime_of("chung").overrides == ()

    def test_what_the_table_leaves_out_is_as_the_decree_has_it(self) -> None:
        assert OFFICE.regime_of("chung").cumulative == ("6-thang", "9-thang", "nam")

    def test_choices(self) -> None:
        assert regimes_of(OFFICE) == (Choice("chung", "Chung"), Choice("cchc", "CCHC"))
        assert regimes_of(OfficeSettings()) == (Choice("chung", GENERAL_REGIME.name),)


class TestWords:
    def test_known_codes_have_their_labels_and_unknown_ones_themselves(self) -> None:
        assert (OFFICE.channel_label("dai"), OFFICE.channel_label("zalo"), OFFICE.channel_label(None)) == (
            "Đài truyền thanh",
            "zalo",
            "",
        )
        assert (OFFICE.evaluation_label("met"), OFFICE.evaluation_label(None)) == ("Đạt", "")

    def test_a_measure_belongs_to_its_channel(self) -> None:
        measure = OFFICE.measure_of("dai", "bai")
        assert measure is not None
        assert measure.unit == "bài"
        assert OFFICE.measure_of("web", "bai") is None


def test_an_empty_list_of_cumulative_periods_is_not_the_usual_one() -> None:
    usual = RegimeTable(code="a", name="A", closing_day=14)
    none = RegimeTable(code="b", name="B", closing_day=14, cumulative=())
    office = OfficeSettings(regimes=(usual, none))
    assert office.regime_of("a").cumulative == GENERAL_REGIME.cumulative
    assert office.regime_of("b").cumulative == ()
    read, faults = from_plain(OfficeSettings, to_plain(office))
    assert (read, faults) == (office, [])
    assert [row.get("cumulative") for row in to_plain(office)["regimes"]] == [None, []]

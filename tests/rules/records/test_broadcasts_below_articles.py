"""Each piece is aired at least once."""

from __future__ import annotations

from cchc_tui.rules.records.broadcasts_below_articles import RULE
from tests.rules.builders import count, found_on


def test_fewer_broadcasts_than_pieces_are_found() -> None:
    (finding,) = found_on(RULE, media=[count("bai", "2023-06", 24), count("luot-phat", "2023-06", 20)])
    assert finding.message == "Truyền thanh xã, tháng 6 năm 2023: phát sóng 20 lượt, ít hơn 24 bài đã xây dựng."


def test_more_broadcasts_unsure_ones_and_other_channels_are_lawful() -> None:
    assert found_on(RULE, media=[count("bai", "2023-nam", 24), count("luot-phat", "2023-nam", 90, "over")]) == []
    assert found_on(RULE, media=[count("bai", "2023-06", 24), count("luot-phat", "2023-06", 20, "over")]) == []
    assert found_on(RULE, media=[count("tin-bai", "2023-06", 55, channel="trang-tin")]) == []

"""Near subjects are found, lawful neighbours are not, however many records there are."""

import random

import pytest

from cchc_tui.language.similarity import are_near, near_pairs

LETTER = "chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã"
MAY = "chấn chỉnh thực hiện nhiệm vụ Cải cách hành chính tháng 5/2023"
JULY = "chấn chỉnh thực hiện nhiệm vụ Cải cách hành chính tháng 7/2023"


@pytest.mark.parametrize(
    "other",
    [
        LETTER,
        "Chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã.",
        "V/v chấn chỉnh công tác tiếp nhận và giải quyết TTHC tại UBND xã Hà Kỳ",
        "chan chinh cong tac tiep nhan giai quyet TTHC tai UBND xa",
        "chấn chỉnh công tác tiếp nhận, giải quyết THHC tại UBND xã",
    ],
)
def test_one_subject_typed_in_two_ways_is_near(other: str) -> None:
    assert are_near(LETTER, other)
    assert are_near(other, LETTER)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (MAY, JULY),
        ("Báo cáo kết quả thực hiện nhiệm vụ quý I", "Báo cáo kết quả thực hiện nhiệm vụ quý II"),
        ("Kế hoạch cải cách hành chính năm 2023", "Kế hoạch tuyên truyền cải cách hành chính năm 2023"),
        (
            "về việc công nhận danh hiệu thôn văn hóa và khen thưởng thôn Đông trong phong trào toàn dân đoàn kết",
            "về việc công nhận danh hiệu thôn văn hóa và khen thưởng thôn Đoài trong phong trào toàn dân đoàn kết",
        ),
        ("", ""),
        ("về việc", "về việc"),
        (LETTER, "triển khai thanh toán trực tuyến phí, lệ phí trong giải quyết TTHC"),
    ],
)
def test_lawful_neighbours_are_not_near(left: str, right: str) -> None:
    assert not are_near(left, right)


def test_leading_zeros_of_numbers_do_not_count() -> None:
    assert are_near(MAY, MAY.replace("5/2023", "05/2023"))


def test_pairs_are_given_by_place() -> None:
    subjects = [MAY, LETTER, JULY, "V/v " + LETTER, MAY.upper(), "", LETTER + "."]
    assert near_pairs(subjects) == [(0, 4), (1, 3), (1, 6), (3, 6)]


def test_no_near_pair_is_missed_by_looking_at_rare_words_only() -> None:
    chance = random.Random(11)
    words = [f"từ{chr(97 + n)}" for n in range(24)]
    subjects = [" ".join(chance.choices(words, k=chance.randint(8, 14))) for _ in range(60)]
    subjects += [" ".join(chance.sample(subject.split(), len(subject.split()) - 1)) for subject in subjects]
    every = [
        (left, right)
        for right in range(len(subjects))
        for left in range(right)
        if are_near(subjects[left], subjects[right])
    ]
    assert len(every) >= 50
    assert near_pairs(subjects) == sorted(every)


def test_ten_thousand_equal_subjects_are_compared_a_bounded_number_of_times() -> None:
    pairs = near_pairs([LETTER] * 10_000)
    assert len(pairs) <= 10_000 * 50
    assert {right for _, right in pairs} == set(range(1, 10_000))

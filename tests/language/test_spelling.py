"""The seed's five slips are found with a suggestion, and good prose is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.spelling import near_misses, odd_abbreviations, read_word_list
from cchc_tui.language.syllable import is_syllable

WORD_LIST = Path(__file__).parents[2] / "templates" / "wording" / "tu-ghep.txt"
WORDS = read_word_list(WORD_LIST.read_text(encoding="utf-8"))

# The report of xã Hà Kỳ, 2023, as it was: its slips are what these rules are for.
SEED = """
Kết quả công tác tuyền truyền Cải cách hành chính năm 2023
Bên cạnh đó, UBND xã thường xuyên ban hành các văn bản chấn chỉnh, biểu dương công tác tiếp nhận, giải quyết thủ tục
hành chính, cụ thể: chấn chỉnh công tác tiếp nhận, giải quyết TTHC tại UBND xã; triển khai thanh toán trực tuyến phí, lệ
phí trong giải quyết TTHC; tăng cường chỉ đạo thực hiện một số nhiệm vụ về cải cách hành chính và hoạt động công vụ.
Tuyên truyền các quy định về quyền, nghĩa vụ, trách nhiệm đạo đức của cán bộ, công chức trong thực thi công vụ, nhất là
liên quan đến người dân, các quy tắc ứng xử, văn hóa giao tiếp, tác phong thái độ phục vụ nhân dân.
Cập nhật thường xuyên, kịp thời các văn bản quy phạm pháp luật chuyên ngành mới và TTHC lên trang thông tin điện tử.
Tuyên truyền trên Trang thông tin điện tử của xã: Tạo liên kết đến cơ sở dữ liệu trang thủ tục hành chính của tỉnh,
công khai các thủ tục hành chính; xây dựng chuyên mục về tuyên truyền phố biến giáo dục pháp luật. Hướng dẫn TTHC.
Công khai đầy đủ, rõ ràng, đúng quy định các TTHC trên cổng thông tin điện tử, bảng công khai thủ tục hành chính tại
UBND xã tạo điều kiện thuận lợi cho tổ chức, các nhân tra cứu và tìm hiểu thông tin.
Tuy nhiên số lượng tin bài tuyên truyền về CCHC chưa nhiều, chất lượng một số tin bài chưa cao, mới chỉ dừng lại ở việc
đưa tin thông báo các sự kiện diễn ra trên địa bàn xã liên quan đến CCHC. Đề nghị các cơ quan cấp trên thường xuyên mở
các lớp tập huấn, bồi dưỡng về kỹ năng thực hiện công tác tuyên truyền CCHC cho đội ngũ CBCC phụ trách CCHC.
Trên đây là báo cáo Kết quả công tác tuyền truyền Cải cách hành chính, kiểm soát thủ tục hành chính của xã Hà Kỳ.
TT Đảng ủy, HĐND xã; Lãnh đạo UBND xã; MTTQ, trưởng đoàn thể. TM. ỦY BAN NHÂN DÂN
Duy trì thực hiện chuyên trang trên cổng thông tin điện tử huyện, đăng tải các TTHC thuộc thẩm quyền giải quyết.
Đăng tải công khai danh mục THHC thuộc thẩm quyền giải quyết UBND xã lên trang thông tin điện tử của xã
"""


def misses(text: str) -> list[tuple[str, str]]:
    return [(slip.word, slip.suggestion) for slip in near_misses(text, WORDS.compounds)]


def test_the_seeds_four_compounds_are_found_and_nothing_else() -> None:
    assert misses(SEED) == [
        ("tuyền truyền", "tuyên truyền"),
        ("phố biến", "phổ biến"),
        ("các nhân", "cá nhân"),
        ("tuyền truyền", "tuyên truyền"),
    ]


def test_the_seeds_abbreviation_is_found_and_nothing_else() -> None:
    slips = odd_abbreviations(SEED, WORDS.abbreviations)
    assert [(slip.word, slip.suggestion) for slip in slips] == [("THHC", "TTHC")]


def test_a_slip_says_where_it_is() -> None:
    slip = near_misses("về việc  phố\nbiến pháp luật", WORDS.compounds)[0]
    assert "về việc  phố\nbiến pháp luật"[slip.start : slip.end] == "phố\nbiến"
    assert slip.word == "phố biến"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thủ tụt", "Thủ tục"),
        ("TUYÊN TRUYỀNG", "TUYÊN TRUYỀN"),
        ("triễn khai", "triển khai"),
        ("kế hoach", "kế hoạch"),
        ("xử dụng", "sử dụng"),
        ("bổ xung", "bổ sung"),
        ("cái cách", "cải cách"),
        ("Cải cácch", "Cải cách"),
        ("hành chinh", "hành chính"),
        ("nhânn dân", "nhân dân"),
        ("trácnh nhiệm", "trách nhiệm"),
    ],
)
def test_usual_slips_are_found(typed: str, meant: str) -> None:
    assert misses(f"nói {typed} nói") == [(typed, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "các nhân viên, các nhân tố mới, để nghị quyết được thực hiện",
        "phố, biến; tuyền\n\ntruyền",
        "văn hoá, văn hóa, kĩ năng, kỹ năng, uỷ ban, Ủy Ban, lí lịch, sĩ số",
        "có thể hiện nay công cụ và công vụ, công nhân và công nhận, cộng tác với công tác",
        "việc là quan trọng; cho bộ phận; đã tạo; của thể loại",
        "hằng năm, hàng năm; người dân, nông dân, công dân, nhân dân",
        "",
    ],
)
def test_good_prose_is_left_alone(text: str) -> None:
    assert misses(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "THHC. TTHC. TTHC.",  # not often enough to know which is right
        "TTHC TTHC TTHC TTHC số 12/QĐ-THHC và 13/THHC-VP",
        "SGD BGD BGD BGD BGD",  # short names differ by a letter and are all right
        "CHUNG CHUNH CHUNG CHUNG CHUNG CHUNG",
        "TTHC TTHC TTHC TTHC TTHC TTHC TTHCC",
        "THHC THHC TTHC TTHC TTHC TTHC TTHC",
    ],
)
def test_rightful_abbreviations_are_left_alone(text: str) -> None:
    assert odd_abbreviations(text, WORDS.abbreviations) == []


def test_the_list_is_made_of_right_syllables() -> None:
    assert len(WORDS.compounds) > 600
    assert all(is_syllable(syllable) for compound in WORDS.compounds for syllable in compound.split())
    assert all(word.isupper() for word in WORDS.abbreviations)


def test_remarks_and_blank_lines_of_the_list_are_no_words() -> None:
    words = read_word_list("# ghi chú\n\n Tuyên  truyền \r\nTTHC\nba tiếng một\n")
    assert words.compounds == {"tuyên truyền"}
    assert words.abbreviations == {"TTHC"}


@given(st.lists(st.sampled_from(sorted(WORDS.compounds)), max_size=8))
def test_listed_compounds_are_never_slips(compounds: list[str]) -> None:
    assert misses(", ".join(compounds)) == []


@given(st.text(max_size=60))
def test_places_are_inside_the_text(text: str) -> None:
    for slip in near_misses(text, WORDS.compounds) + odd_abbreviations(text):
        assert 0 <= slip.start < slip.end <= len(text)


FAMILIAR = read_word_list("", (WORD_LIST.parent / "tu-quen.txt").read_text(encoding="utf-8")).familiar


@pytest.mark.parametrize(
    "text",
    [
        "trong trường hợp ký thừa lệnh", "Điều lệ Hội nêu rõ", "giấy chứng nhận quyền sử dụng đất",
        "Tập đoàn Viễn thông", "định mức chi tiêu nội bộ", "chăm sóc cơ thể", "hệ số lương mới", "chuyển ngành nghề",
    ],
)  # fmt: skip
def test_a_syllable_of_a_familiar_word_is_no_slip(text: str) -> None:
    assert near_misses(text, WORDS.compounds, FAMILIAR) == []


@pytest.mark.parametrize("text", ["theo quy đinh chung", "Ủy bân nhân dân xã", "hội đồng đia phương", "thầm quyền ký"])
def test_a_slip_beside_familiar_words_is_found(text: str) -> None:
    assert near_misses(text, WORDS.compounds, FAMILIAR)


def test_the_small_number_of_a_note_belongs_to_no_syllable() -> None:
    assert near_misses("các tổ chức² và văn bản⁶", WORDS.compounds) == []

"""Text of the old fonts is recognised by what it becomes, and ordinary text never is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.language.legacy_encoding import LegacyEncoding, convert, recognise
from cchc_tui.language.syllable import all_syllables

TCVN3, VNI = LegacyEncoding.TCVN3, LegacyEncoding.VNI

# Written out from TCVN 5712:1993 (VN3) and from the VNI-Windows code page, not from the module under test.
IN_TCVN3 = {
    "Uû ban nh©n d©n x·": "Uỷ ban nhân dân xã",
    "C«ng t¸c tuyªn truyÒn c¶i c¸ch hµnh chÝnh": "Công tác tuyên truyền cải cách hành chính",
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam": "Cộng hoà xã hội chủ nghĩa Việt Nam",
    "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
    "®\u00ad\u00acng nhiÖm, ng\u00adêi d©n ®\u00adîc h\u00adíng dÉn": "đương nhiệm, người dân được hướng dẫn",
    "gi¶i quyÕt thñ tôc, ®óng h¹n 97,7%": "giải quyết thủ tục, đúng hạn 97,7%",
    "§¹t": "Đạt",
}
IN_VNI = {
    "UÛy ban nhaân daân xaõ Haø Kyø": "Ủy ban nhân dân xã Hà Kỳ",
    "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
    "höôùng daãn ngöôøi daân thöïc hieän dòch vuï coâng": "hướng dẫn người dân thực hiện dịch vụ công",
    "Keá hoaïch tuyeân truyeàn caûi caùch haønh chính naêm 2023": "Kế hoạch tuyên truyền cải cách hành chính năm 2023",
    "ñaêng taûi treân Trang thoâng tin ñieän töû": "đăng tải trên Trang thông tin điện tử",
}


@pytest.mark.parametrize(("typed", "meant"), IN_TCVN3.items())
def test_tcvn3_is_recognised_and_converted(typed: str, meant: str) -> None:
    assert recognise(typed) is TCVN3
    assert convert(typed, TCVN3) == meant


@pytest.mark.parametrize(("typed", "meant"), IN_VNI.items())
def test_vni_is_recognised_and_converted(typed: str, meant: str) -> None:
    assert recognise(typed) is VNI
    assert convert(typed, VNI) == meant


def test_capitals_of_the_tcvn3_capital_font_are_small_letters() -> None:
    assert convert("B¸O C¸O KÕT QU¶", TCVN3) == "BáO CáO KếT QUả"
    assert TCVN3.loses_capitals
    assert not VNI.loses_capitals


def test_a_greek_mu_stands_for_the_micro_sign() -> None:
    assert convert("hμnh chÝnh", TCVN3) == "hành chính"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tuyen truyen cai cach hanh chinh",
        "Tuyên truyền cải cách hành chính năm 2023",
        "à á ã ba bà bá",
        "Không đạt",
        "hệ số µ, 5 µm, 10°C ± 2",
        "© 2023 ® Công ty, § 5 ¶ 7",
        "«tuyên truyền» – “cải cách”…",
        "déjà été à la mairie",
        "señor mañana, Straße Köln Zürich, naïve café",
        "10–15 ½ × ÷ ¹ ²",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert recognise(text) is None


def test_every_syllable_in_unicode_is_left_alone() -> None:
    words = sorted(set(all_syllables()))
    for start in range(0, len(words), 7):
        assert recognise(" ".join(words[start : start + 7])) is None


def test_decomposed_text_is_left_alone() -> None:
    assert recognise(unicodedata.normalize("NFD", "Ủy ban nhân dân xã Hà Kỳ")) is None


@given(st.text(max_size=40), st.sampled_from(LegacyEncoding))
def test_any_text_converts_to_composed_text(text: str, encoding: LegacyEncoding) -> None:
    assert unicodedata.is_normalized("NFC", convert(text, encoding))
    recognise(text)

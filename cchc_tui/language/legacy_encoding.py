"""Text typed for TCVN3 (.VnTime) or VNI fonts and pasted as if it were Unicode: recognised and converted.

Such text is ordinary Latin-1 letters that only look like Vietnamese in their font. It is recognised by the share
of real syllables before and after decoding, never by a few odd letters. The soft hyphen is ư in TCVN3: look at
text before `text.clean`, which removes it.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache

from cchc_tui.language.syllable import is_syllable


class LegacyEncoding(StrEnum):
    """The two encodings Vietnamese offices used before Unicode (TCVN 6909:2001)."""

    TCVN3 = "tcvn3"
    VNI = "vni"

    @property
    def label(self) -> str:
        """The name people know it by, with a font it belongs to."""
        return {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI (VNI-Times)"}[self]

    @property
    def loses_capitals(self) -> bool:
        """TCVN3 writes capitals with marks by a font of their own (.VnTimeH): in the text they are small letters."""
        return self is LegacyEncoding.TCVN3


# TCVN 5712:1993, VN3: codes A1–FE read as Latin-1, and the letters they stand for, row by row.
_TCVN3_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\u00ad®" + "µ¶·¸¹" + "»¼½¾Æ" + "ÇÈÉÊË" + "ÌÎÏÐÑ" + "ÒÓÔÕÖ" + "×ØÜÝÞ" + "ßáâãä" + "åæçèé" + "êëìíî"
    "ïñòóô" + "õö÷øù" + "úûüýþ"
)  # fmt: skip
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ" + "àảãáạ" + "ằẳẵắặ" + "ầẩẫấậ" + "èẻẽéẹ" + "ềểễếệ" + "ìỉĩíị" + "òỏõóọ" + "ồổỗốộ" + "ờởỡớợ"
    "ùủũúụ" + "ừửữứự" + "ỳỷỹýỵ"
)  # fmt: skip
_MU_SIGNS = {"μ": "à"}  # GREEK SMALL LETTER MU, which some programs put for the micro sign of Latin-1

# VNI-Windows: a vowel, then a letter that stands for its marks; ơ ư đ and the i's are single letters.
_VNI_SINGLE = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True))


@cache
def _tcvn3() -> dict[int, str]:
    return str.maketrans(dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True)) | _MU_SIGNS)


@cache
def _vni_pairs() -> dict[str, str]:
    """Return vowel and mark letter → Vietnamese letter, in both cases."""
    pairs = {
        vowel + mark: _VNI_SINGLE.get(vowel, vowel) + tone for vowel in "aeouyôö" for mark, tone in _VNI_TONES.items()
    }
    pairs |= {vowel + mark: vowel + "\u0302" + tone for vowel in "aeo" for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    small = {pair: unicodedata.normalize("NFC", letter) for pair, letter in pairs.items()}
    large = {pair.upper(): letter.upper() for pair, letter in small.items()}
    mixed = {pair[0].upper() + pair[1]: letter.upper() for pair, letter in small.items()}
    return small | large | mixed


def convert(text: str, encoding: LegacyEncoding) -> str:
    """Return the text in Unicode, NFC. Letters the encoding does not use stay as they are."""
    converted = text.translate(_tcvn3()) if encoding is LegacyEncoding.TCVN3 else _convert_vni(text)
    return unicodedata.normalize("NFC", converted)


def _convert_vni(text: str) -> str:
    converted, place = [], 0
    while place < len(text):
        pair = _vni_pairs().get(text[place : place + 2])
        converted.append(pair or _VNI_SINGLE.get(text[place], text[place]))
        place += 2 if pair else 1
    return "".join(converted)


_REAL_AFTER = 0.7  # of the words that decoding changes, this many must become syllables
_REAL_BEFORE = 0.4  # and no more than this many may have been syllables already
_LONGEST_READ = 4000  # letters; a whole report in one encoding shows it in its first page
_WORD_ENDS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0123456789", " "))


def recognise(text: str) -> LegacyEncoding | None:
    """Return the old encoding a text is in, or None for Unicode, plain ASCII and anything in doubt."""
    if text.isascii():
        return None
    composed = unicodedata.normalize("NFC", text[:_LONGEST_READ])
    words = [word for word in composed.translate(_WORD_ENDS).split() if len(word) > 1]  # a lone ½ or µ is itself
    shares = {encoding: _share_made_real(words, encoding) for encoding in LegacyEncoding}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] else None


def _share_made_real(words: list[str], encoding: LegacyEncoding) -> float:
    """Of the words that decoding changes, the share that become syllables; 0 when that proves nothing."""
    changed = [(word, convert(word, encoding)) for word in words]
    changed = [(word, decoded) for word, decoded in changed if word != decoded]
    letters = sum(not letter.isascii() for word, _ in changed for letter in word)
    if letters < 2:
        return 0.0
    before = sum(is_syllable(word) for word, _ in changed) / len(changed)
    after = sum(is_syllable(decoded) for _, decoded in changed) / len(changed)
    return after if after >= _REAL_AFTER and before <= _REAL_BEFORE else 0.0

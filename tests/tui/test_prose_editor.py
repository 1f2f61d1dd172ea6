"""Code of a prose folded: what stands for it, how the keys go over it, and that the words stay byte for byte."""

from __future__ import annotations

import random

import pytest

from cchc_tui.office import PrintedValue, ProseValues
from cchc_tui.storage.shipped import templates_dir
from cchc_tui.tui.key import Key
from cchc_tui.tui.widgets.folds import condition_words, expressions_of, folds_of
from cchc_tui.tui.widgets.prose_editor import ProseEditor
from tests.tui.conftest import Sitting
from tests.tui.test_reports import body

OUTLINES = sorted((templates_dir() / "outlines").glob("*.md"))
KNOWN = ProseValues(
    {"ky.ten": PrintedValue("quý I", "tên kỳ báo cáo"), "so_lieu.zalo.bai": PrintedValue(None, "Zalo: bài"),
     "vb.cau": PrintedValue(None)},
    {"co": True, "khong": False},
)  # fmt: skip


def shown(text: str, *, caret: int = 0, width: int = 60) -> list[str]:
    """The rows as they stand in the window."""
    editor = ProseEditor(text, many_lines=True, caret=caret, values=KNOWN, width=width)
    return ["".join(piece.text for piece in row.pieces) for row in editor.shown_rows()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Trong {{ ky.ten }}, ta có", ["Trong [quý I], ta có"]),
        ("a {{ so_lieu.zalo.bai }}", ["a [? Zalo: bài]"]),
        ("a {{ chua.hoi }} b", ["a […] b"]),
        ("{{ dang go", ["{{ dang go"]),
        ("{# Nhắc\n   hai dòng. #}\nb", ["# Nhắc hai dòng.", "b"]),
        ("{% if co %}\na\n{% endif %}", ["+ nếu co: đang in", "a", "+ hết"]),
        ("{% if khong %}\na\n\nb\n{% else %}\nc\n{% endif %}\nd",
         ["+ nếu khong: 2 đoạn, lúc này không in", "+ nếu không: đang in", "c", "+ hết", "d"]),
        ("{% if co %}\na\n{% else %}\nb\n{% endif %}",
         ["+ nếu co: đang in", "a", "+ nếu không: 1 đoạn, lúc này không in", "+ hết"]),
        ("x{% if khong %} (kèm){% endif %}./.", ["x+ nếu khong: mấy chữ, lúc này không in+ hết./."]),
        ("{% if khong %}{% if co %}a{% else %}b{% endif %}{{ ky.ten }}{% endif %}c",
         ["+ nếu khong: mấy chữ, lúc này không in+ hếtc"]),
        ("{% for vb in cac_van_ban() %}\n{{ vb.cau }}\n{% endfor %}",
         ["+ với mỗi dòng của cac_van_ban()", "[vb.cau]", "+ hết danh sách"]),
        ("", [""]),
        ("a\n", ["a", ""]),
    ],
)  # fmt: skip
def test_code_is_shown_as_what_it_says(text: str, rows: list[str]) -> None:
    assert shown(text) == rows


def test_what_the_caret_is_inside_stands_open() -> None:
    text = "Trong {{ ky.ten }}, ta có"
    assert shown(text, caret=text.index("ky")) == [text]
    assert shown(text, caret=text.index("{{")) != [text]


def test_a_chip_is_not_broken_in_two() -> None:
    known = {"ky.ten": PrintedValue("sáu tháng đầu năm")}
    editor = ProseEditor("một hai {{ ky.ten }} ba", many_lines=True, values=ProseValues(known), width=24)
    assert ["".join(p.text for p in row.pieces) for row in editor.shown_rows()] == [
        "một hai ",
        "[sáu tháng đầu năm] ba",
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [("so_van_ban() > 0", "có văn bản đã ban hành"), ("ky.ten is defined", "đã ghi tên kỳ báo cáo"),
     ("a == 1", "a == 1")],
)  # fmt: skip
def test_conditions_have_words(condition: str, words: str) -> None:
    assert condition_words(condition, KNOWN) == words


def test_every_expression_and_condition_is_asked_for_once() -> None:
    text = "{{ a }} {{ a }} {{b|hoa}}{% if c > 0 %}{% elif d %}{% else %}{% endif %}{% for x in y %}{% endfor %}"
    assert expressions_of(text) == (["a", "b|hoa", "c"], ["c > 0", "d"])


@pytest.mark.parametrize(
    ("keys", "text", "caret"),
    [
        ("right right", "a[]b", 3), ("end left left", "a[]b", 1), ("right delete", "ab", 1),
        ("end left backspace", "ab", 1), ("end left ctrl+w", "ab", 1), ("end ctrl+u", "", 0),
        ("right delete ctrl+z", "a[]b", 1), ("right x", "ax[]b", 2), ("right right x", "a[]xb", 4),
    ],
)  # fmt: skip
def test_keys_take_a_chip_as_one_letter(keys: str, text: str, caret: int) -> None:
    editor = ProseEditor("a{{ ky.ten }}b", many_lines=True, caret=0, values=KNOWN)
    for name in keys.split():
        editor.key(Key(name, name if len(name) == 1 else ""))
    assert editor.text.replace("{{ ky.ten }}", "[]") == text
    assert len(editor.text[: editor.caret].replace("{{ ky.ten }}", "[]")) == caret


def test_a_condition_is_opened_rather_than_taken_away() -> None:
    text = "{% if khong %}\nmột\n{% endif %}"
    editor = ProseEditor(text, many_lines=True, caret=text.index("\n{% endif"), values=KNOWN)
    editor.key(Key("backspace"))
    assert editor.text == text
    assert editor.folds[0].shown == "+ hết"


@pytest.mark.parametrize("seed", range(12))
def test_moving_changes_no_word_and_typing_is_as_in_plain_text(seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice(OUTLINES).read_text(encoding="utf-8")
    conditions = {c: chance.random() < 0.5 for c in expressions_of(text)[1]}
    editor = ProseEditor(text, many_lines=True, caret=0, values=ProseValues({}, conditions), width=40)
    for _ in range(150):
        name = chance.choice(["up", "down", "left", "right", "home", "end", "ctrl+x"])
        if name == "ctrl+x":
            editor.unfold()
        else:
            editor.key(Key(name))
        assert editor.text == text
        row, column = editor.place()
        assert 0 <= row < len(editor.rows())
        assert column <= sum(len(piece.text) for piece in editor.shown_rows()[row].pieces)
    before = editor.caret
    editor.key(Key("ế", "ế"))
    assert editor.text == text[:before] + "ế" + text[before:]
    editor.key(Key("ctrl+z"))
    assert editor.text == text


def test_rows_cover_the_text_without_a_gap() -> None:
    for path in OUTLINES:
        text = path.read_text(encoding="utf-8")
        editor = ProseEditor(text, many_lines=True, caret=0, width=200)
        ends = [0]
        for start, end in editor.rows():
            assert start - ends[-1] in (0, 1)
            assert text[ends[-1] : start] in ("", "\n")
            ends.append(end)
        assert ends[-1] == len(text)
        assert not folds_of(text.replace("{", "("), ProseValues())


def test_the_screen_shows_values_and_saves_the_prose_untouched(ha_ky: Sitting) -> None:
    before = body(ha_ky)
    told = ha_ky.press("4<Ctrl+E>")
    assert "[Thực hiện Kế hoạch số 59/KH-UBND" in told
    assert "căn cứ của báo cáo: Thực hiện" in told
    assert "{{" not in told
    assert "{{ can_cu() }}" in ha_ky.press("<Ctrl+X>")
    assert "[Thực hiện" in ha_ky.press("<Home>")
    ha_ky.press("<End><End> <Backspace><F2>")
    assert body(ha_ky) == before

"""The sandbox: what prose may say, and the sentence for everything else."""

from __future__ import annotations

import pytest

from cchc_tui.errors import FindingsError
from tests.report.builders import SOURCE, count, directive, printed, yearbook

LETTER = directive("17/UBND-VP", "2023-02-21")


def _refusal(body: str, *facts: object, **more: object) -> str:
    with pytest.raises(FindingsError) as caught:
        printed(body, *facts, **more)  # type: ignore[arg-type]
    return caught.value.message


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "Kỳ\n{{ ky.tenn }}",
            f"{SOURCE}, dòng 2: không có chỗ điền “ky.tenn”; có phải “ky.ten”?",
        ),
        (
            "{{ so_lieu.truyen_thanh.tin_bia }}",
            f"{SOURCE}, dòng 1: không có chỗ điền “so_lieu.truyen_thanh.tin_bia”; "
            "có phải “so_lieu.truyen_thanh.tin_bai”?",
        ),
        ("\n\n{{ kỳ.ten }}", f"{SOURCE}, dòng 3: không có chỗ điền “kỳ.ten”; có phải “ky.ten”?"),
        ("{{ vanban() }}", f"{SOURCE}, dòng 1: không có hàm “vanban”; có phải “van_ban”?"),
        ("{{ van_ban }}", f"{SOURCE}, dòng 1: “van_ban” là một hàm; hãy viết van_ban(…)."),
        (
            '{{ van_ban("cong-vam") }}',
            f"{SOURCE}, dòng 1: không có loại văn bản “cong-vam”; có phải “cong-van”?",
        ),
        (
            'Theo\n{{ vien_dan("71/UBND-VP") }}',
            f"{SOURCE}, dòng 2: sổ văn bản không có “71/UBND-VP”; có phải “17/UBND-VP”?",
        ),
        ("{{ ky.ten | hao }}", f"{SOURCE}, dòng 1: không có bộ lọc “hao”; có phải “hoa”?"),
        ("{{ so_lieu }}", f"{SOURCE}, dòng 1: chỗ điền này là một nhóm; hãy chọn một tên trong nhóm."),
        (
            "{{ cac_van_ban() }}",
            f"{SOURCE}, dòng 1: đây là một danh sách; hãy dùng trong {{% for … in … %}}.",
        ),
        ("{{ 1 == 1 }}", f"{SOURCE}, dòng 1: kết quả đúng, sai không in ra được; chỉ dùng trong {{% if %}}."),
        (
            "{% for v in cac_van_ban() %}{{ v.so }}{% endfor %}",
            f"{SOURCE}, dòng 1: không có “so” ở đây.",
        ),
        (
            "{% for v in ky %}x{% endfor %}",
            f"{SOURCE}, dòng 1: vòng lặp chỉ đi qua được một hàm danh sách, ví dụ {{% for vb in cac_van_ban() %}}.",
        ),
        (
            "{% if ky.ten > 5 %}x{% endif %}",
            f"{SOURCE}, dòng 1: chỗ điền này so sánh hoặc gọi hàm không đúng cách; số chỉ so sánh được với số.",
        ),
        (
            "{{ vien_dan() }}",
            f"{SOURCE}, dòng 1: hàm này gọi không đúng cách: thiếu hoặc thừa giá trị trong ngoặc.",
        ),
    ],
)
def test_a_wrong_placeholder_is_named_with_its_line_and_what_was_meant(body: str, sentence: str) -> None:
    assert _refusal(body, LETTER) == sentence


def test_every_wrong_name_is_told_at_once() -> None:
    message = _refusal("{{ ky.tenn }}\n{{ ky.ten }}\n{{ co_quan.tne }}\n{% set x = 1 %}")
    assert [line.split(": ")[0] for line in message.split("\n")] == [f"{SOURCE}, dòng {n}" for n in (1, 3, 4)]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("a\n{{ ky.ten", 2, "còn thiếu"),
        ("a\n\n{% if ky.ten %}b", 3, "còn thiếu"),
        ("{% tao %}", 1, "có lệnh lạ gần “{% tao %}”"),
        ("a {{ ky ten }}", 1, "chỗ điền viết sai"),
        ("{{ }}", 1, "chỗ điền viết sai"),
    ],
)
def test_a_slip_in_the_braces_is_told_in_vietnamese(body: str, line: int, words: str) -> None:
    message = _refusal(body)
    assert message.startswith(f"{SOURCE}, dòng {line}: ")
    assert words in message


@pytest.mark.parametrize(
    "body",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{{ ky.__class__.__mro__ }}",
        "{{ ky.ten.__class__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ van_ban.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ lipsum() }}",
        "{% for v in cac_van_ban() %}{{ v.__class__ }}{% endfor %}",
        "{% for v in cac_van_ban() %}{{ loop.__class__ }}{% endfor %}",
        "{{ ky['ten'] }}",
        "{% set x = ky %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ ky.ten | attr('__class__') }}",
        "{{ ky.ten.format(ky) }}",
        "{{ '{0.__class__}'.format(ky) }}",
        "{{ ky._path }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ ky.ten ~ ky.ten }}",
        "{{ ky.ten | center(1000000000) }}",
        "{{ '%1000000000d' % 1 }}",
        "{% for i in range(1000000000) %}{% endfor %}",
    ],
)
def test_nothing_outside_the_few_words_runs(body: str) -> None:
    assert _refusal(body, LETTER).startswith(f"{SOURCE}, dòng 1: không ") or "vòng lặp chỉ đi qua" in _refusal(body)


def test_loops_inside_loops_are_paid_for() -> None:
    deep = "{% for a in cac_van_ban() %}" * 6 + "." + "{% endfor %}" * 6
    letters = [directive(f"{n}/UBND-VP", "2023-02-21") for n in range(1, 13)]
    assert "hơn 200.000 dòng" in _refusal(deep, *letters)


def test_a_text_that_grows_too_long_is_stopped() -> None:
    body = "{% for a in cac_van_ban() %}" * 3 + "x" * 5000 + "{% endfor %}" * 3
    letters = [directive(f"{n}/UBND-VP", "2023-02-21") for n in range(1, 13)]
    assert "dài quá 8.000.000 chữ" in _refusal(body, *letters)


@pytest.mark.parametrize(
    "body", ["{% if ky.ten %}" * 200 + "{% endif %}" * 200, "{{ " + "(" * 3000 + ")" * 3000 + " }}"], ids=["if", "()"]
)
def test_nesting_without_end_is_a_sentence(body: str) -> None:
    assert "lồng nhau quá sâu" in _refusal(body)


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    letter = directive("17/UBND-VP", "2023-02-21", "{{ ky.ten }} {% if %}")
    assert printed("{{ van_ban() }}", letter).endswith("về việc \\{\\{ ky.ten \\}\\} \\{% if %\\}.")


def test_a_number_nobody_counted_stops_the_final_report_with_every_place() -> None:
    message = _refusal("{{ so_lieu.truyen_thanh.tin_bai }}\n\n{{ so_lieu.mot_cua.luot_huong_dan }}")
    assert message == (
        f"{SOURCE}, dòng 1: “so_lieu.truyen_thanh.tin_bai” chưa có số liệu trong kỳ này. Hãy ghi vào hồ sơ, bỏ chỗ "
        "điền này, hoặc rào bằng {% if so_lieu.truyen_thanh.tin_bai is defined %}.\n"
        f"{SOURCE}, dòng 3: “so_lieu.mot_cua.luot_huong_dan” chưa có số liệu trong kỳ này. Hãy ghi vào hồ sơ, bỏ chỗ "
        "điền này, hoặc rào bằng {% if so_lieu.mot_cua.luot_huong_dan is defined %}."
    )


def test_a_draft_prints_a_mark_where_a_number_is_missing() -> None:
    assert printed("Có {{ so_lieu.truyen_thanh.tin_bai }} bài.", draft=True) == "Có \\[chưa có số liệu\\] bài."


def test_a_missing_number_can_be_fenced() -> None:
    body = "{% if so_sanh.truyen_thanh.tin_bai is defined %}{{ so_sanh.truyen_thanh.tin_bai }}{% else %}chưa{% endif %}"
    assert printed(body, count("tin-bai", 24)) == "chưa"
    before = yearbook(count("tin-bai", 20, "2022-nam"), period="2022-nam")
    assert printed(body, count("tin-bai", 24), previous=before) == "tăng 4 (20%)"
    assert printed('{{ so_lieu.truyen_thanh.tin_bai | mac_dinh("0") }}') == "0"


def test_comments_and_tags_leave_no_lines_behind() -> None:
    body = '{# nhắc việc #}\nMột.\n\n{% if ky.nam == "2023" %}\nHai.\n{% endif %}\n'
    assert printed(body) == "Một.\n\nHai."


def test_filters_change_capitals_only() -> None:
    assert printed("{{ ky.ten | hoa }} {{ ky.ten | hoa_dau }}") == "NĂM 2023 Năm 2023"

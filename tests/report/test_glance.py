"""Wrong placeholders are seen without filling them in, and right ones are left alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.report import unknown_placeholders
from tests.report.builders import count, directive, printed, task

KNOWN = ("ky.ten", "ky.nam", "so_lieu.truyen_thanh.tin_bai", "nhiem_vu.tong_so", "co_quan.ten")
FACTS = (count("tin-bai", 24), directive("17/UBND-VP", "2023-02-21"), task(1, "a", evaluation="met"))


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("{{ ky.tenn }}", 1, "không có chỗ điền “ky.tenn”; có phải “ky.ten”?"),
        ("một\n\n{{ so_lieu.truyen_thanh.tin_bay }} bài", 3, "có phải “so_lieu.truyen_thanh.tin_bai”?"),
        ("{{ số_liệu }}", 1, "không có chỗ điền “số_liệu”"),
        ("{{\nky.xyz\n}}", 2, "không có chỗ điền “ky.xyz”"),
        ("{% if nhiem_vu.tong > 0 %}x{% endif %}", 1, "không có chỗ điền “nhiem_vu.tong”"),
        ("{% for vb in cac_vanban() %}{{ vb.so }}{% endfor %}", 1, "không có hàm “cac_vanban”; có phải “cac_van_ban”?"),
        ("{{ van_ban }}", 1, "“van_ban” là một hàm; hãy viết van_ban(…)."),
        ("a\n{{ ky.ten } b", 2, "chỗ điền viết sai gần “{{ ky.ten } b”"),
        ("{% if ky.nam", 1, "chỗ điền viết sai"),
        ("{{ ky.ten | hoa }} {{ sai }}", 1, "không có chỗ điền “sai”"),
    ],
)
def test_what_does_not_exist_is_named_with_its_line_as_filling_in_names_it(body: str, line: int, words: str) -> None:
    (fault,) = unknown_placeholders(body, KNOWN)
    assert fault.line == line
    assert words in fault.sentence
    with pytest.raises(FindingsError):
        printed(body, *FACTS)


@pytest.mark.parametrize(
    "body",
    [
        "{{ ky.ten | hoa }}, {{ van_ban('cong-van', \"kế hoạch\") }} {# {{ khong_co }} {% sai %} #}",
        "{% if nhiem_vu.tong_so > 0 and not ky.nam is defined %}a{% elif true %}b{% else %}c{% endif %}",
        "{% for vb in cac_van_ban() %}{{ loop.index }}. {{ vb.cau }}{% if not loop.last %};{% endif %}{% endfor %}",
        "{{ so_lieu.truyen_thanh.tin_bai | mac_dinh('chưa có số liệu') }} { ngoặc } 100%",
        "{{ vien_dan('17/UBND-VP', 2023) }} ky.khong_co ngoài ngoặc",
    ],
)
def test_what_exists_and_what_is_no_placeholder_is_left_alone(body: str) -> None:
    assert unknown_placeholders(body, KNOWN) == []
    assert printed(body, *FACTS)


def test_a_glance_needs_no_jinja() -> None:
    code = (
        "import sys; from cchc_tui.report import unknown_placeholders\n"
        "unknown_placeholders('{{ a }}', []); print('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

"""What a person says of an office, as options of `init` and `office` and as questions on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from cchc_tui.cli.completers import typed_fields
from cchc_tui.cli.session import agrees, ask, print_notice
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import parse_number
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import Issuer, OfficeSettings, Predecessor, Series
from cchc_tui.records.office_names import names_of_unit, signatories_of, unit_code

_ONE_LINE = ("short_name", "full_name", "province", "superior", "place", "commune_code")
_NOTHING = "Chưa làm gì."
_CENTRE = ("TTPVHCC", "Trung tâm Phục vụ hành chính công")
"""The body of a commune that has a seal and numbers of its own since 01/7/2025, with its abbreviation."""

OFFICE_OPTIONS: list[click.Parameter] = [
    click.Option(["--unit"], metavar="LOẠI", help="xã, phường hoặc đặc khu."),
    click.Option(["--name", "unit_name"], metavar="TÊN", help="Tên đơn vị, không kèm chữ xã, phường: Bến Sậy."),
    *(
        click.Option([f"--{f.key.replace('_', '-')}", f.key], metavar="CHỮ", help=f"{f.label}.")
        for f in typed_fields(OfficeSettings)
        if f.key in _ONE_LINE
    ),
    click.Option(["--chairman"], metavar="HỌ_TÊN", help="Chủ tịch."),
    click.Option(["--deputy", "deputies"], metavar="HỌ_TÊN", multiple=True, help="Phó Chủ tịch; dùng nhiều lần được."),
    click.Option(
        ["--issuer", "issuers"],
        metavar="VIẾT_TẮT=TÊN",
        multiple=True,
        help="Nơi ban hành có sổ riêng: TTPVHCC=Trung tâm Phục vụ hành chính công phường Bến Sậy.",
    ),
    click.Option(["--predecessor", "predecessors"], metavar="TÊN", multiple=True, help="Cơ quan trước sáp nhập."),
    click.Option(
        ["--series", "series"],
        metavar="SỔ=LOẠI,LOẠI",
        multiple=True,
        help="Những loại văn bản đánh số chung một sổ: “Sổ chung=cong-van,ke-hoach”.",
    ),
    click.Option(
        ["--last", "last"],
        metavar="SỔ=SỐ",
        multiple=True,
        help="Số cuối đã cấp trong năm nay, trước khi dùng chương trình: “Sổ công văn=300”.",
    ),
]


def simple_values(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that the one-line options say; WrongUseError for an unknown kind of unit."""
    values = {key: clean_line(typed[key]) for key in _ONE_LINE if typed.get(key) is not None}
    unit, name = clean_line(typed.get("unit") or ""), clean_line(typed.get("unit_name") or "")
    code = unit_code(unit) if unit else None
    if unit and code is None:
        raise WrongUseError(
            f"“{unit}” không phải loại đơn vị hành chính cấp xã.", f"Viết xã, phường, đặc khu. {_NOTHING}"
        )
    if bool(code) != bool(name):
        raise WrongUseError("--unit và --name đi cùng nhau: --unit phường --name “Bến Sậy”.", _NOTHING)
    named = names_of_unit(code, name) if code else {}
    signed = signatories_of(
        clean_line(typed.get("chairman") or ""), [clean_line(d) for d in typed.get("deputies") or ()]
    )
    return {**named, **values, **({"signatories": signed} if signed else {})}


def table_values(settings: OfficeSettings, typed: Mapping[str, Any], *, year: int) -> dict[str, Any]:
    """Return the tables of the settings with what the options add: issuers, predecessors, series and last numbers."""
    values: dict[str, Any] = {}
    if rows := [Issuer(code=code, name=name) for code, name in _pairs(typed.get("issuers") or (), "--issuer")]:
        codes = {row.code for row in rows}
        values["issuers"] = (*(i for i in settings.issuers if i.code not in codes), *rows)
    if names := [clean_line(name) for name in typed.get("predecessors") or ()]:
        values["predecessors"] = (*settings.predecessors, *(Predecessor(name=name) for name in names))
    series = settings.series
    for name, kinds in _pairs(typed.get("series") or (), "--series"):
        series = _with_series(series, name, [fold(kind).replace(" ", "-") for kind in kinds.split(",")])
    for name, number in _pairs(typed.get("last") or (), "--last"):
        series = _with_last(series, name, number, year)
    return {**values, **({"series": series} if series != settings.series else {})}


def asked_values(series: Iterable[Series]) -> dict[str, Any]:
    """Return what the person answers about a new office; an answer left empty stays empty. Of each of the `series` the
    last number is asked: a number beyond it is then known for the office's own.
    """
    unit = ask("Xã, phường hay đặc khu? (Enter ở câu nào là để trống câu ấy)")
    answers = {
        "unit": unit,
        # A name without its unit says nothing, and both are refused together after everything else was typed.
        "unit_name": ask("Tên đơn vị, ví dụ Bến Sậy?") if unit else "",
        "province": ask("Thuộc tỉnh, thành phố nào, ví dụ tỉnh Bắc Ninh?"),
        "chairman": ask("Họ tên Chủ tịch?"),
        "deputies": [
            name for name in ask("Họ tên các Phó Chủ tịch, cách nhau bằng dấu phẩy?").split(",") if name.strip()
        ],
    }
    if unit and answers["unit_name"] and agrees(f"{_CENTRE[1]} có ra văn bản với số riêng không?"):
        answers["issuers"] = [f"{_CENTRE[0]}={_CENTRE[1]} {unit} {answers['unit_name']}"]
    last = {row.name: _asked_number(f"{row.name}: số cuối đã cấp trong năm nay (chưa cấp thì 0)?") for row in series}
    answers["last"] = [f"{name}={number}" for name, number in last.items() if number]
    return {key: value for key, value in answers.items() if value}


def _asked_number(question: str) -> str:
    """Return a number as it was answered, asked again until it is one; "" for an answer left empty."""
    while (answer := ask(question)) and parse_number(answer) is None:
        print_notice(f"“{answer}” không phải là số: gõ lại, hoặc Enter để trống.")
    return answer


def _pairs(typed: Iterable[str], option: str) -> list[tuple[str, str]]:
    pairs = []
    for text in typed:
        left, sign, right = (clean_line(part) for part in text.partition("="))
        if not (left and sign and right):
            raise WrongUseError(f"{option} “{text}” thiếu dấu = hoặc thiếu một vế.", _NOTHING)
        pairs.append((left, right))
    return pairs


def _with_series(series: tuple[Series, ...], name: str, kinds: list[str]) -> tuple[Series, ...]:
    unknown = [kind for kind in kinds if kind not in KIND_BY_SLUG]
    if unknown:
        raise WrongUseError(f"Không có loại văn bản “{unknown[0]}”.", f"Viết như cong-van, ke-hoach. {_NOTHING}")
    others = [row.change(kinds=tuple(k for k in row.kinds if k not in kinds)) for row in series if row.name != name]
    return (*(row for row in others if row.kinds), Series(name=name, kinds=tuple(kinds)))


def _with_last(series: tuple[Series, ...], name: str, number: str, year: int) -> tuple[Series, ...]:
    last = parse_number(number)
    if last is None:
        raise WrongUseError(f"--last “{name}={number}”: “{number}” không phải là số.", _NOTHING)
    if name not in {row.name for row in series}:
        known = ", ".join(f"“{row.name}”" for row in series)
        raise WrongUseError(f"Không có sổ “{name}”.", f"Các sổ đang khai: {known}. {_NOTHING}")
    return tuple(row.change(last_number=last, last_year=year) if row.name == name else row for row in series)

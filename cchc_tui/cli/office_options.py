"""What a person says of an office, as options of `init` and `office` and as questions on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import click

from cchc_tui.cli.completers import typed_fields
from cchc_tui.cli.session import ask, print_notice
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import clean_line, fold
from cchc_tui.language.wording import parse_date, parse_number
from cchc_tui.records.kind import KIND_BY_SLUG
from cchc_tui.records.office import (
    OFF,
    UNITS,
    WORKED,
    ExchangedDay,
    Issuer,
    OfficeSettings,
    Predecessor,
    Series,
    Signatory,
)
from cchc_tui.records.office_names import (
    body_of_commune,
    commune_bodies,
    completed_settings,
    head_of_body,
    names_of_unit,
    signatories_of,
    unit_code,
    with_signatories,
)

_ONE_LINE = ("short_name", "full_name", "province", "superior", "place", "commune_code")
_NOTHING = "Chưa làm gì."

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
        help="Nơi ban hành có sổ riêng: TTPVHCC, VP, VHXH, KT (phường: KTHTĐT), HĐND; nơi khác thì VIẾT_TẮT=TÊN.",
    ),
    click.Option(
        ["--head", "heads"],
        metavar="VIẾT_TẮT=HỌ_TÊN",
        multiple=True,
        help="Người đứng đầu, ký cho nơi ban hành ấy: TTPVHCC=Mai Xuân Hiệp.",
    ),
    click.Option(
        ["--since"],
        metavar="NGÀY",
        help="Người ký, nơi ban hành nêu trong lệnh này là từ ngày ấy; người, tên trước đó ở lại đến hết hôm trước.",
    ),
    click.Option(
        ["--day-off", "days_off"],
        metavar="NGÀY",
        multiple=True,
        help="Ngày nghỉ hoán đổi theo quyết định của Thủ tướng; dùng nhiều lần được.",
    ),
    click.Option(["--work-day", "work_days"], metavar="NGÀY", multiple=True, help="Ngày làm bù theo quyết định ấy."),
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
    return {**(names_of_unit(code, name) if code else {}), **values}


def table_values(settings: OfficeSettings, typed: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """Return the tables of the settings with what the options add: issuers, who signs, predecessors, series and last
    numbers.
    """
    values: dict[str, Any] = {}
    since = _since(typed, today)
    if signed := _signed(typed):
        values["signatories"] = with_signatories(settings.signatories, signed, since)
    if rows := [_issuer(settings, typed, text) for text in typed.get("issuers") or ()]:
        values["issuers"] = _with_issuers(settings.issuers, rows, since)
    if days := [*_days(typed, "days_off", "--day-off", OFF), *_days(typed, "work_days", "--work-day", WORKED)]:
        named = {row.day for row in days}
        others = (row for row in settings.exchanged_days if row.day not in named)
        values["exchanged_days"] = tuple(sorted([*others, *days], key=lambda row: row.day or date.min))
    if names := [clean_line(name) for name in typed.get("predecessors") or ()]:
        values["predecessors"] = (*settings.predecessors, *(Predecessor(name=name) for name in names))
    series = settings.series
    for name, kinds in _pairs(typed.get("series") or (), "--series"):
        series = _with_series(series, name, [fold(kind).replace(" ", "-") for kind in kinds.split(",")])
    for name, number in _pairs(typed.get("last") or (), "--last"):
        series = _with_last(series, name, number, today.year)
    return {**values, **({"series": series} if series != settings.series else {})}


def _days(typed: Mapping[str, Any], key: str, option: str, kind: str) -> list[ExchangedDay]:
    found = []
    for text in typed.get(key) or ():
        day = parse_date(text, date.today())
        if day is None:
            raise WrongUseError(f"{option} “{text}” không phải là một ngày.", f"Viết như 30/4/2027. {_NOTHING}")
        found.append(ExchangedDay(day=day, kind=kind))
    return found


def _signed(typed: Mapping[str, Any]) -> list[Signatory]:
    deputies = [clean_line(name) for name in typed.get("deputies") or ()]
    heads = [head_of_body(code, name) for code, name in _pairs(typed.get("heads") or (), "--head")]
    return [*signatories_of(clean_line(typed.get("chairman") or ""), deputies), *heads]


def _since(typed: Mapping[str, Any], today: date) -> date | None:
    day = parse_date(typed["since"], today) if typed.get("since") else None
    if typed.get("since") and day is None:
        raise WrongUseError(f"--since “{typed['since']}” không phải là một ngày.", f"Viết như 10/4/2026. {_NOTHING}")
    return day


def _issuer(settings: OfficeSettings, typed: Mapping[str, Any], text: str) -> Issuer:
    """Return an issuer that an option names: by its usual abbreviation alone, else with its name."""
    office = completed_settings(settings, simple_values(typed))
    title = office.unit_title
    if "=" not in text and title and (known := body_of_commune(clean_line(text), office.unit_word, title)):
        return known
    ((code, name),) = _pairs([text], "--issuer")
    return Issuer(code=code, name=name)


def _with_issuers(issuers: tuple[Issuer, ...], rows: Iterable[Issuer], since: date | None) -> tuple[Issuer, ...]:
    """Return the issuers with these instead of those of the same abbreviation; from a day on, those that stood until
    then end the day before and stay: papers until then bear their name.
    """
    for row in rows:
        others = tuple(one for one in issuers if one.code != row.code)
        before: tuple[Issuer, ...] = ()
        if since is not None:
            same = (one for one in issuers if one.code == row.code and (one.from_on is None or one.from_on < since))
            eve = since - timedelta(days=1)
            before = tuple(one.change(to_on=min(one.to_on or eve, eve)) for one in same)
        issuers = (*others, *before, row.change(from_on=since))
    return issuers


def asked_values(series: Iterable[Series]) -> dict[str, Any]:
    """Return what the person answers about a new office; an answer left empty stays empty. Of each of the `series` the
    last number is asked: a number beyond it is then known for the office's own.
    """
    unit = ask("Xã, phường hay đặc khu? (Enter ở câu nào là để trống câu ấy)")
    answers: dict[str, Any] = {
        "unit": unit,
        # A name without its unit says nothing, and both are refused together after everything else was typed.
        "unit_name": ask("Tên đơn vị, ví dụ Bến Sậy?") if unit else "",
        "province": ask("Thuộc tỉnh, thành phố nào, ví dụ tỉnh Bắc Ninh?"),
        "chairman": ask("Họ tên Chủ tịch?"),
        "deputies": _listed(ask("Họ tên các Phó Chủ tịch, cách nhau bằng dấu phẩy?")),
    }
    if unit and answers["unit_name"]:
        answers |= _asked_bodies(unit)
        joined = _listed(ask("Sáp nhập từ những nơi nào, ví dụ xã Sậy Hạ, phường Cầu Dền?"))
        answers["predecessors"] = [name if name.startswith("UBND") else f"UBND {name}" for name in joined]
    last = {row.name: _asked_number(f"{row.name}: số cuối đã cấp trong năm nay (chưa cấp thì 0)?") for row in series}
    answers["last"] = [f"{name}={number}" for name, number in last.items() if number]
    return {key: value for key, value in answers.items() if value}


def _asked_bodies(unit: str) -> dict[str, list[str]]:
    """Return which bodies of the commune issue papers of their own, and who heads each."""
    word = next((choice.label for choice in UNITS if choice.code == unit_code(unit)), unit)
    bodies = list(commune_bodies(word).items())
    print_notice("Nơi ra văn bản với số và đầu trang riêng:")
    for number, (code, body) in enumerate(bodies, 1):
        print_notice(f"  {number}  {body}" + (f" ({code})" if body != code else f" {word}"))
    chosen = _asked_places(len(bodies))
    codes = [bodies[number - 1][0] for number in chosen]
    heads = [(code, ask(f"Họ tên người đứng đầu {code} ({head_of_body(code, '').signing[-1]})?")) for code in codes]
    return {"issuers": codes, "heads": [f"{code}={head}" for code, head in heads if head]}


def _asked_places(most: int) -> list[int]:
    """Return numbers of the list as they were answered, asked again until they are; none for an empty answer."""
    while answer := ask(f"Gõ số của những nơi có (1–{most}, cách nhau bằng dấu phẩy)?"):
        numbers = [int(word) for word in _listed(answer.replace(" ", ",")) if word.isdecimal()]
        if numbers and all(1 <= number <= most for number in numbers):
            return numbers
        print_notice(f"“{answer}” không phải là các số từ 1 đến {most}: gõ lại, hoặc Enter để trống.")
    return []


def _listed(answer: str) -> list[str]:
    return [word.strip() for word in answer.split(",") if word.strip()]


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

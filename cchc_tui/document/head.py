"""The YAML head of a document: every key, what it may hold, and the line each value stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_tui.document.layout import Layout
from cchc_tui.document.simple_head import read_simple_head
from cchc_tui.language.text import nearest
from cchc_tui.records.finding import Finding, Severity
from cchc_tui.records.kind import Kind

MAX_ITEMS = 500
"""Most entries of one list in the head; longer lists belong into an appendix."""

DEFAULT_LAYOUT = "nd30-2020"
"""The layout of a document whose head names none."""

CONTACT_KEYS = {
    "dia-chi": "address",
    "thu-dien-tu": "email",
    "trang-thong-tin": "site",
    "dien-thoai": "phone",
    "fax": "fax",
}
"""Keys of `lien-he`, in the order the decree names them, and the layout's `contact_…_word` printed before each."""


@dataclass(frozen=True)
class Signature:
    """One signing block: authority lines (TM., KT., chức vụ), an optional other position, and the name."""

    authority: tuple[str, ...] = ()
    other_position: str = ""
    name: str = ""


@dataclass(frozen=True)
class JointAgency:
    """One more agency that issues the document together with the first."""

    superior: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()


@dataclass(frozen=True)
class Head:
    """What the head says, as typed; "" and () mean that the key is absent or left blank.

    `signatures`: all who sign, when `ky` is a list; `signature` is then the first. `main_kind` and `appendix_number`
    are those of an appendix in a file of its own: which kind of document it belongs to, and its Roman number.
    """

    kind: Kind | None = None
    kind_slug: str = ""
    layout: str = DEFAULT_LAYOUT
    profile: int | None = None
    language: str = ""
    superior: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    agency_in_text: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: str = ""
    kind_name: str = ""
    subject: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    deciding_authority: str = ""
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature()
    left_signature: Signature | None = None
    signatures: tuple[Signature, ...] = ()
    joint: tuple[JointAgency, ...] = ()
    confirmation: tuple[str, ...] = ()
    signing_time: str = ""
    main_kind: Kind | None = None
    appendix_number: str = ""
    draft: str = ""
    urgency: str = ""
    circulation: str = ""
    drafter: str = ""
    contact: tuple[str, ...] = ()
    numbered_headings: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, key: str) -> int | None:
        """Return the line (from 1) on which `key` stands in the document."""
        return self.lines.get(key)


@dataclass(frozen=True)
class HeadReading:
    """A head, the layout it asks for, and the faults met in reading it; with an error no document is made."""

    head: Head
    layout: Layout
    findings: tuple[Finding, ...]


# Document key → attribute of Head, for the keys that are one line of text.
_TEXT_KEYS = {
    "lang": "language",
    "bo-cuc": "layout",
    "ten-co-quan": "agency_in_text",
    "so": "number",
    "ky-hieu": "symbol",
    "dia-danh": "place",
    "ngay": "date",
    "ten-loai": "kind_name",
    "tham-quyen": "deciding_authority",
    "pham-vi-luu-hanh": "circulation",
    "nguoi-soan": "drafter",
    "thoi-diem-ky": "signing_time",
    "phu-luc-so": "appendix_number",
}
_LIST_KEYS = {
    "co-quan-chu-quan": "superior",
    "co-quan": "agency",
    "trich-yeu": "subject",
    "kinh-gui": "addressees",
    "can-cu": "legal_bases",
    "noi-nhan": "recipients",
    "xac-nhan": "confirmation",
}
_OTHER_KEYS = (
    "loai",
    "loai-chinh",
    "lien-tich",
    "co-chu",
    "ky",
    "ky-trai",
    "du-thao",
    "do-khan",
    "lien-he",
    "danh-so-de-muc",
)
KEYS = (*_TEXT_KEYS, *_LIST_KEYS, *_OTHER_KEYS)
_TRUE, _FALSE = ("true", "yes", "có", "co"), ("false", "no", "không", "khong", "")
_SIGNING_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")
"""`2026-03-05 08:30:00`: a moment, where a day is wanted."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
"""`2026-03-05`: a year, a month or a day."""


def read_head(text: str, source: str, find_layout: Callable[[str], Layout], first_line: int = 2) -> HeadReading:
    """Read the YAML `text` of a head that starts on `first_line` of `source`. Values are text, never Markdown.

    `find_layout` gives the layout of a name: it knows the kinds of documents and the words of marks.
    """
    reader = _HeadReader(source, first_line)
    values = reader.table(text)
    name = values.get("bo-cuc")
    layout = find_layout(name if isinstance(name, str) and name else DEFAULT_LAYOUT)
    return HeadReading(reader.head(values, layout), layout, tuple(reader.findings))


def urgency_marks(layout: Layout) -> dict[str, str]:
    """Return what `do-khan` may say → the words of the mark, by the layout's `urgency_…_word`."""
    found = (re.fullmatch(r"urgency_(\w+)_word", key) for key in layout.rules)
    return {match[1].replace("_", "-"): layout.text(match[0]) for match in found if match}


def date_parts(date: str) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month, day of `2023-12-22`, `2023-12` or `2023`; what is missing is None. None: not a date
    at all.
    """
    if not date:
        return None, None, None
    match = _DATE.fullmatch(date)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and (year is None or month is None or not 1 <= day <= _days(year, month)):
        return None
    return year, month, day


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


class _HeadReader:
    """Walks the YAML nodes, gathering every fault instead of stopping at the first."""

    def __init__(self, source: str, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}

    def fault(
        self, code: str, message: str, line: int | None, key: str | None = None, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                path=self.source,
                line=line,
                record=None,
                clause=None,
                key=key,
            )
        )

    def table(self, text: str) -> dict[str, Any]:
        """Return the head's keys with their values as text, lists and tables; {} when it cannot be read at all."""
        simple = read_simple_head(text, self.first_line, MAX_ITEMS)
        if simple is not None:
            values, self.lines = simple
            return values
        return self._yaml_table(text)

    def _yaml_table(self, text: str) -> dict[str, Any]:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            node = yaml.compose(text, Loader=loader)
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None)
            line = self.first_line + (mark.line if mark else 0)
            self.fault(
                "head-syntax",
                "Phần đầu sai cú pháp YAML; thường là thiếu dấu nháy quanh giá trị có dấu “:”, "
                "“#”, “[” hoặc “{”, hoặc thụt đầu dòng không đều.",
                line,
            )
            return {}
        except RecursionError:
            self.fault("head-syntax", "Phần đầu lồng nhau quá sâu.", self.first_line)
            return {}
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.fault("head-syntax", "Phần đầu phải gồm các dòng “khóa: giá trị”.", self.first_line)
            return {}
        return self._mapping(node, depth=0)

    def _mapping(self, node: Any, depth: int, prefix: str = "") -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            key = str(key_node.value) if isinstance(key_node.value, str) else "?"
            if key in values:
                self.fault("head-repeated", f"Khóa “{prefix}{key}” ghi hai lần.", line, key)
            self.lines.setdefault(prefix + key, line)
            values[key] = self._value(value_node, depth + 1, f"{prefix}{key}.")
        return values

    def _value(self, node: Any, depth: int, prefix: str) -> Any:
        kind = type(node).__name__
        if depth > 4:
            self.fault(
                "head-value", "Giá trị trong phần đầu lồng nhau quá sâu.", self.first_line + node.start_mark.line
            )
            return ""
        if kind == "ScalarNode":
            null = node.tag == "tag:yaml.org,2002:null" and node.style is None
            return "" if null else " ".join(str(node.value).split())
        if len(node.value) > MAX_ITEMS:
            self.fault(
                "head-value",
                f"Danh sách trong phần đầu có quá {MAX_ITEMS} mục; hãy đưa vào phụ lục.",
                self.first_line + node.start_mark.line,
            )
            return ""
        if kind == "SequenceNode":
            return [self._value(item, depth + 1, prefix) for item in node.value]
        return self._mapping(node, depth, prefix)

    def head(self, values: dict[str, Any], layout: Layout) -> Head:
        """Return the head, with a finding for whatever in it cannot be read."""
        self._tell_unknown_keys(values)
        named: dict[str, Any] = {name: self._text(values, key) for key, name in _TEXT_KEYS.items() if key in values}
        named |= {name: self._list(values, key, layout) for key, name in _LIST_KEYS.items() if key in values}
        named["layout"] = layout.name
        slug, main = self._kind_slug(values, "loai", layout), self._kind_slug(values, "loai-chinh", layout)
        named["signing_time"] = self._signing_time(named.get("signing_time", ""))
        signatures = self._signatures(values, layout)
        if date_parts(named.get("date", "")) is None:
            self.fault(
                "head-date",
                f"“ngay: {named['date']}” không phải ngày; hãy ghi năm-tháng-ngày như 2023-12-22, "
                "hoặc 2023-12 khi chưa có ngày.",
                self.lines.get("ngay"),
                "ngay",
            )
            named["date"] = ""
        return Head(
            kind=layout.kinds.get(slug),
            kind_slug=slug,
            profile=self._profile(values, layout),
            signature=signatures[0] if signatures else Signature(),
            signatures=signatures if len(signatures) > 1 else (),
            joint=self._joint(values, layout),
            main_kind=layout.kinds.get(main),
            left_signature=self._signature(values, "ky-trai", layout),
            draft=self._draft(values, layout),
            urgency=self._urgency(values, layout),
            contact=self._contact(values, layout),
            numbered_headings=self._flag(values, "danh-so-de-muc"),
            lines=self.lines,
            **named,
        )

    def _tell_unknown_keys(self, values: dict[str, Any]) -> None:
        for key in values:
            if key not in KEYS:
                self.fault(
                    "head-unknown-key",
                    f"Phần đầu có khóa lạ “{key}”{_near(key, KEYS)}; giá trị này không được in ra.",
                    self.lines.get(key),
                    key,
                    Severity.WARNING,
                )

    def _kind_slug(self, values: dict[str, Any], key: str, layout: Layout) -> str:
        """Return the kind that a key names, with a finding when the layout has none of that name."""
        slug = self._text(values, key)
        if slug and slug not in layout.kinds:
            said = f"“{key}: {slug}” không phải loại văn bản nào{_near(slug, layout.kinds)}."
            self.fault("head-kind", said, self.lines.get(key), key)
        return slug

    def _text(self, values: dict[str, Any], key: str) -> str:
        value = values.get(key, "")
        if isinstance(value, str):
            return value
        self.fault("head-value", f"“{key}” phải là một dòng chữ.", self.lines.get(key), key)
        return ""

    def _list(self, values: dict[str, Any], key: str, layout: Layout) -> tuple[str, ...]:
        value = values.get(key, "")
        items = value if isinstance(value, list) else [value]
        return tuple(text for text in (self._item(item, key, layout) for item in items) if text)

    def _item(self, item: Any, key: str, layout: Layout) -> str:
        """Return one entry: text, or `{ten: …, de: b/c}`, printed "… (để b/c)"; "a: b" unquoted is meant as text."""
        if isinstance(item, str):
            return item
        if isinstance(item, dict) and set(item) == {"ten", "de"}:
            return layout.filled("purpose_form", name=str(item["ten"]), purpose=str(item["de"]))
        if isinstance(item, dict) and len(item) == 1:
            ((name, value),) = item.items()
            if isinstance(value, str):
                return f"{name}: {value}"
        self.fault("head-value", f"Mỗi mục của “{key}” phải là một dòng chữ.", self.lines.get(key), key)
        return ""

    def _signing_time(self, value: str) -> str:
        if value and not _SIGNING_TIME.fullmatch(value):
            self.fault(
                "head-signing-time",
                f"“thoi-diem-ky: {value}” phải ghi ngày và giờ như 2026-03-09 08:30:15.",
                self.lines.get("thoi-diem-ky"),
                "thoi-diem-ky",
            )
            return ""
        return value

    def _joint(self, values: dict[str, Any], layout: Layout) -> tuple[JointAgency, ...]:
        """Return the other agencies of a joint document, under the first one."""
        listed = values.get("lien-tich", "")
        found = []
        for item in listed if isinstance(listed, list) else [listed] if listed else []:
            if not isinstance(item, dict) or not set(item) <= {"co-quan-chu-quan", "co-quan"}:
                line = self.lines.get("lien-tich")
                self.fault("head-value", "Mỗi mục của “lien-tich” phải có co-quan.", line, "lien-tich")
                continue
            superior, agency = (self._list(item, key, layout) for key in ("co-quan-chu-quan", "co-quan"))
            found.append(JointAgency(superior, agency))
        return tuple(found)

    def _signatures(self, values: dict[str, Any], layout: Layout) -> tuple[Signature, ...]:
        """Return who signs: one, or a list of them."""
        listed = values.get("ky", "")
        tables = listed if isinstance(listed, list) else [listed]
        found = (self._signature({"ky": table}, "ky", layout) for table in tables)
        return tuple(signature for signature in found if signature is not None)

    def _signature(self, values: dict[str, Any], key: str, layout: Layout) -> Signature | None:
        table = values.get(key, "")
        if table == "":
            return None
        if not isinstance(table, dict):
            self.fault("head-value", f"“{key}” phải có các mục quyen-han và ho-ten.", self.lines.get(key), key)
            return None
        for name in table:
            if name not in ("quyen-han", "chuc-vu-khac", "ho-ten"):
                self.fault(
                    "head-unknown-key",
                    f"“{key}” có khóa lạ “{name}”; giá trị này không được in ra.",
                    self.lines.get(f"{key}.{name}"),
                    key,
                    Severity.WARNING,
                )
        return Signature(
            self._list(table, "quyen-han", layout), self._text(table, "chuc-vu-khac"), self._text(table, "ho-ten")
        )

    def _profile(self, values: dict[str, Any], layout: Layout) -> int | None:
        value = self._text(values, "co-chu")
        known = {str(choice): choice for choice in layout.rules["profile"].choices}
        if value and value not in known:
            self.fault(
                "head-profile",
                f"“co-chu: {value}” không hợp lệ: chỉ có bộ {' hoặc '.join(known)}.",
                self.lines.get("co-chu"),
                "co-chu",
            )
        return int(known[value]) if value in known else None

    def _flag(self, values: dict[str, Any], key: str) -> bool:
        value = self._text(values, key).lower()
        if value not in _TRUE + _FALSE:
            self.fault("head-value", f"“{key}” phải là true hoặc false.", self.lines.get(key), key)
        return value in _TRUE

    def _draft(self, values: dict[str, Any], layout: Layout) -> str:
        """Return "DỰ THẢO", or with the words typed after it ("lần 2"); "" when it is no draft."""
        value, word = self._text(values, "du-thao"), layout.text("draft_word")
        if value.lower() in _FALSE:
            return ""
        if value.lower() in _TRUE:
            return word
        return value if value.upper().startswith(word.upper()) else f"{word} {value}"

    def _urgency(self, values: dict[str, Any], layout: Layout) -> str:
        value, known = self._text(values, "do-khan"), urgency_marks(layout)
        if value and value not in known:
            self.fault(
                "head-value",
                f"“do-khan: {value}” không hợp lệ; hãy ghi {', '.join(known)}.",
                self.lines.get("do-khan"),
                "do-khan",
            )
            return ""
        return value

    def _contact(self, values: dict[str, Any], layout: Layout) -> tuple[str, ...]:
        value = values.get("lien-he", "")
        if not isinstance(value, dict):
            return self._list(values, "lien-he", layout)
        return tuple(self._contact_lines(value, layout))

    def _contact_lines(self, table: dict[str, Any], layout: Layout) -> Iterator[str]:
        for key in table:
            if key not in CONTACT_KEYS:
                self.fault(
                    "head-unknown-key",
                    f"“lien-he” có khóa lạ “{key}”; giá trị này không được in ra.",
                    self.lines.get(f"lien-he.{key}"),
                    "lien-he",
                    Severity.WARNING,
                )
        parts = [
            f"{layout.text(f'contact_{word}_word')} {self._text(table, key)}"
            for key, word in CONTACT_KEYS.items()
            if table.get(key)
        ]
        if parts:
            yield parts[0]
        if parts[1:]:
            yield "; ".join(parts[1:])


def _near(word: str, known: Iterable[str]) -> str:
    close = nearest(word, known)
    return f" (có phải “{close}”?)" if close else ""

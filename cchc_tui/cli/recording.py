"""Writing records: `add`, `set`, `delete`, `restore`. The options of `add` are the field declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cchc_tui.cli.agreeing import THOUGH_CLOSED, agreeing
from cchc_tui.cli.completers import Assignment, RecordId, typed_fields
from cchc_tui.cli.kinds import ADDED, ways_to_name_a_kind
from cchc_tui.cli.late_group import LateGroup
from cchc_tui.cli.session import (
    GOOD,
    Session,
    ask,
    has_terminal,
    print_data,
    print_notice,
    warn_of_broken_files,
)
from cchc_tui.cli.vietnamese import COMMAND_WORD, OPTIONS_WORD
from cchc_tui.errors import EnvironmentFaultError, RefusedError, WrongUseError
from cchc_tui.language.text import fold, nearest
from cchc_tui.language.wording import Qualifier, format_date, format_number, parse_quantity
from cchc_tui.records.directive import INCOMING, OUTGOING, Directive, likely_kind
from cchc_tui.records.fields import Field, FieldType, Record, field_of
from cchc_tui.records.media import MediaCount
from cchc_tui.records.merge import changed_fields
from cchc_tui.records.office import choices_of
from cchc_tui.records.typed import read_typed

if TYPE_CHECKING:
    from cchc_tui.office import Office, Stored
    from cchc_tui.records.issuing import IssuerGuess

_LISTS = (FieldType.LINES, FieldType.IDS)
_LEFT_OUT = {
    "direction": "Không nêu thì suy từ cơ quan ban hành và ký hiệu; chưa chắc thì hỏi.",
    "issuer": "Không nêu thì suy từ ký hiệu; văn bản đi là của cơ quan mình.",
}
"""What a field of a new record is when nothing is said."""
_ANSWERS = {"di": OUTGOING, "den": INCOMING}


class AddGroup(LateGroup):
    """One subcommand for each kind of records, its options made from the declarations."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the kinds."""
        return list(ADDED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand of one kind; the plural is taken too."""
        name = cmd_name if cmd_name in ADDED else cmd_name.removesuffix("s")
        return _add_command(name, ADDED[name]) if name in ADDED else None


@click.group(
    cls=AddGroup,
    options_metavar=OPTIONS_WORD,
    subcommand_metavar=COMMAND_WORD,
    short_help="Thêm một hồ sơ; in mã của nó.",
    help="Thêm một hồ sơ rồi in mã của nó: directive (văn bản), media (thống kê tin bài), checklist (nhiệm vụ).",
)
def add_record() -> None:
    """Add a record; the subcommand says of which kind."""


def _add_command(name: str, cls: type[Record]) -> click.Command:
    """Return `cchc add NAME` with an option for each field a person may fill in."""

    @click.pass_obj
    def add(session: Session, /, allow_duplicate: str, like: str | None, yes: bool, **typed: Any) -> int:
        office = session.open_to_add()
        given = {key: _lines(value) for key, value in typed.items() if value not in (None, ())}
        start = _copied(office, cls, like) if like else cls()
        record = start.change(**_values(office, start, given))
        with _kept(office, record, None, given):
            stored = agreeing(office, lambda: _added(office, record, allow_duplicate), yes=yes)
        warn_of_broken_files(office.records.found_at_save)
        print_notice(f"Đã thêm {office.records.describe(stored.record)} ({stored.path}).")
        _tell_asked_day(stored.record)
        print_data(stored.record.id)
        return GOOD

    return click.Command(
        name,
        callback=add,
        params=[*(_option(f) for f in typed_fields(cls)), _like(), _allow_duplicate(), _though_closed()],
        options_metavar=OPTIONS_WORD,
        short_help=f"Thêm {cls.name}.",
        help=f"Thêm {cls.name} rồi in mã của nó. Tên tùy chọn là khóa trong tệp TOML, viết “-” hay “_” đều được.",
        context_settings={"token_normalize_func": lambda word: word.replace("_", "-")},
    )


def _tell_asked_day(record: Record) -> None:
    """Propose the day that the words of an incoming paper ask for, where none was given."""
    if not isinstance(record, Directive) or record.direction != INCOMING or record.due_on:
        return
    from cchc_tui.records.answer_day import asked_day

    if day := asked_day(f"{record.subject or ''}; {record.note or ''}", record.issued_on):
        shown = format_date(day)
        print_notice(f"Văn bản nói hạn {shown}; ghi để được nhắc: cchc set {record.id} due_on={shown}")


def _though_closed() -> click.Option:
    return click.Option(["--yes"], is_flag=True, help=THOUGH_CLOSED)


def _added(office: Office, record: Record, allow_duplicate: str) -> Stored[Record]:
    """Return the new record; whose a document is is asked where a person sits at the terminal."""
    from cchc_tui.office import DoubtfulIssuerError

    try:
        return office.records.add(record, allow_duplicate=allow_duplicate)
    except DoubtfulIssuerError as fault:
        if not isinstance(record, Directive) or not has_terminal() or (record.direction and record.issuer):
            raise
        print_notice(fault.message)
        return office.records.add(_answered(record, fault.guess), allow_duplicate=allow_duplicate)


def _answered(record: Directive, guess: IssuerGuess) -> Directive:
    """Return the document with what the person says of it; DoubtfulIssuerError stays where the answers contradict the
    rest.
    """
    answer = fold(ask("Là văn bản đi hay đến? [đi, đến; Enter: thôi]"))
    if answer not in _ANSWERS:
        raise RefusedError("Chưa rõ văn bản đi hay đến nên chưa ghi gì.")
    direction = _ANSWERS[answer]
    issuer = record.issuer
    if direction == INCOMING and not issuer:
        offered = f" (Enter: {guess.issuer})" if guess.direction == INCOMING and guess.issuer else ""
        issuer = ask(f"Cơ quan ban hành?{offered}") or (guess.issuer if offered else None)
    return record.change(direction=direction, issuer=issuer)


def _option(field: Field) -> click.Option:
    """Return the option of one field."""
    return click.Option(
        [f"--{field.key.replace('_', '-')}", field.key],
        metavar=_metavar(field),
        multiple=field.type in _LISTS,
        help=_help(field),
    )


def _metavar(field: Field) -> str:
    match field.type:
        case FieldType.DATE:
            return "NGÀY"
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.PLACE:
            return "SỐ"
        case FieldType.PERIOD:
            return "KỲ"
        case FieldType.IDS:
            return "MÃ"
        case _:
            return "CHỮ"


def _help(field: Field) -> str:
    guessed = field.choices_from == "kinds"
    parts = [f"{field.label}{' (bắt buộc)' if field.required and not guessed else ''}."]
    if field.help:
        parts.append(field.help)
    if field.type is FieldType.DATE:
        parts.append("Gõ 21/2/2023.")
    if field.choices:
        parts.append("Một trong: " + ", ".join(f"{c.code} ({c.label})" for c in field.choices) + ".")
    elif guessed:
        parts.append("Như cong-van hoặc “Công văn”; không nêu thì suy từ ký hiệu, không có ký hiệu thì phải nêu.")
    elif field.choices_from:
        parts.append("Mã hoặc tên khai trong office.toml.")
    if field.key in _LEFT_OUT:
        parts.append(_LEFT_OUT[field.key])
    if field.type in _LISTS:
        parts.append("Dùng nhiều lần cho nhiều dòng.")
    return " ".join(parts)


def _like() -> click.Option:
    return click.Option(
        ["--like"], metavar="MÃ", type=RecordId(), help="Chép sẵn mọi mục của hồ sơ ấy; chỉ nêu những mục khác đi."
    )


def _copied(office: Office, cls: type[Record], reference: str) -> Record:
    """Return what a person may fill in of another record of the same kind, as the start of a new one."""
    other = office.records.find(reference).record
    if not isinstance(other, cls):
        raise WrongUseError(f"{other.name.capitalize()} {other.title} không phải là {cls.name}.", "Chưa ghi gì.")
    return cls(**{field.key: getattr(other, field.key) for field in typed_fields(cls)})


def _allow_duplicate() -> click.Option:
    return click.Option(
        ["--allow-duplicate"],
        metavar="LÝ_DO",
        default="",
        help="Vẫn thêm dù đã có hồ sơ như thế; lý do được ghi vào Ghi chú.",
    )


def _lines(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _values(office: Office, record: Record, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed, read field by field in declared order; WrongUseError with all that could not be read.

    Each field is read with those before it in place, because the measures to choose from depend on the channel.
    """
    values: dict[str, Any] = {}
    faults = []
    given = _taken_apart(record, given)
    for field in typed_fields(type(record)):
        if field.key not in given:
            continue
        choices = choices_of(field, office.settings, record.change(**values))
        value, fault = read_typed(field, given[field.key], today=office.today, choices=choices)
        if fault:
            faults.append(f"{field.key}: {fault}")
        else:
            values[field.key] = value
    if faults:
        raise WrongUseError("\n".join(faults), "Chưa ghi gì.")
    return values


def _taken_apart(record: Record, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return a count typed as it is said, `trên 90`, as number and qualifier."""
    quantity = parse_quantity(given.get("value", ""), decimals=True) if isinstance(record, MediaCount) else None
    if quantity is None or quantity.qualifier is Qualifier.EXACT:
        return given
    if "qualifier" in given:
        raise WrongUseError(
            f"Mức chính xác nêu hai lần: trong value “{given['value']}” và trong qualifier “{given['qualifier']}”.",
            "Chỉ nêu một chỗ; chưa ghi gì.",
        )
    return {**given, "value": format_number(quantity.value), "qualifier": quantity.qualifier.value}


@contextmanager
def _kept(office: Office, record: Record, stored: Stored[Record] | None, given: Mapping[str, str]) -> Iterator[None]:
    """Yield when the save inside does not go through for want of rights, room or time, keep what was typed as a
    draft.
    """
    from cchc_tui.office import ConflictError, Draft, DuplicateError

    try:
        yield
    except DuplicateError as fault:
        fault.hint = 'Hãy sửa bản đã có; nếu thật sự là hai hồ sơ khác nhau thì thêm: --allow-duplicate "lý do"'
        raise
    except WrongUseError as fault:
        if stored is None and isinstance(record, Directive) and not (record.kind or likely_kind(record.symbol)):
            fault.hint = f"{ways_to_name_a_kind()}\n{fault.hint}"
        raise
    except ConflictError:
        raise
    except (RefusedError, EnvironmentFaultError) as fault:
        box = office.drafts
        draft = Draft(box.new_token(), type(record).__name__, record.title, texts=given)
        if stored is not None:
            draft = replace(draft, record=stored.record.id, fingerprint=stored.fingerprint)
        try:
            box.keep(draft)
        except EnvironmentFaultError:
            raise fault from None  # no promise that cannot be kept
        fault.hint = f"{fault.hint} Những gì vừa gõ được giữ làm bản nháp; xem: cchc drafts".strip()
        raise


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Sửa các mục của một hồ sơ.",
    help='Sửa các mục của một hồ sơ: cchc set 7k3f9q subject="…" issued_on=21/2/2023. '
    "KHÓA= (không có giá trị) xóa trắng mục ấy; mục nhiều dòng thì lặp lại khóa cho từng dòng. "
    "Nêu nhiều mã thì sửa tất cả trong một lần lưu: cchc set 7k3f9q 8m2x1a evaluation=Đạt",
)
@click.argument("reference", metavar="MÃ", type=RecordId())
@click.argument("assignments", metavar="KHÓA=GIÁ_TRỊ...", type=Assignment(), nargs=-1, required=True)
@click.option("--yes", is_flag=True, help=THOUGH_CLOSED)
@click.pass_obj
def set_fields(session: Session, reference: str, assignments: Sequence[tuple[str, str]], yes: bool) -> int:
    """Change fields of one record, or the same fields of several in one save."""
    office = session.open()
    further = [word for key, word in assignments if not key]
    typed = [(key, text) for key, text in assignments if key]
    if not typed:
        raise WrongUseError("Chưa nêu sửa gì.", 'Viết KHÓA=GIÁ_TRỊ, ví dụ: note="Đã gửi"; chưa ghi gì.')
    changes = [_change(office, one, typed) for one in dict.fromkeys((reference, *further))]
    first, after = changes[0]
    with _kept(office, after, first, _gathered(first.record, typed)):
        saved = agreeing(office, lambda: office.records.save_all(changes), yes=yes)
    for (before, _), now in zip(changes, saved, strict=True):
        changed = changed_fields(before.record, now.record)
        title = _titled(office, now.record)
        print_notice(f"Đã sửa {', '.join(changed)} của {title}." if changed else f"Không có gì thay đổi ở {title}.")
    return GOOD


def _change(office: Office, reference: str, assignments: Sequence[tuple[str, str]]) -> tuple[Stored[Record], Record]:
    """Return a record as it is and as it shall be; RefusedError for a deleted one."""
    stored = office.records.find(reference)
    if stored.record.deleted:
        raise RefusedError(
            f"Hồ sơ {_titled(office, stored.record)} đã xóa ({stored.record.deleted_because}) nên không sửa.",
            f"Muốn sửa, hãy lấy lại trước: cchc restore {stored.record.id}",
        )
    given = _gathered(stored.record, assignments)
    after = stored.record.change(**_values(office, stored.record, given))
    if isinstance(after, Directive) and isinstance(stored.record, Directive):
        from cchc_tui.office import demand_consistent

        demand_consistent(stored.record, after, office.settings)
    return stored, after


def _gathered(record: Record, assignments: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the assignments by key, those of one list joined; WrongUseError for a key that cannot be set."""
    given: dict[str, str] = {}
    for key, text in assignments:
        field = field_of(type(record), key)
        if field is None or field.system or field.type is FieldType.TABLES:
            raise WrongUseError(_wrong_key(record, key, known=field is not None), "Chưa ghi gì.")
        if key in given and field.type not in _LISTS:
            raise WrongUseError(f"Khóa “{key}” nêu hai lần.", "Mục này chỉ có một giá trị; chưa ghi gì.")
        given[key] = f"{given[key]}\n{text}" if key in given else text
    return given


def _wrong_key(record: Record, key: str, *, known: bool) -> str:
    if known:
        return f"Khóa “{key}” do chương trình ghi, không sửa tay được."
    keys = [f.key for f in typed_fields(type(record))]
    near = nearest(key, keys)
    hint = f" Có phải “{near}”?" if near else ""
    return f"{record.name.capitalize()} không có khóa “{key}”.{hint} Được dùng: {', '.join(keys)}."


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xóa một hồ sơ (còn lấy lại được).",
    help="Xóa một hồ sơ (hay nhiều, trong một lần lưu): tệp vẫn còn, danh sách và báo cáo không tính nữa. "
    "Lấy lại bằng: cchc restore MÃ",
)
@click.argument("references", metavar="MÃ...", type=RecordId(), nargs=-1, required=True)
@click.option("--because", metavar="LÝ_DO", required=True, help="Vì sao xóa, ví dụ “nhập trùng”.")
@click.option("--yes", is_flag=True, help=THOUGH_CLOSED)
@click.pass_obj
def delete_record(session: Session, references: Sequence[str], because: str, yes: bool) -> int:
    """Put a tombstone on these records."""
    office = session.open()
    found = [office.records.find(reference) for reference in dict.fromkeys(references)]
    for stored in found:
        if stored.record.deleted:
            titled = _titled(office, stored.record)
            raise RefusedError(f"Hồ sơ {titled} đã xóa từ trước ({stored.record.deleted_because}).")
    agreeing(office, lambda: office.records.delete_all(found, because), yes=yes)
    for stored in found:
        print_notice(f"Đã xóa {_titled(office, stored.record)}. Lấy lại bằng: cchc restore {stored.record.id}")
    return GOOD


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Lấy lại hồ sơ đã xóa, hoặc một bản cũ.",
    help="Lấy lại một hồ sơ đã xóa, hoặc với --at trở lại một bản cũ của nó. "
    "Xem các hồ sơ đã xóa bằng: cchc list LOẠI --deleted",
)
@click.argument("reference", metavar="MÃ", type=RecordId(deleted=True))
@click.option("--at", "when", metavar="NGÀY", help="Trở lại bản của ngày ấy, hoặc của lần lưu mang mã ấy (cchc log).")
@click.option("--yes", is_flag=True, help=THOUGH_CLOSED)
@click.pass_obj
def restore_record(session: Session, reference: str, when: str | None, yes: bool) -> int:
    """Take the tombstone off one record, or bring back an earlier version of it."""
    office = session.open()
    if when:
        back = agreeing(office, lambda: office.history.restore_version(reference, when), yes=yes)
        print_notice(f"Đã trở lại bản cũ của {_titled(office, back.record)}.")
        return GOOD
    stored = office.records.find(reference)
    if not stored.record.deleted:
        raise RefusedError(f"Hồ sơ {_titled(office, stored.record)} không bị xóa.")
    agreeing(office, lambda: office.records.restore(stored), yes=yes)
    print_notice(f"Đã lấy lại {_titled(office, stored.record)}.")
    return GOOD


def _titled(office: Office, record: Record) -> str:
    return f"{office.records.describe(record)} (mã {record.id})"

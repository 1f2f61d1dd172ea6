"""Where each record lies: ASCII file names set at birth."""

from __future__ import annotations

import os

from cchc_tui.language.text import slug
from cchc_tui.records.checklist import ChecklistItem
from cchc_tui.records.directive import Directive
from cchc_tui.records.fields import Record, place_key
from cchc_tui.records.figures import FigureRow
from cchc_tui.records.media import MediaCount
from cchc_tui.records.office import OfficeSettings, People
from cchc_tui.records.period import parse_period
from cchc_tui.records.report_sheet import ReportSheet
from cchc_tui.storage.records_folder import OFFICE_FILE as OFFICE_FILE

PEOPLE_FILE = "people.toml"
ACCEPTANCE_FILE = "accepted.toml"
BODY_FILE = "body.md"
FROZEN_FILE = "frozen.md"
"""The Markdown of a closed report, beside its prose."""
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 6
_SLUG_LENGTH = 40

PATTERNS: dict[type[Record], str] = {
    Directive: "directives/*/*.toml",
    MediaCount: "media/*/*.toml",
    ChecklistItem: "checklists/*/*.toml",
    ReportSheet: "reports/*/report.toml",
    FigureRow: "figures/*/*.toml",
}
"""Where the files of each kind of record lie, relative to the records directory."""


def new_id() -> str:
    """Return six random Crockford base32 characters: about a thousand million ids."""
    return "".join(_CROCKFORD[byte % 32] for byte in os.urandom(ID_LENGTH))


def birth_id(record: Record) -> str:
    """Return the id of a new record: random, but for a row of figures, which is the same file wherever it is begun, so
    that two people who begin it in two copies meet in its columns and not in two files.
    """
    if isinstance(record, FigureRow):
        import hashlib  # only who fills in a form needs it

        place = f"{record.form}\n{record.period}\n{record.row}".encode()
        return "".join(_CROCKFORD[byte % 32] for byte in hashlib.sha256(place).digest()[:ID_LENGTH])
    return new_id()


def _place_name(place: int | str | None) -> str:
    """Return a place as file names sort: 03, 01-01, 01-10."""
    return "-".join(f"{part:02d}" for part in place_key(place))


def birth_path(record: Record) -> str:
    """Return the relative path a new record gets; never changed afterwards, and nothing depends on it."""
    match record:
        case Directive():
            day = record.issued_on.isoformat() if record.issued_on else "0000-00-00"
            words = slug(record.symbol or record.subject or "van-ban")[:_SLUG_LENGTH].strip("-")
            return f"directives/{day[:4]}/{day}_{words}_{record.id}.toml"
        case MediaCount():
            period = parse_period(record.period or "")
            year = f"{period.year:04d}" if period else "0000"
            words = slug(f"{record.channel} {record.measure}")[:_SLUG_LENGTH].strip("-")
            return f"media/{year}/{slug(record.period or 'ky')}_{words}_{record.id}.toml"
        case ChecklistItem():
            return f"checklists/{slug(record.checklist or 'bang')}/{_place_name(record.position)}_{record.id}.toml"
        case ReportSheet():
            return f"reports/{slug(record.slug or record.id)}/report.toml"
        case FigureRow():
            name = f"{slug(record.form or 'bieu')}_{slug(record.row or 'dong')[:_SLUG_LENGTH].strip('-')}_{record.id}"
            return f"figures/{slug(record.period or 'ky')}/{name}.toml"
        case OfficeSettings():
            return OFFICE_FILE
        case People():
            return PEOPLE_FILE
        case _:
            return _rare_path(record)


def _rare_path(record: Record) -> str:
    from cchc_tui.records.acceptance import Acceptance

    if isinstance(record, Acceptance):
        return ACCEPTANCE_FILE
    raise TypeError(f"no place for {type(record).__name__}")

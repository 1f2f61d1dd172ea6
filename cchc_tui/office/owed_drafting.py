"""What an obligation proposes when its report is begun: period, outline, recipient, forms, signer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.document.attribute import quoted
from cchc_tui.errors import WrongUseError
from cchc_tui.language.text import clean_line, nearest
from cchc_tui.records.letterhead import proposed_signatory, symbol_for
from cchc_tui.records.office import Obligation, OfficeSettings
from cchc_tui.records.owed import OwedReport, in_force, obligations_of
from cchc_tui.records.period import Period

if TYPE_CHECKING:
    from cchc_tui.records.form import StatisticalForm
    from cchc_tui.report import NewReport, Outline

_ONLY_WITH_TASKS = "{% if nhiem_vu.tong_so > 0 %} (kèm Phụ lục){% endif %}"
"""What closes a shipped outline: with forms there is an appendix whatever the tasks are."""


@dataclass(frozen=True)
class OwedDraft:
    """One period of one obligation, whose report is to be begun."""

    obligation: Obligation
    period: Period


def choose_owed(settings: OfficeSettings, code: str, period: Period | None, owed: Iterable[OwedReport]) -> OwedDraft:
    """Return the obligation with that code and the period that is meant: the named one, else the first of `owed` that
    nobody has begun. WrongUseError for an unknown code, and when no period is named and none is open.
    """
    wanted = clean_line(code)
    rows = [row for row in obligations_of(settings) if row.code == wanted]
    if not rows:
        codes = [row.code or "" for row in obligations_of(settings)]
        near = nearest(wanted, codes)
        hint = f"Có phải “{near}”? " if near else ""
        listed = ", ".join(dict.fromkeys(codes)) or "chưa khai báo cáo nào"
        raise WrongUseError(f"Không có báo cáo phải nộp “{wanted}”.", f"{hint}Các báo cáo phải nộp: {listed}.")
    if period is None:
        open_ones = [one for one in owed if one.obligation.code == wanted and one.report is None]
        if not open_ones:
            raise WrongUseError(f"Không có kỳ nào của “{wanted}” còn phải lập.", "Muốn lập kỳ khác: thêm --period KỲ.")
        return OwedDraft(open_ones[0].obligation, open_ones[0].period)
    window = settings.window_of(period, rows[0].regime)
    return OwedDraft(next((row for row in rows if in_force(row, window)), rows[-1]), period)


def proposed_outline(draft: OwedDraft, outlines: Iterable[Outline]) -> str:
    """Return the outline the obligation names, else the only one made for its regime and such a period.

    WrongUseError where nobody can tell.
    """
    if draft.obligation.outline:
        return draft.obligation.outline
    fitting = [o.name for o in outlines if o.regime == draft.obligation.regime and o.fits(draft.period)]
    if len(fitting) == 1:
        return fitting[0]
    raise WrongUseError(
        f"Báo cáo phải nộp “{draft.obligation.code}” chưa ghi đề cương.",
        "Thêm --outline ĐỀ_CƯƠNG hoặc --from BÁO_CÁO_CŨ; hoặc ghi outline ở báo cáo ấy trong office.toml.",
    )


def proposed_report(
    made: NewReport,
    draft: OwedDraft,
    settings: OfficeSettings,
    forms: Iterable[StatisticalForm],
    *,
    slug: str,
    day: date,
) -> NewReport:
    """Return the report with what its obligation says: recipient, regime, issuer and signer, a part for each form."""
    row, sheet = draft.obligation, made.sheet
    values: dict[str, object] = {
        "obligation": row.code,
        "slug": slug or f"{draft.period.code.replace('..', '-den-')}-{row.code}",
    }
    if row.regime:
        values["regime"] = row.regime
    if row.recipient:
        values["addressees"] = (row.recipient,)
    if row.issuer:
        values["symbol"] = symbol_for(settings, row.issuer, sheet.symbol)
        signer = proposed_signatory(settings, day, str(values["symbol"]))
        values["signing"] = signer.signing if signer else ()
        values["signatory"] = signer.name if signer else None
    return replace(made, sheet=sheet.change(**values), body=_with_forms(made.body, forms))


def _with_forms(body: str, forms: Iterable[StatisticalForm]) -> str:
    """Return the prose with an appendix for each form that it does not print yet."""
    missing = [form for form in forms if f'bieu("{form.code}")' not in body]
    if not missing:
        return body
    parts = [
        f'::: {{.phu-luc ten="{quoted(form.title.upper())}"}}\n\n{{{{ bieu("{form.code}") }}}}\n\n:::'
        for form in missing
    ]
    return "\n\n".join([body.rstrip("\n").replace(_ONLY_WITH_TASKS, " (kèm Phụ lục)"), *parts]) + "\n"

"""Rules on whom a paper goes to: Kính gửi and Nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.document.official import OfficialDocument
from cchc_tui.records.finding import Severity
from cchc_tui.rules.context import HeadIssue
from cchc_tui.rules.head import form_of_page, kind_words
from cchc_tui.rules.rule import page_rule

_SENT_TO_ARTICLES = ("quyet-dinh", "nghi-quyet")
"""Kinds whose first recipients are those an Điều of theirs names."""


@page_rule(
    "addressee-not-named",
    Severity.WARNING,
    layout_key="recipients",
    files_only=True,
    says="Báo cáo gửi cấp trên, tờ trình, công văn có “Kính gửi” ở phần đầu.",
    example="công văn không có “kinh-gui”",
)
def addressee_not_named(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report an addressed kind without addressee; only a report may go to nobody above."""
    kind = page.head.kind
    if kind is None or not kind.addressed or page.head.addressees:
        return
    if kind.slug == "bao-cao":
        yield HeadIssue("kinh-gui", "Báo cáo của cấp dưới gửi cấp trên phải có “Kính gửi”.")
    else:
        yield HeadIssue("kinh-gui", f"{kind.name} phải có “Kính gửi”.", severity=Severity.ERROR)


@page_rule(
    "addressee-unneeded",
    Severity.NOTICE,
    layout_key="recipients",
    says="Văn bản không gửi thẳng cho ai thì không có “Kính gửi”.",
    example="kế hoạch có “Kính gửi”",
)
def addressee_unneeded(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report an addressee of a kind that has none."""
    kind = page.head.kind
    if kind and not kind.addressed and page.head.addressees and not form_of_page(page).call:
        message = f"{kind.name} không có “Kính gửi”; nơi nhận ghi ở cuối văn bản."
        yield HeadIssue("kinh-gui", message, page.head.addressees[0])


@page_rule(
    "call-missing",
    Severity.ERROR,
    layout_key="recipients",
    says="Công điện, thư công ghi nơi được gửi.",
    example="công điện không có “kinh-gui”",
)
def call_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a kind that names those it tells on a line of its own, without a name."""
    form = form_of_page(page)
    if form.call and form.call_names and not page.head.addressees:
        yield HeadIssue("kinh-gui", f"{kind_words(page)} phải ghi nơi được gửi ở “kinh-gui” ({form.sample}).")


@page_rule(
    "recipients-missing",
    Severity.WARNING,
    layout_key="recipients",
    says="Văn bản có nơi nhận.",
    example="phần đầu không có “noi-nhan”",
)
def recipients_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a paper without recipients."""
    if not page.head.recipients and form_of_page(page).recipients:
        yield HeadIssue("noi-nhan", "Chưa ghi nơi nhận.")


def _file_copies(page: OfficialDocument) -> list[str]:
    word = page.layout.text("file_copy_word")
    if not form_of_page(page).recipients:
        return []
    return [item for item in page.head.recipients if item.lstrip("- ").startswith(word)]


@page_rule(
    "file-copy-missing",
    Severity.WARNING,
    layout_key="recipients",
    files_only=True,
    says="Nơi nhận có dòng “Lưu: VT, …”.",
    example="nơi nhận chỉ có “Như trên”",
)
def file_copy_missing(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report recipients without a copy to be filed."""
    if page.head.recipients and form_of_page(page).recipients and not _file_copies(page):
        copy, desk = page.layout.text("file_copy_word"), page.layout.text("file_copy_desk")
        yield HeadIssue("noi-nhan", f"Nơi nhận chưa có dòng “{copy} {desk}, …”.")


@page_rule(
    "file-copy-clerk",
    Severity.WARNING,
    layout_key="recipients",
    files_only=True,
    says="Dòng “Lưu” có VT (văn thư).",
    example="Lưu: VP.",
)
def file_copy_clerk(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a filing line without the clerk's desk."""
    copies, desk = _file_copies(page), page.layout.text("file_copy_desk")
    if copies and not any(re.search(rf"\b{re.escape(desk)}\b", item) for item in copies):
        copy = page.layout.text("file_copy_word")
        message = f"Dòng “{copies[-1]}” phải có {desk} (văn thư), như “{copy} {desk}, VP”."
        yield HeadIssue("noi-nhan", message, copies[-1])


@page_rule(
    "file-copy-last",
    Severity.NOTICE,
    layout_key="recipients",
    says="Dòng “Lưu” đứng cuối nơi nhận.",
    example="Lưu: VT đứng trước Như trên",
)
def file_copy_last(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a filing line with others below it."""
    copies = _file_copies(page)
    if copies and page.head.recipients[-1] not in copies:
        copy = page.layout.text("file_copy_word")
        yield HeadIssue("noi-nhan", f"Dòng “{copy}” đứng cuối nơi nhận; khi xuất đã xếp lại.", copies[-1])


@page_rule(
    "as-above",
    Severity.NOTICE,
    layout_key="recipients",
    says="Có “Kính gửi” thì nơi nhận bắt đầu bằng “Như trên”.",
    example="có Kính gửi mà nơi nhận không có “Như trên”",
)
def as_above(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report an addressed paper whose recipients do not begin with those above."""
    head, words = page.head, page.layout.text("as_above_words")
    form = form_of_page(page)
    if form.call or not form.recipients:
        return
    if head.addressees and head.recipients and not any(words in item for item in head.recipients):
        yield HeadIssue("noi-nhan", f"Có “Kính gửi” thì nơi nhận bắt đầu bằng “{words}”; khi xuất đã thêm.")


def _as_above_alone(page: OfficialDocument) -> str:
    """Return the recipient "Như trên" of a paper with nobody above; "" for a right one."""
    if page.head.addressees or not form_of_page(page).recipients:
        return ""
    words = page.layout.text("as_above_words")
    return next((item for item in page.head.recipients if item.lstrip("- ").startswith(words)), "")


def _as_article_words(page: OfficialDocument) -> str:
    return f"{page.layout.text('as_above_words').split()[0]} {page.layout.text('article_word')}"


@page_rule(
    "as-above-alone",
    Severity.WARNING,
    layout_key="recipients",
    says="Không có “Kính gửi” thì nơi nhận không ghi “Như trên”.",
    example="kế hoạch có nơi nhận “Như trên”",
)
def as_above_alone(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report "Như trên" where nobody stands above; a decision names the Điều (Mục II, khoản 9 điểm b)."""
    wrong = _as_above_alone(page)
    if wrong:
        kind = page.head.kind
        to_articles = kind is not None and kind.slug in _SENT_TO_ARTICLES
        tail = (
            f"; quyết định, nghị quyết ghi “{_as_article_words(page)} …”."
            if to_articles
            else "; hãy ghi tên cơ quan nhận."
        )
        words = page.layout.text("as_above_words")
        yield HeadIssue("noi-nhan", f"Không có “Kính gửi” nên nơi nhận không ghi “{words}”{tail}", wrong)


@page_rule(
    "as-article",
    Severity.NOTICE,
    layout_key="recipients",
    says="Nơi nhận của quyết định bắt đầu bằng “Như Điều …”.",
    example="quyết định có nơi nhận đầu là Sở Nội vụ",
)
def as_article(page: OfficialDocument) -> Iterator[HeadIssue]:
    """Report a decision whose recipients name no Điều."""
    head, words = page.head, _as_article_words(page)
    asked = (
        form_of_page(page).recipients
        and head.kind
        and head.kind.decides
        and head.recipients
        and not head.addressees
        and not _as_above_alone(page)
    )
    if asked and not any(item.lstrip("- ").startswith(words) for item in head.recipients):
        yield HeadIssue("noi-nhan", f"Nơi nhận của quyết định bắt đầu bằng “{words} …”.")

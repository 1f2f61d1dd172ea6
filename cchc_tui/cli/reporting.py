"""Reports and documents: `report` composes, `export` makes DOCX and PDF, `new-document` begins one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cchc_tui.cli.completers import ExampleKind, ReportName
from cchc_tui.cli.session import GOOD, Session, print_data, print_notice, print_text, warn_of_pending_sync
from cchc_tui.cli.vietnamese import OPTIONS_WORD
from cchc_tui.errors import CchcError, FindingsError, RefusedError, WrongUseError
from cchc_tui.language.text import printable

if TYPE_CHECKING:
    from cchc_tui.office import BatchResult, ExportResult, Office, Order

Target = Literal["docx", "pdf"]
_TARGETS: tuple[Target, ...] = ("docx", "pdf")


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Lập báo cáo thành văn bản Markdown.",
    help="Lập báo cáo từ hồ sơ, thông tin báo cáo và phần lời; in ra Markdown. BÁO_CÁO là tên ngắn, như 2023-nam.",
)
@click.argument("reference", metavar="BÁO_CÁO", type=ReportName())
@click.option("-o", "--output", metavar="TỆP", type=click.Path(dir_okay=False), help="Ghi vào tệp thay vì in ra.")
@click.option("--draft", is_flag=True, help="Vẫn lập khi hồ sơ còn lỗi; văn bản mang chữ DỰ THẢO.")
@click.option("--at-freeze", is_flag=True, help="In lại đúng từng chữ bản đã chốt số liệu.")
@click.option("--force", is_flag=True, help="Ghi đè tệp không do cchc report lập hoặc đã sửa tay.")
@click.option(
    "--collected",
    metavar="THƯ_MỤC",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Báo cáo của tỉnh: số liệu là tổng của các xã trong thư mục do cchc collect ghi, thêm phụ lục từng xã.",
)
@click.pass_obj
def compose_report(
    session: Session,
    reference: str,
    output: str | None,
    draft: bool,
    at_freeze: bool,
    force: bool,
    collected: Path | None,
) -> int:
    """Print one report as Markdown, or write it to a file."""
    from cchc_tui.office import write_composed

    office = session.open_quietly()
    warn_of_pending_sync(office.directory)
    to_read = output is None or output == "-"
    try:
        text, told = _composed(office, reference, draft=draft, at_freeze=at_freeze, collected=collected)
    except FindingsError:
        if to_read and not draft and not at_freeze:
            # What is only read is shown with its faults, as a draft: that cannot be taken for the final copy.
            with suppress(FindingsError):  # a placeholder that stands for nothing: there is no text at all
                print_text(_composed(office, reference, draft=True, at_freeze=False, collected=collected)[0])
        raise
    if output is None or output == "-":
        print_text(text)
        _tell(told)
        return GOOD
    out = Path(output)
    if out.resolve().is_relative_to(office.directory):
        raise RefusedError(f"{out} nằm trong thư mục hồ sơ.", "Hãy ghi báo cáo ra ngoài thư mục ấy; chưa ghi gì.")
    write_composed(out, text, force=force)
    _tell(told)
    print_notice(f"Đã lập {out}.")
    return GOOD


def _tell(told: Sequence[str]) -> None:
    for words in told:
        print_notice(words)


def _composed(
    office: Office, reference: str, *, draft: bool, at_freeze: bool, collected: Path | None
) -> tuple[str, list[str]]:
    """Return the Markdown of a report as it was closed, from the records, or from those of many offices; and what is
    told.
    """
    from cchc_tui.office import compose_collected, sealed

    stored = office.reports.find(reference)
    if at_freeze:
        return office.closing.frozen_text(reference), office.rules.told_with(stored)
    if collected is not None:
        text, told = compose_collected(office.reports, office.rules, reference, collected, draft=draft)
        return sealed(text), told
    told = office.rules.told_with(stored) if draft else office.rules.demand_final(stored)
    text = office.reports.compose(reference, draft=draft)
    return sealed(text), [*told, *office.reports.remarks(reference, text)]


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Xuất báo cáo, văn bản ra DOCX và PDF.",
    help="Xuất ra DOCX và PDF theo Nghị định 30/2020/NĐ-CP; in đường dẫn các tệp đã ghi. "
    "NGUỒN là tên báo cáo hoặc tệp Markdown; nhiều nguồn thì xuất cùng lúc.",
)
@click.argument("sources", metavar="NGUỒN...", nargs=-1, required=True, type=ReportName(or_file=True))
@click.option(
    "--to",
    "targets",
    metavar="DẠNG",
    multiple=True,
    type=click.Choice(_TARGETS, case_sensitive=False),
    help="docx hoặc pdf; dùng hai lần cho cả hai. Không nêu thì xuất cả hai.",
)
@click.option(
    "-o",
    "--output",
    metavar="ĐÍCH",
    type=click.Path(),
    help="Tệp hoặc thư mục đích. Không nêu: báo cáo vào thư mục xuat cạnh hồ sơ, tệp Markdown thì ngay cạnh nó.",
)
@click.option("--force", is_flag=True, help="Ghi đè cả tệp không do cchc tạo ra hoặc đã sửa trong Word.")
@click.option(
    "--draft",
    is_flag=True,
    help="Vẫn xuất khi báo cáo, văn bản còn lỗi; trang in mang chữ DỰ THẢO, tên tệp thêm -du-thao.",
)
@click.option("--at-freeze", is_flag=True, help="Xuất đúng bản đã chốt số liệu, dù hồ sơ đã đổi.")
@click.option("--check", "only_check", is_flag=True, help="Chỉ soát thể thức, nêu từng chỗ chưa đúng; không xuất gì.")
@click.pass_obj
def export_documents(
    session: Session,
    sources: Sequence[str],
    targets: Sequence[Target],
    output: str | None,
    force: bool,
    draft: bool,
    at_freeze: bool,
    only_check: bool,
) -> int:
    """Make DOCX and PDF of reports and Markdown files."""
    if draft and at_freeze:
        raise WrongUseError("--draft và --at-freeze không đi cùng nhau.", "Bản đã chốt không phải là dự thảo.")
    many = len(sources) > 1
    office = session.open_if_any()
    wanted = targets or _targets_of(output, many)
    desk = _Desk(office, session.records, wanted, output, many, force, draft, at_freeze)
    return max(desk.check(source) for source in sources) if only_check else desk.export(sources)


@dataclass(frozen=True)
class _Desk:
    """One call of `export`: what is wanted of every source.

    `office` is None outside any office and where only documents are to be exported; `named` is the office asked for.
    """

    office: Office | None
    named: str | None
    targets: Sequence[Target]
    output: str | None
    many: bool
    force: bool
    draft: bool
    at_freeze: bool

    def export(self, sources: Sequence[str]) -> int:
        """Make the files of every source; one that cannot be made does not stop the others."""
        from cchc_tui.office import export_many

        orders, codes = [], [GOOD]
        for source in sources:
            try:
                if self._is_closed(source):
                    codes.append(self._export_closed(source))
                else:
                    orders.append(self._document(source) if _is_file(source) else self._report(source))
            except CchcError as error:
                print_notice(str(error))
                codes.append(error.exit_code)
        if orders:
            made = export_many(orders, targets=self.targets, force=self.force, progress=print_notice)
            codes += [_show_made(result) for result in made]
        return max(codes)

    def _is_closed(self, source: str) -> bool:
        """Return whether the source is a report whose closed figures are to be exported."""
        if _is_file(source) or self.office is None or self.draft:
            return False
        from cchc_tui.records.report_sheet import FROZEN

        return self.at_freeze or self.office.reports.find(source).record.state == FROZEN

    def _export_closed(self, source: str) -> int:
        assert self.office is not None
        made = self.office.pages.export_report(
            source,
            targets=self.targets,
            out=self._place(source),
            force=self.force,
            at_freeze=self.at_freeze,
            progress=print_notice,
        )
        return _show_files(made)

    def check(self, source: str) -> int:
        """Print every finding on one document: its head, its structure, its words."""
        from cchc_tui.cli.checking import exit_code, show_findings

        if _is_file(source):
            from cchc_tui.office import proof

            findings = proof(Path(source), self.office, today=date.today())
        else:
            findings = self._office_of(source).rules.check_report(source)
        show_findings(findings)
        return exit_code(findings)

    def _document(self, source: str) -> Order:
        """Return a Markdown file to be exported; what it lacks of a head is taken from its office, and said."""
        from cchc_tui.office import Order, completed_paper, document_place, document_to_export, read_document

        path = Path(source)
        if not path.is_file():
            raise WrongUseError(f"Không có tệp “{source}”.", "Hãy xem lại đường dẫn.")
        if self.at_freeze:
            raise WrongUseError(f"“{source}” là một tệp, không phải báo cáo đã chốt.", "Bỏ --at-freeze.")
        text, place = read_document(path), document_place(self.named, path)
        if place.records is None and place.templates is not None:
            print_notice(f"Dùng bố cục và mẫu trong {place.templates}.")
        order = Order(text, source, self._place(source), path.parent, templates=place.templates)
        paper = completed_paper(text, source, lambda: place.settings, place.templates, today=date.today())
        if paper is not None:
            print_notice(paper.told)
            order = replace(order, text=paper.body, head=paper.head)
        whole = f"---\n{paper.head}\n---\n\n{paper.body}" if paper else text
        wanted = document_to_export(whole, path, self.office, place.templates, today=date.today(), draft=self.draft)
        self._tell(source, wanted.told)
        return order if paper else replace(order, text=wanted.text)

    def _report(self, source: str) -> Order:
        """Return the composed report of that name, to be exported."""
        from cchc_tui.office import Order, document_place

        office = self._office_of(source)
        wanted = office.pages.text_to_export(source, draft=self.draft, at_freeze=self.at_freeze)
        self._tell(source, wanted.told)
        templates = document_place(str(office.directory), Path(source)).templates
        return Order(wanted.text, source, self._place(source), templates=templates)

    def _tell(self, source: str, told: Sequence[str]) -> None:
        for words in told:
            print_notice(f"{source}: {words}" if self.many else words)

    def _office_of(self, source: str) -> Office:
        """Return the office that a report of that name is looked for in."""
        if self.office is None:
            raise WrongUseError(
                f"Không có tệp “{source}”, và ở đây không có hồ sơ nào để tìm báo cáo tên ấy.",
                "Hãy chạy trong thư mục của cơ quan hoặc dùng --records THƯ_MỤC.",
            )
        return self.office

    def _place(self, source: str) -> Path:
        """Return the path without suffix: in the folder asked for, else beside the file, else in the office's
        `xuat`.
        """
        alone = _is_file(source) or self.office is None
        name = Path(source).stem + ("-du-thao" if self.draft else "") if alone else self._report_name(source)
        if self.output is not None:
            into = self.many or self.output.endswith("/") or Path(self.output).is_dir()
            return Path(self.output) / name if into else Path(self.output)
        if alone or self.office is None:
            return Path(source).with_name(name)
        return self.office.reports.output_folder / name

    def _report_name(self, source: str) -> str:
        assert self.office is not None
        return self.office.reports.output_place(source, draft=self.draft).name


def _is_file(source: str) -> bool:
    return source.endswith(".md") or Path(source).is_file()


def _show_made(made: BatchResult) -> int:
    """Print the files one source became, or why it became none."""
    if made.error is not None or made.result is None:
        print_notice(str(made.error))
        return made.error.exit_code if made.error else GOOD
    return _show_files(made.result)


def _show_files(made: ExportResult) -> int:
    for notice in made.notices:
        print_notice(notice)
    for path in made.paths:
        print_data(printable(str(path)))
    return GOOD


def _targets_of(output: str | None, many: bool) -> tuple[Target, ...]:
    """Return the form that the name of the wanted file asks for; both where it asks for none."""
    if output is None or many or Path(output).is_dir():
        return _TARGETS
    return {".docx": _TARGETS[:1], ".pdf": _TARGETS[1:]}.get(Path(output).suffix.lower(), _TARGETS)


@click.command(
    options_metavar=OPTIONS_WORD,
    short_help="Bắt đầu một văn bản từ mẫu của loại ấy.",
    help="Ghi một văn bản mẫu đã điền sẵn để sửa lại: bao-cao, ke-hoach, cong-van, to-trinh… Trong hồ sơ cơ quan thì "
    "ghi sẵn tên cơ quan, địa danh, người ký; điều chưa khai thì để chữ của mẫu, phải thay mới có bản chính thức.",
)
@click.argument("kind", metavar="LOẠI", type=ExampleKind())
@click.option("-o", "--output", metavar="TỆP", type=click.Path(), help="Tệp sẽ ghi; không nêu thì là LOẠI.md.")
@click.option(
    "--issuer", metavar="VIẾT_TẮT", default="", help="Nơi ban hành khác của cơ quan: TTPVHCC; xem cchc office."
)
@click.pass_obj
def new_document(session: Session, kind: str, output: str | None, issuer: str) -> int:
    """Write the filled example of one kind of document."""
    from cchc_tui.office import begin_document, document_place

    out = Path(output or f"{kind}.md")
    begin_document(kind, out, document_place(session.records, out).settings, issuer=issuer)
    print_notice(f"Hãy sửa phần đầu và nội dung, rồi xuất bằng: cchc export {out}")
    print_data(printable(str(out)))
    return GOOD

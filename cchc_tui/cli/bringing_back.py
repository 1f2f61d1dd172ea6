"""`import --into`: the report that was edited in Word as a difference against its prose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.session import GOOD, agrees, has_terminal, print_notice, print_text
from cchc_tui.errors import WrongUseError

if TYPE_CHECKING:
    from cchc_tui.office import Office


def bring_back(office: Office, files: Sequence[Path], name: str, *, yes: bool, dry_run: bool) -> int:
    """Print what the file changes in the report, ask, and keep what was agreed to."""
    from cchc_tui.office import read_return, take_return

    if len(files) != 1:
        raise WrongUseError("Một báo cáo chỉ nhận một tệp sửa.", "Ví dụ: cchc import da-sua.docx --into 2023-nam")
    returned = read_return(office, files[0], name)
    if returned.difference:
        print_text(returned.difference + "\n")
    for line in returned.sheet_changes:
        print_notice(line)
    for line in returned.told:
        print_notice(f"Không đưa vào phần lời được: {line}.")
    if not returned.difference and not returned.sheet_changes:
        print_notice("Phần lời, số và ngày ký không có gì khác.")
        return GOOD
    if dry_run or not (yes or (has_terminal() and agrees("Ghi những chỗ khác này?"))):
        print_notice("Chưa ghi gì." if dry_run else "Chưa ghi gì. Thêm --yes để ghi.")
        return GOOD
    take_return(office, returned)
    print_notice(f"Đã ghi vào báo cáo {name}. Soát lại: cchc check --report {name}")
    return GOOD

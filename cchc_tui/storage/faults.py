"""What the system refused while writing, as a sentence with its cure."""

from __future__ import annotations

import errno
from pathlib import Path

from cchc_tui.errors import CchcError, EnvironmentFaultError, system_cause


def write_fault(path: Path, error: OSError) -> CchcError:
    """Return the sentence for a write the system refused; nothing was changed on disk."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return EnvironmentFaultError(
                f"Đĩa đầy: chưa ghi được {path}. Tệp cũ còn nguyên.",
                "Chưa ghi gì. Hãy dọn bớt đĩa (hoặc báo người quản trị) rồi lưu lại.",
            )
        case errno.EACCES | errno.EPERM:
            return EnvironmentFaultError(
                f"Tài khoản này không được phép ghi {path}.",
                "Hãy nhờ người quản trị cấp quyền ghi cho nhóm; cchc doctor chỉ rõ lệnh cần chạy.",
            )
        case errno.EROFS:
            return EnvironmentFaultError(f"Ổ đĩa chứa {path} chỉ cho đọc.", "Hãy báo người quản trị máy chủ.")
        case errno.ENOENT | errno.ENOTDIR:
            return EnvironmentFaultError(
                f"Thư mục chứa {path} không còn.", "Có người đã xóa hoặc đổi tên thư mục hồ sơ; hãy báo người quản trị."
            )
        case _:
            return EnvironmentFaultError(f"Không ghi được {path} ({system_cause(error)}).", "Tệp cũ còn nguyên.")

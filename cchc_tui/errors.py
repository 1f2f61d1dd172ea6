"""Failed operations: one Vietnamese sentence, a hint, and the exit code the command line ends with."""

from __future__ import annotations

import errno


class CchcError(Exception):
    """An operation that could not be done.

    `message` is a full Vietnamese sentence saying what is wrong and where; `hint` says what to do next ("" when the
    sentence already does). Exit codes: 1 findings, 2 wrong use, 3 refused (conflict, locked), 4 environment.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class FindingsError(CchcError):
    """The records or the document have faults that must be settled first."""

    exit_code = 1


class WrongUseError(CchcError):
    """The call itself was wrong: an unknown word, a value that cannot be read."""

    exit_code = 2


class RefusedError(CchcError):
    """Another person's work would be lost: a conflict, a lock, an edited file, an existing record."""

    exit_code = 3


class ClosedError(CchcError):
    """A closed report would come out otherwise than it was closed; nothing may force it."""

    exit_code = 3


class EnvironmentFaultError(CchcError):
    """The machine cannot do it: disk full, no rights, a program missing or too old."""

    exit_code = 4


_CAUSES = {
    errno.EACCES: "không đủ quyền",
    errno.EPERM: "không được phép",
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EISDIR: "là một thư mục",
    errno.EEXIST: "đã có",
    errno.ENOTEMPTY: "thư mục còn tệp",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết hạn mức đĩa của tài khoản",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "lỗi đĩa",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.ENFILE: "máy mở quá nhiều tệp",
    errno.ENOMEM: "thiếu bộ nhớ",
    errno.ELOOP: "liên kết vòng",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EXDEV: "hai ổ đĩa khác nhau",
    errno.ETXTBSY: "tệp đang chạy",
    errno.EBUSY: "đang được dùng",
    errno.ENOEXEC: "không phải chương trình chạy được",
    errno.ENOLCK: "hệ thống tệp hết chỗ khóa",
    errno.EOPNOTSUPP: "hệ thống tệp không hỗ trợ",
    errno.ESTALE: "ổ mạng đã đổi",
}


def system_cause(error: OSError) -> str:
    """Why the system refused, in a few Vietnamese words; the system's own words where it is a rare reason."""
    known = _CAUSES.get(error.errno or 0)
    return known or error.strerror or type(error).__name__

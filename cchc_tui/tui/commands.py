"""Every command in one table: its keys, its name, its help sentence. Key bar, F1 and Ctrl+P read nothing else.

Keys are chosen from what survives PuTTY, Windows Terminal, tmux and screen, and from what no Vietnamese input method
sends by itself: while Telex is on, a list may receive `d`, Backspace, `đ` for one letter typed, so no letter and no
Backspace changes a record.
"""

from __future__ import annotations

from dataclasses import dataclass

ANYWHERE = "ở mọi nơi"
LISTS = "trong danh sách"
FORMS = "khi nhập"
GRID = "trong bảng tin bài"
TASKS = "trong bảng nhiệm vụ"
REPORTS = "trong danh sách báo cáo"
BODY = "khi soạn lời báo cáo"
CHECKS = "trong danh sách kiểm tra"
HISTORY = "trong lịch sử"
AGENDA = "trong việc và hạn"
CONFLICT = "khi chọn giữa hai bản"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the program can do when asked by a key."""

    id: str
    keys: tuple[str, ...]
    name: str
    """Two or three words for the key bar and the menu."""
    help: str
    """One sentence for the help page."""
    where: str = ANYWHERE
    barred: bool = False
    """Left out of the key bar: seen in the help and in the menu only."""


COMMANDS: tuple[Command, ...] = (
    Command("help", ("f1", "?"), "Giúp", "Mở trang này: phím dùng được, chương hướng dẫn, mọi phím khác."),
    Command("save", ("f2", "ctrl+s"), "Lưu", "Lưu hồ sơ và trở về danh sách.", FORMS),
    Command(
        "save_next",
        ("ctrl+n",),
        "Lưu, thêm",
        "Lưu rồi mở ngay hồ sơ mới, giữ lại những mục dùng chung.",
        FORMS,
    ),
    Command(
        "back", ("f3", "ctrl+g", "escape"), "Quay lại", "Trở về màn hình trước; bản đang nhập được giữ làm bản nháp."
    ),
    Command("new", ("f4", "n"), "Mới", "Mở phiếu trống để thêm hồ sơ mới.", LISTS),
    Command("edit", ("enter",), "Sửa", "Mở hồ sơ ở dòng con trỏ.", LISTS),
    Command(
        "find",
        ("f5", "ctrl+f", "/"),
        "Tìm",
        "Lọc danh sách ngay khi gõ, không cần dấu, các từ theo thứ tự bất kỳ.",
        LISTS,
    ),
    Command("mark", ("space",), "Chọn", "Đánh dấu hoặc bỏ đánh dấu dòng, để làm một lần cho nhiều hồ sơ.", LISTS),
    Command("delete", ("f8",), "Xóa", "Xóa hồ sơ (hỏi lại và ghi lý do); xóa rồi vẫn hoàn tác được.", LISTS),
    Command("set_field", ("ctrl+x",), "Đặt mục", "Đặt một mục cho mọi hồ sơ đã đánh dấu.", LISTS, barred=True),
    Command("mark_all", ("m",), "Chọn hết", "Đánh dấu mọi dòng đang thấy, bấm lần nữa để bỏ.", LISTS, barred=True),
    Command("sort", ("s",), "Sắp xếp", "Sắp xếp theo cột kế tiếp.", LISTS, barred=True),
    Command("reverse", ("r",), "Đảo chiều", "Đảo chiều sắp xếp.", LISTS, barred=True),
    Command("detail", ("v",), "Xem đủ", "Xem trọn hồ sơ ở dòng con trỏ mà không sửa.", LISTS, barred=True),
    Command("scope", ("t",), "Trong kỳ", "Chỉ xem hồ sơ trong kỳ báo cáo, hoặc xem tất cả.", LISTS, barred=True),
    Command("copy", ("ctrl+d",), "Nhân bản", "Mở phiếu mới chép sẵn từ hồ sơ ở dòng con trỏ.", LISTS, barred=True),
    Command("evaluate", ("ctrl+e",), "Đánh giá", "Đổi đánh giá sang từ kế tiếp của cơ quan.", TASKS),
    Command("evidence", ("ctrl+k",), "Kiểm chứng", "Chọn tài liệu kiểm chứng trong văn bản và thống kê.", TASKS),
    Command(
        "choose", ("ctrl+k",), "Chọn từ sổ", "Chọn tài liệu kiểm chứng trong văn bản và thống kê.", FORMS, barred=True
    ),
    Command("grid", ("ctrl+e",), "Bảng/dòng", "Đổi giữa bảng kênh × tháng và danh sách từng số liệu.", GRID),
    Command("clear_cell", ("delete",), "Bỏ số", "Xóa số liệu của ô (hỏi lại).", GRID, barred=True),
    Command(
        "copy_month",
        ("ctrl+d",),
        "Chép tháng trước",
        "Chép số của tháng trước vào các ô còn trống của tháng này (hỏi lại).",
        GRID,
        barred=True,
    ),
    Command("compose", ("ctrl+e",), "Soạn lời", "Soạn phần lời của báo cáo.", REPORTS),
    Command("preview", ("ctrl+y",), "Xem trước", "Xem bản báo cáo đúng như khi xuất.", REPORTS),
    Command("freeze", ("ctrl+k",), "Chốt", "Chốt số liệu của báo cáo; bấm lần nữa để mở chốt.", REPORTS),
    Command(
        "placeholder", ("ctrl+k",), "Chèn số", "Chèn số liệu từ hồ sơ; thấy giá trị hiện tại trước khi chèn.", BODY
    ),
    Command("outline", ("ctrl+t",), "Mục lục", "Tới một đề mục của bài.", BODY),
    Command("body_preview", ("ctrl+y",), "Xem trước", "Xem bài với số liệu hiện tại, đúng như khi xuất.", BODY),
    Command("editor", ("ctrl+e",), "Trình soạn", "Mở bài bằng trình soạn thảo riêng ($EDITOR) rồi quay lại.", BODY),
    Command(
        "unfold",
        ("ctrl+x",),
        "Mở mã",
        "Mở ô số liệu, điều kiện, lời nhắc ở con trỏ thành chữ để sửa; ở chỗ khác: hiện hoặc gấp mọi mã.",
        BODY,
        barred=True,
    ),
    Command(
        "live",
        ("f4",),
        "Xem liền",
        "Xem liền bên dưới (hoặc bên cạnh) đoạn đang soạn in ra thế nào; bấm nữa: nguồn từng số.",
        BODY,
    ),
    Command(
        "cure",
        ("f2",),
        "Chữa",
        "Chữa chỗ này, hoặc mọi chỗ chữa được an toàn; cho xem trước rồi mới hỏi.",
        CHECKS,
    ),
    Command(
        "accept",
        ("f8",),
        "Chấp nhận",
        "Chấp nhận chỗ này có lý do, hoặc tắt cả quy tắc; từ đó không nhắc nữa.",
        CHECKS,
    ),
    Command("decisions", ("ctrl+k",), "Đã bỏ qua", "Những chỗ đã chấp nhận, quy tắc đã tắt; để nhắc lại.", CHECKS),
    Command("hear_again", ("ctrl+e",), "Nhắc lại", "Lại nhắc những chỗ của quy tắc này.", CHECKS),
    Command("books", ("ctrl+e",), "Sổ", "Sổ theo dõi văn bản đến và sổ nhiệm vụ của kỳ, xếp như khi in.", AGENDA),
    Command("take_theirs", ("left",), "Của họ", "Lấy bản của họ cho mục này.", CONFLICT),
    Command("take_mine", ("right",), "Của mình", "Lấy bản của mình cho mục này.", CONFLICT),
    Command("take_third", ("enter",), "Gõ bản khác", "Gõ một giá trị thứ ba cho mục này.", CONFLICT),
    Command("versions", ("ctrl+e",), "Trở lại", "Đưa hồ sơ về như sau lần lưu này (là một lần lưu mới).", HISTORY),
    Command("deleted", ("ctrl+k",), "Đã xóa", "Các hồ sơ đã xóa, để khôi phục.", HISTORY),
    Command("blame", ("w",), "Ai ghi", "Từng mục của hồ sơ do ai ghi, lúc nào.", HISTORY),
    Command("history", ("h",), "Lịch sử", "Các lần lưu của hồ sơ ở dòng con trỏ.", LISTS, barred=True),
    Command("export", ("f9", "ctrl+o"), "Xuất", "Xuất báo cáo của kỳ ra DOCX và PDF."),
    Command("recheck", ("ctrl+r",), "Đọc lại", "Đọc lại hồ sơ trên đĩa và kiểm tra lại.", barred=True),
    Command("period", ("ctrl+t", "k"), "Đổi kỳ", "Đổi kỳ báo cáo đang xem.", barred=True),
    Command("forms", ("b",), "Biểu", "Mở một biểu thống kê để ghi số liệu vào bảng.", barred=True),
    Command("import", ("i",), "Nhập tệp", "Nhập từ báo cáo DOCX, sổ văn bản XLSX, CSV đã có.", barred=True),
    Command("conflicts", (), "Xung đột", "Những chỗ hai bên cùng sửa còn chờ chọn.", barred=True),
    Command("undo", ("ctrl+u",), "Hoàn tác", "Hoàn tác lần lưu gần nhất của bạn, cả sau khi đã thoát ra vào lại."),
    Command("drafts", ("ctrl+v",), "Bản nháp", "Xem các bản nháp chưa lưu.", barred=True),
    Command("telex", ("ctrl+l",), "Kiểu gõ", "Đổi kiểu gõ dựng sẵn: tắt, Telex, VNI.", barred=True),
    Command("person", (), "Họ tên", "Ghi họ tên người đang làm việc, để lịch sử nêu đúng người.", barred=True),
    Command("menu", ("ctrl+p",), "Lệnh", "Danh sách mọi lệnh, tìm không cần dấu."),
    Command("go_0", ("0",), "Tổng quan", "Tới màn hình Tổng quan: việc phải làm, đã ghi tới đâu.", barred=True),
    Command("go_1", ("1",), "Văn bản", "Tới màn hình Văn bản.", barred=True),
    Command("go_2", ("2",), "Tin bài", "Tới màn hình Tin bài.", barred=True),
    Command("go_3", ("3",), "Nhiệm vụ", "Tới màn hình Nhiệm vụ.", barred=True),
    Command("go_4", ("4",), "Báo cáo", "Tới màn hình Báo cáo.", barred=True),
    Command("go_5", ("5",), "Kiểm tra", "Tới màn hình Kiểm tra.", barred=True),
    Command("go_6", ("6",), "Lịch sử", "Tới màn hình Lịch sử.", barred=True),
    Command("go_7", ("7",), "Việc và hạn", "Tới màn hình Việc và hạn: mọi việc theo ngày phải xong.", barred=True),
    Command("go_8", ("8",), "Cơ quan", "Tới màn hình Cơ quan: tên, người ký, kênh, chế độ báo cáo.", barred=True),
    Command(
        "search",
        (),
        "Tìm khắp nơi",
        "Tìm trong văn bản, tin bài, nhiệm vụ, báo cáo và lời; Enter tới chỗ đó.",
        barred=True,
    ),
    Command(
        "theme", (), "Màu", "Chọn màu: 16 màu, đủ màu, nền tối, nền sáng, không màu; giữ cho lần sau.", barred=True
    ),
    Command("quit", ("ctrl+q", "f10"), "Thoát", "Kết thúc chương trình; hỏi lại khi còn phiếu chưa lưu."),
)

BY_ID = {command.id: command for command in COMMANDS}

_KEY_WORDS = {
    "escape": "Esc", "enter": "Enter", "space": "Cách", "delete": "Delete", "tab": "Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip


def key_word(key: str) -> str:
    """Return the key as printed on the keyboard: F2, Ctrl+S, Enter."""
    if key in _KEY_WORDS:
        return _KEY_WORDS[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[5:].upper()
    return key.upper() if len(key) > 1 else key


def key_words(command: Command) -> str:
    """Return all keys of a command, for the help page."""
    return ", ".join(key_word(key) for key in command.keys)

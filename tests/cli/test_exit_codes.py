"""The three endings of a call, the words of wrong use, and the streams."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import cchc_tui
from cchc_tui.cli.app import VERBS
from cchc_tui.errors import EnvironmentFaultError, FindingsError, RefusedError, WrongUseError
from cchc_tui.office import Office
from cchc_tui.office.checking import Checking
from cchc_tui.office.setup import begin_history
from tests.cli.conftest import Call, plain_environment


class TestExpected:
    def test_version(self, cchc: Call) -> None:
        ended = cchc("--version")
        assert (ended.code, ended.out, ended.err) == (0, f"cchc {cchc_tui.__version__}\n", "")

    @pytest.mark.parametrize(
        ("error", "code"), [(FindingsError, 1), (WrongUseError, 2), (RefusedError, 3), (EnvironmentFaultError, 4)]
    )
    def test_each_failure_has_its_code_its_sentence_and_its_hint(
        self, cchc: Call, office: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception], code: int
    ) -> None:
        def fail(_self: Checking, **_more: object) -> list[object]:
            raise error("Không làm được.", "Hãy làm cách khác\x1b[31m.")

        monkeypatch.setattr(Checking, "check", fail)
        ended = cchc("check")
        assert (ended.code, ended.out, ended.err) == (code, "", "Không làm được.\nHãy làm cách khác␛[31m.\n")

    def test_what_the_system_refuses_is_the_machines_fault(
        self, cchc: Call, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_self: Checking, **_more: object) -> list[object]:
            raise PermissionError(13, "Permission denied", "/srv/cchc")

        monkeypatch.setattr(Checking, "check", fail)
        ended = cchc("check")
        assert ended.code == 4
        assert ended.err == "Hệ thống không cho làm việc này: không đủ quyền (/srv/cchc).\n"

    def test_no_records_anywhere(self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        ended = cchc("list", "directives")
        assert ended.code == 2
        assert ended.err == (
            f"Không tìm thấy thư mục hồ sơ (records/office.toml) ở {tmp_path} hay các thư mục bên trên.\n"
            "Hãy chạy trong thư mục của cơ quan, dùng --records THƯ_MỤC, đặt CCHC_RECORDS, hoặc: cchc init THƯ_MỤC\n"
        )

    def test_the_records_may_be_named_by_option_or_variable(
        self, cchc: Call, office: Path, directive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert cchc("--records", str(office), "show", directive).code == 0
        assert cchc("--records", str(office.parent), "show", directive).code == 0
        monkeypatch.setenv("CCHC_RECORDS", str(office))
        assert cchc("show", directive).code == 0
        monkeypatch.setenv("CCHC_RECORDS", str(tmp_path))
        ended = cchc("show", directive)
        assert ended.code == 2
        assert ended.err.startswith(f"Thư mục {tmp_path} không có tệp office.toml.")

    def test_the_records_may_be_named_after_every_verb(
        self, cchc: Call, office: Path, directive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert cchc("show", directive, "--records", str(office)).code == 0
        assert cchc("list", f"--records={office}", "directives").out.count("\n") == 2
        added = cchc("add", "media", "--records", str(office), "--channel", "x")
        assert "--records" not in added.err
        assert (added.code, "channel" in added.err) == (2, True)
        assert cchc("--records", str(tmp_path), "show", directive, "--records", str(office)).code == 0
        for verb in VERBS:
            assert "--records THƯ_MỤC" in cchc(verb, "--help").out, verb

    @pytest.mark.parametrize("before", [True, False])
    def test_looking_only_refuses_every_verb_that_writes(
        self, cchc: Call, office: Path, directive: str, before: bool
    ) -> None:
        begin_history(office, own=True)
        cchc("set", directive, "note=một")
        head = cchc("log").out
        writing = (
            ("set", directive, "note=x"),
            ("delete", directive, "--because", "x"),
            ("undo", "--yes"),
            (
                "add",
                "directive",
                "--direction",
                "outgoing",
                "--kind",
                "cong-van",
                "--subject",
                "x",
                "--issued-on",
                "hn",
            ),
            ("sync", "--bundle", str(office.parent / "x.bundle")),
            ("doctor", "--fix"),
            ("hook", "install"),
        )
        for words in writing:
            ended = cchc("--read-only", *words) if before else cchc(*words, "--read-only")
            said = ended.err.splitlines()[-2]
            assert (ended.code, said) == (3, "Đang chỉ xem (--read-only) nên không ghi gì."), words
        assert cchc("--read-only", "show", directive).code == 0
        assert cchc("log").out == head

    def test_records_are_found_from_any_folder_below(
        self, cchc: Call, office: Path, directive: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(office / "directives/2023")
        assert cchc("show", directive).code == 0


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (("lst",), "Không có lệnh “lst”. (Có phải một trong: 'list', 'set'?)"),
            (("add", "directve"), "Không có lệnh “directve”. Có phải 'directive'?"),
            (("list", "--jsn", "media"), "Không có tùy chọn “--jsn”. Có phải '--json'?"),
            (
                ("add", "directive", "--direction", "outgoing", "--sbject", "x"),
                "Không có tùy chọn “--sbject”. Có phải '--subject'?",
            ),
            (("show",), "Thiếu tham số 'MÃ'."),
            (("set", "abc"), "Thiếu tham số 'KHÓA=GIÁ_TRỊ...'."),
            (("show", "a", "b"), "Thừa tham số: b."),
            (("show", "a", "b", "c"), "Thừa các tham số: b c."),
            (("delete", "abc"), "Thiếu tùy chọn '--because'."),
            (("delete", "abc", "--because"), "Tùy chọn “--because” cần một giá trị đi kèm."),
            (("log", "-n", "0"), "Giá trị của '-n' / '--limit' không đúng: 0 không được, phải từ 1 trở lên."),
            (("find", "a", "--limit", "x"), "Giá trị của '--limit' không đúng: “x” không phải là số nguyên."),
            (("summary", "nope"), "Giá trị của 'THƯ_MỤC' không đúng: Không có “nope”."),
            (("collect", "nope", "-o", "x"), "Giá trị của 'NGUỒN…' không đúng: Không có “nope”."),
            (
                ("summary", "/etc/passwd"),
                "Giá trị của 'THƯ_MỤC' không đúng: “/etc/passwd” là một tệp, không phải thư mục.",
            ),
            (("check", "--json=1"), "Tùy chọn “--json” không nhận giá trị."),
            (("export", "--to", "odt", "a"), "Giá trị của '--to' không đúng: “odt” không nằm trong: 'docx', 'pdf'."),
            (
                ("list", "directive-s"),
                "Giá trị của 'LOẠI' không đúng: không có loại hồ sơ “directive-s”. Có phải “directives”?"
                " Được dùng: directives, media, checklist, reports.",
            ),
            (
                ("set", "abc", "note"),
                "Giá trị của 'KHÓA=GIÁ_TRỊ...' không đúng: “note” không có dạng KHÓA=GIÁ TRỊ, ví dụ: note=\"Đã gửi\".",
            ),
        ],
    )
    def test_is_said_in_vietnamese_with_the_way_to_help(
        self, cchc: Call, office: Path, arguments: tuple[str, ...], sentence: str
    ) -> None:
        ended = cchc(*arguments)
        assert ended.code == 2
        assert ended.out == ""
        *way, said = ended.err.splitlines()
        assert said == sentence
        assert [line[: line.find(" cchc ")] for line in way if line] in ([], ["Cách dùng:", "Xem cách dùng:"])


class TestInterrupted:
    def test_ctrl_c_ends_with_130_and_a_sentence(
        self, cchc: Call, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_self: Checking, **_more: object) -> list[object]:
            raise KeyboardInterrupt

        monkeypatch.setattr(Checking, "check", interrupted)
        ended = cchc("check")
        assert (ended.code, ended.err.strip()) == (130, "Đã ngừng theo Ctrl+C.")

    def test_a_real_sigint_ends_a_real_program(self, office: Path, tmp_path: Path) -> None:
        waiting = "import time\nfrom cchc_tui.office.checking import Checking\n"
        waiting += "def wait(self, **_more):\n    print('ready', flush=True)\n    time.sleep(60)\n"
        waiting += "Checking.check = wait\nfrom cchc_tui.cli import run\nraise SystemExit(run(['check']))\n"
        with subprocess.Popen(
            [sys.executable, "-c", waiting],
            env=plain_environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline() == b"ready\n"
                process.send_signal(signal.SIGINT)
                _, said = process.communicate(timeout=60)
            finally:
                process.kill()
        assert process.returncode == 130
        assert said.decode().strip() == "Đã ngừng theo Ctrl+C."


class TestUnexpected:
    def test_a_bug_is_one_sentence_and_a_log_file(
        self, cchc: Call, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_self: Checking, **_more: object) -> list[object]:
            raise ZeroDivisionError("xã Hà Kỳ")

        monkeypatch.setattr(Checking, "check", broken)
        ended = cchc("check")
        (log,) = (tmp_path / "state/cchc/logs").iterdir()
        assert ended.code == 70
        assert ended.out == ""
        assert ended.err == (
            "Chương trình gặp lỗi của chính nó, không phải lỗi của bạn; hồ sơ đã lưu không bị ảnh hưởng."
            f" Chi tiết đã ghi vào {log}; hãy gửi tệp ấy cho người phụ trách.\n"
        )
        assert "ZeroDivisionError: xã Hà Kỳ" in log.read_text("utf-8")
        assert cchc_tui.__version__ in log.read_text("utf-8")
        assert log.stat().st_mode & 0o077 == 0, "others may not read what was being typed"

    def test_where_no_log_can_be_written_the_trace_is_shown(
        self, cchc: Call, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_self: Checking, **_more: object) -> list[object]:
            raise ZeroDivisionError

        monkeypatch.setattr(Checking, "check", broken)
        monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/state")
        ended = cchc("check")
        assert ended.code == 70
        assert "ZeroDivisionError" in ended.err


class TestStreams:
    def test_a_reader_that_leaves_is_no_fault(self, office: Path, directive: str, tmp_path: Path) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        text = path.read_text("utf-8")
        for number in range(2000):
            copy = text.replace(directive, f"x{number:05d}").replace("17/CV-UBND", f"{number + 100}/CV-UBND")
            path.with_name(f"{number}.toml").write_text(copy, "utf-8")
        command = f"{sys.executable} -m cchc_tui --records {office} list directives --json | head -n 1"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            env=plain_environment(tmp_path),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.stdout == "[\n"
        assert done.stderr == ""
        assert done.returncode == 141

    @pytest.mark.parametrize(
        ("command", "code", "said"),
        [
            ("list directives >&-", 4, "Đầu ra chuẩn (stdout) đã bị đóng"),
            ("--help >&-", 4, "Đầu ra chuẩn (stdout) đã bị đóng"),
            ("check --json >&-", 4, "Đầu ra chuẩn (stdout) đã bị đóng"),
            ("set {id} note=x >&-", 0, "Đã sửa Ghi chú"),
            ("list directives >/dev/full", 4, "đĩa đầy"),
            ("list directives <&-", 0, ""),
            ("list directives 2>&-", 0, ""),
            ("show {id} <&- >&- 2>&-", 4, ""),
        ],
    )
    def test_a_closed_stream_is_no_fault_of_the_program(
        self, office: Path, directive: str, tmp_path: Path, command: str, code: int, said: str
    ) -> None:
        line = f"{sys.executable} -m cchc_tui --records {office} {command.format(id=directive)}"
        done = subprocess.run(
            ["sh", "-c", line], env=plain_environment(tmp_path), capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == code, done.stderr
        assert said in done.stderr
        assert not (tmp_path / "state/cchc/logs").exists()

    def test_vietnamese_comes_out_whole_under_any_locale(self, program: Call, office: Path, directive: str) -> None:
        for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
            ended = program("--records", str(office), "list", "directives", env={"LC_ALL": locale})
            assert ended.code == 0, ended.err
            assert "chấn chỉnh công tác tiếp nhận" in ended.out

    def test_a_narrow_terminal_gets_a_narrow_table(self, office: Path, directive: str, tmp_path: Path) -> None:
        master, slave = pty.openpty()
        environment = plain_environment(tmp_path) | {"COLUMNS": "60", "TERM": "xterm"}
        subprocess.run(
            [sys.executable, "-m", "cchc_tui", "--records", str(office), "list", "directives"],
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            timeout=120,
            check=True,
        )
        os.close(slave)
        lines = _everything(master).splitlines()
        assert max(len(line) for line in lines) <= 60
        assert lines[1].endswith("…")


def _everything(master: int) -> str:
    """All that was written to the terminal's other side."""
    said = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(master)
    return said.decode()


class TestFace:
    def test_without_a_terminal_it_says_so(self, program: Call, office: Path) -> None:
        ended = program("--records", str(office))
        assert (ended.code, ended.out) == (4, "")
        assert ended.err == (
            "Màn hình nhập liệu cần một cửa sổ dòng lệnh ở cả đầu vào lẫn đầu ra, nên chưa mở.\n"
            "Các lệnh chạy không cần màn hình: cchc --help\n"
        )

    def test_on_a_terminal_the_face_opens_on_the_office_with_the_options(
        self, cchc: Call, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[tuple[Path, bool, bool]] = []

        def run_tui(open_office: Callable[[], Office], *, mouse: bool, read_only: bool, welcome: Sequence[str]) -> int:
            assert not welcome, "only the first minutes in the sample office are explained"
            opened.append((open_office().directory, mouse, read_only))
            return 0

        monkeypatch.setattr("cchc_tui.tui.run", run_tui)
        monkeypatch.setattr("cchc_tui.cli.app.has_terminal", lambda: True)
        assert cchc("--records", str(office), "--read-only").code == 0
        assert cchc("--mouse").code == 0
        assert opened == [(office, False, True), (office, True, False)]

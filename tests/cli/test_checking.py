"""`check` and `doctor`: what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call, OnTerminal, let_others_look
from tests.importing.builders import SEED


@pytest.fixture
def directive(cchc: Call, office: Path) -> str:
    """The id of a letter that breaks no rule."""
    typed = ("--symbol", "142/UBND-NV", "--issued-on", "15/6/2023", "--subject", "chấn chỉnh công tác tiếp nhận hồ sơ")
    return cchc("add", "directive", "--direction", "outgoing", *typed).out.strip()


def _copy(office: Path, name: str, **changes: str) -> Path:
    """A second file beside the only directive, with these words exchanged."""
    (path,) = office.glob("directives/2023/*.toml")
    text = path.read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    copy = path.with_name(name)
    copy.write_text(text, "utf-8")
    return copy


class TestCheck:
    def test_a_sound_office_has_no_findings(self, cchc: Call, office: Path, directive: str) -> None:
        ended = cchc("check")
        assert (ended.code, ended.out, ended.err) == (0, "", "Không có vấn đề nào.\n")
        assert cchc("check", "--json").json == []

    def test_a_document_entered_twice_by_hand_is_found(self, cchc: Call, office: Path, directive: str) -> None:
        _copy(office, "2023-06-15_copy.toml", **{directive: "zzzzzz"})
        ended = cchc("check")
        assert ended.code == 1
        kept = f"directives/2023/2023-06-15_142-ubnd-nv_{directive}.toml, mã {directive}"
        assert f"lỗi: Văn bản số 142/UBND-NV ngày 15/6/2023 đã có trong sổ ({kept})." in ended.out
        written = (office / "directives/2023/2023-06-15_copy.toml").read_text(encoding="utf-8").split("\n")
        line = written.index('symbol = "142/UBND-NV"') + 1
        assert f"[directives/2023/2023-06-15_copy.toml:{line}]" in ended.out
        assert "[Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần I, mục III.1.h]" in ended.out

    def test_json_says_the_line_of_the_key(self, cchc: Call, office: Path, directive: str) -> None:
        _copy(office, "2023-06-15_copy.toml", **{directive: "zzzzzz"})
        (found,) = cchc("check", "--json").json
        written = (office / found["path"]).read_text(encoding="utf-8").split("\n")
        assert written[found["line"] - 1] == 'symbol = "142/UBND-NV"'

    def test_json_says_code_severity_message_path_line_record_clause(
        self, cchc: Call, office: Path, directive: str
    ) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        path.write_text(path.read_text("utf-8").replace("issued_on = 2023-06-15", 'issued_on = "2023-06-15"'), "utf-8")
        ended = cchc("check", "--json")
        assert ended.code == 1
        assert ended.json == [
            {
                "code": "bad-value",
                "severity": "error",
                "message": f"Tệp directives/2023/{path.name}, dòng 17, khóa issued_on: “Ngày ban hành” phải là một ngày"
                " viết như 2023-02-21, không có dấu nháy.",
                "path": f"directives/2023/{path.name}",
                "line": 17,
                "record": directive,
                "clause": None,
            }
        ]

    def test_a_missing_field_is_an_error(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(line for line in lines if not line.startswith("subject")) + "\n", "utf-8")
        ended = cchc("check")
        assert ended.code == 1
        assert ended.out == (
            f"lỗi: Tệp directives/2023/{path.name} thiếu “Trích yếu” (subject)."
            " Hãy bổ sung, nếu không hồ sơ này không vào báo cáo được.\n"
        )
        assert ended.err == "1 lỗi.\n"

    def test_other_verbs_say_that_something_is_wrong(self, cchc: Call, office: Path, directive: str) -> None:
        (office / "directives/2023/hong.toml").write_text("subject = ", "utf-8")
        listed = cchc("list", "directives", "--json")
        assert listed.code == 0
        assert [d["id"] for d in listed.json] == [directive]
        assert listed.err == "Có 1 chỗ trong hồ sơ không đọc được hoặc còn thiếu; xem: cchc check\n"


SPACES = ("chấn chỉnh công tác", "chấn chỉnh  công tác")


class TestFix:
    """A cure is shown, then agreed to, then made; never otherwise."""

    @pytest.fixture
    def spoilt(self, office: Path, directive: str) -> Path:
        """The only directive, two spaces in its subject and a code it may not have."""
        (path,) = office.glob("directives/2023/*.toml")
        text = path.read_text("utf-8").replace(*SPACES).replace("tiếp nhận hồ sơ", "tiếp nhận hồ sơ.")
        path.write_text(text, "utf-8")
        return path

    def test_without_anybody_to_ask_nothing_is_changed(self, program: Call, office: Path, spoilt: Path) -> None:
        before = spoilt.read_bytes()
        ended = program("--records", str(office), "check", "--fix")
        assert ended.code == 2
        assert "thừa dấu cách ở" in ended.err
        assert "→ “chấn chỉnh công tác" in ended.err
        assert "Chưa chữa chỗ nào" in ended.err
        assert "Thêm --yes" in ended.err
        assert spoilt.read_bytes() == before

    def test_yes_makes_them_all_and_says_each(self, cchc: Call, office: Path, spoilt: Path) -> None:
        ended = cchc("check", "--fix", "--yes")
        assert ended.code == 0
        assert ended.err.count("→") == 2
        assert "Đã chữa" in ended.err
        assert 'subject = "chấn chỉnh công tác tiếp nhận hồ sơ"' in spoilt.read_text("utf-8")
        assert "Không có chỗ nào chữa được an toàn.\n" in cchc("check", "--fix", "--yes").err

    def test_on_a_terminal_each_is_asked_for(self, on_terminal: OnTerminal, office: Path, spoilt: Path) -> None:
        before = spoilt.read_bytes()
        ended = on_terminal("--records", str(office), "check", "--fix", typed="n", when="[c/K/t/n]")
        assert "Có 2 chỗ chữa được." in ended.out
        assert spoilt.read_bytes() == before
        on_terminal("--records", str(office), "check", "--fix", typed="t", when="[c/K/t/n]")
        assert 'subject = "chấn chỉnh công tác tiếp nhận hồ sơ"' in spoilt.read_text("utf-8")

    def test_a_file_outside_is_cured_in_its_place(self, cchc: Call, tmp_path: Path) -> None:
        path = tmp_path / "thu.md"
        cchc("new-document", "cong-van", "-o", str(path))
        path.write_text(path.read_text("utf-8") + "\nTheo công văn số 17/UBND-VP.\n", "utf-8")
        assert cchc("check", str(path)).code == 1
        assert "Tên loại của văn bản cụ thể viết hoa" in cchc("export", "--check", str(path)).out
        cchc("check", str(path), "--fix", "--yes")
        assert "Theo Công văn số 17/UBND-VP." in path.read_text("utf-8")


class TestReports:
    def test_the_prose_of_every_open_report_is_read(self, cchc: Call, office: Path) -> None:
        cchc("new-report", "--outline", "tuyen-truyen-cchc", "--period", "2023")
        (body,) = office.glob("reports/*/body.md")
        name = body.parent.name
        body.write_text(body.read_text("utf-8") + "\nĐã tuyền truyền tại xã.\n", "utf-8")
        for asked in ((), ("--all",), ("--report", name), (name,), (str(body),)):
            assert "“tuyền truyền” có phải “tuyên truyền”?" in cchc("check", *asked).out, asked


class TestDecisions:
    """What the office decided is kept in the records, with who, when and why."""

    def test_an_accepted_finding_and_a_rule_switched_off_are_kept_and_taken_back(
        self, cchc: Call, office: Path
    ) -> None:
        added = cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "17/CV-UBND",
            "--issued-on",
            "21/02/2023",
            "--subject",
            "A",
        )
        identity = added.out.strip()
        assert cchc("check").code == 1
        assert cchc("check", "--accept", "symbol-kind", "--record", identity).code == 2
        assert cchc("check", "--accept", "symbol-kind", "--record", identity, "--because", "đã ban hành").code == 0
        quiet = cchc("check")
        assert (quiet.code, quiet.out) == (0, "")
        assert quiet.err == "Không có vấn đề nào.\nKhông kể 1 chỗ đã chấp nhận (accepted.toml).\n"
        kept = (office / "accepted.toml").read_text("utf-8")
        assert 'reason = "đã ban hành"' in kept
        assert 'by = "Nguyễn Thị Hà"' in kept
        assert cchc("check", "--on", "symbol-kind").code == 0
        assert cchc("check").code == 1
        assert cchc("check", "--off", "symbol-kind", "--because", "văn bản cũ").code == 0
        assert cchc("check").code == 0
        assert "- symbol-kind (cảnh báo):" in cchc("check", "--rules").out

    def test_a_duplicate_allowed_on_adding_is_no_error(self, cchc: Call, office: Path) -> None:
        typed = ("--symbol", "17/UBND-VP", "--issued-on", "21/02/2023", "--subject", "chấn chỉnh TTHC")
        cchc("add", "directive", "--direction", "outgoing", *typed)
        assert (
            cchc("add", "directive", "--direction", "outgoing", *typed, "--allow-duplicate", "cấp nhầm số hai lần").code
            == 0
        )
        assert (cchc("check").code, cchc("check").out) == (0, "")


class TestHostile:
    def test_what_was_hidden_in_a_file_is_told_and_cured(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        sound = path.read_text("utf-8")
        path.write_text(sound.replace("tiếp nhận", "tiếp\u202e \\u001b\\nnhận"), "utf-8")
        ended = cchc("check")
        assert "“Trích yếu” của văn bản 142/UBND-NV có ký tự ẩn đảo chiều chữ (U+202E)" in ended.out
        assert "\u202e" not in ended.out
        cchc("check", "--fix", "--yes")
        assert path.read_text("utf-8") == sound

    def test_a_linked_folder_is_not_followed_and_said_to_be_a_link(
        self, cchc: Call, office: Path, directive: str
    ) -> None:
        (office / "directives/2021").symlink_to(office / "directives/2023")
        (office / "media/2024").parent.mkdir(exist_ok=True)
        (office / "media/2024").symlink_to("/etc")
        ended = cchc("check")
        assert ended.code == 1
        for folder in ("directives/2021", "media/2024"):
            assert f"lỗi: Thư mục {folder} là một liên kết (symlink), nên chưa đọc hồ sơ trong đó." in ended.out
        assert len(ended.out.splitlines()) == 2, "nothing behind a link is read"


class TestRights:
    """An account that may not look at everything: what it cannot see is said, and the rest goes on."""

    @pytest.fixture
    def folder(self, open_folder: Path) -> Path:
        """The office lies where another account may enter."""
        return open_folder

    def test_a_closed_folder(self, as_nobody: Call, cchc: Call, office: Path, directive: str) -> None:
        typed = ("--symbol", "7/UBND-NV", "--issued-on", "15/6/2022", "--subject", "chấn chỉnh")
        other = cchc("add", "directive", "--direction", "outgoing", *typed).out.strip()
        let_others_look(office)
        (office / "directives/2023").chmod(0o700)
        ended = as_nobody("--records", str(office), "check")
        assert ended.code == 1
        assert ended.out.startswith(
            "lỗi: Không vào được thư mục directives/2023 (không đủ quyền), nên chưa đọc được hồ sơ trong đó."
            " Hãy nhờ người quản trị cấp quyền.\n"
        )
        assert [d["id"] for d in as_nobody("--records", str(office), "list", "directives", "--json").json] == [other]

    def test_a_closed_file(self, as_nobody: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        let_others_look(office)
        path.chmod(0o600)
        ended = as_nobody("--records", str(office), "check")
        assert ended.code == 1
        assert ended.out.startswith(
            f"lỗi: Tệp directives/2023/{path.name} không được phép đọc."
            " Hãy nhờ người quản trị cấp quyền đọc (cchc doctor chỉ cách).\n"
        )

    def test_who_may_only_read_reads_and_is_told_on_saving(self, as_nobody: Call, office: Path, directive: str) -> None:
        let_others_look(office)
        assert as_nobody("--records", str(office), "show", directive).code == 0
        ended = as_nobody("--records", str(office), "set", directive, "note=x")
        assert ended.code == 4
        assert ended.err.startswith("Tài khoản này không được phép ghi "), ended.err

    def test_a_folder_without_rights_is_named_with_its_cure(self, as_nobody: Call, office: Path) -> None:
        let_others_look(office)
        office.joinpath("directives").chmod(0o755)
        ended = as_nobody("--records", str(office), "doctor")
        assert ended.code == 1
        assert f"Tài khoản này không ghi được vào {office}" in ended.out
        assert f"cchc init {office} --shared --group NHÓM" in ended.out


class TestDoctor:
    def test_tells_what_it_found_and_ends_well_on_a_sound_office(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path / "moi"), "--unit", "xã", "--name", "Hà Kỳ")
        ended = cchc("--records", str(tmp_path / "moi"), "doctor", "--json")
        faults = [f for f in ended.json if f["code"] not in ("font", "disk-space")]
        assert faults == [], "fonts and disk are the machine's own"

    def test_says_where_the_records_are(self, cchc: Call, office: Path) -> None:
        ended = cchc("doctor")
        assert f"Thư mục hồ sơ: {office}\n" in ended.out
        assert "pandoc " in ended.out

    def test_without_records_the_machine_is_examined_all_the_same(
        self, cchc: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ended = cchc("doctor")
        assert ended.code == 1
        assert "lỗi: Không tìm thấy thư mục hồ sơ (records/office.toml)" in ended.out
        assert "pandoc " in ended.out

    def test_faulty_files_are_counted(self, cchc: Call, office: Path) -> None:
        (office / "directives/2023").mkdir()
        (office / "directives/2023/hong.toml").write_text("subject = ", "utf-8")
        ended = cchc("doctor")
        assert ended.code == 1
        assert "lỗi: Có 1 lỗi trong các tệp hồ sơ. Xem từng lỗi: cchc check\n" in ended.out


def test_only_errors_says_nothing_of_the_rest(cchc: Call, office: Path) -> None:
    cchc(
        "add",
        "directive",
        "--direction",
        "outgoing",
        "--symbol",
        "17/CV-UBND",
        "--issued-on",
        "21/02/2023",
        "--subject",
        "chấn chỉnh",
    )
    assert cchc("check").code == 1
    ended = cchc("check", "--errors")
    assert (ended.code, ended.out, ended.err) == (0, "", "Không có lỗi nào.\n")


@pytest.mark.parametrize("name", ["bao-cao.docx", "thu/bao-cao"])
def test_a_file_that_is_not_there_is_said_to_be_no_file(cchc: Call, office: Path, name: str) -> None:
    ended = cchc("check", name)
    assert ended.code == 2
    assert f"Không có tệp “{name}”." in ended.err
    assert "Không có báo cáo “nam-nay”." in cchc("check", "nam-nay").err


def test_the_trace_of_a_file_ends_with_one_where_something_contradicts(
    cchc: Call, office: Path, tmp_path: Path
) -> None:
    cchc("import", str(SEED), "--yes")
    assert cchc("check", "--report", "2023-nam", "--trace").code == 0
    path = tmp_path / "du-thao.txt"
    path.write_text(SEED.read_text(encoding="utf-8").replace("55 tin ", "56 tin "), encoding="utf-8")
    ended = cchc("check", str(path), "--trace")
    assert ended.code == 1
    assert "khác hồ sơ: số liệu “56 tin bài” (hồ sơ ghi 55: " in ended.out
    assert "1 khác hồ sơ" in ended.err
    rows = cchc("check", str(path), "--trace", "--json").json
    assert {"thing", "words", "verdict", "says", "record", "place", "line"} == set(rows[0])
    assert cchc("check", "--trace").code == 2

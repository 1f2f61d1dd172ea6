"""`check` and `doctor`: what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def directive(cchc: Call, office: Path) -> str:
    """The id of a letter that breaks no rule."""
    typed = ("--symbol", "142/UBND-NV", "--issued-on", "15/6/2023", "--subject", "chấn chỉnh công tác tiếp nhận hồ sơ")
    return cchc("add", "directive", *typed).out.strip()


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
        assert "[directives/2023/2023-06-15_copy.toml]" in ended.out
        assert "[Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần I, mục III.1.h]" in ended.out

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
                "key": "issued_on",
                "quote": None,
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


class TestRights:
    """An account that may not look at everything: what it cannot see is said, and the rest goes on."""

    @pytest.fixture
    def folder(self, open_folder: Path) -> Path:
        """The office lies where another account may enter."""
        return open_folder

    def test_a_closed_folder(self, as_nobody: Call, cchc: Call, office: Path, directive: str) -> None:
        typed = ("--symbol", "7/UBND-NV", "--issued-on", "15/6/2022", "--subject", "chấn chỉnh")
        other = cchc("add", "directive", *typed).out.strip()
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
        path.chmod(0o600)
        ended = as_nobody("--records", str(office), "check")
        assert ended.code == 1
        assert ended.out.startswith(
            f"lỗi: Tệp directives/2023/{path.name} không được phép đọc."
            " Hãy nhờ người quản trị cấp quyền đọc (cchc doctor chỉ cách).\n"
        )

    def test_who_may_only_read_reads_and_is_told_on_saving(self, as_nobody: Call, office: Path, directive: str) -> None:
        assert as_nobody("--records", str(office), "show", directive).code == 0
        ended = as_nobody("--records", str(office), "set", directive, "note=x")
        assert ended.code == 4
        assert ended.err.startswith("Tài khoản này không được phép ghi "), ended.err

    def test_a_folder_without_rights_is_named_with_its_cure(self, as_nobody: Call, office: Path) -> None:
        office.joinpath("directives").chmod(0o755)
        ended = as_nobody("--records", str(office), "doctor")
        assert ended.code == 1
        assert f"Tài khoản này không ghi được vào {office}/directives." in ended.out
        assert f"chmod g+rwxs {office}/directives" in ended.out


class TestDoctor:
    def test_tells_what_it_found_and_ends_well_on_a_sound_office(self, cchc: Call, tmp_path: Path) -> None:
        cchc("init", str(tmp_path / "moi"))
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

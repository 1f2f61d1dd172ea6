"""`add`, `set`, `delete`, `restore`: what is typed becomes a file, and nothing that is refused leaves a trace."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from cchc_tui.cli.kinds import ways_to_name_a_kind
from cchc_tui.office.setup import begin_history
from cchc_tui.office.starting import create_office
from tests.cli.conftest import Call, let_others_look

COUNT = ("add", "media", "--channel", "Đài truyền thanh", "--measure", "tin-bai", "--period", "6/2023")


def _files(records: Path) -> dict[str, bytes]:
    """What an office keeps: not the program's own work, which ends in `.cchc`."""
    files = {str(p.relative_to(records)): p for p in records.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in files.items() if not name.startswith(".cchc/")}


def _only(records: Path, pattern: str) -> dict[str, object]:
    (path,) = records.glob(pattern)
    return tomllib.loads(path.read_text(encoding="utf-8"))


class TestAdd:
    def test_prints_the_id_alone_and_says_the_rest_on_stderr(self, cchc: Call, office: Path) -> None:
        added = cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "17/CV-UBND",
            "--issued-on",
            "21/2/2023",
            "--subject",
            "chấn chỉnh",
        )
        identity = added.out.removesuffix("\n")
        assert added.code == 0
        assert len(identity) == 6
        assert added.err == (f"Đã thêm công văn 17/CV-UBND (directives/2023/2023-02-21_17-cv-ubnd_{identity}.toml).\n")

    def test_keys_are_taken_with_hyphen_and_with_underscore(self, cchc: Call, office: Path) -> None:
        typed = (
            "--issued_on",
            "2023-04-11",
            "--kept-by",
            "Văn thư",
            "--symbol",
            "91/CV-UBND",
            "--subject",
            "thanh toán",
        )
        assert cchc("add", "directive", "--direction", "outgoing", *typed).code == 0
        kept = _only(office, "directives/2023/*.toml")
        assert (str(kept["issued_on"]), kept["kept_by"]) == ("2023-04-11", "Văn thư")

    def test_a_list_is_typed_by_repeating_its_key(self, cchc: Call, office: Path, directive: str) -> None:
        typed = ("--checklist", "2023-tuyen-truyen", "--position", "1", "--task", "Tăng cường tuyên truyền")
        products = ("--products", "Tuyên truyền tại bộ phận một cửa", "--products", "Tuyên truyền qua cuộc họp")
        added = cchc("add", "checklist", *typed, *products, "--evaluation", "dat", "--evidence", directive)
        assert added.code == 0, added.err
        kept = _only(office, "checklists/2023-tuyen-truyen/*.toml")
        assert kept["products"] == ["Tuyên truyền tại bộ phận một cửa", "Tuyên truyền qua cuộc họp"]
        assert kept["evidence"] == [directive]
        assert kept["evaluation"] == "met"

    @pytest.mark.parametrize(
        ("symbol", "kind"),
        [
            ("17/CV-UBND", "cong-van"),
            ("142/UBND-NV", "cong-van"),
            ("59/KH-UBND", "ke-hoach"),
        ],
    )
    def test_the_kind_is_guessed_from_the_symbol(self, cchc: Call, office: Path, symbol: str, kind: str) -> None:
        assert (
            cchc(
                "add",
                "directive",
                "--direction",
                "outgoing",
                "--symbol",
                symbol,
                "--issued-on",
                "2023-01-02",
                "--subject",
                "x",
            ).code
            == 0
        )
        assert _only(office, "directives/2023/*.toml")["kind"] == kind

    def test_a_directive_without_symbol_is_allowed_when_its_kind_is_said(self, cchc: Call, office: Path) -> None:
        typed = ("--kind", "Công văn", "--issued-on", "2023-01-02", "--subject", "mời họp")
        assert cchc("add", "directive", "--direction", "outgoing", *typed).code == 0
        assert cchc("add", "directive", "--direction", "outgoing", *typed).code == 0, (
            "without a number nothing is a duplicate"
        )

    def test_a_count_is_typed_as_the_office_writes_it(self, cchc: Call, office: Path) -> None:
        typed = (
            "--channel",
            "Đài truyền thanh",
            "--measure",
            "lượt phát sóng",
            "--period",
            "6/2023",
            "--value",
            "2.500",
        )
        assert cchc("add", "media", *typed, "--qualifier", "khoảng trên").code == 0
        kept = _only(office, "media/2023/*.toml")
        assert (kept["channel"], kept["measure"], kept["period"]) == ("truyen-thanh", "luot-phat-song", "2023-06")
        assert (kept["value"], kept["qualifier"]) == (2500, "about_over")

    @pytest.mark.parametrize(
        ("typed", "value", "qualifier"),
        [("trên 90", 90, "over"), ("khoảng trên 2.500", 2500, "about_over"), ("~ 40", 40, "about"), ("24", 24, None)],
    )
    def test_a_count_is_taken_as_it_is_said(
        self, cchc: Call, office: Path, typed: str, value: int, qualifier: str | None
    ) -> None:
        added = cchc(*COUNT, "--value", typed)
        assert added.code == 0, added.err
        kept = _only(office, "media/2023/*.toml")
        assert (kept["value"], kept.get("qualifier")) == (value, qualifier)
        assert "thống kê tin bài Đài truyền thanh · tin, bài xây dựng tháng 6 năm 2023 (media/" in added.err
        changed = cchc("set", added.out.strip(), "value=gần 7")
        assert changed.code == 0, changed.err
        kept = _only(office, "media/2023/*.toml")
        assert (kept["value"], kept["qualifier"]) == (7, "nearly")

    def test_a_qualifier_said_twice_is_refused(self, cchc: Call, office: Path) -> None:
        ended = cchc(*COUNT, "--value", "trên 90", "--qualifier", "gần")
        assert (ended.code, ended.out) == (2, "")
        assert "nêu hai lần" in ended.err

    def test_a_negative_number_is_no_position(self, cchc: Call, office: Path) -> None:
        ended = cchc("add", "checklist", "--checklist", "2023-x", "--position", "-3", "--task", "x")
        assert ended.code == 2
        assert "position: “-3” không phải là số thứ tự. Gõ như 3, 1.1 hoặc 1.1.2." in ended.err

    @pytest.mark.parametrize("name", ["../../../x", "a/b", "..", ".an", "a\\b"])
    def test_a_checklist_is_not_named_like_a_path(self, cchc: Call, office: Path, name: str) -> None:
        ended = cchc("add", "checklist", "--checklist", name, "--position", "1", "--task", "x")
        assert (ended.code, ended.out) == (2, "")
        assert "“Bảng nhiệm vụ” (checklist) cũng là tên thư mục" in ended.err
        assert not list(office.glob("checklists/*"))

    def test_what_cannot_be_written_is_kept_as_a_draft(self, as_nobody: Call, cchc: Call, open_folder: Path) -> None:
        records = create_office(open_folder / "o", {"short_name": "UBND xã A", "place": "A"})
        let_others_look(records.parent)
        typed = (
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--kind",
            "cong-van",
            "--issued-on",
            "hn",
            "--subject",
            "điều hay",
        )
        state = open_folder / "nha"
        state.mkdir(mode=0o777)
        state.chmod(0o777)
        ended = as_nobody("--records", str(records), *typed, env={"XDG_STATE_HOME": str(state)})
        assert (ended.code, ended.out) == (4, "")
        assert "giữ làm bản nháp" in ended.err
        (draft,) = state.glob("cchc/drafts/*/*.json")
        assert json.loads(draft.read_text("utf-8"))["texts"]["subject"] == "điều hay"
        ended = as_nobody("--records", str(records), *typed)
        assert ended.code == 4
        assert "bản nháp" not in ended.err, "nothing is promised that was not kept"

    def test_every_missing_value_is_named_at_once(self, cchc: Call, office: Path) -> None:
        before = _files(office)
        ended = cchc("add", "directive", "--direction", "outgoing", "--note", "chưa rõ")
        assert ended.code == 2
        assert ended.err == (
            "Thiếu “Tên loại” (kind). Thiếu “Ngày ban hành” (issued_on). Thiếu “Trích yếu” (subject).\n"
            f"{ways_to_name_a_kind()}\n"
            "Hãy bổ sung rồi lưu lại; chưa ghi gì.\n"
        )
        assert _files(office) == before

    def test_a_kind_is_asked_for_only_where_the_symbol_does_not_tell_it(self, cchc: Call, office: Path) -> None:
        typed = ("add", "directive", "--direction", "outgoing", "--issued-on", "1/5/2023", "--subject", "x")
        refused = cchc(*typed)
        assert refused.code == 2
        assert "--kind cong-van" in refused.err
        assert "Các tên loại: Công văn, Nghị quyết, Quyết định, " in refused.err
        assert refused.err.endswith("Thư công.\nHãy bổ sung rồi lưu lại; chưa ghi gì.\n")

        assert "tên loại" not in cchc("add", "directive", "--direction", "outgoing", "--symbol", "17/UBND-VP").err
        assert cchc(*typed, "--kind", "kế hoạch").code == 0
        assert cchc(*typed, "--symbol", "17/UBND-VP").code == 0

    def test_every_value_that_cannot_be_read_is_named_at_once(self, cchc: Call, office: Path) -> None:
        ended = cchc("add", "media", "--channel", "dai-truyen-than", "--period", "quý 5/2023", "--value", "25.00")
        assert ended.code == 2
        assert ended.err == (
            "channel: “Kênh” không có giá trị “dai-truyen-than”. Có phải “Đài truyền thanh”?"
            " Được dùng: Đài truyền thanh, Trang thông tin điện tử, Mạng xã hội, Bộ phận Một cửa,"
            " Tuyên truyền trực quan, Hội nghị, tập huấn.\n"
            "period: “quý 5/2023” không phải là một kỳ."
            " Gõ như 6/2023, quý 3/2023, 2023, hoặc 15/12/2022 - 14/12/2023.\n"
            "value: “25.00” không phải là số nguyên. Gõ như 2500 hoặc 2.500.\n"
            "Chưa ghi gì.\n"
        )

    def test_measures_are_those_of_the_channel(self, cchc: Call, office: Path) -> None:
        typed = ("--channel", "trang-tin", "--measure", "luot-phat-song", "--period", "2023", "--value", "1")
        ended = cchc("add", "media", *typed)
        assert ended.code == 2
        assert "“Chỉ tiêu” không có giá trị “luot-phat-song”. Được dùng: tin, bài đăng." in ended.err

    def test_the_same_document_is_refused_and_shown(self, cchc: Call, office: Path, directive: str) -> None:
        before = _files(office)
        ended = cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "Số 017/CV – UBND",
            "--issued-on",
            "21/02/2023",
            "--subject",
            "y",
        )
        assert ended.code == 3
        assert ended.out == ""
        assert ended.err == (
            f"Văn bản số 17/CV-UBND ngày 21/02/2023 đã có trong sổ (mã {directive}).\n"
            'Hãy sửa bản đã có; nếu thật sự là hai hồ sơ khác nhau thì thêm: --allow-duplicate "lý do"\n'
        )
        assert _files(office) == before

    def test_a_duplicate_is_kept_when_its_reason_is_given(self, cchc: Call, office: Path, directive: str) -> None:
        typed = ("--symbol", "17/CV-UBND", "--issued-on", "21/02/2023", "--subject", "y", "--note", "bản hai")
        ended = cchc("add", "directive", "--direction", "outgoing", *typed, "--allow-duplicate", "cấp nhầm số hai lần")
        assert ended.code == 0
        kept = (office / "directives/2023" / f"2023-02-21_17-cv-ubnd_{ended.out.strip()}.toml").read_text("utf-8")
        assert tomllib.loads(kept)["note"] == "bản hai\nCố ý nhập trùng: cấp nhầm số hai lần"

    def test_text_is_kept_clean_and_composed(self, cchc: Call, office: Path) -> None:
        subject = "  chấn chi\u0309nh\u00a0công ta\u0301c\u200b\x1b[31m "
        cchc(
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "1/KH-UBND",
            "--issued-on",
            "2023-01-02",
            "--subject",
            subject,
        )
        assert _only(office, "directives/2023/*.toml")["subject"] == "chấn chỉnh công tác[31m"


class TestSet:
    def test_changes_the_named_fields_only(self, cchc: Call, office: Path, directive: str) -> None:
        before = _only(office, "directives/2023/*.toml")
        ended = cchc("set", directive, "subject=triển khai = ngay", "issued-on=22/2/2023")
        assert (ended.code, ended.out) == (0, "")
        assert ended.err == f"Đã sửa Ngày ban hành, Trích yếu của công văn 17/CV-UBND (mã {directive}).\n"
        after = _only(office, "directives/2023/*.toml")
        changed = {key for key in after if after[key] != before.get(key)}
        assert changed == {"subject", "issued_on"}
        assert after["subject"] == "triển khai = ngay"

    def test_an_empty_value_empties_the_field(self, cchc: Call, office: Path, directive: str) -> None:
        cchc("set", directive, "note=tạm", "recipients=Như trên", "recipients=Lưu: VT")
        assert _only(office, "directives/2023/*.toml")["recipients"] == ["Như trên", "Lưu: VT"]
        assert cchc("set", directive, "note=", "recipients=").code == 0
        after = _only(office, "directives/2023/*.toml")
        assert "note" not in after
        assert "recipients" not in after

    def test_several_records_are_changed_in_one_save_or_none(self, cchc: Call, office: Path, directive: str) -> None:
        begin_history(office, own=True)
        added = (
            "add",
            "directive",
            "--direction",
            "outgoing",
            "--symbol",
            "18/CV-UBND",
            "--issued-on",
            "22/2/2023",
            "--subject",
            "hai",
        )
        other = cchc(*added).out.strip()
        saves = len(cchc("log", "--json").json)
        ended = cchc("set", directive, other, "signer=Trần A", "note=chung")
        assert (ended.code, ended.err.count("Đã sửa Người ký, Ghi chú của công văn")) == (0, 2)
        assert len(cchc("log", "--json").json) == saves + 1
        assert {d["signer"] for d in cchc("list", "directives", "--json").json} == {"Trần A"}
        assert cchc("set", directive, "zzzzzz", "note=x").code == 2
        assert cchc("set", directive, other).code == 2
        assert {d["note"] for d in cchc("list", "directives", "--json").json} == {"chung"}
        assert cchc("delete", directive, other, "--because", "nhập thử").err.count("Đã xóa") == 2
        assert len(cchc("log", "--json").json) == saves + 2
        assert cchc("list", "directives", "--json").json == []

    def test_a_record_is_begun_like_another(self, cchc: Call, office: Path, directive: str) -> None:
        ended = cchc("add", "directive", "--direction", "outgoing", "--like", directive, "--symbol", "18/CV-UBND")
        assert ended.code == 0, ended.err
        old, new = (cchc("show", one, "--json").json for one in (directive, ended.out.strip()))
        assert (new["symbol"], new["subject"], new["issued_on"]) == ("18/CV-UBND", old["subject"], old["issued_on"])
        assert cchc("add", "directive", "--direction", "outgoing", "--like", directive).code == 3, (
            "the same number is a duplicate"
        )
        assert cchc("add", "media", "--like", directive).code == 2

    def test_a_deleted_record_is_brought_back_first(self, cchc: Call, office: Path, directive: str) -> None:
        cchc("delete", directive, "--because", "nhập trùng")
        before = _files(office)
        ended = cchc("set", directive, "note=x")
        assert ended.code == 3
        assert ended.err == (
            f"Hồ sơ công văn 17/CV-UBND (mã {directive}) đã xóa (nhập trùng) nên không sửa.\n"
            f"Muốn sửa, hãy lấy lại trước: cchc restore {directive}\n"
        )
        assert _files(office) == before

    def test_a_record_that_cannot_be_read_is_not_called_unknown(self, cchc: Call, office: Path, directive: str) -> None:
        begin_history(office, own=True)
        first = cchc("log").out.split()[0]
        (file,) = office.glob("directives/2023/*.toml")
        whole = file.read_bytes()
        file.write_bytes(whole + b"x = [\n")
        for words in (("show", directive), ("set", directive, "note=x"), ("delete", directive, "--because", "x")):
            ended = cchc(*words)
            assert (ended.code, ended.out) == (1, ""), words
            assert f"Có tệp của hồ sơ “{directive}” nhưng không đọc được. Tệp directives/2023/{file.name}" in ended.err
            assert f"cchc restore {directive} --at" in ended.err
        assert cchc("log", directive).code == 0
        assert cchc("restore", directive, "--at", first).code == 0
        assert file.read_bytes() == whole

    def test_the_same_value_writes_nothing(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        before = path.stat().st_mtime_ns
        ended = cchc("set", directive, "symbol=17/CV-UBND")
        assert ended.code == 0
        assert ended.err == f"Không có gì thay đổi ở công văn 17/CV-UBND (mã {directive}).\n"
        assert path.stat().st_mtime_ns == before

    @pytest.mark.parametrize(
        ("assignment", "sentence"),
        [
            ("sujbect=a", "Văn bản không có khóa “sujbect”. Có phải “subject”? Được dùng: direction, kind, symbol,"),
            ("id=abc", "Khóa “id” do chương trình ghi, không sửa tay được."),
            ("issued_on=31/2/2023", "issued_on: “31/2/2023” không phải là một ngày. Gõ như 21/2/2023, 21/2, hn"),
            ("subject=", "Thiếu “Trích yếu” (subject)."),
        ],
    )
    def test_what_cannot_be_set_is_refused_with_a_sentence(
        self, cchc: Call, office: Path, directive: str, assignment: str, sentence: str
    ) -> None:
        before = _files(office)
        ended = cchc("set", directive, assignment)
        assert ended.code == 2
        assert ended.err.startswith(sentence)
        assert _files(office) == before

    def test_a_single_value_given_twice_is_refused(self, cchc: Call, office: Path, directive: str) -> None:
        ended = cchc("set", directive, "note=a", "note=b")
        assert ended.code == 2
        assert ended.err == "Khóa “note” nêu hai lần.\nMục này chỉ có một giá trị; chưa ghi gì.\n"

    def test_comments_written_by_hand_outlive_a_save(self, cchc: Call, office: Path, directive: str) -> None:
        (path,) = office.glob("directives/2023/*.toml")
        path.write_text(path.read_text("utf-8") + "\n# hỏi lại anh Khanh\n", "utf-8")
        assert cchc("set", directive, "note=a").code == 0
        assert path.read_text("utf-8").count("# hỏi lại anh Khanh\n") == 1
        assert "Lời chú gõ tay" in cchc("show", directive).out
        assert cchc("delete", directive, "--because", "trùng").code == 0
        assert cchc("restore", directive).code == 0
        assert path.read_text("utf-8").count("# hỏi lại anh Khanh\n") == 1


class TestDelete:
    def test_the_file_stays_and_the_list_hides_it(self, cchc: Call, office: Path, directive: str) -> None:
        ended = cchc("delete", directive, "--because", "nhập trùng")
        assert (ended.code, ended.out) == (0, "")
        assert ended.err == f"Đã xóa công văn 17/CV-UBND (mã {directive}). Lấy lại bằng: cchc restore {directive}\n"
        kept = _only(office, "directives/2023/*.toml")
        assert (kept["deleted_by"], kept["deleted_because"]) == ("Nguyễn Thị Hà", "nhập trùng")
        assert cchc("list", "directives", "--json").json == []
        assert [d["id"] for d in cchc("list", "directives", "--deleted", "--json").json] == [directive]

    def test_needs_a_reason(self, cchc: Call, office: Path, directive: str) -> None:
        assert cchc("delete", directive).code == 2
        blank = cchc("delete", directive, "--because", "  ")
        assert blank.code == 2
        assert blank.err.startswith("Chưa nêu lý do xóa.")

    def test_twice_is_refused(self, cchc: Call, office: Path, directive: str) -> None:
        cchc("delete", directive, "--because", "nhập trùng")
        ended = cchc("delete", directive, "--because", "lần nữa")
        assert ended.code == 3
        assert ended.err == f"Hồ sơ công văn 17/CV-UBND (mã {directive}) đã xóa từ trước (nhập trùng).\n"

    def test_restoring_brings_back_the_same_bytes(self, cchc: Call, office: Path, directive: str) -> None:
        before = _files(office)
        cchc("delete", directive, "--because", "nhập trùng")
        ended = cchc("restore", directive)
        assert ended.code == 0
        assert ended.err == f"Đã lấy lại công văn 17/CV-UBND (mã {directive}).\n"
        assert _files(office) == before
        assert cchc("restore", directive).code == 3

    def test_a_deleted_document_may_be_entered_again(self, cchc: Call, office: Path, directive: str) -> None:
        cchc("delete", directive, "--because", "nhập nhầm")
        typed = ("--symbol", "17/CV-UBND", "--issued-on", "21/02/2023", "--subject", "y")
        assert cchc("add", "directive", "--direction", "outgoing", *typed).code == 0

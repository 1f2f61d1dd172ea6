"""Directives, counts and tasks as the prose says them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_tui.errors import FindingsError
from cchc_tui.report.figures import NO_FIGURES, FigureSentences
from cchc_tui.report.markdown import Markdown
from cchc_tui.report.names import FUNCTIONS, Name
from cchc_tui.report.proofs import ProofSentences
from cchc_tui.report.rendering import render
from cchc_tui.report.sentences import Sentences, Wording
from tests.report.builders import OFFICE, SOURCE, count, directive, printed, sheet, task, yearbook

PLAN = directive("59/KH-UBND", "2022-12-31", "tuyên truyền CCHC năm 2023", kind="ke-hoach")
EARLY = directive("17/CV-UBND", "2023-02-21", "chấn chỉnh tiếp nhận TTHC")
LATE = directive("142/UBND-NV", "2023-06-15", "chấn chỉnh nhiệm vụ tháng 5/2023")


def test_documents_are_whole_sentences_in_date_order_each_a_paragraph() -> None:
    assert printed('{{ van_ban("cong-van") }}', LATE, PLAN, EARLY) == (
        "Ngày 21/02/2023, UBND xã đã ban hành Công văn số 17/CV-UBND về việc chấn chỉnh tiếp nhận TTHC.\n\n"
        "Ngày 15/6/2023, UBND xã đã ban hành Công văn số 142/UBND-NV về việc chấn chỉnh nhiệm vụ tháng 5/2023."
    )


def test_a_plan_inside_the_window_is_no_letter_but_is_a_document() -> None:
    body = '{{ so_van_ban("cong-van") }} {{ so_van_ban() }} {{ so_van_ban("Kế hoạch") }}'
    assert printed(body, PLAN, EARLY) == "1 2 1"


def test_a_document_outside_the_window_is_not_listed() -> None:
    assert "27" not in printed("{{ van_ban() }}", EARLY, directive("90/UBND-VP", "2023-12-27"))


def test_what_was_received_is_told_apart_from_what_was_issued() -> None:
    received = directive("35/SNV-CCHC", "2023-03-01", "kiểm tra CCHC", direction="incoming", issuer="Sở Nội vụ")
    assert printed("{{ van_ban_den() }}", EARLY, received) == (
        "Công văn số 35/SNV-CCHC ngày 01/3/2023 của Sở Nội vụ về việc kiểm tra CCHC."
    )
    assert "35/SNV" not in printed("{{ van_ban() }}", EARLY, received)


def test_nothing_issued_is_said_in_words() -> None:
    assert printed("{{ van_ban() }}") == "Trong kỳ không phát sinh văn bản."


def test_a_subject_typed_with_its_about_words_does_not_say_them_twice() -> None:
    letter = directive("9/UBND-VP", "2023-01-05", "V/v: tăng cường kỷ luật.")
    assert printed("{{ van_ban() }}", letter) == (
        "Ngày 05/01/2023, UBND xã đã ban hành Công văn số 9/UBND-VP về việc tăng cường kỷ luật."
    )


def test_a_document_without_a_number_is_a_sentence_all_the_same() -> None:
    assert printed("{{ van_ban() }}", directive(None, "2023-01-05")) == (
        "Ngày 05/01/2023, UBND xã đã ban hành Công văn về việc chấn chỉnh tiếp nhận TTHC."
    )


def test_the_first_citation_is_full_and_later_ones_are_short() -> None:
    assert printed('{{ vien_dan("59/KH-UBND") }}; {{ vien_dan("059/KH-UBND") }}.', PLAN) == (
        "Kế hoạch số 59/KH-UBND ngày 31/12/2022 của UBND xã Hà Kỳ về việc tuyên truyền CCHC năm 2023; "
        "Kế hoạch số 59/KH-UBND."
    )


def test_a_document_told_in_a_list_is_cited_short_afterwards() -> None:
    assert printed('{{ van_ban() }}\n\nTheo {{ vien_dan("17/CV-UBND") }}.', EARLY).endswith(
        "Theo Công văn số 17/CV-UBND."
    )


def test_an_older_document_may_be_cited_and_a_year_settles_which() -> None:
    older = directive("59/KH-UBND", "2021-12-31", "tuyên truyền CCHC năm 2022", kind="ke-hoach", id="cũ")
    assert "ngày 31/12/2022" in printed('{{ vien_dan("59/KH-UBND") }}', PLAN, register=(older, PLAN))
    assert "ngày 31/12/2021" in printed('{{ vien_dan("59/KH-UBND", 2021) }}', PLAN, register=(older, PLAN))


def test_a_law_is_cited_by_name_and_date() -> None:
    law = directive("80/2015/QH13", "2015-06-22", "Ban hành văn bản quy phạm pháp luật", kind="luat", issuer="Quốc hội")
    assert printed('{{ vien_dan("80/2015/QH13") }}', register=(law,)) == (
        "Luật Ban hành văn bản quy phạm pháp luật ngày 22/6/2015"
    )


def test_documents_can_be_laid_out_by_hand() -> None:
    body = "{% for vb in cac_van_ban() %}\n- {{ vb.so_ky_hieu }} ({{ vb.ngay }}): {{ vb.trich_yeu }}\n{% endfor %}"
    assert printed(body, EARLY, LATE) == (
        "- 17/CV-UBND (21/02/2023): chấn chỉnh tiếp nhận TTHC\n"
        "- 142/UBND-NV (15/6/2023): chấn chỉnh nhiệm vụ tháng 5/2023"
    )


def test_counts_carry_their_qualifier_and_their_points() -> None:
    facts = (count("tin-bai", 24), count("luot-phat-song", 90, qualifier="over"))
    desk = count("luot-huong-dan", 2500, qualifier="about_over", channel="mot-cua")
    body = "{{ so_lieu.truyen_thanh.tin_bai }} / {{ so_lieu.truyen_thanh.luot_phat_song }} / "
    assert printed(body + "{{ so_lieu.mot_cua.luot_huong_dan }}", *facts, desk) == "24 / trên 90 / khoảng trên 2.500"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (("exact", 24), ("exact", 20), "tăng 4 (20%)"),
        (("exact", 20), ("exact", 24), "giảm 4 (16,7%)"),
        (("exact", 20), ("exact", 20), "không thay đổi"),
        (("over", 90), ("exact", 80), "tăng khoảng 10"),
        (("exact", 20), ("over", 90), "giảm khoảng 70"),
        (("over", 90), ("over", 90), "tương đương"),
    ],
)
def test_a_comparison_says_no_more_than_the_two_numbers_do(
    now: tuple[str, int], before: tuple[str, int], words: str
) -> None:
    earlier = yearbook(count("tin-bai", before[1], "2022-nam", before[0]), period="2022-nam")
    said = printed("{{ so_sanh.truyen_thanh.tin_bai }}", count("tin-bai", now[1], qualifier=now[0]), previous=earlier)
    assert said == words


def test_the_statistics_name_every_channel_that_counted_something() -> None:
    earlier = yearbook(count("tin-bai", 20, "2022-nam"), period="2022-nam")
    facts = (count("tin-bai", 24), count("luot-phat-song", 90, qualifier="over"))
    assert printed("{{ thong_ke() }}", *facts, previous=earlier) == (
        "- Đài truyền thanh: tin, bài xây dựng 24 bài, tăng 4 (20%) so với năm 2022; trên 90 lượt phát sóng."
    )


def test_a_chart_holds_every_month_between_and_no_figure_nobody_counted() -> None:
    facts = (count("tin-bai", 24, "2023-02"), count("tin-bai", 9, "2023-04", qualifier="over"), count("tin-bai", 99))
    assert printed('{{ bieu_do("truyen_thanh", "tin-bai") }}', *facts) == (
        "![tin, bài xây dựng theo tháng](<bieu-do: T2=24; T3=; T4=trên 9>)"
    )
    assert printed('{{ bieu_do("truyen-thanh", "tin-bai") }}', count("tin-bai", 9), draft=True) == (
        "\\[chưa có số liệu\\]"
    )
    with pytest.raises(FindingsError, match="không có chỉ tiêu “la” của kênh “truyen-thanh”"):
        printed('{{ bieu_do("truyen-thanh", "la") }}')


def test_nothing_recorded_is_not_told_as_nothing_done() -> None:
    with pytest.raises(FindingsError) as caught:
        printed("{{ can_cu() }}\n\n{{ thong_ke() }}")
    assert caught.value.message == (
        f"{SOURCE}, dòng 3: “thong_ke()” chưa có số liệu nào trong kỳ này. Hãy ghi vào hồ sơ (ghi 0 nếu không phát"
        " sinh), hoặc bỏ chỗ điền này."
    )
    assert printed("{{ thong_ke() }}", draft=True) == "\\[chưa có số liệu\\]"
    assert printed("{% if thong_ke() %}có{% else %}chưa{% endif %}") == "chưa"
    assert printed("{{ thong_ke() }}", count("luot-phat-song", 0)) == "- Đài truyền thanh: 0 lượt phát sóng."


@pytest.mark.parametrize(
    ("subject", "printed_subject"),
    [
        ("V/v Tăng cường kỷ luật, kỷ cương.", "tăng cường kỷ luật, kỷ cương"),
        ("Về việc: Chấn chỉnh công tác tiếp nhận", "chấn chỉnh công tác tiếp nhận"),
        ("Mời họp", "mời họp"),
        ("Phòng, chống tham nhũng", "phòng, chống tham nhũng"),
        ("Công an xã tăng cường tuần tra", "Công an xã tăng cường tuần tra"),
        ("Hà Kỳ ra quân", "Hà Kỳ ra quân"),
        ("UBND xã tổ chức họp", "UBND xã tổ chức họp"),
        ("TĂNG CƯỜNG kỷ luật", "TĂNG CƯỜNG kỷ luật"),
        ("Mở", "mở"),
        ("Mở rộng", "mở rộng"),
    ],
)
def test_a_common_word_is_small_inside_the_sentence_and_a_name_is_not(subject: str, printed_subject: str) -> None:
    said = printed("{{ van_ban() }}", directive("17/UBND-VP", "2023-02-21", subject))
    assert said == f"Ngày 21/02/2023, UBND xã đã ban hành Công văn số 17/UBND-VP về việc {printed_subject}."


@pytest.mark.parametrize("symbol", ["Số 17/UBND-VP", "số: 17/UBND-VP", "SỐ17/UBND-VP"])
def test_the_word_number_is_not_said_twice(symbol: str) -> None:
    said = printed("{{ van_ban() }}", directive(symbol, "2023-02-21", "mời họp", kind=None))
    assert said == "Ngày 21/02/2023, UBND xã đã ban hành Văn bản số 17/UBND-VP về việc mời họp."


def test_the_functions_named_are_those_there_are() -> None:
    desk = Sentences(sheet(), yearbook(), None, (), Wording(None))
    figures = FigureSentences(NO_FIGURES, yearbook().period)
    proofs = ProofSentences(yearbook(), (), NO_FIGURES)
    assert set(desk.functions(figures.functions() | proofs.functions())) == set(FUNCTIONS)


def test_documents_are_compared_with_the_period_before() -> None:
    earlier = yearbook(old := directive("3/UBND-VP", "2022-03-01"), period="2022-nam")
    before_it = directive("99/UBND-VP", "2021-12-01")
    prose = '{{ so_sanh_van_ban("cong-van") }}'
    register = (EARLY, LATE, old, before_it)
    assert printed(prose, EARLY, LATE, previous=earlier, register=register) == "tăng 1 (100%)"
    with pytest.raises(FindingsError, match="một trong hai kỳ chưa ghi đủ số liệu nên không so sánh được"):
        printed(prose, EARLY, LATE, previous=earlier, register=register[:3])


def test_tasks_are_counted_by_their_evaluation() -> None:
    tasks = (task(1, "a", evaluation="met"), task(2, "b", evaluation="not_met"), task(3, "c"))
    body = "{{ nhiem_vu.so_dat }}/{{ nhiem_vu.tong_so }}, {{ nhiem_vu.so_chua_dat }}, {{ nhiem_vu.so_chua_danh_gia }}, "
    assert printed(body + "{{ nhiem_vu.ty_le_dat }}", *tasks) == "1/3, 1, 1, 33,3%"


def test_the_office_words_its_sentences_itself(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "van-ban.j2").write_text("- {{ ten_loai }} {{ so_ky_hieu }};", encoding="utf-8")
    assert printed("{{ van_ban() }}", EARLY, templates=tmp_path) == "- Công văn 17/CV-UBND;"


def test_a_slip_in_the_office_wording_is_told_with_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "wording").mkdir()
    file = tmp_path / "wording" / "van-ban.j2"
    file.write_text("Ngày {{ ngay }},\n{{ so_ki_hieu }}", encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        printed("một\n\n\n{{ van_ban() }}", EARLY, templates=tmp_path)
    assert caught.value.message == f"{file}, dòng 2: không có chỗ điền “so_ki_hieu”; có phải “so_ky_hieu”?"


def test_an_office_calls_itself_by_its_unit() -> None:
    ward = OFFICE.change(short_name="UBND Phường 1", place="Phường 1")
    assert printed("{{ co_quan.goi_tat }}", office=ward) == "UBND phường"
    assert printed("{{ co_quan.goi_tat }}", office=OFFICE.change(place="Tứ Kỳ")) == "UBND xã Hà Kỳ"


def test_calls_inside_loops_are_paid_for_and_each_sentence_is_made_once() -> None:
    many = [directive(f"{n}/UBND-VP", "2023-02-21") for n in range(1, 41)]
    made: list[str] = []

    class Counting(Wording):
        def say(self, name: str, names: Sequence[Name]) -> Markdown:
            made.append(name)
            return super().say(name, names)

    desk = Sentences(sheet(), yearbook(*many), None, (), Counting(None))
    nested = "{% for a in cac_van_ban() %}{% for b in cac_van_ban() %}x{% endfor %}{% endfor %}"
    assert render(nested, file="x", names=[], functions=desk.functions({})) == "x" * 1600
    assert len(made) == 40
    endless = "{% for a in cac_van_ban() %}" * 2 + "{{ vien_dan('1/UBND-VP') }}" * 3 + "{% endfor %}" * 2
    with pytest.raises(FindingsError, match="hãy bỏ bớt vòng lặp lồng nhau"):
        render(endless, file="x", names=[], functions=desk.functions({}))

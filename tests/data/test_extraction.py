"""From a text to candidate figures: what the words around a number say, and what is no figure at all.

All sentences are made up for tests.
"""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.places import districts, load
from analysis.sources.extraction.candidate import CONFIDENT_FIELDS, Defaults
from analysis.sources.extraction.candidates import Reader, candidates
from analysis.sources.extraction.mentions import PlaceNames
from analysis.vocabulary import FREQUENCY, INDICATOR, POPULATION, STATUS, TIER, TRAINING, UNIT

PUBLISHED = date(2023, 6, 20)
HEAD = "Sở Nội vụ tỉnh Hà Giang đào tạo, bồi dưỡng cán bộ, công chức, viên chức\n\n"


@pytest.fixture(scope="module")
def reader():
    return Reader(PlaceNames(load(), districts()))


@pytest.fixture
def read(reader):
    def read_text(text, head=HEAD, **defaults):
        return reader.read(head + text, Defaults(**{"published": PUBLISHED} | defaults))

    return read_text


@pytest.fixture
def one(read):
    def read_one(text, head=HEAD, **defaults):
        (candidate,) = read(text, head, **defaults)
        return candidate

    return read_one


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("Năm 2022, tỉnh có 1.240 lượt cán bộ được bồi dưỡng.", "participations"),
        ("Năm 2022, tỉnh mở 12 lớp tin học.", "classes"),
        ("Năm 2022, tỉnh cử 45 cán bộ đi học.", "persons_trained"),
        ("Kinh phí đào tạo năm 2022 là 3,5 tỷ đồng.", "budget"),
        ("Tính đến 31/12/2022, tổng số cán bộ, công chức là 2.310 người.", "headcount"),
        ("Năm 2022 luân chuyển 8 cán bộ.", "rotations"),
        ("Số lượt đạt 105% kế hoạch năm 2022.", "plan_completion"),
        ("Đến nay, 98% công chức đạt chuẩn.", "share_meeting_standard"),
        ("Đến nay, 64% công chức có trình độ đại học.", "share_with_degree"),
        ("Năm 2022, 80% viên chức được bồi dưỡng.", "share_trained"),
        ("Hằng năm, ít nhất 80% viên chức được bồi dưỡng.", "share_trained_yearly"),
        ("Hiện nay, 18% cán bộ lãnh đạo dưới 40 tuổi.", "share_under_age"),
        ("25% cán bộ đủ khả năng làm việc trong môi trường quốc tế.", "share_international_ready"),
        ("60% cán bộ sử dụng được tiếng dân tộc thiểu số.", "share_language"),
        ("Năm 2022, bồi dưỡng cán bộ trên 4 lĩnh vực.", "content_areas"),
    ],
)
def test_the_unit_and_the_words_beside_it_say_what_is_counted(one, sentence, indicator):
    assert one(sentence).indicator == indicator


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018, Nghị định 101/2017/NĐ-CP và Điều 5, khoản 2 của Luật.",
        "Đại hội lần thứ XII, nhiệm kỳ 2020-2025, đã bàn 3 khâu đột phá.",
        "Học viên dưới 40 tuổi học trong 20 ngày, từ 7 giờ 30, tại số 12 đường 30 Tháng 4, phường 1.",
        "Số lượt xem: 1.874",
        "Đã truy cập: 43497372",
        "Điện thoại: 0219 3866 111. Fax: 0219.3822.000",
        "Lớp cao cấp lý luận chính trị khóa 2018-2020 do Học viện tổ chức.",
        "Nghị quyết Trung ương 3 khóa VIII về chiến lược cán bộ.",
        "Số học viên tăng 12% so với cùng kỳ.",
        "Xếp loại: giỏi 18,4%, khá 76,9%.",
        "Dự hội nghị có 120 đại biểu.",
        "Tỷ lệ hộ nghèo còn 3,2%.",
        "Huyện có 14 xã, 1 thị trấn.",
        "Còn 5 người chưa qua đào tạo.",
        "Chưa mở được 4 lớp bồi dưỡng nào.",
        "Không có 5 học viên nào bỏ học.",
        "Bình quân mỗi lớp có gần 82 học viên.",
        "Mức hỗ trợ là 15 triệu đồng/lớp bồi dưỡng.",
        "Lương cơ sở 1.490.000 đồng đối với cán bộ đi học.",
        "Tăng 15 lớp bồi dưỡng so với năm 2022.",
        "Lúc 8:30 cán bộ vào học.",
        "85% trường đạt chuẩn quốc gia.",
    ],
)
def test_what_is_no_figure_is_no_candidate(read, sentence):
    assert read(sentence) == ()


def test_a_comma_before_three_digits_is_not_decided(one):
    candidate = one("Năm 2022 có 24,150 lượt cán bộ được bồi dưỡng.")
    assert (candidate.value, candidate.value_low, candidate.value_high) == (None, None, None)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Năm 2022, tỉnh mở 12 lớp bồi dưỡng.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Giai đoạn 2016-2020, tỉnh mở 12 lớp bồi dưỡng.", date(2016, 1, 1), date(2020, 12, 31)),
        ("6 tháng đầu năm, tỉnh mở 12 lớp bồi dưỡng.", date(2023, 1, 1), date(2023, 6, 30)),
        ("Quý I/2023, tỉnh mở 12 lớp bồi dưỡng.", date(2023, 1, 1), date(2023, 3, 31)),
        ("Từ năm 2021 đến nay, tỉnh mở 12 lớp bồi dưỡng.", date(2021, 1, 1), PUBLISHED),
        ("Qua 2,5 năm thực hiện, tỉnh mở 12 lớp bồi dưỡng.", None, PUBLISHED),
        ("Từ đầu nhiệm kỳ đến nay, tỉnh mở 12 lớp bồi dưỡng.", None, PUBLISHED),
        ("Năm ngoái, tỉnh mở 12 lớp bồi dưỡng.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Trong hai năm 2021, 2022, tỉnh mở 12 lớp bồi dưỡng.", date(2021, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_count_belongs_to_the_period_that_its_sentence_names(one, sentence, first, last):
    candidate = one(sentence)
    assert (candidate.period_start, candidate.period_end) == (first, last)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Tính đến hết năm 2021, tổng số cán bộ là 2.310 người.", date(2021, 12, 31)),
        ("Đến 30/9/2022, tổng số cán bộ là 2.310 người.", date(2022, 9, 30)),
        ("Đến cuối tháng 3, tổng số cán bộ là 2.310 người.", date(2023, 3, 31)),
        ("Hiện nay, tổng số cán bộ là 2.310 người.", PUBLISHED),
    ],
)
def test_a_state_belongs_to_one_day(one, sentence, day):
    candidate = one(sentence)
    assert (candidate.status, candidate.period_start, candidate.period_end) == ("stock", day, day)


def test_a_year_is_carried_over_sentences(read):
    first, second = read("Năm 2021, tỉnh mở 12 lớp bồi dưỡng. Các lớp thu hút 480 học viên.")
    assert second.period_end == first.period_end == date(2021, 12, 31)
    assert second.confidence["period"] == "earlier"


def test_a_year_in_the_name_of_a_plan_is_no_target(one):
    candidate = one("Thực hiện Đề án nâng cao chất lượng cán bộ đến năm 2020, năm 2019 tỉnh mở 12 lớp bồi dưỡng.")
    assert (candidate.status, candidate.period_end) == ("result", date(2019, 12, 31))


def test_a_target_that_a_line_announces_holds_for_the_items_below(read):
    items = read(
        "Mục tiêu cụ thể đến năm 2025:\n- 100% công chức cấp xã đạt chuẩn;\n- Tối thiểu 25% cán bộ có trình độ thạc sĩ."
    )
    assert [candidate.status for candidate in items] == ["target", "target"]
    assert {candidate.period_end for candidate in items} == {date(2025, 12, 31)}
    assert items[0].tier == "commune"


def test_approving_money_is_a_plan_even_in_the_past(read):
    money, classes = read("Năm 2023, tỉnh đã phê duyệt kinh phí gần 28 tỷ đồng để tổ chức 112 lớp bồi dưỡng.")
    assert (money.status, classes.status) == ("plan", "plan")
    assert (money.value, money.value_low, money.value_high) == (28 * 10**9, None, 28 * 10**9)


def test_what_lies_ahead_of_the_publication_is_no_result(one):
    assert one("Năm 2024, tỉnh mở 15 lớp bồi dưỡng.").status == "plan"


def test_a_district_is_carried_to_the_sentences_of_its_paragraph(read):
    text = "Năm 2022, huyện Xín Mần cử 42 cán bộ đi học. Huyện mở thêm 6 lớp bồi dưỡng.\nNăm 2022, toàn tỉnh mở 90 lớp."
    assert [candidate.place_id for candidate in read(text)] == ["xin-man", "xin-man", "ha-giang"]


def test_a_place_of_study_is_not_the_place_of_the_figure(one):
    assert one("Năm 2022, tỉnh cử 45 cán bộ đi học tại Hà Nội.").place_id == "ha-giang"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Huyện Kỳ Sơn (Nghệ An) mở 5 lớp bồi dưỡng.", "ky-son-nghe-an"),
        ("Huyện Mộc Châu, tỉnh Sơn La mở 5 lớp bồi dưỡng.", "moc-chau"),
        ("Thành phố Sơn La mở 6 lớp bồi dưỡng.", "son-la-son-la"),
        ("Điện Biên cử 5 cán bộ đi học tại tỉnh Lào Cai.", "dien-bien"),
        ("Tại Trường Chính trị Hà Nội có 55 học viên của tỉnh theo học.", "ha-giang"),
        ("Tỷ lệ công chức đạt chuẩn ở Yên Bái là 99,1%.", "yen-bai"),
    ],
)
def test_the_place_is_the_one_whose_figure_it_is(one, sentence, place):
    assert one(sentence).place_id == place


def test_a_name_means_the_place_of_its_time(read):
    text = "Năm 2024, tỉnh Lâm Đồng bồi dưỡng 8.046 lượt cán bộ. Quý III/2025, tỉnh Lâm Đồng mở 36 lớp bồi dưỡng."
    found = read(text, head="", published=date(2025, 10, 14))
    assert [candidate.place_id for candidate in found] == ["lam-dong", "lam-dong-2025"]


def test_labels_stand_before_their_numbers_or_after_them(read):
    before = read("Năm 2022 cử 109 đồng chí đi học, gồm: thạc sĩ 8 đồng chí, đại học 95 đồng chí, tiến sĩ 6.")
    assert [candidate.training for candidate in before] == [
        "any",
        "degree.master",
        "degree.bachelor",
        "degree.doctorate",
    ]
    after = read("Năm 2022 cử 8 đồng chí học thạc sĩ, 95 đồng chí học đại học.")
    assert [candidate.training for candidate in after] == ["degree.master", "degree.bachelor"]


def test_what_a_list_breaks_down_is_part_of_its_total(read):
    whole, *parts = read(
        "Năm 2022 bồi dưỡng 900 lượt cán bộ, trong đó cấp tỉnh 300 lượt, cấp huyện 400 lượt, cấp xã 200."
    )
    assert {part.part_of for part in parts} == {whole.start}
    assert [part.tier for part in parts] == ["provincial", "district", "commune"]
    assert sum(part.value for part in parts) == whole.value


def test_participations_counted_in_persons_keep_both_words(one):
    candidate = one("Số lượt cán bộ, công chức cấp xã được bồi dưỡng giai đoạn 2010-2015 là: 2.547 người.")
    assert (candidate.indicator, candidate.unit) == ("participations", "participation")
    assert (candidate.unit_as_written, candidate.flags) == ("số lượt … người", "unit_conflict")


def test_a_headline_that_rounds_a_figure_of_the_body_is_not_coded_again(one):
    head = "Hà Giang: Trên 6 nghìn người được đào tạo, bồi dưỡng\n\n"
    candidate = one("Năm 2022, toàn tỉnh đào tạo, bồi dưỡng 6.276 người.", head)
    assert candidate.value == 6276
    assert "duplicate" in candidate.flags.split("|")


def test_a_sentence_of_the_lead_is_kept_before_the_cell_of_a_table_with_its_number(read):
    lead = "Năm 2023, tỉnh Bắc Kạn bồi dưỡng 2.145 lượt cán bộ, trong đó 318 lượt công chức cấp xã.\n"
    table = "Nội dung | Năm 2022 | Năm 2023\nSố lượt cán bộ được bồi dưỡng | 1.890 | 2.145\n"
    found = read(table, lead)
    assert [one.value for one in found] == [2145, 318, 1890]
    assert found[0].as_written.startswith("2.145 lượt")
    assert found[1].part_of == found[0].start


@pytest.mark.parametrize(
    "other",
    [
        "Năm 2024, phấn đấu bồi dưỡng 6.100 lượt người.",
        "Năm 2021, toàn tỉnh bồi dưỡng 6.100 lượt người.",
        "Năm 2023, huyện Xín Mần bồi dưỡng 6.000 lượt người.",
    ],
)
def test_a_figure_of_another_year_place_or_status_is_no_repetition(read, other):
    found = read(
        f"Năm 2023, tỉnh Hà Giang bồi dưỡng khoảng 6.000 lượt người.\n{other}", head="Hà Giang đào tạo cán bộ\n"
    )
    assert len(found) == 2
    assert not any("duplicate" in candidate.flags for candidate in found)


def test_a_new_verb_ends_a_list_of_parts(read):
    whole, part, other = read("Năm 2022 mở 36 lớp bồi dưỡng, trong đó 12 lớp tin học; cử 27 cán bộ đi học.")
    assert (part.part_of, other.part_of) == (whole.start, None)


def test_a_sentence_that_breaks_down_the_one_before_names_its_parts(read):
    whole, *parts = read("Năm 2022 bồi dưỡng 900 lượt cán bộ. Trong đó: cấp tỉnh 300 lượt, cấp xã 600 lượt.")
    assert {part.part_of for part in parts} == {whole.start}


def test_a_percentage_beside_a_count_is_not_the_whole_of_what_follows(read):
    whole, percent, *parts = read(
        "Năm 2022 bồi dưỡng 6.412 lượt cán bộ, đạt 104,3% kế hoạch. Trong đó: cấp tỉnh 2.412 lượt, cấp xã 4.000 lượt."
    )
    assert (percent.indicator, percent.part_of) == ("plan_completion", None)
    assert [part.part_of for part in parts] == [whole.start, whole.start]


def test_a_part_is_of_the_last_whole_that_it_adds_up_to(read):
    classes, people, *parts = read(
        "Năm 2022 mở 36 lớp bồi dưỡng cho 900 lượt cán bộ. Trong đó: cấp tỉnh 12 lớp, 300 lượt."
    )
    assert [part.part_of for part in parts] == [classes.start, people.start]
    whole, *parts = read("Năm 2022 bồi dưỡng 900 lượt cán bộ. Trong đó: cấp tỉnh 300 lượt, cấp xã 1.600 lượt.")
    assert [part.part_of for part in parts] == [whole.start, None], "more than the whole"


def test_every_year_holds_for_the_number_behind_it(read):
    classes, share = read(
        "Giai đoạn 2026-2030 mở ít nhất 90 lớp bồi dưỡng, hàng năm ít nhất 80% công chức được bồi dưỡng."
    )
    assert (classes.frequency, share.frequency) == ("cumulative", "per_year")
    (alone,) = read("Mở 12 lớp bồi dưỡng cán bộ, công chức, hằng năm.")
    assert alone.frequency == "per_year"
    attached, _ = read("Năm 2022 mở 12 lớp bồi dưỡng hằng năm, 300 lượt cán bộ.")
    assert attached.frequency == "per_year"


def test_a_period_until_now_says_why_it_ends_on_the_day_of_publication(one):
    candidate = one("Đến nay, 98% công chức đạt chuẩn.")
    assert candidate.period_end == PUBLISHED
    assert candidate.period_note == "“đến nay”; the end is the day of publication"
    assert one("Năm 2022 luân chuyển 8 cán bộ.").period_note == ""


def test_a_bound_stays_a_bound(one):
    candidate = one("Năm 2022 có hơn 27.000 lượt cán bộ được bồi dưỡng.")
    assert (candidate.qualifier, candidate.value_low, candidate.value_high) == ("more_than", 27000, None)


def test_what_is_declared_for_the_document_fills_what_the_words_leave_open(one):
    candidate = one("Mở 12 lớp bồi dưỡng.", head="", place_id="ca-mau", tier="commune", period_end=date(2019, 12, 31),
                    period_start=date(2019, 1, 1), published=None)  # fmt: skip
    assert (candidate.place_id, candidate.tier, candidate.period_end) == ("ca-mau", "commune", date(2019, 12, 31))
    assert {candidate.confidence["place_id"], candidate.confidence["period"]} == {"document"}


PIECES = [
    *"0123456789.,;:-–%()/\n “”",
    "tỉnh ",
    "năm ",
    " lớp ",
    " lượt ",
    " cán bộ ",
    "gồm: ",
    " tỷ ",
    "huyện Mèo Vạc ",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=80), st.binary(max_size=80).map(lambda raw: raw.decode("utf-8", "replace"))))
@settings(max_examples=200)
def test_any_text_gives_candidates_that_stand_in_it(reader, text):
    for candidate in reader.read(text, Defaults(published=PUBLISHED)):
        assert text[candidate.start : candidate.end] == candidate.as_written
        assert len(candidate.as_written.split()) <= 6
        assert candidate.unit in UNIT
        assert candidate.indicator in INDICATOR
        assert candidate.status in STATUS
        assert candidate.tier in TIER
        assert candidate.frequency in FREQUENCY
        assert {*candidate.population.split("|")} <= {*POPULATION}
        assert {*candidate.training.split("|")} <= {*TRAINING}
        assert {*candidate.confidence} == {*CONFIDENT_FIELDS}
        assert candidate.rules


def test_a_decomposed_text_gives_the_same_figures(read):
    text = "Năm 2022, huyện Xín Mần cử 42 cán bộ đi học trung cấp lý luận chính trị."
    composed, apart = read(text), read(unicodedata.normalize("NFD", text), unicodedata.normalize("NFD", HEAD))
    assert [(c.value, c.place_id, c.training) for c in apart] == [(c.value, c.place_id, c.training) for c in composed]


def test_one_call_reads_one_text(reader):
    text = f"{HEAD}Năm 2022, tỉnh mở 12 lớp bồi dưỡng."
    assert candidates(text, load(), districts()) == reader.read(text, Defaults())

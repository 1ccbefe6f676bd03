"""Closed word lists of the project, each word with its Vietnamese and English label.

The codes are what data files hold; the labels are what readers see. A word that is not listed here is a
finding, never a silent missing value. Standard terms follow Decree 101/2017/NĐ-CP (Art. 15-16, as amended by
Decree 89/2021/NĐ-CP) for training contents and Circular 09/2022/TT-BNV for the indicators of the home-affairs sector.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.vocabulary.term import LANGUAGES as LANGUAGES
from analysis.vocabulary.term import Language as Language
from analysis.vocabulary.term import Term as Term
from analysis.vocabulary.term import Vocabulary as Vocabulary

PLACE_LEVEL = Vocabulary(
    "place_level",
    ("country", "Cả nước", "Country"),
    ("region", "Vùng", "Region"),
    ("province", "Tỉnh, thành phố", "Province"),
    ("district", "Huyện", "District"),
)

DISTRICT_TITLE = Vocabulary(
    "district_title",
    ("district", "huyện", "district"),
    ("urban_district", "quận", "urban district"),
    ("town", "thị xã", "town"),
    ("city", "thành phố", "city"),
)
"""What the units of the district tier were called until it ended on 30 June 2025."""

TIER = Vocabulary(
    "tier",
    ("all", "các cấp", "all tiers"),
    ("central", "cấp trung ương", "central"),
    ("provincial", "cấp tỉnh", "provincial"),
    ("district", "cấp huyện", "district"),
    ("provincial_and_district", "cấp tỉnh và cấp huyện", "provincial and district"),
    ("district_and_commune", "cấp huyện và cấp xã", "district and commune"),
    ("commune", "cấp xã", "commune"),
    ("not_applicable", "không áp dụng", "not applicable"),
)

POPULATION = Vocabulary(
    "population",
    ("cadre", "cán bộ", "cadres"),
    ("civil_servant", "công chức", "civil servants"),
    ("public_employee", "viên chức", "public employees"),
    ("cbcc", "cán bộ, công chức", "cadres and civil servants"),
    ("cbccvc", "cán bộ, công chức, viên chức", "cadres, civil servants and public employees"),
    ("official", "cán bộ (nghĩa rộng)", "officials (broad sense)"),
    ("leader_manager", "lãnh đạo, quản lý", "leaders and managers"),
    ("key_cadre", "cán bộ chủ chốt", "key cadres"),
    ("party_bodies", "khối Đảng", "Party bodies"),
    ("state_bodies", "khối Nhà nước", "state bodies"),
    ("party_committee_member", "cấp ủy viên", "Party committee members"),
    ("commune_full_time", "cán bộ chuyên trách cấp xã", "full-time commune cadres"),
    ("commune_part_time", "người hoạt động không chuyên trách cấp xã", "part-time commune staff"),
    ("party_member", "đảng viên", "Party members"),
    ("elected_deputy", "đại biểu Hội đồng nhân dân", "deputies of People’s Councils"),
    ("teacher_education_sector", "viên chức ngành giáo dục", "public employees in education"),
    (
        "kinh_in_minority_area",
        "cán bộ, công chức người Kinh ở vùng dân tộc thiểu số",
        "Kinh cadres and civil servants in ethnic-minority areas",
    ),
    ("trainee_unspecified", "học viên (không nêu đối tượng)", "trainees (group not stated)"),
    (
        "employed_15_plus",
        "lao động từ 15 tuổi đang làm việc (toàn bộ nền kinh tế)",
        "employed workers aged 15+ (whole economy)",
    ),
    (
        "labour_force_15_plus",
        "lực lượng lao động từ 15 tuổi (toàn bộ nền kinh tế)",
        "labour force aged 15+ (whole economy)",
    ),
    ("resident", "toàn bộ dân số", "residents"),
    ("citizen", "người dân từ 18 tuổi (điều tra mẫu)", "citizens aged 18+ (sample survey)"),
    ("domestic_firm", "doanh nghiệp dân doanh (điều tra mẫu)", "domestic private firms (sample survey)"),
)

TRAINING = Vocabulary(
    "training",
    ("any", "nhiều nội dung", "several contents"),
    ("none", "không thuộc đào tạo", "not about training"),
    ("degree.intermediate", "trung cấp chuyên môn", "intermediate professional degree"),
    ("degree.bachelor", "đại học", "bachelor’s degree"),
    ("degree.postgraduate", "sau đại học", "postgraduate degree"),
    ("degree.master", "thạc sĩ", "master’s degree"),
    ("degree.doctorate", "tiến sĩ", "doctorate"),
    ("degree.medical", "bác sĩ, bác sĩ chuyên khoa", "medical doctor, specialist doctor"),
    ("political_theory", "lý luận chính trị", "political theory"),
    ("political_theory.senior", "cao cấp lý luận chính trị", "senior political theory"),
    (
        "political_theory.intermediate",
        "trung cấp lý luận chính trị",
        "intermediate political theory",
    ),
    ("political_theory.primary", "sơ cấp lý luận chính trị", "primary political theory"),
    ("state_management", "quản lý nhà nước", "state management"),
    (
        "state_management.specialist",
        "quản lý nhà nước ngạch chuyên viên",
        "state management, specialist rank",
    ),
    (
        "state_management.principal_specialist",
        "quản lý nhà nước ngạch chuyên viên chính",
        "state management, principal specialist rank",
    ),
    ("job_skills", "chuyên môn, nghiệp vụ", "professional expertise and skills"),
    ("professional_title", "chức danh nghề nghiệp", "professional title"),
    ("leadership_management", "kỹ năng lãnh đạo, quản lý", "leadership and management"),
    ("defence_security", "quốc phòng - an ninh", "defence and security"),
    ("foreign_language", "ngoại ngữ", "foreign language"),
    ("ethnic_language", "tiếng dân tộc thiểu số", "ethnic minority language"),
    ("it_digital", "tin học", "information technology"),
    (
        "ethics_law_update",
        "cập nhật pháp luật, đạo đức công vụ",
        "updates on law and public-service ethics",
    ),
    ("qualified", "đã qua đào tạo (có bằng, chứng chỉ)", "trained (degree or certificate)"),
)

CRITERION = Vocabulary(
    "criterion",
    ("none", "không", "none"),
    ("required_standard", "đạt chuẩn theo quy định", "meets the required standard"),
    (
        "pre_appointment_standard",
        "đạt tiêu chuẩn trước khi bổ nhiệm",
        "meets the standard before appointment",
    ),
    (
        "degree_intermediate_or_higher",
        "có trình độ chuyên môn từ trung cấp trở lên",
        "holds an intermediate professional degree or a higher one",
    ),
    ("degree_bachelor", "có trình độ đại học", "holds a bachelor’s degree"),
    ("degree_bachelor_or_higher", "có trình độ từ đại học trở lên", "holds a bachelor’s degree or a higher one"),
    ("degree_master", "có trình độ thạc sĩ", "holds a master’s degree"),
    (
        "political_theory_intermediate",
        "có trình độ trung cấp lý luận chính trị",
        "has intermediate political theory",
    ),
    ("under_age_40", "dưới 40 tuổi", "under 40 years of age"),
    (
        "international_environment",
        "làm việc được trong môi trường quốc tế",
        "able to work in an international environment",
    ),
    (
        "minority_language",
        "sử dụng được một tiếng dân tộc thiểu số",
        "uses an ethnic minority language",
    ),
)

INDICATOR = Vocabulary(
    "indicator",
    ("participations", "Số lượt đào tạo, bồi dưỡng", "Training participations"),
    ("persons_trained", "Số người được đào tạo, bồi dưỡng", "Persons trained"),
    ("classes", "Số lớp", "Classes"),
    ("plan_completion", "Tỷ lệ hoàn thành kế hoạch", "Plan completion"),
    ("budget", "Kinh phí", "Funding"),
    ("headcount", "Số cán bộ, công chức, viên chức hiện có", "Headcount of staff"),
    ("share_meeting_standard", "Tỷ lệ đạt chuẩn", "Share meeting the standard"),
    ("share_with_degree", "Tỷ lệ có trình độ", "Share with a degree"),
    ("share_trained", "Tỷ lệ được đào tạo, bồi dưỡng", "Share trained"),
    (
        "share_trained_yearly",
        "Tỷ lệ được bồi dưỡng hàng năm",
        "Share trained each year",
    ),
    ("share_under_age", "Tỷ lệ cán bộ trẻ", "Share of young cadres"),
    ("share_language", "Tỷ lệ sử dụng được ngôn ngữ", "Share using a language"),
    (
        "share_international_ready",
        "Tỷ lệ làm việc được trong môi trường quốc tế",
        "Share able to work internationally",
    ),
    ("rotations", "Số cán bộ luân chuyển", "Rotations"),
    ("content_areas", "Số lĩnh vực đào tạo", "Content areas"),
    (
        "trained_employed_share",
        "Tỷ lệ lao động đang làm việc đã qua đào tạo",
        "Trained share of employed workers",
    ),
    ("labour_force", "Lực lượng lao động", "Labour force"),
    ("population", "Dân số", "Population"),
    ("citizen_survey", "Đánh giá của người dân", "Citizens’ assessment"),
    ("business_survey", "Đánh giá của doanh nghiệp", "Firms’ assessment"),
)

UNIT = Vocabulary(
    "unit",
    ("participation", "lượt", "participations"),
    ("person", "người", "persons"),
    ("trainee", "học viên", "trainees"),
    ("class", "lớp", "classes"),
    ("vnd", "đồng", "VND"),
    ("percent", "%", "%"),
    ("content_area", "lĩnh vực", "areas"),
    ("thousand_persons", "nghìn người", "thousand persons"),
    ("score", "điểm", "score"),
    ("fraction", "tỷ lệ 0–1", "fraction"),
    ("ratio", "tỷ số", "ratio"),
)

STATUS = Vocabulary(
    "status",
    ("result", "kết quả", "result"),
    ("stock", "hiện trạng", "current level"),
    ("plan", "kế hoạch", "plan"),
    ("target", "mục tiêu", "target"),
)

FREQUENCY = Vocabulary(
    "frequency",
    ("once", "một lần", "once"),
    ("per_year", "hàng năm", "per year"),
    ("cumulative", "cộng dồn nhiều năm", "cumulative over years"),
)

QUALIFIER = Vocabulary(
    "qualifier",
    ("exact", "chính xác", "exactly"),
    ("more_than", "hơn", "more than"),
    ("at_least", "ít nhất", "at least"),
    ("nearly", "gần", "nearly"),
    ("about", "khoảng", "about"),
    ("under", "dưới", "under"),
    ("at_most", "không quá", "at most"),
    ("range", "từ … đến …", "from … to …"),
    ("derived", "tính lại", "computed"),
)
"""How the source bounds a number. ``derived``: the source does not print it, its reader computed it."""

FLAG = Vocabulary(
    "flag",
    ("duplicate", "in hai lần", "printed twice"),
    ("implicit", "phạm vi suy từ vế trước", "scope carried over from an earlier clause"),
    ("not_own_output", "không phải kết quả riêng của địa phương", "not the place’s own output"),
    (
        "partial",
        "chỉ là một phần (một đợt, một đề án, một loại lớp)",
        "a part only (a tranche, a project, a kind of class)",
    ),
    ("period_start_unknown", "không rõ thời điểm bắt đầu", "start of the period unknown"),
    ("preposition", "“trên” là giới từ, không phải từ chỉ mức", "“trên” is a preposition, not a bound"),
    ("scope_conflict", "phạm vi không thống nhất", "two scopes in one sentence"),
    ("status_unclear", "không rõ là kế hoạch hay kết quả", "plan or result: not clear"),
    ("sum_conflict", "tổng không khớp các phần", "total and parts disagree"),
    ("unit_conflict", "đơn vị không thống nhất", "two units for one number"),
)

TEXT_STATUS = Vocabulary(
    "text_status",
    ("held", "có toàn văn", "full text held"),
    ("excerpt_seen", "chỉ xem trích đoạn, không lưu toàn văn", "excerpt seen, full text not held"),
)
"""What was read of a source, and so what can be checked of its figures."""

UNCODED_REASON = Vocabulary(
    "uncoded_reason",
    ("date", "ngày tháng", "date"),
    ("time", "giờ", "time of day"),
    ("year", "năm, giai đoạn", "year or span of years"),
    ("duration", "độ dài thời gian", "length of time"),
    ("document_number", "số hiệu văn bản, nghị quyết, đề án", "number of a document, resolution or scheme"),
    ("name", "số trong tên gọi", "number in a name"),
    ("list_number", "số thứ tự mục", "number of a list item"),
    ("page_counter", "bộ đếm của trang", "counter of the page"),
    ("contact", "điện thoại, địa chỉ trang, tên tệp", "telephone, address or file name"),
    ("condition", "điều kiện (tuổi, ngưỡng)", "condition such as an age"),
    ("duplicate", "in lại con số đã mã hóa", "a coded figure printed again"),
    ("not_training", "không nói về đào tạo, đội ngũ, kinh phí", "not about training, staff or money"),
    ("history", "số liệu của thời kỳ trước để so sánh", "an earlier period, told for comparison"),
)
"""Why a number in a text has no row among the evidence."""

INSTITUTION = Vocabulary(
    "institution",
    ("political_school", "trường chính trị, trường đào tạo cán bộ", "school for officials"),
    ("training_centre", "trung tâm chính trị, trung tâm bồi dưỡng", "training centre"),
    ("academy", "học viện", "academy"),
    ("university", "trường đại học", "university"),
    ("college", "trường cao đẳng", "college"),
    ("vocational_school", "trường trung cấp, trường nghề", "vocational school"),
)
"""What an institution is, of which a text gives the name."""

OBSERVATION_STATUS = Vocabulary(
    "observation_status",
    ("final", "chính thức", "final"),
    ("preliminary", "sơ bộ", "preliminary"),
    ("estimated", "ước tính", "estimated"),
    ("missing", "không có số liệu", "not published"),
)

AGGREGATION = Vocabulary(
    "aggregation",
    ("sum", "cộng được", "adds up"),
    ("weighted_mean", "bình quân gia quyền", "weighted mean"),
    ("median", "trung vị: không gộp được", "a median: cannot be combined"),
    ("index", "điểm chuẩn hóa trên các tỉnh: không gộp được", "scaled over the provinces: cannot be combined"),
    ("unweightable", "quyền số không được công bố: không gộp được", "weights not published: cannot be combined"),
)
"""How figures of two places become the figure of both."""

BREAK = Vocabulary(
    "break",
    ("scale", "đổi thang điểm", "new scale"),
    ("definition", "đổi định nghĩa", "new definition"),
    ("recalibration", "đổi bộ chỉ tiêu", "new set of indicators"),
    ("territory", "đổi địa giới", "new territory"),
    ("first_year", "năm đầu lệch hẳn", "first year out of line"),
    ("unexplained", "không rõ nguyên nhân", "cause not known"),
)
"""Why values before and after a year cannot be compared."""

SPELLING = Vocabulary(
    "spelling",
    ("official", "tên chính thức", "official name"),
    ("abbreviation", "viết tắt", "abbreviation"),
    ("foreign", "tên tiếng nước ngoài", "foreign name"),
    ("variant", "cách viết khác", "other spelling"),
)

EVALUATION_LEVEL = Vocabulary(
    "evaluation_level",
    ("input", "đầu vào (kinh phí)", "input (money)"),
    ("activity", "hoạt động (lớp học)", "activity (classes)"),
    ("output", "đầu ra (lượt, người học)", "output (participations, persons)"),
    ("qualification", "trình độ đạt được", "qualification status"),
    ("reaction", "phản hồi của người học, người sử dụng", "reaction of learners and users"),
    ("learning", "kết quả học tập", "learning"),
    ("behaviour", "áp dụng vào công việc", "behaviour at work"),
    ("impact", "kết quả phục vụ", "results for the public"),
    ("context", "bối cảnh", "context"),
)

ALL: Mapping[str, Vocabulary] = {
    words.name: words
    for words in (
        PLACE_LEVEL, DISTRICT_TITLE, TIER, POPULATION, TRAINING, CRITERION, INDICATOR, UNIT, STATUS, FREQUENCY,
        QUALIFIER, FLAG, TEXT_STATUS, OBSERVATION_STATUS, EVALUATION_LEVEL, AGGREGATION, BREAK, SPELLING,
        UNCODED_REASON, INSTITUTION,
    )
}  # fmt: skip

LEVEL_OF_INDICATOR: Mapping[str, str] = {
    "participations": "output",
    "persons_trained": "output",
    "classes": "activity",
    "plan_completion": "output",
    "budget": "input",
    "headcount": "context",
    "share_meeting_standard": "qualification",
    "share_with_degree": "qualification",
    "share_trained": "output",
    "share_trained_yearly": "output",
    "share_under_age": "context",
    "share_language": "qualification",
    "share_international_ready": "qualification",
    "rotations": "context",
    "content_areas": "activity",
    "trained_employed_share": "qualification",
    "labour_force": "context",
    "population": "context",
    "citizen_survey": "impact",
    "business_survey": "context",
}
"""How far a coded figure reaches on the road from money spent to better service (Kirkpatrick’s four levels are
``reaction`` to ``impact``; the founding articles all stop before the first of them). An official series declares its
own level in ``series.csv``."""

UNITS_OF_INDICATOR: Mapping[str, tuple[str, ...]] = {
    "participations": ("participation",),
    "persons_trained": ("person", "trainee"),
    "classes": ("class",),
    "budget": ("vnd",),
    "headcount": ("person",),
    "rotations": ("person",),
    "content_areas": ("content_area",),
    "labour_force": ("thousand_persons",),
    "population": ("thousand_persons", "person"),
    "citizen_survey": ("score", "percent", "fraction"),
    "business_survey": ("score", "percent", "fraction", "ratio"),
}
"""Units that an indicator may have; every other indicator is a share in percent."""

"""What offices and newspapers really write is read as the place of the day; a slip is refused with a hint."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.places import PlaceError, load
from analysis.project import Project

COMMITTED = Project(Path(__file__).parents[2])
DAY, TODAY = date(2015, 6, 1), date(2026, 1, 1)

SPELLINGS = {
    "viet-nam": ["Cả nước", "CẢ NƯỚC", " WHOLE COUNTRY", "Whole country", "Việt Nam", "Viet Nam", "VIETNAM",
        "Toàn quốc", "National", "CẢ NƯỚC - WHOLE COUNTRY", "Entire country"],
    "red-river-delta": ["Đồng bằng sông Hồng", "ĐỒNG BẰNG SÔNG HỒNG", "Red River Delta", "RED RIVER DELTA",
        "Red river delta", "ĐBSH", "Đồng bằng sông Hồng - Red River Delta", "ĐB sông Hồng",
        "Vùng đồng bằng sông Hồng"],
    "northern-midlands-and-mountains": ["Trung du và miền núi phía Bắc", "Trung du và miền núi Bắc Bộ",
        "Trung du, miền núi phía Bắc", "Trung du miền núi phía Bắc", "Northern midlands and mountain areas",
        "Northern Midlands and Mountain Areas", "Northern Midlands and Mountains",
        "Northern Midlands and Mountain area", "TDMN phía Bắc"],
    "north-central-and-central-coast": ["Bắc Trung Bộ và duyên hải miền Trung",
        "Bắc Trung bộ và Duyên hải miền Trung", "Bắc Trung Bộ, duyên hải miền Trung",
        "Northern Central area and Central coastal area", "North Central and Central coastal areas",
        "NORTH CENTRAL AND CENTRAL COASTAL AREAS", "North Central area and Central coastal area",
        "North Central and Central Coastal area", "Northern Central and Central Coastal areas",
        "North and South Central Coast", "Bắc Trung Bộ và DH miền Trung"],
    "central-highlands": ["Tây Nguyên", "Tây nguyên", "TÂY NGUYÊN", "Tay Nguyen", "Central Highlands",
        "Tây Nguyên - Central Highlands", "Vùng Tây Nguyên"],
    "south-east": ["Đông Nam Bộ", "Đông Nam bộ", "ĐÔNG NAM BỘ", "Dong Nam Bo", "South East", "Southeast",
        "South-East", "Đông Nam Bộ - South East"],
    "mekong-river-delta": ["Đồng bằng sông Cửu Long", "Đồng Bằng Sông Cửu Long", "Mekong River Delta",
        "Mekong river delta", "Mekong Delta", "ĐBSCL", "ĐB sông Cửu Long"],
    "ha-noi": ["Hà Nội", "HÀ NỘI", "hà nội", "Ha Noi", "Hanoi", "HANOI", " Hà Nội ", "Hà\u00a0Nội", "Hà Nội*",
        "Thành phố Hà Nội", "TP Hà Nội", "TP.Hà Nội", "Hanoi City", "Thủ đô Hà Nội", "Ha Noi, thu do"],
    "ha-giang": ["Hà Giang", "Ha Giang", "HAGIANG", "Tỉnh Hà Giang"],
    "cao-bang": ["Cao Bằng", "CAO BẰNG", "Cao Bang", "Caobang"],
    "bac-kan": ["Bắc Kạn", "Bắc Cạn", "Bac Kan", "Bac Can", "BẮC CẠN", "BắcKạn"],
    "tuyen-quang": ["Tuyên Quang", "Tuyen Quang", "Tuyên  Quang", "TUYÊN QUANG"],
    "lao-cai": ["Lào Cai", "Lao Cai", "LAOCAI", "tỉnh Lào Cai"],
    "dien-bien": ["Điện Biên", "ĐIỆN BIÊN", "Dien Bien", "\u00d0iện Biên"],
    "lai-chau": ["Lai Châu", "LAI CHÂU", "Lai Chau province"],
    "son-la": ["Sơn La", "Sơn la", "SON LA", "Sonla"],
    "yen-bai": ["Yên Bái", "Yen Bai", "YÊN BÁI "],
    "hoa-binh": ["Hòa Bình", "Hoà Bình", "HOÀ BÌNH", "Hoa Binh", "Tỉnh Hoà Bình"],
    "thai-nguyen": ["Thái Nguyên", "Thai Nguyen", "THÁI NGUYÊN"],
    "lang-son": ["Lạng Sơn", "Lang Son", "LẠNG SƠN", "Langson"],
    "quang-ninh": ["Quảng Ninh", "Qủang Ninh", "Quang Ninh", "QUẢNG NINH"],
    "bac-giang": ["Bắc Giang", "Bac Giang", "BẮC GIANG", "Bắc giang"],
    "phu-tho": ["Phú Thọ", "PHÚ THỌ", "Phu Tho", "Phutho"],
    "vinh-phuc": ["Vĩnh Phúc", "Vinh Phuc", "VĨNH  PHÚC", "Tinh Vinh Phuc"],
    "bac-ninh": ["Bắc Ninh", "Bac Ninh", "BẮC NINH", "bắc ninh", "BắcNinh", "tỉnh Bắc Ninh", "Bac Ninh province",
        "Bac Ninh Province"],
    "hai-duong": ["Hải Dương", "Hai Duong", "HẢI DƯƠNG", "Hải Duơng"],
    "hai-phong": ["Hải Phòng", "Haiphong", "Hai Phong", "Tp Hải Phòng", "Thành phố Hải Phòng",
        "Hai Phong, thanh pho"],
    "hung-yen": ["Hưng Yên", "Hung Yen", "HƯNG YÊN"],
    "thai-binh": ["Thái Bình", "Thai Binh", "THÁI BÌNH"],
    "ha-nam": ["Hà Nam", "Ha Nam", "HÀ NAM", "Hanam"],
    "nam-dinh": ["Nam Định", "Nam Dinh", "NAM ĐỊNH", "Nam định", "Nam \u00d0ịnh"],
    "ninh-binh": ["Ninh Bình", "Ninh Binh", "NINH BÌNH"],
    "thanh-hoa": ["Thanh Hóa", "Thanh Hoá", "THANH HOÁ", "Thanh Hoa", "Thanhhoa"],
    "nghe-an": ["Nghệ An", "Nghệ an", "Nghe An", "NGHỆ AN", "Nghê An", "Province of Nghe An"],
    "ha-tinh": ["Hà Tĩnh", "Ha Tinh", "HÀ TĨNH", "Hà Tinh"],
    "quang-binh": ["Quảng Bình", "Qủang Bình", "Quang Binh", "QUẢNG BÌNH"],
    "quang-tri": ["Quảng Trị", "Quang Tri", "QUẢNG TRỊ", "Quảng trị"],
    "thua-thien-hue": ["Thừa Thiên Huế", "Thừa Thiên - Huế", "Thừa Thiên-Huế", "Thừa Thiên – Huế", "Thừa Thiên–Huế",
        "THỪA THIÊN HUẾ", "Thua Thien Hue", "Thua Thien-Hue", "TT.Huế", "TT. Huế", "TT Huế", "TT-Huế", "T.T.Huế",
        "TT-Hue", "TTH", "Huế", "Hue"],
    "da-nang": ["Đà Nẵng", "ĐÀ NẴNG", "Da Nang", "Danang", "TP. Đà Nẵng", "Tp.Đà Nẵng", "Da Nang City",
        "City of Da Nang", "\u00d0à Nẵng", "Da Nang, thanh pho"],
    "quang-nam": ["Quảng Nam", "Qủang Nam", "Quang Nam", "QUẢNG NAM"],
    "quang-ngai": ["Quảng Ngãi", "Qủang Ngãi", "Quang Ngai", "QUẢNG NGÃI"],
    "binh-dinh": ["Bình Định", "Binh Dinh", "BÌNH ĐỊNH", "Bình \u00d0ịnh"],
    "phu-yen": ["Phú Yên", "Phu Yen", "PHÚ YÊN", "Phuyen"],
    "khanh-hoa": ["Khánh Hòa", "Khánh Hoà", "KHÁNH HOÀ", "Khanh Hoa", "Khánh Hòa province"],
    "ninh-thuan": ["Ninh Thuận", "Ninh Thuan", "NINH THUẬN"],
    "binh-thuan": ["Bình Thuận", "Binh Thuan", "Bình\u00a0Thuận", "BÌNH THUẬN"],
    "kon-tum": ["Kon Tum", "Kontum", "KON TUM", "KonTum", "Kon tum", "Công Tum", "tỉnh Kon Tum"],
    "gia-lai": ["Gia Lai", "Gialai", "GIA LAI"],
    "dak-lak": ["Đắk Lắk", "Đăk Lăk", "Đắc Lắc", "Đắc Lắk", "Dak Lak", "Daklak", "DAKLAK", "ĐắkLắk", "Dac Lac",
        "Đak Lak", "\u00d0ắk Lắk", "Đắk Lắc"],
    "dak-nong": ["Đắk Nông", "Đăk Nông", "Đắc Nông", "Dak Nong", "Daknong", "ĐẮK NÔNG", "\u00d0ắk Nông"],
    "lam-dong": ["Lâm Đồng", "Lam Dong", "LÂM ĐỒNG", "Lâm đồng", "Lâm \u00d0ồng"],
    "binh-phuoc": ["Bình Phước", "Binh Phuoc", "BÌNH PHƯỚC"],
    "tay-ninh": ["Tây Ninh", "Tay Ninh", "Tây ninh", "TÂY NINH"],
    "binh-duong": ["Bình Dương", "Binh Duong", "BÌNH DƯƠNG", "Binhduong"],
    "dong-nai": ["Đồng Nai", "Dong Nai", "ĐỒNG NAI", "\u00d0ồng Nai"],
    "ba-ria-vung-tau": ["Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa – Vũng Tàu", "Bà Rịa–Vũng Tàu",
        "Bà Rịa Vũng Tàu", "Bà Rịa -Vũng Tàu", "BÀ RỊA - VŨNG TÀU", "Ba Ria - Vung Tau", "Ba Ria-Vung Tau",
        "Ba Ria Vung Tau", "BàRịa-VũngTàu", "BRVT", "BR-VT", "BR - VT", "BR Vũng Tàu", "Bà Rịa-VT"],
    "ho-chi-minh": ["TP. Hồ Chí Minh", "TP.Hồ Chí Minh", "TP Hồ Chí Minh", "TP,Hồ Chí Minh", "TP. HỒ CHÍ MINH",
        "Tp. Hồ Chí Minh", "T.P Hồ Chí Minh", "Thành phố Hồ Chí Minh", "THÀNH PHỐ HỒ CHÍ MINH", "Hồ Chí Minh",
        "Tp.HCM", "TP. HCM", "TP HCM", "TPHCM", "HCM", "HCMC", "HCM City", "Ho Chi Minh", "Ho Chi Minh City",
        "Ho Chi Minh city", "Hochiminh City", "Sài Gòn", "Saigon", "Ho Chi Minh, thanh pho"],
    "long-an": ["Long An", "LONG AN", "Long an"],
    "tien-giang": ["Tiền Giang", "Tien Giang", "TIỀN GIANG"],
    "ben-tre": ["Bến Tre", "Ben Tre", "BẾN TRE", "Bentre"],
    "tra-vinh": ["Trà Vinh", "Tra Vinh", "TRÀ VINH"],
    "vinh-long": ["Vĩnh Long", "Vinh Long", "VĨNH LONG"],
    "dong-thap": ["Đồng Tháp", "Dong Thap", "ĐỒNG THÁP", "\u00d0ồng Tháp"],
    "an-giang": ["An Giang", "AN GIANG", "Angiang", "An Giang Province"],
    "kien-giang": ["Kiên Giang", "Kien Giang", "KIÊN GIANG"],
    "can-tho": ["Cần Thơ", "Can Tho", "CẦN THƠ", "Cantho", "T.P. Cần Thơ", "TP.Cần Thơ", "Can Tho City"],
    "hau-giang": ["Hậu Giang", "Hau Giang", "HẬU GIANG"],
    "soc-trang": ["Sóc Trăng", "Soc Trang", "SÓC TRĂNG", "Sóc trăng"],
    "bac-lieu": ["Bạc Liêu", "Bac Lieu", "BẠC LIÊU"],
    "ca-mau": ["Cà Mau", "Ca Mau", "CÀ MAU", "Camau"],
}  # fmt: skip
WRONG_MARKS = {
    "Hà Nàm": "Hà Nam", "Quảng Nình": "Quảng Ninh", "Quãng Ninh": "Quảng Ninh", "Hà Nồi": "Hà Nội",
    "Hà Nỗi": "Hà Nội", "Hà Tính": "Hà Tĩnh", "Hà Tỉnh": "Hà Tĩnh", "Điện Biện": "Điện Biên",
    "Bình Phượt": "Bình Phước", "Hài Dương": "Hải Dương", "Quãng Ngãi": "Quảng Ngãi", "Quảng Ngải": "Quảng Ngãi",
    "Quãng Nam": "Quảng Nam", "Quãng Trị": "Quảng Trị", "Đà Nẳng": "Đà Nẵng", "Vỉnh Long": "Vĩnh Long",
    "Vỉnh Phúc": "Vĩnh Phúc", "Lào Cải": "Lào Cai", "Thừa Thiện Huế": "Thừa Thiên Huế",
    "Bà Rịa - Vủng Tàu": "Bà Rịa - Vũng Tàu", "Bà Rĩa - Vũng Tàu": "Bà Rịa - Vũng Tàu",
    "Hồ Chí Mình": "TP. Hồ Chí Minh", "Yên Bãi": "Yên Bái", "Thái Nguyễn": "Thái Nguyên", "Nghệ Ăn": "Nghệ An",
    "Đắk Lấk": "Đắk Lắk", "Tiến Giang": "Tiền Giang", "Sóc Trắng": "Sóc Trăng", "Bạc Liễu": "Bạc Liêu",
    "Cà Mâu": "Cà Mau", "Trà Vĩnh": "Trà Vinh", "Hưng Yến": "Hưng Yên", "Gia Lại": "Gia Lai", "Cã nước": "Cả nước",
    "Tây Nguyễn": "Tây Nguyên", "Đồng bằng sông Cữu Long": "Đồng bằng sông Cửu Long",
}  # fmt: skip
TYPING_ERRORS = {
    "Bắc Ning": "Bắc Ninh", "Bác Nin": "Bắc Ninh", "Lạng Sươn": "Lạng Sơn", "Ngệ An": "Nghệ An", "Nge An": "Nghệ An",
    "Hnaoi": "Hà Nội", "Ha Noy": "Hà Nội", "Ho Chi Ming City": "TP. Hồ Chí Minh",
    "Ho Chi Mihn City": "TP. Hồ Chí Minh", "Thai Nguyne": "Thái Nguyên", "Kom Tum": "Kon Tum",
    "Tuyên Qang": "Tuyên Quang", "Phú Thọo": "Phú Thọ", "Long Ann": "Long An", "Đồng Nia": "Đồng Nai",
    "Hậu Gian": "Hậu Giang", "Ca Mua": "Cà Mau", "Cà Mao": "Cà Mau", "Kánh Hòa": "Khánh Hòa",
    "Thừa Thiên Hếu": "Thừa Thiên Huế", "Quảng Bìn": "Quảng Bình", "Đông Nan Bộ": "Đông Nam Bộ",
    "Red Rivet Delta": "Đồng bằng sông Hồng", "Centrla Highlands": "Tây Nguyên", "Wole country": "Cả nước",
}  # fmt: skip
NO_PLACE = [
    *("Trung vị", "Tổng số", "Tổng cộng", "Median", "Total", "Trung bình", "Chung", "Khác", "Thành thị", "Nông thôn"),
    *("Urban", "Rural", "Nam", "Nữ", "Male", "Năm 2015", "Nguồn", "Source", "N/A", "-", "–", "...", "", "2015", "99"),
    *("Miền Bắc", "Tây Bắc", "Đông Bắc", "North East", "Duyên hải Nam Trung Bộ", "Vinh", "Hà Bắc", "Lào", "Angola"),
]
GONE = [
    *(("Hà Tây", DAY, "Hà Nội"), ("HA TAY", DAY, "Hà Nội"), ("28", DAY, "Hà Nội"), ("tỉnh Hà Tây", TODAY, "Hà Nội")),
    *(("Bắc Giang", TODAY, "Bắc Ninh"), ("Kiên Giang", TODAY, "An Giang"), ("Hải Dương", TODAY, "Hải Phòng")),
    *(("Vinh Phuc", TODAY, "Phú Thọ"), ("Hoà Bình", TODAY, "Phú Thọ"), ("Bắc Cạn", TODAY, "Thái Nguyên")),
    *(("KON TUM", TODAY, "Quảng Ngãi"), ("Đăk Nông", TODAY, "Lâm Đồng"), ("Bình Định", TODAY, "Gia Lai")),
    *(("BR-VT", TODAY, "TP. Hồ Chí Minh"), ("Bình Dương", TODAY, "TP. Hồ Chí Minh"), ("27", TODAY, "Bắc Ninh")),
]


@pytest.fixture(scope="module")
def gazetteer():
    return load(COMMITTED)


@pytest.mark.parametrize(
    ("place_id", "spelling"),
    [(place_id, spelling) for place_id, spellings in SPELLINGS.items() for spelling in spellings],
)
def test_a_real_spelling_is_read(gazetteer, place_id, spelling):
    assert gazetteer.resolve(spelling, on=DAY).place_id == place_id


def test_each_province_region_and_the_country_have_two_spellings_here(gazetteer):
    assert set(SPELLINGS) == {"viet-nam", *gazetteer.regions(), *gazetteer.provinces(on=DAY)}
    assert all(len(set(spellings)) == len(spellings) >= 2 for spellings in SPELLINGS.values())


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_name_in_another_unicode_form_is_the_same_name(gazetteer, form):
    for place_id in SPELLINGS:
        assert gazetteer.resolve(unicodedata.normalize(form, gazetteer[place_id].name_vi), on=DAY).place_id == place_id
    assert gazetteer.resolve(unicodedata.normalize(form, "Thành phố Đà Nẵng"), on=DAY).place_id == "da-nang"


@pytest.mark.parametrize(("written", "meant"), [*WRONG_MARKS.items(), *TYPING_ERRORS.items()])
def test_a_slip_is_refused_and_what_was_meant_is_suggested(gazetteer, written, meant):
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve(written, on=DAY)
    assert refusal.value.reason == "unknown"
    assert meant in refusal.value.nearest


@pytest.mark.parametrize("label", NO_PLACE)
def test_what_is_no_place_is_unknown(gazetteer, label):
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve(label, on=DAY)
    assert refusal.value.reason == "unknown"


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("huyện Gò Quao", "go-quao"), ("H. Tuần Giáo", "tuan-giao"), ("Go Quao district", "go-quao"),
     ("Tây Nguyên region", "central-highlands"), ("Province of Bac Ninh", "bac-ninh")],
)  # fmt: skip
def test_a_title_may_stand_before_or_behind_a_name(gazetteer, name, place_id):
    assert gazetteer.resolve(name, on=DAY).place_id == place_id


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("Vùng Hà Nội", "Hà Nội"), ("vùng Bắc Ninh", "Bắc Ninh"), ("tỉnh Tây Nguyên", "Tây Nguyên"),
     ("huyện Bắc Ninh", "Bắc Ninh"), ("tỉnh Gò Quao", "Gò Quao")],
)  # fmt: skip
def test_a_title_of_another_level_is_refused(gazetteer, name, nearest):
    """The region around Hà Nội is not the city, and its figures are not those of the city."""
    with pytest.raises(PlaceError) as refused:
        gazetteer.resolve(name, on=DAY)
    assert refused.value.reason == "unknown"
    assert nearest in refused.value.nearest


@pytest.mark.parametrize(("name", "on", "then"), GONE)
def test_a_place_of_another_time_is_refused_and_its_territory_is_named(gazetteer, name, on, then):
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve(name, on=on)
    assert refusal.value.reason == "other-time"
    assert refusal.value.nearest == (then,)


def test_the_old_regions_ended_with_the_63_provinces(gazetteer):
    assert gazetteer.resolve("Đông Nam Bộ", on=date(2025, 6, 30)).place_id == "south-east"
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve("Đông Nam Bộ", on=TODAY)
    assert refusal.value.sentence("en") == (
        "There was no “Đông Nam Bộ” on 1 January 2026 (south-east, until 30 June 2025)"
    )


def test_days_before_the_table_are_refused(gazetteer):
    assert gazetteer.resolve("Hậu Giang", on=date(2004, 1, 1)).place_id == "hau-giang"
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve("Hậu Giang", on=date(2003, 12, 31))
    assert refusal.value.reason == "too-early"
    assert "01/01/2004" in refusal.value.sentence("vi")


@pytest.mark.parametrize(
    ("name", "on", "province"),
    [
        ("Thành phố Bắc Ninh", DAY, "Bắc Ninh"),
        ("TP. Bắc Ninh", TODAY, "Bắc Ninh"),
        ("Hai Duong City", TODAY, "Hải Phòng"),
        ("TP Huế", DAY, "Thừa Thiên Huế"),
    ],
)
def test_a_city_within_a_province_is_not_the_province(gazetteer, name, on, province):
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve(name, on=on)
    assert refusal.value.reason == "not-a-city"
    assert refusal.value.nearest == (province,)


@pytest.mark.parametrize(
    ("name", "on", "place_id"),
    [
        ("Bắc Ninh", date(2015, 1, 1), "bac-ninh"),
        ("Bắc Ninh", date(2025, 6, 30), "bac-ninh"),
        ("Bắc Ninh", date(2025, 7, 1), "bac-ninh-2025"),
        ("Bắc Ninh", date(2026, 1, 1), "bac-ninh-2025"),
        ("24", date(2015, 6, 1), "bac-giang"),
        ("24", date(2026, 1, 1), "bac-ninh-2025"),
        ("1", date(2015, 6, 1), "ha-noi"),
        ("Hà Nội", date(2007, 1, 1), "ha-noi-until-2008"),
        ("Hà Nội", date(2008, 7, 31), "ha-noi-until-2008"),
        ("Hà Nội", date(2008, 8, 1), "ha-noi"),
        ("Hà Tây", date(2008, 7, 31), "ha-tay"),
        ("Huế", date(2015, 1, 1), "thua-thien-hue"),
        ("Huế", date(2026, 1, 1), "thua-thien-hue"),
        ("TP. Huế", date(2026, 1, 1), "thua-thien-hue"),
        ("Thừa Thiên Huế", date(2026, 1, 1), "thua-thien-hue"),
    ],
)
def test_a_name_or_code_means_the_place_of_the_day(gazetteer, name, on, place_id):
    assert gazetteer.resolve(name, on=on).place_id == place_id


@pytest.mark.parametrize(
    ("name", "lang", "parts"),
    [
        ("Hà Tây", "vi", ["01/06/2015", "“Hà Tây”", "đến 31/07/2008", "Hà Nội"]),
        ("Hà Tây", "en", ["1 June 2015", "“Hà Tây”", "until 31 July 2008", "Hà Nội"]),
        ("Quảng Nình", "vi", ["“Quảng Nình” không phải là tên một địa phương", "Quảng Ninh"]),
        ("Quảng Nình", "en", ["“Quảng Nình” is not the name of a place", "Quảng Ninh"]),
        ("TP Vinh Phuc", "vi", ["01/06/2015", "không phải là thành phố trực thuộc Trung ương", "Vĩnh Phúc"]),
        ("TP Vinh Phuc", "en", ["1 June 2015", "not a city under the central government", "Vĩnh Phúc"]),
    ],
)
def test_a_refusal_says_in_both_languages_what_is_wrong(gazetteer, name, lang, parts):
    with pytest.raises(PlaceError) as refusal:
        gazetteer.resolve(name, on=DAY)
    assert [part for part in parts if part not in refusal.value.sentence(lang)] == []


@st.composite
def careless(draw, name):
    """The name with any of its marks dropped, in any case and with any spaces between its letters."""
    written = ""
    for character in unicodedata.normalize("NFD", name):
        if unicodedata.combining(character):
            written += draw(st.sampled_from([character, ""]))
        else:
            bare = {"Đ": "D", "đ": "d"}.get(character, character)
            letters = sorted({character, character.swapcase(), bare, bare.swapcase()})
            written += draw(st.sampled_from(["", "", " ", "  ", "\u00a0"])) + draw(st.sampled_from(letters))
    return written


@given(st.data())
@settings(max_examples=150)
def test_a_carelessly_written_name_never_means_another_place(gazetteer, data):
    place = data.draw(st.sampled_from(list(gazetteer)))
    on = place.valid_to or place.valid_from or DAY
    assert gazetteer.resolve(data.draw(careless(place.name_vi)), on=on) == place

"""Tables as Vietnamese provinces print them, made up for tests: places exist, events and figures are invented."""

from __future__ import annotations

PLAN_AND_RESULT = """SỞ NỘI VỤ TỈNH HÀ GIANG
Kết quả đào tạo, bồi dưỡng cán bộ, công chức, viên chức năm 2022
STT | Nội dung | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ (%) | Ghi chú
A | B | C | 1 | 2 | 3=2/1 | 4
I | Lý luận chính trị |  |  |  |  |
1 | Cao cấp | Lượt người | 1.450 | 1.432 | 98,8 | 5
2 | Trung cấp | Lượt người | 300 | 312 | 104 |
II | Số lớp bồi dưỡng công chức cấp xã | Lớp | 12 | 10 | 83,3 | chuyển sang năm 2023
III | Kinh phí thực hiện | Triệu đồng | 5.600 | 5.412,5 | 96,7 |
| Tổng cộng | Lượt người | 1.750 | 1.744 | 99,7 |
"""
BY_DISTRICT = """Kết quả bồi dưỡng cán bộ của các huyện tỉnh Hà Giang

TT | Địa phương | Số lớp |  | Số lượt cán bộ cấp xã |
|  | Năm 2021 | Năm 2022 | Năm 2021 | Năm 2022
1 | Xín Mần | 5 | 6 | 210 | 240
2 | Huyện Mèo Vạc | 4 | 7 | 180 | 260
3 | Yên Minh | – |  | 95 | 0
Tổng số |  | 9 | 13 | 485 | 500
"""
UNIT_ABOVE = """UBND tỉnh Yên Bái
Biểu số 02: Kết quả cử cán bộ, công chức đi đào tạo giai đoạn 2016-2020
(Đơn vị tính: người)
Nội dung | Cấp tỉnh | Cấp huyện | Cấp xã | Cộng
Thạc sĩ | 48 | 21 | 2 | 71
Cao cấp lý luận chính trị | 110 | 64 | 0 | 174
Cộng | 158 | 85 | 2 | 245
"""
BY_PROVINCE = """Kinh phí đào tạo, bồi dưỡng cán bộ, công chức năm 2021
Tỉnh | Kinh phí (tỷ đồng) | Số học viên
Tỉnh Sơn La | 7,9 | 4.310
Lai Châu | 5 | 2.048
"""

"""The word lists of the extraction: phrases in the spelling of ``Aligned``, parted by ``|``, under their codes."""

from __future__ import annotations

from collections.abc import Mapping

STAFF: Mapping[str, str] = {
    "cbccvc": """
        cán bộ, công chức, viên chức | cán bộ, công chức và viên chức | cán bộ công chức viên chức | cbccvc
        | cán bộ, công chức, viên chức, người lao động | cb,cc,vc | cb, cc, vc | cán bộ, cc, vc | cbcc,vc
        | cbcc, vc | cán bộ, công chức viên chức | cán bộ công chức, viên chức | cbcc, viên chức | cán bộ, ccvc
    """,
    "cbcc": """
        cán bộ, công chức | cán bộ, công chức xã | cán bộ và công chức | cán bộ công chức | cbcc
        | cán bộ - công chức | cb, cc | cb,cc
    """,
    "civil_servant|public_employee": """
        công chức, viên chức | công chức và viên chức | ccvc | công chức viên chức
    """,
    "civil_servant": """
        công chức | công chức xã | chuyên viên | chuyên viên chính | chuyên viên cao cấp | thanh tra viên
    """,
    "public_employee": """
        viên chức | viên chức quản lý | viên chức sự nghiệp | viên chức ngành y tế | viên chức y tế | y, bác sĩ
        | y bác sĩ
    """,
    "party_bodies": "khối đảng | khối đảng, đoàn thể | khối đảng và đoàn thể | cơ quan đảng, đoàn thể",
    "state_bodies": "khối nhà nước | khối chính quyền | cơ quan nhà nước",
    "cadre|public_employee": "cán bộ, viên chức | cán bộ viên chức",
    "key_cadre": """
        cán bộ chủ chốt | cán bộ lãnh đạo chủ chốt | lãnh đạo chủ chốt | chức danh chủ chốt | chủ chốt
    """,
    "leader_manager": """
        cán bộ lãnh đạo, quản lý | cán bộ lãnh đạo, quản lý các cấp | lãnh đạo, quản lý | lãnh đạo quản lý
        | cán bộ lãnh đạo quản lý | cán bộ lãnh đạo | cán bộ quản lý | lãnh đạo cấp phòng | trưởng, phó phòng
        | lãnh đạo các sở, ngành | lãnh đạo sở, ngành | lãnh đạo phòng | công chức lãnh đạo, quản lý
        | cb lãnh đạo | lãnh đạo, quản lý cấp phòng | trưởng phòng, phó trưởng phòng | lãnh đạo cấp sở
        | lãnh đạo cấp huyện | công chức, viên chức lãnh đạo, quản lý
    """,
    "party_committee_member": """
        cấp ủy viên | huyện ủy viên | tỉnh ủy viên | thành ủy viên | thị ủy viên | đảng ủy viên
        | ủy viên ban chấp hành | cấp ủy viên các cấp | ủy viên ban thường vụ | cấp ủy cơ sở | bí thư chi bộ
        | bí thư cấp ủy | ủy viên bch
    """,
    "commune_full_time": "cán bộ chuyên trách | cán bộ chuyên trách cấp xã",
    "commune_part_time": """
        người hoạt động không chuyên trách | cán bộ không chuyên trách | không chuyên trách | trưởng thôn
        | trưởng ấp | bí thư chi bộ, trưởng thôn | cán bộ thôn
    """,
    "teacher_education_sector": """
        giáo viên | nhà giáo | viên chức ngành giáo dục | viên chức (ngành giáo dục) | cán bộ, giáo viên
        | cán bộ quản lý, giáo viên | cán bộ quản lý giáo dục | viên chức giáo dục
    """,
    "official|party_member": "cán bộ, đảng viên | cán bộ và đảng viên",
    "party_member": "đảng viên | đảng viên mới",
    "elected_deputy": "đại biểu hội đồng nhân dân | đại biểu hđnd",
    "kinh_in_minority_area": """
        cbcc cấp xã người kinh | cán bộ, công chức người kinh | cbcc người kinh
        | cán bộ, công chức cấp xã người kinh
    """,
    "official": """
        cán bộ | cán bộ xã | cán bộ cơ sở | cán bộ các cấp | cán bộ, chiến sĩ | cán bộ nữ
        | cán bộ trẻ
    """,
    "trainee_unspecified": "học viên",
    "": "công tác cán bộ | ban cán sự | quy hoạch cán bộ | công tác tổ chức cán bộ | trường đào tạo cán bộ",
}
"""Staff groups, as ``vocabulary.POPULATION`` has them; under "" what only looks like one."""

CONTENTS: Mapping[str, str] = {
    "political_theory": """
        lý luận chính trị | lí luận chính trị | llct | lý luận phổ thông | chính trị - hành chính
        | trình độ chính trị | trình độ lý luận
    """,
    "political_theory.intermediate|political_theory.senior": """
        trung, cao cấp lý luận | trung, cao cấp lý luận chính trị | trung cấp, cao cấp lý luận chính trị
        | cao cấp, trung cấp lý luận chính trị | trung cấp và cao cấp lý luận chính trị
        | cao, trung cấp lý luận chính trị | cao cấp và trung cấp lý luận chính trị
        | trung - cao cấp lý luận chính trị
    """,
    "degree.master|political_theory.senior": "cao học và cao cấp lý luận chính trị",
    "state_management.principal_specialist|state_management.specialist": """
        chuyên viên, chuyên viên chính | chuyên viên và chuyên viên chính | ngạch chuyên viên, chuyên viên chính
        | ngạch chuyên viên chính, chuyên viên | chuyên viên chính, chuyên viên
        | chuyên viên chính và chuyên viên
    """,
    "political_theory.senior": """
        cao cấp lý luận chính trị | cao cấp llct | cao cấp chính trị | cao cấp lý luận
        | lý luận chính trị cao cấp | cử nhân chính trị | cử nhân, cao cấp lý luận chính trị | cử nhân, cao cấp
        | cao cấp, cử nhân lý luận chính trị | trình độ cao cấp | cao cấp lý luận hành chính | cao cấp
    """,
    "political_theory.intermediate": """
        trung cấp lý luận chính trị | trung cấp llct | trung cấp chính trị | trung cấp lý luận
        | lý luận chính trị trung cấp | trung cấp lý luận chính trị - hành chính
    """,
    "political_theory.primary": """
        sơ cấp lý luận chính trị | sơ cấp llct | sơ cấp chính trị | sơ cấp lý luận | sơ cấp
        | lý luận chính trị sơ cấp | bồi dưỡng lý luận chính trị cho đảng viên mới
    """,
    "state_management": "quản lý nhà nước | quản lí nhà nước | qlnn | kiến thức quản lý nhà nước",
    "state_management.specialist": """
        ngạch chuyên viên | chương trình chuyên viên | quản lý nhà nước ngạch chuyên viên
        | quản lý nhà nước chương trình chuyên viên | lớp chuyên viên | qlnn ngạch chuyên viên
    """,
    "state_management.principal_specialist": """
        ngạch chuyên viên chính | chương trình chuyên viên chính | lớp chuyên viên chính
        | quản lý nhà nước ngạch chuyên viên chính | qlnn ngạch chuyên viên chính | chuyên viên chính
        | quản lý nhà nước chương trình chuyên viên chính
    """,
    "job_skills": """
        chuyên môn nghiệp vụ | chuyên môn, nghiệp vụ | nghiệp vụ chuyên môn | kỹ năng nghiệp vụ
        | kỹ năng chuyên môn | kiến thức chuyên ngành | kỹ năng chuyên ngành | kiến thức, kỹ năng
        | kiến thức mới | nghiệp vụ | chuyên môn | kỹ năng, nghiệp vụ | vị trí việc làm | kỹ năng giao tiếp
        | kỹ năng hành chính | kiến thức, kỹ năng chuyên ngành | kiến thức, kỹ năng nghề nghiệp | kỹ năng
    """,
    "professional_title": """
        chức danh nghề nghiệp | tiêu chuẩn chức danh nghề nghiệp | hạng chức danh nghề nghiệp
    """,
    "leadership_management": """
        kỹ năng lãnh đạo, quản lý | kỹ năng lãnh đạo quản lý | chức vụ lãnh đạo, quản lý
        | tiêu chuẩn chức vụ lãnh đạo, quản lý | lãnh đạo cấp phòng | lãnh đạo, quản lý cấp phòng
        | lãnh đạo cấp sở | lãnh đạo, quản lý cấp sở | tiêu chuẩn chức danh lãnh đạo, quản lý
    """,
    "defence_security": """
        quốc phòng - an ninh | quốc phòng, an ninh | quốc phòng và an ninh | kiến thức quốc phòng
        | an ninh - quốc phòng | qp-an | qpan | an ninh, quốc phòng
    """,
    "foreign_language": """
        ngoại ngữ | tiếng anh | tiếng trung | tiếng lào | tiếng nhật | tiếng hàn | tiếng campuchia
    """,
    "ethnic_language": """
        tiếng dân tộc thiểu số | tiếng dân tộc | tiếng địa phương | thứ tiếng dân tộc thiểu số | tiếng thái
        | tiếng mông | tiếng khmer | tiếng k’ho | tiếng k'ho | tiếng tày | tiếng nùng | tiếng dao | tiếng chăm
        | tiếng ê đê | tiếng êđê | tiếng jrai | tiếng gia rai | tiếng ba na | tiếng m'nông | tiếng m’nông
    """,
    "it_digital": """
        tin học | công nghệ thông tin | cntt | chuyển đổi số | kỹ năng số | chính quyền điện tử
        | an toàn thông tin | chính phủ điện tử | công nghệ số
    """,
    "ethics_law_update": """
        kiến thức pháp luật | cập nhật kiến thức pháp luật | đạo đức công vụ | đạo đức nghề nghiệp
        | văn hóa công sở | văn hóa công vụ
    """,
    "degree.master": "thạc sĩ | thạc sỹ | cao học | trình độ thạc sĩ | trình độ thạc sỹ",
    "degree.doctorate": "tiến sĩ | tiến sỹ | nghiên cứu sinh",
    "degree.postgraduate": "sau đại học | trên đại học | thạc sĩ, tiến sĩ | tiến sĩ, thạc sĩ",
    "degree.bachelor": "đại học | trình độ đại học | cử nhân | bằng đại học | đại học, cao đẳng | kỹ sư",
    "degree.intermediate": """
        trung cấp | trình độ trung cấp | trung cấp chuyên môn | trung cấp trở lên | cao đẳng
    """,
    "degree.medical": """
        bác sĩ | bác sỹ | bác sĩ chuyên khoa | chuyên khoa i | chuyên khoa ii | bác sĩ chuyên khoa i
        | bác sĩ chuyên khoa ii | chuyên khoa 1 | chuyên khoa 2 | bác sĩ nội trú
    """,
}
"""Contents of training, as ``vocabulary.TRAINING`` has them."""

TIERS: Mapping[str, str] = {
    "provincial": """
        cấp tỉnh | khối tỉnh | tuyến tỉnh | cấp thành phố | các sở, ban, ngành | các sở, ngành | sở, ngành
        | sở, ban, ngành | cơ quan cấp tỉnh | cấp sở
    """,
    "district": """
        cấp huyện | khối huyện | tuyến huyện | cấp quận | cấp quận, huyện | các huyện, thị xã, thành phố
        | các huyện, thành phố | các huyện, thị, thành phố | các huyện | cấp huyện, thị xã, thành phố
    """,
    "provincial_and_district": """
        cấp tỉnh, cấp huyện | cấp tỉnh, huyện | cấp tỉnh và cấp huyện | cấp tỉnh và huyện | tỉnh, huyện
        | từ cấp huyện trở lên | cấp huyện trở lên
    """,
    "district_and_commune": """
        cấp huyện, cấp xã | cấp huyện, xã | cấp huyện và cấp xã | cấp huyện và xã | huyện, xã
        | từ huyện về cơ sở | từ huyện đến cơ sở | từ huyện xuống cơ sở | cấp huyện và cơ sở
    """,
    "commune": """
        cấp xã | xã, phường, thị trấn | xã, phường | xã, thị trấn | phường, xã | cấp cơ sở | cán bộ cơ sở
        | ở cơ sở | công chức xã | cán bộ xã | phường, thị trấn | cấp xã, phường, thị trấn
        | xã, phường và thị trấn | cấp phường | thôn, bản | cán bộ, công chức xã | thôn, ấp | thôn, buôn
        | thôn, xã | cấp xã, thị trấn | xã, phường, đặc khu
    """,
    "all": """
        các cấp | từ tỉnh đến cơ sở | toàn tỉnh | toàn thành phố | ba cấp | 3 cấp | cấp tỉnh, huyện, xã
        | cấp tỉnh, cấp huyện, cấp xã | tỉnh, huyện, xã | tỉnh, huyện và xã
    """,
    "central": "cấp trung ương | cán bộ trung ương",
}
"""Whose staff: what names a tier."""

CUES: Mapping[str, str] = {
    "target": """
        phấn đấu | chỉ tiêu của năm | chỉ tiêu năm | chúng tôi muốn | đích đến | mục tiêu | các chỉ tiêu
        | thực hiện các chỉ tiêu | đặt mục tiêu | chỉ tiêu đến | hướng tới | hướng đến | bảo đảm đến
        | đặt chỉ tiêu | mục tiêu cụ thể | các chỉ tiêu cụ thể | chỉ tiêu cụ thể | yêu cầu đến | nâng tỷ lệ
    """,
    "plan": """
        phê duyệt | nhiệm vụ | phương hướng | nhiệm vụ trọng tâm | mở tiếp | tiếp tục mở | trình ubnd tỉnh cấp
        | cấp kinh phí | bố trí kinh phí | giao chỉ tiêu | dự kiến | sẽ mở | sẽ tổ chức | sẽ | kế hoạch mở
        | theo kế hoạch | có kế hoạch | lập kế hoạch | đã cấp | quyết định cấp | được cấp | bổ sung | phân bổ
        | được phân bổ | dự toán | được giao | giao | kế hoạch năm | ban hành kế hoạch | ước tính cần
        | được duyệt | có kế hoạch mở | đặt kế hoạch | kế hoạch của | kế hoạch quý | xây dựng kế hoạch
        | kế hoạch là | đăng ký | chi tiêu kế hoạch | tổng kinh phí dự kiến | kinh phí dự kiến | chuẩn bị mở
    """,
    "result": """
        kết quả | đạt được | đã | thực hiện | thực hiện được | tổ chức được | mở được | giải ngân | thu hút
        | chiêu sinh | mới thực hiện | lũy kế | kết quả đạt được | kết quả thực hiện
    """,
    "stock": """
        tổng số | hiện có | hiện nay có | có mặt | biên chế | tính đến | hiện | tổng biên chế | toàn tỉnh có
        | toàn huyện có | toàn thành phố có | hiện tại
    """,
    "training": """
        hoàn thành chương trình | liên thông | đào tạo | bồi dưỡng | tập huấn | cử đi học | đi học
        | tham gia học | theo học | học tập | cử đi | dự học | tham gia lớp | tham dự | tham gia | mở lớp | lớp
        | khóa | cập nhật kiến thức | được cập nhật | học viên | được cử | đi đào tạo | chọn cử | cử
        | tổ chức lớp | bế giảng | khai giảng | tốt nghiệp | dự lớp | học
    """,
    "rotation": "luân chuyển | điều động, luân chuyển | điều động | biệt phái | luân chuyển, điều động",
    "money": """
        kinh phí | dự toán | ngân sách tỉnh | ngân sách huyện | ngân sách thành phố | số tiền | chi phí
        | học phí | quyết toán
    """,
    "standard": """
        đạt chuẩn | đạt tiêu chuẩn | đạt chuẩn theo quy định | đáp ứng tiêu chuẩn | đáp ứng yêu cầu tiêu chuẩn
        | đáp ứng đủ tiêu chuẩn | đủ tiêu chuẩn | chuẩn hóa | đạt chuẩn và trên chuẩn | trên chuẩn
        | đạt chuẩn trở lên | đáp ứng tiêu chuẩn quy định | đảm bảo tiêu chuẩn | bảo đảm tiêu chuẩn
        | chuẩn trình độ | đáp ứng các tiêu chuẩn | đáp ứng chuẩn | chuẩn chức danh
    """,
    "appointment": "trước khi bổ nhiệm | trước bổ nhiệm | trước khi được bổ nhiệm",
    "degree": """
        trình độ | có trình độ | có bằng | có trình độ chuyên môn | tốt nghiệp | trình độ chuyên môn | đã qua
        | trình độ đào tạo | có chứng chỉ | đạt trình độ
    """,
    "completion": """
        kế hoạch | so với kế hoạch | chỉ tiêu | kế hoạch năm | kế hoạch đề ra | chỉ tiêu kế hoạch
        | kế hoạch được giao | chỉ tiêu được giao | kế hoạch giao
    """,
    "over": "vượt",
    "young": "tuổi | cán bộ trẻ | dưới 40 tuổi | dưới 35 tuổi",
    "international": "môi trường quốc tế | làm việc quốc tế",
    "uses_language": "sử dụng được | sử dụng thành thạo | giao tiếp được | biết | thành thạo",
    "yearly": "hàng năm | hằng năm | mỗi năm | bình quân mỗi năm | trung bình mỗi năm",
    "growth": """
        tăng | giảm | cùng kỳ | so với năm trước | so với năm | so với cùng kỳ | tăng thêm | cao hơn | thấp hơn
        | nhiều hơn | ít hơn
    """,
    "part": "gồm | trong đó | bao gồm | cụ thể | trong số đó | chia ra",
    "": "chương trình mục tiêu | mục tiêu quốc gia | chương trình mục tiêu quốc gia",
    "whole": "trong tổng số | trên tổng số | trong số",
    "elsewhere": "trong cả nước | cả nước | các tỉnh bạn | tỉnh bạn | nước bạn",
    "not_staff": """
        hộ nghèo | dân số | học sinh | thất nghiệp | gdp | grdp | hộ gia đình | người dân | nông dân
        | doanh nghiệp | dân tộc thiểu số chiếm | lao động nông thôn | thu nhập | tỷ lệ hộ | hồ sơ
        | thủ tục hành chính | khách du lịch | hội viên phụ nữ | bệnh nhân | cử tri | số tiết | thời lượng
    """,
}
"""Words that decide between indicators, statuses and readings; under "" what only looks like one."""

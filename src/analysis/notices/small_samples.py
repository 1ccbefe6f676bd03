"""Refusals and caveats of few units, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "permutation-cannot-reject": (
        ("Với {assignments} cách phân bổ, giá trị p nhỏ nhất có thể là {smallest:.3}, lớn hơn {alpha:.2}: không kiểm định nào có thể bác bỏ.", "With {assignments} assignments the smallest p that can come out is {smallest:.3}, above {alpha:.2}: no test can reject."),
        ("Cần thêm đơn vị; hoặc chỉ mô tả chênh lệch.", "More units are needed; or only describe the difference."),
    ),
    "no-rows": (
        ("Trong {rows} dòng, không dòng nào có đủ các số cần dùng.", "None of {rows} rows has all the figures that are needed."),
        ("Kiểm tra các cột được chọn và những dòng đã lọc.", "Check which columns were chosen and which rows were left in."),
    ),
    "permutation-one-group": (
        ("{treated} trong {units} đơn vị thuộc nhóm được xét: không có hai nhóm để so.", "{treated} of {units} units are in the group: there are no two groups to compare."),
        ("Cần đơn vị ở cả hai nhóm.", "Units of both groups are needed."),
    ),
    "treatment-changes": (
        ("{place} vừa thuộc nhóm này vừa thuộc nhóm kia.", "{place} belongs to one group and to the other."),
        ("Cho biết cột thời gian, hoặc chia {place} theo giai đoạn.", "Name the column of time, or part {place} by period."),
    ),
    "permutation-unbalanced": (
        ("{place} thiếu một thời điểm: đổi chỗ cả đơn vị sẽ làm lẫn các năm.", "{place} lacks a point in time: changing whole units about would mix the years."),
        ("Chỉ giữ các năm mà mọi đơn vị đều có.", "Keep the years that all units have."),
    ),
    "one-treated-unit": (
        ("Chỉ {treated} trong {units} đơn vị đổi trạng thái: sai số chuẩn theo cụm và bootstrap đều quá nhỏ.", "Only {treated} of {units} units change: cluster-robust errors and the bootstrap are both too small."),
        ("Dùng small_samples.permute, hoặc thêm đơn vị.", "Use small_samples.permute, or add units."),
    ),
    "treatment-explained": (
        ("Các hiệu ứng đơn vị, thời gian và biến kiểm soát giải thích hết biến được xét.", "Effects of unit and time and the controls explain the treatment altogether."),
        ("Cần đơn vị đổi trạng thái vào những lúc khác nhau, hoặc có đơn vị không đổi.", "Units must change at different times, or some not at all."),
    ),
    "fit-without-error": (
        ("Mô hình khớp hoàn toàn: không còn sai số để xét độ chắc chắn.", "The model fits without any error: nothing is left from which certainty could be judged."),
        ("Kiểm tra số liệu: có thể là hằng số, hoặc được tính từ chính các biến của mô hình.", "Check the figures: they may be constant, or computed from the variables of the model."),
    ),
    "power-too-few-clusters": (
        ("Một nhóm chỉ có {clusters} cụm; cần ít nhất {needed} cụm mỗi nhóm mới đo được các cụm khác nhau đến đâu.", "One side has only {clusters} clusters; it takes at least {needed} on each to see how much clusters differ."),
        ("Thêm cụm vào nhóm ít hơn; thêm người trong cụm không thay được.", "Add clusters to the smaller side; more persons in a cluster cannot stand in for them."),
    ),
    "power-cannot-reject": (
        ("Với {persons} người ở cả hai nhóm, không còn bậc tự do: kiểm định t không thể bác bỏ.", "With {persons} persons on both sides no degree of freedom is left: a t test cannot reject."),
        ("Cần ít nhất ba người, và mỗi nhóm ít nhất một người.", "It takes at least three persons, and at least one on each side."),
    ),
    "power-unreachable": (
        ("Với {clusters} cụm, dù mỗi cụm có bao nhiêu người, lực kiểm định cũng không quá {most:.1} %, thấp hơn mức cần là {power:.1} %.", "With {clusters} clusters, however many persons each has, power stays at {most:.1} % at most, below the {power:.1} % wanted."),
        ("Cần thêm cụm, không phải thêm người trong mỗi cụm; hoặc chỉ tìm tác động lớn hơn.", "More clusters are needed, not more persons in each; or look for a larger effect only."),
    ),
    "power-below-size": (
        ("Ngay cả khi không có tác động, kiểm định đã bác bỏ {size:.1} % số lần: lực kiểm định {power:.1} % không đòi hỏi tác động nào.", "Even where nothing happens the test rejects {size:.1} % of the time: a power of {power:.1} % asks for no effect at all."),
        ("Hỏi lực kiểm định cao hơn, hoặc thêm địa phương vào nhóm nhỏ hơn.", "Ask for a higher power, or add places to the smaller side."),
    ),
    "power-share-bounded": (
        ("Từ tỷ lệ gốc {base:.1} %, với {persons} người một nhóm, ngay cả thay đổi lớn nhất có thể cũng chỉ đạt lực kiểm định {most:.1} %.", "From a share of {base:.1} %, with {persons} persons in a group, even the largest possible change has a power of only {most:.1} %."),
        ("Cần thêm người mỗi nhóm.", "More persons in each group are needed."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "power-shares-rough": (
        "Phép xấp xỉ arcsine ở đây còn thô: có một ô chỉ kỳ vọng {expected:.1} người.",
        "The arcsine approximation is rough here: in one cell only {expected:.1} persons are expected.",
    ),
    "power-test-oversized": (
        "Khi không có tác động nào, kiểm định vẫn bác bỏ {size:.1} % số lần thay vì {alpha:.1} %, vì nhóm nhỏ hơn chỉ có {places} địa phương: lực kiểm định nêu ở đây là quá lạc quan. Khi phân tích, dùng small_samples.permute hoặc wild_bootstrap.",
        "Where nothing happens the test still rejects {size:.1} % of the time instead of {alpha:.1} %, as the smaller side has only {places} places: the power stated here is too optimistic. For the analysis use small_samples.permute or wild_bootstrap.",
    ),
}  # fmt: skip

"""Words of the rules about official series and places, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

PLACES: Mapping[str, Rule] = {
    "place-shares": Rule(
        "error",
        "“{value}” cũng thuộc {first} vào ngày {day}", "“{value}” also belongs to {first} on {day}",
        "Hai địa phương không được chung mã hoặc tên trong cùng một ngày: sửa valid_from hoặc valid_to", "No two places share a code or a name on one day: correct valid_from or valid_to",
    ),
    "spelling-shared": Rule(
        "error",
        "“{value}” cũng là cách viết của {other}", "“{value}” is also a spelling of {other}",
        "Bỏ dòng: một cách viết chỉ được chỉ một tên", "Remove the row: a spelling may mean one name only",
    ),
    "tile-missing": Rule(
        "error",
        "Thiếu ô của {value} trên sơ đồ ô {layout} tỉnh", "The tile of {value} is missing on the diagram of {layout} provinces",
        "Khôi phục dòng của tỉnh", "Restore the row of the province",
    ),
    "tile-of-other-map": Rule(
        "error",
        "{value} không thuộc sơ đồ ô {layout} tỉnh", "{value} does not belong on the diagram of {layout} provinces",
        "Bỏ dòng, hoặc sửa layout", "Remove the row, or correct layout",
    ),
    "district-outside": Rule(
        "error",
        "{value} không phải là một tỉnh vào ngày {day}", "{value} was not a province on {day}",
        "Ghi tỉnh mà đơn vị cấp huyện trực thuộc vào ngày valid_to", "Write the province that the district belonged to on its last day",
    ),
    "district-is-other": Rule(
        "error",
        "Trong places.csv, {value} là một địa phương khác", "In places.csv, {value} is another place",
        "Thêm tên tỉnh vào mã, ví dụ chau-thanh-kien-giang", "Add the province to the id, such as chau-thanh-kien-giang",
    ),
    "district-renamed": Rule(
        "error",
        "Trong districts.csv, địa phương {value} có mã {listed}", "In districts.csv, the place {value} has the id {listed}",
        "Dùng mã của districts.csv", "Use the id of districts.csv",
    ),
    "boundary-malformed": Rule(
        "error",
        "Tệp địa giới không đọc được: {problem}", "The boundary file cannot be read: {problem}",
        "Lưu lại dạng GeoJSON FeatureCollection, tọa độ kinh độ, vĩ độ (WGS 84)", "Save it as a GeoJSON FeatureCollection with longitude and latitude (WGS 84)",
    ),
    "boundary-unknown-place": Rule(
        "error",
        "Vùng số {number}: {problem}", "Feature {number}: {problem}",
        "Ghi mã vào thuộc tính place_id của vùng", "Write the id into the property place_id of the feature",
    ),
    "boundary-repeated": Rule(
        "error",
        "Vùng số {number}: {value} đã có", "Feature {number}: {value} is already there",
        "Gộp các mảnh của một tỉnh thành một MultiPolygon", "Join the pieces of a province into one MultiPolygon",
    ),
    "boundary-missing": Rule(
        "error",
        "Thiếu địa giới của {count} tỉnh, ví dụ {value}", "The boundaries of {count} provinces are missing, such as {value}",
        "Bổ sung, hoặc bỏ tệp: khi đó báo cáo dùng sơ đồ ô", "Add them, or remove the file: reports then use the tile diagram",
    ),
}  # fmt: skip

DECLARATIONS: Mapping[str, Rule] = {
    "series-unlisted": Rule(
        "error",
        "Tệp {value} không có trong series.csv", "The file {value} has no row in series.csv",
        "Thêm chuỗi vào series.csv", "Add the series to series.csv",
    ),
    "series-without-file": Rule(
        "error",
        "Chuỗi {value} không có tệp", "The series {value} has no file",
        "Nhập bằng analysis import TỆP --series {value}, hoặc bỏ dòng", "Import it with analysis import FILE --series {value}, or remove the row",
    ),
    "series-differs": Rule(
        "error",
        "SHA-256 của tệp là {found}, series.csv ghi {expected}", "The SHA-256 of the file is {found}, series.csv says {expected}",
        "Khôi phục tệp; nếu sửa có chủ ý, ghi {whole} vào file_sha256", "Restore the file; after a deliberate change write {whole} into file_sha256",
    ),
    "years-reversed": Rule(
        "error",
        "“{value}” không chứa năm nào", "“{value}” holds no year",
        "Viết năm trước trước, ví dụ 2008-2016", "Write the earlier year first, such as 2008-2016",
    ),
    "weight-not-declared": Rule(
        "error",
        "Chuỗi bình quân gia quyền không có chuỗi quyền số", "A series of weighted means has no series of weights",
        "Ghi mã chuỗi vào weight_series", "Name the series in weight_series",
    ),
    "weight-missing": Rule(
        "error",
        "Chuỗi quyền số “{value}” thiếu {missing}", "The series of weights “{value}” lacks {missing}",
        "Bổ sung vào chuỗi {weights}", "Add it to the series {weights}",
    ),
    "level-not-declared": Rule(
        "error",
        "{value} thuộc cấp {level}, không khai báo cho chuỗi này", "{value} is of the level {level}, which the series does not declare",
        "Bỏ dòng, hoặc thêm cấp vào place_levels", "Remove the row, or add the level to place_levels",
    ),
    "category-not-declared": Rule(
        "error",
        "“{value}” không thuộc phân tổ của chuỗi ({breakdown})", "“{value}” is not of the breakdown of the series ({breakdown})",
        "Bỏ dòng, hoặc ghi phân tổ vào cột categories", "Remove the row, or name the breakdown in the column categories",
    ),
    "break-outside-series": Rule(
        "error",
        "Điểm gãy {value} không nằm giữa các năm của chuỗi ({years})", "The break {value} does not lie between years of the series ({years})",
        "Ghi năm đầu tiên sau điểm gãy", "Write the first year after the break",
    ),
    "series-incomplete": Rule(
        "error",
        "Thiếu {count} ô, ví dụ {value}", "{count} cells are missing, such as {value}",
        "Khôi phục các dòng; ô không được công bố: để trống value, ghi missing; hoặc sửa years, place_levels", "Restore the rows; where nothing was published leave value empty and write missing; or correct years, place_levels",
    ),
    "year-outside-series": Rule(
        "error",
        "Năm {value} nằm ngoài {years}", "The year {value} lies outside {years}",
        "Sửa năm, hoặc khai báo trong series.csv", "Correct the year, or declare it in series.csv",
    ),
    "place-not-valid": Rule(
        "error",
        "{value} không tồn tại ngày {day}, ngày của địa giới năm {year}", "{value} did not exist on {day}, the day of the boundaries of {year}",
        "Dùng mã địa phương có hiệu lực trong năm đó", "Use the place that was valid in that year",
    ),
    "missing-with-value": Rule(
        "error",
        "Ô có giá trị {value} nhưng ghi là không có số liệu", "The cell has the value {value} but is marked as missing",
        "Sửa observation_status, hoặc để trống value", "Correct observation_status, or leave value empty",
    ),
    "value-without-gap": Rule(
        "error",
        "Ô trống nhưng ghi là “{value}”", "The cell is empty but marked as “{value}”",
        "Điền giá trị, hoặc ghi missing vào observation_status", "Fill it in, or write missing into observation_status",
    ),
    "outside-scale": Rule(
        "error",
        "{value} nằm ngoài thang {low} đến {high}", "{value} lies outside the scale {low} to {high}",
        "Kiểm tra lại nguồn; hoặc sửa scale_low, scale_high", "Check the source; or correct scale_low, scale_high",
    ),
    "decimals-exceeded": Rule(
        "error",
        "{value} có nhiều hơn {decimals} chữ số thập phân", "{value} has more than {decimals} decimals",
        "Số chưa làm tròn, hoặc dấu hàng nghìn bị đọc thành dấu thập phân: kiểm tra nguồn; hoặc sửa decimals", "A number that was not rounded, or a mark of thousands read as a decimal one: check the source; or correct decimals",
    ),
}  # fmt: skip

AGREEMENT: Mapping[str, Rule] = {
    "total-differs": Rule(
        "error",
        "{value}: gộp các tỉnh được {sum}, công bố {published}", "{value}: the provinces give {sum}, published {published}",
        "Tìm ô sai; sai lệch cho phép {tolerance}", "Find the wrong cell; the allowed difference is {tolerance}",
    ),
    "mean-differs": Rule(
        "error",
        "{value}: bình quân các tỉnh theo quyền số {weights} là {sum}, công bố {published}",
        "{value}: the mean of the provinces by the weights {weights} is {sum}, published {published}",
        "Nếu nhiều ô lệch, {weights} có thể là bản quyền số khác với bản mà cơ quan đã dùng (chuỗi này là bản {vintage}): ghi bản đúng vào weight_series; nếu chỉ một ô, tìm ô sai; sai lệch cho phép {tolerance}",
        "If several cells are off, {weights} may be another vintage than the weights that the office used (this series is of {vintage}): name the right one in weight_series; if one cell is, find it; the allowed difference is {tolerance}",
    ),
    "mean-off": Rule(
        "notice",
        "{place}, {year}: bình quân các tỉnh {sum}, công bố {published}", "{place}, {year}: mean of the provinces {sum}, published {published}",
        "Không rõ nguyên nhân; đọc ô này một cách thận trọng", "The cause is not known; read this cell with care",
    ),
    "sum-off": Rule(
        "notice",
        "{place}, {year}: cộng các tỉnh được {sum}, công bố {published}", "{place}, {year}: the provinces add up to {sum}, published {published}",
        "Có thể do làm tròn từng tỉnh, nhưng lệch hơn thường lệ", "Rounding of single provinces may explain it, but it is more than usual",
    ),
    "provinces-sum-to-country": Rule(
        "confirmed",
        "Tổng các tỉnh bằng số cả nước trong {count} phép so; lệch lớn nhất {deviation}",
        "The provinces add up to the country in {count} comparisons; largest difference {deviation}",
        "Lệch do làm tròn", "The rest is rounding",
    ),
    "provinces-sum-to-region": Rule(
        "confirmed",
        "Tổng các tỉnh bằng số của vùng trong {count} phép so; lệch lớn nhất {deviation}",
        "The provinces add up to their region in {count} comparisons; largest difference {deviation}",
        "Lệch do làm tròn", "The rest is rounding",
    ),
    "weighted-mean-meets-country": Rule(
        "confirmed",
        "Bình quân gia quyền của các tỉnh khớp số cả nước trong {count} năm; lệch lớn nhất {deviation} điểm",
        "The weighted mean of the provinces meets the national figure in {count} years; largest difference {deviation} points",
        "Số công bố được làm tròn đến một chữ số", "Published shares are rounded to one decimal",
    ),
    "weighted-mean-meets-region": Rule(
        "confirmed",
        "Bình quân gia quyền của các tỉnh khớp số vùng trong {count} phép so; lệch lớn nhất {deviation} điểm",
        "The weighted mean of the provinces meets the regional figure in {count} comparisons; largest difference {deviation} points",
        "Các ô lệch nhiều hơn được nêu riêng", "Cells that differ more are listed on their own",
    ),
    "scale-differs": Rule(
        "error",
        "Gần như mọi ô gấp {ratio} lần “{other}”", "Nearly every cell is {ratio} times “{other}”",
        "Một bên có đơn vị khác (nghìn người hay người): quy về cùng đơn vị", "One of them has another unit (thousands or persons): bring both to one",
    ),
    "vintage-revised": Rule(
        "notice",
        "{year}: nhiều nhất ở {place}, từ {before} thành {after}; đã điều chỉnh {count} trong {cells} ô",
        "{year}: most in {place}, from {before} to {after}; {count} of {cells} cells revised",
        "Khác “{other}”: không trộn hai bản", "Differs from “{other}”: never mix the two",
    ),
    "vintages-agree": Rule(
        "confirmed",
        "Cả {cells} ô chung với “{other}” đều bằng nhau", "All {cells} cells shared with “{other}” are equal",
        "Không số nào bị điều chỉnh giữa hai bản", "No figure was revised between the two",
    ),
    "vintages-differ": Rule(
        "notice",
        "Chỉ {count} trong {cells} ô chung với “{other}” bằng nhau; các năm bằng nhau hoàn toàn: {years}",
        "Only {count} of {cells} cells shared with “{other}” are equal; years that are wholly equal: {years}",
        "Các ô khác đã điều chỉnh, được nêu theo từng năm: không trộn hai bản",
        "The others were revised and are listed by year: never mix the two",
    ),
    "copies-agree": Rule(
        "confirmed",
        "Bằng “{other}” trong {count} ô; lệch lớn nhất {deviation}", "Equal to “{other}” in {count} cells; largest difference {deviation}",
        "Hai bản đọc từ hai nơi", "Two copies, read from two places",
    ),
    "copy-differs": Rule(
        "error",
        "{place}, {year}: {found}, nhưng “{other}” ghi {expected}", "{place}, {year}: {found}, but “{other}” says {expected}",
        "Một trong hai bản bị đọc sai: đối chiếu với nguồn", "One of the two copies was misread: compare both with the source",
    ),
    "ranks-agree": Rule(
        "confirmed",
        "Xếp các tỉnh gần giống một nguồn khác, “{other}”: tương quan hạng {correlation} (trung vị của {years} năm)",
        "Orders the places much like another source, “{other}”: rank correlation {correlation} (median of {years} years)",
        "Hai ấn phẩm về những nội dung gần nhau; không rõ chúng có chung số liệu gốc hay không", "Two publications on closely related things; whether they share an origin is not known",
    ),
    "ranks-disagree": Rule(
        "notice",
        "Xếp các tỉnh khác hẳn một nguồn khác, “{other}”: tương quan hạng {correlation} (trung vị của {years} năm)",
        "Orders the places unlike another source, “{other}”: rank correlation {correlation} (median of {years} years)",
        "Một trong hai có thể không phải số đo thật; kiểm tra nơi đọc", "One of the two may not be a measurement; check where it was read",
    ),
}  # fmt: skip

PLAUSIBILITY: Mapping[str, Rule] = {
    "year-scaled": Rule(
        "error",
        "{year}: gần như mọi giá trị gấp {ratio} lần các năm khác ({count} trong {places} địa phương)",
        "{year}: nearly every value is {ratio} times those of the other years ({count} of {places} places)",
        "Quy năm này về đơn vị của các năm khác (nghìn người hay người, phần trăm hay phân số); những gì kéo theo ở từng ô không nêu riêng",
        "Bring this year to the unit of the others (thousands or persons, percent or fractions); what follows from it in single cells is not listed",
    ),
    "series-complete": Rule(
        "confirmed",
        "Đủ {count} ô: {places} địa phương, {years} năm", "All {count} cells are there: {places} places, {years} years",
        "Ô không được công bố cũng được ghi là ô trống", "Cells that were not published are there as gaps",
    ),
    "series-gaps": Rule(
        "notice",
        "{count} ô không được công bố: {cells}", "{count} cells were not published: {cells}",
        "Để trống; không thay bằng số ước đoán", "They stay empty; no guess takes their place",
    ),
    "break-visible": Rule(
        "confirmed",
        "Điểm gãy {year} hiện rõ: {agreeing} % số địa phương đổi cùng chiều, trung vị {percent} %", "The break of {year} shows: {agreeing} % of the places moved the same way, the median by {percent} %",
        "Đã khai báo; không vẽ đường và không tính thay đổi qua năm này", "Declared; no line is drawn and no change taken across it",
    ),
    "spread-visible": Rule(
        "confirmed",
        "Điểm gãy {year} hiện rõ: mức thay đổi phân tán gấp {times} lần các năm khác", "The break of {year} shows: the moves differ {times} times as much as in other years",
        "Đã khai báo; không vẽ đường và không tính thay đổi qua năm này", "Declared; no line is drawn and no change taken across it",
    ),
    "break-suspected": Rule(
        "notice",
        "{year}: {agreeing} % số địa phương đổi cùng chiều, trung vị {percent} %", "{year}: {agreeing} % of the places moved the same way, the median by {percent} %",
        "Có thể đổi thang điểm hoặc định nghĩa; nếu đúng, khai báo trong breaks.csv", "A new scale or definition is likely; if so, declare it in breaks.csv",
    ),
    "spread-suspected": Rule(
        "notice",
        "{year}: các địa phương thay đổi khác nhau gấp {times} lần các năm khác", "{year}: changes differ between places {times} times as much as in other years",
        "Năm đầu hoặc một đợt đổi cách đo có thể lệch; nếu đúng, khai báo trong breaks.csv", "A first year or a change of method may be out of line; if so, declare it in breaks.csv",
    ),
    "place-constant": Rule(
        "notice",
        "{place}: {count} giá trị liên tiếp bằng nhau", "{place}: {count} equal values one after the other",
        "Số đo thật hiếm khi như vậy; kiểm tra nơi đọc", "Real measurements seldom do that; check where it was read",
    ),
    "year-copied": Rule(
        "notice",
        "{count} trong {places} địa phương năm {year} có đúng giá trị năm {before}", "{count} of {places} places have in {year} just the value of {before}",
        "Có thể một năm bị chép lại; kiểm tra nơi đọc", "A year may have been copied; check where it was read",
    ),
    "values-capped": Rule(
        "notice",
        "{count} trong {cells} ô bằng đúng {limit}, một đầu của khoảng giá trị", "{count} of {cells} cells are just {limit}, one end of the range",
        "Giá trị có thể bị chặn hoặc được tạo ra; kiểm tra nơi đọc", "The values may be cut off or made up; check where it was read",
    ),
    "values-capped-in-years": Rule(
        "notice",
        "Nhiều địa phương có cùng giá trị {limit}, đầu của khoảng giá trị trong các năm (số địa phương): {years}; tính mọi năm, khoảng này tới {end}",
        "Several places have just {limit}, the end of the range in these years (number of places): {years}; over all years the range goes to {end}",
        "Giá trị có thể bị chặn: các địa phương này không có thứ tự và mức thay đổi của chúng không có nghĩa; nếu bắt đầu bị chặn giữa chừng, đó là một điểm gãy",
        "The values are probably cut off: these places have no order and their changes no meaning; a cap that begins in mid-series is a break",
    ),
    "value-far-off": Rule(
        "notice",
        "{place} năm {year}: {found}, trong khi trung vị các năm khác của nơi này là {usual}", "{place} in {year}: {found}, while the median of its other years is {usual}",
        "Có thể là đơn vị khác hoặc dấu hàng nghìn bị mất; kiểm tra lại nguồn", "It may have another unit or have lost a mark of thousands; check the source",
    ),
    "ranks-unstable": Rule(
        "notice",
        "Thứ hạng năm nay hầu như không liên quan đến năm trước: tương quan {correlation}", "The order of one year has nearly nothing to do with the next: rank correlation {correlation}",
        "Có thể là nhiễu hoặc số được tạo ra; không so sánh các tỉnh", "This may be noise or made up; do not compare provinces with it",
    ),
    "looks-measured": Rule(
        "confirmed",
        "Không có dấu hiệu số được tạo ra; tương quan hạng giữa hai năm liền nhau {correlation}", "No sign of made-up figures; rank correlation of one year with the next {correlation}",
        "Không giá trị nào lặp dài, bị chép hoặc bị chặn", "No long runs, no copied year, no values at a limit",
    ),
}  # fmt: skip

SERIES: Mapping[str, Rule] = {**DECLARATIONS, **AGREEMENT, **PLAUSIBILITY}

"""Words of notebook 02: the provinces compared."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

COMPARISON: Words = {
    "fig-provinces": (
        "{title} của {count} tỉnh, {first} (vòng rỗng) và {last} (dấu đặc): từ {lowest} ở {lowest_place} đến {highest} ở {highest_place}",
        "{title} in the {count} provinces, {first} (open circle) and {last} (solid mark): from {lowest} in {lowest_place} to {highest} in {highest_place}",
    ),
    "fig-provinces.alt": (
        "Biểu đồ chấm của {count} tỉnh xếp theo giá trị năm {last}; {risen} tỉnh tăng so với {first}{country}. Các tỉnh có bài viết được đánh dấu bằng màu và hình.",
        "Dot plot of {count} provinces in the order of {last}; {risen} rose since {first}{country}. The provinces of the articles are marked by colour and shape.",
    ),
    "and_country": ("; cả nước {value}", "; the country stands at {value}"),
    "kind.tiles": ("Sơ đồ ô", "Tile diagram"),
    "kind.areas": ("Bản đồ", "Map"),
    "key.framed_63": ("tỉnh có bài viết", "has an article"),
    "key.framed_34": (
        "có bài viết, hoặc gồm\ntỉnh cũ có bài viết",
        "has an article, or holds\nan old province that has",
    ),
    "fig-map": (
        "{kind}: {title} năm {year}, cao nhất {highest_place} {highest}, một phần tư số tỉnh trên {quarter}; viền đậm: tỉnh có bài viết",
        "{kind}: {title} in {year}, highest in {highest_place} with {highest}, a quarter of the provinces above {quarter}; framed: provinces with an article",
    ),
    "fig-map.alt": (
        "{kind} {count} tỉnh, tô theo giá trị từ {lowest} (nhạt) đến {highest} (đậm); một phần tư số tỉnh vượt {quarter}, cao nhất là {highest_place}.",
        "{kind} of the {count} provinces, shaded from {lowest} (light) to {highest} (dark); a quarter of the provinces exceed {quarter}, with {highest_place} highest.",
    ),
    "fig-map.tiles": (
        "Sơ đồ, không phải bản đồ: mỗi tỉnh một ô bằng nhau, xếp theo láng giềng, để tỉnh nhỏ đông dân và tỉnh lớn thưa dân được nhìn như nhau. Ô trắng: quần đảo Hoàng Sa và quần đảo Trường Sa, chưa chuỗi nào có số liệu.",
        "A diagram, no map: each province is one tile of equal size, placed by neighbourhood, so that small crowded and large sparse ones are seen alike. White: the archipelagos Hoàng Sa and Trường Sa, for which no series has figures.",
    ),
    "fig-map.areas": (
        "Địa giới lấy từ tệp của người dùng trong data/raw/places; tên và giá trị ở bảng các tỉnh.",
        "Boundaries are from a file of the user in data/raw/places; names and values stand in the table of provinces.",
    ),
    "fig-map-new": (
        "{kind}: {title} năm {year} trên 34 tỉnh từ 01/07/2025, tỉnh hợp nhất là {how}; viền đậm: tỉnh có bài viết hoặc gồm tỉnh cũ có bài viết",
        "{kind}: {title} in {year} on the 34 provinces of 1 July 2025, merged ones are {how}; framed: provinces with an article or holding an old one that has",
    ),
    "fig-map-new.alt": (
        "{kind} {count} tỉnh mới, tô theo giá trị từ {lowest} (nhạt) đến {highest} (đậm); một phần tư số tỉnh vượt {quarter}, cao nhất là {highest_place}.",
        "{kind} of the {count} new provinces, shaded from {lowest} (light) to {highest} (dark); a quarter of them exceed {quarter}, with {highest_place} highest.",
    ),
    "how.weighted": ("bình quân theo {weights}", "means weighted by {weights}"),
    "how.sum": ("tổng của các tỉnh cũ", "sums of the old ones"),
    "value.percent": ("{value} %", "{value} %"),
    "value.score": ("{value} điểm", "{value} points"),
    "value.thousand_persons": ("{value} nghìn người", "{value} thousand persons"),
    "value.ratio": ("{value}", "{value}"),
    "gap.percent": ("{value} điểm", "{value} points"),
    "gap.score": ("{value} điểm", "{value} points"),
    "gap.thousand_persons": ("{value} nghìn người", "{value} thousand persons"),
    "gap.ratio": ("{value}", "{value}"),
    "article_of_district": (
        "Bài viết của {place} chỉ nói về đơn vị cấp huyện của tỉnh ({districts}); số liệu chính thức ở đây là của cả tỉnh.",
        "The article of {place} is about a district of it ({districts}); the official figures here are of the whole province.",
    ),
    "fig-merged": (
        "{count} tỉnh hợp nhất (vạch đứng) và các tỉnh cũ của chúng (dấu) năm {year}, {title}: ở {place}, các tỉnh cũ cách nhau {widest} mà số của tỉnh mới che đi",
        "The {count} merged provinces (upright strokes) and the old ones in them (marks), {title}, {year}: in {place} these lie {widest} apart, which the figure of the new province hides",
    ),
    "fig-merged.alt": (
        "{count} hàng xếp theo giá trị của tỉnh mới, từ {lowest} đến {highest}; mỗi dấu là một tỉnh cũ với tên và giá trị, vạch đứng là tỉnh mới.",
        "{count} rows in the order of the new province, from {lowest} to {highest}; each mark is an old province with name and value, the upright stroke is the new one.",
    ),
    "key.old_province": ("tỉnh cũ", "old province"),
    "key.with_article": ("{place}, tỉnh cũ có bài viết", "{place}, old province with an article"),
    "key.new_province": ("tỉnh mới: bình quân gia quyền", "new province: weighted mean"),
    "tbl-boundaries": (
        "Cùng số liệu năm {year} trên hai bộ địa giới: độ lệch chuẩn giữa các tỉnh từ {before} thành {after} chỉ vì gộp",
        "The same figures of {year} on both sets of boundaries: the standard deviation between provinces goes from {before} to {after} through merging alone",
    ),
    "tbl-boundaries.note": (
        "Gộp đổi khoảng cách giữa các tỉnh mà không ai thay đổi: không so độ phân tán của 63 tỉnh với độ phân tán của 34 tỉnh.",
        "Merging alters how far provinces lie apart although nobody changed: never compare a spread over 63 with one over 34.",
    ),
    "weights.of": ("{title}; năm {year}", "{title}; of {year}"),
    "weights.any": ("Bất kỳ quyền số nào", "Any weights at all"),
    "column.weights": ("Quyền số khác", "Other weights"),
    "column.largest_difference": ("Chênh lệch lớn nhất", "Largest difference"),
    "column.moved": ("Số tỉnh đổi thứ hạng", "Provinces with another rank"),
    "column.largest_move": ("Đổi nhiều nhất (hạng)", "Largest move (ranks)"),
    "tbl-weights": (
        "Với {count} quyền số khác mà dự án có: năm {year} giá trị của một tỉnh mới khác đi nhiều nhất {largest_difference}, và nhiều nhất {moved} trong {places} tỉnh đổi thứ hạng",
        "With the {count} other weights held here, the value of a new province in {year} differs by at most {largest_difference}, and at most {moved} of {places} provinces change rank",
    ),
    "tbl-weights.note": (
        "So với quyền số đã dùng: {weights}, {year}. Trong ngoặc: tỉnh có chênh lệch lớn nhất.",
        "Against the weights that were taken: {weights}, {year}. In brackets: the province that differs most.",
    ),
    "tbl-weights.any": (
        "Dù lấy quyền số nào, bình quân gia quyền vẫn nằm giữa tỉnh cũ thấp nhất và tỉnh cũ cao nhất; trong {pairs} cặp tỉnh mới, thứ tự của {open} cặp tùy vào quyền số.",
        "Whatever the weights, a weighted mean lies between the lowest and the highest of its old provinces; of {pairs} pairs of new provinces, the order of {open} hangs on the weights.",
    ),
    "fig-industries": (
        "Tỷ lệ đã qua đào tạo theo ngành {first} (vòng rỗng) và {last} (dấu đặc): Đảng, quản lý nhà nước, an ninh quốc phòng từ {before:.1} đến {after:.1} %",
        "Trained share by industry, {first} (open circle) and {last} (solid): Party, state management and defence went from {before:.1} to {after:.1} %",
    ),
    "fig-industries.alt": (
        "{count} ngành xếp theo tỷ lệ năm {last}; cao nhất: {highest_industry} ({highest:.1} %), thấp nhất: {lowest_industry} ({lowest:.1} %); ngành Đảng, quản lý nhà nước đứng thứ {rank} từ trên; mọi ngành {total:.1} %.",
        "{count} industries in the order of {last}; highest: {highest_industry} ({highest:.1} %), lowest: {lowest_industry} ({lowest:.1} %); Party and state management stands at place {rank} from the top; all industries {total:.1} %.",
    ),
    "fig-industries.note": (
        "Từ {first} đến {last}, phần không gãy: năm đầu của chuỗi lệch hẳn, năm cuối đổi khái niệm việc làm. Chỉ có số cả nước.",
        "From {first} to {last}, the unbroken part: the first year of the series is out of line, the last has a new concept of employment. National only.",
    ),
    "fig-regions": (
        "{title} của các tỉnh trong từng vùng năm {year}; vạch đứng là số công bố của vùng, từ {lowest} ({lowest_place}) đến {highest} ({highest_place})",
        "{title} of the provinces within their regions in {year}; the bar is what was published for the region, from {lowest} ({lowest_place}) to {highest} ({highest_place})",
    ),
    "fig-regions.unpublished": (
        "{title} của các tỉnh trong từng vùng năm {year}; không có số công bố của vùng",
        "{title} of the provinces within their regions in {year}; nothing was published for the regions",
    ),
    "fig-regions.alt": (
        "Mỗi vùng một hàng; mỗi chấm là một tỉnh. Khoảng cách lớn nhất trong một vùng là {widest} ({widest_place}).",
        "One row for each region; each dot is a province. The widest range within one region is {widest} ({widest_place}).",
    ),
    "tbl-regions": (
        "{title} của cả nước, các vùng và các tỉnh của chúng năm {year} ({unit})",
        "{title} of the country, its regions and their provinces in {year} ({unit})",
    ),
    "tbl-regions.unpublished": ("Quyền số: {weights}.", "Weights: {weights}."),
    "tbl-regions.note": (
        "Quyền số: {weights}. Bình quân gia quyền gần bằng số công bố, xem các phép kiểm tra ở báo cáo 01.",
        "Weights: {weights}. The weighted mean is close to what was published; see the checks in report 01.",
    ),
    "group.country": ("Số công bố của cả nước", "As published for the country"),
    "group.region": ("{place} (công bố: {values})", "{place} (published: {values})"),
    "renamed": ("{place} ({code}), chỉ đổi tên", "{place} ({code}), renamed only"),
    "tbl-provinces": (
        "{count} tỉnh theo vùng: {title}, thay đổi {first}–{last}, và đơn vị kế thừa từ 01/07/2025",
        "The {count} provinces by region: {title}, change {first}–{last}, and successor since 1 July 2025",
    ),
    "tbl-provinces.note": (
        "Mã của đơn vị mới có thể là mã cũ của một tỉnh khác: không nối số liệu theo mã.",
        "The code of a new unit may be the old code of another province: never join on it.",
    ),
    "fig-bounds": (
        "Số lượt đào tạo mà các bài nêu, kèm cận: mũi tên chỉ phía để ngỏ của một cận; đơn vị, cấp và kỳ khác nhau nên không xếp hạng",
        "Training participations that the articles state, with their bounds: arrows point to the open side of a bound; unit, tier and period differ, so nothing is ranked",
    ),
    "fig-bounds.alt": (
        "{count} số liệu theo thứ tự mã nguồn trên thang logarit; mũi tên chỉ về phía để ngỏ: {figures}.",
        "{count} figures in the order of their sources on a logarithmic scale; an arrow points to the open side: {figures}.",
    ),
    "tbl-beside": (
        "Điều mỗi bài nói về cán bộ, công chức, viên chức, cạnh tỷ lệ chính thức của toàn bộ lao động trong tỉnh",
        "What each article says about officials, beside the official share of all workers of the province",
    ),
    "tbl-beside.note": (
        "Hai phần của bảng nói về hai nhóm người khác nhau và không so được với nhau; năm trong ngoặc là năm gần nhất có trong chuỗi, không có số sau {last}. Mỗi bài và chỉ tiêu chỉ lấy số đầu tiên; tất cả ở báo cáo 01.",
        "The two parts of the table speak of different people and cannot be compared; the year in brackets is the nearest in the series, which has nothing after {last}. The first figure of each article and indicator; all of them are in report 01.",
    ),
}

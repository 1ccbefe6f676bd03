"""Words of the rules that hold coded figures against each other, their words and their time, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule
from analysis.vocabulary import Language

NOT_FORMED: Mapping[str, Mapping[Language, str]] = {
    "unclear": {"vi": "không rõ đã duyệt hay đã thực hiện", "en": "approved or done is not clear"},
    "flag": {"vi": "một trong hai số có cảnh báo chất lượng", "en": "one of the two figures is in doubt (its flags)"},
    "open": {"vi": "lời văn không cho giới hạn nào", "en": "its wording sets no limit"},
}
"""Why two figures are not divided whose digits are plausible."""

NO_QUOTIENT: Mapping[Language, str] = {
    "vi": "; {each} cũng không phải kết quả, vì lời văn không cho giới hạn nào",
    "en": "; nor is {each} a result, as its wording sets no limit",
}
"""What two bounds in one direction are worth when they are divided; the study refuses to."""

FOR_EACH_COMMUNE: Mapping[Language, str] = {
    "vi": "; {size} = {each} × {units} xã, phường, thị trấn trực thuộc ({day})",
    "en": "; {size} = {each} × {units} communes, wards and townships of the district ({day})",
}
"""A lead to the group behind a share of commune staff."""

TOTALS: Mapping[str, Rule] = {
    "parts-within-bounds": Rule(
        "confirmed",
        "Các phần ({parts} = {sum}) nằm trong những gì lời văn cho phép với tổng {total}",
        "The parts ({parts} = {sum}) lie within what the words allow for the total {total}",
        "Cận không chứng minh tổng; chỉ không mâu thuẫn", "Bounds prove no total; they only do not contradict it",
    ),
    "part-of-other-unit": Rule(
        "error",
        "{part_unit} không thể là phần của một tổng tính bằng {unit} ({value})",
        "{part_unit} cannot be a part of a total in {unit} ({value})",
        "Ghi mã của tổng cùng đơn vị, hoặc để trống `part_of`", "Write the id of a total in the same unit, or leave `part_of` empty",
    ),
    "parts-incomplete": Rule(
        "notice",
        "Trong {total} {unit}, các phần được nêu chỉ có {sum} ({parts}); còn thiếu {rest}",
        "Of {total} {unit}, the parts named are only {sum} ({parts}), which leaves {rest}",
        "Không mâu thuẫn: “trong đó” có thể chỉ nêu một phần. Nếu bài muốn nêu đủ, ghi `sum_conflict`",
        "No contradiction: a text may name some of the parts only. If it means all of them, set `sum_conflict`",
    ),
    "items-of-total": Rule(
        "notice",
        "Trong {total} {unit}, các số nêu riêng ({parts} = {sum}) bằng {percent} %; còn {rest} không nêu riêng",
        "Of {total} {unit}, the numbers named beside it ({parts} = {sum}) are {percent} %; {rest} are not itemised",
        "Không đọc các số nêu riêng như cơ cấu của tổng; người và lượt cũng không phải một đơn vị",
        "The numbers named are not the composition of the total; nor are persons participations",
    ),
    "groups-of-total": Rule(
        "notice",
        "Trong {total} {unit}, các nhóm được nêu ({parts} = {sum}) bằng {percent} %; còn {rest} thuộc nhóm không nêu",
        "Of {total} {unit}, the groups named ({parts} = {sum}) are {percent} %; {rest} are of a group not named",
        "Không suy ra nhóm còn lại nếu nguồn không nêu", "The group of the rest is not stated and is not guessed",
    ),
    "groups-exceed-total": Rule(
        "notice",
        "Các nhóm được nêu ({parts} = {sum}) nhiều hơn tổng {total} {unit} {rest}",
        "The groups named ({parts} = {sum}) are {rest} more than the total of {total} {unit}",
        "Có thể đếm trùng, hoặc tổng thuộc nhóm hẹp hơn; không sửa số nào",
        "Somebody is counted twice, or the total is of fewer groups; no number is corrected",
    ),
}  # fmt: skip

SHARES: Mapping[str, Rule] = {
    "share-of-possible-groups": Rule(
        "confirmed",
        "{share} % có thể là tỷ lệ của nhóm {rounded} … người (làm tròn) hoặc {cut} … người (cắt bớt)",
        "{share} % can be the share of a group of {rounded} … (rounded) or {cut} … (cut off)",
        "Mẫu số không được nêu: các cỡ nhóm này chỉ là khả năng nhỏ nhất{each_vi}",
        "The denominator is not stated: these are only the smallest possible sizes{each_en}",
    ),
    "share-agrees": Rule(
        "confirmed",
        "{part}/{whole} cho đúng {share} % (làm tròn hoặc cắt bớt)", "{part}/{whole} gives {share} % (rounded or cut off)",
        "Tỷ lệ khớp với hai số mã hóa cạnh nó", "The share agrees with the two numbers coded beside it",
    ),
    "share-contradicts-count": Rule(
        "notice",
        "{part}/{whole} cho {given} %, không phải {share} %", "{part}/{whole} gives {given} %, not {share} %",
        "Một trong ba số sai hoặc thuộc nhóm khác; không sửa số nào", "One of the three is wrong or of another group; none is corrected",
    ),
}  # fmt: skip

RATES: Mapping[str, Rule] = {
    "plan-implied": Rule(
        "notice",
        "Kế hoạch không được in; {percent} % hàm ý: {plans_vi}", "The plan is not printed; {percent} % implies: {plans_en}",
        "Chỉ nêu như khoảng: phần trăm đã làm tròn hoặc cắt bớt", "To be given as an interval only: the percentage is rounded or cut off",
    ),
    "plan-of-one-of-these": Rule(
        "notice",
        "Kế hoạch không được in và không rõ {percent} % thuộc số nào: {plans_vi}",
        "The plan is not printed, nor of which number {percent} % is: {plans_en}",
        "Không suy ra kế hoạch nào; mỗi khoảng chỉ đúng nếu phần trăm thuộc chính số đó",
        "No plan follows; each interval holds only if the percentage is of that very number",
    ),
    "plan-agrees": Rule(
        "confirmed",
        "{result}/{plan} {unit} cho đúng {percent} % kế hoạch", "{result} of {plan} {unit} gives {percent} % of the plan",
        "Kế hoạch {figure} nằm trong khoảng {ends_vi}", "The plan {figure} lies within {ends_en}",
    ),
    "plan-contradicts": Rule(
        "notice",
        "{result}/{plan} {unit} cho {given} %, không phải {percent} % kế hoạch", "{result} of {plan} {unit} gives {given} %, not {percent} % of the plan",
        "Theo phần trăm, kế hoạch là {ends_vi}; {figure} có thể là kế hoạch khác", "By the percentage the plan is {ends_en}; {figure} may be another plan",
    ),
    "plan-of-no-whole": Rule(
        "notice",
        "{result}/{plan} {unit} cho {given} %, không phải {percent} % kế hoạch", "{result} of {plan} {unit} gives {given} %, not {percent} % of the plan",
        "Không kế hoạch nào là số nguyên cho {percent} %: đọc lại tỷ lệ, kết quả và {figure}",
        "No whole plan gives {percent} %: read percentage, result and {figure} again",
    ),
    "plan-meets-bound": Rule(
        "confirmed",
        "{result} {unit} bằng {percent} % kế hoạch hàm ý {implied_vi}; kế hoạch được in là {printed_vi}",
        "{result} {unit} at {percent} % of the plan imply {implied_en}; the plan is printed as {printed_en}",
        "Hai khoảng giao nhau: {figure} có thể chính là kế hoạch ấy", "The two meet: {figure} can be that plan",
    ),
    "plan-misses-bound": Rule(
        "notice",
        "{result} {unit} bằng {percent} % kế hoạch hàm ý {implied_vi}; kế hoạch được in là {printed_vi}",
        "{result} {unit} at {percent} % of the plan imply {implied_en}; the plan is printed as {printed_en}",
        "Hai khoảng không giao nhau: đọc lại tỷ lệ, kết quả và {figure}, hoặc {figure} là kế hoạch khác",
        "The two do not meet: read percentage, result and {figure} again, or {figure} is another plan",
    ),
    "attendances-exceed-heads": Rule(
        "notice",
        "{part} {unit} trên {whole} người: {each} mỗi người một năm (cận: {ends_vi})", "{part} {unit} over {whole} staff: {each} a head and year (bounds: {ends_en})",
        "Có người học nhiều lần: không phải tỷ lệ người được đào tạo{open_vi}", "Some attended more than once: this is no share of staff trained{open_en}",
    ),
    "per-head-plausible": Rule(
        "confirmed",
        "{part} {unit} trên {whole} người (số năm: {years}): {each} mỗi người một năm (cận: {ends_vi})",
        "{part} {unit} over {whole} staff (years: {years}): {each} a head and year (bounds: {ends_en})",
        "Hợp lý: dưới {limit}", "Plausible: below {limit}",
    ),
    "per-head-implausible": Rule(
        "notice",
        "{part} {unit} trên {whole} người: {each} mỗi người một năm, trên {limit}", "{part} {unit} over {whole} staff: {each} a head and year, over {limit}",
        "Đọc lại văn bản: có thể thừa chữ số, hoặc {figure} không phải nhóm này", "Read the text again: a digit too many, or {figure} is not of this group",
    ),
    "persons-over-headcount": Rule(
        "notice",
        "{part} {unit} được đào tạo nhưng chỉ có {whole} người", "{part} {unit} trained, but the staff are {whole}",
        "Có thể là lượt, không phải người, hoặc {figure} thuộc nhóm hẹp hơn", "Perhaps participations and not persons, or {figure} is of a narrower group",
    ),
    "quotient-plausible": Rule(
        "confirmed",
        "{part} {unit} trên {whole} {whole_unit}: {each} (cận: {ends_vi})", "{part} {unit} over {whole} {whole_unit}: {each} each (bounds: {ends_en})",
        "Hợp lý: từ {low} đến {high}; mẫu số ở {figure}", "Plausible: from {low} to {high}; the divisor is {figure}",
    ),
    "quotient-not-formed": Rule(
        "confirmed",
        "{part} {unit} trên {whole} {whole_unit} sẽ là {each}: chữ số hợp lý (từ {low} đến {high}), nhưng {why_vi}",
        "{part} {unit} over {whole} {whole_unit} would be {each}: the digits are plausible ({low} to {high}), but {why_en}",
        "Không chia số này cho {figure}; các báo cáo cũng không chia", "This is not divided by {figure}; the reports do not divide them either",
    ),
    "quotient-implausible": Rule(
        "notice",
        "{part} {unit} trên {whole} {whole_unit}: {each}, ngoài khoảng {low}–{high}", "{part} {unit} over {whole} {whole_unit}: {each} each, outside {low} to {high}",
        "Đọc lại cả hai số ({figure}): thừa hoặc thiếu chữ số, nghìn thay cho triệu, hoặc hai phạm vi khác nhau",
        "Read both numbers again ({figure}): a digit too many or too few, thousand for million, or two scopes",
    ),
    "far-from-own-series": Rule(
        "notice",
        "{indicator}: {rate} {unit} một năm, trong khi các số khác của cùng nơi, cùng nhóm là {usual}",
        "{indicator}: {rate} {unit} a year, while the others of this place and staff are {usual}",
        "Đọc lại văn bản; so với {figures}", "Read the text again; compared with {figures}",
    ),
}  # fmt: skip

REPEATED: Mapping[str, Rule] = {
    "coded-twice": Rule(
        "notice",
        "“{value}” có cùng nội dung và cùng con số với {figure}", "“{value}” says the same of the same as {figure}",
        "Nếu là một sự việc, chỉ mã hóa một lần với cờ `duplicate`; nếu không, phân biệt hai dòng",
        "If it is one fact, code it once with the flag `duplicate`; else tell the two rows apart",
    ),
    "coded-twice-there": Rule(
        "error",
        "“{value}” ở đúng chỗ này của văn bản đã được mã hóa thành {figure}", "“{value}” at this very place of the text is already coded as {figure}",
        "Xóa một trong hai dòng và sửa `figure_count`", "Delete one of the two rows and correct `figure_count`",
    ),
    "printed-elsewhere": Rule(
        "notice",
        "“{value}” cũng có ở {figure}, trong một nguồn khác", "“{value}” is also {figure}, in another source",
        "Một nguồn chung, không phải hai bằng chứng: chỉ tính một lần", "One origin, not two pieces of evidence: counted once",
    ),
    "printed-once": Rule(
        "error",
        "Có cờ `duplicate`, nhưng văn bản không in lại “{value}”", "The flag `duplicate` is set, but the text does not print “{value}” again",
        "Bỏ cờ", "Remove the flag",
    ),
    "printed-again": Rule(
        "notice",
        "“{value}” còn được in lại ở ký tự {place} của văn bản", "“{value}” is printed again at character {place} of the text",
        "Nếu là cùng một sự việc, ghi cờ `duplicate`", "If it is the same fact, set the flag `duplicate`",
    ),
    "rounded-again": Rule(
        "notice",
        "“{value}” là {number} ({figure}) được làm tròn", "“{value}” is {number} ({figure}), rounded",
        "Chỉ dùng số đầy đủ; số tròn thường ở nhan đề", "The full number alone is used; the round one is usually a headline",
    ),
    "target-shared": Rule(
        "notice",
        "Mục tiêu “{value}” giống hệt mục tiêu của tỉnh khác: {figures}", "The target “{value}” is that of another province too: {figures}",
        "Mục tiêu giống nhau là chính sách chung, không phải thành tích để so sánh", "Equal targets are one policy, not performances to compare",
    ),
}  # fmt: skip

SCOPE: Mapping[str, Rule] = {
    "training-of-none": Rule(
        "error",
        "Số về đào tạo nhưng `training` là `none`", "The figure is about training, but its `training` is `none`",
        "Ghi nội dung; không nêu nội dung nào thì ghi `any`", "Write the content; where none is named, write `any`",
    ),
    "criterion-of-count": Rule(
        "error",
        "Chỉ tỷ lệ mới có tiêu chí; số này tính bằng {unit}", "Only a share is measured against a criterion; this figure is in {unit}",
        "Ghi `none` vào `criterion`", "Write `none` into `criterion`",
    ),
    "tier-unlike-words": Rule(
        "notice",
        "Lời văn ghi “{written}”, `tier` là {tier}", "The words say “{written}”, the tier is {tier}",
        "Đọc lại câu: nếu câu nêu hai phạm vi, ghi cờ `scope_conflict`; nếu không, sửa `tier` hoặc trích",
        "Read the sentence: if it gives two scopes, set the flag `scope_conflict`; else correct tier or quotation",
    ),
    "tier-not-then": Rule(
        "notice",
        "`tier` là {tier}, nhưng kỳ bắt đầu sau khi cấp huyện kết thúc hoạt động ngày {ended}",
        "The tier is {tier}, but the period begins after the district tier ended on {ended}",
        "Đọc lại: có thể là cấp xã, hoặc kỳ trước đó", "Read the text again: perhaps the commune tier, or an earlier period",
    ),
    "tier-ends-before": Rule(
        "notice",
        "“{value}” đặt ra cho {tier} đến {end}, nhưng cấp huyện kết thúc hoạt động ngày {ended}",
        "“{value}” was set for the tier {tier} until {end}, but the district tier ended on {ended}",
        "Chỉ đọc như điều đã đặt ra: phần của cấp huyện không còn có thể đo được", "To be read as what was aimed at: of the district tier it can no longer be measured",
    ),
    "population-unlike-words": Rule(
        "notice",
        "Lời văn ghi “{written}”, `population` là {population}", "The words say “{written}”, the population is {population}",
        "Đọc lại câu: cán bộ, công chức (CBCC) không gồm viên chức; sửa `population` hoặc trích",
        "Read the sentence: CBCC are without public employees, CBCCVC with them; correct population or quotation",
    ),
    "subject-carried-over": Rule(
        "notice",
        "“{value}” không nêu nhóm nào: chủ ngữ ở vế trước", "“{value}” names no staff group: its subject is in a clause before",
        "Nhóm là do người mã hóa hiểu từ vế trước, không ghi cạnh con số", "The group is the coder's reading of that clause, not printed beside the number",
    ),
    "perhaps-not-own": Rule(
        "notice",
        "Cạnh “{value}” có “{written}”: có thể không phải kết quả riêng của địa phương",
        "“{written}” stands beside “{value}”: perhaps not the place's own output",
        "Đọc lại câu; nếu làm cho nơi khác, ghi cờ `not_own_output`", "Read the sentence; if it was done for others, set the flag `not_own_output`",
    ),
    "two-scopes": Rule(
        "notice",
        "Đầu câu ghi “{head}”, mục của “{value}” ghi “{item}”", "The sentence begins with “{head}”, the item of “{value}” says “{item}”",
        "Ghi cờ `scope_conflict` và `tier` của chính mục đó", "Set the flag `scope_conflict` and the tier of the item itself",
    ),
    "headcount-of-other-group": Rule(
        "notice",
        "{whole} {unit} là {group}, còn số liệu {figures} bên cạnh là của {others_vi}",
        "{whole} {unit} are {group}, while figures {figures} beside them are of {others_en}",
        "Không lấy số người này làm mẫu số cho các số liệu kia", "They are not divided by this number of staff",
    ),
    "district-in-province": Rule(
        "notice",
        "{part} của {district} bằng {percent} % của {whole} {unit} của {province}, nếu số của tỉnh gồm cả huyện",
        "{part} of {district} are {percent} % of the {whole} {unit} of {province}, if the province includes them",
        "Nguồn không nói có gồm hay không: không cộng, không trừ hai số", "Whether it does is not said: the two are neither added nor subtracted",
    ),
    "district-exceeds-province": Rule(
        "notice",
        "{part} của {district} nhiều hơn {whole} {unit} của cả {province}", "{part} of {district} exceed the {whole} {unit} of all of {province}",
        "Số của tỉnh không thể gồm cả huyện: đọc lại phạm vi của cả hai", "The province cannot include the district: read the scope of both again",
    ),
}  # fmt: skip

PERIODS: Mapping[str, Rule] = {
    "frequency-unlike-period": Rule(
        "error",
        "`frequency` là {value}, nhưng kỳ cho thấy phải là {expected}", "The frequency is {value}, but the period makes it {expected}",
        "Số gộp nhiều năm là `cumulative`, không bao giờ là số của một năm", "A total of several years is `cumulative`, never the figure of one year",
    ),
    "frequency-unlike-indicator": Rule(
        "error",
        "`frequency` là {value}, nhưng chỉ tiêu này là {expected}", "The frequency is {value}, but this indicator is {expected}",
        "“Hàng năm” là `share_trained_yearly` với `per_year`; nếu không, `share_trained`", "“Hàng năm” is `share_trained_yearly` with `per_year`; else it is `share_trained`",
    ),
    "yearly-target": Rule(
        "notice",
        "“{value}” là mức cho mỗi năm đến {year}", "“{value}” holds for every year until {year}",
        "Là mức của từng năm, không phải mức chỉ cần đạt vào năm cuối", "A level for each year, not one to be reached in the last year only",
    ),
    "length-unlike-dates": Rule(
        "error",
        "`period_years` là {stated}, hai ngày cách nhau {length} năm", "`period_years` is {stated}, the two dates are {length} years apart",
        "Sửa ngày, hoặc để trống ngày không được in", "Correct the dates, or leave empty the one that is not printed",
    ),
    "published-not-period": Rule(
        "notice",
        "Kỳ kết thúc đúng ngày đăng {value} mà không có lý do", "The period ends on the day of publication, {value}, without a reason",
        "Ngày đăng không phải kỳ số liệu; nếu bài nói “đến nay”, ghi ở `period_note`", "The day of publication is no reference period; where the text says “until now”, write it into `period_note`",
    ),
    "period-outside-content": Rule(
        "error",
        "Kỳ đến {value} ngoài thời gian mà nguồn nói tới ({first} đến {last})", "The period until {value} is outside the time that the source speaks about ({first} to {last})",
        "Không lấy năm đăng làm kỳ số liệu: sửa kỳ, hoặc `content_start` và `content_end` ở sources.csv",
        "The year of publication is no reference period: correct it, or `content_start` and `content_end` in sources.csv",
    ),
    "years-not-covered": Rule(
        "notice",
        "Đăng {published} nhưng số liệu dừng ở {end}: thiếu {years}", "Published {published}, but the figures end {end}: {years} are missing",
        "“Những năm gần đây” là kỳ của số liệu, không phải năm đăng", "“Recent years” are those of the figures, not of the publication",
    ),
    "content-until-publication": Rule(
        "notice",
        "Bài nói “đến nay”: kỳ kết thúc muộn nhất vào ngày đăng {published}", "The text speaks until now: its periods end on the day of publication, {published}, at the latest",
        "Ngày chốt số liệu có thể sớm hơn", "The day of the count may be earlier",
    ),
    "content-before-publication": Rule(
        "confirmed",
        "Số liệu đến {end}, đăng {published}", "The figures end {end}, published {published}",
        "Dùng kỳ của số liệu, không dùng ngày đăng", "The period of the figures is used, not the day of publication",
    ),
}  # fmt: skip

FIGURES: Mapping[str, Rule] = {**TOTALS, **SHARES, **RATES, **REPEATED, **SCOPE, **PERIODS}

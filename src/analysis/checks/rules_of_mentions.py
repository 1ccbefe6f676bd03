"""Words of the rules about names beside the figures, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

MENTIONS: Mapping[str, Rule] = {
    "mention-not-held": Rule(
        "error",
        "Nguồn {value} chỉ được xem qua trích đoạn: không có văn bản để chỉ vị trí",
        "The source {value} was seen as an excerpt only: it has no text to point into",
        "Bỏ dòng này, hoặc giữ toàn văn", "Remove the row, or hold the text",
    ),
    "mention-of-one-thing": Rule(
        "error",
        "“{value}”: phải điền đúng một trong hai cột `institution` và `population`",
        "“{value}”: one of the columns `institution` and `population` is filled, and only one",
        "Một dòng nói về một cơ sở hoặc về một nhóm cán bộ", "A row is about an institution or about a staff group",
    ),
    "mention-place-not-then": Rule(
        "error",
        "Đơn vị {value} không tồn tại vào thời gian mà nguồn nói tới ({life})",
        "The place {value} was not there in the time that the source speaks about ({life})",
        "Ghi đơn vị của lãnh thổ vào thời gian đó", "Name the place that the territory was then",
    ),
    "institutions-share-name": Rule(
        "notice",
        "“{value}” ({kind}) ở bài này là của {place}, ở {source} là của {other}",
        "“{value}” ({kind}) belongs to {place} here, and to {other} in {source}",
        "Hai cơ sở cùng tên: không ghép số liệu theo tên trường", "Two institutions, one name: no figures are joined by it",
    ),
    "staff-named-otherwise": Rule(
        "notice",
        "Số liệu {figures} là của {group}; chỗ khác trong bài ghi {other} (“{written}”)",
        "Figures {figures} are of {group}; elsewhere the text says {other} (“{written}”)",
        "Giữ nhóm ghi cạnh con số; không chia cho số người của nhóm kia",
        "The group named beside the number is kept; the number is not divided by staff of the other group",
    ),
}  # fmt: skip

"""Words of the rules about numbers that are not coded and of the audit of texts, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

AUDIT: Mapping[str, Rule] = {
    "uncoded-not-held": Rule(
        "error",
        "Nguồn {value} chỉ được xem qua trích đoạn: không có văn bản để nêu vị trí",
        "The source {value} was seen as an excerpt only: there is no text to point into",
        "Bỏ dòng; số của trích đoạn không mã hóa thì ghi vào left_out.csv",
        "Remove the row; what is left out of an excerpt belongs into left_out.csv",
    ),
    "uncoded-is-coded": Rule(
        "error",
        "“{value}” chồng lên số đã mã hóa {figure}", "“{value}” overlaps the coded figure {figure}",
        "Một số hoặc được mã hóa, hoặc được nêu lý do: bỏ một trong hai", "A number is coded or has a reason why not: remove one of the two",
    ),
    "uncoded-twice": Rule(
        "error",
        "“{value}” chồng lên dòng {line}", "“{value}” overlaps row {line}",
        "Giữ một dòng", "Keep one of them",
    ),
}  # fmt: skip

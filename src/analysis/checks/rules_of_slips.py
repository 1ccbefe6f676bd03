"""Words of the rules that find slips: a source that names another place or unit, a number of an odd magnitude."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.checks.rule import Rule

SLIPS: Mapping[str, Rule] = {
    "place-unlike-source": Rule(
        "notice",
        "Mã, nhan đề và địa chỉ của nguồn nêu {named}, không nêu {province}, nhưng số liệu {figures} được ghi cho {value}",
        "Id, title and address of the source name {named} and not {province}, but the figures {figures} are coded for {value}",
        "Đọc lại nguồn: số liệu của tỉnh nào? Nếu đúng, ghi tỉnh đó vào mã nguồn",
        "Read the source again: whose figures are they? If they are right, the id of the source should name the province",
    ),
    "unit-unlike-source": Rule(
        "notice",
        "Nhan đề hoặc địa chỉ của nguồn ghi “{written}”, đơn vị của “{value}” là {unit}",
        "Title or address of the source says “{written}”, the unit of “{value}” is {unit}",
        "Lượt không phải là người: sửa đơn vị và chỉ tiêu; nếu nguồn gọi con số bằng hai đơn vị, ghi cờ `unit_conflict`",
        "Participations are not persons: correct unit and indicator; where the source uses both words, set the flag `unit_conflict`",
    ),
    "unit-unlike-listing": Rule(
        "notice",
        "Ghi chú nói “{written}”, nhưng đơn vị của “{value}” là {unit}", "The note says “{written}”, but the unit of “{value}” is {unit}",
        "Lượt không phải là người: sửa đơn vị và chỉ tiêu; nếu nguồn gọi con số bằng hai đơn vị, ghi cờ `unit_conflict`",
        "Participations are not persons: correct unit and indicator; where the source uses both words, set the flag `unit_conflict`",
    ),
    "share-perhaps-fraction": Rule(
        "notice",
        "“{value}” là một tỷ lệ dưới {least} %", "“{value}” is a share of less than {least} %",
        "Có thể là phân số thay cho phần trăm (0,784 thay cho 78,4 %): đọc lại nguồn", "Perhaps a fraction in place of a percentage (0.784 for 78.4 %): read the source again",
    ),
    "completion-far-off": Rule(
        "notice",
        "“{value}”: mức hoàn thành kế hoạch nằm ngoài khoảng {least} % đến {most} %", "“{value}”: completion of a plan outside {least} % to {most} %",
        "Đọc lại nguồn: thừa hoặc thiếu chữ số, hoặc là số lần thay cho phần trăm", "Read the source again: a digit too many or too few, or a multiple in place of a percentage",
    ),
    "money-very-small": Rule(
        "notice",
        "“{value}” là kinh phí của một tỉnh, dưới {least} đồng", "“{value}” is the money of a province, below {least} VND",
        "Đọc lại nguồn: có thể triệu thay cho tỷ; nếu chỉ là một đợt hay một loại lớp, ghi cờ `partial`",
        "Read the source again: perhaps millions for billions; where it is a tranche or a kind of class, set the flag `partial`",
    ),
}  # fmt: skip

"""Words of the press figures in notebook 01: pages of which excerpts were seen and no text is held."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

PRESS: Words = {
    "excerpt": (
        "‡ Chỉ xem trích đoạn của trang, không lưu toàn văn: số này chưa được kiểm tra với nguyên văn.",
        "‡ Excerpt of a page seen, full text not held: this number was not checked against its text.",
    ),
    "excerpts_elsewhere": (
        "Chỉ gồm các bài có toàn văn; {count} số liệu cùng loại từ trích đoạn báo chí ở báo cáo 01.",
        "Articles whose text is held only; {count} more figures of the kind, seen in excerpts of pages, are in report 01.",
    ),
    "source.excerpts": (
        "{count} trang báo và trang cơ quan, chỉ xem trích đoạn (‡); địa chỉ ở bảng nguồn cuối báo cáo",
        "{count} pages of newspapers and offices, seen as excerpts only (‡); addresses in the table of sources at the end",
    ),
    "source.left_out": (
        "danh mục số liệu đọc từ trích đoạn (data/raw/left_out.csv)",
        "the list of figures read from excerpts (data/raw/left_out.csv)",
    ),
    "column.host": ("Trang", "Page"),
    "column.where": ("Địa phương", "Places"),
    "listed.participations_abroad": ("học ở nước ngoài", "abroad"),
    "listed.civil_servants_total": ("công chức", "civil servants"),
    "listed.public_employees_total": ("viên chức", "public employees"),
    "listed.pci_labour_training": ("PCI, đào tạo lao động", "PCI, labour training"),
    "column.listed": ("Trong danh mục", "In the list"),
    "tbl-pages": (
        "{count} trang chỉ được xem qua trích đoạn ‡, với {figures} số liệu",
        "{count} pages seen as excerpts only ‡, with {figures} figures",
    ),
    "tbl-pages.note": (
        "Nhan đề, tác giả và ngày đăng không có trong trích đoạn; không suy đoán. Mã nguồn ghi năm cuối mà kết quả nói tới (với trang chỉ có kế hoạch: năm cuối của kế hoạch).",
        "Title, author and day of publication were not in the excerpts and are not guessed. The id has the last year that results speak of (of a page with plans only: the last year planned).",
    ),
    "tbl-press": (
        "{count} số liệu từ trích đoạn báo chí ‡, không có nguyên văn để đối chiếu",
        "{count} figures from excerpts of pages ‡, without a text to hold them against",
    ),
    "tbl-press-findings": (
        "{count} điều cần lưu ý mà các phép kiểm tra phát hiện ở các số liệu từ trích đoạn, gộp thành {rows} dòng",
        "What the checks found in the figures from excerpts: {count} points to note, in {rows} rows",
    ),
    "tbl-press-findings.note": (
        "Cột cuối: mã trang bỏ phần đầu “press-”, rồi số thứ tự của số liệu.",
        "Last column: the id of the page without “press-”, then the numbers of the figures.",
    ),
    "several_years": ("Con số gộp nhiều năm", "The figure covers several years"),
    "of_span": ("{figures} ({span})", "{figures} ({span})"),
    "tbl-left-out": (
        "{count} số trong danh mục hoặc trong địa chỉ trang không đưa vào số liệu, và lý do",
        "{count} numbers of the list or of an address that are not among the figures, and why",
    ),
}

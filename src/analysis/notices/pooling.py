"""Refusals and caveats of estimates taken together, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "pool-too-few": (
        ("Có {estimates} ước lượng; phép gộp này cần ít nhất {needed}.", "There are {estimates} estimates; pooling them so needs {needed}."),
        ("Thêm địa phương, hoặc bớt biến giải thích.", "Add places, or take fewer moderators."),
    ),
    "pool-without-errors": (
        ("Các ước lượng không kèm sai số chuẩn: không biết nơi nào chắc chắn hơn nơi nào.", "The estimates come without standard errors: nothing says which of them are surer."),
        ("Cần sai số chọn mẫu do nơi công bố nêu, hoặc ước lượng từ số liệu gốc.", "Sampling errors of the publisher are needed, or estimates from the raw figures."),
    ),
    "pool-zero-error": (
        ("{place} có sai số chuẩn bằng 0, hoặc gần như vậy, và sẽ quyết định một mình.", "{place} has a standard error of 0, or next to it, and would decide alone."),
        ("Kiểm tra số liệu của nơi này: có thể chỉ gồm một giá trị.", "Check the figures of this place: they may be one value only."),
    ),
    "pool-repeated": (
        ("{place} có nhiều ước lượng; chúng không độc lập với nhau.", "{place} has several estimates, which are not independent of each other."),
        ("Giữ một ước lượng cho mỗi nơi, hoặc gộp trong từng nơi trước.", "Keep one for each place, or pool within places first."),
    ),
    "moderators-collinear": (
        ("Các biến giải thích ({moderators}) phụ thuộc tuyến tính: hệ số không xác định.", "The moderators ({moderators}) depend on each other: their coefficients are not determined."),
        ("Bỏ bớt biến.", "Leave some out."),
    ),
    "james-stein-unequal": (
        ("Sai số chuẩn khác nhau giữa các nơi ({smallest} đến {largest}).", "The standard errors differ between places ({smallest} to {largest})."),
        ("Dùng method=\"REML\", vốn co mỗi nơi theo sai số riêng.", "Use method=\"REML\", which draws each place by its own error."),
    ),
}  # fmt: skip

CAVEATS: Mapping[str, tuple[str, str]] = {
    "pool-few": (
        "Chỉ có {estimates} ước lượng: phương sai giữa các nơi hầu như không biết, hãy đọc khoảng của nó.",
        "There are {estimates} estimates only: the variance between places is hardly known; read its interval.",
    ),
    "pool-no-variance": (
        "Không thấy khác biệt giữa các nơi ngoài sai số; với số nơi này, phương sai vẫn có thể tới {upper:.3}.",
        "No difference between places shows beyond error; with so many places the variance may still be up to {upper:.3}.",
    ),
    "pool-narrow": (
        "Khoảng Knapp-Hartung ở đây hẹp hơn khoảng thường, còn {ratio:.2} lần: các ước lượng gần nhau hơn sai số của chúng cho phép.",
        "The Knapp-Hartung interval is narrower here than the usual one, {ratio:.2} times: the estimates lie closer together than their errors would have it.",
    ),
}  # fmt: skip

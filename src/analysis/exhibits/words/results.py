"""Words around any result of the study."""

from __future__ import annotations

from analysis.exhibits.words.pair import Words

RESULTS: Words = {
    "result.elu": (
        "{what}: {estimate}{unit}, khoảng tin cậy {level} % từ {lower} đến {upper}.",
        "{what}: {estimate}{unit}, {level} % interval {lower} to {upper}.",
    ),
    "result.el": (
        "{what}: {estimate}{unit}, khoảng tin cậy {level} % từ {lower} trở lên, không có cận trên.",
        "{what}: {estimate}{unit}, {level} % interval from {lower} upwards, without an upper end.",
    ),
    "result.eu": (
        "{what}: {estimate}{unit}, khoảng tin cậy {level} % đến {upper}, không có cận dưới.",
        "{what}: {estimate}{unit}, {level} % interval up to {upper}, without a lower end.",
    ),
    "result.e": (
        "{what}: {estimate}{unit}, không có khoảng tin cậy.",
        "{what}: {estimate}{unit}, without an interval.",
    ),
    "result.lu": ("{what}: từ {lower} đến {upper}{unit}.", "{what}: between {lower} and {upper}{unit}."),
    "result.l": ("{what}: ít nhất {lower}{unit}.", "{what}: at least {lower}{unit}."),
    "result.u": ("{what}: nhiều nhất {upper}{unit}.", "{what}: at most {upper}{unit}."),
    "result.none": ("{what}: không xác định.", "{what}: not determined."),
}

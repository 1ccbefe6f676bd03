"""Reason and remedy of each refusal, and each caveat, by the part of the study that brings it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.notices import boundaries, evidence, pooling, provinces, small_samples, trends

PARTS = (evidence, provinces, pooling, trends, small_samples, boundaries)

REFUSALS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    rule: text for part in PARTS for rule, text in part.REFUSALS.items()
}
"""(reason in Vietnamese, in English), (remedy in Vietnamese, in English)."""

ALLOWED = (
    "Người phân tích vẫn cho phép tính (allow: {rule}). {reason}",
    "Computed all the same, as the analyst allowed it (allow: {rule}). {reason}",
)
"""What stands before the reason of a refusal that was set aside."""

CAVEATS: Mapping[str, tuple[str, str]] = {rule: text for part in PARTS for rule, text in part.CAVEATS.items()}

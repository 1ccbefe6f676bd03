"""What the words around a number allow, and arithmetic on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a published number allows: ``low ≤ true value ≤ high``; None where nothing is said."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(
        cls, value: Decimal | None, qualifier: str, low: Decimal | None = None, high: Decimal | None = None
    ) -> Bounds:
        """Bounds of a printed value under its qualifier; for ``range`` the two printed ends."""
        if qualifier == "exact":
            return cls(value, value)
        if qualifier in ("more_than", "at_least"):
            return cls(value, None)
        if qualifier in ("nearly", "under", "at_most"):
            return cls(None, value)
        if qualifier == "range":
            return cls(low, high)
        return cls(None, None)

    @classmethod
    def rounded(cls, value: Decimal) -> Bounds:
        """All numbers that round to ``value`` as printed: 136 → 135.5 to 136.5, 25.6 → 25.55 to 25.65."""
        exponent = value.as_tuple().exponent
        half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
        return cls(value - half, value + half)

    @property
    def finite(self) -> bool:
        """Both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def is_point(self) -> bool:
        """One exact number."""
        return self.finite and self.low == self.high

    def contains(self, number: Decimal) -> bool:
        """Whether the words allow this number."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def within(self, other: Bounds) -> bool:
        """Whether everything that these words allow is allowed by ``other`` as well."""
        low = other.low is None or (self.low is not None and other.low <= self.low)
        return low and (other.high is None or (self.high is not None and self.high <= other.high))

    def apart(self, other: Bounds) -> bool:
        """Whether no number is allowed by both."""
        pairs = ((self.high, other.low), (other.high, self.low))
        return any(high is not None and low is not None and high < low for high, low in pairs)

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __sub__(self, other: Bounds) -> Bounds:
        return self + Bounds(
            None if other.high is None else -other.high,
            None if other.low is None else -other.low,
        )

    def __truediv__(self, other: Bounds) -> Bounds:
        """Quotient of two positive quantities; an end is None where the other's words leave it open."""
        low = None if self.low is None or other.high is None else self.low / other.high
        high = None if self.high is None or other.low is None or other.low <= 0 else self.high / other.low
        return Bounds(low, high)

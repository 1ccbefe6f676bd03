"""What the words around a number allow, and arithmetic on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal


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

    def __mul__(self, other: Bounds) -> Bounds:
        """Every product of a number that these words allow with one that the others allow."""
        return _around(_product(one, two) for one in _ends(self) for two in _ends(other))

    def __truediv__(self, other: Bounds) -> Bounds:
        """Every quotient; without bounds where the divisor may be zero within its own.

        A divisor without an end lets the quotient come as near to zero as one likes: that end is left open, too.
        """
        low, high = _ends(other)
        if low < 0 < high or low == high == 0:
            return Bounds(None, None)
        found = _around(_quotient(one, two, other) for one in _ends(self) for two in (low, high))
        if other.finite:
            return found
        nearing_zero = (found.low == 0 and self.low != 0, found.high == 0 and self.high != 0)
        return Bounds(None if nearing_zero[0] else found.low, None if nearing_zero[1] else found.high)

    def of_total(self, total: Bounds) -> Bounds:
        """The share in percent of a part in its total: never below 0 nor above 100."""
        share = self * Bounds(_HUNDRED, _HUNDRED) / total
        low = Decimal(0) if share.low is None else max(share.low, Decimal(0))
        return Bounds(low, _HUNDRED if share.high is None else min(share.high, _HUNDRED))

    def per(self, other: Bounds) -> Bounds:
        """Quotient of two quantities that cannot be negative, such as counts and sums of money.

        An end is None where the words of the other leave it open; "gần 10" says no more than that it is not negative.
        """
        low = None if self.low is None or other.high is None or other.high <= 0 else self.low / other.high
        high = None if self.high is None or other.low is None or other.low <= 0 else self.high / other.low
        return Bounds(low, high)

    @classmethod
    def planned_whole(cls, result: Decimal, completion: Decimal) -> Bounds:
        """Whole plans of which ``result`` is the printed percentage, rounded or cut: 19,843 at 136 %: 14,484 … 14,644.

        ``low`` above ``high`` where no whole number is such a plan.
        """
        rounded = cls.rounded(completion)
        step = Decimal(1).scaleb(int(completion.as_tuple().exponent))
        least, most = rounded.low or Decimal(0), completion + step
        low = (100 * result / most).to_integral_value(ROUND_FLOOR) + 1  # cut: below the next step, never on it
        high = None if least <= 0 else (100 * result / least).to_integral_value(ROUND_FLOOR)
        return cls(low, high)


_HUNDRED, _OPEN = Decimal(100), Decimal("Infinity")


def _ends(bounds: Bounds) -> tuple[Decimal, Decimal]:
    return (-_OPEN if bounds.low is None else bounds.low, _OPEN if bounds.high is None else bounds.high)


def _product(one: Decimal, two: Decimal) -> Decimal:
    return Decimal(0) if one == 0 or two == 0 else one * two


def _quotient(one: Decimal, two: Decimal, divisor: Bounds) -> Decimal:
    """A quotient of two ends; a divisor that begins or ends at zero has quotients without limit."""
    if two == 0:
        positive = divisor.low == 0
        return Decimal(0) if one == 0 else (_OPEN if (one > 0) == positive else -_OPEN)
    if two.is_infinite():
        return Decimal(0)
    return one / two


def _around(numbers: Iterable[Decimal]) -> Bounds:
    """The smallest bounds that hold all numbers."""
    found = sorted(numbers)
    low, high = found[0], found[-1]
    return Bounds(None if low.is_infinite() else low, None if high.is_infinite() else high)

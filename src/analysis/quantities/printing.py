"""Numbers as a language prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal


def format_number(value: Decimal | float, lang: Literal["vi", "en"], digits: int | None = None) -> str:
    """A number as the language prints it: 19.843,5 in Vietnamese, 19,843.5 in English.

    ``digits`` is the number of decimals; without it a Decimal keeps its own, a float is printed in full.
    """
    if digits is None:
        text = f"{value if isinstance(value, Decimal) else Decimal(str(value)):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        text = "\u2212" + text[1:] if text.strip("-0.,") else text[1:]
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "vi" else text

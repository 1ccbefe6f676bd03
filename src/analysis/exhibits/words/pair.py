"""The shape of the word lists: by key, the Vietnamese and the English template."""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]

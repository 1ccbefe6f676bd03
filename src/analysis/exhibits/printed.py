"""Sentences of a notebook, their numbers filled in from code and noted for the report."""

from __future__ import annotations

from analysis.quantities.sentences import Fact, Printable, fill
from analysis.vocabulary import Language


def title(lang: Language, *, vi: str, en: str, **values: Printable) -> None:
    """Show the title of a notebook that depends on its parameters; the report takes it as its own title."""
    from IPython.display import Markdown, display

    facts: list[Fact] = []
    text = fill(vi if lang == "vi" else en, lang, values, facts)
    display(Markdown(f"# {text}"), metadata={"report": {"title": text}, "facts": facts})


def say(lang: Language, *, vi: str, en: str, **numbers: Printable) -> None:
    """Show one paragraph of a notebook in the language of the report, its numbers filled in from code."""
    from IPython.display import Markdown, display

    facts: list[Fact] = []
    text = fill(vi if lang == "vi" else en, lang, numbers, facts)
    display(Markdown(text), metadata={"facts": facts})

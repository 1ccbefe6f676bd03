"""The appendix of a report: the methods it used, each with its formula, and the works they come from."""

from __future__ import annotations

from analysis.exhibits.wording import words
from analysis.exhibits.words.methods import METHODS, REFERENCES
from analysis.vocabulary import Language


def appendix_text(lang: Language, *names: str) -> str:
    """The methods of those names in their order, and the references of all, as Markdown with LaTeX formulas.

    KeyError for a method that has no description.
    """
    at = 0 if lang == "vi" else 1
    chosen = [METHODS[name] for name in names]
    parts = [f"**{method.name[at]}.** {method.text[at]}" for method in chosen]
    cited = sorted({key for method in chosen for key in method.references})
    listed = [f"- {REFERENCES[key]}" for key in cited]
    return "\n\n".join([*parts, f"### {words('references', lang)}", "\n".join(listed)])


def appendix(lang: Language, *names: str) -> None:
    """Show the methods of those names in the language of the report."""
    from IPython.display import Markdown, display

    display(Markdown(appendix_text(lang, *names)))

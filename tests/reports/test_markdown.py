"""Markdown as Typst expressions."""

from __future__ import annotations

import pytest

from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.markdown import Writer, parse


def written(text: str, **targets: str) -> str:
    return Writer(targets=targets).write(parse(text))


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a *b* **c** ~~d~~ `e`", 'par({"a "; emph({"b"; ""}); " "; strong({"c"; ""}); " "; strike({"d"; ""})'),
        ("1 &lt; 2 &amp; #panic", '"1 < 2 & #panic"'),
        ("[x](https://a.b)", 'link("https://a.b", {"x"; ""})'),
        ("3. a\n4. b", "enum(tight: true, start: 3"),
        ("- [x] a", "task(true"),
        ("> a", "quote(block: true"),
        ("```python\nx = 1\n```", 'code("x = 1", "python")'),
        ("a<br>b", "linebreak()"),
        ("---", "separator()"),
        ("$x_1$", 'formula("x_(1)", "x_1", block: false)'),
        (r"$\frac{1}{2}3(x)$", 'formula("frac(1, 2)3'),
        (r"$\frac{1}{n}\sum_i x_i$", 'formula("frac(1, n)sum'),
        ("$$\nx\n$$", 'formula("x", "x", block: true)'),
        ("| a |\n|--:|\n| 1 |", "cell(0, 1, right"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "show-table("),
        ("<script>x</script>", "{}"),
    ],
)
def test_markdown_becomes_typst(text: str, expression: str) -> None:
    assert expression in written(text)


def test_headings_never_skip_a_level() -> None:
    writer = Writer(top_level=2)
    assert writer.write(parse("## a\n\n##### b\n\n### c\n\n## d")).count("level: 2") == 2


def test_links_to_numbered_exhibits_become_references_and_others_keep_their_text() -> None:
    assert 'ref(label("fig-a"))' in written("[x](#fig-a)", **{"fig-a": "figure"})
    assert 'link(label("Tổng-quan"), {"x"; ""})' in written("[x](#T%E1%BB%95ng-quan)", **{"Tổng-quan": "place"})
    faults = Faults()
    assert Writer({"fig-a": "figure"}, faults=faults).write(parse("[x](#fig-b)")) == '{par({{"x"; ""}; ""})}'
    with pytest.raises(ExportError, match="fig-b"):
        faults.settle()


def test_a_place_that_can_be_linked_gets_its_label_once() -> None:
    text = written("# My part\n\n# My part\n\n<a id='here'></a>\n\ntext", **{"My-part": "place", "here": "place"})
    assert text.count('labelled("My-part"') == 1
    assert 'labelled("here"' in text


def test_footnotes_stand_where_they_are_referred_to() -> None:
    text = written("a[^Note] b[^Note]\n\n[^Note]: the *note*")
    assert text.count('emph({"note"') == 1
    assert text.count("footnote(label(") == 1


def test_captions_keep_emphasis_only() -> None:
    writer = Writer()
    assert writer.emphasised("a *b* [c](#d) $e$ `f`") == '{"a "; emph({"b"; ""}); " "; "c"; " "; "e"; " "; "f"; ""}'
    assert writer.emphasised("# 1") == '"# 1"'

"""Markdown as Typst expressions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_notebooks import page_texts

from analysis.reports.export.compiler import compile_pdf
from analysis.reports.export.faults import ExportError, Faults
from analysis.reports.export.formulas import typst_math
from analysis.reports.export.markdown import Writer, anchors, parse


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


@pytest.mark.parametrize(
    "url", ["javascript:x()", "JavaScript:x()", "file:///etc/passwd", "data:text/html,x", "data.csv", ""]
)
def test_only_links_to_pages_and_people_stay_links(url: str) -> None:
    assert written(f"[words]({url})") == '{par({{"words"; ""}; ""})}'
    assert written("[words](tel:+84123)") == '{par({link("tel:+84123", {"words"; ""}); ""})}'


def test_a_link_that_would_run_or_open_a_file_is_a_fault() -> None:
    writer = Writer(faults=Faults(strict=True))
    writer.write(parse("[a](data.csv) [b](https://a.b) [c](file:///etc/passwd)"))
    with pytest.raises(ExportError, match=r"^the link file:///etc/passwd leads neither .*$"):
        writer.faults.settle()


def test_an_empty_heading_does_no_harm_and_an_unknown_node_keeps_its_words() -> None:
    assert anchors(parse("## \n\n# a b")) == ["a-b"]
    assert written("## \n\ntext") == '{par({"text"; ""})}'
    writer = Writer(faults=Faults(strict=True))
    assert writer.write([{"type": "aside", "children": [{"type": "text", "raw": "words"}]}]) == '{"words"}'
    with pytest.raises(ExportError, match="aside is unknown"):
        writer.faults.settle()


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
    assert writer.emphasised("30 of <unit> *a <k>*<br>") == '{"30 of "; "<unit>"; " "; emph({"a "; "<k>"; ""}); ""; ""}'


SIGNS = st.sampled_from("#[]<>/*-_\"'`@&^~+=.:;,()!?|% \nabc019ếđ")


@settings(max_examples=40, derandomize=True)
@given(st.text(SIGNS, min_size=1, max_size=16), st.sampled_from(["text", "mbox", "textnormal"]))
def test_words_in_a_formula_are_shown_as_they_are(words: str, command: str) -> None:
    writer = Writer()
    source = writer.formula(rf"x_\{command}{{{words}}}", block=False)
    assert source.startswith("formula("), writer.faults
    shown = '#let formula(it, latex, block: false) = math.equation(eval(it, mode: "math"), alt: latex)'
    pdf, _ = compile_pdf(f'#set document(title: "t")\n{shown}\n#{source}', {}, timestamp=0)
    assert "".join(page_texts(pdf)[0].split()) == "𝑥" + "".join(words.split())


@pytest.mark.parametrize(
    ("latex", "math"),
    [
        (r"\frac\text{a}b", 'frac("a", b)'),
        (r"\text{a $x_1 \text{q}$ b}", '"a " x_(1) "q" " b"'),
        (r"\text{5\% of \textbf{all}} x % \text{not this}", '"5% of all" x'),
        (r"\operatorname{\text{\"#panic()}}", r'op("\"#panic()")'),
        (r"\textcolor{red}{x_1} \textbf{b}", 'x_(1) #strong("b")'),
        (r"\underline{x_1}", "#underline[$x_(1)$]"),
        (r"\\text{a}", r"\ t e x t a"),
        (r"5\$", r"5 \$"),
        (r"\begin{align*} a &= b \\ c &= d \\ \end{align*}", r"a & = b \ c & = d"),
    ],
)
def test_words_keep_their_place_in_a_formula(latex: str, math: str) -> None:
    assert typst_math(latex) == math


@pytest.mark.parametrize(
    "latex",
    [r"\hspace{panic()}", r"\boxed{x $ #panic() $}", r"\text #", r"\footnote{#panic()}", r"\begin{#a}x\end{#a}"],
)
def test_what_is_not_mathematics_never_becomes_typst(latex: str) -> None:
    with pytest.raises(ValueError, match="not mathematics"):
        typst_math(latex)

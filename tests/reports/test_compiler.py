"""The compiler of PDFs is kept from report to report, and none of them shows in another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from pypdfium2 import PdfDocument

from analysis.reports.export import compiler

HEAD = '#set document(title: "T")\n#set text(font: "Source Serif 4")\n'
SHOWN = HEAD + '#read("words.txt")'


def words(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_bounded().strip()


def shown(text: str) -> str:
    pdf, warnings = compiler.compile_pdf(SHOWN, {"words.txt": text.encode()}, timestamp=0)
    assert not warnings
    return words(pdf)


def test_the_next_report_has_its_own_files_under_the_same_names() -> None:
    assert [shown("một"), shown("hai"), shown("một")] == ["một", "hai", "một"]


def test_a_file_of_the_report_before_is_gone() -> None:
    shown("một")
    assert "not found" in (compiler.complaint('#read("words.txt")') or "")


def test_a_report_is_the_same_bytes_after_others_and_after_one_that_failed() -> None:
    source = HEAD + "#table(columns: 2, [một], [hai])"
    first, _ = compiler.compile_pdf(source, {}, timestamp=0)
    for number in range(compiler._USES + 1):  # so that a new compiler has taken the place of the first
        assert shown(str(number)) == str(number)
    assert compiler.complaint("#nothing-of-this-name") == "unknown variable: nothing-of-this-name"
    assert compiler.compile_pdf(source, {}, timestamp=0)[0] == first


def test_threads_compile_at_the_same_time() -> None:
    texts = [f"{number} lượt" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(shown, texts)) == texts

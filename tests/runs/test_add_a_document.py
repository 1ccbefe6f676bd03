"""What docs/add-a-document.md promises, as a newcomer would do it with the commands."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = """<html><head><title>Cà Mau bồi dưỡng cán bộ</title>
<meta property="article:published_time" content="2024-01-10T08:00:00+07:00"></head><body>
<nav><a href="/">Trang chủ</a> Số lượt xem: 161</nav><article><h1>Cà Mau bồi dưỡng cán bộ</h1>
<p>Tên và số trong bài này được đặt ra để thử chương trình, không có thật, và không nói gì về tỉnh Cà Mau.</p>
<p>Năm 2023, tỉnh Cà Mau mở 32 lớp bồi dưỡng cho 1.250 lượt cán bộ, công chức, trong đó cấp tỉnh 450 lượt, cấp xã
800 lượt. Kinh phí gần 2,5 tỷ đồng, do ngân sách tỉnh bảo đảm.</p>
<p>Phấn đấu đến năm 2025, 80% công chức cấp xã đạt chuẩn theo quy định. Tỉnh sẽ tiếp tục đổi mới nội dung.</p>
</article></body></html>"""


def test_from_a_saved_page_to_outcomes(project: Path, run: Run) -> None:
    (project / "bai.html").write_text(PAGE, encoding="utf-8")
    draft = Path("draft", "camau-2023.csv")
    assert run(project, "extract", "bai.html", "--source", "camau-2023", "-o", draft).returncode == 0

    refused = run(project, "confirm", draft, "--coder", "An")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "camau-2023.csv, row 2, column decision: Nothing was decided about “32 lớp" in refused.stderr
    assert not (project / "data" / "raw" / "evidence" / "camau-2023.csv").exists()

    confirmed = run(project, "confirm", draft, "--coder", "An", "--on", "2024-05-06", "--confirm-rest")
    assert confirmed.returncode == 0, confirmed.stderr
    assert confirmed.stdout.startswith("evidence/camau-2023.csv written: 6 figures, 0 left out")

    assert run(project, "build").returncode == 0
    with (project / "data" / "processed" / "outcomes.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["source_id"] == "camau-2023"]
    assert [(row["value"], row["unit"]) for row in rows] == [
        ("32", "class"), ("1250", "participation"), ("450", "participation"), ("800", "participation"),
        ("2500000000", "vnd"), ("80", "percent"),
    ]  # fmt: skip
    audited = run(project, "audit", "--texts", Path("data", "raw", "texts"), "--source", "camau-2023")
    assert audited.returncode == 0, audited.stdout + audited.stderr

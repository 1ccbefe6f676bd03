"""The reports as pytask makes them, for `bench_nothing_changed.py`."""

import json
from pathlib import Path
from typing import Annotated

from pytask import Product, task  # type: ignore[import-not-found, unused-ignore]

HERE = Path(__file__).parent

for report, paths in json.loads((HERE / "reports.json").read_text()).items():

    @task(id=report)  # type: ignore[untyped-decorator, unused-ignore]
    def task_report(
        name: str = report,
        inputs: list[Path] = [Path(path) for path in paths],  # noqa: ARG001, B006 - how pytask is told of them
        made: Annotated[Path, Product] = HERE / f"{report}.pdf",
    ) -> None:
        made.write_text(name)
        with (HERE / "ran.txt").open("a") as log:
            print(name, file=log)

# Two commands matter: `make report` and `make test`. Both set up .venv from requirements.lock first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help report build test lint lab lock bench checks clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

report: $(VENV)/.ready ## check the data, run the notebooks, export the PDFs that are not up to date
	@$(BIN)/analysis report

build: $(VENV)/.ready ## check data/raw and write data/processed
	@$(BIN)/analysis build

test: $(VENV)/.ready lint ## lint, check types, run all tests
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(VENV)/.ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lab: $(VENV)/.ready build ## open JupyterLab on notebooks/
	@$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks

bench: $(VENV)/.ready ## run the benchmarks
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file; done

checks: $(VENV)/.ready ## write docs/checks.md anew from the catalogue of rules
	@$(BIN)/python -m analysis.checks.page > docs/checks.md.part && mv docs/checks.md.part docs/checks.md

lock: $(VENV)/.ready ## write requirements.lock anew from pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --no-emit-find-links --extra dev --upgrade pyproject.toml --output-file requirements.lock

clean: ## remove everything that the program made
	@rm -rf data/processed reports

# The environment: Python and its venv, then uv at the locked version and hash, then everything else by uv.
$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: install it, or run: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python has no venv module; on Debian and Ubuntu install it with: sudo apt install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) from requirements.lock (about a minute, once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.txt
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --requirement requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

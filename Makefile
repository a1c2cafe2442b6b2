# `make demo` and `make test` need Python 3.11 or newer with its venv module; the rest they install.

PYTHON ?= python3
VENV ?= .venv

BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip --disable-pip-version-check install -c constraints.txt

.PHONY: help demo test katas clean

help:  ## show what there is to make (the default)
	@echo 'usage: make TARGET [PYTHON=python3] [VENV=.venv]'
	@sed -n 's/^\([a-z]*\):.*  ## /\1 /p' Makefile | while read -r target does; do \
		printf '  %-6s %s\n' "$$target" "$$does"; done

demo: $(VENV)/.package  ## install, then check a wrong and a right attempt in a temporary folder
	@$(BIN)/python demo/run.py

test: export OMP_NUM_THREADS = 1
test: $(VENV)/.tools  ## install, then format check, lint, types, a sample of mutants, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kata dev check --sample 16
	$(BIN)/python -m pytest -n 2

katas: $(VENV)/.package  ## try every mutant of every kata; `make test` tries one in sixteen
	$(BIN)/kata dev check

clean:  ## remove the environment and what the tools leave behind
	rm -rf '$(VENV)' build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'torch-kata needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; \
		exit 1; }
	$(PYTHON) -m venv '$(VENV)'
	@touch $@

$(VENV)/.package: $(VENV)/.made pyproject.toml constraints.txt
	@echo 'Installing into $(VENV): once, and longest for torch.'
	$(INSTALL) hatchling
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.package
	$(INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@

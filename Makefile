# make demo: build the demonstration study and open it.  make test: run the tests.
# Both make their own virtual environment in .venv; the only things needed are Python 3.11 and make.

# The first Python here that runs and is new enough (a name on the path may be a stub that fails).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.PHONY: demo test lint bench docs tui snap clean help

help:
	@echo "make demo   build the demonstration study here and open it"
	@echo "make test   run the tests"
	@echo "make lint   check style, types and the import rules"
	@echo "make bench  measure speed and memory, and print a table"
	@echo "make docs   write the parts of docs/ that come from the program"
	@echo "make tui    open the demonstration study's screens"
	@echo "make snap   accept the screens as they look now"
	@echo "make clean  remove what was built"

# Two stamps: using qualkit needs a quarter of what working on it needs, which is all in the other.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "qualkit needs Python 3.11 or newer; name one: make demo PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.use: pyproject.toml | $(BIN)/python
	@echo "installing qualkit into $(VENV) (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "installing qualkit and what its tests need into $(VENV) (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.use $@

demo: $(VENV)/.use
	@$(BIN)/qualkit demo .

tui: $(VENV)/.use
	@$(BIN)/qualkit demo . --open

# A worker more than there are cores, for what waits for other processes. Compiled modules are kept
# whatever the environment says: each of some 150 processes would compile all of them for itself.
# Files go out as they are found: by number of tests the long files of few tests would come last.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev
	$(BIN)/python -m compileall -q -j 0 qualkit
	$(BIN)/python -m pytest -n $$((1 + $(CORES))) --dist loadfile --no-loadscope-reorder
	@$(BIN)/python -m tests.postgres.server

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m bench

docs: $(VENV)/.dev
	$(BIN)/python -m docs.build

snap: $(VENV)/.dev
	QUALKIT_SNAPSHOTS=update $(BIN)/python -m pytest tests/tui

clean:
	rm -rf $(VENV) .bench dist build exports study.db study.db-wal study.db-shm
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

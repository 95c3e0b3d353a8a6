# make demo   reads the example articles and shows the ledger
# make test   checks and tests
# make gate   measures every score against its floor: make gate SHARED=folder for the sets whose data is not part of the repository
# make model  trains the reading model anew, about two hours: make model DATA=folder (training/README.md says what is in it)
# make lock   pins what is needed, with its sums, anew: requirements.lock, and requirements-dev.lock with what the tests need
# make locked installs exactly what is pinned, and Volgens on top of it
# make sbom   writes sbom.json, what requirements.lock holds, as CycloneDX
# make audit  asks PyPI whether anything of requirements.lock is known to be open to attack: the one target that needs a network to tell anything
# All need Python 3.11 or later, git and make; another Python: make test PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo.db
WORK ?= work

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test gate model lock locked sbom audit clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	$(BIN)/volgens read examples --ledger $(DEMO)
	$(BIN)/volgens articles --ledger $(DEMO)
	$(BIN)/volgens figures --ledger $(DEMO) --outcome killed
	$(BIN)/volgens incidents --ledger $(DEMO) --several

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist worksteal

gate: $(VENV)/installed-dev
	$(BIN)/python -m evaluation.gate $(if $(SHARED),--shared $(SHARED))

model: $(VENV)/installed-train
	@test -n "$(DATA)" || { echo 'say where the treebanks are: make model DATA=folder' >&2; exit 2; }
	$(BIN)/python -m training --data $(DATA) --work $(WORK)

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet

lock: $(VENV)/installed-supply
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --extra postgres --extra parquet --extra cluster --output-file requirements-dev.lock

locked: | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps -e .
	touch $(VENV)/installed

sbom: $(VENV)/installed-supply
	$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --output-format JSON --output-file sbom.json

audit: $(VENV)/installed-supply
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock || { echo 'either something is known to be open to attack (above), or the list of it on pypi.org cannot be reached from here: then nothing was looked at' >&2; exit 1; }

clean:
	rm -rf $(VENV) $(DEMO)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Volgens needs Python 3.11 or later; try make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The stamps say that what pyproject.toml asks for is there, so that a second run starts at once.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) -e .
	touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[dev]'
	touch $@ $(VENV)/installed

$(VENV)/installed-supply: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[supply]'
	touch $@ $(VENV)/installed

$(VENV)/installed-train: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[train]'
	touch $@ $(VENV)/installed

# The one way to do things. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= sqlite:///entrelacs.db
PORT ?= 8000
SPREAD := -n 2 --dist loadfile
SOURCES := graph api loaders visualisations tests scripts

help: ## say what each target does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# --- environments -----------------------------------------------------------------------------------------------
# Compiled as they are installed: where PYTHONDONTWRITEBYTECODE is set, as in many images, each process would compile
# its libraries again, eight seconds for those of a measure.

$(VENV)/.bootstrap: requirements-bootstrap.lock
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash scripts/bootstrap.sh
	@touch $@

$(VENV)/.run: $(VENV)/.bootstrap requirements.lock pyproject.toml
	@test -e $(VENV)/.dev || $(BIN)/uv pip install -q --compile-bytecode -p $(VENV) --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q --compile-bytecode -p $(VENV) --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.bootstrap requirements-dev.lock pyproject.toml
	@$(BIN)/uv pip install -q --compile-bytecode -p $(VENV) --require-hashes -r requirements-dev.lock
	@$(BIN)/uv pip install -q --compile-bytecode -p $(VENV) --no-deps -e .
	@touch $@ $(VENV)/.run

env: $(VENV)/.dev ## make the developer's environment in .venv

# --- the product ------------------------------------------------------------------------------------------------

run: $(VENV)/.run ## load the demonstration and serve it on 127.0.0.1:8000
	@ENTRELACS_STORE="$(STORE)" $(BIN)/entrelacs demo
	@ENTRELACS_STORE="$(STORE)" $(BIN)/entrelacs serve --port $(PORT)

demo: $(VENV)/.run ## the same without serving: gap table, drawn network and load reports under out/
	@mkdir -p out
	@ENTRELACS_STORE="$(STORE)" $(BIN)/entrelacs demo --report out/rapports.json
	@ENTRELACS_STORE="$(STORE)" $(BIN)/entrelacs gaps --level region --csv out/ecarts-regions.csv
	@ENTRELACS_STORE="$(STORE)" $(BIN)/entrelacs subgraph region:32 --depth 2 --html out/reseau.html
	@echo "out/ecarts-regions.csv, out/reseau.html, out/rapports.json"

# --- checks -----------------------------------------------------------------------------------------------------

check: $(VENV)/.dev ## lint, format, types, contracts between layers, generated docs
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/write_docs.py --check

test: system $(VENV)/.dev check ## everything: checks, unit, property, contract, simulation, browser
	@$(BIN)/python -m pytest $(SPREAD)

quick: $(VENV)/.dev ## the tests that need neither Neo4j nor a browser nor simulations
	@$(BIN)/python -m pytest $(SPREAD) -m "not neo4j and not browser and not simulation"

system: $(VENV)/.dev ## what tests need from the machine: Chromium, a Java runtime, Neo4j (as root on Debian)
	@bash tests/support/install_debian.sh
	@$(BIN)/python -m tests.support.neo4j --fetch

bars: $(VENV)/.dev ## the long simulations (gap-analysis bars) and networkx's own suite, in full
	@ENTRELACS_BARS=full OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -m "simulation or networkx"

bench: $(VENV)/.dev ## one table of measures and out/bench.json
	@$(BIN)/python -m scripts.bench $(PARTS)

fix: $(VENV)/.dev ## mend what ruff can mend
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

docs: $(VENV)/.dev ## write again every generated page of docs/
	@$(BIN)/python scripts/write_docs.py

lock: $(VENV)/.bootstrap ## resolve dependencies again, with hashes and no addresses
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --extra engine --extra spatial --extra dev pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header -c requirements-dev.lock pyproject.toml -o requirements.lock

clean: ## remove the environment, the demonstration store and out/
	@rm -rf $(VENV) out entrelacs.db entrelacs.db-wal entrelacs.db-shm

.PHONY: help env run demo check test quick system bars bench fix docs lock clean

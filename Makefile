# The project's commands; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin

.PHONY: help
help:  ## Say what can be made
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /\1\t/' | expand -t 10

.PHONY: start
start: .venv/.site  ## Start the demonstration site (PORT=8080); the first time it is made
	@exec demo/run

.PHONY: test
test: .venv/.tools  ## Run all tests (ARGS=… for pytest)
	$(BIN)/pytest $(ARGS)

.PHONY: lint
lint: .venv/.tools  ## Check the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: format
format: .venv/.tools  ## Put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: bench
bench: .venv/.tools  ## Measure, and write benchmarks/results.md
	$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: i18n
i18n: .venv/.tools  ## Collect the texts to translate into the catalogues
	PATH="$(CURDIR)/$(BIN):$$PATH" src/katrineholm/socialhub/locales/update.sh

.PHONY: clean
clean:  ## Remove the demonstration site, the virtual environment and what was built
	rm -rf var .venv build dist .hypothesis .coverage src/*.egg-info

.venv/.site: setup.py pyproject.toml constraints.txt | .venv
	$(call install,-e '.[site]')
	@touch $@

.venv/.tools: setup.py pyproject.toml constraints.txt | .venv
	$(call install,-e '.[site,test,dev]')
	@touch $@

.venv:
	$(if $(PYTHON),,$(error Python 3.11, 3.12 or 3.13 is needed; name it with PYTHON=/path/to/python))
	$(if $(UV),uv venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv,$(PYTHON) -m venv .venv)

define install
	$(if $(UV),uv pip install -q --python $(BIN)/python -c constraints.txt $(1),$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt $(1))
endef

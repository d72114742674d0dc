# The project's commands; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
ifneq ($(shell command -v uv 2>/dev/null),)
VENV = uv venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
PIP = uv pip install -q --python $(BIN)/python
else
VENV = $(PYTHON) -m venv
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
endif
LOCALES := src/katrineholm/socialhub/locales
CATALOGUE := $(LOCALES)/katrineholm.socialhub
LOOK := src/katrineholm/socialhub/browser
ENGLISH := 'src/*.py' 'src/*.zcml' 'src/*.pt' README.md CONTRIBUTING.md news setup.py

.PHONY: help
help:  ## Say what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 13

.PHONY: start
start: .venv/.site  ## Start the demonstration site (PORT=8080); the first run makes it
	@exec demo/run

.PHONY: test
test: .venv/.tools  ## Run all tests (ARGS=… for pytest)
	$(BIN)/pytest --numprocesses 2 $(ARGS)

.PHONY: test-fast
test-fast: .venv/.tools  ## Run the tests that need no site
	$(BIN)/pytest --numprocesses 2 --ignore tests/integration --ignore tests/browser $(ARGS)

.PHONY: lint
lint: .venv/.tools types  ## Check the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	git ls-files $(ENGLISH) | xargs $(BIN)/codespell

.PHONY: types
types: .venv/.tools  ## Check the types: strictly in core, elsewhere by a number that may only fall
	$(BIN)/python tests/typecheck.py

.PHONY: format
format: .venv/.tools  ## Put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: bench
bench: .venv/.tools  ## Measure, and write benchmarks/results.md
	$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: screenshots
screenshots: .venv/.tools  ## Take the pictures in docs/ anew
	$(BIN)/python docs/screenshots.py $(ARGS)

.PHONY: css
css:  ## Put the parts of the stylesheet together into the one file that visitors fetch
	awk 'FNR == 1 && NR > 1 { print "" } 1' $(LOOK)/css/*.css > $(LOOK)/static/socialhub.css

.PHONY: i18n
i18n: .venv/.tools  ## Collect the texts to translate into the catalogues
	$(BIN)/i18ndude rebuild-pot --no-line-numbers --exclude "rss.pt atom.pt opml.pt changes.pt" \
		--pot $(CATALOGUE).pot --create katrineholm.socialhub src
	@for language in sv; do \
		po=$(LOCALES)/$$language/LC_MESSAGES/katrineholm.socialhub.po; mkdir -p "$${po%/*}"; \
		[ -e $$po ] || sed "s/Language-Code: en/Language-Code: $$language/" $(CATALOGUE).pot > $$po; \
		$(BIN)/i18ndude sync --pot $(CATALOGUE).pot $$po; done

.PHONY: changelog
changelog: .venv/.tools  ## Build CHANGES.rst from news/, for the version in setup.py
	$(BIN)/towncrier build --yes --name katrineholm.socialhub \
		--version "$$($(BIN)/python setup.py --version)"

.PHONY: release-check
release-check: .venv/.tools  ## Build what is released, and see that it is whole
	rm -rf dist
	$(BIN)/check-manifest
	$(BIN)/pyroma --min 9 .
	$(BIN)/python -m build --outdir dist
	$(BIN)/twine check --strict dist/*

.PHONY: release
release: .venv/.tools  ## Cut VERSION=1.0.0a1: the version, the changelog, the checks; commit it after
	$(if $(VERSION),,$(error Say which: make release VERSION=1.0.0a1))
	sed -i 's/^    version=".*",$$/    version="$(VERSION)",/' setup.py
	$(MAKE) changelog release-check

.PHONY: clean
clean:  ## Remove the demonstration site, the virtual environment and what was built
	rm -rf var .venv build dist .hypothesis .mypy_cache .coverage src/*.egg-info

.venv/.site: EXTRAS := site
.venv/.tools: EXTRAS := site,test,dev
.venv/.site .venv/.tools: setup.py pyproject.toml constraints.txt | .venv
	$(PIP) -c constraints.txt -e '.[$(EXTRAS)]'
	@touch $@

.venv:
	$(if $(PYTHON),,$(error Python 3.11, 3.12 or 3.13 is needed: name it with PYTHON=/path/to/python))
	$(VENV) .venv

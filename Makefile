# The project's commands; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
UV := $(shell command -v uv 2>/dev/null)
# A system's Python is built with more care than one from pyenv, which takes a fifth longer.
FITS := import sys; $(if $(UV),,import ensurepip;) \
	sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done || echo python3)
# The other Pythons of test-matrix have a virtual environment each.
AT := .venv
BIN := $(AT)/bin
ifneq ($(UV),)
VENV = uv venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
PIP = uv pip install -q --python $(BIN)/python
else
VENV = $(PYTHON) -m venv
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
endif
LOCALES := src/katrineholm/socialhub/locales
CATALOGUE := $(LOCALES)/katrineholm.socialhub
VOLTO := frontend/packages/volto-katrineholm-socialhub
# 1.0.0a2 as npm writes it: 1.0.0-alpha.2.
NPM_VERSION = $(shell echo $(VERSION) | sed 's/a\([0-9]\)/-alpha.\1/; s/b\([0-9]\)/-beta.\1/; s/rc/-rc./')
# On two cores, see tests/conftest.py for what the third takes.
PROCESSES := 3
PYTHONS := 3.11 3.12 3.13
SMOKE := tests/integration/setup/test_setup.py tests/integration/public/register/test_channel_list.py
STORES := tests/core/timeline tests/core/messages tests/refresh tests/inbox/intake/test_rate_limit.py \
	tests/site/pages/test_cache.py tests/integration/refresh/test_console.py \
	tests/integration/writers/test_writers.py tests/integration/writers/test_second_times.py
# Without the plugins that import all of Plone in each process, which takes seconds.
NO_SITE := -p no:plone -p no:zopelayer --ignore tests/integration --ignore tests/browser
BRIEFLY := -m "not long"
# What all processes of the tests compile, Plone's code and templates, the first of them keeps.
unexport PYTHONDONTWRITEBYTECODE
ENGLISH := 'src/*.py' 'src/*.zcml' 'src/*.pt' README.md CONTRIBUTING.md news assets.py setup.py

.PHONY: help
help:  ## Say what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 13

.PHONY: start
start: $(AT)/.site  ## Start the demonstration site (PORT=8080); the first run makes it
	@exec demo/run

.PHONY: start-cluster
start-cluster: $(AT)/.tools  ## Start it as several machines: PostgreSQL, three webs, two workers, nginx (PORT=8080)
	@DEMO_VAR=var/cluster exec demo/run cluster

.PHONY: test
test: $(AT)/.tools  ## Run the tests, but those that take long (ARGS=… for pytest)
	$(BIN)/pytest --numprocesses $(PROCESSES) $(BRIEFLY) $(ARGS)

.PHONY: test-long
test-long: $(AT)/.tools  ## Run the tests that take long: whole tables of doors, lived-in sites, crowds of writers
	$(BIN)/pytest --numprocesses $(PROCESSES) -m long $(ARGS)

.PHONY: test-fast
test-fast: $(AT)/.tools  ## Run the tests that need no site, but those that take long
	$(BIN)/pytest --numprocesses $(PROCESSES) $(NO_SITE) $(BRIEFLY) $(ARGS)

.PHONY: test-shuffled
test-shuffled: $(AT)/.tools  ## Run all tests in an order of chance (again: ARGS=--randomly-seed=N)
	$(BIN)/pytest --verbose --numprocesses $(PROCESSES) -p randomly $(ARGS)  # says its seed

.PHONY: test-smoke
test-smoke: $(AT)/.tools  ## Run a few tests of a site: one goes into it, one visits its pages
	$(BIN)/pytest $(SMOKE) $(ARGS)

.PHONY: test-matrix
test-matrix: $(AT)/.tools  ## Run all that needs no site, and test-smoke, on the other Pythons that are here
	@own=$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	for version in $(PYTHONS); do [ $$version != $$own ] || continue; \
		for each in python$$version ~/.pyenv/versions/$$version.*/bin/python$$version; do \
			python=$$($$each -c 'import sys; print(sys.executable)' 2>/dev/null) && break; done; \
		[ "$$python" ] || { echo "Python $$version is not here: not tested"; continue; }; \
		echo "Python $$version: $$python"; \
		$(MAKE) AT=.venv-$$version PYTHON="$$python" BRIEFLY= test-fast test-smoke || exit 1; done

.PHONY: test-postgresql
test-postgresql: $(AT)/.tools  ## Run what is stored, and by whom at once, on PostgreSQL (RelStorage)
	$(BIN)/pytest --numprocesses 2 --database=postgresql $(STORES) $(ARGS)

.PHONY: start-volto
start-volto: $(AT)/.site  ## Start the demonstration with Volto before it (PORT=8080 FRONTEND_PORT=3000)
	@exec frontend/run start

.PHONY: test-volto
test-volto: $(AT)/.site  ## Build Volto with the add-on and test both (STEPS="types unit" for some)
	frontend/run $(STEPS)

.PHONY: test-image
test-image: $(AT)/.tools  ## Make the image in a root of Debian's and by buildah, and run compose.yaml (root, mmdebstrap)
	$(BIN)/pytest tests/image.py $(ARGS)

.PHONY: test-rolling
test-rolling: $(AT)/.tools  ## Upgrade two machines in turn, from the last release to this checkout, under load (PostgreSQL)
	$(BIN)/pytest tests/integration/writers/rolling.py $(ARGS)

.PHONY: test-cluster
test-cluster: $(AT)/.tools  ## Let the parts of that cluster fall under load: nothing is lost (postgresql, nginx)
	$(BIN)/pytest --capture=no tests/falling.py $(ARGS)

.PHONY: mutants
mutants: $(AT)/.tools  ## Put small faults into the code, and see that a test fails for each (ARGS="--core 10")
	$(BIN)/python tests/mutants.py $(ARGS)

.PHONY: coverage
coverage: $(AT)/.tools  ## Run all tests (or ARGS=tests/core) and say what of the code they run
	$(BIN)/pytest --numprocesses 2 --cov --cov-report=term:skip-covered $(ARGS)

.PHONY: lint
lint: $(AT)/.tools types lint-volto  ## Check the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	git ls-files $(ENGLISH) | xargs $(BIN)/codespell

.PHONY: lint-volto
lint-volto:  ## Check the frontend alone: ESLint, Prettier, Stylelint; installs its packages first
	@if command -v npm >/dev/null; then exec frontend/run lint; \
		else echo "Node is not here: the frontend is not checked"; fi

.PHONY: types
types: $(AT)/.tools  ## Check the types: strictly in core, elsewhere by a number that may only fall
	$(BIN)/python tests/typecheck.py

.PHONY: format
format: $(AT)/.tools  ## Put the code in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@if command -v npm >/dev/null; then frontend/run format && $(MAKE) assets; fi

.PHONY: bench
bench: $(AT)/.tools  ## Measure, and write benchmarks/results.md
	$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: axe
axe: $(AT)/.tools  ## Let axe look at all that visitors meet, for the accessibility statement
	$(BIN)/python benchmarks/axe.py $(ARGS)

.PHONY: screenshots
screenshots: $(AT)/.tools  ## Take the pictures in docs/ anew
	$(BIN)/python docs/screenshots.py $(ARGS)

.PHONY: old-site
old-site: $(AT)/.tools  ## Keep a site that this version has made, for the test of upgrades
	$(BIN)/pytest tests/integration/upgrades/make.py

.PHONY: assets
assets: | $(AT)  ## Make what the package holds and git does not: stylesheets, files of others
	@$(BIN)/python assets.py

.PHONY: i18n
i18n: $(AT)/.tools  ## Collect the texts to translate into the catalogues
	$(BIN)/i18ndude rebuild-pot --no-line-numbers --exclude "rss.pt atom.pt opml.pt changes.pt" \
		--pot $(CATALOGUE).pot --create katrineholm.socialhub src
	@for language in sv; do \
		po=$(LOCALES)/$$language/LC_MESSAGES/katrineholm.socialhub.po; mkdir -p "$${po%/*}"; \
		[ -e $$po ] || sed "s/Language-Code: en/Language-Code: $$language/" $(CATALOGUE).pot > $$po; \
		$(BIN)/i18ndude sync --pot $(CATALOGUE).pot $$po; done

.PHONY: changelog
changelog: $(AT)/.tools  ## Build the change logs from news/, for the versions in setup.py and package.json
	$(BIN)/towncrier build --yes --name katrineholm.socialhub \
		--version "$$($(BIN)/python setup.py --version)"
	$(BIN)/towncrier build --yes --dir $(VOLTO) --version \
		"$$(sed -n 's/^  "version": "\(.*\)",$$/\1/p' $(VOLTO)/package.json)"

.PHONY: dist
dist: $(AT)/.tools  ## Build the wheel, the sdist and the npm package: the same bytes each time
	$(BIN)/python dist.py

.PHONY: sbom
sbom: $(AT)/auditors $(AT)/installed  ## List all that an installation holds, in dist/sbom-….cdx.json (CycloneDX)
	@# Packages of Volto's contradict each other, which npm calls errors: see --legacy-peer-deps.
	mkdir -p dist
	$(AT)/auditors/bin/cyclonedx-py environment --output-reproducible \
		--output-file dist/sbom-python.cdx.json $(AT)/installed/bin/python
	cd frontend && npm exec --yes --ignore-scripts --package @cyclonedx/cyclonedx-npm@6.0.1 -- \
		cyclonedx-npm --package-lock-only --ignore-npm-errors --omit dev --output-reproducible \
		--output-file ../dist/sbom-npm.cdx.json

.PHONY: audit
audit: $(AT)/auditors  ## Look for known holes in all that is pinned; what cannot be looked up fails, too
	$(AT)/auditors/bin/pip-audit --strict --disable-pip --no-deps -r constraints.txt
	cd frontend && npm audit --package-lock-only --omit dev

.PHONY: release-check
release-check: $(AT)/.tools  ## Build what is released, and see that it is whole
	$(BIN)/check-manifest
	$(BIN)/pyroma --min 9 .
	$(MAKE) dist
	$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz

.PHONY: release
release: $(AT)/.tools  ## Cut VERSION=1.0.0a1: the version, the changelog, the checks; commit it after
	$(if $(VERSION),,$(error Say which: make release VERSION=1.0.0a1))
	sed -i 's/^    version=".*",$$/    version="$(VERSION)",/' setup.py
	sed -i 's/^  "version": ".*",$$/  "version": "$(NPM_VERSION)",/' $(VOLTO)/package.json
	$(MAKE) changelog release-check

.PHONY: clean
clean:  ## Remove the demonstration site, the virtual environment and what was built
	rm -rf var .venv .venv-3.* build dist .hypothesis .mypy_cache .coverage*
	git clean -qfdX src $(VOLTO)/src
	rm -rf $(addprefix frontend/,node_modules host/node/node_modules build cache public src theme locales babel.config.js .tested)

# Not beside what is audited: it would be audited, too.
$(AT)/auditors: auditors.txt | $(AT)
	rm -rf $@
	$(VENV) $@
	$(subst $(BIN)/,$@/bin/,$(PIP)) -r $<
	@touch $@

# What a server has, and nothing of the tests.
$(AT)/installed: setup.py constraints.txt | $(AT) assets
	rm -rf $@
	$(VENV) $@
	$(subst $(BIN)/,$@/bin/,$(PIP)) -c constraints.txt '.[server]'
	@touch $@

# For the tests: see there.
$(AT)/standards: tests/standards.txt | $(AT)
	rm -rf $@
	$(PIP) --no-deps --require-hashes --target $@ -r $<
	@touch $@

$(AT)/.site: EXTRAS := site
$(AT)/.tools: EXTRAS := site,test,dev
$(AT)/.tools: | $(AT)/standards
$(AT)/.site $(AT)/.tools: setup.py pyproject.toml constraints.txt | $(AT) assets
	$(PIP) -c constraints.txt -e '.[$(EXTRAS)]'
	$(BIN)/python tests/firstrun.py
	@touch $@

$(AT):
	$(if $(PYTHON),,$(error Python 3.11, 3.12 or 3.13 is needed: name it with PYTHON=/path/to/python))
	$(VENV) $(AT)

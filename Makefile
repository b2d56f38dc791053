# Everything runs from .venv, which these commands make; nothing else needs to be installed first but Python and make.
# PYTHON=python3.12 make … chooses another Python; 3.11 is the one that is tested.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
TOOLS := .venv/tools-installed
VENDOR := assets/vendor/built
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run demo brief test check bench golden rules examples lock fonts clean browser

run: demo ## Serve the demonstration on http://127.0.0.1:8050
	$(BIN)/python app.py

demo: $(INSTALLED) $(VENDOR) ## Write and import the demonstration's reports; does nothing when they are in
	$(BIN)/python manage.py demo

brief: demo browser ## Make the demonstration's brief of June 2025, sealed, under var/editions
	$(BIN)/python manage.py brief --month 2025-06

test: $(TOOLS) $(VENDOR) browser ## Run every test
	$(BIN)/python -m pytest -n 2

check: $(TOOLS) ## Check format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(TOOLS) $(VENDOR) browser ## Print the table of README's performance section
	$(BIN)/python -m benchmarks

golden: $(TOOLS) ## Renew the golden tables; tests/README.md says when one may
	$(BIN)/python -m tests.golden

lock: $(TOOLS) ## Pin what requirements*.in ask for, with hashes
	$(BIN)/uv pip compile $(LOCK) requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCK) requirements-dev.in --output-file requirements-dev.txt
LOCK := --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11

fonts: $(TOOLS) ## Cut the fonts anew, after characters were added to the plan or the wording
	cd scripts/fonts && npm ci
	$(BIN)/python -m scripts.subset_fonts

rules: $(TOOLS) ## List the rules of the intake in docs/intake.md, after one was added or reworded
	$(BIN)/python -m scripts.list_rules

examples: $(TOOLS) ## List the method's worked examples in docs/method.md, after one was changed
	$(BIN)/python -m scripts.list_examples

clean: ## Remove what was installed and built; reports and database in var/ stay
	rm -rf .venv assets/vendor scripts/*/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(INSTALLED): requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	touch $@

$(TOOLS): requirements-dev.txt $(INSTALLED)
	$(PIP) -r requirements-dev.txt
	touch $@

$(VENDOR): scripts/build_assets.py $(wildcard scripts/plotly/*.js scripts/plotly/*.mjs scripts/plotly/*.json) $(INSTALLED)
	$(BIN)/python scripts/build_assets.py
	touch $@

browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
		|| { echo "Briefs and browser tests need Chromium: install Debian's package chromium." >&2; exit 1; }

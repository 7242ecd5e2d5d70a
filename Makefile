# `make run` starts the product, `make test` checks it. Both install what they need into .venv first, from the lock.
SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
MORE :=

.PHONY: run test test-long bench lock clean install install-dev checks

run: install
	@$(PYTHON) -m shared_backend.cli run $(MORE)

test: checks
	@echo "== tests"
	@$(PYTHON) -m pytest -n 3 --dist worksteal -m "not long" $(MORE)

test-long: install-dev
	@$(PYTHON) -m pytest -m long --timeout 7200 $(MORE)

bench: install-dev
	@$(PYTHON) -m shared_backend.operations.bench $(MORE)

checks: install-dev
	@echo "== ruff format"
	@$(PYTHON) -m ruff format --check .
	@echo "== ruff check"
	@$(PYTHON) -m ruff check .
	@echo "== mypy"
	@$(PYTHON) -m mypy
	@echo "== layers"
	@$(VENV)/bin/lint-imports --no-logo

install:
	@sh .ci/install requirements.lock

install-dev:
	@sh .ci/install requirements-dev.lock

# Pins every package with its hashes, for every platform; the version in use stays unless pyproject.toml forbids it.
lock: install-dev
	@$(VENV)/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock
	@$(VENV)/bin/uv pip compile -q pyproject.toml --group dev -c requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-dev.lock

# The data folder is never touched.
clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .benchmarks build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

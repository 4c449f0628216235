# What a newcomer needs: make demo, make test. Everything is set up in .venv beside this file.
.PHONY: help demo test pytest lint types laws docs screenshots cases bench clean
.DEFAULT_GOAL := help

PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile # what is run compiles itself

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

.venv/made:
	@test -n "$(PYTHON)" || { echo "cruxmap needs Python 3.11 or newer; name one: make PYTHON=/path/to/python $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/core: .venv/made pyproject.toml
	$(PIP) --editable .
	@touch $@

.venv/test: .venv/made pyproject.toml
	$(PIP) --editable '.[test]'
	@touch $@ .venv/core

.venv/node: .venv/made tests/node/package-lock.json
	@if command -v npm > /dev/null; then npm ci --prefix tests/node --no-audit --no-fund --loglevel error; \
	else echo "no npm here: tests with the real Mermaid are skipped"; fi
	@touch $@

demo: .venv/core ## set up and show what cruxmap answers
	@show() { printf '\n\033[1m$$ cruxmap %s\033[0m\n\n' "$$1"; CRUXMAP_LIBRARY=@shipped $(BIN)/cruxmap $$1; }; \
	for words in 'sources' 'cruxes' 'cruxes crux-goals' 'path dragan/world-model cotra/claim-major-risk --most 1' \
		'weigh claim-major-risk schemer-model --take goals=pessimist --take saints=optimist' 'rank claim-major-risk' \
		'study path mech-seems-good' 'study cards --node arg-must-hide' \
		'export argdown --as plain --focus pes-deploy-race --depth 1' \
		'export argdown -o demo.argdown' '-L demo.argdown why mit-restraint --depth 1' \
		'export html --no-network -o demo.html'; do show "$$words" || exit 1; done
	@printf '\nOpen demo.html in a browser.  With . .venv/bin/activate, go on with\n'
	@printf '  %-22s %s\n' 'cruxmap study quiz' 'learn it' 'cruxmap init mine' 'a library of your own notes and articles' \
		'cruxmap formats' 'what is read and written' 'cruxmap --help' 'all else'

test: ## set up, lint, check types, run every test
	@$(MAKE) --no-print-directory --jobs 2 .venv/test .venv/node
	@$(MAKE) --no-print-directory --jobs 3 pytest types lint

pytest: .venv/test .venv/node
	$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist worksteal

lint: .venv/test ## style and import rules
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	@mkdir -p .lint
	$(BIN)/lint-imports --no-cache > .lint/imports.txt || { cat .lint/imports.txt; exit 1; }

types: .venv/test ## mypy, strict
	@mkdir -p .lint && ln -sfn .. .lint/cruxmap # mypy wants the checkout to be called as the package is
	cd .lint && ../$(BIN)/mypy --config-file ../pyproject.toml --cache-dir ../.mypy_cache cruxmap

laws: .venv/test .venv/node ## search for what breaks the laws: other random examples with every run
	$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist worksteal -m hypothesis --hypothesis-profile=others

docs: .venv/test ## write the generated pages of docs/ anew
	$(BIN)/python docs/pages.py

screenshots: .venv/test ## take the pictures of README and guide anew
	$(BIN)/python docs/screenshots.py

cases: .venv/test ## write what commands print now into tests/cases, README.md and docs/; review the difference
	$(BIN)/python -m pytest tests/test_cases.py tests/test_readme.py --update-cases

bench: .venv/test ## the figures of the README, from a wheel installed with its byte code
	@rm -rf .bench build && $(PYTHON) -m venv .bench/venv
	$(BIN)/python -m build --quiet --wheel --outdir .bench . 2>/dev/null
	.bench/venv/bin/python -m pip install --quiet --disable-pip-version-check .bench/*.whl playwright pyvis numpy python-sat pygarg genanki pyoxigraph scipy
	.bench/venv/bin/python -m compileall -q .bench/venv/lib
	.bench/venv/bin/python benchmarks/startup.py
	.bench/venv/bin/python benchmarks/large_library.py
	.bench/venv/bin/python benchmarks/notes.py
	.bench/venv/bin/python benchmarks/damaged.py
	.bench/venv/bin/python benchmarks/check.py
	.bench/venv/bin/python benchmarks/passages.py
	.bench/venv/bin/python benchmarks/page.py
	.bench/venv/bin/python benchmarks/reasoning.py
	.bench/venv/bin/python benchmarks/reasoning_solvers.py
	.bench/venv/bin/python benchmarks/studying.py
	.bench/venv/bin/python benchmarks/peers.py
	.bench/venv/bin/python benchmarks/algorithms.py

clean: ## remove all that was set up
	rm -rf demo.html demo.argdown tests/node/node_modules .venv .lint .bench build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

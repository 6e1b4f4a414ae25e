# Two commands do all: `make demo` and `make test`. Each makes its own environment in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# half as many again as there are cores: much of a test is waiting for a server
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) * 3 / 2 )))

.PHONY: demo test lint browser fix clean lock

demo: $(VENV)/.run           ## crawl the sample sites over real HTTP and publish what was found
	@$(BIN)/lloket demo

test: lint browser           ## everything that must hold: style, types, tests
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser:                     ## Debian's Chromium, for the tests that walk through the console
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "installing Chromium"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; } || \
	  echo "Chromium is not here and can't be installed by this user: the browser tests are skipped"

fix: $(VENV)/.test           ## format, and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.test          ## pin anew every version that constraints.txt names
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --extra test --upgrade --no-header --no-annotate pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "lloket needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $(VENV)/.run $@

# make chat    the samples in a library, and the web chat on http://127.0.0.1:7860
# make test    the whole test suite
# make check   style and types, as CI runs them;  make format  applies the style
#
# PYTHON=python3.12 make test     another interpreter (3.11 or newer)
# PORT=8000 make chat             another port
# TESTS="-m 'not slow'" make test more options for pytest
# EXTRAS=ocr,test,llm-test make test  also with a small language model behind a real server

PYTHON  ?= python3
HOST    ?= 127.0.0.1
PORT    ?= 7860
VENV    ?= .venv
LIBRARY ?= library
WORKERS ?= 2
TESTS   ?=
EXTRAS  ?= ocr,test

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

INSTALLED := $(VENV)/.installed
INGESTED  := $(LIBRARY)/.samples
CODE      := $(wildcard ingest/*.py ingest/*.toml ingest/*/*.py)

.PHONY: chat test check format constraints clean

chat: $(INGESTED)
	$(BIN)/nianbao serve --library $(LIBRARY) --host $(HOST) --port $(PORT)

# Each worker gets one core: torch would otherwise start as many threads as there are cores in every one.
test: $(INSTALLED)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer: PYTHON=python3.x make ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --constraint constraints.txt --editable '.[$(EXTRAS)]'
	touch $@

$(INGESTED): $(INSTALLED) $(wildcard samples/*) $(CODE)
	$(BIN)/nianbao ingest samples --library $(LIBRARY)
	touch $@

# Exact versions of everything that `make` installs, resolved afresh from the ranges in pyproject.toml.
# torch is named, because its newest build is not the one that is tested.
constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install 'torch==2.13.0' '.[ocr,test,llm-test]'
	{ echo '# What was tested together. Made by `make constraints`; do not edit by hand.'; \
	  build/constraints/bin/python -m pip freeze --exclude nianbao | sed 's/+cpu$$//'; } > constraints.txt
	rm -rf build/constraints

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis

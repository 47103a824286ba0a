# make demo    set up, and see copydesk at work on an article
# make test    set up, and run the tests
# make check   all that has to pass: lint, types, layers, rules, docs, tests
# make bench   the figures of docs/benchmarks.md; DATA names the folder of the corpora and the scorers
#
# PYTHON names another Python to build the environment with (3.11 or later).

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
ARTICLE := fixtures/demo/article.txt
DATA ?= ../shared

.PHONY: demo test lint types layers rules docs bench check clean

demo: $(VENV)/installed
	@echo '$$ copydesk check $(ARTICLE)'
	@$(BIN)/copydesk check --exit-zero $(ARTICLE)
	@echo
	@echo '$$ copydesk diff $(ARTICLE)'
	@$(BIN)/copydesk diff $(ARTICLE) || test $$? -eq 1

test: $(VENV)/developed
	$(BIN)/python -m pytest

lint: $(VENV)/developed
	$(BIN)/ruff check .

types: $(VENV)/developed
	$(BIN)/mypy

layers: $(VENV)/developed
	$(BIN)/lint-imports

rules: $(VENV)/installed
	$(BIN)/copydesk rule test

docs: $(VENV)/developed
	$(BIN)/python -m pytest tests/docs

bench: $(VENV)/developed
	@test -d '$(DATA)' || { echo 'the benchmarks need their data: make bench DATA=/path/to/it' >&2; exit 1; }
	$(BIN)/python benchmarks/tagging.py --corpus $(DATA)/corpus
	$(BIN)/python benchmarks/lemma.py $(DATA)/corpus/tagged/gum-news-test.tsv.xz
	$(BIN)/python benchmarks/spelling.py $(DATA)/eval/data
	$(BIN)/python benchmarks/context.py --corpus $(DATA)/corpus/text --eval $(DATA)/eval
	$(BIN)/python benchmarks/accuracy.py --eval $(DATA)/eval --article $(DATA)/article
	$(BIN)/python benchmarks/speed.py $(DATA)/corpus/text/vanatteveldt+wikinews.txt.xz $(DATA)/article/article.txt
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/review.py

check: lint types layers rules docs test

clean:
	rm -rf $(VENV) build dist

$(VENV)/python:
	@test -n '$(PYTHON)' || { echo 'copydesk needs Python 3.11 or later: make PYTHON=/path/to/python' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/developed: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

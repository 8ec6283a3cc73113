# Everything a developer, CI or a newcomer runs. `make` alone lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python

# Settings of the caller's shell must not change what is generated or tested.
unexport PYTHONPATH
unexport PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo vendor spec-diff refresh pull-request mutants soak kills bench fleet-bench fleet-soak fleet-kills lifecycle test test-tools test-packaging check-lowest regen tables check-generated lint typecheck format check build lock clean

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## Watch jobs of all providers run to their ends; no keys, no network
	@$(BIN)/batchlight demo

test: $(VENV)/.dev ## Run the tests of what batchlight does
	@$(PY) -m pytest -m "not packaging and not tools"

test-tools: $(VENV)/.dev ## Run the tests of the project's own tools: from a changed document to a pull request
	@$(PY) -m pytest -m tools

test-packaging: $(VENV)/.dev ## Build and install the wheel, let type checkers read programs of users, and official clients drive the simulator
	@$(PY) -m pytest -m packaging

soak: $(VENV)/.dev ## Follow 200 jobs for a minute through a network that breaks (not part of check)
	@$(PY) -m scripts.soak

kills: $(VENV)/.dev ## Kill a program in run(resume=...) at 50 random moments, and count what was paid for (not part of check) [COUNT=50]
	@$(PY) -m tests.killed_runs $(or $(COUNT),50)
	@$(PY) -m tests.killed_launches $(or $(COUNT),50)

vendor: $(VENV)/.dev ## Vendor a provider's document: make vendor API=apexverify FROM="page.md ..." [FORCE=1]
	@test -n "$(API)" -a -n "$(FROM)" || { echo 'usage: make vendor API=apexverify FROM="file or https URL ..."' >&2; exit 2; }
	@$(PY) -m scripts.vendor "$(API)" $(FROM) $(if $(FORCE),--force)

spec-diff: $(VENV)/.dev ## Tell what changed in specs/: make spec-diff [BASE=ref] [TO=ref] [FORMAT=json]; exits 0 unless FAIL_ON=breaking or warning is set
	@$(PY) -m scripts.specdiff $(if $(BASE),--base "$$BASE") $(if $(TO),--to "$$TO") \
		$(if $(FORMAT),--format "$$FORMAT") $(if $(FAIL_ON),--fail-on "$$FAIL_ON")

refresh: $(VENV)/.dev ## Vendor every published document anew from its pages, and regenerate
	@$(PY) -m scripts.refresh

pull-request: $(VENV)/.dev ## Propose what changed in specs/ and generated/ on GitHub (needs git and gh) [PARTS=folder]
	@$(PY) -m scripts.pull_request $(if $(PARTS),--parts "$$PARTS") $(if $(INCOMPLETE),--incomplete)

mutants: $(VENV)/.dev ## Hold spec-diff and regen against random changes: make mutants [COUNT=300] [REWRITES=60] [SEED=1] (not part of check)
	@$(PY) -m tests.mutants $(if $(COUNT),--count "$$COUNT") $(if $(REWRITES),--rewrites "$$REWRITES") $(if $(SEED),--seed "$$SEED")

regen: $(VENV)/.dev ## Generate the typed clients from specs/
	@$(PY) -m scripts.regen

check-generated: $(VENV)/.dev ## Fail if generated/, or a table of the providers, is not what the sources make of it
	@$(PY) -m scripts.regen --check
	@$(PY) -m scripts.tables --check

tables: $(VENV)/.dev ## Write what follows from the providers: tables of README.md and docs/, the names of batchlight
	@$(PY) -m scripts.tables

check-lowest: $(VENV)/.dev ## Run the tests of behaviour at the lowest declared versions (not those of the project's own tools)
	@$(PY) -m scripts.lowest

lint: $(VENV)/.dev ## Check style and formatting, and what the workflows may do
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(BIN)/zizmor --offline --quiet --persona pedantic .github/workflows

format: $(VENV)/.dev ## Mend style and formatting
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

typecheck: $(VENV)/.dev ## Check types with mypy --strict and pyright
	@$(PY) -m mypy
	@$(BIN)/pyright

lifecycle: $(VENV)/.dev ## Fail if an operation is near or past its sunset and pyproject.toml does not allow it
	@$(BIN)/batchlight lifecycle --fail-within 30 --allow-list pyproject.toml

bench: $(VENV)/.dev ## Measure what batchlight costs, as ratios within one run: make bench [JSON=1] (not part of check)
	@$(PY) -m scripts.bench $(if $(JSON),--json)

fleet-bench: $(VENV)/.dev ## Count what a fleet asks, and measure what it costs: make fleet-bench [JSON=1] (not part of check)
	@$(PY) -m scripts.fleet_bench $(if $(JSON),--json)

fleet-soak: $(VENV)/.dev ## Watch 2,000 jobs within limits, with broken answers and an outage of each provider [JOBS=2000] (not part of check)
	@$(PY) -m tests.test_fleet_soak $(or $(JOBS),2000)

fleet-kills: $(VENV)/.dev ## Kill a program with a journal at 50 random moments: is every end told? (not part of check)
	@$(PY) -m tests.test_journal

check: lint typecheck check-generated lifecycle test test-tools test-packaging ## All that CI runs

build: $(VENV)/.dev ## Make the sdist and the wheel in dist/
	@rm -rf dist
	@$(PY) -m build --no-isolation --outdir dist .

lock: $(VENV)/.dev ## Pin the newest allowed versions, with hashes, in requirements/*.txt
	@$(PY) -m scripts.lock

clean: ## Remove everything that can be made again
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# The environment is complete when its stamp exists; an interrupted install leaves none and is done again.
# The demo needs a fraction of what development needs, so it has a smaller one.
$(VENV)/.demo: requirements/demo.txt pyproject.toml
	@$(call install,requirements/demo.txt)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.demo

define install
	set -e; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "batchlight needs Python 3.11 or newer; '$(PYTHON)' is not. Try: make PYTHON=python3.12 ..." >&2; exit 1; }; \
	test -x $(PY) || { echo "Creating $(VENV)"; $(PYTHON) -m venv $(VENV); }; \
	echo "Installing $(1) (once)"; \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

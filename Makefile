# Lianyan 联研. `make demo` shows it, `make test` tests it; `make help` lists the rest.
PORT ?= 8000
BIN := .venv/bin
DEMO_READY := .venv/.demo-ready
TEST_READY := .venv/.test-ready
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
LOCKING := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
FOR_TESTS := DJANGO_SETTINGS_MODULE=config.test
# Settings of a deployment, as far as its checks need them; nothing is connected to.
FOR_CHECKS := DJANGO_SETTINGS_MODULE=config.settings DATABASE_URL=sqlite:///:memory: ALLOWED_HOSTS=lianyan.example \
	PUBLIC_URL=https://lianyan.example VAR_DIR=.venv/checked

# Some machines ask Python to keep no compiled code: each of the suite's dozens of processes would compile it all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check format faults bench lock messages docs screenshots coverage
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

help:  ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 22

demo: $(DEMO_READY) $(CATALOGUES)  ## the demonstration province on this machine; PORT=8000
	@exec env PORT=$(PORT) $(BIN)/python -m config.supervisor

test: $(TEST_READY) $(CATALOGUES)  ## the whole suite, on SQLite and PostgreSQL
	@.ci/browser
	@$(BIN)/python -m tests.run

check: $(TEST_READY) $(CATALOGUES)  ## lint, import rules, deployment checks, migrations, messages
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo
	@SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') $(FOR_CHECKS) \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(FOR_TESTS) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(FOR_TESTS) $(BIN)/python manage.py messages --check
	@echo "All checks passed"

format: $(TEST_READY)  ## lay out the code and mend what the linter can
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

faults: $(TEST_READY) $(CATALOGUES)  ## random kills, long races, hostile input
	@$(BIN)/python -m tests.run --faults $(FAULTS)

bench: $(TEST_READY) $(CATALOGUES)  ## one benchmark: make bench B=name
	@test -f "benchmarks/$(B).py" || { echo "Name one of:"; grep -l __main__ benchmarks/*.py | sed -E 's#.*/(.*)[.]py#  make bench B=\1#'; exit 2; }
	@$(BIN)/python -m benchmarks.$(B)

lock: $(TEST_READY)  ## resolve the dependencies of pyproject.toml anew; UPGRADE=1 takes newer versions
	@$(LOCKING) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements.lock
	@$(LOCKING) $(if $(UPGRADE),--upgrade) --group dev -c requirements.lock -o requirements-dev.lock
	@! grep -n '://' requirements.lock requirements-dev.lock

messages: $(TEST_READY)  ## collect the texts of code and templates into locale/ and compile them
	@$(FOR_TESTS) $(BIN)/python manage.py messages --update --compile

docs: $(TEST_READY) $(CATALOGUES)  ## write the documents that are generated from the code: rights, lifecycles
	@$(FOR_TESTS) $(BIN)/python manage.py generate_docs

screenshots: $(TEST_READY) $(CATALOGUES)  ## take the pictures of the README anew from a demonstration of its own
	@.ci/browser
	@$(BIN)/python -m tests.screenshots

coverage: $(TEST_READY) $(CATALOGUES)  ## which lines of code and templates the suite reaches
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -m "not faults"
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

$(DEMO_READY): requirements.lock
	@.ci/environment requirements.lock
	@touch $@

$(TEST_READY): requirements.lock requirements-dev.lock
	@.ci/environment requirements.lock requirements-dev.lock
	@touch $(DEMO_READY) $@

%.mo: %.po | $(DEMO_READY)
	@$(FOR_TESTS) $(BIN)/python manage.py messages --compile >/dev/null

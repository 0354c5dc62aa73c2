# The two commands are `make run` and `make test`; README.md tells the rest.
PYTHON_IN_VENV = .venv/bin/python
.PHONY: run test lint bench soak corpus lock clean

run:
	@tools/install requirements.lock
	@exec .venv/bin/draftreview serve

lint:
	@tools/install requirements-dev.lock
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	@$(PYTHON_IN_VENV) -m tests.browser.chromium
	@$(PYTHON_IN_VENV) -m tests.office
	.venv/bin/pytest $(SIDE_BY_SIDE) --hypothesis-profile=ci --cov --cov-report=term-missing
# A process more than there are processors, since a test with a browser waits half its time; whole files, in their
# order, so that those with a browser begin first and what a file shares is made once.
SIDE_BY_SIDE = --numprocesses=$(shell expr $$(nproc) + 1) --dist=loadfile --no-loadscope-reorder

bench:
	@tools/install requirements-dev.lock
	@$(PYTHON_IN_VENV) -m tests.bench

# A minute of writing and searching at once, then fifty kills in the middle of indexing.
soak:
	@tools/install requirements-dev.lock
	@$(PYTHON_IN_VENV) -m tests.soak

corpus:
	@tools/install requirements-dev.lock
	@$(PYTHON_IN_VENV) -m tests.corpus

# Pins anew what requirements*.in ask for; needs uv.
lock:
	uv pip compile requirements.in -o requirements.lock $(LOCKING)
	uv pip compile requirements.in requirements-dev.in -o requirements-dev.lock $(LOCKING)
LOCKING = --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache .coverage htmlcov

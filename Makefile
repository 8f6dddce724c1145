# Every command of the project. `make demo` and `make test` need nothing but Debian 12 with python3, make and git.

PYTHON := .venv/bin/python
WORDS := resources/translations/zh_CN.mo
DEMO := build/demo
# Run as many tests at once as this; a file's tests stay together, so that they can share what is dear to build.
JOBS := 2

.DEFAULT_GOAL := help
.PHONY: help setup environment run demo test soak check bench format lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-8s %s\n' "$$name" "$$what"; done

setup: environment $(WORDS) ## install what is missing (asks for root only where Debian packages are)

environment:
	@resources/setup/install.sh

$(WORDS): resources/translations/compile.py $(wildcard resources/translations/zh_CN resources/translations/zh_CN/*.po) | environment
	@$(PYTHON) resources/translations/compile.py

run: setup ## open the program
	$(PYTHON) app.py

demo: setup ## make a sample store with everything it prints; where there is a screen, open it
	.venv/bin/supplies demo --out $(DEMO)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo '$(PYTHON) app.py --store $(DEMO)/store.db'; exec $(PYTHON) app.py --store $(DEMO)/store.db; \
	else echo 'There is no screen here: look into $(DEMO).'; fi

test: setup ## run every test (at most 15 minutes on two cores)
	$(PYTHON) -m pytest -n $(JOBS) --dist loadfile

soak: setup ## run every test, the slow ones in full size (hours)
	SUPPLIES_SOAK=1 $(PYTHON) -m pytest -n $(JOBS) --dist loadfile --durations 20

check: setup ## look at the code without running it: form, types, who imports whom, sizes, translations, lock
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) resources/translations/compile.py --check
	$(PYTHON) -m pytest -q tests/test_sizes.py tests/test_lock.py tests/test_language.py

bench: setup ## measure how fast it is
	$(PYTHON) -m benchmarks

format: setup ## give the code its form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: setup ## choose the newest libraries that setup.cfg allows, and lock them
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'
	build/lock/bin/uv pip compile setup.cfg --extra test --extra devices --universal --python-version 3.11 \
		--fork-strategy fewest --upgrade --generate-hashes --no-header --no-annotate --quiet \
		--output-file resources/setup/requirements.lock

clean: ## remove what was made, except .venv
	rm -rf build $(WORDS) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

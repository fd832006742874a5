# Everything on a fresh machine with Python 3.11 or later: `make talk`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: talk test lint soak clean

talk: $(VENV)/.installed
	@$(BIN)/gentle-ground talk

test: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/gentle-ground check
	$(BIN)/pytest

soak: $(VENV)/.installed-dev
	GENTLE_GROUND_TEST_CONVERSATIONS=20000 GENTLE_GROUND_TEST_SCRIPTS=5000 \
	GENTLE_GROUND_TEST_MOMENTS=200 GENTLE_GROUND_TEST_PLANTED=1000 \
	GENTLE_GROUND_TEST_OWN=2000 GENTLE_GROUND_TEST_LIVES=500 \
	GENTLE_GROUND_TEST_KILLS=1000 GENTLE_GROUND_TEST_PROCESS_SECONDS=60 \
		$(BIN)/pytest --timeout=3600 tests/dialogue tests/test_random_scripts.py \
		tests/test_nothing_said_is_kept.py tests/content/test_own_sequences.py \
		tests/test_lives_at_random.py tests/test_killed.py \
		tests/store/test_many_processes.py

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

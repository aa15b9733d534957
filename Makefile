# What a newcomer types. `make run` and `make test` each work alone on a fresh Debian 12 or 13.
.DEFAULT_GOAL := run
.PHONY: run test check bench fuzz campaign setup translations lint format types imports lock icons installer packaged licenses sbom audit clean

VENV := .venv/bin
APPLICATIONS ?= 20000
KILLS ?= 60
INPUTS ?= 100000
# One more than there are cores, because many tests wait for the practice server.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
# Its sixty kills hold every story of the campaign; a test looks.
SEED ?= 20

run: setup translations ## the window in the practice shop; without a display, its tour in pictures
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  exec $(VENV)/refund-desk --practice; \
	else \
	  echo "No display: the tour runs off screen, its pictures go to out/tour"; \
	  QT_QPA_PLATFORM=offscreen exec $(VENV)/refund-desk tour --out out/tour; \
	fi

# Compiled tests are kept whatever the surroundings say. In a fresh checkout that is done before
# the workers start: else each of them would compile all tests for itself.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup translations ## all tests, then the coverage gate of each folder
	@rm -f build/coverage.json
	@[ -d tests/ui/__pycache__ ] || { \
	  $(VENV)/pytest --collect-only -q tests/ui >/dev/null & \
	  $(VENV)/pytest --collect-only -q --ignore tests/ui >/dev/null; wait; }
	$(VENV)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder \
	  --max-worker-restart 0 \
	  --cov --cov-report=json:build/coverage.json
	$(VENV)/python -m tests.coverage_gates build/coverage.json

check: lint format types imports ## everything a machine can say without running the program

lint: setup
	$(VENV)/ruff check

format: setup
	$(VENV)/ruff format --check

types: setup
	$(VENV)/mypy

imports: setup
	$(VENV)/lint-imports --no-logo

bench: setup translations ## measurements: start, reads of a big ledger, refunds a second, recovery
	$(VENV)/python -m benchmarks.start
	$(VENV)/python -m benchmarks.storage_reads --applications $(APPLICATIONS)
	$(VENV)/python -m benchmarks.refunds
	$(VENV)/python -m benchmarks.recovery

fuzz: setup translations ## broken inputs: answers, bills, key files, amounts, spreadsheets, feeds, pictures; INPUTS=100000 of each
	$(VENV)/python -m tests.wechatpay.answer_fuzz --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.reconciliation.fuzz_bills --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.wechatpay.key_fuzz --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.domain.amount_fuzz --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.sources.sheet_fuzz --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.sources.feed_fuzz --inputs $(INPUTS) --seed $(SEED)
	$(VENV)/python -m tests.ui.picture_fuzz --inputs $(INPUTS) --seed $(SEED)

setup:
	@scripts/setup.sh

translations: setup ## resources/i18n/*.qm, which are built and not committed
	@$(VENV)/python scripts/build_translations.py

campaign: setup ## kill the engine under faults; KILLS=5000 SEED=7 for the long one
	$(VENV)/python -m tests.campaign --kills $(KILLS) --seed $(SEED) --jobs 2

lock: setup ## resolve requirements.lock anew; UPGRADE=--upgrade takes newer versions
	@[ -x build/lock-tools/bin/uv ] || { \
	  $(VENV)/python -m venv build/lock-tools && build/lock-tools/bin/pip install --quiet uv; }
	$(VENV)/python scripts/write_lock.py build/lock-tools/bin/uv $(UPGRADE)

icons: setup ## the icon font and the program's own icon, from resources/icons/*.py
	$(VENV)/python resources/icons/make_subset.py
	$(VENV)/python resources/icons/make_app_icon.py

# Equal sources give equal files: no chance in the order of sets, no time but that of the commit.
installer: export PYTHONHASHSEED := 0
installer: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)
installer: setup translations ## the program as one folder, and its package, in dist/
	@scripts/setup.sh installer
	$(VENV)/pyinstaller --noconfirm --clean build_installer.spec

packaged: installer ## the same, then started: its self check and its tour, off screen
	QT_QPA_PLATFORM=offscreen dist/refund-desk-*/refund-desk --self-check
	QT_QPA_PLATFORM=offscreen dist/refund-desk-*/refund-desk tour --out out/packaged

licenses: setup ## resources/licenses anew, after `make lock`
	$(VENV)/python scripts/gather_licenses.py

sbom: setup ## what the program is made of, as CycloneDX in dist/
	$(VENV)/python scripts/write_sbom.py dist

audit: setup ## known vulnerabilities of what the lock names; needs the internet
	$(VENV)/python scripts/check_vulnerabilities.py

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

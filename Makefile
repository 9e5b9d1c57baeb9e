# What each target does is in scripts/. The environment (`make run PORT=8001`) and .env are read there.
PYTHON ?= python3

.PHONY: run test check dev bench torture sbom

run:
	@$(PYTHON) -m scripts.prepare shop
	@.venv/bin/python -m scripts.run

test:
	@$(PYTHON) -m scripts.prepare development storefront browser
	@.venv/bin/python -m scripts.test

check:
	@$(PYTHON) -m scripts.prepare development
	@.venv/bin/python -m scripts.check

dev:
	@$(PYTHON) -m scripts.prepare development
	@.venv/bin/python -m scripts.dev

bench:
	@$(PYTHON) -m scripts.prepare development storefront
	@.venv/bin/python -m scripts.bench

torture:
	@$(PYTHON) -m scripts.prepare development
	@.venv/bin/python -m scripts.torture $(ROWS)

sbom:
	@$(PYTHON) -m scripts.prepare shop
	@.venv/bin/python -m scripts.sbom $(FILE)

# `make` lists the targets. Each one installs what it needs into .venv from the lock files (instant when nothing changed).
SHELL := /bin/sh
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(or $(shell for p in python3.11 python3 python3.12 python3.13; do \
	$$p $(NEW_ENOUGH) 2>/dev/null && echo $$p && break; done),python3)
PORT ?= 8000
ENV := $(PYTHON) scripts/environment.py
RUN := .venv/bin/python

.PHONY: help demo demo-elasticsearch demo-reset run test benchmark benchmark-work benchmark-search check fmt messages lock
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: ## the demo office on http://127.0.0.1:8000 (PORT=… for another port); keeps its data
	@$(ENV) base
	@$(RUN) scripts/demo.py start --port $(PORT)

demo-elasticsearch: ## the same demo, searched by an Elasticsearch of its own (fetched once, about 100 MB)
	@$(ENV) base
	@$(RUN) scripts/demo.py start --elasticsearch --port $(PORT)

demo-reset: ## delete the demo's data and start over
	@$(ENV) base
	@$(RUN) scripts/demo.py reset --port $(PORT)

run: ## the development server on the demo's data, reloading when code or templates change
	@$(ENV) base
	@DUMAS_BASE_URL="$${DUMAS_BASE_URL:-http://127.0.0.1:$(PORT)}" $(RUN) manage.py runserver 127.0.0.1:$(PORT)

test: ## every test on SQLite, what matters on PostgreSQL (ARGS='…' go to pytest; DATABASE_URL: a running server)
	@$(ENV) test
	@$(RUN) scripts/test.py $(ARGS)

benchmark: ## speed on SQLite and a private PostgreSQL side by side (PAGES=100000, MAILS=folder of .eml files)
	@$(ENV) test
	@$(if $(DATABASE_URL),,$(RUN) -m tests.services.postgres) $(RUN) manage.py benchmark --pages $(or $(PAGES),100000) $(if $(MAILS),--mails '$(MAILS)')

benchmark-work: ## speed of tasks, chain steps, time limits, documents out and numbers (CASES=100000, CHAINS=10000)
	@$(ENV) test
	@$(if $(DATABASE_URL),,$(RUN) -m tests.services.postgres) $(RUN) manage.py benchmark_work --cases $(or $(CASES),100000) --chains $(or $(CHAINS),10000)

benchmark-search: ## speed of questions and indexing beside raw Elasticsearch (DOCUMENTS=100000)
	@$(ENV) test
	@$(RUN) -m tests.services.elasticsearch $(if $(DATABASE_URL),,$(RUN) -m tests.services.postgres) $(RUN) manage.py benchmark_search --documents $(or $(DOCUMENTS),100000)

check: ## ruff, mypy, import contracts, house rules, Django's checks, migrations
	@$(ENV) dev
	@$(RUN) scripts/check.py

fmt: ## format the code and repair what ruff can repair
	@$(ENV) dev
	@$(RUN) -m ruff check --fix --quiet || true
	@$(RUN) -m ruff format

messages: ## Indonesian texts: code and locale/parts/*.po into the compiled catalogue
	@$(ENV) dev
	@$(RUN) scripts/messages.py

lock: ## regenerate requirements/*.lock (UPGRADE=1 for all, UPGRADE=name for one package)
	@$(ENV) dev
	@UPGRADE='$(UPGRADE)' $(RUN) scripts/lock.py

# `make` alone prints the targets. What a target does stands in packaging/.
export PYTHON ?= python3

.PHONY: help run test prove bench-peers pictures contact-sheets screenshots fonts icons catalogue lock wheel clean

help:
	@echo "make run          set up, then open Briefer on the sample workspace (without a display: write its packs to build/)"
	@echo "make test         set up, then check format, lint, types and layers, and run all tests"
	@echo "make prove        the same tests at full size, under an hour"
	@echo "make bench-peers  measure pages against other engines (JSON=FILE, BENCH_VOCABULARY=30000)"
	@echo "make pictures     renew the pictures of the README"
	@echo "make screenshots  draw every screen of the window in every way to build/screenshots (WAYS=\"dark arabic\")"
	@echo "make fonts        renew resources/fonts"
	@echo "make icons        renew resources/icons"
	@echo "make catalogue    renew resources/locale: draw the texts, compile the translations, name what lacks one"
	@echo "make lock         renew the pinned requirements"
	@echo "make wheel        build the wheel into dist/"
	@echo "make clean        remove all that these made, .venv too"

run:
	@packaging/run.sh

test:
	@packaging/test.sh

prove:
	@BRIEFER_PROFILE=prove packaging/test.sh

bench-peers:
	@packaging/bench.sh

pictures:
	@packaging/setup.sh test
	@.venv/bin/python packaging/pictures.py

screenshots:
	@packaging/setup.sh test
	@.venv/bin/python packaging/screenshots.py $(WAYS)

contact-sheets:
	@packaging/setup.sh test
	@.venv/bin/python packaging/contact_sheets.py

fonts icons:
	@packaging/setup.sh test
	@.venv/bin/python packaging/$@.py

catalogue:
	@packaging/setup.sh test
	@.venv/bin/python packaging/catalogue.py

lock:
	@packaging/setup.sh test
	@packaging/lock.sh

wheel:
	@packaging/wheel.sh

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

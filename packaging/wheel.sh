#!/usr/bin/env bash
# wheel.sh   Build dist/briefer-VERSION-py3-none-any.whl (`make wheel`), with the pinned build tools; print its name.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/setup.sh run
rm -rf dist
.venv/bin/python -m pip --disable-pip-version-check --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .
ls dist/*.whl

#!/usr/bin/env bash
# bench.sh   Measure Briefer against its peers (`make bench-peers`); what is printed: tests/benchmarks/peers/bench.py.
set -euo pipefail
cd "$(dirname "$0")/.."

packaging/setup.sh test
packaging/system-deps.sh packaging/bench-packages.txt
requirements=packaging/requirements-bench.txt
[ "$(cat .venv/.ready-bench 2>/dev/null)" = "$(sha256sum "$requirements")" ] || {
  .venv/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --requirement "$requirements"
  sha256sum "$requirements" >.venv/.ready-bench
}
.venv/bin/python tests/benchmarks/peers/bench.py

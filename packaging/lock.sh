#!/usr/bin/env bash
# Renew the pinned requirements from pyproject.toml (`make lock`): all platforms, all Pythons from 3.11, with hashes, without
# the address of any index. hatchling and editables are in both, because the project itself is installed without build isolation.
#   lock.sh             newest versions allowed
#   lock.sh --keep      only what pyproject.toml asks for anew
set -euo pipefail
cd "$(dirname "$0")/.."
upgrade=--upgrade
[ "${1:-}" != --keep ] || upgrade=

compile() {  # FILE EXTRA-OPTIONS...
  local file=$1
  shift
  printf 'hatchling\neditables\n' | .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header $upgrade --output-file "$file" "$@" pyproject.toml - >/dev/null
}

compile packaging/requirements.txt
compile packaging/requirements-dev.txt --extra dev --constraint packaging/requirements.txt
compile packaging/requirements-bench.txt --extra dev --extra bench --constraint packaging/requirements-dev.txt

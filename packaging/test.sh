#!/usr/bin/env bash
# test.sh [PYTEST-ARGUMENT...]   Format, lint, types, layers, tests (`make test`). Quiet where all is well.
# BRIEFER_PROFILE=prove (`make prove`) runs the same tests at full size: tests/profiles.py,
# and the window's on encrypted workspaces too: tests/ciphered.py.
set -euo pipefail
cd "$(dirname "$0")/.."

unset PYTHONDONTWRITEBYTECODE # or each program that a test starts compiles all of Briefer anew
packaging/setup.sh test
quietly() { # a tool that talks when all is well is heard only when it is not
  local said
  said=$("$@" 2>&1) || {
    printf '%s\n' "$said" >&2
    return 1
  }
}
quietly .venv/bin/python -m ruff format --check .
quietly .venv/bin/python -m ruff check .
quietly .venv/bin/python -m mypy
quietly .venv/bin/python -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo
# three on two cores: some tests wait for a clock or a screen
.venv/bin/python -m pytest --numprocesses 3 "$@"
if [ "${BRIEFER_PROFILE:-}" = prove ]; then
  BRIEFER_PROFILE=test BRIEFER_CIPHER=encrypted .venv/bin/python -m pytest --numprocesses 2 tests/gui
fi

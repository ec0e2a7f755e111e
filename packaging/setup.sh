#!/usr/bin/env bash
# setup.sh run|test   Make .venv ready to run Briefer, or to test it. Does nothing when nothing has changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-run}
requirements=packaging/requirements.txt
packages=packaging/system-packages.txt
if [ "$what" = test ]; then
  requirements=packaging/requirements-dev.txt
  # one line of advice for all that is missing; yet tests go on without their own packages, only CI knows no excuse
  packaging/system-deps.sh "$packages" packaging/test-packages.txt || {
    [ -z "${CI:-}" ] && packaging/system-deps.sh "$packages" 2>/dev/null
  }
else
  packaging/system-deps.sh "$packages"
fi

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || {
  echo "Briefer needs Python 3.11 to 3.14; '$python' is $("$python" -V 2>&1). Name another: make PYTHON=python3.12 ..." >&2
  exit 1
}

# the pins, the project's own metadata, and the place, which an editable install remembers
fingerprint() { { cat "$1" pyproject.toml; pwd; } | sha256sum; }
done_before() { [ "$(cat ".venv/.ready-$1" 2>/dev/null)" = "$(fingerprint "$2")" ]; }
if .venv/bin/python -c '' 2>/dev/null; then
  ! done_before "$what" "$requirements" || exit 0
  # what is good for testing is good for running
  [ "$what" = test ] || ! done_before test packaging/requirements-dev.txt || exit 0
else
  "$python" -m venv --clear .venv
fi

echo "Installing Python packages into .venv (some 300 MB the first time) ..." >&2
pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet install)
# the pins are whole: what is not among them (pyproject.toml, [tool.uv]) is not wanted
"${pip[@]}" --require-hashes --no-deps --requirement "$requirements"
"${pip[@]}" --no-deps --no-build-isolation --editable . # a call of its own: an editable project has no hash
fingerprint "$requirements" >".venv/.ready-$what"

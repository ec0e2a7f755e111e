#!/usr/bin/env bash
# run.sh   Open Briefer on the sample workspace (`make run`). Without a display do the same job without a window:
# write the dossier and the visitors' programme of every sample visit to build/.
set -euo pipefail
cd "$(dirname "$0")/.."

sample=build/sample.briefer
briefer=.venv/bin/briefer
packaging/setup.sh run
mkdir -p build
[ -e "$sample" ] || "$briefer" new "$sample" --sample

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
  exec "$briefer" open "$sample"
fi

echo "There is no display, so no window is opened. From $sample:"
keys=$("$briefer" visits "$sample" --json |
  .venv/bin/python -c 'import json, sys; print(*(visit["key"] for visit in json.load(sys.stdin)))')
for key in $keys; do
  for recipe in dossier visitors; do
    pdf=build/$key-$recipe.pdf
    "$briefer" export "$sample" "$key" --recipe "$recipe" -o "$pdf" --force
    echo "  $pdf"
  done
done

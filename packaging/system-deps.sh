#!/usr/bin/env bash
# system-deps.sh LIST...   Install the Debian packages that the LISTs name and the system lacks.
# Root, or sudo without a password, installs; anybody else is told the exact line, and it fails. Nothing missing: nothing said.
set -euo pipefail

command -v dpkg-query >/dev/null || {
  echo "Not a Debian system: please see to it that it has what these lists name: $*" >&2
  exit 0
}

wanted=$(sed 's/#.*//' "$@" | xargs)
# newer releases call some libraries NAMEt64
installed=$(for name in $wanted; do echo "$name" "${name}t64"; done |
  xargs dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' || true)
missing=
for name in $wanted; do
  grep -qxE "$name(t64)?" <<<"$installed" || missing+=" $name"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=env
elif sudo -n true 2>/dev/null; then
  as_root="sudo env"
else
  echo "These packages are missing. Ask an administrator to run:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
echo "Installing$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  $as_root apt-get update -qq &&
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $missing
}
install >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}

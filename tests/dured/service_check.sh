#!/usr/bin/env bash
# service_check.sh UNIT: the unit is sound and as closed as design 06 section 7 wants (exposure at most 1.5 of 10).
set -euo pipefail
if ! command -v systemd-analyze >/dev/null; then
    echo "skipped: no systemd-analyze here"
    exit 77
fi
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
# The program need not be installed for its unit to be read.
sed 's#^ExecStart=/usr/bin/dured#ExecStart=/bin/true#' "$1" >"$directory/dured.service"
if complaints=$(systemd-analyze verify "$directory/dured.service" 2>&1 | grep "$directory"); then
    echo "$complaints"
    exit 1
fi
systemd-analyze security --offline=true --threshold=15 --no-pager "$directory/dured.service" >"$directory/report" ||
    { grep ✗ "$directory/report"; tail -1 "$directory/report"; exit 1; }
tail -1 "$directory/report"

#!/usr/bin/env bash
# no_mutants.sh WITH PROGRAM...: the planted bugs' switch stands in WITH and in none of the others.
set -euo pipefail
has_switch() { [ -n "$(nm -C "$1" | grep 'planted_mutant')" ]; }
with=$1
shift
has_switch "$with" || { echo "$with has no planted bugs: this test would not see them elsewhere"; exit 1; }
for program in "$@"; do
    if has_switch "$program"; then
        echo "$program has planted bugs"
        exit 1
    fi
done

#!/usr/bin/env bash
# check.sh forge|artifacts
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../chain/contracts"
if [ ! -d node_modules/solc ] || ! command -v node >/dev/null; then
    echo "skipped: npm ci in chain/contracts installs the compiler and forge"
    exit 77
fi
case "${1:-}" in
forge)
    if [ ! -x node_modules/.bin/forge ]; then
        echo "skipped: forge comes for Linux on x86-64 only"
        exit 77
    fi
    exec node_modules/.bin/forge test
    ;;
artifacts) exec node tools/compile.mjs --check ;;
*) echo "usage: check.sh forge|artifacts"; exit 2 ;;
esac

#!/usr/bin/env bash
# check.sh RULE: fails with the offending lines when a rule of the house is broken.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
bad=0
report() { if [ -n "$2" ]; then echo "$1"; echo "$2"; bad=1; fi; }

# Source files of the rooms given, without generated and fetched ones.
sources() { find "$@" -type d \( -name node_modules -o -name build -o -name out \) -prune -o \
    \( -name '*.hpp' -o -name '*.cpp' \) -print 2>/dev/null; }

case "${1:-}" in
top_level)
    report "Only these stand at the top: CMakeLists.txt app ui qml core chain devices translations tests README.md LICENSE CMakePresets.json" \
        "$(git ls-files 2>/dev/null | cut -d/ -f1 | sort -u | grep -vxE 'CMakeLists.txt|app|ui|qml|core|chain|devices|translations|tests|README.md|LICENSE|CMakePresets.json|\..*')"
    ;;
dependencies)
    report "core knows nobody (ports only), and no Qt:" \
        "$(sources core | xargs grep -nE '#include ("(chain|devices|ui|app|qml)/|<Q)' )"
    report "core speaks SQLite in the journal only:" \
        "$(sources core | grep -v '^core/journal/' | xargs grep -nE '#include [<"]sqlite3')"
    report "the node knows blocks and bytes, not households:" \
        "$(sources chain | grep -v '^chain/api/' | xargs grep -nE '#include ("(core|devices|ui|app|qml)/|<Q)')"
    report "chain/api knows core and chain only, and no Qt:" \
        "$(sources chain/api | xargs grep -nE '#include ("(devices|ui|app|qml)/|<Q)')"
    report "devices know core's ports only:" \
        "$(sources devices | xargs grep -nE '#include "(chain|ui|app|qml)/')"
    report "ui talks to core only:" \
        "$(sources ui | xargs grep -nE '#include "(chain|devices|app)/')"
    report "no context properties, no qsTr without an id:" \
        "$(grep -rnE 'setContextProperty|[^a-zA-Z]qsTr\(' ui qml app --include='*.cpp' --include='*.hpp' --include='*.qml')"
    ;;
purity)
    # Clock, randomness, threads and files reach the pure rooms through Env and ports only.
    pure=(chain/base chain/crypto chain/trie chain/state chain/evm chain/block chain/consensus chain/pool \
          core/units core/slot core/auction core/tariff core/meterlog core/forecast core/agent core/household)
    pure_files=(chain/net/{gossip,letter_box,peer_set,rate_limit,recent_hashes,sync,wire}.*)  # pure parts of rooms that also do I/O
    files=$( (sources "${pure[@]}"; ls "${pure_files[@]}") | grep -vE '^chain/crypto/(keystore|keyfile|device_secret|key_files|file)')
    report "no clocks of their own in pure rooms:" \
        "$(grep -nE '(system|steady|high_resolution)_clock::now|[^_a-z]time\((NULL|nullptr|0)\)|gettimeofday|clock_gettime' $files)"
    report "no threads in pure rooms:" \
        "$(grep -nE '#include <(thread|future|condition_variable)>|std::(thread|jthread|async)\b' $files)"
    report "no random devices in pure rooms:" \
        "$(grep -nE 'std::random_device|[^_a-z]s?rand\(' $files)"
    ;;
lifetimes)
    # `auto x = f()["key"];` on a QJsonObject is a reference into an object that is gone.
    report "name the type (QJsonValue), auto keeps a reference into a temporary:" \
        "$(sources app ui qml core chain devices tests |
            xargs grep -HzoP '\bauto\b&{0,2} \w+ =[^;]*\)\s*\["[^"]*"\];' | tr '\0' '\n')"
    ;;
formatting)
    report "clang-format -i these:" \
        "$(sources app ui qml core chain devices tests |
            xargs -P 2 -n 20 clang-format --dry-run -Werror 2>&1 | sed -n 's/: error:.*//p' | sort -u)"
    ;;
packages)
    # What the code includes must come from a package that the set-up installs.
    list=$(grep -vE '^#|^\[|^$' app/packaging/debian-packages.txt)
    need() { grep -qx "$2" <<<"$list" || { echo "$1 needs $2 in app/packaging/debian-packages.txt"; bad=1; }; }
    uses() { sources app ui qml core chain devices tests | xargs grep -lqE "#include [<\"]($1)"; }
    uses 'boost/' && need Boost libboost1.81-dev
    uses 'cryptopp|crypto\+\+' && need Crypto++ libcrypto++-dev
    uses 'sodium' && need libsodium libsodium-dev
    uses 'secp256k1' && need secp256k1 libsecp256k1-dev
    uses 'gmp' && need GMP libgmp-dev
    uses 'sqlite3' && need SQLite libsqlite3-dev
    uses 'zstd' && need zstd libzstd-dev
    uses 'gtest' && need GoogleTest libgtest-dev
    uses 'rapidcheck' && need rapidcheck librapidcheck-dev
    uses 'nlohmann' && need nlohmann-json nlohmann-json3-dev
    uses 'qrencode' && need qrencode libqrencode-dev
    ;;
hardening)
    elf=$2
    header=$(readelf -hW "$elf"); segments=$(readelf -lW "$elf"); dynamic=$(readelf -dW "$elf")
    grep -q 'Type:.*DYN' <<<"$header" || { echo "$elf is not position independent"; bad=1; }
    grep -q 'GNU_RELRO' <<<"$segments" || { echo "$elf has no RELRO"; bad=1; }
    grep -q 'BIND_NOW\|FLAGS_1.*NOW' <<<"$dynamic" || { echo "$elf is not bound at start"; bad=1; }
    grep 'GNU_STACK' <<<"$segments" | grep -q 'RWE' && { echo "$elf has an executable stack"; bad=1; }
    # Whole outputs first: under pipefail an early grep -q would count as a failure of readelf.
    symbols=$(readelf -sW "$elf")
    grep -q '__stack_chk_fail' <<<"$symbols" || { echo "$elf has no stack protector"; bad=1; }
    grep -qE '__(memcpy|snprintf|vsnprintf|fprintf|read|memmove|memset)_chk' <<<"$symbols" || { echo "$elf is not fortified"; bad=1; }
    ;;
*) echo "usage: check.sh top_level|dependencies|purity|lifetimes|formatting|packages|hardening FILE"; exit 2 ;;
esac
exit $bad

# Sourced by app/run and tests/run: installs what is missing on Debian 12 and builds one preset.

dure_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# dure_packages SECTION… : the names listed in debian-packages.txt under the sections.
dure_packages() {
    local wanted=" $* " section="" line
    while IFS= read -r line; do
        case "$line" in
            ''|'#'*) ;;
            '['*']') section=${line:1:-1} ;;
            *) [[ $wanted == *" $section "* ]] && echo "$line" ;;
        esac
    done < "$dure_root/app/packaging/debian-packages.txt"
}

dure_missing() {
    local name
    for name in $(dure_packages "$@"); do
        # node and npm may come from elsewhere; what counts is that they run.
        case "$name" in
            nodejs) command -v node >/dev/null && continue ;;
            npm) command -v npm >/dev/null && continue ;;
        esac
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q '^install ok installed' || echo "$name"
    done
}

dure_install() {
    local missing root_do=()
    if ! command -v apt-get >/dev/null; then
        echo "Dure's set-up knows Debian 12. Install what app/packaging/debian-packages.txt lists, then build with cmake --preset release." >&2
        return 1
    fi
    missing=$(dure_missing "$@")
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Packages are missing and sudo is not there. As root run: apt-get install" $missing >&2; return 1; }
        root_do=(sudo)
    fi
    echo "Installing:" $missing
    "${root_do[@]}" apt-get update -qq
    # shellcheck disable=SC2086 # a list of package names
    "${root_do[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# dure_build PRESET PARTS [TARGET…]: `app` leaves the tests out, so that who only runs the program
# needs none of their packages.
dure_build() {
    local preset=$1 parts="core;chain;devices;ui;qml;app"
    [ "$2" = tests ] && parts="$parts;tests"
    shift 2
    cd "$dure_root" || return 1
    cmake --preset "$preset" "-DDURE_PARTS=$parts" >"/tmp/dure-configure.$$" 2>&1 || { cat "/tmp/dure-configure.$$" >&2; rm -f "/tmp/dure-configure.$$"; return 1; }
    rm -f "/tmp/dure-configure.$$"
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

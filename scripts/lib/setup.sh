# shellcheck shell=bash
# Installs what is missing to build, run and test audit, and says so first. To be sourced:
#
#   source scripts/lib/setup.sh
#   setup build run          # or: setup build run test
#
# Debian 12 and later, Ubuntu 22.04 and later (apt, as root or with sudo), macOS (Homebrew).
# Where everything is there already, nothing is asked, installed or downloaded.

setup_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
setup_venv=$setup_root/.venv

setup_say() { printf '%s\n' "$*" >&2; }

setup_fail() {
    setup_say "error: $1"
    [ $# -lt 2 ] || setup_say "       $2"
    exit 2
}

# The package manager of this machine: apt or brew.
setup_manager() {
    if command -v apt-get >/dev/null; then
        echo apt
    elif command -v brew >/dev/null; then
        echo brew
    else
        setup_fail "this machine has neither apt-get nor brew, so nothing can be installed here." \
            "Install what docs/operations.md lists, then run swift build and swift test."
    fi
}

setup_as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        setup_fail "installing packages needs root." "Run this as root, or install sudo."
    fi
}

# Prints the packages for the given purposes that are missing, one a line.
setup_missing_apt() {
    local purpose package
    for purpose in "$@"; do
        for package in $(setup_packages_apt "$purpose"); do
            dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
        done
    done
}

setup_packages_apt() {
    case $1 in
        build)
            echo pkg-config ca-certificates git libpq-dev libcurl4-openssl-dev libxml2-dev libsimdjson-dev \
                libpcre2-dev libzstd-dev zlib1g-dev libssl-dev libidn2-dev
            # The Swift toolchain brings a compiler of its own, but not the C++ library.
            compgen -G '/usr/include/c++/*/vector' >/dev/null || echo g++
            ;;
        run) setup_postgres_binaries >/dev/null || echo postgresql ;;
        test) python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3 python3-venv ;;
    esac
}

setup_packages_brew() {
    case $1 in
        build) echo pkg-config libpq libxml2 simdjson pcre2 zstd zlib openssl@3 libidn2 ;;
        run) setup_postgres_binaries >/dev/null || echo postgresql@17 ;;
        test) command -v python3 >/dev/null || echo python ;;
    esac
}

# Prints the directory of the newest PostgreSQL server binaries; fails where there are none.
setup_postgres_binaries() {
    local directory newest=
    for directory in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
        [ -x "$directory/initdb" ] && newest=$(printf '%s\n' "$newest" "$directory" | sort -V | tail -n 1)
    done
    [ -n "$newest" ] || newest=$(dirname "$(command -v initdb || echo .)")
    [ -x "$newest/initdb" ] && echo "$newest"
}

setup_apt_update() {
    # Mirrors fail now and then; the second try is mostly fine.
    setup_as_root apt-get update -q >&2 || {
        setup_say "apt-get update failed; trying once more."
        sleep 5
        setup_as_root apt-get update -q >&2
    } || setup_fail "the package lists could not be fetched." "Check the network and /etc/apt/sources.list."
}

setup_apt_install() {
    setup_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2 ||
        setup_fail "apt-get could not install: $*" "Its own message above says why."
}

# Installs the PostgreSQL server without the cluster that Debian would create and start.
setup_apt_postgres() {
    local settings=/etc/postgresql-common/createcluster.conf
    setup_apt_install postgresql-common
    setup_as_root cp "$settings" "$settings.before-audit"
    setup_as_root sed -i -E 's/^#? *create_main_cluster.*/create_main_cluster = false/' "$settings"
    setup_apt_install postgresql
    setup_as_root mv "$settings.before-audit" "$settings"
}

setup_apt() {
    local missing others
    missing=$(setup_missing_apt "$@" | sort -u | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    setup_say "Installing with apt-get: $missing"
    setup_apt_update
    others=$(printf '%s\n' "$missing" | tr ' ' '\n' | grep -vx postgresql | tr '\n' ' ')
    # shellcheck disable=SC2086 # a list of packages
    [ -z "${others// /}" ] || setup_apt_install $others
    case " $missing" in *" postgresql "*) setup_apt_postgres ;; esac
}

setup_brew() {
    local purpose package missing=()
    for purpose in "$@"; do
        for package in $(setup_packages_brew "$purpose"); do
            brew list --versions "$package" >/dev/null 2>&1 || missing+=("$package")
        done
    done
    if [ ${#missing[@]} -gt 0 ]; then
        setup_say "Installing with brew: ${missing[*]}"
        brew install "${missing[@]}" >&2 || setup_fail "brew could not install: ${missing[*]}"
    fi
    # Homebrew keeps these out of the usual places.
    for package in libpq libxml2 zlib openssl@3; do
        PKG_CONFIG_PATH=$(brew --prefix "$package")/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
    done
    export PKG_CONFIG_PATH
}

# The Swift toolchain is too large to install unasked.
setup_swift() {
    command -v swift >/dev/null || setup_fail "there is no Swift toolchain; audit needs Swift 6.1 or later." \
        "Get it from https://www.swift.org/install, or use the Dockerfile."
    local version
    version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
    [ "$(printf '%s\n' 6.1 "${version:-0}" | sort -V | head -n 1)" = 6.1 ] ||
        setup_fail "this is Swift ${version:-of an unknown version}; audit needs 6.1 or later." \
            "Get it from https://www.swift.org/install."
}

# A virtual environment with the SQS servers that the tests use; made anew when its list changes.
setup_python() {
    local list=$setup_root/scripts/lib/requirements.txt
    cmp -s "$list" "$setup_venv/requirements.txt" && return 0
    setup_say "Installing with pip into .venv: $(grep -v '^#' "$list" | tr '\n' ' ')"
    python3 -m venv "$setup_venv" || setup_fail "python3 -m venv failed." "Install python3-venv."
    "$setup_venv/bin/pip" install -q --disable-pip-version-check -r "$list" >&2 ||
        setup_fail "pip could not install the test servers." "Check the network, then run this again."
    cp "$list" "$setup_venv/requirements.txt"
}

# The official JSON Schema test suite, which the sources of the Python package jsonschema carry.
setup_suite() {
    local suite=$setup_venv/json-schema-test-suite version=4.26.0 directory
    [ ! -d "$suite/tests" ] || return 0
    setup_say "Fetching the JSON Schema test suite (in the sources of jsonschema $version from PyPI) into .venv"
    directory=$(mktemp -d)
    {
        "$setup_venv/bin/pip" download -q --disable-pip-version-check --no-deps --no-binary jsonschema \
            -d "$directory" "jsonschema==$version" >&2 &&
            tar -xzf "$directory/jsonschema-$version.tar.gz" -C "$directory" &&
            mv "$directory/jsonschema-$version/json" "$suite"
    } || setup_fail "the JSON Schema test suite could not be fetched." "Check the network, then run this again."
    rm -rf "$directory"
}

# The validators that audit's is measured beside.
setup_peers() {
    local list=$setup_root/scripts/lib/benchmark-requirements.txt
    cmp -s "$list" "$setup_venv/benchmark-requirements.txt" && return 0
    setup_say "Installing with pip into .venv: $(grep -v '^#' "$list" | tr '\n' ' ')"
    "$setup_venv/bin/pip" install -q --disable-pip-version-check -r "$list" >&2 ||
        setup_fail "pip could not install the peers." "Check the network, then run this again."
    cp "$list" "$setup_venv/benchmark-requirements.txt"
}

# Installs what is missing for the given purposes: build, run, test, benchmark (which needs test).
setup() {
    "setup_$(setup_manager)" "$@"
    local purpose
    for purpose in "$@"; do
        case $purpose in
            build) setup_swift ;;
            test) setup_python && setup_suite ;;
            benchmark) setup_peers ;;
        esac
    done
}

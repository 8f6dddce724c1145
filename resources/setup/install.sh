#!/bin/sh
# Make everything ready to run: Debian's packages, and in .venv the libraries of requirements.lock and this project.
#
# Run it as often as you like: what is there already is left alone, and once all is ready it only compares a stamp.
# SYSTEM_PACKAGES=no leaves Debian's packages to you.
set -eu

cd "$(dirname "$0")/../.."
setup=resources/setup
stamp=.venv/setup-stamp

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# What the environment was made from, and where: a copied or outdated one is found out.
fingerprint() {
    pwd
    sha256sum "$setup/requirements.lock" "$setup/debian-packages.txt" "$setup/install.sh" setup.cfg pyproject.toml
}

is_ready() {
    [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(fingerprint)" = "$(cat "$stamp")" ]
}

# --- Debian's packages ---------------------------------------------------------------------------------------------

# Print what is installed, and what the installed packages stand in for.
packages_here() {
    dpkg-query --show --showformat '${db:Status-Status} ${Package} ${Provides}\n' |
        sed -n 's/^installed //p' | sed 's/([^)]*)//g' | tr -s ', ' '\n'
}

# Print the packages that are not here, in one line.
packages_missing() {
    here=$(mktemp)
    packages_here >"$here"
    sed 's/#.*//' "$setup/debian-packages.txt" | tr -d ' ' | grep . | grep -vxF -f "$here" | tr '\n' ' ' || true
    rm -f "$here"
}

# Print what makes a command run as root: nothing for root, "sudo" for whoever may, "no" for anybody else.
how_to_be_root() {
    if [ "$(id -u)" -eq 0 ]; then
        echo ""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        echo sudo
    else
        echo no
    fi
}

# Install the packages named, through the command given first (none or sudo), asking nothing.
apt_install() {
    as_root=$1
    shift
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends "$@"
}

# The tests run servers of their own: keep Debian from starting one for good beside them. Where PostgreSQL is there
# already, its settings are left as they are.
apt_install_without_server() {
    as_root=$1
    note=/etc/postgresql-common/createcluster.d/no-main-cluster.conf
    if [ -d /etc/postgresql-common ]; then
        apt_install "$@"
        return
    fi
    $as_root mkdir -p "$(dirname "$note")"
    echo 'create_main_cluster = false' | $as_root tee "$note" >/dev/null
    status=0
    apt_install "$@" || status=$?
    $as_root rm -f "$note"
    $as_root rmdir "$(dirname "$note")" /etc/postgresql-common 2>/dev/null || true
    return "$status"
}

install_system_packages() {
    as_root=$1
    shift
    say "Installing Debian packages: $*"
    log=$(mktemp)
    if ! apt_install_without_server "$as_root" "$@" >"$log" 2>&1; then
        say "The list of Debian packages is missing or old; fetching it."
        $as_root apt-get update --quiet=2 >&2
        apt_install_without_server "$as_root" "$@" >"$log" 2>&1 || fail "$(cat "$log")"
    fi
    rm -f "$log"
}

ensure_system_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: install what $setup/debian-packages.txt names by your own system's means."
        return
    fi
    missing=$(packages_missing)
    [ -n "$missing" ] || return 0
    as_root=$(how_to_be_root)
    if [ "$as_root" = no ]; then
        say "Debian packages are missing, and only root may install them. Type this, or ask whoever may:"
        say "    sudo apt-get update && sudo apt-get install --no-install-recommends $missing"
        fail "Then run make again. To go on without them: make setup SYSTEM_PACKAGES=no"
    fi
    # The names are words of one line, so they are split here on purpose.
    # shellcheck disable=SC2086
    install_system_packages "$as_root" $missing
}

# --- the environment -----------------------------------------------------------------------------------------------

# Print a Python that is new enough and can make an environment.
find_python() {
    for name in python3.11 /usr/bin/python3 python3 python3.12 python3.13; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer with its venv module is needed; on Debian 12: sudo apt-get install python3-venv"
}

# A copied environment, or one whose Python is gone, is made anew.
ensure_environment() {
    if [ "$(.venv/bin/python -c 'import pip, sys; print(sys.prefix)' 2>/dev/null)" != "$(pwd -P)/.venv" ]; then
        python=$(find_python)
        rm -rf .venv
        "$python" -m venv .venv
    fi
}

install_libraries() {
    say "Installing the libraries of $setup/requirements.lock into .venv; the first time takes a minute or more."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        --requirement "$setup/requirements.lock"
    # setuptools warns that an editable install reads the working folder; that is what it is for.
    PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation --editable .
}

main() {
    if is_ready; then
        return
    fi
    [ "${SYSTEM_PACKAGES:-yes}" = no ] || ensure_system_packages
    ensure_environment
    rm -f "$stamp"
    install_libraries
    fingerprint >"$stamp"
    say "Ready."
}

main

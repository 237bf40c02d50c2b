#!/usr/bin/env bash
# The plugin for DevStack, which sources it with a mode and a phase: installs Attest, writes settings
# that name DevStack's own users, and tests the cloud at the end of stack.sh if ATTEST_RUN says so.
# settings, beside this file, has the variables. DevStack sets the others, and has the functions
# is_service_enabled, echo_summary, die and trueorfalse.
# shellcheck disable=SC2154

ATTEST_PLUGIN_DIR=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# The command, whatever it was installed from.
function attest_command {
    if [[ -n "$ATTEST_PACKAGE" ]]; then
        echo "$ATTEST_HOME/node_modules/.bin/attest"
    else
        echo "$ATTEST_PLUGIN_DIR/dist/cli/main.js"
    fi
}

function install_attest {
    local needed='const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'
    if ! node -e "$needed" 2>/dev/null; then
        die $LINENO "Attest needs Node 20.19 or newer with npm in the PATH: install it before stack.sh"
    fi
    if [[ -n "$ATTEST_PACKAGE" ]]; then
        mkdir -p "$ATTEST_HOME"
        npm install --no-audit --no-fund --prefix "$ATTEST_HOME" "$ATTEST_PACKAGE"
    else
        (cd "$ATTEST_PLUGIN_DIR" && npm ci)
    fi
}

# The member and the reader are DevStack's users of its second project, and its first project's user is
# the stranger. It has no user with a role that grants nothing.
function configure_attest {
    mkdir -p "$ATTEST_DATA"
    cat > "$ATTEST_DATA/attest.yaml" <<SETTINGS
cloud: devstack-alt-member
personas:
  reader: devstack-alt-reader
  stranger: devstack
  admin: devstack-admin
accept-not-tested: [missing-persona]
out: $ATTEST_DATA/runs
SETTINGS
}

function run_attest {
    rm -rf "$ATTEST_DATA/run"
    local code=0
    # shellcheck disable=SC2086
    "$(attest_command)" run --config "$ATTEST_DATA/attest.yaml" --out "$ATTEST_DATA/run" $ATTEST_ARGUMENTS || code=$?
    if [[ -f "$ATTEST_DATA/run/journal.ndjson" ]]; then
        # Its exit code is the verdict again, unless it could not write.
        "$(attest_command)" report "$ATTEST_DATA/run" --subunit "$ATTEST_DATA/run/testrepository.subunit" > /dev/null || [[ $? != 2 ]]
    fi
    return "$code"
}

# What a run that was killed has left on the cloud.
function stop_attest {
    if [[ -f "$ATTEST_DATA/run/journal.ndjson" ]]; then
        "$(attest_command)" cleanup --config "$ATTEST_DATA/attest.yaml" "$ATTEST_DATA/run" || true
    fi
}

function cleanup_attest {
    rm -rf "$ATTEST_HOME" "$ATTEST_DATA"
}

if is_service_enabled attest; then
    if [[ "$1" == "stack" && "$2" == "install" ]]; then
        echo_summary "Installing Attest"
        install_attest
    elif [[ "$1" == "stack" && "$2" == "extra" ]]; then
        echo_summary "Configuring Attest"
        configure_attest
    elif [[ "$1" == "stack" && "$2" == "test-config" ]]; then
        if [[ $(trueorfalse False ATTEST_RUN) == "True" ]]; then
            echo_summary "Testing this cloud with Attest"
            run_attest
        fi
    elif [[ "$1" == "unstack" ]]; then
        stop_attest
    elif [[ "$1" == "clean" ]]; then
        cleanup_attest
    fi
fi

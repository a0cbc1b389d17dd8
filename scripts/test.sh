# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Every check and every test, with a summary last.

test_command() {
    need_root test
    step "1. What the tests need"
    setup_for everything
    step "2. Scripts, and the tests that the documents name"
    (cd "$ROOT" && shellcheck -x -P . rebound scripts/sandbox.sh scripts/unpack-jdk.sh .ci/run)
    good "   shellcheck finds nothing"
    check_named_tests
    good "   docs/reliability.md names tests that there are"
    local log=$STATE/log/test.log failed=
    step "3. Checks and unit tests of every module, fuzzing for some seconds; each feature in a real Karaf; the distribution"
    rm -f "$BUILD_STAMP"
    find "$ROOT" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
    build_and_check_modules "$log" || failed=modules
    step "4. System tests on a real switch with real peers"
    if [ -z "$failed" ]; then
        sources_stamp > "$BUILD_STAMP"
        raise_socket_buffers
        run_logged "$STATE/log/it.log" test_now "system tests" \
            "$ROOT/scripts/sandbox.sh" "$MVN" -B -o -ntp -f "$ROOT/it/pom.xml" verify -Dit || failed=system
        grep -aE 'Tests run:.*(Time elapsed|FAILURE|ERROR)' "$STATE/log/it.log" || true
    else
        say "   left out: there is nothing to test on"
    fi
    test_summary
    [ -z "$failed" ] || die "the $failed tests failed"
}

# A build that hangs (on a machine with an empty cache, a download or a feature's Karaf has been seen to) is begun again,
# once, where it stopped.
build_and_check_modules() {
    local log=$1 status=0 module
    local build=("$MVN" -B -ntp -fae -f "$ROOT/pom.xml" install -Dfuzz)
    run_logged "$log" module_now "modules are built, checked and tested" "${build[@]}" || status=$?
    if [ $status -eq 75 ]; then
        module=$(module_folder_of "$(module_now "$log")")
        mv "$log" "$log.hung"
        say "   begun again, from ${module:-the first module}; what hung is in $log.hung"
        status=0
        run_logged "$log" module_now "modules are built, checked and tested" "${build[@]}" ${module:+-rf "$module"} \
            || status=$?
    fi
    return $status
}

# module_folder_of NAME: the folder of the module whose pom has the name that Maven shows.
module_folder_of() {
    local name=${1%% [0-9]*}
    (cd "$ROOT" && grep -rlF --include=pom.xml "<name>$name</name>" . | head -n 1 | sed 's,^\./,,; s,/pom.xml$,,')
}

# Every `Class.method` in docs/reliability.md is to be a test.
check_named_tests() {
    local name
    grep -oE '`[A-Za-z]+Test\.[A-Za-z0-9]+`' "$ROOT/docs/reliability.md" | tr -d '`' | sort -u | while read -r name; do
        grep -rq --include="${name%.*}.java" "void ${name#*.}(" "$ROOT"/*/src/test \
            || die "docs/reliability.md names $name, which is no test"
    done
}

# With the usual socket buffers a switch in user space loses packets of a burst. They can be set for the whole machine
# only, not in the sandbox, and get their values back.
raise_socket_buffers() {
    local key
    for key in net.core.rmem_max net.core.rmem_default; do
        at_exit "sysctl -qw $key=$(sysctl -n $key)"
        sysctl -qw $key=16777216
    done
}

# test_now LOG: the test class that runs.
test_now() {
    local line
    line=$(grep -aE '^\[INFO\] Running ' "$1" | tail -n 1)
    printf '%s' "${line#'[INFO] Running '}"
}

# What every report of every module says, added up; the last line is for machines as well.
test_summary() {
    step "Summary"
    find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -print0 | xargs -0 -r grep -hoE -m 1 '<testsuite [^>]*' \
        | awk '
            function value(name, at) {
                at = match($0, " " name "=\"[^\"]*\"")
                return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
            }
            {
                tests = value("tests"); bad = value("failures") + value("errors"); skipped = value("skipped")
                if (bad) printf "   %s: %d of %d failed\n", value("name"), bad, tests
                all += tests; allBad += bad; allSkipped += skipped
            }
            END { printf "%d passed, %d failed, %d skipped\n", all - allBad - allSkipped, allBad, allSkipped }'
}

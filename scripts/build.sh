# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Builds the distribution, if anything has changed since the last time.

readonly ASSEMBLY=$ROOT/karaf/target/assembly
readonly BUILD_STAMP=$STATE/built

# What was built: every source and every pom by name, size and time, and the JDK.
sources_stamp() {
    {
        printf '%s\n' "$JAVA_HOME"
        find "$ROOT" -path "$ROOT/.*" -prune -o -type d -name target -prune \
            -o -type f \( -path '*/src/*' -o -name pom.xml \) -printf '%P %s %T@\n' | LC_ALL=C sort
    } | sha256sum
}

is_built() {
    [ -x "$ASSEMBLY/bin/karaf" ] && [ -d "$ROOT/it/target/lib" ] && [ -f "$BUILD_STAMP" ] \
        && [ "$(sources_stamp)" = "$(cat "$BUILD_STAMP")" ]
}

build() {
    if is_built; then
        quiet "   built already, and nothing has changed since"
        return
    fi
    rm -f "$BUILD_STAMP"
    local stamp
    stamp=$(sources_stamp)
    run_logged "$STATE/log/build.log" module_now "built" \
        "$MVN" -B -ntp -f "$ROOT/pom.xml" install -DskipTests || die "the build failed"
    mkdir -p "$STATE"
    printf '%s\n' "$stamp" > "$BUILD_STAMP"
}

# module_now LOG: the module that Maven is at.
module_now() {
    local line
    line=$(grep -aE '^\[INFO\] Building .*\[[0-9]+/[0-9]+\]$' "$1" | tail -n 1)
    line=${line#'[INFO] Building '}
    printf '%s' "${line:-getting ready}"
}

# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Measurements. Results with machine and date are kept in docs/performance.md.

bench_command() {
    setup_for building
    build
    local what=${1:-jmh}
    [ $# -eq 0 ] || shift
    case $what in
        jmh) bench_java org.openjdk.jmh.Main "$@" ;;
        load)
            need_root "bench load"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.bench.load.LoadRun "$ASSEMBLY" "$@"
            ;;
        system)
            need_root "bench system"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.it.measure.SystemRun "$ASSEMBLY" "$@"
            ;;
        *) die "there is no measurement '$what'; see ./rebound help" ;;
    esac
}

bench_java() { java -cp "$(bench_classes)" "$@"; }
bench_in_sandbox() {
    raise_socket_buffers
    "$ROOT/scripts/sandbox.sh" java -cp "$(bench_classes)" "$@"
}
bench_classes() { printf '%s' "$ROOT/bench/target/classes:$ROOT/bench/target/lib/*:$ROOT/it/target/classes:$ROOT/it/target/lib/*"; }

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
            bench_in_sandbox org.opendaylight.rebound.it.measure.LoadRun "$ASSEMBLY" \
                "$ROOT"/bench/counter/target/rebound-bench-counter-*[0-9].jar
            ;;
        scale)
            need_root "bench scale"
            setup_for everything
            bench_scale "$@"
            ;;
        crash)
            need_root "bench crash"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.it.measure.CrashRun "$ASSEMBLY" "$@"
            ;;
        traps | notices)
            need_root "bench $what"
            setup_for everything
            bench_in_sandbox "org.opendaylight.rebound.it.measure.${what^}Run" "$ASSEMBLY" "$@"
            ;;
        stand-in)
            need_root "bench stand-in"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.it.measure.StandInRun "$ASSEMBLY"
            ;;
        relay)
            need_root "bench relay"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.it.measure.RelayRun "$ASSEMBLY" \
                "$ROOT"/relay/target/rebound-relay-*[0-9].jar
            ;;
        system)
            need_root "bench system"
            setup_for everything
            bench_in_sandbox org.opendaylight.rebound.it.measure.SystemRun "$ASSEMBLY" "$@"
            ;;
        *) die "there is no measurement '$what'; see ./rebound help" ;;
    esac
}

# bench_scale [WHAT [SWITCHES]]: how cost grows; figures, tables and diagrams are left in .rebound/scale.
bench_scale() {
    local results=$STATE/scale
    mkdir -p "$results"
    step "Heap"
    bench_java -Xmx4g org.opendaylight.rebound.bench.HeapRun "$results"
    step "Played switches"
    bench_in_sandbox org.opendaylight.rebound.it.measure.ScaleRun "$ASSEMBLY" \
        "$ROOT"/bench/counter/target/rebound-bench-counter-*[0-9].jar "$results" "$@"
    step "A web workload on a real switch"
    bench_in_sandbox org.opendaylight.rebound.it.measure.SystemRun "$ASSEMBLY" web
    bench_java org.opendaylight.rebound.it.measure.Plots "$results"
    say "Figures: $results"
}

bench_java() { java -cp "$(bench_classes)" "$@"; }
bench_in_sandbox() {
    raise_socket_buffers
    "$ROOT/scripts/sandbox.sh" java -cp "$(bench_classes)" "$@"
}
bench_classes() { printf '%s' "$ROOT/bench/target/classes:$ROOT/bench/target/lib/*:$ROOT/it/target/classes:$ROOT/it/target/lib/*"; }

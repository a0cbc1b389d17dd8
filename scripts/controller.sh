# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Starts and stops OpenDaylight with Rebound in it. One runs at a time: its ports are fixed.

# Two lines: the process id, and the folder it runs in.
readonly CONTROLLER_FILE=$STATE/controller
readonly RESTCONF=http://127.0.0.1:8181/rests
# RESTCONF, OpenFlow, shell, JMX, cluster.
readonly CONTROLLER_PORTS=(8181 8182 6653 6633 8101 1099 44444 2550)

start_command() {
    local clean=
    case ${1:-} in
        '') ;;
        --clean) clean=--clean ;;
        *) die "unexpected argument '$1'; see ./rebound help" ;;
    esac
    setup_for building
    build
    [ -z "$clean" ] || ! controller_runs || die "the controller is running: ./rebound stop first"
    controller_start "$ASSEMBLY" $clean
    say "RESTCONF: $RESTCONF (admin/admin)   OpenFlow: port 6653   shell: ./rebound shell   end: ./rebound stop"
}

controller_pid() { sed -n 1p "$CONTROLLER_FILE" 2> /dev/null; }
controller_home() { sed -n 2p "$CONTROLLER_FILE" 2> /dev/null; }
controller_runs() { process_has "$(controller_pid)" "$(controller_home)/"; }

# controller_start HOME [--clean]: starts the distribution in HOME and waits until it is ready.
controller_start() {
    local home=$1 pid port holder
    [ -x "$home/bin/karaf" ] || die "there is no distribution in $home"
    ! controller_runs || die "the controller is running already (process $(controller_pid), $(controller_home)); end it with ./rebound stop"
    for port in "${CONTROLLER_PORTS[@]}"; do
        holder=$(ss -Hltnp "sport = :$port")
        [ -z "$holder" ] || die "port $port is in use: $(sed -n 's/.*users:((\([^)]*\)).*/\1/p' <<< "$holder" | head -n 1)"
    done
    if [ "${2:-}" = --clean ]; then
        # Karaf's cache and logs, and OpenDaylight's datastore.
        rm -rf "$home"/{data,state,segmented-journal,snapshots,instances}
        mkdir "$home/data" "$home/data/tmp"
    fi
    mkdir -p "$STATE/log"
    # Karaf's console is not used; its log is data/log/karaf.log. 'daemon' makes the script become the Java process.
    (cd "$home" && exec setsid "$home/bin/karaf" daemon < /dev/null > "$STATE/log/controller.out" 2>&1) &
    pid=$!
    # It outlives this script, which shall not report its end either.
    disown
    printf '%s\n%s\n' "$pid" "$home" > "$CONTROLLER_FILE"
    progress_begin
    until controller_is_ready; do
        kill -0 "$pid" 2> /dev/null || {
            progress_end
            tail -n 20 "$STATE/log/controller.out" "$home/data/log/karaf.log" >&2 || true
            die "OpenDaylight ended while it started"
        }
        [ $((SECONDS - PROGRESS_START)) -lt 300 ] || die "OpenDaylight is not ready after 300 s; see $home/data/log/karaf.log"
        progress "OpenDaylight is starting"
        sleep 0.3
    done
    progress_end "OpenDaylight is ready"
}

# An open port is not enough: RESTCONF answers 404 and 503 for a while first, and Rebound shows its state once it works.
controller_is_ready() {
    [ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' -u admin:admin "$RESTCONF/data/rebound:rebound-state?content=nonconfig")" = 200 ] \
        && [ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' -u admin:admin "$RESTCONF/yang-library-version")" = 200 ] \
        && [ -n "$(ss -Hltn 'sport = :6653')" ]
}

controller_stop() {
    if ! controller_runs; then
        rm -f "$CONTROLLER_FILE"
        say "The controller is not running."
        return
    fi
    local pid
    pid=$(controller_pid)
    progress_begin
    kill "$pid"
    while controller_runs; do
        progress "OpenDaylight (process $pid) is stopping"
        if [ $((SECONDS - PROGRESS_START)) -ge 90 ]; then
            progress_end
            say "It did not stop within 90 s and is killed; its data stay whole."
            kill -KILL "$pid"
            break
        fi
        sleep 0.2
    done
    progress_end "OpenDaylight has stopped"
    rm -f "$CONTROLLER_FILE"
}

# controller_shell [COMMAND...]: Karaf's shell, or one command in it.
controller_shell() {
    controller_runs || die "the controller is not running; ./rebound start"
    local client
    client=$(controller_home)/bin/client
    [ $# -gt 0 ] || exec "$client"
    # The client drops the answer when its input is at end of file; this pipe has no end, being open on both sides.
    local pipe
    pipe=$(mktemp -u)
    mkfifo -m 600 "$pipe"
    exec 3<> "$pipe"
    rm "$pipe"
    "$client" "$*" <&3
}

# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# What every part of the script uses: how it speaks, waits, runs long commands and tidies up.

if [ -t 1 ]; then
    BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m'
else
    BOLD='' DIM='' RED='' GREEN='' PLAIN=''
fi
readonly BOLD DIM RED GREEN PLAIN

say() { printf '%s\n' "$*"; }
step() { printf '\n%s== %s%s\n' "$BOLD" "$*" "$PLAIN"; }
good() { printf '%s%s%s\n' "$GREEN" "$*" "$PLAIN"; }
quiet() { printf '%s%s%s\n' "$DIM" "$*" "$PLAIN"; }
die() {
    printf '%srebound: %s%s\n' "$RED" "$*" "$PLAIN" >&2
    exit 1
}

no_arguments() { [ $# -eq 0 ] || die "unexpected argument '$1'; see ./rebound help"; }
need_root() { [ "$(id -u)" -eq 0 ] || die "$1 needs root: it installs packages or makes network namespaces"; }

# ---- tidying up: commands given to at_exit run when the script ends, however it ends, the last one first

AT_EXIT=()
at_exit() { AT_EXIT+=("$*"); }

run_at_exit() {
    local status=$? i
    trap '' INT TERM HUP
    set +e
    for ((i = ${#AT_EXIT[@]} - 1; i >= 0; i--)); do
        eval "${AT_EXIT[i]}"
    done
    exit "$status"
}
trap run_at_exit EXIT
trap 'printf "\n" >&2; exit 130' INT
trap 'exit 143' TERM HUP

# ---- processes

# process_has PID TEXT: whether PID is alive and one of its arguments is or contains TEXT. A pid alone proves nothing:
# the system gives the number of an ended process to another one.
process_has() {
    local arguments
    [ -n "${1:-}" ] && { arguments=$(tr '\0' '\n' < "/proc/$1/cmdline"); } 2>/dev/null \
        && [[ $arguments == *"$2"* ]]
}

# process_birth PID: when PID was started, in clock ticks since the machine was; with the pid it names one process for
# good. 'none' when there is no such process.
process_birth() {
    local stat
    { stat=$(< "/proc/$1/stat"); } 2> /dev/null || { printf none; return; }
    # The name, in parentheses, may hold spaces; the start is the 20th field after it.
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    printf '%s' "${20}"
}

# end_process PID SECONDS: asks PID to end and waits; after SECONDS it is killed. Returns 1 if it had to be.
end_process() {
    local pid=$1 deadline=$((SECONDS + $2))
    kill "$pid" 2>/dev/null || return 0
    while kill -0 "$pid" 2>/dev/null; do
        if [ $SECONDS -ge $deadline ]; then
            kill -KILL "$pid" 2>/dev/null || true
            return 1
        fi
        sleep 0.05
    done
}

# ---- waiting, with progress

# progress_begin; progress TEXT; progress_end [TEXT]: one line that is rewritten on a terminal, and a line every ten
# seconds elsewhere.
progress_begin() {
    PROGRESS_START=$SECONDS
    PROGRESS_NEXT=10
}
progress() {
    local elapsed=$((SECONDS - PROGRESS_START))
    if [ -t 1 ]; then
        printf '\r\e[K%s   %3d s  %s%s' "$DIM" "$elapsed" "$1" "$PLAIN"
    elif [ "$elapsed" -ge "$PROGRESS_NEXT" ]; then
        printf '   %3d s  %s\n' "$elapsed" "$1"
        PROGRESS_NEXT=$((elapsed + 10))
    fi
}
progress_end() {
    [ ! -t 1 ] || printf '\r\e[K'
    [ -z "${1:-}" ] || say "   $1 ($((SECONDS - PROGRESS_START)) s)"
}

# wait_until SECONDS COMMAND...: waits until COMMAND succeeds; returns 1 when it has not after SECONDS.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.1
    done
}

# How long a logged command may be silent, in seconds. The quietest part of a good run, a feature's Karaf, takes three
# minutes.
SILENCE_LIMIT=${REBOUND_SILENCE_LIMIT:-480}

# run_logged LOG NOW DONE COMMAND...: runs a long COMMAND with its output in LOG. The function NOW says what it is at;
# DONE is said when it has succeeded. When it fails, the end of LOG is shown and 1 returned. One that hangs, which shows
# as a log that does not grow any more, is ended after SILENCE_LIMIT, with what its Java processes were doing in LOG,
# and 75 returned.
run_logged() {
    local log=$1 now=$2 done=$3 pid size before=-1 grown=$SECONDS status=0
    shift 3
    mkdir -p "$(dirname "$log")"
    progress_begin
    # In a process group of its own, so that all of it can be ended.
    setsid "$@" > "$log" 2>&1 < /dev/null &
    pid=$!
    at_exit "kill -- -$pid 2>/dev/null"
    while kill -0 "$pid" 2>/dev/null; do
        progress "$("$now" "$log")"
        sleep 0.2
        size=$(stat -c %s "$log")
        if [ "$size" != "$before" ]; then
            before=$size
            grown=$SECONDS
        elif [ $((SECONDS - grown)) -ge "$SILENCE_LIMIT" ]; then
            java_stacks "$pid" >> "$log" 2>&1
            kill -KILL -- "-$pid" 2>/dev/null || true
            status=75
        fi
    done
    unset 'AT_EXIT[-1]'
    wait "$pid" || [ $status -ne 0 ] || status=1
    if [ $status -eq 0 ]; then
        progress_end "$done"
    else
        progress_end
        tail -n 40 "$log" >&2
        [ $status -ne 75 ] || say "Ended: nothing came for $SILENCE_LIMIT s" >&2
        say "The whole output is in $log" >&2
    fi
    return $status
}

# java_stacks GROUP: the main threads of the Java processes of a process group.
java_stacks() {
    local pid
    for pid in $(pgrep -g "$1" -x java); do
        printf '\nJava process %s: %.200s\n' "$pid" "$(tr '\0' ' ' < "/proc/$pid/cmdline")"
        "$JAVA_HOME/bin/jstack" "$pid" | awk '/^"/ { shown = /^"(main|Karaf|FelixStartLevel|CM |pax|Shutdown)/; left = 20 } shown && left-- > 0'
    done
}
last_line() { tail -n 1 "$1" | cut -c 1-90; }

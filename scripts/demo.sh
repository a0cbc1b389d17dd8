# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Plays the story: three clients behind a real switch, a web server behind a router, an outage and a recovery.
#
#   anna 10.99.0.1 ─┐
#   bert 10.99.0.2 ─┤ Open vSwitch ─ 10.99.0.9 router 10.99.1.9 ─ 10.99.1.10 server (web, snmpd)
#   carl 10.99.0.3 ─┘      │
#                     10.99.0.254 this machine: OpenDaylight with Rebound, SMTP server on 127.0.0.1:2525

readonly DEMO=$STATE/demo
readonly DEMO_HOSTS=(anna bert carl router server)
readonly DEMO_SITE=http://10.99.1.10/
readonly DEMO_SMTP_PORT=2525
# With --browser: where this machine's browser finds what anna's would, and the picture of it.
readonly DEMO_BROWSER_PORT=8888
readonly DEMO_PICTURE=$STATE/inquiry-page.png
# The bridge, and this machine's own port on it. Nobody else's has this name, unlike br0.
readonly DEMO_BRIDGE=rbd-switch

demo_command() {
    local keep='' browser=''
    case ${1:-} in
        '') ;;
        --keep) keep=yes ;;
        --browser) browser=yes ;;
        --stop)
            need_root demo
            demo_down
            say "The demo is gone."
            return
            ;;
        *) die "unexpected argument '$1'; see ./rebound help" ;;
    esac
    need_root demo
    step "1. What the demo needs"
    if [ -n "$browser" ]; then setup_for browser; else setup_for demo; fi
    build
    ! controller_runs || [ -d "$DEMO" ] || die "a controller is running: ./rebound stop first"
    demo_down
    [ -z "$(ip -4 route show root 10.99.0.0/16)" ] || die "this machine has a network in 10.99.0.0/16, which the demo uses"
    [ -z "$(ss -Hltn "sport = :$DEMO_SMTP_PORT")" ] || die "port $DEMO_SMTP_PORT is in use, which the demo's mail server needs"
    at_exit demo_down
    [ -z "$browser" ] || [ -z "$(ss -Hltn "sport = :$DEMO_BROWSER_PORT")" ] \
        || die "port $DEMO_BROWSER_PORT is in use, which the demo gives to your browser"
    demo_up
    demo_outage
    [ -z "$browser" ] || demo_page
    demo_recovery
    if [ -n "$browser" ]; then demo_show_mails; else demo_check_mails; fi
    demo_farewell "$keep"
}

demo_up() {
    step "2. OpenDaylight with Rebound starts (about half a minute)"
    mkdir -p "$DEMO/pids" "$DEMO/mails" "$DEMO/controller"
    # Its own, so that the data of ./rebound start stay as they are; what is large and only read is shared.
    ln -s "$ASSEMBLY/system" "$ASSEMBLY/lib" "$DEMO/controller/"
    cp -a "$ASSEMBLY"/{bin,etc,configuration,deploy} "$DEMO/controller/"
    controller_start "$DEMO/controller" --clean

    step "3. A switch, three clients, a router, a server, and a mail server"
    demo_network
    demo_daemon mail java -cp "$ROOT/it/target/classes:$ROOT/it/target/lib/*" \
        org.opendaylight.rebound.it.testbed.MailServer 127.0.0.1 $DEMO_SMTP_PORT "$DEMO/mails"
    demo_server_on
    wait_until 30 demo_port_open $DEMO_SMTP_PORT || die "the mail server does not start: $DEMO/mail.log"
}

demo_outage() {
    step "4. Rebound is told what to watch"
    demo_configure
    wait_until 20 demo_flows_are_in || die "the observation flows are not in the switch: $(demo_ofctl dump-flows "$DEMO_BRIDGE")"
    say "   Its flows are in the switch:"
    demo_ofctl dump-flows "$DEMO_BRIDGE" cookie=0x7265626f00000000/0xffffffff00000000 \
        | sed -n 's/.*\(table=[0-9]*\),.*\(priority=.*\)/      \1 \2/p'
    local client
    for client in anna bert carl; do
        wait_until 10 demo_reaches $client || die "$client does not reach the server: is the network of the demo up?"
    done
    say "   All is well: anna, bert and carl (10.99.0.1 to .3) reach $DEMO_SITE"

    step "5. The server is switched off"
    demo_server_off
    say "   anna and bert open the site. carl does not."
    local anna bert
    ip netns exec rbd-anna curl -sS -m 8 "$DEMO_SITE" > "$DEMO/anna.out" 2>&1 &
    anna=$!
    ip netns exec rbd-bert curl -sS -m 8 "$DEMO_SITE" > "$DEMO/bert.out" 2>&1 &
    bert=$!
    ! wait $anna || die "anna reached a server that is off"
    ! wait $bert || die "bert reached a server that is off"
    sed 's/^/      anna: /' "$DEMO/anna.out"
    sed 's/^/      bert: /' "$DEMO/bert.out"
    wait_until 15 demo_failed_clients_are 2 || die "Rebound did not notice both: $(demo_get failed-clients config)"
    say "   The failed-client table (RESTCONF, /rests/data/rebound:failed-clients):"
    demo_get failed-clients config | jq -r '."rebound:failed-clients"."failed-client"[]
        | "      \(.client) could not reach \(.server)/\(.protocol)/\(.port) since \(."first-failure"): \(.evidence)"' | sort
}

# The stand-in's page, as anna sees it, for a person to look at.
demo_page() {
    local options=(--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run
        --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars)
    step "   In between: Rebound speaks for the dead server"
    demo_patch '{"rebound:rebound": {
  "server": [{"name": "web", "service": [{"protocol": "tcp", "port": 80, "stand-in": "http"}]}],
  "stand-in": {"address": ["10.99.0.254"], "name": "Rebound demo", "text": "This is what anna sees at '$DEMO_SITE'."},
  "web": {"listen": [{"address": "10.99.0.254", "port": 8088}], "public-url": "http://10.99.0.254:8088"}}}'
    wait_until 20 demo_stands_in || die "the page did not come: $(demo_get rebound-state nonconfig)"
    ip netns exec rbd-anna chromium "${options[@]}" --user-data-dir="$DEMO/chromium" --window-size=1000,1150 \
        --screenshot="$DEMO_PICTURE" "$DEMO_SITE" > "$DEMO/chromium.log" 2>&1 || die "Chromium failed: $DEMO/chromium.log"
    [ -s "$DEMO_PICTURE" ] || die "Chromium made no picture: $(cat "$DEMO/chromium.log")"
    demo_daemon browser socat "TCP-LISTEN:$DEMO_BROWSER_PORT,fork,reuseaddr" \
        "EXEC:ip netns exec rbd-anna socat - TCP\:10.99.1.10\:80"
    wait_until 10 demo_port_open $DEMO_BROWSER_PORT || die "port $DEMO_BROWSER_PORT does not open: $(cat "$DEMO/browser.log")"
    good "   A picture of it is $DEMO_PICTURE"
    say "   Open http://localhost:$DEMO_BROWSER_PORT/ in your browser: it is anna's. Answer, and keep the page open."
    if [ -t 0 ]; then
        read -r -p "   Press Enter when the server is to come back. "
    fi
}

demo_stands_in() {
    [ "$(ip netns exec rbd-anna curl -s -o /dev/null -m 2 -w '%{http_code}' -H 'Accept: text/html' "$DEMO_SITE")" = 503 ]
}

demo_recovery() {
    step "6. The server is switched on; its SNMP agent sends its coldStart"
    # The wire says when the trap came, not Rebound.
    demo_daemon wire tcpdump -i "$DEMO_BRIDGE" -l -n -tt -T snmp udp dst port 1162
    wait_until 10 grep -q 'listening on' "$DEMO/wire.log" || die "tcpdump does not start: $(cat "$DEMO/wire.log")"
    demo_server_on
    wait_until 60 demo_all_are_told || die "not all were told: $(demo_get notices config)"
}

demo_all_are_told() {
    demo_failed_clients_are 0 && [ "$(demo_get notices config \
        | jq '[."rebound:notices".notice // [] | .[] | select(.state == "pending")] | length')" = 0 ]
}

# Whoever they went to: a person has answered.
demo_show_mails() {
    local to number
    while read -r _ to number; do
        printf '\n   %s--- mail %s, to %s%s\n' "$BOLD" "$number" "$to" "$PLAIN"
        sed 's/^/   | /' "$DEMO/mails/$number.txt"
    done < "$DEMO/mails/arrived"
    printf '\n'
}

# Both mails, to the two who failed and nobody else, with the time from the trap to each.
demo_check_mails() {
    local trap trap_at recipients number to at
    wait_until 10 grep -q ' > ' "$DEMO/wire.log" || die "no trap was seen on the wire, and yet there are mails"
    trap=$(grep -m 1 ' > ' "$DEMO/wire.log")
    say "   The trap on the wire: ${trap:18:100}"
    trap_at=${trap%% *}
    trap_at=${trap_at/./}
    trap_at=$((trap_at / 1000))
    while read -r at to number; do
        printf '\n   %s--- mail %s, to %s, %d.%03d s after the trap%s\n' "$BOLD" "$number" "$to" \
            $(((at - trap_at) / 1000)) $(((at - trap_at) % 1000)) "$PLAIN"
        sed 's/^/   | /' "$DEMO/mails/$number.txt"
    done < "$DEMO/mails/arrived"
    recipients=$(cut -d ' ' -f 2 "$DEMO/mails/arrived" | sort | xargs)
    [ "$recipients" = "anna@example.com bert@example.com" ] || die "the mails went to: $recipients"
    [ "$(demo_get notices config | jq '."rebound:notices".notice | length')" = 2 ] \
        || die "there are more notices than two: $(demo_get notices config)"
    printf '\n'
    good "   anna and bert, who had tried and failed, were told. carl, who never tried, was not."
}

demo_farewell() {
    if [ -n "$1" ]; then
        AT_EXIT=()
        step "The demo is left running"
        cat <<TEXT
   Look around:  curl -u admin:admin $RESTCONF/data/rebound:rebound-state
                 ./rebound shell rebound:status
                 ip netns exec rbd-carl curl $DEMO_SITE
                 ip -n rbd-server link set eth0 down        (and up again)
   End it:       ./rebound demo --stop
TEXT
    else
        step "What to try next"
        cat <<TEXT
   ./rebound demo --keep     the same, left running to look around
   ./rebound start           OpenDaylight with Rebound for a switch of your own
   README.md, docs/          how to configure and operate it
TEXT
    fi
}

# ---- RESTCONF

demo_get() {
    curl -s -m 10 -u admin:admin "$RESTCONF/data/rebound:$1?content=$2"
}

demo_configure() {
    local answer
    answer=$(curl -s -m 10 -u admin:admin -w '%{http_code}' -X PUT -H 'Content-Type: application/yang-data+json' \
        "$RESTCONF/data/rebound:rebound" -d '{"rebound:rebound": {
  "server": [{"name": "web", "address": ["10.99.1.10"], "service": [{"protocol": "tcp", "port": 80}]}],
  "client": [{"address": "10.99.0.1", "mail": "anna@example.com", "name": "Anna"},
             {"address": "10.99.0.2", "mail": "bert@example.com", "name": "Bert"},
             {"address": "10.99.0.3", "mail": "carl@example.com", "name": "Carl"}],
  "mail":   {"smtp-host": "127.0.0.1", "smtp-port": '$DEMO_SMTP_PORT', "from": "rebound@example.com"},
  "snmp":   {"listen": [{"address": "10.99.0.254", "port": 1162}], "community": [{"name": "demo-community"}]}}}')
    case $answer in
        *20[0-9]) say "   One PUT to $RESTCONF/data/rebound:rebound: the server, its clients' mail addresses, SMTP, SNMP." ;;
        *) die "RESTCONF refused the configuration: $answer" ;;
    esac
}

demo_patch() {
    local answer
    answer=$(curl -s -m 10 -u admin:admin -w '%{http_code}' -X PATCH -H 'Content-Type: application/yang-data+json' \
        "$RESTCONF/data/rebound:rebound" -d "$1")
    case $answer in
        *20[0-9]) ;;
        *) die "RESTCONF refused the change: $answer" ;;
    esac
}

demo_failed_clients_are() {
    [ "$(demo_get failed-clients config | jq '."rebound:failed-clients"."failed-client" // [] | length')" = "$1" ]
}

demo_mails_are() { [ "$(wc -l < "$DEMO/mails/arrived")" -ge "$1" ]; }

# ---- the network

demo_network() {
    local host i=0
    demo_ovs_start
    for host in "${DEMO_HOSTS[@]}"; do
        ip netns add "rbd-$host"
        ip -n "rbd-$host" link set lo up
    done
    for host in anna bert carl router; do
        i=$((i + 1))
        ip link add "rbd-$host" type veth peer name eth0 netns "rbd-$host"
        # The switch in user space drops what has no finished checksum.
        ip netns exec "rbd-$host" ethtool -K eth0 tx off > /dev/null
        ip link set "rbd-$host" up
        ip -n "rbd-$host" link set eth0 up
        demo_vsctl add-port $DEMO_BRIDGE "rbd-$host" -- set interface "rbd-$host" ofport_request=$i
    done
    ip -n rbd-anna addr add 10.99.0.1/24 dev eth0
    ip -n rbd-bert addr add 10.99.0.2/24 dev eth0
    ip -n rbd-carl addr add 10.99.0.3/24 dev eth0
    ip -n rbd-router addr add 10.99.0.9/24 dev eth0
    ip -n rbd-router link add eth1 type veth peer name eth0 netns rbd-server
    ip netns exec rbd-router ethtool -K eth1 tx off > /dev/null
    ip netns exec rbd-server ethtool -K eth0 tx off > /dev/null
    ip -n rbd-router addr add 10.99.1.9/24 dev eth1
    ip -n rbd-router link set eth1 up
    ip netns exec rbd-router sysctl -qw net.ipv4.ip_forward=1
    ip -n rbd-server addr add 10.99.1.10/24 dev eth0
    for host in anna bert carl; do
        ip -n "rbd-$host" route add 10.99.1.0/24 via 10.99.0.9
    done
    # This machine is on the network as well: traps come to it, and it asks the server whether it answers.
    ip addr add 10.99.0.254/24 dev $DEMO_BRIDGE
    ip link set $DEMO_BRIDGE up
    ip route add 10.99.1.0/24 via 10.99.0.9
    demo_vsctl set-controller $DEMO_BRIDGE tcp:127.0.0.1:6653
}

demo_ovs_start() {
    local ovs=$DEMO/ovs ctl=/usr/share/openvswitch/scripts/ovs-ctl
    mkdir -p "$ovs"/{run,db,log,etc/openvswitch}
    demo_ovs $ctl --system-id=random --no-mlockall start > "$DEMO/ovs.log" 2>&1 || die "Open vSwitch does not start: $DEMO/ovs.log"
    # Secure, and userspace: no kernel module is needed. The bridge's own port is this machine's.
    demo_vsctl add-br $DEMO_BRIDGE -- set bridge $DEMO_BRIDGE datapath_type=netdev protocols=OpenFlow13 fail-mode=secure \
        other-config:datapath-id=00000000000000a1 other-config:disable-in-band=true
}

demo_ovs() {
    env OVS_RUNDIR="$DEMO/ovs/run" OVS_DBDIR="$DEMO/ovs/db" OVS_LOGDIR="$DEMO/ovs/log" \
        OVS_SYSCONFDIR="$DEMO/ovs/etc" "$@"
}
demo_vsctl() { demo_ovs ovs-vsctl "$@"; }
demo_ofctl() { demo_ovs ovs-ofctl -O OpenFlow13 "$@"; }

demo_flows_are_in() {
    [ "$(demo_ofctl dump-flows "$DEMO_BRIDGE" 2> /dev/null | grep -c 'tp_dst=80\|tp_src=80')" -ge 3 ]
}

demo_port_open() { [ -n "$(ss -Hltn "sport = :$1")" ]; }
demo_reaches() { ip netns exec "rbd-$1" curl -s -o /dev/null -m 2 "$DEMO_SITE"; }

# ---- the server: a web server and net-snmp's agent, which sends its coldStart when it starts

demo_server_on() {
    ip -n rbd-server link set eth0 up
    ip -n rbd-server route replace default via 10.99.1.9
    mkdir -p "$DEMO/site"
    printf '<!DOCTYPE html><title>demo</title><p>The server is up.\n' > "$DEMO/site/index.html"
    demo_daemon web ip netns exec rbd-server python3 -m http.server 80 --directory "$DEMO/site"
    wait_until 10 ip netns exec rbd-server curl -s -o /dev/null -m 1 http://127.0.0.1/ || die "the web server does not start"
    printf 'agentaddress udp:10.99.1.10:161\nrocommunity demo-community\ntrap2sink 10.99.0.254:1162 demo-community\n' \
        > "$DEMO/snmpd.conf"
    demo_daemon snmpd env SNMP_PERSISTENT_DIR="$DEMO/snmp" ip netns exec rbd-server snmpd -f -Lf "$DEMO/snmpd.log" \
        -C -c "$DEMO/snmpd.conf" -I-smux
}

demo_server_off() {
    demo_end snmpd
    demo_end web
    ip -n rbd-server link set eth0 down
}

# ---- processes and tidying up: what runs is written down, so that a later run can end what an earlier one left

# demo_daemon NAME COMMAND...: runs COMMAND in the background with its output in NAME.log.
demo_daemon() {
    local name=$1
    shift
    setsid "$@" > "$DEMO/$name.log" 2>&1 < /dev/null &
    printf '%s %s\n' "$!" "$(process_birth $!)" > "$DEMO/pids/$name"
    disown
}

demo_end() {
    local pid birth
    [ -f "$DEMO/pids/$1" ] || return 0
    read -r pid birth < "$DEMO/pids/$1"
    rm -f "$DEMO/pids/$1"
    [ "$(process_birth "$pid")" != "$birth" ] || end_process "$pid" 5 || true
}

demo_down() {
    [ -d "$DEMO" ] || return 0
    quiet "   tidying up"
    local file host
    for file in "$DEMO"/pids/*; do
        [ ! -f "$file" ] || demo_end "$(basename "$file")"
    done
    if [ "$(controller_home)" = "$DEMO/controller" ]; then
        # Its data go with it: no need to wait for an orderly end.
        ! controller_runs || end_process "$(controller_pid)" 1 || true
        rm -f "$CONTROLLER_FILE"
    fi
    if [ -d "$DEMO/ovs/run" ]; then
        demo_vsctl --timeout=5 --if-exists del-br $DEMO_BRIDGE 2> /dev/null || true
        demo_ovs /usr/share/openvswitch/scripts/ovs-ctl stop > /dev/null 2>&1 || true
    fi
    for host in "${DEMO_HOSTS[@]}"; do
        ip netns del "rbd-$host" 2> /dev/null || true
        ip link del "rbd-$host" 2> /dev/null || true
    done
    rm -rf "$DEMO"
}

#!/bin/bash
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Makes openvswitch.pcap; openvswitch.md says how to start it. Needs: tcpdump, ncat, python3, iproute2.
set -eu
SW=$1 D=$2
mkdir -p "$D"
mount -t tmpfs tmpfs /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs tmpfs /run/netns; }
ip link set lo up
bash "$SW" up $D tcp:127.0.0.1:6653 client server router > $D/up.txt 2>&1 || { cat $D/up.txt; exit 1; }
. $D/env
sleep 1
ovs-ofctl -O OpenFlow13 add-flow br0 priority=0,actions=NORMAL
ip link add mir type veth peer name mirp; ip link set mir up; ip link set mirp up
ovs-vsctl add-port br0 mir -- --id=@p get port mir -- --id=@m create mirror name=m0 select-all=true output-port=@p -- set bridge br0 mirrors=@m
tcpdump -i mirp -w $D/all.pcap -U -s 0 2>$D/td.log & TD=$!
sleep 1
C="ip netns exec client"; S="ip netns exec server"; R="ip netns exec router"
# router: route 10.98/24 and fd98::/64, unreachable of several kinds
$R sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
ip -n router addr add 10.98.0.1/24 dev lo; 
ip -n router route add unreachable 10.98.1.0/24; ip -n router route add prohibit 10.98.2.0/24
ip -n router -6 route add unreachable fd98:1::/64; ip -n router -6 route add prohibit fd98:2::/64; 
ip -n client route add 10.98.0.0/16 via 10.99.0.3; ip -n client -6 route add fd98::/16 via fd99::3
for h in server router; do ip netns exec $h sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0; done
sleep 2
$S ncat -lk 80 & P1=$!
$S ncat -u -l 53 --keep-open -e /bin/cat & P2=$!
sleep 1
echo hi | timeout 1 $C ncat -w1 10.99.0.2 80 || true          # SYN, SYN-ACK, FIN
echo hi | timeout 1 $C ncat -w1 fd99::2 80 || true
timeout 1 $C ncat -w1 10.99.0.2 81 </dev/null || true        # RST
timeout 1 $C ncat -w1 fd99::2 81 </dev/null || true
echo q | timeout 1 $C ncat -u -w1 10.99.0.2 53 || true       # UDP, reply
echo q | timeout 1 $C ncat -u -w1 fd99::2 53 || true
echo q | timeout 1 $C ncat -u -w1 10.99.0.2 54 || true       # port unreachable v4/v6
echo q | timeout 1 $C ncat -u -w1 fd99::2 54 || true
for a in 10.98.1.9 10.98.2.9 fd98:1::9 fd98:2::9; do timeout 1 $C ncat -w1 $a 80 </dev/null || true; echo q | timeout 1 $C ncat -u -w1 $a 53 || true; done
timeout 4.5 $C ncat -w4 10.98.3.9 80 </dev/null || true   # no route: router has none -> net unreachable
# options, extension headers, fragments
$C python3 - <<'PY' || true
import socket, sys, time
v4 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); v4.bind(("10.99.0.1", 40001))
v4.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, bytes([7,11,4]+[0]*8+[0]))   # record route
v4.sendto(b"options to a closed port", ("10.99.0.2", 54))
time.sleep(.2)
v4.close()
t4 = socket.socket(socket.AF_INET, socket.SOCK_STREAM); t4.bind(("10.99.0.1", 40002)); t4.settimeout(1)
t4.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, bytes([7,11,4]+[0]*8+[0]))
try: t4.connect(("10.98.1.9", 80))
except OSError as e: print(e)
opts = bytes([0, 0, 1, 4, 0,0,0,0])   # PadN
v6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); v6.bind(("fd99::1", 40003))
v6.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_HOPOPTS, opts)
v6.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_DSTOPTS, opts)
v6.sendto(b"extension headers to a closed port", ("fd99::2", 54)); time.sleep(.2)
v6.close()
t6 = socket.socket(socket.AF_INET6, socket.SOCK_STREAM); t6.bind(("fd99::1", 40004)); t6.settimeout(1)
t6.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_DSTOPTS, opts)
try: t6.connect(("fd98:1::9", 80))
except OSError as e: print(e)
big = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); big.bind(("10.99.0.1", 40005)); big.sendto(b"x"*1600, ("10.99.0.2", 54)); time.sleep(.2)
big6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); big6.bind(("fd99::1", 40006)); big6.sendto(b"x"*1600, ("fd99::2", 54)); time.sleep(.2)
PY
# tags, pushed by the switch on the way to the mirror port
ovs-vsctl clear bridge br0 mirrors -- set Open_vSwitch . other_config:vlan-limit=2
MP=$(ovs-vsctl get interface mir ofport)
ovs-ofctl -O OpenFlow13 del-flows br0
ovs-ofctl -O OpenFlow13 add-flow br0 "priority=0,actions=NORMAL,push_vlan:0x8100,set_field:4103->vlan_vid,output:$MP"
timeout 1 $C ncat -w1 10.99.0.2 81 </dev/null || true
timeout 1 $C ncat -w1 10.98.1.9 80 </dev/null || true
ovs-ofctl -O OpenFlow13 del-flows br0
ovs-ofctl -O OpenFlow13 add-flow br0 "priority=0,actions=NORMAL,push_vlan:0x8100,set_field:4103->vlan_vid,push_vlan:0x88a8,set_field:4200->vlan_vid,output:$MP"
timeout 1 $C ncat -w1 fd99::2 80 </dev/null || true
timeout 1 $C ncat -w1 fd98:1::9 80 </dev/null || true
sleep 0.5
kill $TD; kill $P1 $P2 || true; wait $TD || true
bash "$SW" down $D client server router || true
tcpdump -r $D/all.pcap -w $D/openvswitch.pcap 'not ether proto 0x0806 and not ether[0] & 1 = 1'

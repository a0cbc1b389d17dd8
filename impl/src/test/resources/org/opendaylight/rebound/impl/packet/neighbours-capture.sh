#!/bin/bash
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Makes neighbours.pcap; openvswitch.md says how to start it. Needs: tcpdump, iputils-ping, iputils-arping, iproute2.
set -eu
SW=$1 D=$2
mkdir -p "$D"
mount -t tmpfs tmpfs /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs tmpfs /run/netns; }
ip link set lo up
bash "$SW" up "$D" tcp:127.0.0.1:6653 client server > "$D/up.txt" 2>&1 || { cat "$D/up.txt"; exit 1; }
. "$D/env"
sleep 1
ovs-ofctl -O OpenFlow13 add-flow br0 priority=0,actions=NORMAL
ip link add mir type veth peer name mirp; ip link set mir up; ip link set mirp up
ovs-vsctl add-port br0 mir -- --id=@p get port mir -- --id=@m create mirror name=m0 select-all=true output-port=@p -- set bridge br0 mirrors=@m
sleep 3
tcpdump -i mirp --immediate-mode -w "$D/all.pcap" -U -s 0 2>"$D/td.log" & TD=$!
sleep 1
C="ip netns exec client"; S="ip netns exec server"
# Answered, and not answered
$C ping -c 1 -W 1 10.99.0.2 || true
$C ping -c 1 -W 1 fd99::2 || true
$C ping -c 1 -W 3 10.99.0.9 || true
$C ping -c 1 -W 3 fd99::9 || true
# Whether the other one is still there: unicast
ip -n client neigh change 10.99.0.2 dev eth0 nud probe; ip -n client neigh change fd99::2 dev eth0 nud probe
sleep 1
# Tests for duplicates
$C arping -D -c 1 -w 1 -I eth0 10.99.0.77 || true
ip -n client addr add fd99::77/64 dev eth0
sleep 2
# Announcements
$S arping -U -c 1 -w 1 -I eth0 10.99.0.2 || true
$S arping -A -c 1 -w 1 -I eth0 10.99.0.2 || true
$S sysctl -qw net.ipv6.conf.eth0.ndisc_notify=1 net.ipv4.conf.eth0.arp_notify=1
ip -n server link set eth0 address 02:00:00:00:00:22
sleep 2
# A tag, pushed by the switch on the way to the mirror port
ovs-vsctl clear bridge br0 mirrors -- set Open_vSwitch . other_config:vlan-limit=2
sleep 1
MP=$(ovs-vsctl get interface mir ofport)
ovs-ofctl -O OpenFlow13 del-flows br0
ovs-ofctl -O OpenFlow13 add-flow br0 "priority=0,actions=NORMAL,push_vlan:0x8100,set_field:4103->vlan_vid,output:$MP"
ip -n client neigh flush dev eth0; ip -n server neigh flush dev eth0
$C ping -c 1 -W 1 10.99.0.2 || true
$C ping -c 1 -W 1 fd99::2 || true
sleep 0.5
kill $TD; wait $TD || true
bash "$SW" down "$D" client server || true
tcpdump -r "$D/all.pcap" -w "$D/neighbours.pcap" 'ether proto 0x0806 or (icmp6 and ip6[6] = 58 and (ip6[40] = 135 or ip6[40] = 136)) or (vlan and (arp or (ip6[6] = 58 and (ip6[40] = 135 or ip6[40] = 136))))'

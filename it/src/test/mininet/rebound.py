#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
"""A Mininet topology to try Rebound on.

    sudo mn --custom it/src/test/mininet/rebound.py --topo rebound \
        --switch ovs,datapath=user,protocols=OpenFlow13 --controller remote

    c1 c2 c3 ctl -- s1 -- s2 -- r -- web        10.99.101.0/24 | 10.99.102.0/24

'ctl' is the machine itself, where the controller runs: traps are sent to it, 10.99.101.254, and it can reach 'web'. The
server is behind a router because on one subnet a client that gets no answer to its ARP request never sends what Rebound
looks for. Switch s1 is openflow:1, s2 is openflow:2.
"""

from mininet.node import Host
from mininet.topo import Topo


class Machine(Host):
    """A host that sends whole packets: a userspace switch drops those whose checksum is left to the card."""

    def config(self, commands=(), **params):
        result = super().config(**params)
        for link in self.intfNames():
            self.cmd('ethtool -K %s tx off' % link)
        for command in commands:
            self.cmd(command)
        return result


class Rebound(Topo):
    """Three clients, two switches, a router and a web server."""

    def build(self):
        s1 = self.addSwitch('s1')
        s2 = self.addSwitch('s2')
        self.addLink(s1, s2)
        for number in (1, 2, 3):
            client = self.addHost('c%d' % number, cls=Machine, ip='10.99.101.%d/24' % number,
                                  defaultRoute='via 10.99.101.100')
            self.addLink(client, s1)
        ctl = self.addHost('ctl', cls=Machine, inNamespace=False, ip='10.99.101.254/24',
                           commands=('ip route replace 10.99.102.0/24 via 10.99.101.100',))
        self.addLink(ctl, s1)
        router = self.addHost('r', cls=Machine, ip='10.99.101.100/24',
                              commands=('ip addr add 10.99.102.100/24 dev r-eth1', 'sysctl -qw net.ipv4.ip_forward=1'))
        self.addLink(router, s2)
        web = self.addHost('web', cls=Machine, ip='10.99.102.1/24', defaultRoute='via 10.99.102.100')
        self.addLink(router, web)


topos = {'rebound': Rebound}

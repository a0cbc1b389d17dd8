#!/bin/bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Runs a command where its network, mounts and processes are its own: ports, bridges and network namespaces collide with
# nothing of the machine, and when the command ends the kernel ends and removes all that it left. No way out to the
# network. Needs root.
#
#   sandbox.sh COMMAND...

set -euo pipefail
exec unshare --net --mount --pid --fork --kill-child --mount-proc bash -c '
    mkdir -p /run/netns && mount -t tmpfs tmpfs /run/netns
    mount -t tmpfs tmpfs /var/run/openvswitch 2> /dev/null || true
    ip link set lo up
    "$@"
    # No exec: this shell is process 1 in here, and collects the processes whose parents have ended.
    exit $?' sandbox "$@"

# shellcheck shell=bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Brings what Rebound needs onto a bare Debian 12 or 13: a JDK 21, a Maven and a few tools. What is there already is
# used as it is, and then this takes no time and asks nobody.

readonly MAVEN_VERSION=3.9.11
readonly DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

# The commands that are needed, and the Debian packages that have them.
readonly -A RUNNING_TOOLS=([curl]=curl [ss]=iproute2 [ps]=procps)
readonly -A DEMO_TOOLS=([ovs-vswitchd]=openvswitch-switch [ip]=iproute2 [ethtool]=ethtool [tcpdump]=tcpdump
    [snmpd]=snmpd [jq]=jq [python3]=python3)
# nftables: only nft can reject with an ICMP code that has no name.
readonly -A BROWSER_TOOLS=([chromium]=chromium [socat]=socat)
# fonts-ipafont-gothic is for the pictures of the Japanese page.
readonly -A TEST_TOOLS=([chromedriver]='chromium chromium-driver fonts-ipafont-gothic' [nginx]=nginx-light
    [snmptrap]=snmp [ping]=iputils-ping [iptables]=iptables [hping3]=hping3 [iperf3]=iperf3
    [mn]=mininet [nft]=nftables [shellcheck]=shellcheck [snmptrapd]=snmptrapd [openssl]=openssl [postfix]=postfix
    [postgrey]=postgrey [saslpasswd2]='sasl2-bin libsasl2-modules' [prometheus-alertmanager]=prometheus-alertmanager)
# Packages that start a service when they are installed. Rebound runs private copies and wants none of these.
readonly SERVICES=(openvswitch-switch snmpd snmptrapd iperf3 postfix postgrey
    prometheus-alertmanager nginx)

# setup_for running|building|demo|browser|everything: makes sure that all is there, and sets JAVA_HOME, PATH and MVN.
setup_for() {
    PATH=$PATH:/usr/sbin:/sbin
    local -A tools=()
    local tool
    for tool in "${!RUNNING_TOOLS[@]}"; do tools[$tool]=${RUNNING_TOOLS[$tool]}; done
    case $1 in
        demo | browser | everything) for tool in "${!DEMO_TOOLS[@]}"; do tools[$tool]=${DEMO_TOOLS[$tool]}; done ;;&
        browser | everything) for tool in "${!BROWSER_TOOLS[@]}"; do tools[$tool]=${BROWSER_TOOLS[$tool]}; done ;;&
        everything) for tool in "${!TEST_TOOLS[@]}"; do tools[$tool]=${TEST_TOOLS[$tool]}; done ;;
    esac
    local missing=() packages
    for tool in "${!tools[@]}"; do
        read -ra packages <<< "${tools[$tool]}"
        command -v "$tool" > /dev/null || missing+=("${packages[@]}")
    done
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
    # Maven first: on Debian 12 it brings the certificates that the unpacked JDK is given.
    [ "$1" = running ] || provide_maven
    provide_jdk
    if [ "$1" != running ] && [ -n "${MAVEN_NEEDED:-}" ]; then
        fetch_maven
    fi
}

# ---- packages

install_packages() {
    need_root "installing $*"
    command -v apt-get > /dev/null || die "this is no Debian; please install what has these packages' commands: $*"
    local log=$STATE/log/packages.log present=() service
    for service in "${SERVICES[@]}"; do
        ! is_installed "$service" || present+=("$service")
    done
    say "Installing with apt: $*"
    APT_UPDATED=${APT_UPDATED:-}
    [ -n "$APT_UPDATED" ] || run_logged "$log" last_line "package lists" apt-get -o DPkg::Lock::Timeout=300 update \
        || die "apt-get update failed"
    APT_UPDATED=yes
    hold_services
    # Nothing that is there may have to go: Postfix would replace another mail server of this machine.
    run_logged "$log" last_line "packages" env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends --no-remove "$@" \
        || die "apt-get could not install $*"
    release_services
    # Held back now, a service would still start at the next boot.
    [ -d /run/systemd/system ] || return 0
    for service in "${SERVICES[@]}"; do
        if is_installed "$service" && [[ " ${present[*]} " != *" $service "* ]]; then
            systemctl --quiet disable "$service" 2> /dev/null || true
        fi
    done
}

is_installed() { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2> /dev/null | grep -q '^ii'; }

# Debian asks /usr/sbin/policy-rc.d whether a package may start its service; for the time of our installation it may not.
hold_services() {
    local policy=/usr/sbin/policy-rc.d
    at_exit release_services
    [ ! -e $policy ] || [ -e $policy.before-rebound ] || mv $policy $policy.before-rebound
    printf '#!/bin/sh\n# Put here by rebound setup while it installs packages; removed when it is done.\nexit 101\n' > $policy
    chmod 755 $policy
}
release_services() {
    local policy=/usr/sbin/policy-rc.d
    ! grep -qs 'rebound setup' $policy || rm -f $policy
    [ ! -e $policy.before-rebound ] || mv $policy.before-rebound $policy
}

# ---- the JDK

# fits DIRECTORY: whether a JDK is there that Karaf runs on: 21 to 23.
fits() {
    [ -x "$1/bin/javac" ] && grep -qsE '^JAVA_VERSION="2[123][."]' "$1/release"
}

provide_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" \
        "$(readlink -f "$(command -v javac)" 2> /dev/null | sed 's,/bin/javac$,,')" \
        /usr/lib/jvm/java-2[123]-* "$CACHE/jdk-21"; do
        if [ -n "$candidate" ] && fits "$candidate"; then
            use_jdk "$candidate"
            return
        fi
    done
    need_root "installing JDK 21"
    if apt-cache policy openjdk-21-jdk-headless 2> /dev/null | grep -qE '^ +Candidate: [0-9]'; then
        install_packages openjdk-21-jdk-headless
        use_jdk "$(echo /usr/lib/jvm/java-21-openjdk-*)"
    else
        command -v patchelf > /dev/null || install_packages patchelf
        run_logged "$STATE/log/jdk.log" last_line "JDK 21, unpacked privately in $CACHE/jdk-21" \
            bash "$ROOT/scripts/unpack-jdk.sh" "$CACHE/jdk-21" || die "no JDK 21 could be had"
        use_jdk "$CACHE/jdk-21"
    fi
}

use_jdk() {
    fits "$1" || die "$1 is no usable JDK 21"
    export JAVA_HOME=$1 PATH=$1/bin:$PATH
}

# ---- Maven

# maven_home_of VERSION-JAR...: odlparent wants Maven 3.9.5 or later.
provide_maven() {
    local home
    MAVEN_NEEDED=
    for home in "${MAVEN_HOME:-}" \
        "$(readlink -f "$(command -v mvn)" 2> /dev/null | sed 's,/bin/mvn$,,')" \
        "$CACHE/apache-maven-$MAVEN_VERSION"; do
        if [ -n "$home" ] && compgen -G "$home/lib/maven-core-3.9.*.jar" > /dev/null \
            && ! compgen -G "$home/lib/maven-core-3.9.[0-4].jar" > /dev/null; then
            MVN=$home/bin/mvn
            return
        fi
    done
    command -v mvn > /dev/null || install_packages maven
    # Debian 13's is new enough; Debian 12's is not, but can fetch one that is.
    if compgen -G "/usr/share/maven/lib/maven-core-3.9.*.jar" > /dev/null; then
        MVN=/usr/share/maven/bin/mvn
    else
        MAVEN_NEEDED=yes
    fi
}

fetch_maven() {
    local parts=$CACHE/.maven-parts
    mkdir -p "$parts"
    at_exit "rm -rf '$parts'"
    run_logged "$STATE/log/maven.log" last_line "Maven $MAVEN_VERSION, in $CACHE" \
        mvn -B -q -C "$DEPENDENCY_PLUGIN:copy" -Dmdep.useBaseVersion=true \
        "-Dartifact=org.apache.maven:apache-maven:$MAVEN_VERSION:tar.gz:bin" "-DoutputDirectory=$parts" \
        || die "Maven $MAVEN_VERSION could not be fetched"
    tar -xzf "$parts/apache-maven-$MAVEN_VERSION-bin.tar.gz" -C "$parts"
    rm -rf "$CACHE/apache-maven-$MAVEN_VERSION"
    mv "$parts/apache-maven-$MAVEN_VERSION" "$CACHE/"
    MVN=$CACHE/apache-maven-$MAVEN_VERSION/bin/mvn
}

#!/bin/bash
#
# Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v1.0 which accompanies this distribution,
# and is available at http://www.eclipse.org/legal/epl-v10.html
#
# Unpacks OpenJDK 21 of Debian 13 (trixie) into a private folder, with the newer C library that it needs beside it, for
# a Debian 12, whose own packages end at 17. Installs nothing, changes no installed package and no apt configuration;
# where the packages come from is what this machine's apt already uses for Debian itself. Needs patchelf.
#
#   unpack-jdk.sh FOLDER

set -euo pipefail
target=${1:?usage: unpack-jdk.sh FOLDER}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/root"

# apt itself says where this machine's Debian comes from, whichever way that is written down.
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
# shellcheck disable=SC2016  # apt-get, not the shell, fills these in
archive=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
    | awk -v release="$codename" '$2 == release && $3 == "main" { print $1; exit }')
[ -n "$archive" ] || { echo "apt on this machine has no Debian $codename/main to derive trixie's address from" >&2; exit 1; }
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] $archive trixie main" > "$work/trixie.list"

apt=(apt-get -q -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o Dir::Etc::SourceList="$work/trixie.list"
    -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root -o Acquire::Languages=none)
echo "package list of trixie"
"${apt[@]}" update
echo "packages of trixie"
(cd "$work/debs" && "${apt[@]}" download openjdk-21-jdk-headless openjdk-21-jre-headless libc6 libstdc++6 libgcc-s1 zlib1g)

echo "unpacking"
for deb in "$work"/debs/*.deb; do dpkg -x "$deb" "$work/root"; done
jdk=$(echo "$work"/root/usr/lib/jvm/java-21-openjdk-*)
rm -f "$jdk/docs"
# Debian keeps a JDK's configuration under /etc and links to it: bring it inside.
find "$jdk" -type l | while read -r link; do
    goal=$(readlink "$link")
    case $goal in
        /etc/java-21-openjdk/*)
            rm "$link"
            cp -r "$work/root$goal" "$link"
            ;;
        /etc/ssl/certs/java/cacerts)
            rm "$link"
            cp -L /etc/ssl/certs/java/cacerts "$link"
            ;;
    esac
done

# The libraries go beside it, and its programs are told to use these and the loader that fits them.
mkdir "$jdk/lib/glibc"
find "$work"/root/usr/lib/*-linux-gnu* -maxdepth 1 -name '*.so*' -exec cp -a {} "$jdk/lib/glibc/" \;
loader=$(basename "$(find "$work/root/usr/lib" -name 'ld-linux*.so.*' | head -n 1)")
[ -e "$jdk/lib/glibc/$loader" ] || cp -L "$(find "$work/root/usr" -name "$loader" | head -n 1)" "$jdk/lib/glibc/$loader"
final=$target.new
rm -rf "$final"
mkdir -p "$(dirname "$target")"
cp -a "$jdk" "$final"
for program in "$final"/bin/* "$final/lib/jspawnhelper" "$final/lib/jexec"; do
    patchelf --set-interpreter "$target/lib/glibc/$loader" --add-rpath "$target/lib/glibc" "$program" 2> /dev/null || true
done
find "$final/lib" -name '*.so' ! -path '*/glibc/*' -exec patchelf --add-rpath "$target/lib/glibc" {} +
rm -rf "$target"
mv "$final" "$target"
"$target/bin/java" -version

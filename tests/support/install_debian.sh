#!/usr/bin/env bash
# What the tests need from a bare Debian: a browser, a Java runtime, Maven. Only what lacks, only as root.
set -eu
missing=()
command -v chromium >/dev/null || missing+=(chromium)
if [ -z "${ENTRELACS_TEST_NEO4J:-}" ] && ! docker info >/dev/null 2>&1; then
  command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
  command -v mvn >/dev/null || missing+=(maven)
fi
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Il manque ${missing[*]} : les tests qui en ont besoin seront passés (Debian : apt install ${missing[*]})." >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installation de ${missing[*]}…" >&2
apt-get update -qq >&2
apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2

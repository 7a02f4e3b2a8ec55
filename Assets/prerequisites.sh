# Sourced by `demo` and `test`: installs what is missing from the distribution, and says so.

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

# The packages to build with, and the servers that are started (their own, on free ports; never the system's).
packages="pkg-config libncurses-dev libhiredis-dev librdkafka-dev libpq-dev libinih-dev redis-server postgresql"

install_missing() {
  command -v swift >/dev/null ||
    fail "there is no Swift toolchain on PATH: install Swift 6.1 or newer from https://www.swift.org/install/linux/"
  [ -z "${KAFKA_HOME:-}" ] || [ -x "$KAFKA_HOME/bin/kafka-server-start.sh" ] ||
    fail "KAFKA_HOME=$KAFKA_HOME holds no bin/kafka-server-start.sh: unset it, or name an unpacked Apache Kafka"
  [ -z "${KAFKA_HOME:-}" ] || command -v java >/dev/null || packages="$packages openjdk-17-jre-headless"
  missing=""
  for package in $packages "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get to install them:$missing"
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "run this as root or install sudo; these packages are missing:$missing"
    as_root=sudo
  fi
  echo "==> Installing from the distribution:$missing"
  $as_root apt-get update -qq || fail "apt-get update failed: is the network there?"
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    fail "apt-get could not install:$missing"
}

# The Swift libraries are linked in: the program then runs where no toolchain is, and takes less memory.
build_release() {
  swift build -c release --static-swift-stdlib --product dogear ||
    fail "the build failed; the compiler's messages are above"
}

# shellcheck shell=bash
# What must be on the machine: a JDK 25, Maven, a few plain commands.

readonly JDK_FEATURE=25

# need COMMAND WHAT-FOR: ends with one line when the command is not there.
need() {
  command -v "$1" >/dev/null 2>&1 || die "'$1' is missing ($2): install it, then run this again"
}

# Prints the feature version of the JDK in a folder, nothing when there is none.
jdk_feature() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# The usual folders, the user's own first.
jdk_candidates() {
  local on_path
  printf '%s\n' "${JAVA_HOME:-}"
  on_path=$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null) && printf '%s\n' "${on_path%/bin/javac}"
  printf '%s\n' /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/*jdk* /opt/java/* /opt/jvm/* /usr/local/*jdk* \
    "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.asdf/installs/java/*
}

# Sets and exports JAVA_HOME to a JDK that is new enough, even when `java` on the PATH is older.
find_jdk() {
  local folder feature
  while read -r folder; do
    [[ -n $folder ]] || continue
    feature=$(jdk_feature "$folder")
    if [[ -n $feature && $feature -ge $JDK_FEATURE ]]; then
      export JAVA_HOME=$folder
      return
    fi
  done < <(jdk_candidates)
  die "no JDK $JDK_FEATURE found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks): install one, for example Temurin $JDK_FEATURE, and set JAVA_HOME to it"
}

# maven ARGS...: Maven on our JDK, in the checkout.
maven() {
  need mvn "Maven 3.8.7 or newer builds Pharos; on Debian: apt install maven"
  (cd "$ROOT" && mvn -B "$@")
}

# shellcheck shell=bash
# What the launcher says: progress on the terminal, one clear line for a failure.

if [[ -t 1 ]]; then
  readonly BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
  readonly BOLD='' DIM='' RED='' GREEN='' YELLOW='' PLAIN=''
fi

# A step that begins, with the seconds since the command began.
say() { printf '%s%4ds%s  %s\n' "$DIM" "$SECONDS" "$PLAIN" "$*"; }

# A step that is done.
good() { printf '%s%4ds%s  %s%s%s\n' "$DIM" "$SECONDS" "$PLAIN" "$GREEN" "$*" "$PLAIN"; }

# Something the user should know; the command goes on.
warn() { printf '%s%4ds  %s%s\n' "$YELLOW" "$SECONDS" "$*" "$PLAIN" >&2; }

# The one line that ends a command.
die() {
  printf '%spharos: %s%s\n' "$RED" "$*" "$PLAIN" >&2
  exit 1
}

# A wrong command line: exit status 2, as is usual.
misuse() {
  printf '%spharos: %s%s\n' "$RED" "$*" "$PLAIN" >&2
  exit 2
}

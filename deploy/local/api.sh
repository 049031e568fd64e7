# shellcheck shell=bash
# Calls to the suite's public API. Secrets and tokens reach curl through files and pipes, never its arguments.

# json_text NAME: prints that string member of the JSON on standard input.
json_text() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' | head -n 1; }

# issue_token CLIENT [SCOPE]: prints a token for a client whose secret we keep.
issue_token() {
  local body status answer scope=()
  [[ -s $SECRETS/$1 ]] || die "no secret of the client '$1' in $SECRETS: is the suite seeded? ./pharos up"
  [[ -z ${2:-} ]] || scope=(--data-urlencode "scope=$2")
  answer=$(curl -sS -m 10 -w '\n%{http_code}' -K <(printf 'user = "%s:%s"\n' "$1" "$(secret "$1")") \
    -d grant_type=client_credentials "${scope[@]}" "$(url tenant-router)/oauth2/token" 2>&1) \
    || die "no token: tenant-router does not answer at $(url tenant-router): ./pharos status"
  status=${answer##*$'\n'} body=${answer%$'\n'*}
  [[ $status == 200 ]] || die "no token for $1 (HTTP $status): $body"
  json_text access_token <<<"$body"
}

# api TOKEN METHOD PATH [BODY] [CURL ARGS...]: sets STATUS and BODY.
api() {
  local token=$1 method=$2 path=$3 body=${4:-} answer data=()
  shift $(($# < 4 ? $# : 4))
  [[ -z $body ]] || data=(--data-binary @-)
  [[ -z $body || "$*" == *Content-Type:* ]] || data+=(-H 'Content-Type: application/json')
  answer=$(curl -sS -m 20 -X "$method" -w '\n%{http_code}' -K <(printf 'header = "Authorization: Bearer %s"\n' "$token") \
    "${data[@]}" "$@" "$(url tenant-router)$path" <<<"$body" 2>&1) || die "$method $path: $answer"
  STATUS=${answer##*$'\n'} BODY=${answer%$'\n'*}
}

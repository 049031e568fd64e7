# shellcheck shell=bash
# The cache: a dashboard of 20 panels over six hours, refreshed each ten seconds. Time is compressed: samples of the next
# ten minutes lie in the engine already, and each refresh moves the window on by ten seconds at once. The gateway's clock
# stands, so what is too young to be kept grows from five minutes to fifteen: live it would stay five.

readonly PROMETHEUS=$((BENCH_PORT + 8)) REFRESHES=${BENCH_REFRESHES:-60} STEP=15 SERIES=60
readonly PANELS=(
  'sum(rate(http_requests_total[5m]))' 'sum by (code) (rate(http_requests_total[5m]))'
  'sum by (instance) (rate(http_requests_total[5m]))' 'topk(5, rate(http_requests_total[5m]))'
  'sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m]))'
  'max by (instance) (rate(http_requests_total[1m]))' 'sum(increase(http_requests_total[1h]))'
  'avg_over_time(sum(rate(http_requests_total[5m]))[30m:1m])' 'http_requests_total{instance="i1"}'
  'count(http_requests_total > 100)' 'node_load' 'avg(node_load)' 'max(node_load)' 'min(node_load)'
  'quantile(0.9, node_load)' 'avg_over_time(node_load[10m])' 'max_over_time(node_load[1h])' 'stddev(node_load)'
  'sum by (code) (node_load)' 'deriv(node_load[15m])'
)

# samples FROM TO: OpenMetrics of both tenants, each 30 seconds.
samples() {
  awk -v from="$1" -v to="$2" -v series="$SERIES" 'BEGIN {
    for (m = 1; m <= 2; m++) {
      name = m == 1 ? "http_requests" : "node_load"
      print "# TYPE " name (m == 1 ? " counter" : " gauge")
      for (s = 0; s < series; s++) for (t = 1; t <= 2; t++) for (at = from; at <= to; at += 30)
        printf "%s{code=\"%d\",instance=\"i%d\",tenant_id=\"%s\"} %d %d\n", name (m == 1 ? "_total" : ""),
          200 + 100 * (s % 4), s / 4, (t == 1 ? "acme" : "initech"), m == 1 ? (at - from) * (s + 1) : (at / 60) % (s + 7), at
    }
    print "# EOF" }'
}

prometheus() {
  local home=$BENCH_WORK/prometheus
  mkdir -p "$home"
  echo '{}' >"$home/prometheus.yml"
  samples "$1" "$2" >"$home/samples.txt"
  "$BENCH_ENGINES/promtool" tsdb create-blocks-from openmetrics -q "$home/samples.txt" "$home/data" >"$BENCH_WORK/blocks.log"
  rm "$home/samples.txt"
  start prometheus "$BENCH_ENGINES/prometheus" --config.file="$home/prometheus.yml" --storage.tsdb.path="$home/data" \
    --storage.tsdb.retention.time=30d --web.listen-address="127.0.0.1:$PROMETHEUS" --log.level=error
  await prometheus "http://127.0.0.1:$PROMETHEUS/-/ready"
}

# Milliseconds of evaluation, by the engine's own count.
evaluated_ms() {
  curl -fsS "http://127.0.0.1:$PROMETHEUS/metrics" \
    | awk '/^prometheus_engine_query_duration_seconds_sum{slice="inner_eval"}/ { printf "%.0f", $2 * 1000 }'
}

# refresh TENANT END: all panels of the dashboard at once, by one curl; prints the header X-Cache of each.
refresh() {
  local panel
  for panel in "${PANELS[@]}"; do
    printf 'next\nurl = "http://127.0.0.1:%s/prometheus/api/v1/query_range"\ndata-urlencode = "query=%s"\n' "$GATEWAY" "${panel//\"/\\\"}"
    printf 'data = "start=%s&end=%s&step=%s"\n' $(($2 - 6 * 3600)) "$2" "$STEP"
    printf 'header = "X-Tenant-ID: %s"\nheader = "Authorization: Bearer %s"\n' "$1" "$(<"$BENCH_WORK/bodies/$1.token")"
    printf 'output = "/dev/null"\nwrite-out = "%%{http_code} %%header{x-cache}\\n"\nfail\nsilent\n'
  done | sed 1d | curl -K - --parallel --parallel-max 6 2>>"$BENCH_WORK/curl.log"
}

# dashboard TENANT NAME NOW: one row.
dashboard() {
  local i began cpu used answers gateway_cpu
  used=$(evaluated_ms) cpu=$(cpu_us prometheus) gateway_cpu=$(cpu_us gateway) began=$(date +%s%3N)
  for ((i = 0; i < REFRESHES; i++)); do
    refresh "$1" $((($3 + 10 * i) / STEP * STEP))
  done >"$BENCH_WORK/answers.$1"
  answers=$(sort "$BENCH_WORK/answers.$1" | uniq -c | awk '{ printf "%s%s:%d", (NR > 1 ? " " : ""), $3, $1 }')
  [[ $(grep -vc '^200' "$BENCH_WORK/answers.$1") == 0 ]] || fail "not all panels were answered: $(sort "$BENCH_WORK/answers.$1" | uniq -c | xargs)"
  row dashboard="$2" refreshes="$REFRESHES" panels=20 engine_eval_ms=$(($(evaluated_ms) - used)) engine_cpu_ms=$((($(cpu_us prometheus) - cpu) / 1000)) \
    gateway_cpu_ms=$((($(cpu_us gateway) - gateway_cpu) / 1000)) seconds="$(awk -v ms=$(($(date +%s%3N) - began)) 'BEGIN { printf "%.1f", ms / 1000 }')" answers="$answers"
}

cache() {
  local now
  now=$(date +%s)
  prometheus $((now - 7 * 3600)) $((now + 900))
  router "$PROMETHEUS" "$PROMETHEUS"
  gateway
  refresh acme $((now - 7200)) >/dev/null # the JVM's first minute is nobody's
  dashboard initech 'without the cache' "$now"
  dashboard acme 'with the cache' "$now"
  table
  BENCH_RESULT=${BENCH_RESULT%.json}-cache.json keep "20 panels over 6 h by $STEP s, refreshed $REFRESHES times, 10 s apart"
}

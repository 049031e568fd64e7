# Prints the answer of the Prometheus query API as a table; json.awk reads it.

function cell(row, column, content) {
  table[row, column] = content
  if (length(content) > width[column]) width[column] = length(content)
}

function show(rows, columns,  r, c, line) {
  for (r = 0; r <= rows; r++) {
    line = ""
    for (c = 0; c < columns; c++) line = line sprintf("%-" (width[c] + 2) "s", table[r, c])
    sub(/ +$/, "", line)
    print line
  }
}

# Gives every label name a column, in the order of appearance.
function columns_of(path,  i, key) {
  for (i = 0; i < N[path]; i++) {
    key = K[path, i]
    if (!(key in column)) { column[key] = columns; cell(0, columns++, key) }
  }
}

function labels_of(path, row,  i) {
  for (i = 0; i < N[path]; i++) cell(row, column[K[path, i]], V[path "/" K[path, i]])
}

function point(row, path) {
  cell(row, columns, V[path "/1"])
  cell(row, columns + 1, strftime("%Y-%m-%d %H:%M:%S", V[path "/0"]))
}

END {
  at = 1
  value("")
  if (V["/status"] != "success") {
    print "refused: " (V["/error"] != "" ? V["/error"] : V["/detail"] != "" ? V["/detail"] : text) > "/dev/stderr"
    exit 1
  }
  result = "/data/result"
  kind = V["/data/resultType"]
  columns = 0
  rows = 0
  if (kind == "scalar" || kind == "string") point(++rows, result)
  else {
    for (s = 0; s < N[result]; s++) columns_of(result "/" s "/metric")
    for (s = 0; s < N[result]; s++) {
      series = result "/" s
      if (kind == "vector") { labels_of(series "/metric", ++rows); point(rows, series "/value") }
      else for (p = 0; p < N[series "/values"]; p++) { labels_of(series "/metric", ++rows); point(rows, series "/values/" p) }
    }
  }
  if (rows == 0) { print "no data"; exit }
  cell(0, columns, "VALUE")
  cell(0, columns + 1, "TIME")
  show(rows, columns + 2)
}

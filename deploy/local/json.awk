# Reads one JSON text into arrays: V[path] is a value's text, N[path] the members of an array or object,
# K[path, i] an object's key number i. A path is the keys and indices, each after a "/".

{ text = text $0 "\n" }

function blank() { while (substr(text, at, 1) ~ /[ \t\r\n]/) at++ }

function string(  c, out) {
  out = ""
  for (at++; (c = substr(text, at, 1)) != "\""; at++) {
    if (c == "") return out
    if (c == "\\") {
      c = substr(text, ++at, 1)
      if (c == "n") c = "\n"
      else if (c == "t") c = "\t"
      else if (c == "u") { c = "\\u" substr(text, at + 1, 4); at += 4 }
    }
    out = out c
  }
  at++
  return out
}

function object(path,  key, n) {
  n = 0
  for (at++; ; at++) {
    blank()
    if (substr(text, at, 1) == "}") break
    key = string()
    blank(); at++
    K[path, n++] = key
    value(path "/" key)
    blank()
    if (substr(text, at, 1) != ",") break
  }
  at++
  N[path] = n
}

function array(path,  n) {
  n = 0
  for (at++; ; at++) {
    blank()
    if (substr(text, at, 1) == "]") break
    value(path "/" n++)
    blank()
    if (substr(text, at, 1) != ",") break
  }
  at++
  N[path] = n
}

function value(path,  c) {
  blank()
  c = substr(text, at, 1)
  if (c == "{") object(path)
  else if (c == "[") array(path)
  else if (c == "\"") V[path] = string()
  else if (match(substr(text, at), /^[-+.a-zA-Z0-9]+/)) { V[path] = substr(text, at, RLENGTH); at += RLENGTH }
  else at++
}

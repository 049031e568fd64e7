-- One request again and again: as fast as answers come, or by a rate that all connections of the thread share.
-- Arguments after the URL: rate (0 for none), then headers as "Name: value".
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanos; } pharos_time;
  int clock_gettime(int clock, pharos_time *time);
]]
local time = ffi.new("pharos_time")

local function now_ms()
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) * 1000 + tonumber(time.nanos) / 1e6
end

local interval, slot = 0, 0

function init(args)
  local rate = tonumber(args[1]) or 0
  if rate > 0 then interval = 1000 / rate end
  for i = 2, #args do
    local name, value = string.match(args[i], "^([^:]+): (.*)$")
    wrk.headers[name] = value
  end
end

-- Milliseconds until the next place in the schedule; wrk asks before every request where this is defined.
function delay()
  if interval == 0 then return 0 end
  local now = now_ms()
  slot = math.max(slot + interval, now - 100)
  return math.max(0, math.floor(slot - now + 0.5))
end

function done(summary, latency, requests)
  io.write(string.format("result %d %.0f %.0f %.0f %d\n", summary.requests, latency:percentile(50),
    latency:percentile(99), summary.duration, summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout))
end

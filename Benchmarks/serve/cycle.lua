-- Sends the requests of a file in turn: POST each line to /v1/route, or GET each line as a path.
-- With CHECK set it reads every answer: its status, and that it names one release only.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

function init(args)
    lines, failed, mixed, checked, first, last = {}, 0, 0, 0, nil, nil
    for line in io.lines(os.getenv("REQUESTS")) do table.insert(lines, line) end
    position = number * 7919
    isGet = os.getenv("METHOD") == "GET"
    if not os.getenv("CHECK") then response = nil end
end

function request()
    position = position % #lines + 1
    if isGet then return wrk.format("GET", lines[position]) end
    return wrk.format("POST", "/v1/route", nil, lines[position])
end

function response(status, headers, body)
    checked = checked + 1
    if status ~= 200 then failed = failed + 1 end
    local named = nil
    for release in body:gmatch('"release":(%d+)') do
        if named and named ~= release then
            mixed = mixed + 1
            break
        end
        named = release
    end
    if named ~= headers["Rajmap-Release"] then mixed = mixed + 1 end
    first, last = first or named, named
end

function done(summary, latency, requests)
    local failed, mixed, checked = 0, 0, 0
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("failed")
        mixed = mixed + thread:get("mixed")
        checked = checked + thread:get("checked")
    end
    local bad = summary.errors
    print(string.format("RESULT requests=%d seconds=%.3f p50=%.3f p99=%.3f max=%.3f errors=%d checked=%d failed=%d mixed=%d",
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
        latency:percentile(99) / 1e3, latency.max / 1e3,
        bad.connect + bad.read + bad.write + bad.status + bad.timeout, checked, failed, mixed))
end

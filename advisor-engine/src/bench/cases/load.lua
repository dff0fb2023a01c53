-- Requests for wrk, from the file that REQUESTS names; each connection pauses as long as PAUSE says, in milliseconds.
local paths, at, pause = {}, 0, tonumber(os.getenv("PAUSE"))
for line in io.lines(os.getenv("REQUESTS")) do
    paths[#paths + 1] = line:match(",(.*)")
end
function request()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
function delay()
    return pause * (0.5 + math.random())
end

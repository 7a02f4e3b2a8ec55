#!lua name=dogear_5

-- The counters of Dogear as Redis Functions. The library's name carries its version: a new one is loaded beside the
-- old one, and both work during an upgrade.
--
-- KEYS[1] is always the bucket's tag, such as dogear:{b7}. All keys of a bucket's users begin with it, so they are
-- in one slot of a cluster. ARGV[1], where a function does not say otherwise, is the build that the caller expects: which
-- counters' version, how many buckets, and which run of the Redis server. A bucket of another build was lost, and is
-- neither written nor read until it is rebuilt.
--
--   <tag>:built                    the build of this bucket
--   <tag>:builder                  the token of whoever builds it
--   <tag>:state:<user>             HASH channel -> "head floor position epoch marker named everyone uncounted": the
--                                  registers, and how many seqs of each kind are in the sets
--   <tag>:mentions:<user>:<chan>   ZSET of the seqs that mention the user, with a * behind those that mention everyone
--   <tag>:uncounted:<user>:<chan>  ZSET of the seqs that do not count: own ones, deleted ones, lines such as "bob joined"
--   <tag>:left:<user>              HASH channel -> the turn in which the user left it: older news do not bring it back
--   <tag>:dirty                    ZSET "user channel", or "* channel" for all members, -> version of the last change
--   <tag>:version                  the last version given
--   <tag>:lease                    which server saves this bucket
--   <tag>:servers                  ZSET of the servers that save -> until when (of the first bucket only)
--   <tag>:age                      the age of the database that was seen last (of the first bucket only)
--   <tag>:restored                 when it was last found to have gone back, in ms since 1970 (of the first bucket only)
--
-- The numbers of a badge follow from the state alone, so that all badges of a user are one HGETALL, however much is
-- unread. A member to whom a message is fanned out, or who reads on, costs one HGET and one HSET, and a share of one ZADD;
-- in a fan-out to many, one mark stands for all of them. No seq in a set is above the head: it comes with one that is not
-- lower.

local STATE = '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$'

-- The numbers of a state; of one that nobody here has written, as if there were none.
local function split_state(text)
  local h, f, p, e, m, named, everyone, uncounted = string.match(text or '', STATE)
  if not h then return 0, 0, 0, 0, 0, 0, 0, 0 end
  return tonumber(h), tonumber(f), tonumber(p), tonumber(e), tonumber(m), tonumber(named), tonumber(everyone),
    tonumber(uncounted)
end

local function join_state(h, f, p, e, m, named, everyone, uncounted)
  return string.format('%.0f %.0f %.0f %.0f %.0f %d %d %d', h, f, p, e, m, named, everyone, uncounted)
end

-- A set of seqs, and how many there are of each kind: plain ones, and those with a * behind them.
local function open_set(key, plain, starred)
  return { key = key, plain = plain, starred = starred }
end

local function size(set) return set.plain + set.starred end

local function tally(set, member, by)
  local kind = string.sub(member, -1) == '*' and 'starred' or 'plain'
  set[kind] = set[kind] + by
end

-- Forgets a set that is not what its numbers say: one without numbers was left when a state was lost, and one that lost
-- something (unless that was looked at already) is brought anew by whoever joins now.
local function mend(set, is_whole)
  if is_whole and size(set) > 0 then return end
  if redis.call('ZCARD', set.key) == size(set) then return end
  redis.call('UNLINK', set.key)
  set.plain, set.starred = 0, 0
end

-- Adds seqs to a set unless they are read, or stand in another set. What is read is forgotten: whoever takes a marker
-- back (a mark as unread) brings the seqs above it along, as they stood in the database when the mark was stored. See
-- takes_back.
local function add_seqs(set, seqs, low, other)
  local added = false
  for _, member in ipairs(seqs) do
    local seq = string.match(member, '^%d+')
    if tonumber(seq) > low and not (other and redis.call('ZSCORE', other.key, seq))
      and redis.call('ZADD', set.key, seq, member) == 1
    then
      tally(set, member, 1)
      added = true
    end
  end
  return added
end

local function remove_seqs(set, seqs)
  for _, seq in ipairs(seqs) do
    for _, member in ipairs({ seq, seq .. '*' }) do
      if redis.call('ZREM', set.key, member) == 1 then tally(set, member, -1) end
    end
  end
end

-- Forgets what is read. It costs what was added, once.
local function prune(set, low)
  local bound = string.format('%.0f', low)
  local read = redis.call('ZRANGEBYSCORE', set.key, '-inf', bound)
  if #read == 0 then return end
  redis.call('ZREMRANGEBYSCORE', set.key, '-inf', bound)
  for _, member in ipairs(read) do tally(set, member, -1) end
end

-- Whether a set is not what the state says of it, as after an eviction. Then the counter is treated as if it were not
-- there by whatever would change or list its sets, until it is joined with all that the database knows. Until then its
-- numbers are right, and only its head rises.
local function is_torn(tag, user, channel, text)
  local _, _, _, _, _, named, everyone, uncounted = string.match(text, STATE)
  if not named then return true end
  local mentions = named + everyone
  return mentions > 0 and redis.call('ZCARD', tag .. ':mentions:' .. user .. ':' .. channel) ~= mentions
    or uncounted ~= '0'
      and redis.call('ZCARD', tag .. ':uncounted:' .. user .. ':' .. channel) ~= tonumber(uncounted)
end

-- The state of a counter that is there as a whole.
local function whole(tag, user, channel)
  local text = redis.call('HGET', tag .. ':state:' .. user, channel)
  if text and not is_torn(tag, user, channel, text) then return text end
end

-- Whether a later epoch takes the marker back. What lies between was read, and is forgotten here: a delta that knows
-- only the marker would leave it out for good, so it counts as missing until it comes with all that the database knows.
local function takes_back(f, e, m, epoch, marker)
  return epoch > e and m > f and marker < m
end

-- Whether a delta is not enough for a counter: there is none, or its marker would be taken back.
local function needs_all(tag, user, channel, epoch, marker)
  local text = whole(tag, user, channel)
  if not text then return true end
  local _, f, _, e, m = split_state(text)
  return takes_back(f, e, m, epoch, marker)
end

-- Versions rise even across a lost Redis: the first one is the time in microseconds, so that a server which saved a
-- snapshot before the loss cannot take a mark of after it for the one that it saved.
local function next_version(tag)
  local version = redis.call('INCR', tag .. ':version')
  if version > 1 then return version end
  local now = redis.call('TIME')
  version = tonumber(now[1]) * 1000000 + tonumber(now[2])
  redis.call('SET', tag .. ':version', string.format('%.0f', version))
  return version
end

-- The counters that a call has changed, to be marked dirty with one version: nobody can read between two of them.
local function mark(changed, user, channel)
  if changed.whole then
    changed.any = true
    return
  end
  local n = changed.n + 2
  changed[n] = user .. ' ' .. channel
  changed.n = n
end

-- ZADD takes as many at once as Lua can unpack; a thousand is well below that.
local function flush_marks(tag, changed)
  if changed.any then
    changed[2], changed.n = '* ' .. changed.whole, 2
  end
  if changed.n == 0 then return end
  local version = string.format('%.0f', next_version(tag))
  for i = 1, changed.n, 2 do changed[i] = version end
  for i = 1, changed.n, 1000 do
    redis.call('ZADD', tag .. ':dirty', unpack(changed, i, math.min(i + 999, changed.n)))
  end
end

-- The join: Unread.join in Swift. What does not count mentions nobody, whichever comes first. `is_whole` says that the
-- counter is known to be there as a whole; else all that the database knows is being joined.
local function join(tag, changed, user, channel, is_whole, head, floor, position, epoch, marker, mentions, own, turn)
  local state_key = tag .. ':state:' .. user
  local text = redis.call('HGET', state_key, channel)
  if not text then
    local left = redis.call('HGET', tag .. ':left:' .. user, channel)
    if left and turn <= tonumber(left) then return end
  end
  if not text and #mentions == 0 and #own == 0 then
    redis.call('HSET', state_key, channel, join_state(head, floor, position, epoch, marker, 0, 0, 0))
    mark(changed, user, channel)
    return
  end
  local h, f, p, e, m, named, everyone, uncounted = split_state(text)
  local before = math.max(m, f)
  h = math.max(h, head)
  f = math.max(f, floor)
  p = math.max(p, position)
  if epoch > e or (epoch == e and marker > m) then e, m = epoch, marker end
  local read_up_to = math.max(m, f)
  local mentioning = open_set(tag .. ':mentions:' .. user .. ':' .. channel, named, everyone)
  local silent = open_set(tag .. ':uncounted:' .. user .. ':' .. channel, uncounted, 0)
  if #mentions > 0 or size(mentioning) > 0 then mend(mentioning, is_whole) end
  if #own > 0 or size(silent) > 0 then mend(silent, is_whole) end
  if #own > 0 and add_seqs(silent, own, read_up_to) and size(mentioning) > 0 then remove_seqs(mentioning, own) end
  if #mentions > 0 then add_seqs(mentioning, mentions, read_up_to, size(silent) > 0 and silent) end
  if read_up_to > before then
    if size(mentioning) > 0 then prune(mentioning, read_up_to) end
    if size(silent) > 0 then prune(silent, read_up_to) end
  end
  local after = join_state(h, f, p, e, m, mentioning.plain, mentioning.starred, silent.plain)
  if after == text then return end
  redis.call('HSET', state_key, channel, after)
  mark(changed, user, channel)
end

local NONE = {}

local function is_built(tag, build)
  return redis.call('GET', tag .. ':built') == build
end

local UNBUILT = { err = 'UNBUILT the counters of this bucket are lost or being rebuilt' }

-- Reads the deltas in ARGV from `index` on and joins them. A delta is
-- user channel turn head floor position epoch marker <mentions> seq... <uncounted> seq...
-- If `missing` is given, no counter is created and no marker taken back, and the numbers, from 1, of the deltas that
-- would are added to it.
local function join_all(tag, argv, index, missing)
  local changed, number = { n = 0 }, 0
  while index <= #argv do
    local user, channel = argv[index], argv[index + 1]
    local numbers = {}
    for i = 1, 6 do numbers[i] = tonumber(argv[index + 1 + i]) end
    index = index + 8
    local sets = {}
    for i = 1, 2 do
      local size = tonumber(argv[index])
      local seqs = {}
      for j = 1, size do seqs[j] = argv[index + j] end
      sets[i] = seqs
      index = index + size + 1
    end
    number = number + 1
    if missing and needs_all(tag, user, channel, numbers[5], numbers[6]) then
      missing[#missing + 1] = number
    else
      join(
        tag, changed, user, channel, missing ~= nil, numbers[2], numbers[3], numbers[4], numbers[5], numbers[6],
        sets[1], sets[2], numbers[1])
    end
  end
  flush_marks(tag, changed)
end

-- build, deltas...
local function join_deltas(keys, argv)
  if not is_built(keys[1], argv[1]) then return UNBUILT end
  join_all(keys[1], argv, 2)
  return 1
end

-- build, deltas...: joins them into the counters that are there.
-- Returns the numbers, from 1, of the deltas whose counter is not there, or would have its marker taken back: a delta is
-- not all that there is to a counter, so it must not look like one.
local function update(keys, argv)
  if not is_built(keys[1], argv[1]) then return UNBUILT end
  local missing = {}
  join_all(keys[1], argv, 2, missing)
  return missing
end

-- build, then triples of user, channel and what was read: "position epoch marker", or one number if epoch is 0 and
-- both others are the same. The join with nothing but that, for the counters that are there.
-- Returns the numbers, from 1, of the triples whose counter is not there or would have its marker taken back; those are
-- left alone.
local function read(keys, argv)
  local tag = keys[1]
  if not is_built(tag, argv[1]) then return UNBUILT end
  local prefix, changed, missing = tag .. ':state:', { n = 0 }, {}
  local call, match, format, tonumber = redis.call, string.match, string.format, tonumber
  for i = 2, #argv, 3 do
    local user, channel, what = argv[i], argv[i + 1], argv[i + 2]
    local state_key = prefix .. user
    local text = call('HGET', state_key, channel)
    if not text then
      missing[#missing + 1] = (i + 1) / 3
    else
      local position, epoch = tonumber(what), 0
      local marker = position
      if not position then
        local p, e, m = match(what, '^(%d+) (%d+) (%d+)$')
        position, epoch, marker = tonumber(p), tonumber(e), tonumber(m)
      end
      local head, floor, p, e, m, sets = match(text, '^(%d+) (%d+) (%d+) (%d+) (%d+) (.*)$')
      local P, E, M = tonumber(p or 0), tonumber(e or 0), tonumber(m or 0)
      if not head or takes_back(tonumber(floor), E, M, epoch, marker)
        or sets ~= '0 0 0' and is_torn(tag, user, channel, text)
      then
        missing[#missing + 1] = (i + 1) / 3
      elseif sets == '0 0 0' then
        local further = epoch > E or (epoch == E and marker > M)
        if position > P or further then
          if position > P then p = format('%.0f', position) end
          if further then e, m = format('%.0f', epoch), format('%.0f', marker) end
          call('HSET', state_key, channel, table.concat({ head, floor, p, e, m, sets }, ' '))
          mark(changed, user, channel)
        end
      else
        join(tag, changed, user, channel, true, 0, 0, position, epoch, marker, NONE, NONE, 0)
      end
    end
  end
  flush_marks(tag, changed)
  return missing
end

-- From so many users on, a fan-out leaves one dirty mark for all members of the channel. Who they are is known to the
-- database, which is asked when they are saved; fewer would not be worth the question.
local WHOLE = 32

-- build, channel, head, <everyone> seq..., <uncounted> seq..., then users: one message or many, or deletions, for the
-- members to whom nothing else applies. If both lists are empty, only the first number of their states changes.
-- Returns the numbers, from 1, of the users whose counter is not there; those are not created.
local function fan_out(keys, argv)
  local tag = keys[1]
  if not is_built(tag, argv[1]) then return UNBUILT end
  local channel, head_text, first = argv[2], argv[3], 4
  -- A global costs a look-up each time, which is a tenth of all that a member costs.
  local call, find, sub, tonumber = redis.call, string.find, string.sub, tonumber
  local head = tonumber(head_text)
  local lists = { {}, {} }
  for _, list in ipairs(lists) do
    local size = tonumber(argv[first])
    for i = 1, size do list[i] = argv[first + i] end
    first = first + size + 1
  end
  local everyone, uncounted = lists[1], lists[2]
  local is_plain = #everyone + #uncounted == 0
  local prefix, changed, missing = tag .. ':state:', { n = 0 }, {}
  if #argv - first + 1 >= WHOLE then changed.whole = channel end
  for i = first, #argv do
    local user = argv[i]
    local state_key = prefix .. user
    local text = call('HGET', state_key, channel)
    local space = text and find(text, ' ', 1, true)
    local known = space and tonumber(sub(text, 1, space - 1))
    if not known or not is_plain and is_torn(tag, user, channel, text) then
      missing[#missing + 1] = i - first + 1
    elseif not is_plain then
      join(tag, changed, user, channel, true, head, 0, 0, 0, 0, everyone, uncounted, 0)
    elseif known < head then
      call('HSET', state_key, channel, head_text .. sub(text, space))
      mark(changed, user, channel)
    end
  end
  flush_marks(tag, changed)
  return missing
end

-- build, channel, then pairs of user and turn: those who left. Their counters go; what was known before does not bring
-- them back.
local function leave(keys, argv)
  local tag, channel = keys[1], argv[2]
  if not is_built(tag, argv[1]) then return UNBUILT end
  for i = 3, #argv, 2 do
    local user = argv[i]
    local left = redis.call('HGET', tag .. ':left:' .. user, channel)
    if tonumber(left or 0) < tonumber(argv[i + 1]) then
      redis.call('HSET', tag .. ':left:' .. user, channel, argv[i + 1])
    end
    redis.call('HDEL', tag .. ':state:' .. user, channel)
    redis.call('UNLINK', tag .. ':mentions:' .. user .. ':' .. channel, tag .. ':uncounted:' .. user .. ':' .. channel)
    redis.call('ZREM', tag .. ':dirty', user .. ' ' .. channel)
  end
  return 1
end

-- Unread seqs of a set, as an array.
local function seqs_above(key, low, high)
  return redis.call('ZRANGEBYSCORE', key, '(' .. string.format('%.0f', low), string.format('%.0f', high))
end

local function describe(tag, user, channel, text)
  local h, f, _, _, m, named, everyone, uncounted = split_state(text)
  local low = math.max(m, f)
  local mentions, own = {}, {}
  if named + everyone > 0 then mentions = seqs_above(tag .. ':mentions:' .. user .. ':' .. channel, low, h) end
  if uncounted > 0 then own = seqs_above(tag .. ':uncounted:' .. user .. ':' .. channel, low, h) end
  return { channel, text, mentions, own }
end

-- build, user, channels...: the counters of a user in these channels with their seqs, without those that are not there as a
-- whole.
local function counters(keys, argv)
  local tag, user = keys[1], argv[2]
  if not is_built(tag, argv[1]) then return UNBUILT end
  local found = {}
  for i = 3, #argv do
    local text = whole(tag, user, argv[i])
    if text then found[#found + 1] = describe(tag, user, argv[i], text) end
  end
  return found
end

-- build, user, channels...: the states of a user in these channels, or in all, as channel, state, channel, state...: that
-- is all that badges need.
local function badges(keys, argv)
  local key = keys[1] .. ':state:' .. argv[2]
  if not is_built(keys[1], argv[1]) then return UNBUILT end
  if #argv == 2 then return redis.call('HGETALL', key) end
  local found = {}
  for i = 3, #argv do
    local text = redis.call('HGET', key, argv[i])
    if text then
      found[#found + 1] = argv[i]
      found[#found + 1] = text
    end
  end
  return found
end

-- build, most: the states of the longest-dirty counters, and the version; of channels that are dirty as a whole only the
-- name and the version. A mark whose counter is gone is removed; what restores it marks it again.
local function dirty(keys, argv)
  local tag = keys[1]
  if not is_built(tag, argv[1]) then return UNBUILT end
  local marks = redis.call('ZRANGE', tag .. ':dirty', 0, tonumber(argv[2]) - 1, 'WITHSCORES')
  local found = {}
  for i = 1, #marks, 2 do
    local user, channel = string.match(marks[i], '^(%S+) (%S+)$')
    local text = user ~= '*' and redis.call('HGET', tag .. ':state:' .. user, channel)
    if text and string.find(text, STATE) then
      found[#found + 1] = { user, channel, text, marks[i + 1] }
    elseif user == '*' then
      found[#found + 1] = { channel, marks[i + 1] }
    else
      redis.call('ZREM', tag .. ':dirty', marks[i])
    end
  end
  return found
end

-- build, then for each channel: channel, <users> user...: the states of those whose counters are there.
local function snapshots(keys, argv)
  local tag, found, index = keys[1], {}, 2
  if not is_built(tag, argv[1]) then return UNBUILT end
  while index <= #argv do
    local channel, last = argv[index], index + 1 + tonumber(argv[index + 1])
    for i = index + 2, last do
      local text = redis.call('HGET', tag .. ':state:' .. argv[i], channel)
      if text then found[#found + 1] = { argv[i], channel, text } end
    end
    index = last + 1
  end
  return found
end

-- build, then triples of user (or *), channel and version: removes the marks that have not changed since they were saved.
local function clean(keys, argv)
  local tag, removed = keys[1], 0
  if not is_built(tag, argv[1]) then return UNBUILT end
  for i = 2, #argv, 3 do
    local member = argv[i] .. ' ' .. argv[i + 1]
    if redis.call('ZSCORE', tag .. ':dirty', member) == argv[i + 2] then
      removed = removed + redis.call('ZREM', tag .. ':dirty', member)
    end
  end
  return removed
end

-- owner, milliseconds: says that a server takes part in the saving; returns how many do.
local function attend(keys, argv)
  local key = keys[1] .. ':servers'
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZADD', key, string.format('%.0f', now + argv[2]), argv[1])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now))
  redis.call('PEXPIRE', key, argv[2])
  return redis.call('ZCARD', key)
end

-- owner, milliseconds: takes or renews the lease.
local function lease(keys, argv)
  local key = keys[1] .. ':lease'
  local owner = redis.call('GET', key)
  if owner and owner ~= argv[1] then return 0 end
  redis.call('SET', key, argv[1], 'PX', argv[2])
  return 1
end

-- owner: gives the lease back.
local function release(keys, argv)
  local key = keys[1] .. ':lease'
  if redis.call('GET', key) == argv[1] then redis.call('DEL', key) end
  return 1
end

-- Whether a build stands against another, which then has to yield: CounterBuild.stands(against:) in Swift.
local function stands(build, other)
  local version, buckets, run = string.match(build, '^(%d+)/(%d+)/(.*)$')
  local v, b, r = string.match(other, '^(%d+)/(%d+)/(.*)$')
  if not run or run ~= r then return false end
  version, buckets, v, b = tonumber(version), tonumber(buckets), tonumber(v), tonumber(b)
  return version > v or version == v and buckets > b
end

-- build, token, milliseconds: becomes the builder.
local function begin_build(keys, argv)
  local tag = keys[1]
  local built = redis.call('GET', tag .. ':built')
  if built and (built == argv[1] or stands(built, argv[1])) then return 0 end
  local builder = redis.call('GET', tag .. ':builder')
  if builder and builder ~= argv[2] then return 0 end
  redis.call('DEL', tag .. ':built', tag .. ':dirty')
  redis.call('SET', tag .. ':builder', argv[2], 'PX', argv[3])
  return 1
end

-- token, milliseconds, keys...: deletes what is left of an earlier build. Only the builder may.
local function forget(keys, argv)
  local key = keys[1] .. ':builder'
  if redis.call('GET', key) ~= argv[1] then return 0 end
  redis.call('PEXPIRE', key, argv[2])
  for i = 3, #argv do redis.call('UNLINK', argv[i]) end
  return 1
end

-- token, milliseconds, deltas...: joins into a bucket that is being built.
local function restore(keys, argv)
  local key = keys[1] .. ':builder'
  if redis.call('GET', key) ~= argv[1] then return 0 end
  redis.call('PEXPIRE', key, argv[2])
  join_all(keys[1], argv, 3)
  return 1
end

-- build, token: opens the bucket.
local function finish_build(keys, argv)
  local tag = keys[1]
  if redis.call('GET', tag .. ':builder') ~= argv[2] then return 0 end
  redis.call('SET', tag .. ':built', argv[1])
  redis.call('DEL', tag .. ':builder')
  return 1
end

redis.register_function('dogear_5_join', join_deltas)
redis.register_function('dogear_5_update', update)
redis.register_function('dogear_5_read', read)
redis.register_function('dogear_5_fan_out', fan_out)
redis.register_function('dogear_5_leave', leave)
-- What is read only is read even by a Redis that is out of memory.
redis.register_function{ function_name = 'dogear_5_badges', callback = badges, flags = { 'no-writes' } }
redis.register_function{ function_name = 'dogear_5_counters', callback = counters, flags = { 'no-writes' } }
redis.register_function('dogear_5_dirty', dirty)
redis.register_function{ function_name = 'dogear_5_snapshots', callback = snapshots, flags = { 'no-writes' } }
redis.register_function('dogear_5_clean', clean)
redis.register_function('dogear_5_attend', attend)
redis.register_function('dogear_5_lease', lease)
redis.register_function('dogear_5_release', release)
redis.register_function('dogear_5_begin', begin_build)
redis.register_function('dogear_5_forget', forget)
redis.register_function('dogear_5_restore', restore)
redis.register_function('dogear_5_finish', finish_build)

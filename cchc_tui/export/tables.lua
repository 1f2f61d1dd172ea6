-- Tables: from the pipe table a clerk types to merged heads, group and total rows, figures under one another at the
-- comma, and columns as wide as the letters in them ask for. Loaded by body.lua; the same widths for DOCX and typst.
-- A head is a path: columns headed "Đã giải quyết > Đúng hạn" and "Đã giải quyết > Quá hạn" share the cell
-- "Đã giải quyết". What is merged follows from equal beginnings, so it cannot contradict itself.
local stringify = pandoc.utils.stringify
local NBSP = '\u{00A0}'
local DOCX = FORMAT == 'docx' or FORMAT == 'openxml'
local M = {}
local PLAN, styled                                  -- given by body.lua: the plan's `table`, a paragraph in a component

function M.setup(plan, in_component) PLAN, styled = plan, in_component end

-- Millimetres of a text at one point of size.
local MM = 25.4 / 72 / 1000
local UNKNOWN = 722
local function length(text, face)
  local sum, widths = 0, PLAN.letters[face]
  for _, code in utf8.codes(text) do sum = sum + (widths[utf8.char(code)] or UNKNOWN) end
  return sum * MM
end

local WIDER_BLANK = 0.03                            -- what LibreOffice adds to a no-break space, at one point
local function longest_word(text, face)
  local best = 0
  for word in text:gmatch('[^ ]+') do
    local _, blanks = word:gsub(NBSP, '')
    best = math.max(best, length(word, face) + blanks * WIDER_BLANK)
  end
  return best
end

-- Heads ---------------------------------------------------------------------------------------------------------------
local function is_space(inline) return inline and (inline.t == 'Space' or inline.t == 'SoftBreak') end

local function trimmed(inlines)
  while is_space(inlines[1]) do inlines:remove(1) end
  while is_space(inlines[#inlines]) do inlines:remove(#inlines) end
  return inlines
end

local function path(cell)                           -- {{name, inlines}, …} of a head cell, from its outermost group inwards
  local block, parts = cell.contents[1], {}
  local content = block and block.content or pandoc.Inlines{}
  local part = pandoc.Inlines{}
  local function close()
    part = trimmed(part)
    if #part > 0 then parts[#parts + 1] = {name = stringify(part), inlines = part} end
    part = pandoc.Inlines{}
  end
  for place, inline in ipairs(content) do
    if inline.t == 'Str' and inline.text == '>' and is_space(content[place - 1]) and is_space(content[place + 1]) then close()
    else part:insert(inline) end
  end
  close()
  if #parts == 0 then parts[1] = {name = '', inlines = pandoc.Inlines{}} end
  return parts
end

local function same_beginning(one, other, depth)
  for level = 1, depth do if one[level].name ~= other[level].name then return false end end
  return true
end

-- Centred both ways: beside a group of three rows a name at the top looks lost. (In DOCX by docx_tables.py.)
local function in_the_middle(cell)
  cell.alignment = 'AlignCenter'
  if not DOCX then cell.attributes['typst:align'] = 'horizon' end
  return cell
end

local function head_cell(part, rows, columns)
  local content = DOCX and styled({pandoc.Para(part.inlines)}, 'table_head')
    or {pandoc.Plain(#part.inlines > 0 and {pandoc.Strong(part.inlines)} or {})}
  return in_the_middle(pandoc.Cell(content, 'AlignCenter', rows, columns))
end

-- The rows of the head, and every cell in it as {from, to, name}: what the columns under it must be wide enough for.
local function merged_head(paths)
  local depth, rows, cells = 1, {}, {}
  for _, p in ipairs(paths) do depth = math.max(depth, #p) end
  for level = 1, depth do
    local row, k = {}, 1
    while k <= #paths do
      local p, last = paths[k], k
      if #p > level then
        while last < #paths and #paths[last + 1] > level and same_beginning(p, paths[last + 1], level) do last = last + 1 end
        row[#row + 1] = head_cell(p[level], 1, last - k + 1)
      elseif #p == level then
        row[#row + 1] = head_cell(p[level], depth - level + 1, 1)
      end
      if #p >= level then cells[#cells + 1] = {from = k, to = last, name = p[level].name} end
      k = last + 1
    end
    rows[level] = pandoc.Row(row)
  end
  return rows, cells
end

-- Rows ----------------------------------------------------------------------------------------------------------------
-- "(1) (2) (3)=(1)+(2)", or "A B 1 2 3" as forms of statistics number their columns: it is repeated with the head.
local function numbers_columns(text, columns)
  local letters, counted = 0, 0
  for k = 1, columns do
    local cell = text[k] or ''
    if cell:match('^%(%w+%)[%s=+%-x*/:%%%(%)%w]*$') then counted = counted + 1
    elseif cell:match('^%u$') and letters == k - 1 then letters = letters + 1
    elseif letters > 0 and cell == tostring(k - letters) then counted = counted + 1
    else return false end
  end
  return counted > 0
end

local function is_bold(cell)
  local block = cell.contents[1]
  local content = block and block.content
  return content and #content == 1 and content[1].t == 'Strong'
end

local function is_slanted(cell)
  local block = cell.contents[1]
  local content = block and block.content
  return content and #content == 1 and content[1].t == 'Emph'
end

-- The column in which the name of a group of rows stands, when the row says nothing else and says it in bold, or
-- slanted: a group inside a group.
local function group_column(row, text, columns)
  local last = 0
  for k = 1, columns do if text[k] ~= '' then last = k end end
  if columns > 2 and (last == 1 or last == 2) and (is_bold(row.cells[last]) or is_slanted(row.cells[last])) then return last end
end

local function is_total(text)
  for k = 1, 2 do
    if text[k] and PLAN.total_words[pandoc.text.lower(text[k]):gsub('%s*:$', '')] then return true end
  end
  return false
end

local function texts(row)
  local out = {}
  for k, cell in ipairs(row.cells) do out[k] = stringify(cell.contents) end
  return out
end

-- What the rows say: all of a table a page or two long; of a longer one the first rows, and those `hint` (found in the
-- Markdown, where looking is cheap) names as groups and totals.
local SAMPLE_ROWS = 200
local function look(body, columns, hint)
  local rows = {}
  local function add(place)
    local row = body[place]
    local text = texts(row)
    rows[#rows + 1] = {place = place, row = row, text = text, group = group_column(row, text, columns), total = is_total(text)}
  end
  local first = #body > SAMPLE_ROWS and hint and hint.rows == #body and SAMPLE_ROWS or #body
  for place = 1, first do add(place) end
  if first < #body then
    for _, place in ipairs(hint.special) do if place > first then add(place) end end
  end
  return rows, first == #body
end

local function all_body_rows(tbl)
  local out = pandoc.List{}
  for _, body in ipairs(tbl.bodies) do out:extend(body.body) end
  return out
end

-- Columns: what stands in them ------------------------------------------------------------------------------------------
local function figure(text)                         -- the decimals of a figure with their comma, and its unit; nil: none
  local bare = text:gsub('^−', ''):gsub('^–', '')
  return bare:match('^[-+]?%d[%d%.]*(,?%d*)%s?(%%?)$')
end

function M.is_figure(text) return figure(text) ~= nil end

local NO_FIGURE = {['-'] = true, ['–'] = true, ['x'] = true, ['X'] = true, ['…'] = true, ['...'] = true}

local function look_at_column(k, name, rows)        -- kind: ordinal, figures, pen (nothing printed yet) or words
  local seen, figures, decimals, units, bare = 0, true, 0, 0, 0
  for _, row in ipairs(rows) do
    local text = row.text[k] or ''
    if text ~= '' and not row.group then
      seen = seen + 1
      local tail, unit = figure(text)
      if tail then
        decimals = math.max(decimals, #tail)
        if unit == '%' then units = units + 1 else bare = bare + 1 end
      elseif not NO_FIGURE[text] then figures = false end
    end
  end
  local kind = PLAN.ordinal_words[pandoc.text.lower(name)] and 'ordinal' or seen == 0 and 'pen' or figures and 'figures' or 'words'
  return {kind = kind, decimals = kind == 'figures' and (units == 0 or bare == 0) and decimals or 0}
end

-- In the Times faces a digit is as wide as two blanks and the comma as one: shorter figures end in no-break spaces.
local function padding(text, decimals)
  local tail, unit = figure(text)
  if not tail or unit == '%' then return '' end
  local lack = decimals - #tail
  if lack <= 0 then return '' end
  return NBSP:rep(tail == '' and 2 * lack - 1 or 2 * lack)
end

-- At most BUCKETS lengths that stand for all: the longest of each group, with how many it stands for.
local BUCKETS = 16
local function bucketed(lengths)
  table.sort(lengths, function(a, b) return a > b end)
  local group = math.max(1, math.ceil(#lengths / BUCKETS))
  local out = {}
  for first = 1, #lengths, group do out[#out + 1] = {long = lengths[first], many = math.min(group, #lengths - first + 1)} end
  return out
end

local function measured(columns, rows, heads, hint)
  for k, column in ipairs(columns) do
    local leaf = heads[k][#heads[k]].name
    local lengths = {}
    column.head, column.word = length(leaf, 'bold'), longest_word(leaf, 'bold')
    for _, row in ipairs(rows) do
      local text, face = row.text[k] or '', (row.total or row.group) and 'bold' or 'regular'
      if text ~= '' and not (row.group and k >= row.group) then
        text = text .. padding(text, column.decimals)
        column.word = math.max(column.word, longest_word(text, face))
        lengths[#lengths + 1] = length(text, face)
      end
    end
    for _, word in ipairs(hint and hint.words and hint.words[k] or {}) do
      column.word = math.max(column.word, longest_word(word, 'regular'))
    end
    column.cells = bucketed(lengths)
  end
end

-- Widths --------------------------------------------------------------------------------------------------------------
local MOST_LINES = 5                                -- a cell of more lines in a column narrower than this is crowded
local READABLE_MM = 45
local SHORT_MM = 30                                 -- a name, "Chưa đánh giá": not broken without need

local function lines(long, room) return long <= room and 1 or math.ceil(long * 1.08 / room) end

-- The least widths in which every word is whole; nil when they are more than the room.
local function least_widths(columns, spans, room, size, pad, pen)
  local least, sum = {}, 0
  for k, column in ipairs(columns) do
    least[k] = column.word * size + pad
    if pen and column.kind == 'pen' then least[k] = math.max(least[k], PLAN.pen_mm) end
  end
  for place = #spans, 1, -1 do                      -- a merged head wider than its columns widens them alike
    local span, have = spans[place], 0
    for k = span.from, span.to do have = have + least[k] end
    local lack = longest_word(span.name, 'bold') * size + pad - have
    if lack > 0 then
      for k = span.from, span.to do least[k] = least[k] + lack / (span.to - span.from + 1) end
    end
  end
  for k = 1, #columns do sum = sum + least[k] end
  if sum <= room then return least, room - sum end
  if pen then return least_widths(columns, spans, room, size, pad, false) end
  return nil
end

local function burden(column, width, size, pad)     -- how badly a column stands at this width
  local sum = lines(column.head * size, width - pad) ^ 2
  for _, cell in ipairs(column.cells) do
    local long = cell.long * size
    sum = sum + cell.many * lines(long, width - pad) ^ 3 * (long < SHORT_MM and 4 or 1)
  end
  return sum
end

-- What is left goes, a few millimetres at a time, to the column where it takes most off the tall cells.
local STEPS = {1, 3, 7, 15, 30}
local function spend(columns, width, left, size, pad)
  while left >= 1 do
    local best, gain, step = nil, 0, 0
    for k, column in ipairs(columns) do
      local now = burden(column, width[k], size, pad)
      for _, more in ipairs(STEPS) do
        local each = more <= left and (now - burden(column, width[k] + more, size, pad)) / more or 0
        if each > gain then best, gain, step = k, each, more end
      end
    end
    if not best then return left end
    width[best] = width[best] + step
    left = left - step
  end
  return left
end

local WEIGHT = {words = 1, pen = 1, figures = 0.3, ordinal = 0}
local function share(columns, width, left)          -- then by what stands in the columns
  local sum = 0
  for k, column in ipairs(columns) do sum = sum + WEIGHT[column.kind] * width[k] end
  for k, column in ipairs(columns) do
    width[k] = width[k] + (sum > 0 and left * WEIGHT[column.kind] * width[k] / sum or left / #columns)
  end
  return width
end

-- The widths asked for by the dashes under the head, but no column narrower than its longest word.
local function wished(least, dashes, room)
  local width, open, left, weight = {}, {}, room, 0
  for k, dash in ipairs(dashes) do open[k] = true; weight = weight + dash end
  repeat
    local changed = false
    for k in pairs(open) do
      if left * dashes[k] / weight < least[k] then
        width[k], open[k], changed = least[k], nil, true
        left, weight = left - least[k], weight - dashes[k]
        break
      end
    end
  until not changed
  for k in pairs(open) do width[k] = left * dashes[k] / weight end
  return width
end

local function crowding(columns, width, size, pad)  -- lines of the tallest cell that stands in a narrow column; of any
  local narrow, any = 0, 0
  for k, column in ipairs(columns) do
    local tallest = lines(column.head * size, width[k] - pad)
    if column.cells[1] then tallest = math.max(tallest, lines(column.cells[1].long * size, width[k] - pad)) end
    any = math.max(any, tallest)
    if width[k] < READABLE_MM then narrow = math.max(narrow, tallest) end
  end
  return narrow, any
end

local SLACK_MM = 0.5
local function widths_at(columns, spans, room, size, dashes)
  local pad = 2 * PLAN.cell_mm + SLACK_MM
  local least, left = least_widths(columns, spans, room, size, pad, true)
  if not least then return nil end
  local width
  if dashes then width = wished(least, dashes, room)
  else width = share(columns, least, spend(columns, least, left, size, pad)) end
  local narrow, any = crowding(columns, width, size, pad)
  return {width = width, room = room, size = size, narrow = narrow, lines = any}
end

-- The largest size at which every word is whole and nothing is crowded; on the page's side when it is not so upright.
local function fit(columns, spans, page, dashes)
  local best
  for _, wide in ipairs(page.forced and {true} or page.allowed and {false, true} or {false}) do
    for _, size in ipairs(PLAN.sizes) do
      local found = widths_at(columns, spans, wide and PLAN.wide_mm or PLAN.upright_mm, size, dashes)
      if found then
        found.wide = wide
        if found.narrow <= MOST_LINES then return found end
        if not best or found.narrow < best.narrow * 0.7 then best = found end
      end
    end
  end
  return best
end

-- No size keeps every word whole: by the longest words, on the widest page there is.
local function broken(columns, page)
  local wide, sum, width = page.forced or page.allowed, 0, {}
  local room = wide and PLAN.wide_mm or PLAN.upright_mm
  for _, column in ipairs(columns) do sum = sum + math.max(column.word, 1) end
  for k, column in ipairs(columns) do width[k] = room * math.max(column.word, 1) / sum end
  return {width = width, room = room, size = PLAN.sizes[#PLAN.sizes], wide = wide, lines = 0}
end

-- Put together --------------------------------------------------------------------------------------------------------
local function in_bold(cell)
  for place, block in ipairs(cell.contents) do
    if block.content and #block.content > 0 and not is_bold(cell) then
      cell.contents[place] = pandoc.Plain{pandoc.Strong(block.content)}
    end
  end
end

local function group_row(row, columns)              -- the group's name runs to the end of the row
  local cells = pandoc.List{}
  for k = 1, row.group do cells:insert(row.row.cells[k]) end
  cells[row.group].col_span = columns - row.group + 1
  cells[row.group].alignment = 'AlignLeft'
  return pandoc.Row(cells)
end

local function total_row(row, columns)              -- in bold; its name over the empty columns of words beside it
  local cells, last = row.row.cells, 1
  for _, cell in ipairs(cells) do in_bold(cell) end
  if row.text[1] == '' then return pandoc.Row(cells) end
  while last < #columns and row.text[last + 1] == '' and columns[last + 1].kind == 'words' do last = last + 1 end
  if last == 1 then return pandoc.Row(cells) end
  cells[1].col_span, cells[1].alignment = last, 'AlignCenter'
  for _ = 2, last do cells:remove(2) end
  return pandoc.Row(cells)
end

local function pad_figures(body, rows, whole, columns)
  for k, column in ipairs(columns) do
    if column.decimals > 0 then
      for place = 1, whole and #rows or #body do
        local row = whole and rows[place].row or body[place]
        local cell = row.cells[k]
        local text = whole and rows[place].text[k] or stringify(cell.contents)
        local more = padding(text or '', column.decimals)
        if more ~= '' and cell.contents[1] and cell.contents[1].content then
          cell.contents[1].content = cell.contents[1].content .. {pandoc.Str(more)}
        end
      end
    end
  end
end

local function set_rows(tbl, body, rows, whole, columns)
  pad_figures(body, rows, whole, columns)
  for _, row in ipairs(rows) do
    if row.group then body[row.place] = group_row(row, #columns)
    elseif row.total then body[row.place] = total_row(row, columns) end
  end
  tbl.bodies = {{attr = pandoc.Attr(), head = {}, body = body, row_head_columns = 0}}
end

local ALIGN = {figures = 'AlignRight', words = 'AlignLeft', ordinal = 'AlignCenter', pen = 'AlignCenter'}
local function set_columns(tbl, columns, found)
  for k, column in ipairs(columns) do
    tbl.colspecs[k][2] = found.width[k] / found.room
    if tbl.colspecs[k][1] == 'AlignDefault' then tbl.colspecs[k][1] = ALIGN[column.kind] end
  end
end

local function centred(row)
  for k, cell in ipairs(row.cells) do row.cells[k] = in_the_middle(cell) end
  return row
end

local function hint_for(heads, columns)             -- what Python saw of this table in the Markdown, by the words of its head
  local key = {}
  for k = 1, columns do
    for _, part in ipairs(heads[k]) do key[#key + 1] = part.name end
  end
  local known = PLAN.hints[(table.concat(key):gsub(NBSP, ''):gsub('[%s%p]', ''))]
  local hint = known and table.remove(known, 1)
  return hint and hint.columns == columns and hint or nil
end

-- The finished table, and {size, wide, tall}: points, whether it asks for a page on its side, whether a row may be
-- taller than a page. `page`: {allowed, forced}, whether the page may be turned, whether it is.
function M.shape(tbl, page)
  local n, heads = #tbl.colspecs, {}
  for k, cell in ipairs(tbl.head.rows[1].cells) do heads[k] = path(cell) end
  local hint = hint_for(heads, n)
  local head, spans = merged_head(heads)
  local body = all_body_rows(tbl)
  if body[1] and numbers_columns(texts(body[1]), n) then
    head[#head + 1] = centred(body[1])
    body:remove(1)
    if hint then hint.rows = hint.rows - 1; for place, at in ipairs(hint.special) do hint.special[place] = at - 1 end end
  end
  local rows, whole = look(body, n, hint)
  local columns = {}
  for k = 1, n do columns[k] = look_at_column(k, heads[k][#heads[k]].name, rows) end
  measured(columns, rows, heads, hint)
  local found = fit(columns, spans, page, hint and hint.dashes) or broken(columns, page)
  set_columns(tbl, columns, found)
  tbl.head = pandoc.TableHead(head)
  set_rows(tbl, body, rows, whole, columns)
  local tallest = found.lines
  if not whole and hint.longest > 0 then tallest = math.max(tallest, hint.longest / 30) end
  return tbl, {size = math.floor(found.size), wide = found.wide, tall = tallest > PLAN.tall_lines}
end

return M

-- The body of a document, for DOCX and typst alike: lists become the typed "- ", "+ " paragraphs of official papers,
-- appendices and legal bases get their places, tables their widths, and whatever could be code or a file becomes text.
-- Reads the plan (JSON) named by CCHC_PLAN, written by document.py: the words and letters that the head and the layout decide.
local stringify = pandoc.utils.stringify
local DOCX, TYPST = FORMAT == 'docx' or FORMAT == 'openxml', FORMAT == 'typst'
local NBSP = '\u{00A0}'
local TABLES = dofile(pandoc.path.join{pandoc.path.directory(PANDOC_SCRIPT_FILE), 'tables.lua'})

local function read_plan()
  local file = assert(io.open(os.getenv('CCHC_PLAN'), 'rb'))
  local text = file:read('a'); file:close()
  return pandoc.json.decode(text, false)
end
local PLAN = read_plan()

-- A paragraph in one of the layout's components -----------------------------------------------------------------------
local function styled(blocks, component)
  if DOCX then return pandoc.Blocks{pandoc.Div(blocks, pandoc.Attr('', {}, {['custom-style'] = PLAN.styles[component]}))} end
  local out = pandoc.Blocks{pandoc.RawBlock('typst', '#doan("' .. component .. '")[')}
  out:extend(blocks); out:insert(pandoc.RawBlock('typst', ']'))
  return out
end

TABLES.setup(PLAN.table, styled)

local function words(text)                          -- a plain string as inlines, spaces breakable
  return pandoc.Inlines(text)
end

local LETTERS = {}
for _, code in utf8.codes(PLAN.letters) do LETTERS[#LETTERS + 1] = utf8.char(code) end

-- Lists: khoản "1.", điểm "a)" in the decree's letters, then dashes --------------------------------------------------------
local function mark_of(list, bullets, numbers, place)
  if list.t == 'BulletList' then return PLAN.bullet_marks:sub(math.min(bullets, #PLAN.bullet_marks), math.min(bullets, #PLAN.bullet_marks)) end
  local number = (list.listAttributes.start or 1) + place - 1
  if numbers > 2 then return PLAN.bullet_marks:sub(1, 1) end
  if numbers == 2 then return (LETTERS[number] or tostring(number)) .. ')' end
  return tostring(number) .. (tostring(list.listAttributes.delimiter) == 'OneParen' and ')' or '.')
end

local settle                                        -- defined below; blocks of list items are settled like all others
local function flatten(list, bullets, numbers, out) -- bullets, numbers: how many lists of each sort are around, this one counted
  if list.t == 'BulletList' then bullets = bullets + 1 else numbers = numbers + 1 end
  for place, item in ipairs(list.content) do
    local mark = mark_of(list, bullets, numbers, place)
    for _, block in ipairs(item) do
      if block.t == 'BulletList' or block.t == 'OrderedList' then
        if mark then out:insert(pandoc.Para{pandoc.Str(mark)}); mark = nil end
        flatten(block, bullets, numbers, out)
      elseif block.t == 'Para' or block.t == 'Plain' then
        local content = block.content
        if mark then content = pandoc.Inlines{pandoc.Str(mark .. NBSP)} .. content; mark = nil end
        out:insert(pandoc.Para(content))
      else
        if mark then out:insert(pandoc.Para{pandoc.Str(mark)}); mark = nil end
        out:extend(settle({block}))
      end
    end
    if mark then out:insert(pandoc.Para{pandoc.Str(mark)}) end
  end
end

local function flat_list(list)
  local out = pandoc.Blocks{}
  flatten(list, 0, 0, out)
  return out
end

-- Text is text: no raw format, no file, no link that hides its address ---------------------------------------------------
local function raw_inline(raw)
  if raw.format ~= 'html' then return pandoc.Str(raw.text) end
  if raw.text:match('^<[bB][rR]%s*/?>$') then return pandoc.LineBreak() end
  if raw.text:match('^<!%-%-') then return {} end
  return pandoc.Str(raw.text)
end

local function typed_lines(text)                    -- lines as typed, their leading spaces kept
  local out, first = pandoc.Inlines{}, true
  for line in (text:gsub('\n+$', '') .. '\n'):gmatch('(.-)\n') do
    if not first then out:insert(pandoc.LineBreak()) end
    first = false
    local lead, rest = line:match('^(%s*)(.*)$')
    out:insert(pandoc.Str(lead:gsub('\t', '    '):gsub(' ', NBSP)))
    out:extend(words(rest))
  end
  return out
end

local function raw_block(raw)
  if raw.text:gsub('<!%-%-.-%-%->', ''):match('^%s*$') or raw.text:match('^%s*<[bB][rR]%s*/?>%s*$') then return {} end
  return pandoc.Para(typed_lines(raw.text))
end

local function code_block(code)
  return pandoc.Para(typed_lines(code.text))
end

local function decoded_path(path)
  return (path:gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end))
end

-- Only pictures Python has read are printed; the name in the text never reaches a writer.
local function image(img)
  local caption, known = stringify(img.caption), PLAN.pictures[decoded_path(img.src)]
  if known and DOCX then return pandoc.Image(img.caption, known.name, '', pandoc.Attr('', {}, {width = known.width .. 'mm'})) end
  if known then
    local said = caption ~= '' and caption or decoded_path(img.src)
    return pandoc.RawInline('typst', '#hinh("' .. known.name .. '", ' .. known.width .. 'mm, "' .. said:gsub('[\\"]', '\\%0') .. '")')
  end
  return pandoc.Str('[ảnh: ' .. (caption ~= '' and caption or img.src) .. ']')
end

local function link(anchor)
  local text, target = stringify(anchor.content), anchor.target
  local title = anchor.title ~= '' and pandoc.Inlines{pandoc.Space(), pandoc.Str('“' .. anchor.title .. '”')} or pandoc.Inlines{}
  if target == '' or target == text or target == 'mailto:' .. text then return anchor.content .. title end
  local decoded = target:gsub('%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end)
  if decoded == text or not utf8.len(decoded) then decoded = target end
  if decoded == text then return anchor.content .. title end
  return anchor.content .. title .. {pandoc.Space(), pandoc.Str('(' .. decoded .. ')')}
end

-- Divs: only the classes of this dialect mean something; attributes never reach a writer --------------------------------
local KNOWN = {'phu-luc', 'ban-hanh-kem', 'can-cu'}
local function class_of(div)
  for _, name in ipairs(KNOWN) do
    if div.classes:includes(name) then return name end
  end
end

local UPRIGHT = {allowed = false, forced = false}   -- may the page be turned for a table; is it
local page = UPRIGHT
local function only_known(div)
  local known = class_of(div)
  local around, own_page = page, known == 'phu-luc' or known == 'ban-hanh-kem'
  if own_page then page = {allowed = not div.classes:includes('doc'), forced = div.classes:includes('ngang')} end
  local content = settle(div.content)
  local turned = page.forced
  if own_page then page = around end
  if not known then return content end
  local classes = {known}
  if own_page and turned then classes[2] = 'ngang' end
  return pandoc.Div(content, pandoc.Attr('', classes, {ten = div.attributes.ten or '', ['kem-theo'] = div.attributes['kem-theo'] or '',
    loai = div.attributes.loai or ''}))
end

-- Headings ------------------------------------------------------------------------------------------------------------
local ROMAN = {{1000,'M'},{900,'CM'},{500,'D'},{400,'CD'},{100,'C'},{90,'XC'},{50,'L'},{40,'XL'},{10,'X'},{9,'IX'},{5,'V'},{4,'IV'},{1,'I'}}
local function roman(number)
  local out = ''
  for _, pair in ipairs(ROMAN) do
    while number >= pair[1] do out = out .. pair[2]; number = number - pair[1] end
  end
  return out
end

local counts = {0, 0, 0}
local function heading_number(level)                -- as the layout's mark shows: "I." Roman, "1." Arabic, "a)" letters
  counts[level] = counts[level] + 1
  for deeper = level + 1, 3 do counts[deeper] = 0 end
  local number, kind, tail = counts[level], PLAN.heading_marks[level]:match('^(.)(.*)$')
  if kind == 'I' then return roman(number) .. tail end
  if kind == 'a' then return (LETTERS[number] or tostring(number)) .. tail end
  return number .. tail
end

local function part_heading(text)                   -- "Chương I. TÊN": the decree sets number and title on two lines
  local label, title = text:match('^(%u[^%s]*%s+[IVXLCDM%d]+)[.:]?%s*(.*)$')
  if not label then return nil end
  local word = label:match('^(%S+)')
  for _, known in ipairs(PLAN.part_words) do
    if word == known then return label, title end
  end
end

local last_level
local function heading(header)
  local text = stringify(header.content)
  local label, title = part_heading(text:gsub(NBSP, ' '))
  local content = header.content
  if PLAN.numbered and header.level <= 3 and not label then
    content = pandoc.Inlines{pandoc.Str(heading_number(header.level)), pandoc.Space()} .. content
  end
  if label then
    content = pandoc.Inlines(label)
    if title ~= '' then content = content .. {pandoc.LineBreak()} .. pandoc.Inlines(title) end
  end
  -- PDF/UA: heading levels may not skip; the look follows the typed level, the outline the level that exists.
  local level = math.min(header.level, last_level + 1)
  last_level = level
  local component = label and 'part' or text:gsub(NBSP, ' '):match('^' .. PLAN.article_word .. ' +%d') and 'article' or ('heading_' .. math.min(header.level, 3))
  if DOCX then
    if label then return styled({pandoc.Para(content)}, 'part') end   -- a Header with a style of its own passes it on
    return {pandoc.Header(header.level, content)}
  end
  return pandoc.Blocks{pandoc.RawBlock('typst', '#de-muc(' .. level .. ', "' .. component .. '")['), pandoc.Plain(content), pandoc.RawBlock('typst', ']')}
end

-- "Điều 1. …" as a paragraph: Word's navigation shows it, with what it says.
local function is_article(block)
  local first = PLAN.articles and block.t == 'Para' and block.content[1]
  return first and first.t == 'Strong' and stringify(first):match('^' .. PLAN.article_word .. NBSP .. '%d') ~= nil
end

local called                                        -- defined below: a table as typst takes it
local function each_heading(blocks)
  local out = pandoc.Blocks{}
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then out:extend(heading(block))
    elseif block.t == 'BlockQuote' or block.t == 'Div' then block.content = each_heading(block.content); out:insert(block)
    elseif TYPST and block.t == 'Table' then out:extend(called(block))
    elseif DOCX and is_article(block) then out:extend(styled({block}, 'article_text'))
    else out:insert(block) end
  end
  return out
end

local function with_headings(blocks, level_before)
  last_level = level_before
  counts = {0, 0, 0}
  return each_heading(blocks)
end

local function article(para)                        -- "Điều 1. …" at the start of a paragraph: number in bold; else as it is
  local first, space, second = para.content[1], para.content[2], para.content[3]
  if not (first and first.t == 'Str') then return para end
  local whole = first.text:match('^' .. PLAN.article_word .. NBSP .. '(%d+%l?%.)$')
  if whole then
    para.content[1] = pandoc.Strong{first}
    return para
  end
  if first.text == PLAN.article_word and space and space.t == 'Space' and second and second.t == 'Str' and second.text:match('^%d+%l?%.$') then
    local rest = pandoc.Inlines{}
    for place = 4, #para.content do rest:insert(para.content[place]) end
    return pandoc.Para(pandoc.Inlines{pandoc.Strong{pandoc.Str(PLAN.article_word .. NBSP .. second.text)}} .. rest)
  end
  return para
end

-- "./." once, at the end of the content -------------------------------------------------------------------------------------
local function end_mark(inlines)
  local last = inlines[#inlines]
  if not last then return inlines end
  if last.t == 'Space' or last.t == 'SoftBreak' or last.t == 'LineBreak' then
    inlines:remove(#inlines)
    return end_mark(inlines)
  end
  if last.t == 'Note' then                          -- the mark ends the text, not the note behind it
    inlines:remove(#inlines)
    inlines = end_mark(inlines)
    inlines:insert(last)
    return inlines
  end
  if last.t == 'Str' then
    local text = last.text
    if text:sub(-3) == './.' then text = text:sub(1, -4)
    elseif text:sub(-2) == './' then text = text:sub(1, -3)
    elseif text:sub(-1) == '.' and text:sub(-2) ~= '..' then text = text:sub(1, -2) end
    inlines[#inlines] = pandoc.Str(text:gsub('[;,:]+$', '') .. PLAN.end_mark)
  elseif last.content and (last.t == 'Emph' or last.t == 'Strong') then
    last.content = end_mark(last.content)
    inlines[#inlines] = last
  else
    inlines:insert(pandoc.Str(PLAN.end_mark))
  end
  return inlines
end

local function horizontal_rule(rule)
  return DOCX and pandoc.RawBlock('openxml', PLAN.drawn_line) or rule
end

local function is_picture(inline) return inline.t == 'Image' or inline.t == 'RawInline' and inline.text:sub(1, 6) == '#hinh(' end

local function paragraph(para)
  if next(PLAN.pictures) and #para.content == 1 and is_picture(para.content[1]) then return styled({para}, 'picture') end
  return PLAN.articles and article(para) or para
end

local function is_paragraph(block) return block and (block.t == 'Para' or block.t == 'Plain') end

local function closed(blocks)                       -- the last paragraph ends the content; true when it does
  local last = blocks[#blocks]
  if is_paragraph(last) then
    last.content = end_mark(last.content)
    blocks[#blocks] = last
    return blocks, true
  elseif last and last.t == 'BlockQuote' then
    local content, ended = closed(last.content)
    last.content = content
    blocks[#blocks] = last
    return blocks, ended
  end
  return blocks, false
end

local function unmarked(inlines)                    -- without the mark typed at their end; its full stop stays
  local last = inlines[#inlines]
  if not last then return inlines end
  if last.t == 'Space' or last.t == 'SoftBreak' or last.t == 'LineBreak' then
    inlines:remove(#inlines)
    return unmarked(inlines)
  end
  if last.t == 'Str' and last.text:sub(-3) == './.' then
    local text = last.text:sub(1, -3)
    if text == '.' and #inlines > 1 then            -- it stood apart: the stop moves to the last word
      repeat inlines:remove(#inlines); last = inlines[#inlines]
      until not last or last.t ~= 'Space' and last.t ~= 'SoftBreak' and last.t ~= 'LineBreak'
      if not (last and last.t == 'Str' and last.text:match('[.,;:!?]$')) then inlines:insert(pandoc.Str('.')) end
      return inlines
    end
    inlines[#inlines] = pandoc.Str(text:match('[;,:]%.$') and text:sub(1, -2) or text)
  elseif last.t == 'Emph' or last.t == 'Strong' then
    last.content = unmarked(last.content)
    inlines[#inlines] = last
  end
  return inlines
end

local function unmark(block)
  if stringify(block.content) == './.' then return {} end
  block.content = unmarked(block.content)
  return block
end
local UNMARK = {Para = unmark, Plain = unmark, Header = unmark}

-- Every mark typed before the end of the content goes. `own_mark`: the content gets one of its own under a table.
local function marked_once(blocks, own_mark)
  if not PLAN.mark_typed then return blocks end
  local last, before = blocks[#blocks], blocks[#blocks - 1]
  if is_paragraph(last) and before and stringify(last.content) == './.' and (own_mark or is_paragraph(before)) then
    blocks:remove(#blocks)
  end
  local out = pandoc.Blocks{}
  for place, block in ipairs(blocks) do
    if place == #blocks and block.t == 'BlockQuote' then
      block.content = marked_once(block.content, false)
      out:insert(block)
    elseif (place < #blocks or own_mark and not is_paragraph(block)) and stringify(block):find('./.', 1, true) then
      out:extend(pandoc.Blocks{block}:walk(UNMARK))
    else out:insert(block) end
  end
  return out
end

-- Tables --------------------------------------------------------------------------------------------------------------
local function note(footnote)
  footnote.content = settle(footnote.content)
  local first = footnote.content[1]
  if TYPST and is_paragraph(first) then first.content:insert(1, pandoc.Str(NBSP)); footnote.content[1] = first end
  return footnote
end

local INLINES = {RawInline = raw_inline, Image = image, Link = link, Note = note,
                 Code = function(code) return pandoc.Str(code.text) end}

local function set_table(tbl)
  if PLAN.special_inlines == 'tables' then tbl = tbl:walk(INLINES) end
  if #tbl.colspecs > PLAN.max_columns then error('cchc-columns:' .. #tbl.colspecs .. ';') end
  local shaped, found = TABLES.shape(tbl, page)
  if found.wide and not page.forced then page = {allowed = page.allowed, forced = true} end
  local small = found.size ~= PLAN.table.sizes[1]
  -- The id of a style in the reference: pandoc looks no name of a table style up.
  if DOCX and small then shaped.attributes['custom-style'] = 'Table' .. found.size end
  if TYPST and (small or found.tall) then shaped.attributes.bang = found.size .. ', ' .. tostring(found.tall) end
  return shaped
end

-- In typst a table of its own size, or with rows that may break, is the argument of a function.
called = function(tbl)
  local arguments = tbl.attributes.bang
  if not arguments then return {tbl} end
  tbl.attributes.bang = nil
  return {pandoc.RawBlock('typst', '#bang(' .. arguments .. ')['), tbl, pandoc.RawBlock('typst', ']')}
end

-- A body that ends in a table: its last row must not part from the signature.
local function keep_last_row(tbl)
  local body = tbl.bodies[#tbl.bodies]
  local row = body and body.body[#body.body]
  if not (DOCX and row) then return tbl end
  for _, cell in ipairs(row.cells) do
    for place, block in ipairs(cell.contents) do
      if block.content then cell.contents[place] = styled({pandoc.Para(block.content)}, 'table_last')[1] end
    end
    if #cell.contents == 0 then cell.contents = styled({pandoc.Para{}}, 'table_last') end
  end
  return tbl
end

local function typst_arguments(call, ...)
  local out = pandoc.Blocks{}
  for place, argument in ipairs{...} do
    out:insert(pandoc.RawBlock('typst', place == 1 and '#' .. call .. '([' or '], ['))
    out:insert(argument)
  end
  out:insert(pandoc.RawBlock('typst', '])'))
  return out
end

local function last_row_apart(tbl)
  local body = tbl.bodies[#tbl.bodies]
  if not body or #body.body < 2 then return {tbl} end
  local row = body.body[#body.body]
  body.body:remove(#body.body)
  local function only_row(head)
    return pandoc.Table(pandoc.Caption{}, tbl.colspecs, head, {{attr = pandoc.Attr(), head = {}, body = {row}, row_head_columns = 0}},
      pandoc.TableFoot{}, tbl.attr)
  end
  return typst_arguments('bang-cuoi', tbl, only_row(pandoc.TableHead{}), only_row(tbl.head))
end

-- The document ----------------------------------------------------------------------------------------------------------
local function cased(title) return PLAN.title_capitals and pandoc.text.upper(title) or title end

-- An appendix inside another block cannot have pages of its own; its title is printed all the same.
local function titled(div, blocks)
  local title = div.attributes.ten or ''
  if title == '' then return blocks end
  return styled({pandoc.Para(words(cased(title)))}, 'appendix_title') .. blocks
end

local legal_bases
legal_bases = function(div)
  local out = pandoc.Blocks{}
  for _, block in ipairs(div.content) do
    if block.t == 'Para' or block.t == 'Plain' then out:extend(styled({pandoc.Para(block.content)}, 'legal_basis'))
    elseif block.t == 'Div' then out:extend(legal_bases(block))
    else out:insert(block) end
  end
  return titled(div, out)
end

-- Who is told or asked: "… điện:" with the names under it, or "… trân trọng kính mời:" as the first words of the text.
local function called_for(out)
  if PLAN.call == '' then return end
  if PLAN.call_centred then out:extend(styled({pandoc.Para(words(PLAN.call))}, 'call'))
  else out:insert(pandoc.Para(words(PLAN.call))) end
  for _, name in ipairs(PLAN.call_names) do
    local line = pandoc.Para(words('-' .. NBSP .. name))
    if PLAN.call_centred then out:extend(styled({line}, 'call_name')) else out:insert(line) end
  end
end

local function opening(body)
  local out = pandoc.Blocks{}
  if PLAN.deciding_authority ~= '' then out:extend(styled({pandoc.Para(words(PLAN.deciding_authority))}, 'deciding_authority')) end
  for _, line in ipairs(PLAN.legal_bases) do out:extend(styled({pandoc.Para(words(line))}, 'legal_basis')) end
  while body[1] and body[1].t == 'Div' and body[1].classes:includes('can-cu') do out:extend(legal_bases(body:remove(1))) end
  if PLAN.decision_word ~= '' then out:extend(styled({pandoc.Para(words(PLAN.decision_word))}, 'deciding_authority')) end
  called_for(out)
  return out
end

-- A table that ends the text takes the mark behind its last words; a figure keeps its place, the mark stands below.
local function marked_in_last_cell(tbl)
  local rows = tbl.bodies[#tbl.bodies]
  local row = rows and rows.body[#rows.body]
  for k = row and #row.cells or 0, 1, -1 do
    local blocks = row.cells[k].contents
    local text = stringify(blocks):gsub(NBSP, ' ')
    if text:match('%S') then
      local block = blocks[#blocks]
      if TABLES.is_figure(text:match('^%s*(.-)%s*$')) or not block.content then return false end
      block.content = end_mark(block.content)
      return true
    end
  end
  return false
end

local function with_signature(body)
  local body, ended = closed(body)
  local last = body[#body]
  if last and last.t == 'Table' then ended = marked_in_last_cell(last) end
  if not last then return body end
  if is_paragraph(last) then
    body:remove(#body)
    local component = DOCX and is_article(last) and 'article_last' or 'last_paragraph'
    body:extend(styled({pandoc.Para(last.content)}, component))
  elseif last.t == 'Table' then
    body:remove(#body)
    body:extend(TYPST and last_row_apart(last) or {keep_last_row(last)})
  end
  if not ended then body:extend(styled({pandoc.Para{pandoc.Str(PLAN.end_mark)}}, 'last_paragraph')) end
  return body
end

local function split_appendices(blocks)
  local body, appendices = pandoc.Blocks{}, pandoc.List{}
  for _, block in ipairs(blocks) do
    local known = block.t == 'Div' and class_of(block)
    if known and known ~= 'can-cu' then appendices:insert(block) else body:insert(block) end
  end
  return body, appendices
end

local function placed(blocks)                       -- what is left of special divs inside the body
  local out = pandoc.Blocks{}
  for _, block in ipairs(blocks) do
    if block.t == 'Div' and block.classes:includes('can-cu') then out:extend(legal_bases(block))
    elseif block.t == 'Div' and class_of(block) then out:extend(titled(block, placed(block.content)))
    else out:insert(block) end
  end
  return out
end

-- Word sets a paragraph right under a table: a thin empty one keeps the distance the text has elsewhere.
local function spaced(blocks)
  if not DOCX then return blocks end
  local out = pandoc.Blocks{}
  for place, block in ipairs(blocks) do
    out:insert(block)
    if block.t == 'Table' and blocks[place + 1] then out:insert(pandoc.RawBlock('openxml', PLAN.table_gap)) end
  end
  return out
end

-- A text issued by the decision has its kind and its own head where an appendix has the word and its number.
local function label_of(div, place, many)
  if div.classes:includes('ban-hanh-kem') then return PLAN.kind_names[div.attributes.loai] or '', true end
  if PLAN.role == 'appendix' then return PLAN.appendix_label, false end
  return PLAN.appendix_word .. (many > 1 and ' ' .. roman(place) or ''), false
end

local function appendix(div, place, many)
  local label, headed = label_of(div, place, many)
  local note = div.attributes['kem-theo'] ~= '' and div.attributes['kem-theo'] or PLAN.attached_to
  local title, wide = headed and div.attributes.ten or cased(div.attributes.ten), div.classes:includes('ngang')
  local function indent(text)
    local found = PLAN.indents[text]
    return found and found[wide and 'wide' or 'upright'] or 0
  end
  return {label = label, headed = headed, title = title, note = note, title_indent = indent(title), note_indent = indent(note),
          wide = wide, content = with_headings(spaced((closed(marked_once(placed(div.content), false)))), 1)}
end

local function appendices_of(divs)
  local list, many, place = pandoc.List{}, 0, 0
  for _, div in ipairs(divs) do if not div.classes:includes('ban-hanh-kem') then many = many + 1 end end
  for _, div in ipairs(divs) do
    if not div.classes:includes('ban-hanh-kem') then place = place + 1 end
    list:insert(appendix(div, place, many))
  end
  return list
end

local function docx_appendices(list)
  local out = pandoc.List{}
  for place, item in ipairs(list) do
    local function text(s) return pandoc.MetaInlines(words(s)) end
    local note = item.note == PLAN.attached_to and pandoc.MetaInlines{pandoc.RawInline('openxml', PLAN.attached_runs)} or text(item.note)
    local function number(n) return n > 0 and pandoc.MetaInlines{pandoc.RawInline('openxml', string.format('%d', n))} or nil end
    out:insert{nhan = text(item.label), ten = item.title ~= '' and text(item.title) or nil, ['kem-theo'] = note,
               ['lui-ten'] = number(item.title_indent), ['lui-kem'] = number(item.note_indent),
               ngang = item.wide or nil, dau = item.headed or nil, cuoi = place == #list or nil, ['noi-dung'] = pandoc.MetaBlocks(item.content)}
  end
  return out
end

local function typst_string(s) return '"' .. s:gsub('[\\"]', '\\%0') .. '"' end

local function typst_appendices(body, list)
  if PLAN.role ~= 'appendix' then body:insert(pandoc.RawBlock('typst', '#khoi-ky()')) end
  for _, item in ipairs(list) do
    body:insert(pandoc.RawBlock('typst', '#phu-luc(' .. typst_string(item.label) .. ', ' .. typst_string(item.title) .. ', '
      .. typst_string(item.note) .. ', ngang: ' .. tostring(item.wide) .. ', co-dau: ' .. tostring(item.headed) .. ', lui-ten: ' .. item.title_indent .. 'mm, lui-kem: '
      .. item.note_indent .. 'mm)['))
    body:extend(item.content)
    body:insert(pandoc.RawBlock('typst', ']'))
  end
  return body
end

-- One pass over the blocks by hand: a walk of the whole tree costs half a second at 350 pages.
local SETTLERS = {
  Div = only_known, BulletList = flat_list, OrderedList = flat_list, RawBlock = raw_block, CodeBlock = code_block,
  HorizontalRule = horizontal_rule, Table = set_table, Para = (PLAN.articles or next(PLAN.pictures)) and paragraph or nil,
  BlockQuote = function(quote) quote.content = settle(quote.content); return quote end,
}

-- "Đơn vị tính: hồ sơ" right above a table says what its figures count.
local function is_unit_line(block, below)
  if not (below and below.t == 'Table' and block.t == 'Para') then return false end
  local text = pandoc.text.lower(stringify(block.content):gsub(NBSP, ' '))
  for word in pairs(PLAN.table.unit_words) do
    if text:sub(1, #word + 1) == word .. ':' then return true end
  end
  return false
end

settle = function(blocks)
  local out = pandoc.Blocks{}
  for place, block in ipairs(blocks) do
    local settler = SETTLERS[block.t]
    local settled = settler and settler(block) or block
    if is_unit_line(block, blocks[place + 1]) then settled = styled({block}, 'unit_line') end
    if settled.t then out:insert(settled) else out:extend(settled) end
  end
  return out
end

function Pandoc(doc)
  local blocks = doc.blocks
  if PLAN.special_inlines == 'all' then blocks = blocks:walk(INLINES) end
  if PLAN.role == 'appendix' then                   -- an appendix in a file of its own: the whole text is one
    blocks = pandoc.Blocks{pandoc.Div(blocks, pandoc.Attr('', {'phu-luc'}, {ten = PLAN.subject}))}
  end
  local body, divs = split_appendices(settle(blocks))
  local start = opening(body)
  body = with_headings(start .. spaced(with_signature(marked_once(placed(body), true))), 0)
  local list = appendices_of(divs)
  doc.meta = pandoc.Meta{title = pandoc.MetaInlines(words(PLAN.title)), author = pandoc.MetaInlines(words(PLAN.author)), lang = PLAN.lang}
  if DOCX and #list > 0 then doc.meta['phu-luc'] = docx_appendices(list) end
  doc.blocks = TYPST and typst_appendices(body, list) or body
  return doc
end

-- The last filter for typst: every string is written with each ASCII punctuation mark escaped, so that nothing in the
-- text can be markup, code or a shorthand ("..." became "…", " -5" became "−5", "- x" in a cell became a bullet).
-- Strings of letters alone are left to pandoc: most words are, and they mean nothing to typst.
local function escaped(text)
  return (text:gsub('%c', ''):gsub('%p', '\\%0'):gsub('\u{00A0}', '~'):gsub(' ', '\\u{20}'))
end

-- A symbol (76/NQ-CP, QĐ-UBND) is one piece: typst would end a line behind its stroke or hyphen.
local function is_symbol(text) return text:find('%a%-[%u\196]') or text:find('%d/%d*/?[%u\196]') end

return {{Str = function(str)
  if not str.text:find('[%p%c ]') then return nil end
  if #str.text < 40 and is_symbol(str.text) then return pandoc.RawInline('typst', '#box[' .. escaped(str.text) .. ']') end
  return pandoc.RawInline('typst', escaped(str.text))
end}}

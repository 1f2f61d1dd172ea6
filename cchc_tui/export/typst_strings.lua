-- The last filter for typst: every string is written with each ASCII punctuation mark escaped, so that nothing in the
-- text can be markup, code or a shorthand ("..." became "…", " -5" became "−5", "- x" in a cell became a bullet).
-- Strings of letters alone are left to pandoc: most words are, and they mean nothing to typst.
local function escaped(text)
  return (text:gsub('%c', ''):gsub('%p', '\\%0'):gsub('\u{00A0}', '~'):gsub(' ', '\\u{20}'))
end
return {{Str = function(str)
  if str.text:find('[%p%c ]') then return pandoc.RawInline('typst', escaped(str.text)) end
end}}

-- Documents that pandoc reads in one process, each with the line end that its command line adds: `pandoc lua read_many.lua DIALECT`, texts and trees as JSON lists.
local texts = pandoc.json.decode(io.read('a'), false)
local out = {}
for place, text in ipairs(texts) do out[place] = pandoc.write(pandoc.read(text .. '\n', arg[1]), 'json') end
io.write('[' .. table.concat(out, ',') .. ']')

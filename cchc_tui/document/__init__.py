"""An official paper as data: its layout, its parts, its Markdown, each with the line it was typed on."""

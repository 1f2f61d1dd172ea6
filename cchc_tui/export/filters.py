"""Where the pandoc filters lie; they are code of this room, not templates."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent

BODY_FILTER = _HERE / "body.lua"
TYPST_STRINGS_FILTER = _HERE / "typst_strings.lua"

"""Every screen as it is, text and style, at 80×24 and 120×40, against pictures that somebody has looked at.

`CCHC_DRAW=1 pytest tests/tui/test_pictures.py` draws them anew; look at what changed before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import sit_down
from tests.tui.pictures import SCENES, SIZES, UNSTEADY, draw, write_office

GOLDEN = Path(__file__).with_name("golden")
KEPT = sorted(SCENES.keys() - UNSTEADY)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("name", KEPT)
def test_the_screen_is_as_it_was_looked_at(name: str, width: int, height: int, tmp_path: Path) -> None:
    picture = draw(sit_down(write_office(tmp_path / "office")), SCENES[name], width, height, styles=True)
    file = GOLDEN / f"{name}_{width}x{height}.txt"
    if os.environ.get("CCHC_DRAW"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(picture, encoding="utf-8")
    assert picture == file.read_text(encoding="utf-8")


def test_every_golden_picture_has_its_scene() -> None:
    assert {p.stem for p in GOLDEN.iterdir()} == {f"{name}_{w}x{h}" for name in KEPT for w, h in SIZES}

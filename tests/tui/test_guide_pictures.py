"""The pictures of the guide show the program as it is. `python -m tests.tui.guide_pictures` draws them anew."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.tui.guide_pictures import GUIDE, OF_THE_WARD, SHOWN, picture


@pytest.mark.parametrize("name", SHOWN)
def test_the_picture_is_the_screen(name: str, tmp_path: Path) -> None:
    drawn = picture(name, tmp_path)
    assert drawn == (GUIDE / f"{name}.svg").read_text(encoding="utf-8")
    words = "".join(ElementTree.fromstring(drawn).itertext())
    assert ("UBND phường Bến Sậy" if name in OF_THE_WARD else "UBND xã Hà Kỳ") in words
    assert str(tmp_path) not in words


def test_no_other_pictures_lie_there() -> None:
    assert {path.name for path in GUIDE.iterdir()} == {f"{name}.svg" for name in SHOWN}

"""A pasted text in an old encoding (TCVN3, VNI): recognised, conversion offered, never done unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.tui.screens.dialogs import Question

if TYPE_CHECKING:
    from cchc_tui.tui.desk import Desk
    from cchc_tui.tui.widgets.editor import Editor

_SHOWN = 300


def offer_decoding(desk: Desk, editor: Editor, pasted: str) -> None:
    """Ask whether a paste that reads as TCVN3 or VNI should become ordinary Vietnamese."""
    if pasted.isascii():
        return
    from cchc_tui.language.legacy_encoding import convert, recognise

    encoding = recognise(pasted)
    if encoding is None:
        return
    decoded = convert(pasted, encoding)

    def put() -> None:
        editor.unpaste()
        editor.paste(decoded)

    lost = "\nChữ hoa có dấu không còn trong đoạn này (phông .VnTimeH); hãy xem lại." if encoding.loses_capitals else ""
    answers = [("c", "Chuyển sang chữ Việt Unicode", put), ("escape", "Để nguyên như đã dán", lambda: None)]
    text = f"Đoạn vừa dán có vẻ là chữ {encoding.label}. Đọc ra là:\n{decoded[:_SHOWN]}{lost}"
    desk.open(Question(desk, "Bảng mã cũ", text, answers, at=0))

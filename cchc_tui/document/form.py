"""The form of a kind of document: which parts its page has, as the samples of Phụ lục III show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["document", "appendix", "copy"]


@dataclass(frozen=True)
class Form:
    """What stands on the page of a kind, from the layout file.

    `sample` names the official sample. `verb` stands on a line of its own between the legal bases and the text
    ("QUYẾT NGHỊ:"). `call` is the line that names who is told or asked ("{issuer} điện:"), alone and centred with the
    names under it when `call_centred`, else at the beginning of the text; `call_names`: there must be a name. `fields`
    are the words some lines of the text must begin with. `signers`: how many sign at least. `confirmation`: who
    confirms, below the recipients. `role`: an appendix in a file of its own has neither head nor signature, a copy has
    them under the copied text.
    """

    key: str
    sample: str
    subject: bool = True
    place_date: bool = True
    recipients: bool = True
    verb: str = ""
    call: str = ""
    call_centred: bool = False
    call_names: bool = False
    fields: tuple[str, ...] = ()
    signers: int = 1
    confirmation: str = ""
    role: Role = "document"

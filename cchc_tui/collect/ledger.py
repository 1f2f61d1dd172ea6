"""What a lake holds of which source, kept beside its tables."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cchc_tui.collect.columns import TABLES
from cchc_tui.errors import EnvironmentFaultError

LEDGER_FILE = "collected.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the lake holds of one source."""

    head: str = ""
    """The commit its rows are from; "" when none was ever read."""
    province: str = ""
    commune: str = ""
    faults: int = 0
    """Faulty files in that commit."""
    unreadable: str = ""
    """Why the source could not be read the last time; the rows are then those of an earlier one."""


@dataclass
class Ledger:
    """All sources by name."""

    path: Path
    kept: dict[str, Kept] = field(default_factory=dict)

    @classmethod
    def read(cls, lake: Path) -> Ledger:
        """The ledger of a lake; an empty one for a new lake, and for one whose tables had other columns."""
        path = lake / LEDGER_FILE
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
            same_columns = plain["columns"] == _columns_mark()
            kept = {name: Kept(**facts) for name, facts in plain["sources"].items()}
        except FileNotFoundError:
            return cls(path)
        except (ValueError, TypeError, KeyError) as error:
            raise EnvironmentFaultError(
                f"Tệp {path} hỏng nên không biết đã tổng hợp những gì.", "Hãy xóa cả thư mục ấy rồi tổng hợp lại."
            ) from error
        return cls(path, kept if same_columns else {})

    def write(self) -> None:
        """Put the ledger in place whole."""
        sources = {name: asdict(kept) for name, kept in sorted(self.kept.items())}
        plain = {"columns": _columns_mark(), "sources": sources}
        temporary = self.path.with_suffix(".new")
        temporary.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        temporary.replace(self.path)


def _columns_mark() -> str:
    """Differs when the tables do, so that no lake holds rows of two shapes."""
    return hashlib.sha256(repr(sorted(TABLES.items())).encode()).hexdigest()[:16]

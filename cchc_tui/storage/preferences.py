"""What one person likes on the screen: a small file in the account's own state folder, never in the records."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, system_cause
from cchc_tui.storage.user_folders import state_folder, write_own_file


class ScreenPreferences:
    """The preferences of this account. A file that is missing or spoilt is no preference."""

    @property
    def _path(self) -> Path:
        return state_folder() / "screen.json"

    @property
    def theme(self) -> str:
        """The theme that was chosen; "" for none."""
        return self._read().get("theme", "")

    def choose_theme(self, name: str) -> None:
        """Keep the choice for the next time; "" takes it back."""
        plain = self._read() | {"theme": name}
        try:
            write_own_file(self._path, json.dumps(plain, ensure_ascii=False))
        except OSError as error:
            raise EnvironmentFaultError(
                f"Không giữ được lựa chọn màu ở {self._path} ({system_cause(error)})."
            ) from error

    def _read(self) -> dict[str, str]:
        with suppress(OSError, ValueError):
            plain = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(plain, dict):
                return {str(key): value for key, value in plain.items() if isinstance(value, str)}
        return {}

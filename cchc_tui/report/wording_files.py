"""Where outlines and fixed wording are read from: the office's own copy wins over the shipped one."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.errors import EnvironmentFaultError, FindingsError, system_cause
from cchc_tui.storage.shipped import templates_dir

MAX_TEMPLATE_BYTES = 1_000_000


def template_folders(office_templates: Path | None) -> tuple[Path, ...]:
    """Return the office's templates folder, when it has one, then the shipped one."""
    return (office_templates, templates_dir()) if office_templates else (templates_dir(),)


def read_template(relative: str, office_templates: Path | None) -> tuple[str, Path]:
    """Return the text of a template and the file it came from. FindingsError when it is not readable text."""
    folders = template_folders(office_templates)
    path = next((folder / relative for folder in folders if (folder / relative).is_file()), None)
    if path is None:
        raise EnvironmentFaultError(
            f"Không tìm thấy tệp mẫu {relative} trong: {', '.join(str(folder) for folder in folders)}.",
            "Hãy cài lại chương trình, hoặc đặt tệp ấy vào thư mục templates của cơ quan.",
        )
    try:
        if path.stat().st_size > MAX_TEMPLATE_BYTES:
            raise FindingsError(f"Tệp mẫu {path} lớn hơn {MAX_TEMPLATE_BYTES // 1000} kB nên không được đọc.")
        return path.read_text(encoding="utf-8"), path
    except UnicodeDecodeError as error:
        raise FindingsError(f"Tệp mẫu {path} không phải UTF-8.", "Hãy mở lại tệp và lưu bằng UTF-8.") from error
    except OSError as error:
        raise EnvironmentFaultError(f"Không đọc được tệp mẫu {path} ({system_cause(error)}).") from error

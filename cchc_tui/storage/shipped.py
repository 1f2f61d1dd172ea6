"""Where the files that come with the program are: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_dir() -> Path:
    """Return the shipped templates: report outlines, wording, layout profiles, DOCX and PDF templates."""
    return _shipped("templates")


def sample_records_dir() -> Path:
    """Return the sample office of a real report (xã Hà Kỳ, 2023)."""
    return _shipped("records")


def sample_ward_dir() -> Path:
    """Return the made-up ward of 2026 (phường Bến Sậy): two tiers, several issuers, counts, figures, days to keep."""
    return templates_dir() / "sample-ward"


def _shipped(name: str) -> Path:
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name

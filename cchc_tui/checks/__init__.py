"""Rules on records and reports: one rule, one file, one test, one clause."""

from cchc_tui.checks.records import check_records

__all__ = ["check_records"]

"""Rules on records and papers: one table, one engine; a rule is one function with its metadata."""

from cchc_tui.rules.context import Located, OfficeRecords, ReportContext, Words
from cchc_tui.rules.engine import all_rules, check_paper, check_records
from cchc_tui.rules.origin import ComposedOrigins, FileOrigins, ImportOrigins
from cchc_tui.rules.rule import Rule
from cchc_tui.rules.words import read_words

__all__ = [
    "ComposedOrigins",
    "FileOrigins",
    "ImportOrigins",
    "Located",
    "OfficeRecords",
    "ReportContext",
    "Rule",
    "Words",
    "all_rules",
    "check_paper",
    "check_records",
    "read_words",
]

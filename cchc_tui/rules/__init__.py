"""Rules on records and reports: one rule, one file, one test, one clause."""

from cchc_tui.rules.origin import Origins
from cchc_tui.rules.rule import Kept, Rule, Words
from cchc_tui.rules.run import all_rules, check_records, check_report, read_words

__all__ = ["Kept", "Origins", "Rule", "Words", "all_rules", "check_records", "check_report", "read_words"]

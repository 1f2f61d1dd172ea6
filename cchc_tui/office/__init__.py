"""The one door for the command line and the terminal face: `Office`, what it hands out, and what needs no office.

The names are found when they are asked for: a list must not wait for what only saving or sharing needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_tui.collect import Gathered as Gathered
    from cchc_tui.collect import QueryResult as QueryResult
    from cchc_tui.collect import Summary as Summary
    from cchc_tui.collect.summary import Total as Total
    from cchc_tui.document.page import Block as Block
    from cchc_tui.importing import Candidate as Candidate
    from cchc_tui.importing import Unread as Unread
    from cchc_tui.importing.mapped_table import MappedColumn as MappedColumn
    from cchc_tui.importing.mapped_table import MappedName as MappedName
    from cchc_tui.importing.mapped_table import MappedTable as MappedTable
    from cchc_tui.office.closed_facts import ClosedFactsError as ClosedFactsError
    from cchc_tui.office.collecting import ask as ask
    from cchc_tui.office.collecting import compose_collected as compose_collected
    from cchc_tui.office.collecting import gather as gather
    from cchc_tui.office.collecting import summarise as summarise
    from cchc_tui.office.collecting import table_schemas as table_schemas
    from cchc_tui.office.collecting import tidy as tidy
    from cchc_tui.office.collecting import write_page as write_page
    from cchc_tui.office.collecting import write_parquet as write_parquet
    from cchc_tui.office.conforming import conform_draft as conform_draft
    from cchc_tui.office.copying import copy_office as copy_office
    from cchc_tui.office.curing import Cured as Cured
    from cchc_tui.office.curing import cure_markdown as cure_markdown
    from cchc_tui.office.doctor import examine as examine
    from cchc_tui.office.documents import BatchResult as BatchResult
    from cchc_tui.office.documents import ExportResult as ExportResult
    from cchc_tui.office.documents import Order as Order
    from cchc_tui.office.documents import begin_document as begin_document
    from cchc_tui.office.documents import document_place as document_place
    from cchc_tui.office.documents import export_many as export_many
    from cchc_tui.office.documents import read_document as read_document
    from cchc_tui.office.documents import sealed as sealed
    from cchc_tui.office.documents import write_composed as write_composed
    from cchc_tui.office.drafting import Begun as Begun
    from cchc_tui.office.entering import DoubtfulIssuerError as DoubtfulIssuerError
    from cchc_tui.office.entering import demand_consistent as demand_consistent
    from cchc_tui.office.entering import read_citation as read_citation
    from cchc_tui.office.figures import CellChange as CellChange
    from cchc_tui.office.hooks import install_hook as install_hook
    from cchc_tui.office.intake import BODY as BODY
    from cchc_tui.office.intake import Offered as Offered
    from cchc_tui.office.intake import Taken as Taken
    from cchc_tui.office.known_facts import CLASSES as CLASSES
    from cchc_tui.office.merging import Versions as Versions
    from cchc_tui.office.merging import bring_together as bring_together
    from cchc_tui.office.office import Office as Office
    from cchc_tui.office.plain_paper import completed_paper as completed_paper
    from cchc_tui.office.previewing import NotComposedError as NotComposedError
    from cchc_tui.office.previewing import ReportPreview as ReportPreview
    from cchc_tui.office.proofing import document_to_export as document_to_export
    from cchc_tui.office.proofing import proof as proof
    from cchc_tui.office.recording import DuplicateError as DuplicateError
    from cchc_tui.office.register import RegisterFormat as RegisterFormat
    from cchc_tui.office.samples import SAMPLES as SAMPLES
    from cchc_tui.office.samples import Sample as Sample
    from cchc_tui.office.searching import Hit as Hit
    from cchc_tui.office.setup import begin_history as begin_history
    from cchc_tui.office.setup import demand_group_name as demand_group_name
    from cchc_tui.office.setup import share as share
    from cchc_tui.office.starting import copy_sample as copy_sample
    from cchc_tui.office.starting import create_office as create_office
    from cchc_tui.office.starting import example_settings as example_settings
    from cchc_tui.office.starting import office_in as office_in
    from cchc_tui.office.sync import Synced as Synced
    from cchc_tui.office.tables import TablePlan as TablePlan
    from cchc_tui.office.tracer import Trace as Trace
    from cchc_tui.office.tracer import Verdict as Verdict
    from cchc_tui.office.tracing import trace_file as trace_file
    from cchc_tui.office.tracing import trace_prose as trace_prose
    from cchc_tui.office.tracing import trace_report as trace_report
    from cchc_tui.office.unfinished_sync import pending_sync as pending_sync
    from cchc_tui.office.verifying import verify_office as verify_office
    from cchc_tui.office.word_return import read_return as read_return
    from cchc_tui.office.word_return import take_return as take_return
    from cchc_tui.report import NOTHING_COUNTED as NOTHING_COUNTED
    from cchc_tui.report import Heading as Heading
    from cchc_tui.report import Leftover as Leftover
    from cchc_tui.report import PrintedValue as PrintedValue
    from cchc_tui.report import ProseValues as ProseValues
    from cchc_tui.storage.drafts import Draft as Draft
    from cchc_tui.storage.saving import ConflictError as ConflictError
    from cchc_tui.storage.stored import Stored as Stored
    from cchc_tui.storage.user_folders import state_folder as state_folder

_NAMES = {
    "cchc_tui.office.searching": ("Hit",),
    "cchc_tui.office.collecting": (
        "ask", "compose_collected", "gather", "summarise", "table_schemas", "tidy", "write_page", "write_parquet",
    ),
    "cchc_tui.office.conforming": ("conform_draft",),
    "cchc_tui.office.copying": ("copy_office",),
    "cchc_tui.office.curing": ("Cured", "cure_markdown"),
    "cchc_tui.office.doctor": ("examine",),
    "cchc_tui.office.documents": (
        "BatchResult", "ExportResult", "Order", "begin_document", "document_place",
        "export_many", "read_document", "sealed", "write_composed",
    ),
    "cchc_tui.office.drafting": ("Begun",),
    "cchc_tui.office.entering": ("DoubtfulIssuerError", "demand_consistent", "read_citation"),
    "cchc_tui.office.figures": ("CellChange",),
    "cchc_tui.office.hooks": ("install_hook",),
    "cchc_tui.office.intake": ("BODY", "Offered", "Taken"),
    "cchc_tui.office.known_facts": ("CLASSES",),
    "cchc_tui.office.merging": ("Versions", "bring_together"),
    "cchc_tui.office.office": ("Office",),
    "cchc_tui.document.page": ("Block",),
    "cchc_tui.office.plain_paper": ("completed_paper",),
    "cchc_tui.office.previewing": ("NotComposedError", "ReportPreview"),
    "cchc_tui.office.proofing": ("document_to_export", "proof"),
    "cchc_tui.office.recording": ("DuplicateError",),
    "cchc_tui.office.register": ("RegisterFormat",),
    "cchc_tui.office.samples": ("SAMPLES", "Sample"),
    "cchc_tui.office.setup": ("begin_history", "demand_group_name", "share"),
    "cchc_tui.office.starting": ("copy_sample", "create_office", "example_settings", "office_in"),
    "cchc_tui.office.sync": ("Synced",),
    "cchc_tui.office.tracer": ("Trace", "Verdict"),
    "cchc_tui.office.tracing": ("trace_file", "trace_prose", "trace_report"),
    "cchc_tui.office.unfinished_sync": ("pending_sync",),
    "cchc_tui.office.verifying": ("verify_office",),
    "cchc_tui.office.word_return": ("read_return", "take_return"),
    "cchc_tui.collect": ("Gathered", "QueryResult", "Summary"),
    "cchc_tui.collect.summary": ("Total",),
    "cchc_tui.importing": ("Candidate", "Unread"),
    "cchc_tui.importing.mapped_table": ("MappedColumn", "MappedName", "MappedTable"),
    "cchc_tui.office.tables": ("TablePlan",),
    "cchc_tui.report": ("NOTHING_COUNTED", "Heading", "Leftover", "PrintedValue", "ProseValues"),
    "cchc_tui.storage.drafts": ("Draft",),
    "cchc_tui.office.closed_facts": ("ClosedFactsError",),
    "cchc_tui.storage.saving": ("ConflictError",),
    "cchc_tui.storage.stored": ("Stored",),
    "cchc_tui.storage.user_folders": ("state_folder",),
}  # fmt: skip
"""The names by the module they live in."""

_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)

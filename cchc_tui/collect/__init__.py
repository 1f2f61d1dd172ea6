"""The collecting room: many offices' repositories become Delta tables, and questions to them go through DuckDB.

`source` reads one office from git objects, `columns` says what a row holds, `rows` makes rows, `staging` writes them
aside, `delta` commits them to tables, `gatherings` says which versions of the tables belong together, `gather` does all
of it for many offices at once, `lake` opens what was gathered, `summary` asks it the province's questions, `page` shows
the answers as HTML, `schema` publishes what the tables hold, `tidy` and `plain_parquet` are for whoever keeps a lake.
Nothing here imports DuckDB or deltalake before there is something to write or to ask.
"""

from cchc_tui.collect.gather import Gathered, gather
from cchc_tui.collect.lake import QueryResult, ask
from cchc_tui.collect.summary import Summary, summarise

__all__ = ["Gathered", "QueryResult", "Summary", "ask", "gather", "summarise"]

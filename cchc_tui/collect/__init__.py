"""The collecting room: many offices' repositories become Parquet files, and questions to them go through DuckDB.

`source` reads one office from git objects, `columns` says what a row holds, `rows` makes rows, `parquet` writes them,
`gather` does all of it for many offices at once, `lake` opens what was gathered, `summary` asks it the province's
questions, `appendix` puts the answers into a report, `schema` publishes what the files hold.
Nothing here imports DuckDB before there is something to write or to ask.
"""

from cchc_tui.collect.gather import Gathered, gather
from cchc_tui.collect.lake import Answer, ask
from cchc_tui.collect.summary import Summary, summarise

__all__ = ["Answer", "Gathered", "Summary", "ask", "gather", "summarise"]

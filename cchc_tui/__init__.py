"""Records and reports of administrative reform for a commune office, in a terminal."""

__version__ = "0.2.0"

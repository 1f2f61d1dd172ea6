"""Rules on a report's prose, one a file."""

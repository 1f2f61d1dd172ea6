"""Rules on records, one a file."""

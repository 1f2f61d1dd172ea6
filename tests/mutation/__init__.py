"""Mutation tests: the program broken one place at a time, to see whether a test notices."""

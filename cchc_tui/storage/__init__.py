"""TOML files on disk, read into domain values and written back whole or not at all."""

"""The facts an office keeps: frozen values, plain Python, no files, no clock."""

"""What the office knows: frozen values, plain Python, no files, no clock."""

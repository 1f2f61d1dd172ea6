"""Vietnamese text that knows no office: letters, words, numbers, dates, spelling, encodings."""

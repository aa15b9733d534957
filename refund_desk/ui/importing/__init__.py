"""Applications from a spreadsheet: the file, its columns, each row, and one press."""

"""CSV and spreadsheets, in and out, safe to open in a spreadsheet program.

Open to others: ``csvin``, ``csvout`` and ``spreadsheet``. Imports no other room.
"""

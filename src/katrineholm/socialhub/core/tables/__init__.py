"""CSV and spreadsheets, in and out, safe to open in a spreadsheet program.

Entry points: ``csvin.read_csv``, ``workbook.sheets``, ``csvout.csv_bytes``,
``spreadsheet.ods_bytes``. Imports no other room.
"""

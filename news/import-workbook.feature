The import of channels takes workbooks (XLSX) as well as CSV files.

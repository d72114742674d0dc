The import reads what Swedish Excel writes (cp1252, UTF-16, `sep=;`), shows each change from what to what, and lets empty cells change nothing unless asked.

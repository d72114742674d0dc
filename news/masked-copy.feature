Whoever asks for a record gets a copy with what is secret masked, to print or as a text file; the log tells which fields were masked, never what.

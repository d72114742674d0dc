Whoever asks for a record gets a copy with what is secret masked, to print or as a text file, with what the municipality has answered and decided; the log tells which fields were masked, never what.

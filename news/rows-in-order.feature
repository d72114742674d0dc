The entries of a stream stand in rows in order of time; each card has the sign and the name of its service, and the mark of an official channel beside the name.

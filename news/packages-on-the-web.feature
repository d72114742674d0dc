Archivists order packages for the archive on the site: the worker makes them, of one moment and with messages and diary by choice, splits what is too large, and the archive's receipt is noted.

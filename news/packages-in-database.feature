Packages for the archive are stored in the database, so that every machine offers them, a backup has them, and an interrupted download can be resumed.

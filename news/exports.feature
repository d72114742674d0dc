The list is given out as CSV, ODS, JSON, OPML, DCAT-AP-SE and a feed of its changes, and channels are brought in from CSV with a dry run.

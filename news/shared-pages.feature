Pages that are kept in memory are shared out between the sites of a database by use: one that is crawled displaces its own pages only.

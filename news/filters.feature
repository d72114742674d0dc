Entries can be filtered by regular expressions, links, authors, tags and reposts, and a trial shows which ones would go.

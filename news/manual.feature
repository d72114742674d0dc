The Swedish chapters for people are a manual in the site, ``@@manual``, with pictures and a search, and *Hjälp* on each page for staff opens the section about it.

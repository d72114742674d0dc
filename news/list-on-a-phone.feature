The official list is half as long on a phone and has 25 channels on a page; the parties' page is one list, and a lone place on Facebook has the whole row.

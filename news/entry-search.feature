Entries are found by words: Swedish word forms, phrases and beginnings, on the hub's pages, as feeds, over REST and in the site's own search.

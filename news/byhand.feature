Entries are written in by hand, on a page, by a bookmark or with a channel's key over REST, and are one with those that the channel's feed tells of later.

Visitors follow topics that the information office names with their words, and the tags of posts: as filters, feeds, portlets and blocks.

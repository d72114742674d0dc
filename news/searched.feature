In a search, kinds, months and other filters are offered only where something is found, with how much.

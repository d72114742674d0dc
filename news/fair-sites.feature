A worker serves all sites of a database: each site has its turn, whatever is slow or broken in another, and the board says since when the worker is active or away.

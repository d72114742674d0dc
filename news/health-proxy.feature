GET @health warns as the board does if the site does not trust the proxy in front of it.

The workplace (``@@workplace``, ``GET @workplace``) shows whoever is logged in what waits today, their channels and the way to each page.

The hub shows the information office its first steps until all are done.

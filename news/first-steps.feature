An empty hub shows the information office its first steps on the board, and how many are left on the workplace, until all are done.

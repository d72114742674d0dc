An empty hub shows the information office its first steps, on its page and on the board, until all are done; programs read them with `GET @first-steps`.

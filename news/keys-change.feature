A program changes and withdraws, with its channel's key, the entries that it has handed in.

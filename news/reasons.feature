Whoever hides, shows, pins, features or lets an entry through is asked why, and the record keeps what was done, by whom and for what reason.

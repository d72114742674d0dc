Whoever answers for a channel has one list of what has come in, and is led through the guidelines' questions from each message to its end.

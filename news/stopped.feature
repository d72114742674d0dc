A source that has failed a chosen number of times in a row is left alone, and whoever answers for the channel is told once.

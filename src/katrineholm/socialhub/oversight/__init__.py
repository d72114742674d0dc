"""The information office's view of the messages: load, rounds, reviews and figures."""

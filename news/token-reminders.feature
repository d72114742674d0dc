The information office is told two weeks and five days before a token ends, and once that it has ended; what was retrieved stays.

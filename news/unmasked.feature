A copy of a marked message with nothing masked warns first, and the log says so.
